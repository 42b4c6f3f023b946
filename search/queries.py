"""One search over everything public: the reader's language first, then what exists only in others."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Locale, Page

from config.languages import OWN_NAMES
from pages import findable, visibility
from pages.models import Document
from search import vocabulary
from search.excerpts import excerpt, marked
from search.models import Entry
from search.ranking import Ranked, ranked
from search.vocabulary import Understood

LONGEST_QUERY = 200
"""A sentence; a pasted page is cut rather than refused."""
OTHER_LANGUAGES = 5
FEW = 2
"""Of so few words a page must have all; of more it may lack some, and comes later."""
ENOUGH = 0.33
MOST_TRANSLATED = 50


@dataclass(frozen=True, kw_only=True)
class Hit:
    kind: str
    title: SafeString
    plain_title: str
    url: str
    excerpt: SafeString
    language: str
    language_name: str
    date: date | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    understood: Understood
    own: list[Ranked]
    elsewhere: list[Ranked]
    is_partial: bool
    """No page has enough of the words; these have some."""

    @property
    def is_empty(self) -> bool:
        return not self.own and not self.elsewhere

    @property
    def read_as(self) -> str:
        """What the same keys say on another keyboard, where it was read so."""
        return self.understood.text if self.own and self.understood.is_retyped else ""

    @property
    def counts(self) -> dict[str, int]:
        """By kind, in the reader's language."""
        return {each.kind: each.of_kind for each in self.own}

    @cached_property
    def marked_words(self) -> frozenset[str]:
        return frozenset(match.word for term in self.understood.terms for match in term.matches)


def cleaned(query: str) -> str:
    """Without characters no text contains and no database accepts, and no longer than a sentence."""
    printable = "".join(
        character if character.isprintable() else " " for character in query[: LONGEST_QUERY * 4]
    )
    return " ".join(printable.split())[:LONGEST_QUERY].strip()


def answered(query: str, language: str, *, at: datetime) -> Answer:
    understood = vocabulary.understand(query)
    least = 1.0 if len(understood.terms) <= FEW else ENOUGH
    found = ranked(understood.terms, at=at, languages=list(OWN_NAMES), share=least)
    own = [each for each in found if each.language == language]
    others = [each for each in found if each.language != language]
    own = own or translated(others, language, at=at)
    is_partial = not own and len(understood.terms) > 1
    if is_partial:
        own = ranked(understood.terms, at=at, languages=[language], share=0)
    return Answer(
        understood=understood, own=own, elsewhere=_fresh(others, own), is_partial=is_partial and bool(own)
    )


def translated(others: list[Ranked], language: str, *, at: datetime) -> list[Ranked]:
    """The same pages in the reader's language: who asks for школа on the English site wants “school”."""
    found = {each.page_id: each for each in others[:MOST_TRANSLATED] if each.document_id is None}
    keys = {
        key: found[pk] for pk, key in Page.objects.filter(pk__in=found).values_list("pk", "translation_key")
    }
    pages = Page.objects.filter(translation_key__in=keys, locale__language_code=language)
    own = {key: pk for pk, key in visibility.listed(pages, at=at).values_list("pk", "translation_key")}
    ranks = [replace(keys[key], page_id=pk, language=language) for key, pk in own.items()]
    counts = Counter(each.kind for each in ranks)
    best_first = sorted(ranks, key=lambda each: each.score, reverse=True)
    return [replace(each, of_kind=counts[each.kind]) for each in best_first]


def _fresh(others: list[Ranked], own: list[Ranked]) -> list[Ranked]:
    """Pages the reader has not been offered in her own language, each in one language only."""
    candidates = others[: OTHER_LANGUAGES * 10]
    ids = [each.page_id for each in [*own, *candidates]]
    keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    seen = {(keys.get(each.page_id), each.kind) for each in own}
    fresh = []
    for each in candidates:
        place = (keys.get(each.page_id), each.kind)
        if place not in seen:
            seen.add(place)
            fresh.append(each)
    return fresh[:OTHER_LANGUAGES]


def hits(found: Iterable[Ranked], words: frozenset[str], request: HttpRequest) -> list[Hit]:
    wanted = [(each.page_id, each.document_id) for each in found]
    known = Entry.objects.filter(page__in=[page for page, _document in wanted])
    entries = {(entry.page_id, entry.document_id): entry for entry in known.select_related("document")}
    pages = Page.objects.in_bulk([page for page, _document in wanted])
    locales = Locale.objects.in_bulk()
    for page in pages.values():
        page.locale = locales[page.locale_id]
    return [
        _hit(entries[place], pages[place[0]], words, request)
        for place in wanted
        if place in entries and place[0] in pages
    ]


def _hit(entry: Entry, page: Page, words: frozenset[str], request: HttpRequest) -> Hit:
    # S308: marked() and excerpt() escape what is not theirs.
    model = Document if entry.document else page.specific_class
    return Hit(
        kind=str(model._meta.verbose_name),
        title=mark_safe(marked(entry.title, words)),  # noqa: S308
        plain_title=entry.title,
        url=(entry.document.url if entry.document else page.get_url(request)) or "",
        excerpt=mark_safe(excerpt(entry.text, words)),  # noqa: S308
        language=entry.language,
        language_name=OWN_NAMES[entry.language],
        date=entry.date,
    )


def narrowed(found: list[Ranked], kind: str) -> list[Ranked]:
    return [each for each in found if not kind or each.kind == kind]


def asked_kind(text: str) -> str:
    """A kind the search knows, or none."""
    return text if text in {kind.key for kind in findable.kinds()} else ""


def suggestion(hit: Hit) -> dict[str, str]:
    return {"title": hit.plain_title, "url": hit.url, "kind": hit.kind, "language": hit.language}
