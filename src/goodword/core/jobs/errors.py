"""What a job may raise to say more than that it failed."""


class Discard(Exception):
    """Raised inside a job: the work is no longer wanted. The job counts as done and is not tried again."""
