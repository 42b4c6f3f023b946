from typing import Any

from django.contrib.auth.models import AbstractBaseUser, Permission
from django.db.models import QuerySet
from django.forms import RadioSelect
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import DateColumn, TitleColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from config.languages import DEFAULT_LANGUAGE
from home import duties as duties_of_home  # noqa: F401 - known once imported
from home import inquiry_board, services
from home import inquiry_duties as duties_of_the_press  # noqa: F401 - as above
from home import inquiry_export as export_of_the_press  # noqa: F401 - as above
from home.filters import CategoryFilters, MentionFilters, ServiceFilters, TagFilters
from home.models import Category, Mention, NewsIndexPage, Service, Tag
from home.models.services import CODES, SPOKEN, WAYS
from home.views import change_status
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
    filterset_class = CategoryFilters
    list_export = EXPORT
    export_headings = HEADINGS
    export_filename = "categories"
    edit_handler = ObjectList(Category.panels)


class TagViewSet(SnippetViewSet):
    model = Tag
    icon = "tag"
    list_display = ["name_be", "name_ru", "name_pl", "name_en"]
    filterset_class = TagFilters
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


def status_today(service: Service) -> str:
    today = timezone.localdate()
    return services.full_words(services.status_of(service, today=today), today=today)


def status_url(service: Service) -> str:
    return reverse(f"{Service.snippet_viewset.url_namespace}:status", args=[service.pk])


def four(name: str, heading: Any, help_text: Any) -> MultiFieldPanel:
    fields = [FieldPanel(f"{name}_{code}") for code in CODES]
    return MultiFieldPanel(fields, heading=heading, help_text=help_text)


class ServiceViewSet(SnippetViewSet):
    """The status stands in the list as a link: one tap to it, one to the new one."""

    model = Service
    icon = "circle-check"
    menu_label = _("Services")
    menu_order = 240
    add_to_admin_menu = True
    list_display = [
        "__str__",
        TitleColumn(
            "status",
            label=capfirst(_("status, to change it")),
            accessor=status_today,
            get_url=status_url,
        ),
        DateColumn("changed_at", label=capfirst(_("changed")), sort_key="changed_at"),
    ]
    filterset_class = ServiceFilters
    list_export = [
        *("slug", *[f"name_{code}" for code in CODES], "status", "since", "until"),
        *[f"{name}_{code}" for name in ("why", "elsewhere") for code in CODES],
        *[f"speaks_{code}" for code in SPOKEN],
        *(*WAYS, "changed_at"),
    ]
    export_filename = "services"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    HelpPanel(template="home/help/status.html"),
                    FieldPanel("status", widget=RadioSelect),
                    FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
                ],
                heading=_("What is true today"),
                help_text=_("True in all four languages the moment you save. Nothing has to be published."),
            ),
            four(
                "why",
                _("Why it is limited or suspended"),
                _("In two sentences. It may stay for the next time."),
            ),
            four(
                "elsewhere",
                _("Where else to go"),
                _("One place a line. Only those you have asked; if you know of none, say that."),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel(f"speaks_{code}") for code in SPOKEN])],
                heading=_("Languages one can be understood in"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel(way) for way in WAYS])],
                heading=_("How to reach a person"),
                help_text=_("Numbers and addresses stand in the site settings."),
            ),
            *Service.panels,
            FieldPanel("place"),
        ]
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("status/<int:pk>/", change_status, name="status")]


register_snippet(ServiceViewSet)


class MentionViewSet(SnippetViewSet):
    model = Mention
    icon = "link-external"
    menu_label = _("In the media")
    menu_order = 245
    add_to_admin_menu = True
    list_display = ["title", "outlet", "language", "date"]
    filterset_class = MentionFilters
    list_export = ["date", "outlet", "title", "language", "url"]
    export_filename = "in-the-media"
    edit_handler = ObjectList(Mention.panels)


register_snippet(MentionViewSet)


@starts.offer
def write_a_story(user: AbstractBaseUser) -> Start | None:
    """In the language we start from."""
    news = NewsIndexPage.objects.filter(locale__language_code=DEFAULT_LANGUAGE).first()
    if news is None or not news.permissions_for_user(user).can_add_subpage():
        return None
    url = reverse("wagtailadmin_pages:add", args=["home", "storypage", news.pk])
    return Start(words=_("Write a story"), url=url, icon="plus")


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
        _("Journalists’ questions"), reverse("inquiry_board"), icon_name="comment", order=240
    )
