"""The script that every page of the office carries: it says when the session is about to end, and keeps what
is typed until she is in again."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from office.sign_in.sessions import IDLE


def script() -> SafeString:
    """Its words stand beside it, in the reader's language."""
    told = {
        "address": reverse("still_here"),
        "sign-in": reverse("account_login"),
        "idle": str(int(IDLE.total_seconds())),
        "soon": _("You have done nothing here for a while. In two minutes you will be signed out."),
        "stay": _("I am still here"),
        "over": _(
            "You have been signed out. What you have typed is still here: sign in in another tab, come back, "
            "and save it."
        ),
        "enter": _("Sign in in another tab"),
        "again": _("You are in again. You can go on, and save."),
        "other": _("Somebody else has signed in in this browser. Do not save: sign in as yourself first."),
    }
    words = format_html_join(" ", 'data-{}="{}"', told.items())
    return format_html('<script defer src="{}" {}></script>', static("js/still-here.js"), words)
