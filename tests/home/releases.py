"""Releases told in tests, by the calls that editors' clicks make."""

from datetime import date
from typing import Any

from home.models import PressPage, ReleaseIndexPage, ReleasePage
from tests.home import stories


def press(code: str = "be") -> PressPage:
    return PressPage.objects.get(locale__language_code=code)


def archive(code: str = "be") -> ReleaseIndexPage:
    return ReleaseIndexPage.objects.get(locale__language_code=code)


def drafted(title: str = "Жырандоля вернута", *, language: str = "be", **fields: Any) -> ReleasePage:
    page = ReleasePage(
        locale=stories.locale(language),
        title=title,
        slug=fields.pop("slug", "zyrandola-viernuta"),
        lead=fields.pop("lead", "Жырандоля зноў вісіць у зале."),
        place=fields.pop("place", "Варшава"),
        date=fields.pop("date", date(2026, 11, 21)),
        body=fields.pop("body", [("text", "<p>Пад столлю свеціць жырандоля.</p>")]),
        live=False,
        **fields,
    )
    archive(language).add_child(instance=page)
    page.save_revision()
    return page


def told(title: str = "Жырандоля вернута", **fields: Any) -> ReleasePage:
    page = drafted(title, **fields)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    return page
