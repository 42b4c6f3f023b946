import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Wrapped(models.Model):
    """A key, locked under the master key of that name."""

    wrapped_key = models.BinaryField()
    master = models.CharField(max_length=16)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def place(self) -> bytes:
        """What the lock is bound to: a wrapped key carried to another row does not open there."""
        raise NotImplementedError


class Seal(Wrapped):
    """The key under which one person's data is readable.

    Destroying the row forgets the person: at once in the main database and, when the vault's own short-lived
    backups have run out, everywhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    used_at = models.DateTimeField()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        indexes = [
            models.Index(fields=["used_at"], name="seal_by_use"),
            models.Index(fields=["master"], name="seal_by_master"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(wrapped_key=b""),
                name="seal_has_a_key",
                violation_error_message=_("A seal needs a key."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def place(self) -> bytes:
        return b"seal " + self.id.bytes


class Secret(Wrapped):
    """A key that is nobody's: that of the look-up index, or the salt of one scope (an occurrence, a
    school)."""

    scope = models.CharField(max_length=120, primary_key=True)

    class Meta:
        verbose_name = _("secret")
        verbose_name_plural = _("secrets")

    def __str__(self) -> str:
        return self.scope

    @property
    def place(self) -> bytes:
        return b"secret " + self.scope.encode()


class LookUp(models.Model):
    """A keyed hash of something a person can be found by. It dies with the seal."""

    seal = models.ForeignKey(Seal, on_delete=models.CASCADE, related_name="look_ups")
    digest = models.BinaryField()

    class Meta:
        verbose_name = _("look-up")
        verbose_name_plural = _("look-ups")
        indexes = [models.Index(fields=["digest"], name="look_up_by_digest")]
        constraints = [models.UniqueConstraint(fields=["seal", "digest"], name="look_up_is_noted_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Destroyed(models.Model):
    """That a seal was destroyed, so that a restored backup can not bring it back. A number and a time, no
    more."""

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("destroyed seal")
        verbose_name_plural = _("destroyed seals")

    def __str__(self) -> str:
        return str(self.id)


class ChainEnd(models.Model):
    """Where a chain that is kept in the main database ended when it was last looked at: whoever can only
    write there can not shorten it unnoticed."""

    chain = models.CharField(max_length=40, primary_key=True)
    position = models.BigIntegerField(default=0)
    digest = models.BinaryField(default=b"")

    class Meta:
        verbose_name = _("end of a chain")
        verbose_name_plural = _("ends of chains")

    def __str__(self) -> str:
        return f"{self.chain} {self.position}"
