from home.models.home import HomePage
from home.models.news import NewsIndexPage, StoryPage
from home.models.press import Mention, PressPage, ReleaseIndexPage, ReleasePage
from home.models.taxonomy import Category, Tag

__all__ = [
    "Category",
    "HomePage",
    "Mention",
    "NewsIndexPage",
    "PressPage",
    "ReleaseIndexPage",
    "ReleasePage",
    "StoryPage",
    "Tag",
]
