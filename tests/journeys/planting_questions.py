"""A journalist's question with everything a question can have, behind links in four languages."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

WORDS = "Чатырохсотслоўнаебезпрабелаў" * 20 + "\n\nДругі абзац пытання.\nІ яшчэ радок."


def planted() -> dict[str, dict[str, str]]:
    """The paths of its links: to a page that can be added to, to one that is answered, and guarded ones."""
    from django.utils import timezone

    from home import inquiries
    from home.inquiry_views import DRAFT
    from home.models import Asked
    from office.models import User
    from privacy import drafts
    from privacy.documents import Email

    at = timezone.now()
    words = Asked(name="Аліна", outlet="Газета", question=WORDS, email=Email("planted@example.org"))
    asked = [
        inquiries.ask(words=words, deadline=at + timedelta(days=days), language="be", form_key=uuid4(), at=at)
        for days in (1, 2)
    ]
    inquiries.add(inquiry_id=asked[0].pk, text=WORDS, at=at)
    inquiries.answer(inquiry_id=asked[1].pk, text=WORDS, user=User.objects.latest("pk"), at=at)
    draft = drafts.keep(DRAFT, {"name": ["Аліна"], "question": [WORDS]}, key=uuid4(), at=at)
    return {
        "question": paths(inquiries.PAGE, asked[0].pk),
        "question answered": paths(inquiries.PAGE, asked[1].pk),
        "guarded link": paths(inquiries.PAGE, asked[0].pk, guard="4071"),
        "draft": paths(DRAFT.purpose, draft.pk),
    }


def paths(purpose: Any, subject: UUID, *, guard: str = "") -> dict[str, str]:
    from django.conf import settings
    from django.utils import timezone

    from config.languages import LANGUAGES
    from privacy import links

    at, more = timezone.now(), {"guard": guard}
    return {
        language: links.issue(purpose, subject, language=language, at=at, **more).removeprefix(
            settings.BASE_URL
        )
        for language, _name in LANGUAGES
    }
