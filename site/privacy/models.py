from django.db import models
from django.utils.translation import gettext_lazy as _


class Tombstone(models.Model):
    """The main database's copy of the vault's list of destroyed seals: whichever of the two is restored
    from an older backup, the other remembers who is forgotten."""

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")

    def __str__(self) -> str:
        return str(self.id)
