from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page

from config.languages import DEFAULT_LANGUAGE
from pages import findable
from pages.frame import CountedLink
from pages.views import read_only
from search import queries, spelling

ON_PAGE = 10
SUGGESTIONS = 6
SHORTEST_SUGGESTED = 2


@gzip_page
@read_only
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """What was asked is used to answer and then forgotten: no log, no statistics, no copy in the browser.

    Packed, as there is no secret beside the words that somebody else may have put into the address.
    """
    now, language = timezone.now(), get_language() or DEFAULT_LANGUAGE
    query = queries.cleaned(request.GET.get("q", ""))
    kind = queries.asked_kind(request.GET.get("kind", ""))
    answer = queries.answered(query, language, at=now)
    own = queries.narrowed(answer.own, kind)
    page_obj = Paginator(own, ON_PAGE).get_page(request.GET.get("page"))
    others = queries.narrowed(answer.elsewhere, kind) if page_obj.number == 1 else []
    shown = {
        "query": query,
        "read_as": answer.read_as,
        "is_partial": answer.is_partial,
        "count": answer.counts.get(kind, 0) if kind else sum(answer.counts.values()),
        "kinds": kinds(query, kind, answer.counts),
        "page_obj": page_obj,
        "pager_query": urlencode({"q": query, "kind": kind} if kind else {"q": query}),
        "results": queries.hits(page_obj, answer.marked_words, request),
        "other_language_hits": queries.hits(others, answer.marked_words, request),
        "another_spelling": spelled(answer, language, at=now),
        "robots": "noindex",
    }
    return render(request, "search/search.html", shown)


@gzip_page
@read_only
@never_cache
def suggestions(request: HttpRequest) -> JsonResponse:
    """Titles for the list below the field: an enhancement, the form works without."""
    query = queries.cleaned(request.GET.get("q", ""))
    if len(query) < SHORTEST_SUGGESTED:
        return JsonResponse({"suggestions": []})
    answer = queries.answered(query, get_language() or DEFAULT_LANGUAGE, at=timezone.now())
    hits = queries.hits([*answer.own, *answer.elsewhere][:SUGGESTIONS], answer.marked_words, request)
    return JsonResponse({"suggestions": [queries.suggestion(hit) for hit in hits]})


def spelled(answer: queries.Answer, language: str, *, at: datetime) -> CountedLink | None:
    text = spelling.another(answer.understood, language, at=at) if answer.is_empty else ""
    return CountedLink(title=text, url=asking(text)) if text else None


def kinds(query: str, chosen: str, counts: dict[str, int]) -> list[CountedLink]:
    """“Everywhere”, then those that have an answer; nothing to choose where there is only one."""
    if len(counts) < 2 and not chosen:
        return []
    everywhere = CountedLink(
        title=_("Everywhere"), url=asking(query), current=not chosen, count=sum(counts.values())
    )
    return [everywhere] + [
        CountedLink(
            title=str(kind.label), url=asking(query, kind.key), current=kind.key == chosen,
            count=counts.get(kind.key, 0),
        )
        for kind in findable.kinds()
        if kind.key in counts or kind.key == chosen
    ]  # fmt: skip


def asking(query: str, kind: str = "") -> str:
    return f"{reverse('search')}?{urlencode({'q': query, 'kind': kind} if kind else {'q': query})}"
