"""Screens for what surrounds every page. Settings and menus are one row each: no list stands before them."""

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from config.languages import LANGUAGES
from pages import menus
from pages.models import Announcement, Menu, SiteSettings


class OneRowPolicy(ModelPermissionPolicy):
    """Nobody adds a second row, and nobody deletes the only one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class OneRowIndexView(IndexView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.get_edit_url(self.model.load()))


class OneRowEditView(EditView):
    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.object.pk])


class MenuEditView(OneRowEditView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if gaps := menus.gaps(self.object, at=timezone.now()):
            messages.warning(request, format_html_join(SafeString("<br>"), "{}", ((gap,) for gap in gaps)))
        return super().get(request, *args, **kwargs)


class OneRowViewSet(SnippetViewSet):
    index_view_class = OneRowIndexView
    edit_view_class = OneRowEditView
    copy_view_enabled = False

    @property
    def permission_policy(self) -> OneRowPolicy:
        return OneRowPolicy(self.model)


class SiteSettingsViewSet(OneRowViewSet):
    model = SiteSettings
    icon = "mail"
    edit_handler = ObjectList(SiteSettings.panels)


class MenuViewSet(OneRowViewSet):
    model = Menu
    icon = "list-ul"
    edit_view_class = MenuEditView
    edit_handler = ObjectList(Menu.panels)


class AnnouncementFilters(WagtailFilterSet):
    time = django_filters.ChoiceFilter(
        label=capfirst(_("time")),
        choices=[("now", _("stands there now")), ("later", _("still to come")), ("over", _("over"))],
        method="at_that_time",
    )

    class Meta:
        model = Announcement
        fields: list[str] = []

    def at_that_time(
        self, found: "QuerySet[Announcement]", name: str, wanted: str
    ) -> "QuerySet[Announcement]":
        at = timezone.now()
        when = {
            "now": Q(starts_at__lte=at, ends_at__gt=at),
            "later": Q(starts_at__gt=at),
            "over": Q(ends_at__lte=at),
        }
        return found.filter(when[wanted])


class AnnouncementViewSet(SnippetViewSet):
    model = Announcement
    icon = "warning"
    list_display = ["text", "starts_at", "ends_at"]
    filterset_class = AnnouncementFilters
    list_export = [*(f"text_{code}" for code, _name in LANGUAGES), "starts_at", "ends_at"]
    export_filename = "announcements"
    edit_handler = ObjectList(Announcement.panels)


class FrameViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Around every page")
    menu_icon = "site"
    menu_order = 260
    items = (AnnouncementViewSet, MenuViewSet, SiteSettingsViewSet)
