"""What an app's own wing of the office has in common with the others: entries of its menu, and rights."""

from types import ModuleType
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class Allowed(MenuItem):
    """Shown to whoever may open the page it leads to."""

    def __init__(self, label: Any, url: str, *, may: str, **more: Any) -> None:
        super().__init__(label, url, **more)
        self.may = may

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.may)


def permissions_of(app: str, rights: ModuleType) -> QuerySet[Permission]:
    """So that a manager can grant them to other groups: those that some door asks for."""
    asked = {each for name, each in vars(rights).items() if name.isupper()}
    codenames = [each.partition(".")[2] for each in asked]
    return Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
