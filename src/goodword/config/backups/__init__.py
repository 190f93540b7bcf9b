"""Backups: a snapshot of the database, then its blobs, in one tar. docs/run/backup.md says how to use it."""
