from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from office import duties, starts


class DutiesPanel(Component):
    """The first thing a member of staff sees: what needs doing."""

    name = "duties"
    template_name = "office/duties.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"waiting": duties.waiting(user, at=timezone.now()), "starts": starts.for_person(user)}


ELSEWHERE = ("https://", "http://")


@hooks.register("construct_help_menu")
def keep_help_at_home(request: HttpRequest, items: list[MenuItem]) -> None:
    """No news of Wagtail's versions, no guide on somebody else's site: ours stands in the menu."""
    items[:] = [item for item in items if not item.url.startswith(ELSEWHERE)]


@hooks.register("construct_homepage_panels")
def add_duties(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(DutiesPanel())
