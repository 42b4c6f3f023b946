from pages.models.base import BasePage
from pages.models.contacts import ContactSettings
from pages.models.embargo import Embargo
from pages.models.media import Document, Image, Rendition
from pages.models.named import FourNames

__all__ = ["BasePage", "ContactSettings", "Document", "Embargo", "FourNames", "Image", "Rendition"]
