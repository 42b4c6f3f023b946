"""Where readers give, and how forms and addresses name what for."""

from django.urls import reverse

FUND, CAMPAIGN = "fund", "campaign"


def donate(*, campaign: int | None = None, again: str = "") -> str:
    """With that campaign, or what was chosen before, chosen already."""
    query = f"?campaign={campaign}" if campaign else f"?again={again}" if again else ""
    return f"{reverse('donate')}{query}"


def transfer(purpose: str = "") -> str:
    """With the code of that purpose, named as the form for gifts names it."""
    return reverse("gift_transfer") + (f"?for={purpose}" if purpose else "")


def of_campaign(pk: int) -> str:
    return f"{CAMPAIGN}-{pk}"


def of_fund(pk: int) -> str:
    return f"{FUND}-{pk}"
