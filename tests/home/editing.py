"""What a browser sends when an editor presses a button under a story."""

from typing import Any

from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import Category

BODY = [("text", rich_text("<p>Пад столлю свеціць жырандоля.</p>"))]


def form(*, body: list[tuple[str, Any]] | None = None, **changes: Any) -> dict[str, Any]:
    fields = {
        "title": "Жырандоля",
        "slug": "zyrandola",
        "lead": "Жырандоля вісіць у зале.",
        "category": Category.objects.get(slug="help").pk,
        "date": "2026-11-21",
        "body": streamfield(BODY if body is None else body),
        "corrections": streamfield([]),
        "comments": inline_formset([]),
        "go_live_at": "",
        "expire_at": "",
        "embargo_until": "",
    }
    return nested_form_data(fields | changes)


def add_url(parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["home", "storypage", parent.pk])


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
