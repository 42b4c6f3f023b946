from home.models.home import HomePage
from home.models.news import NewsIndexPage, StoryPage
from home.models.taxonomy import Category, Tag

__all__ = ["Category", "HomePage", "NewsIndexPage", "StoryPage", "Tag"]
