"""Where readers sign up, and wish for more."""

from django.urls import reverse


def sign_up(activity_id: int, *, date: int | None = None) -> str:
    """With that date chosen already."""
    url = reverse("sign_up", args=[activity_id])
    return f"{url}?date={date}" if date else url


def wish(activity_id: int) -> str:
    return reverse("wish", args=[activity_id])
