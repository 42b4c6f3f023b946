from django.utils.translation import gettext_lazy as _

from events.models import EventPage
from pages import findable

findable.register(EventPage, key="events", label=_("Events"))
