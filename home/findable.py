from django.utils.translation import gettext_lazy as _

from home.models import StoryPage
from pages import findable

findable.register(StoryPage, key="news", label=_("News"))
