"""What news and releases have in common for search engines."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone

from pages import linked_data
from pages.models import BasePage


def article(
    page: BasePage, context: Mapping[str, Any], *, day: date, section: str, author: str = ""
) -> list[dict[str, Any]]:
    """Dated noon of its day: editors write down no hour."""
    published_at = timezone.make_aware(datetime.combine(day, time(12)))
    return [
        linked_data.article(
            base_url=settings.BASE_URL,
            url=context["canonical_url"],
            headline=page.title,
            description=page.summary,
            image_url=f"{settings.BASE_URL}{context['preview'].image_path}",
            language=context["content_language"],
            section=section,
            author=author,
            published_at=published_at,
            changed_at=page.last_published_at or published_at,
            organisation_name=str(context["site_name"]),
        )
    ]
