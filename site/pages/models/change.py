from django.db import models


class ContentChange(models.Model):
    """That a transaction changed something readers see; written by triggers (`pages.page_cache.triggers`)."""

    transaction = models.BigIntegerField()
    of = models.CharField(max_length=20, default="", db_default="")
    """Empty: content. A name: only those numbers, on the pages that show them."""

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["transaction", "of"], name="content_change_is_one_a_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.transaction} {self.of}"
