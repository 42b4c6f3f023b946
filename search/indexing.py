"""Keeps the index in step with what is published. Runs in the transaction that publishes, or not at all."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from wagtail.models import Page

from pages import findable
from pages.models import BasePage
from search import words
from search.models import Entry, Posting, Word

LOCK = 0x5EA7C4
"""One writer at a time: two that bring the same new words would wait for each other in a circle."""
TITLE, LEAD, TEXT = 10, 3, 1
HALF = 4
"""A page that has a word in its lead and once in its text is half “about” it."""


def write(page: BasePage) -> None:
    """Index a page, or forget it where it is not published. Stand-ins lend another page's words: never."""
    if not page.live or page.alias_of_id:
        forget([page.pk])
        return
    with transaction.atomic():
        hold()
        entry, _new = Entry.objects.update_or_create(page_id=page.pk, defaults=_described(page))
        old = set(Posting.objects.filter(entry=entry).values_list("word_id", flat=True))
        weights = weighed(title=page.title, lead=page.search_lead, text=page.plain_text())
        ids = _ids(weights, entry.language)
        Posting.objects.filter(entry=entry).delete()
        Posting.objects.bulk_create(
            Posting(word_id=ids[word], entry=entry, weight=weight) for word, weight in weights.items()
        )
        _tidy(old - set(ids.values()))


def forget(page_ids: Iterable[int]) -> None:
    entries = Entry.objects.filter(page_id__in=list(page_ids))
    if not entries.exists():
        return
    with transaction.atomic():
        hold()
        old = set(Posting.objects.filter(entry__in=entries).values_list("word_id", flat=True))
        entries.delete()
        _tidy(old)


def rebuild() -> int:
    """The whole index anew; returns how many pages it holds."""
    with transaction.atomic():
        hold()
        Entry.objects.all().delete()
        Word.objects.all().delete()
        for page in Page.objects.live().filter(depth__gt=1, alias_of__isnull=True).specific().iterator(200):
            if isinstance(page, BasePage):
                write(page)
        return Entry.objects.count()


def hold() -> None:
    """Until the transaction ends, nobody else writes to the index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _described(page: BasePage) -> dict[str, Any]:
    text = unicodedata.normalize("NFC", " ".join(page.plain_text().split()))
    return {
        "language": page.locale.language_code,
        "kind": findable.kind_of(type(page)).key,
        "title": page.title,
        "text": text or page.search_lead,
        "date": getattr(page, "date", None),
    }


def weighed(*, title: str, lead: str, text: str) -> dict[str, int]:
    """By word, how much the page is about it, out of 1000."""
    counts: Counter[str] = Counter()
    for zone, worth in ((title, TITLE), (lead, LEAD), (text, TEXT)):
        for word in words.words(unicodedata.normalize("NFC", zone)):
            counts[word] += worth
    return {word: round(1000 * count / (count + HALF)) for word, count in counts.items()}


def _ids(known: Iterable[str], language: str) -> dict[str, int]:
    ids = dict(Word.objects.filter(language=language, word__in=known).values_list("word", "pk"))
    new = Word.objects.bulk_create(
        Word(language=language, word=word, keys=words.index_keys(word, language))
        for word in known
        if word not in ids
    )
    return ids | {each.word: each.pk for each in new}


def _tidy(ids: set[int]) -> None:
    """A word that no page has any more is forgotten: it may have been a name that had to go."""
    used = Posting.objects.filter(word_id__in=ids).values("word_id")
    Word.objects.filter(pk__in=ids).exclude(pk__in=used).delete()
