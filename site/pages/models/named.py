from django.core.validators import validate_slug
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from config.languages import DEFAULT_LANGUAGE, LANGUAGES


def spoken(instance: models.Model, name: str) -> str:
    """A text kept in four columns, in the reader's language."""
    return str(getattr(instance, f"{name}_{get_language() or DEFAULT_LANGUAGE}"))


def in_four_languages(instance: models.Model, name: str) -> list[str]:
    """The columns still empty of a text said in some language; none if it is said in all, or in none."""
    columns = [f"{name}_{code}" for code, _name in LANGUAGES]
    empty = [column for column in columns if not getattr(instance, column)]
    return empty if len(empty) < len(columns) else []


class FourNames(index.Indexed, models.Model):
    """A word that has no language of its own and a name in each of the four, none of them optional.

    One row instead of four translated ones: a category nobody has translated cannot come about.
    """

    slug = models.CharField(
        _("word in addresses"),
        max_length=60,
        unique=True,
        validators=[validate_slug],
        help_text=_("Latin letters and hyphens, the same in all languages."),
    )
    name_be = models.CharField(_("name in Belarusian"), max_length=60, unique=True)
    name_ru = models.CharField(_("name in Russian"), max_length=60, unique=True)
    name_pl = models.CharField(_("name in Polish"), max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=60, unique=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel(f"name_{code}") for code, _name in LANGUAGES], heading=_("Name in four languages")
        ),
        FieldPanel("slug"),
    ]
    search_fields = [index.AutocompleteField(f"name_{code}") for code, _name in LANGUAGES]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language."""
        return spoken(self, "name")
