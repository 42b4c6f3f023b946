from home.models.home import HomePage
from home.models.inquiries import Addition, Asked, Inquiry
from home.models.news import NewsIndexPage, StoryPage
from home.models.taxonomy import Category, Tag

__all__ = ["Addition", "Asked", "Category", "HomePage", "Inquiry", "NewsIndexPage", "StoryPage", "Tag"]
