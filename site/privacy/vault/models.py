import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """The key under which one person's data is readable, itself wrapped under the master key.

    Destroying the row forgets the person: at once in the main database and, when the vault's own short-lived
    backups have run out, everywhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped_key = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(wrapped_key=b""),
                name="seal_has_a_key",
                violation_error_message=_("A seal needs a key."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
