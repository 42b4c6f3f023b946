"""The doorways of “Check the list yourself”: its pages, and what can be taken along from them."""

from datetime import date

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from pages import locales
from pages.caching import public
from pages.menus import Link, home_crumb
from pages.views import read_only
from school import proof_page, proofs, school_page
from school.models import Draw, Head

TEXT = "text/plain; charset=utf-8"


@read_only
@public
def check(request: HttpRequest) -> HttpResponse:
    return _page(request, proof_page.newest(at=timezone.now()))


@read_only
@public
def check_month(request: HttpRequest, month: str) -> HttpResponse:
    return _page(request, _first_day(month))


def _page(request: HttpRequest, month: date) -> HttpResponse:
    at = timezone.now()
    code = request.GET.get("code", "")[:40]
    shown = proof_page.shown(month, code=code, page=request.GET.get("page", ""), at=at)
    if shown is None:
        raise Http404
    school = _school(request)
    told = {
        "shown": shown,
        "exceptions": proof_page.exceptions(today=timezone.localdate(at)),
        "crumbs": [home_crumb(), *school],
        "rule_url": f"{school[0].url}#rule" if school else "",
        "robots": "noindex" if request.GET else "",
    }
    return render(request, "school/check/page.html", told)


def _school(request: HttpRequest) -> list[Link]:
    url = school_page.url(locales.active(), request, at=timezone.now())
    return [Link(title=_("School"), url=url)] if url else []


def _first_day(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Http404 from None


@read_only
@public
def codes(request: HttpRequest, month: str, number: int) -> HttpResponseBase:
    """As it was when its fingerprint was published."""
    row = _draw(month, number)
    if row.listed_at is None:
        raise Http404
    return _file(HttpResponse(proofs.codes(row), content_type=TEXT), f"codes-{month}.txt")


@read_only
@public
def result(request: HttpRequest, month: str, number: int) -> HttpResponseBase:
    row = _draw(month, number)
    if row.signed_at is None:
        raise Http404
    return _file(HttpResponse(proofs.result(row), content_type=TEXT), f"result-{month}.txt")


def _draw(month: str, number: int) -> Draw:
    row = Draw.objects.filter(round=_first_day(month), number=number).first()
    if row is None:
        raise Http404
    return row


def _head(request: HttpRequest) -> str:
    """The end of the ledger: as long as it is the same, so are the files."""
    return quote_etag(Head.objects.values_list("digest", flat=True).get(pk=1) or "empty")


@read_only
@condition(etag_func=_head)
def ledger(request: HttpRequest) -> HttpResponseBase:
    return _file(StreamingHttpResponse(proofs.lines(), content_type=TEXT), "ledger.txt")


@read_only
@condition(etag_func=_head)
def order(request: HttpRequest) -> HttpResponseBase:
    return _file(HttpResponse(proofs.order().text, content_type=TEXT), "order.txt")


@read_only
def program(request: HttpRequest, name: str) -> HttpResponseBase:
    path = proofs.PROGRAMS.get(f"{name}.py")
    if path is None:
        raise Http404
    kind = "text/x-python; charset=utf-8"
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=kind)


def _file(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
