from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Locale

from pages.views import read_only
from search import queries

ON_PAGE = 10


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """What was asked is used to answer and then forgotten: no log, no statistics."""
    query = queries.cleaned(request.GET.get("q", ""))
    now, locale = timezone.now(), Locale.get_active()
    ids = queries.found(query, locale, at=now)
    page_obj = Paginator(ids, ON_PAGE).get_page(request.GET.get("page"))
    others = queries.elsewhere(query, locale, ids, at=now) if page_obj.number == 1 else []
    answer = {
        "query": query,
        "count": len(ids),
        "page_obj": page_obj,
        "pager_query": urlencode({"q": query}),
        "results": queries.hits(list(page_obj), query, request),
        "other_language_hits": queries.hits(others, query, request),
        "robots": "noindex",
    }
    return render(request, "search/search.html", answer)
