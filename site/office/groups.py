"""Which groups of staff there are, and what each may do: the table below, and nothing besides it.

`manage.py migrate` makes them at its end, when there are permissions to give (see docs/roles.md). Beside each
group is written what it was given (`Role`), so that every right is given once: what a manager takes away
stays away, what she adds stays hers, and a group she renames or deletes is renamed or deleted. A right that
leaves the table is taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS, transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from office.models import Role

ANYWHERE, PAGES, FILES = "anywhere", "pages", "files"
TREES: dict[str, Any] = {
    PAGES: (Page, GroupPagePermission, "page"),
    FILES: (Collection, GroupCollectionPermission, "collection"),
}
"""Rights on pages and files are given at the roots of their trees, and by rows of their own."""


@dataclass(frozen=True, order=True)
class Right:
    where: str
    permission: str

    def __str__(self) -> str:
        return f"{self.where} {self.permission}"


@dataclass(frozen=True, kw_only=True)
class Work:
    """What one group does. The name is what managers read in lists; the key stays."""

    key: str
    name: str
    may: tuple[str, ...]
    with_pages: tuple[str, ...] = ()
    with_files: tuple[str, ...] = ()

    @property
    def rights(self) -> set[Right]:
        given = ((ANYWHERE, self.may), (PAGES, self.with_pages), (FILES, self.with_files))
        return {Right(where, permission) for where, all_of_it in given for permission in all_of_it}


def rights(app: str, acts: str, things: str) -> tuple[str, ...]:
    return tuple(f"{app}.{act}_{thing}" for act in acts.split() for thing in things.split())


ENTER = ("wagtailadmin.access_admin",)
WRITING = (
    *ENTER,
    "wagtail_localize.submit_translation",
    *rights("home", "add change view", "category tag"),
)
# What readers see the moment it is saved, with no second pair of eyes in between.
AT_ONCE = (
    *rights("home", "add change view", "service mention"),
    *rights("pages", "add change delete view", "announcement"),
)
LETTERS = rights("letters", "view change", "letter")
QUESTIONS = rights("home", "view change", "inquiry")
RUNNING_EVENTS = (
    *rights("events", "add change view", "activity booking"),
    *rights("events", "change view", "occurrence call wish"),
    "events.add_message",
    *rights("timetable", "add change delete view", "room lending"),
)
RUNNING_SCHOOL = (
    *rights("school", "change view", "group teacher call"),
    *rights("school", "add change view", "application draw"),
    *rights("school", "add", "offer override message"),
)
GIFTS = (
    *rights("donations", "view", "gift donor monthlygift ledgerentry payout settlement refund"),
    *rights("donations", "view change", "discrepancy paymentservice"),
    *rights("donations", "add change view", "fund campaign"),
    *rights("donations", "change refund", "gift"),
    "donations.change_monthlygift",
)
COLLEAGUES = (
    *rights("office", "add change delete view", "user"),
    *rights("auth", "add change delete view", "group"),
)
HOUSEKEEPING = (
    "office.view_journalentry",
    "office.view_health",
    *rights("home", "delete", "category tag service mention"),
    *rights("pages", "change view", "sitesettings menu"),
    *rights("wagtailcore", "add change delete", "workflow task"),
    *rights("wagtailredirects", "add change delete", "redirect"),
)
DRAFTS = rights("wagtailcore", "add change", "page")
SENDING_FILES = rights("pages", "add change choose", "image document")

EDITORS = Work(
    key="editors",
    name="Рэдактары",
    may=(*WRITING, *AT_ONCE),
    with_pages=(*DRAFTS, "wagtailcore.publish_page"),
    with_files=SENDING_FILES,
)
TRANSLATORS = Work(
    key="translators", name="Перакладчыкі", may=WRITING, with_pages=DRAFTS, with_files=SENDING_FILES
)
EVENTS = Work(key="events", name="Каардынатары падзей", may=(*ENTER, *RUNNING_EVENTS, *LETTERS))
SCHOOL = Work(key="school", name="Каардынатары школы", may=(*ENTER, *RUNNING_SCHOOL, *LETTERS))
FUNDRAISERS = Work(key="fundraisers", name="Фандрайзеры", may=(*ENTER, *GIFTS, *LETTERS))
PRESS = Work(key="press", name="Прэс-цэнтр", may=(*ENTER, *QUESTIONS, *LETTERS))
MANAGERS = Work(
    key="managers",
    name="Кіраўнікі",
    may=(
        *WRITING,
        *AT_ONCE,
        *QUESTIONS,
        *RUNNING_EVENTS,
        *RUNNING_SCHOOL,
        *GIFTS,
        *LETTERS,
        *COLLEAGUES,
        *HOUSEKEEPING,
    ),
    with_pages=(*DRAFTS, *rights("wagtailcore", "publish bulk_delete lock unlock", "page")),
    with_files=(*SENDING_FILES, *rights("wagtailcore", "add change delete", "collection")),
)
ALL = (EDITORS, TRANSLATORS, EVENTS, SCHOOL, FUNDRAISERS, PRESS, MANAGERS)
WAGTAILS_OWN = ("Editors", "Moderators")
NEEDED = ("office.Role", "wagtailcore.GroupPagePermission", "wagtailcore.GroupCollectionPermission")


def of(work: Work) -> Group:
    """Raises Group.DoesNotExist when a manager has deleted it."""
    return Group.objects.get(role__key=work.key)


def after_migrating(sender: AppConfig, using: str, apps: Any = installed, **_options: Any) -> None:
    """Heard when `migrate` or `flush` is done. In the middle of the way, tables may be missing."""
    if using != DEFAULT_DB_ALIAS:
        return
    try:
        for model in NEEDED:
            apps.get_model(model)
    except LookupError:
        return
    ensure()


@transaction.atomic
def ensure() -> None:
    """Twice gives the same as once."""
    wanted = {right.permission for work in ALL for right in work.rights}
    known = _permissions(wanted)
    if not Role.objects.exists():
        Group.objects.filter(name__in=WAGTAILS_OWN, user__isnull=True).delete()
    roles = {role.key: role for role in Role.objects.select_related("group")}
    for work in ALL:
        role = roles.get(work.key) or _made(work)
        if role.group:
            _bring_up_to_date(role, role.group, work.rights, known)


def _permissions(names: Iterable[str]) -> dict[str, Permission]:
    """By name. Those of models are made by Django itself, but app by app, and some after our turn."""
    labels = {name.partition(".")[0] for name in names}
    for label in labels:
        create_permissions(installed.get_app_config(label), verbosity=0)
    found = Permission.objects.filter(content_type__app_label__in=labels).select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}": each for each in found}


def _made(work: Work) -> Role:
    group, _new = Group.objects.get_or_create(name=work.name)
    return Role.objects.create(key=work.key, group=group)


def _bring_up_to_date(role: Role, group: Group, wanted: set[Right], known: dict[str, Permission]) -> None:
    given = {Right(*each.split()) for each in role.given}
    new = {right for right in wanted - given if right.permission in known and _has_a_place(right)}
    _take(group, given - wanted)
    _give(group, new, known)
    now = sorted(str(right) for right in (given & wanted) | new)
    if now != role.given:
        role.given = now
        role.save()


def _has_a_place(right: Right) -> bool:
    """Tests empty all tables, and plant the roots of the trees anew."""
    return right.where not in TREES or TREES[right.where][0].get_first_root_node() is not None


def _give(group: Group, rights: set[Right], known: dict[str, Permission]) -> None:
    group.permissions.add(*(known[right.permission] for right in rights if right.where == ANYWHERE))
    for right in sorted(rights):
        if right.where in TREES:
            tree, row, at = TREES[right.where]
            place = {at: tree.get_first_root_node()}
            row.objects.get_or_create(group=group, permission=known[right.permission], **place)


def _take(group: Group, rights: set[Right]) -> None:
    for right in sorted(rights):
        app, _dot, codename = right.permission.partition(".")
        old = Permission.objects.filter(content_type__app_label=app, codename=codename)
        if right.where == ANYWHERE:
            group.permissions.remove(*old)
        else:
            TREES[right.where][1].objects.filter(group=group, permission__in=old).delete()
