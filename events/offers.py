"""What editors come to the office to begin."""

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.languages import DEFAULT_LANGUAGE
from events.models import Activity, EventIndexPage
from office import starts
from office.starts import Start


@starts.offer
def write_about_an_event(user: AbstractBaseUser) -> Start | None:
    """In the language we start from; while there is something for everybody that nobody has written about."""
    index = EventIndexPage.objects.filter(locale__language_code=DEFAULT_LANGUAGE).first()
    if index is None or not index.permissions_for_user(user).can_add_subpage():
        return None
    unwritten = Activity.objects.exclude(pages__locale=index.locale)
    if not unwritten.exclude(policy=Activity.Policy.INVITATION).exists():
        return None
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk])
    return Start(words=_("Write the page of an event"), url=url, icon="date")
