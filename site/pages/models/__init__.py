from pages.models.base import BasePage
from pages.models.change import ContentChange
from pages.models.contacts import ContactSettings
from pages.models.embargo import Embargo
from pages.models.media import Document, Image, Rendition
from pages.models.named import FourNames

__all__ = [
    "BasePage",
    "ContactSettings",
    "ContentChange",
    "Document",
    "Embargo",
    "FourNames",
    "Image",
    "Rendition",
]
