"""What translators are asked for, on the dashboard: for those who may ask for a translation."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

from office.duties import Seen, look
from pages import upkeep
from pages.duties import handed_over, oldest_of

MAY = "wagtail_localize.submit_translation"


@look(
    "begun",
    title=_("Translations begun"),
    counts=_("Begun translations of published pages, neither published nor handed over."),
    may=MAY,
)
def begun(user: AbstractBaseUser, at: datetime) -> Seen:
    pages = upkeep.begun().exclude(pk__in=handed_over())
    return oldest_of(user, pages, since="begun_since", act=lambda page: _("Finish the translation"))
