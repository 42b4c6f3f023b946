from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VaultConfig(AppConfig):
    """Models of the vault database; `config.routers` sends every model of this app there and no other."""

    name = "privacy.vault"
    label = "vault"
    verbose_name = _("Vault")
