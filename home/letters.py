"""Letters to journalists. Each opens the sealed question at the moment of sending and brings a link of its
own."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from home.inquiries import PAGE
from home.models import Inquiry
from letters import writing
from privacy import links


def _to_the_journalist(subject: UUID, at: datetime) -> writing.Address | None:
    row = Inquiry.objects.filter(pk=subject).first()
    words = row.asked.open() if row else None
    if row is None or words is None or not words.email:
        return None
    url = links.issue(PAGE, row.pk, language=row.language, at=at)
    context = {"url": url, "deadline": row.deadline, "answer": words.answer}
    return writing.Address(to=words.email, language=row.language, context=context)


TITLES = {
    "inquiry_received": _("To a journalist: we have your question"),
    "inquiry_answered": _("To a journalist: an answer"),
    "inquiry_declined": _("To a journalist: we can not answer"),
    "inquiry_link": _("To a journalist: a new link"),
}
for name, title in TITLES.items():
    writing.kind(name, title=title, page="inquiry_one", may="home.view_inquiry")(_to_the_journalist)
