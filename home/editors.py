"""Who may do what with pages, and whose eyes a translation passes before readers get it.

Editors write, translate and publish everything, choose words for it, send pictures. Translators do all of
it but publish: what they hand over goes to an editor. The names are what managers read in lists of groups.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

GROUP = "Рэдактары"
TRANSLATORS = "Перакладчыкі"
APPROVAL = "Праверка рэдактарам"
# What Wagtail's own first migration makes, in English.
STOCK_GROUP, STOCK_REVIEWERS, STOCK_APPROVAL = "Editors", "Moderators", "Moderators approval"
PUBLISHING = "publish_page"
WRITING = ("add_page", "change_page")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
EVERYWHERE = (
    ("wagtailadmin", "access_admin"),
    ("wagtail_localize", "submit_translation"),
    *(("home", f"{act}_{word}") for act in ("add", "change", "view") for word in ("category", "tag")),
)
# What readers see the moment it is saved, with no second pair of eyes in between.
AT_ONCE = (
    *(("home", f"{act}_{word}") for act in ("add", "change", "view") for word in ("service", "mention")),
    *(("pages", f"{act}_announcement") for act in ("add", "change", "delete", "view")),
)


def ensure() -> Group:
    """Grant what is missing; what a manager has granted besides stays."""
    _rename_stock()
    editors = _grant(GROUP, (*WRITING, PUBLISHING), (*EVERYWHERE, *AT_ONCE))
    _grant(TRANSLATORS, WRITING, EVERYWHERE)
    _approval_by(editors)
    return editors


def _rename_stock() -> None:
    if not Group.objects.filter(name=GROUP).exists():
        Group.objects.filter(name=STOCK_GROUP).update(name=GROUP)
        Group.objects.filter(name=STOCK_REVIEWERS, user__isnull=True).delete()
    for model in (Workflow, GroupApprovalTask):
        model.objects.filter(name=STOCK_APPROVAL).update(name=APPROVAL)


def _grant(name: str, on_pages: tuple[str, ...], everywhere: tuple[tuple[str, str], ...]) -> Group:
    group, _created = Group.objects.get_or_create(name=name)
    wanted = Q()
    for app, codename in everywhere:
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.add(*Permission.objects.filter(wanted))
    _grant_pages(group, on_pages)
    _grant_files(group)
    return group


def _grant_pages(group: Group, codenames: tuple[str, ...]) -> None:
    root = Page.get_first_root_node()
    wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _grant_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="pages", codename__in=FILES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _approval_by(editors: Group) -> None:
    """One step on the way of every page; a workflow that a manager has put there instead stays."""
    workflow, _created = Workflow.objects.get_or_create(name=APPROVAL)
    task, _created = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    if not task.groups.exists():
        task.groups.add(editors)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
