"""Where readers apply for a place, and where anybody checks the list."""

from django.urls import reverse


def register() -> str:
    return reverse("school_register")


def check() -> str:
    return reverse("school_check")
