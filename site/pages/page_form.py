from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm


class PageForm(WagtailAdminPageForm):
    """Wagtail puts a new page live first and publishes it then; nobody could be asked in between."""

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None:
            self.instance.live = False
        return super().save(commit)
