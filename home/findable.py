from django.utils.translation import gettext_lazy as _

from home.models import GuidePage, ReleasePage, ServicePage, StoryPage
from pages import findable

findable.register(StoryPage, key="news", label=_("News"))
findable.register(ServicePage, key="help", label=_("Help"))
findable.register(GuidePage, key="guides", label=_("Guides"))
findable.register(ReleasePage, key="releases", label=_("Press releases"))
