"""Donors who come to the form, as the tests of its doorways need them: their clock is the real one."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from donations.models import Campaign, CampaignIndexPage, CampaignPage
from privacy.forms import new_stamp
from tests.donations.test_ledger import campaign
from tests.home import stories
from tests.home.test_inquiry_forms import old_stamp

GOOD = {
    "rhythm": "once",
    "currency": "pln",
    "other": "50",
    "purpose": "need",
    "page_language": "pl",
    "email": "",
    "visibility": "hidden",
    "name": "",
    "message": "",
    "homepage": "",
}
fresh_stamp = new_stamp


def answers(key: str = "1", **changes: Any) -> dict[str, Any]:
    return {**GOOD, "stamp": old_stamp(key * 32), **changes}


def send(client: Client, language: str = "be", key: str = "1", **changes: Any) -> Any:
    return client.post(f"/{language}/donate/", answers(key, **changes))


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def path(url: str) -> str:
    """Of an address of ours."""
    return url.removeprefix("http://localhost:8000")


def index(code: str = "be") -> CampaignIndexPage:
    return CampaignIndexPage.objects.get(locale__language_code=code)


def told_of(drive: Campaign | None = None, *, language: str = "be", **changes: Any) -> CampaignPage:
    """A campaign's page, published."""
    words = {
        "title": "Жырандоля",
        "slug": "zyrandola",
        "lead": "Збіраем на жырандолю.",
        "body": [("text", "<p>Пад столлю цёмна.</p>")],
        "updates": [("update", {"date": date(2026, 11, 1), "text": "<p>Знайшлі майстра.</p>"})],
    }
    page = CampaignPage(
        locale=stories.locale(language),
        campaign=drive or campaign(timezone.now() - timedelta(hours=1)),
        live=False,
        **{**words, **changes},
    )
    index(language).add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
