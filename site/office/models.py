from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff. People the Center helps have no accounts: what we know of them is sealed."""

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff")
