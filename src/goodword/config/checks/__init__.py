"""What is misconfigured or failing, in words: Django system checks with ids, run by `goodword check`."""

from goodword.config.checks import database, machine, settings

TAG = "desk"

CHECKS = (
    settings.people_reach_it_safely,
    settings.hosts_are_named,
    settings.is_not_debugging,
    machine.folder_is_writable,
    machine.key_is_private,
    machine.disk_has_room,
    database.answers_with_our_tables,
    database.a_worker_is_at_work,
    database.mailboxes_work,
    database.nothing_was_given_up,
)
"""In this order they are told. docs/run/commands.md lists the ids."""
