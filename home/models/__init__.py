from home.models.guides import GuideIndexPage, GuidePage
from home.models.help import ServiceIndexPage, ServicePage
from home.models.home import HomePage
from home.models.inquiries import Addition, Asked, Inquiry
from home.models.news import NewsIndexPage, StoryPage
from home.models.plain import PlainPage
from home.models.press import Mention, PressPage, ReleaseIndexPage, ReleasePage
from home.models.services import Service, Status
from home.models.taxonomy import Category, Tag

__all__ = [
    "Addition",
    "Asked",
    "Category",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "Inquiry",
    "Mention",
    "NewsIndexPage",
    "PlainPage",
    "PressPage",
    "ReleaseIndexPage",
    "ReleasePage",
    "Service",
    "ServiceIndexPage",
    "ServicePage",
    "Status",
    "StoryPage",
    "Tag",
]
