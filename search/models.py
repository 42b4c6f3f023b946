"""The index: which words a page has, and by which keys a word is found. Rebuilt by `manage.py reindex`."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from wagtail.models import Page

from pages.models import Document


class Entry(models.Model):
    """A published page as the search knows it, or a document that such a page offers.

    Whether a reader may see the page is asked when she searches.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, null=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=5)
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=255)
    text = models.TextField()
    date = models.DateField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["page", "document"], nulls_distinct=False, name="one_entry_for_what_a_page_offers"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A folded word of one language, with the keys it can be found by (`search.words.keys`)."""

    language = models.CharField(max_length=5)
    # Compared byte by byte, so that an index finds beginnings.
    word = models.CharField(max_length=60, db_collation="C")
    keys = ArrayField(models.CharField(max_length=200, db_collation="C"))

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["word", "language"], name="one_word_each")]
        indexes = [GinIndex(fields=["keys"], name="word_keys")]

    def __str__(self) -> str:
        return self.word


class Posting(models.Model):
    """That a page has a word, and how much it is about it: 1000 would be nothing else."""

    pk = models.CompositePrimaryKey("word_id", "entry_id")
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="+", db_index=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.word_id} {self.entry_id}"
