"""The school coordinators' pages in the office, and their menu."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from office.menu_items import Allowed, permissions_of
from school import audit_duties, lessons  # noqa: F401 - known once imported, and who is in which room
from school.desk import (
    board,
    calls,
    child,
    children,
    draws,
    exceptions,
    groups,
    kept_list,
    likenesses,
    phone,
    rights,
    terms,
    write,
)
from school.desk import draw_duties as duties_of_draws  # noqa: F401 - known once imported
from school.desk import duties as duties_of_school  # noqa: F401 - as above
from school.desk import export as export_of_school  # noqa: F401 - as above

MENU = "register_school_menu_item"
school_menu = Menu(register_hook_name=MENU, construct_hook_name="construct_school_menu")


@hooks.register("register_admin_urls")
def school_urls() -> list[URLPattern]:
    return [
        path("school/", board.board, name="school_board"),
        path("school/calls/", calls.calls, name="school_calls"),
        path("school/children/", children.children, name="school_children"),
        path("school/children/<uuid:application_id>/", child.child, name="school_child"),
        path("school/phone/", phone.phone, name="school_phone"),
        path("school/phone/<uuid:guardian_id>/", phone.phoned, name="school_phoned"),
        path("school/alike/", likenesses.likenesses, name="school_likenesses"),
        path("school/alike/<int:likeness_id>/", likenesses.likeness, name="school_likeness"),
        path("school/draws/", draws.draws, name="school_draws"),
        path("school/draws/name/", draws.name, name="school_draw_name"),
        path("school/draws/<int:draw_id>/", draws.draw, name="school_draw"),
        path("school/exceptions/", exceptions.exceptions, name="school_exceptions"),
        path("school/what-if/", exceptions.what_if_page, name="school_what_if"),
        path("school/list/", kept_list.kept_list, name="school_kept_list"),
        path("school/teachers/", terms.teachers, name="school_teachers"),
        path("school/terms/new/", terms.new, name="school_term_new"),
        path("school/terms/<int:term_id>/", terms.change, name="school_term"),
        path("school/terms/<int:term_id>/group/", groups.new, name="school_group_new"),
        path("school/groups/<int:group_id>/", groups.group, name="school_group"),
        path("school/groups/<int:group_id>/change/", groups.change, name="school_group_change"),
        path("school/groups/<int:group_id>/next/", groups.offer_next, name="school_offer_next"),
        path("school/groups/<int:group_id>/write/", write.write, name="school_write"),
        path("school/groups/<int:group_id>/meetings/new/", groups.meeting, name="school_meeting_new"),
        path(
            "school/groups/<int:group_id>/meetings/<int:meeting_id>/", groups.meeting, name="school_meeting"
        ),
    ]


@hooks.register("register_admin_menu_item")
def school_menu_item() -> MenuItem:
    return SubmenuMenuItem(_("School"), school_menu, icon_name="group", order=240)


ITEMS = (
    ("board", _("Groups and places"), "school_board", rights.LOOK, "group"),
    ("children", _("Children"), "school_children", rights.SEE_CHILDREN, "list-ul"),
    ("phone", _("A family on the telephone"), "school_phone", rights.ADD_CHILDREN, "plus"),
    ("calls", _("Families to call"), "school_calls", rights.SEE_CALLS, "mobile-alt"),
    ("alike", _("One child or two?"), "school_likenesses", rights.SEE_CHILDREN, "copy"),
    ("draws", _("Draws"), "school_draws", rights.SEE_DRAWS, "tick"),
    ("exceptions", _("Exceptions"), "school_exceptions", rights.EXCEPT, "warning"),
    ("teachers", _("Teachers"), "school_teachers", rights.SEE_TEACHERS, "user"),
    ("what-if", _("What if"), "school_what_if", rights.LOOK, "help"),
    ("kept-list", _("Take in a list"), "school_kept_list", rights.ADD_CHILDREN, "upload"),
)


def _item(name: str, label: Any, address: str, may: str, icon: str, order: int) -> None:
    @hooks.register(MENU)
    def item() -> MenuItem:
        return Allowed(label, reverse(address), may=may, name=f"school-{name}", icon_name=icon, order=order)


for number, each in enumerate(ITEMS, start=1):
    _item(*each, order=10 * number)


@hooks.register("register_permissions")
def school_permissions() -> QuerySet[Permission]:
    return permissions_of("school", rights)
