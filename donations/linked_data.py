"""A campaign for search engines: something that one can give to, and until when."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from donations import purposes
from donations.models import CampaignPage
from pages import linked_data


def campaign(page: CampaignPage, context: Mapping[str, Any]) -> dict[str, Any]:
    known = context["progress"]
    return linked_data.donation(
        base_url=settings.BASE_URL,
        url=context["canonical_url"],
        name=page.title,
        description=page.summary,
        image_url=f"{settings.BASE_URL}{context['preview'].image_path}",
        target=f"{settings.BASE_URL}{context['donate_url']}" if context["donate_url"] else "",
        starts_at=known.campaign.opens_at,
        ends_at=purposes.end(known.campaign),
        is_over=known.is_over,
        organisation_name=str(context["site_name"]),
    )
