"""Two databases: keys of personal data live in the vault, the rest in the main one.

The border is an app, not a list of models: none can end up on the wrong side by a forgotten line.
"""

from django.db.models import Model

VAULT = "vault"
VAULT_APPS = frozenset({"vault"})


class VaultRouter:
    def _database(self, model: type[Model]) -> str | None:
        return VAULT if model._meta.app_label in VAULT_APPS else None

    def db_for_read(self, model: type[Model], **hints: object) -> str | None:
        return self._database(model)

    def db_for_write(self, model: type[Model], **hints: object) -> str | None:
        return self._database(model)

    def allow_relation(self, one: Model, other: Model, **hints: object) -> bool | None:
        """No foreign key crosses the border: the vault must be restorable, and destroyable, alone."""
        sides = {one._meta.app_label in VAULT_APPS, other._meta.app_label in VAULT_APPS}
        return False if len(sides) == 2 else None

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return (app_label in VAULT_APPS) == (db == VAULT)
