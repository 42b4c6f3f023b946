"""Donors who share a letter box are one person to us. Each gift from our form brings a row and a key of its
own, so that each is forgotten at its own time; whoever reads the letters of an address may see and change
all that was given under it."""

from django.db.models import QuerySet

from donations.models import Donor
from privacy import alike, keys, links


def sharing(donor: Donor) -> list[Donor]:
    """With the same address, herself among them, the latest first. Raises Forgotten."""
    email = donor.given.open().email
    if not email:
        return [donor]
    rows = Donor.objects.filter(seal_id__in=keys.find(alike.email(email)), has_email=True)
    return list(rows.order_by("-last_gift_at", "pk"))


def guard_of(donor: Donor) -> str:
    """Of the digits she has chosen for any of her gifts; empty where she has chosen none."""
    return next((each.guard for each in sharing(donor) if each.guard), "")


def givers(donors: "QuerySet[Donor]") -> "QuerySet[Donor]":
    """Those of whom something has come, the latest first."""
    unpaid = donors.filter(Donor.UNPAID).values("pk")
    return donors.exclude(pk__in=unpaid).order_by("-last_gift_at", "pk")


def guard(donors: list[Donor], *, digits: str) -> None:
    """Four digits she has chosen open her links from now on, those in letters of before too; none: links open
    by themselves again."""
    guarded = links.guarding(digits) if digits else ""
    Donor.objects.filter(pk__in=[each.pk for each in donors]).update(guard=guarded)
    for each in donors:
        links.guard_all(each.pk, guarded=guarded)
