"""What editors may do: write, translate and publish everything, choose words for it, send pictures."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

GROUP = "Editors"
PAGES = ("add_page", "change_page", "publish_page")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
EVERYWHERE = (
    ("wagtailadmin", "access_admin"),
    ("wagtail_localize", "submit_translation"),
    *(
        ("home", f"{act}_{word}")
        for act in ("add", "change", "view")
        for word in ("category", "tag", "service", "mention")
    ),
    *(("pages", f"{act}_announcement") for act in ("add", "change", "delete", "view")),
)


def ensure() -> Group:
    """Grant what is missing; what a manager has granted besides stays."""
    group, _created = Group.objects.get_or_create(name=GROUP)
    wanted = Q()
    for app, codename in EVERYWHERE:
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.add(*Permission.objects.filter(wanted))
    _grant_pages(group)
    _grant_files(group)
    return group


def _grant_pages(group: Group) -> None:
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGES):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _grant_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="pages", codename__in=FILES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
