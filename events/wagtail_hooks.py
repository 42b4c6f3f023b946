"""The coordinators' pages in the office, and their menu."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from events import rooms  # noqa: F401 - who is in which room is known once it is imported
from events.desk import activities, board, booking, date, dates, rights
from events.desk import duties as duties_of_events  # noqa: F401 - known once imported
from events.desk import export as export_of_events  # noqa: F401 - as above
from office.menu_items import Allowed, permissions_of
from timetable.models import Lending, Room

MENU = "register_events_menu_item"
events_menu = Menu(register_hook_name=MENU, construct_hook_name="construct_events_menu")


@hooks.register("register_admin_urls")
def event_urls() -> list[URLPattern]:
    return [
        path("events/", board.board, name="event_board"),
        path("events/calls/", board.calls, name="event_calls"),
        path("events/wishes/", board.wishes, name="event_wishes"),
        path("events/adrift/", dates.adrift, name="event_adrift"),
        path("events/rooms/", dates.week, name="event_rooms"),
        path("events/activities/", activities.activities, name="event_activities"),
        path("events/activities/new/", activities.new, name="event_activity_new"),
        path("events/activities/<int:activity_id>/", activities.activity, name="event_activity"),
        path("events/activities/<int:activity_id>/change/", activities.change, name="event_activity_change"),
        path("events/activities/<int:activity_id>/pause/", activities.pause, name="event_activity_pause"),
        path("events/dates/<int:date_id>/", date.date, name="event_date"),
        path("events/dates/<int:date_id>/change/", dates.change_date, name="event_date_change"),
        path("events/dates/<int:date_id>/cancel/", dates.cancel_date, name="event_date_cancel"),
        path("events/dates/<int:date_id>/add/", booking.add_party, name="event_add_party"),
        path("events/dates/<int:date_id>/write/", booking.write_to_all, name="event_write"),
        path("events/dates/<int:date_id>/sheet/", booking.sheet, name="event_sheet"),
        path("events/people/<uuid:booking_id>/", booking.booking, name="event_booking"),
    ]


@hooks.register("register_admin_menu_item")
def events_menu_item() -> MenuItem:
    return SubmenuMenuItem(_("Events"), events_menu, icon_name="calendar-alt", order=230)


@hooks.register(MENU)
def today_item() -> MenuItem:
    return Allowed(
        _("Events today"), reverse("event_board"), may=rights.LOOK, icon_name="calendar-alt", order=10
    )


@hooks.register(MENU)
def activities_item() -> MenuItem:
    url = reverse("event_activities")
    return Allowed(_("Activities"), url, may=rights.SEE_ACTIVITIES, icon_name="list-ul", order=20)


@hooks.register(MENU)
def calls_item() -> MenuItem:
    url = reverse("event_calls")
    return Allowed(_("Calls to make"), url, may=rights.SEE_CALLS, icon_name="mobile-alt", order=30)


@hooks.register(MENU)
def week_item() -> MenuItem:
    return Allowed(_("Rooms this week"), reverse("event_rooms"), may=rights.LOOK, icon_name="home", order=40)


@hooks.register("register_permissions")
def event_permissions() -> QuerySet[Permission]:
    return permissions_of("events", rights)


class RoomViewSet(SnippetViewSet):
    model = Room
    icon = "home"
    menu_label = _("Rooms")
    menu_order = 50
    menu_hook = MENU
    list_display = ["name", "capacity"]
    edit_handler = ObjectList(
        [FieldRowPanel([FieldPanel("name"), FieldPanel("capacity")]), FieldPanel("note")]
    )


class LendingViewSet(SnippetViewSet):
    model = Lending
    icon = "home"
    menu_label = _("Lent rooms")
    menu_order = 60
    menu_hook = MENU
    list_display = ["initiative", "room"]
    edit_handler = ObjectList(
        [FieldPanel("initiative"), FieldPanel("room"), FieldPanel("rule"), FieldPanel("minutes")]
    )


register_snippet(RoomViewSet)
register_snippet(LendingViewSet)
