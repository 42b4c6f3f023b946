import pytest
from django.utils import timezone
from wagtail.models import Page

from pages import visibility
from search import queries
from tests.home import stories
from tests.search import judging

pytestmark = pytest.mark.django_db


def ours(query: str, language: str) -> list[str]:
    answer = queries.answered(queries.cleaned(query), language, at=timezone.now())
    pages = Page.objects.in_bulk([each.page_id for each in answer.own])
    return [pages[each.page_id].slug for each in answer.own]


def test_d():
    judging.plant()
    m=judging.missed(ours)
    for each in m:
        print(each.language, each.query, each.difficulty, sorted(each.wanted), ours(each.query, each.language)[:3])
    print(len(m))
    from time import perf_counter
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    for q in ("школа","як запісаць дзіця ў школу","a"*200, "прыгожая старонка пра школу ды хор"):
        t=perf_counter(); queries.answered(q,"be",at=timezone.now()); print(q[:20], perf_counter()-t)
        with CaptureQueriesContext(connection) as c: queries.answered(q,"be",at=timezone.now())
        print([(x["time"]) for x in c])
