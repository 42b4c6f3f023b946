"""Services and their pages for tests, whatever day it is: the demo's own grow old with the calendar."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from home.models import GuideIndexPage, GuidePage, Service, ServiceIndexPage, ServicePage
from home.models.services import CODES
from tests.home import stories

WHY = {f"why_{code}": f"why in {code}" for code in CODES}
ELSEWHERE = {f"elsewhere_{code}": f"here in {code}\n\n  there in {code}  " for code in CODES}


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def drafted(**changes: Any) -> Service:
    """A service nobody has saved."""
    names = {"slug": "lamp", **{f"name_{code}": f"Lamp {code}" for code in CODES}}
    return Service(**{**names, "since": today(-10), **changes})


def offered(**changes: Any) -> Service:
    service = drafted(**changes)
    service.full_clean()
    service.save()
    return service


def suspended(**changes: Any) -> Service:
    return offered(**{"status": "suspended", "until": today(12), **WHY, **ELSEWHERE, **changes})


def index(code: str = "be") -> ServiceIndexPage:
    return ServiceIndexPage.objects.get(locale__language_code=code)


def told(service: Service, *, language: str = "be", **changes: Any) -> ServicePage:
    """Its page, published; the words occur nowhere in the demo."""
    words = {
        "title": "Жырандоля",
        "slug": "zyrandola",
        "summary": "Святло над сталом",
        "lead": "Вешаем жырандолі.",
        "who": "Для тых, каму цёмна.",
        "body": [("text", "<p>Пад столлю свеціць жырандоля.</p>")],
    }
    page = ServicePage(locale=stories.locale(language), service=service, live=False, **{**words, **changes})
    index(language).add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def guided(**changes: Any) -> GuidePage:
    words = {
        "title": "Як павесіць жырандолю",
        "slug": "zyrandola",
        "lead": "Пасля гэтага будзе светла.",
        "checked_on": today(),
        "body": [("text", "<p>Вазьміце драбіны.</p>")],
    }
    page = GuidePage(locale=stories.locale("be"), live=False, **{**words, **changes})
    GuideIndexPage.objects.get(locale__language_code="be").add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
