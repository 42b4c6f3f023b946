from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from config.languages import DEFAULT_LANGUAGE
from home.models import Category, NewsIndexPage, Tag
from office import starts
from office.starts import Start

EXPORT = ["slug", "name_be", "name_ru", "name_pl", "name_en"]
HEADINGS = {
    "slug": _("word in addresses"),
    "name_be": _("name in Belarusian"),
    "name_ru": _("name in Russian"),
    "name_pl": _("name in Polish"),
    "name_en": _("name in English"),
}


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "folder-open-inverse"
    list_display = ["name_be", "name_ru", "name_pl", "name_en"]
    list_export = EXPORT
    export_headings = HEADINGS
    export_filename = "categories"
    edit_handler = ObjectList(Category.panels)


class TagViewSet(SnippetViewSet):
    model = Tag
    icon = "tag"
    list_display = ["name_be", "name_ru", "name_pl", "name_en"]
    list_export = EXPORT
    export_headings = HEADINGS
    export_filename = "tags"
    edit_handler = ObjectList(Tag.panels)


class WordsViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Categories and tags")
    menu_icon = "tag"
    menu_order = 250
    items = (CategoryViewSet, TagViewSet)


register_snippet(WordsViewSetGroup)


@starts.offer
def write_a_story(user: AbstractBaseUser) -> Start | None:
    """In the language we start from."""
    news = NewsIndexPage.objects.filter(locale__language_code=DEFAULT_LANGUAGE).first()
    if news is None or not news.permissions_for_user(user).can_add_subpage():
        return None
    url = reverse("wagtailadmin_pages:add", args=["home", "storypage", news.pk])
    return Start(words=_("Write a story"), url=url, icon="plus")
