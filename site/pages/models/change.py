from django.db import models


class ContentChange(models.Model):
    """That a transaction changed something readers see; written by triggers (`pages.page_cache.triggers`)."""

    transaction = models.BigIntegerField(unique=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.transaction)
