"""Whose eyes a translation passes before readers get it: an editor's. What groups may do: `office.groups`."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from office import groups

APPROVAL = "Праверка рэдактарам"
STOCK_APPROVAL = "Moderators approval"
"""What Wagtail's own first migration makes, in English."""


def ensure() -> None:
    """Plant what is missing; what a manager has changed since stays hers."""
    groups.ensure()
    for model in (Workflow, GroupApprovalTask):
        model.objects.filter(name=STOCK_APPROVAL).update(name=APPROVAL)
    if editors := Group.objects.filter(role__key=groups.EDITORS.key).first():
        _approval_by(editors)


def _approval_by(editors: Group) -> None:
    """One step on the way of every page; a workflow that a manager has put there instead stays."""
    workflow, _created = Workflow.objects.get_or_create(name=APPROVAL)
    task, _created = GroupApprovalTask.objects.get_or_create(name=APPROVAL)
    if not task.groups.exists():
        task.groups.add(editors)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
