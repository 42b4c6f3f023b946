"""The letter a member of staff sends to herself, to see that letters arrive."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from letters import sending, writing
from letters.models import Letter
from office.models import User
from office.people import language_of
from privacy.documents import Email


def send_test(user: User, *, at: datetime) -> Letter:
    """One a minute is enough to see."""
    return sending.enqueue(
        "test", subject=UUID(int=user.pk), cause=f"test {user.pk} {at:%Y-%m-%d %H:%M}", at=at
    )


@writing.kind("test", title=_("A test"))
def test(subject: UUID, at: datetime) -> writing.Address | None:
    user = User.objects.filter(pk=subject.int).exclude(email="").first()
    if user is None:
        return None
    context = {"url": settings.BASE_URL}
    return writing.Address(to=Email(user.email), language=language_of(user), context=context)
