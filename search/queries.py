"""One search over everything public: the reader's language first, then what exists only in others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Locale, Page

from config.languages import OWN_NAMES
from pages import visibility
from search.excerpts import excerpt, terms

LONGEST_QUERY = 200
"""A sentence; a pasted page is cut rather than refused."""
OTHER_LANGUAGES = 5


@dataclass(frozen=True, kw_only=True)
class Hit:
    kind: str
    title: str
    url: str
    excerpt: SafeString
    language: str
    language_name: str
    date: date | None


def cleaned(query: str) -> str:
    """Without characters no text contains and no database accepts, and no longer than a sentence."""
    printable = "".join(
        character if character.isprintable() else " " for character in query[: LONGEST_QUERY * 4]
    )
    return " ".join(printable.split())[:LONGEST_QUERY].strip()


def found(query: str, locale: Locale, *, at: datetime) -> list[int]:
    """Ids of pages in this language, best first: whole words, then words that only begin like the query's."""
    words = " ".join(terms(query))
    if not words:
        return []
    pages = _searchable(locale, at=at)
    exact = [page.pk for page in pages.search(words, operator="and")]
    begun = [page.pk for page in pages.autocomplete(words, operator="and")]
    return list(dict.fromkeys([*exact, *begun]))


def _searchable(locale: Locale, *, at: datetime) -> Any:
    ids = visibility.listed(Page.objects.filter(locale=locale, depth__gt=1), at=at).values("pk")
    return Page.objects.filter(pk__in=ids)


def elsewhere(query: str, locale: Locale, ids: list[int], *, at: datetime) -> list[int]:
    """Matches in the other languages whose page the reader has not been offered in her own."""
    own = set(Page.objects.filter(pk__in=ids).values_list("translation_key", flat=True))
    matches: list[int] = []
    for other in Locale.objects.exclude(pk=locale.pk):
        matches += found(query, other, at=at)
    pages = Page.objects.in_bulk(matches)
    fresh: dict[object, int] = {}
    for pk in matches:
        if pages[pk].translation_key not in own:
            fresh.setdefault(pages[pk].translation_key, pk)
    return list(fresh.values())[:OTHER_LANGUAGES]


def hits(ids: list[int], query: str, request: HttpRequest) -> list[Hit]:
    locales = Locale.objects.in_bulk()
    pages = {page.pk: page for page in Page.objects.filter(pk__in=ids).specific()}
    for page in pages.values():
        page.locale = locales[page.locale_id]
    return [_hit(pages[pk], query, request) for pk in ids if pk in pages]


def _hit(page: Page, query: str, request: HttpRequest) -> Hit:
    language = page.locale.language_code
    return Hit(
        kind=str(page._meta.verbose_name),
        title=page.title,
        url=page.get_url(request) or "",
        excerpt=mark_safe(excerpt(page.plain_text(), query)),  # noqa: S308 - excerpt() escapes
        language=language,
        language_name=OWN_NAMES[language],
        date=getattr(page, "date", None),
    )
