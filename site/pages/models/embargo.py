from django.db import models
from django.utils.translation import gettext_lazy as _


class Embargo(models.Model):
    """Until when a page is kept back, in all its languages at once.

    A row of its own, keyed by what the translations share: a promise to a newspaper must not depend on which
    language was edited, scheduled or synchronised last. It takes effect when saved, drafts included.
    """

    translation_key = models.UUIDField(unique=True, editable=False)
    until = models.DateTimeField(_("kept back until"), db_index=True)

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")

    def __str__(self) -> str:
        return f"{self.translation_key} {self.until:%Y-%m-%d %H:%M}"
