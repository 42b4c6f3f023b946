from pages.models.announcement import Announcement
from pages.models.base import BasePage
from pages.models.change import ContentChange
from pages.models.embargo import Embargo
from pages.models.media import Document, Image, Rendition
from pages.models.menu import Menu
from pages.models.named import FourNames
from pages.models.site_settings import SiteSettings

__all__ = [
    "Announcement",
    "BasePage",
    "ContentChange",
    "Document",
    "Embargo",
    "FourNames",
    "Image",
    "Menu",
    "Rendition",
    "SiteSettings",
]
