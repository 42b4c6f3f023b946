"""Keeps the index in step with what is published. Runs in the transaction that publishes, or not at all."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from wagtail.models import Page

from pages import findable
from pages.models import BasePage, Document
from search import words
from search.models import Entry, Posting, Word

LOCK = 0x5EA7C4
"""One writer at a time: two that bring the same new words would wait for each other in a circle."""
TITLE, LEAD, TEXT = 10, 3, 1
HALF = 4
"""A page that has a word in its lead and once in its text is half “about” it."""


def write(page: BasePage) -> None:
    """Index a page and the files it offers, or forget them where it is not published.

    Stand-ins lend another page's words: never.
    """
    if not page.live or page.alias_of_id:
        forget([page.pk])
        return
    with transaction.atomic():
        hold()
        old = set(Posting.objects.filter(entry__page=page).values_list("word_id", flat=True))
        documents = page.offered_documents()
        Entry.objects.filter(page=page, document__isnull=False).exclude(document__in=documents).delete()
        new = _put(page, None, described(page), title=page.title, text=page.plain_text())
        for document in documents:
            told, ending = described_document(document, page), Path(document.file.name or "").suffix
            new |= _put(page, document, told, title=document.title, text=ending)
        _tidy(old - new)


def _put(
    page: BasePage, document: Document | None, told: dict[str, Any], *, title: str, text: str
) -> set[int]:
    """Gives the words it has now."""
    entry, _new = Entry.objects.update_or_create(page_id=page.pk, document=document, defaults=told)
    lead = page.title if document else page.search_lead
    weights = weighed(title=title, lead=lead, text=text)
    ids = _ids(weights, entry.language)
    Posting.objects.filter(entry=entry).delete()
    Posting.objects.bulk_create(
        Posting(word_id=ids[word], entry=entry, weight=weight) for word, weight in weights.items()
    )
    return {ids[word] for word in weights}


def forget(page_ids: Iterable[int]) -> None:
    _forget(Entry.objects.filter(page_id__in=list(page_ids)))


def forget_document(document: Document) -> None:
    _forget(Entry.objects.filter(document=document))


def _forget(entries: "QuerySet[Entry]") -> None:
    if not entries.exists():
        return
    with transaction.atomic():
        hold()
        old = set(Posting.objects.filter(entry__in=entries).values_list("word_id", flat=True))
        entries.delete()
        _tidy(old)


def renamed(document: Document) -> None:
    """Wherever it is offered; a document that no published page offers is in no entry."""
    offering = Entry.objects.filter(document=document).values("page")
    for page in Page.objects.filter(pk__in=offering).specific():
        write(page)


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


def described(page: BasePage) -> dict[str, Any]:
    text = unicodedata.normalize("NFC", " ".join(page.plain_text().split()))
    return {
        "language": page.locale.language_code,
        "kind": findable.kind_of(type(page)).key,
        "title": page.title,
        "text": text or page.search_lead,
        "date": getattr(page, "date", None),
    }


def described_document(document: Document, page: BasePage) -> dict[str, Any]:
    """It has no words of its own that we know: what it is about says the page that offers it."""
    text = unicodedata.normalize("NFC", f"{page.title}. {page.search_lead}")
    return {
        "language": page.locale.language_code,
        "kind": findable.DOCUMENTS.key,
        "title": document.title,
        "text": text,
        "date": None,
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
