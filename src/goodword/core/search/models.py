"""The index's own rows. The words stand in FTS5 (SQLite), or here in a column `words`, a tsvector (PostgreSQL)."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """A document of the index: where it stands in time (`key`), and what it is. Ids are plain: the index has no room.

    `line` keeps the words, compressed, where the engine needs them to forget a document: on SQLite.
    """

    key = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=1)
    row = models.BigIntegerField()
    conversation = models.BigIntegerField(default=0)
    line = models.BinaryField(null=True)

    class Meta:
        db_table = "search_entry"
        indexes: ClassVar = [models.Index(fields=["conversation"], name="search_entry_conversation")]

    def __str__(self) -> str:
        return f"{self.kind}{self.row}"


class VocabularyWord(models.Model):
    """A word that somebody wrote, and in how many documents. `begins` and `ends` are its first and last two letters."""

    word = models.CharField(max_length=40, primary_key=True)
    begins = models.CharField(max_length=2)
    ends = models.CharField(max_length=2)
    times = models.BigIntegerField()

    class Meta:
        db_table = "search_word"
        indexes: ClassVar = [
            models.Index(fields=["begins", "-times"], name="search_word_begins"),
            models.Index(fields=["ends", "-times"], name="search_word_ends"),
        ]

    def __str__(self) -> str:
        return self.word


class Lesson(models.Model):
    """Words of a document that came (`times` 1) or went (-1), until the vocabulary has learned them."""

    id = models.BigAutoField(primary_key=True)
    words = models.TextField()
    times = models.SmallIntegerField(default=1)

    class Meta:
        db_table = "search_lesson"

    def __str__(self) -> str:
        return f"lesson {self.pk}"


class Rebuild(models.Model):
    """How far a source was gone through, from its newest row down to its first."""

    source = models.CharField(max_length=40, primary_key=True)
    total = models.BigIntegerField(default=0)
    gone_through = models.BigIntegerField(default=0)
    reached = models.BigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "search_rebuild"

    def __str__(self) -> str:
        return self.source
