from itertools import chain, count
from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.widgets import SlugInput
from wagtail.models import Page

from pages import slugs


class PageForm(WagtailAdminPageForm):
    """Shows the address while the title is typed, as the server would make it (see `slugs`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            field = self.fields["slug"]
            known = {
                name: value for name, value in field.widget.attrs.items() if not name.startswith("data-")
            }
            language = self.instance.locale.language_code
            field.required = False
            field.widget = SlugInput(attrs=known, formatters=slugs.FORMATTERS[language])

    def clean_slug(self) -> str:
        """Without JavaScript, and from a hand in a hurry, it may come empty: the title is enough."""
        given: str = self.cleaned_data["slug"]
        title = self.cleaned_data.get("title", "")
        return given or self._free(slugs.slug(title, self.instance.locale.language_code))

    def _free(self, made: str) -> str:
        candidates = chain([made], (f"{made}-{number}" for number in count(2))) if made else iter([""])
        return next(each for each in candidates if not each or self._is_free(each))

    def _is_free(self, slug: str) -> bool:
        return bool(Page._slug_is_available(slug, self.parent_page, self.instance))

    def save(self, commit: bool = True) -> Any:
        """Wagtail puts a new page live first and publishes it then; nobody could be asked in between."""
        if self.instance.pk is None:
            self.instance.live = False
        return super().save(commit)
