"""Who answers journalists: a group of its own. Editors do not see who has asked what."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

GROUP = "Прэс-цэнтр"
MAY = (
    ("wagtailadmin", "access_admin"),
    ("home", "view_inquiry"),
    ("home", "change_inquiry"),
    ("letters", "view_letter"),
    ("letters", "change_letter"),
)


def ensure() -> Group:
    """Grant what is missing; what a manager has granted besides stays."""
    group, _created = Group.objects.get_or_create(name=GROUP)
    wanted = Q()
    for app, codename in MAY:
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.add(*Permission.objects.filter(wanted))
    return group
