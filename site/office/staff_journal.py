"""Whoever makes, changes or deletes an account or a group stands in the journal for it.

Wagtail writes a log of its own for its forms, but for what is done to many at once.
"""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import ModelLogEntry

from office import journal
from office.models import User
from office.people import signed_in

DEEDS = {
    (User, "wagtail.create"): journal.deed("account_made", _("made an account")),
    (User, "wagtail.edit"): journal.deed("account_changed", _("changed an account")),
    (User, "wagtail.delete"): journal.deed("account_deleted", _("deleted an account")),
    (Group, "wagtail.create"): journal.deed("group_made", _("made a group")),
    (Group, "wagtail.edit"): journal.deed("group_changed", _("changed what a group may do")),
    (Group, "wagtail.delete"): journal.deed("group_deleted", _("deleted a group")),
}
ADDRESS = journal.deed("account_address_changed", _("changed the e-mail of an account"))
GROUPS = journal.deed("account_groups_changed", _("changed the groups of an account"))
"""Where links to begin anew go, and what somebody may do: worth a line of their own."""
MANY = {
    "delete": DEEDS[User, "wagtail.delete"],
    "assign_role": GROUPS,
    "set_active_state": DEEDS[User, "wagtail.edit"],
}


@receiver(post_save, sender=ModelLogEntry)
def follow(instance: ModelLogEntry, **_options: Any) -> None:
    model = instance.content_type.model_class() if instance.content_type else None
    deed = DEEDS.get((model, instance.action)) if model else None
    if model and deed and instance.user:
        journal.note(deed, who=instance.user, record=model(pk=instance.object_id), at=instance.timestamp)


@hooks.register("before_edit_user")
def remember(request: HttpRequest, account: User) -> None:
    account._as_it_was = _of_weight(account)  # type: ignore[attr-defined]  # the same object comes to `compare`


@hooks.register("after_edit_user")
def compare(request: HttpRequest, account: User) -> None:
    before, now = account._as_it_was, _of_weight(account)  # type: ignore[attr-defined]  # as above
    for deed in (ADDRESS, GROUPS):
        if before[deed.name] != now[deed.name]:
            journal.note(deed, who=signed_in(request), record=account, at=timezone.now())


def _of_weight(account: User) -> dict[str, Any]:
    return {ADDRESS.name: account.email, GROUPS.name: set(account.groups.values_list("pk", flat=True))}


@hooks.register("after_bulk_action")
def follow_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    at = timezone.now()
    for account in objects:
        if isinstance(account, User) and action_type in MANY:
            journal.note(MANY[action_type], who=signed_in(request), record=account, at=at)
