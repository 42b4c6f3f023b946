"""Help that stands where people go wrong, in the editor itself; its words are in `templates/pages/help`."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, Panel


def readers() -> Panel:
    """At the end of a page's form, folded: most days nobody needs it."""
    return MultiFieldPanel(
        [HelpPanel(template="pages/help/readers.html")],
        heading=_("How this page reaches readers"),
        classname="collapsed",
    )


def embargo() -> Panel:
    return MultiFieldPanel(
        [HelpPanel(template="pages/help/embargo.html"), FieldPanel("embargo_until")],
        heading=_("Keep back"),
    )
