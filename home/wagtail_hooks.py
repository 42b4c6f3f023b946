from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.models import Category, Mention, Tag


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


class MentionViewSet(SnippetViewSet):
    model = Mention
    icon = "link-external"
    menu_label = _("In the media")
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["title", "outlet", "language", "date"]
    list_filter = ["language"]
    edit_handler = ObjectList(Mention.panels)


register_snippet(WordsViewSetGroup)
register_snippet(MentionViewSet)
