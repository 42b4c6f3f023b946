"""Blocks that know what the site has: its news, its services. What the text of home's pages is made of."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from pages import locales
from pages.blocks import BodyBlock

GROUP = _("From this site")


class LatestNewsBlock(blocks.StructBlock):
    """Always in the reader's language, whatever the page around it speaks."""

    number = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=6, default=3)

    class Meta:
        icon = "list-ul"
        label = _("Latest news")
        description = _("The newest stories in the reader’s language; nothing has to be kept up to date.")
        template = "blocks/latest_news.html"
        group = GROUP
        preview_value = {"number": 2}

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        from home import news  # noqa: PLC0415 - reads of news need the models, which need this block

        stories = news.latest(locales.active(), at=timezone.now())[: value["number"]]
        return {**super().get_context(value, parent_context), "stories": stories}


class ServicesBlock(blocks.StructBlock):
    """The status is today's, whenever the text around it was written."""

    chosen = blocks.ListBlock(
        SnippetChooserBlock("home.Service", label=_("Service")),
        label=_("Services"),
        default=[],
        help_text=_("None chosen: all are shown."),
    )

    class Meta:
        icon = "help"
        label = _("Services")
        description = _("Kinds of help with their status of today, all or the chosen ones.")
        template = "blocks/services.html"
        group = GROUP
        preview_value: dict[str, list[Any]] = {"chosen": []}

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        from home import services  # noqa: PLC0415 - reads of services need the models, which need this block

        names = {service.name for service in value["chosen"] if service}
        request = (parent_context or {}).get("request")
        every = services.at_a_glance(request, at=timezone.now())
        shown = [each for each in every if each.name in names or not value["chosen"]]
        return {**super().get_context(value, parent_context), "services": shown}


class StoryBlock(BodyBlock):
    """The text of a story, a release, a guide, a service or any other page of home."""

    latest_news = LatestNewsBlock()
    services = ServicesBlock()
