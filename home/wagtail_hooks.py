from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home import inquiry_board
from home.models import Category, Tag


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "folder-open-inverse"
    list_display = ["name_be", "name_ru", "name_pl", "name_en"]
    edit_handler = ObjectList(Category.panels)


class TagViewSet(SnippetViewSet):
    model = Tag
    icon = "tag"
    list_display = ["name_be", "name_ru", "name_pl", "name_en"]
    edit_handler = ObjectList(Tag.panels)


class WordsViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Categories and tags")
    menu_icon = "tag"
    menu_order = 250
    items = (CategoryViewSet, TagViewSet)


register_snippet(WordsViewSetGroup)


class InquiriesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(inquiry_board.MAY_SEE)


@hooks.register("register_admin_urls")
def inquiry_urls() -> list[URLPattern]:
    return [
        path("questions/", inquiry_board.board, name="inquiry_board"),
        path("questions/<uuid:inquiry_id>/", inquiry_board.one, name="inquiry_one"),
    ]


@hooks.register("register_permissions")
def inquiry_permissions() -> QuerySet[Permission]:
    """So that a manager can grant them to other groups."""
    return Permission.objects.filter(
        content_type__app_label="home", codename__in=["view_inquiry", "change_inquiry"]
    )


@hooks.register("register_admin_menu_item")
def inquiries_menu_item() -> MenuItem:
    return InquiriesMenuItem(
        _("Journalists’ questions"), reverse("inquiry_board"), icon_name="help", order=240
    )
