"""A journalist's question with everything a question can have, behind links in four languages."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

WORDS = "Чатырохсотслоўнаебезпрабелаў" * 20 + "\n\nДругі абзац пытання.\nІ яшчэ радок."


def planted() -> dict[str, dict[str, str]]:
    """The paths of its links: to a page that can be added to, to one that is answered, and guarded ones. And
    cookies of browsers that go on with a draft."""
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
        "draft": windows(DRAFT.purpose, draft.pk),
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


def windows(purpose: Any, subject: UUID) -> dict[str, str]:
    """As if each were the one browser in which a draft lives: its link would open for one alone."""
    from django.core import signing
    from django.utils import timezone

    from config.languages import LANGUAGES
    from privacy import links
    from privacy.models import Link

    for language, _name in LANGUAGES:
        links.issue(purpose, subject, language=language, at=timezone.now())
    pks = Link.objects.filter(purpose=purpose.name, subject=subject).values_list("pk", flat=True)
    cookies = [signing.dumps(str(pk), salt=f"link {purpose.name}") for pk in pks]
    return {language: cookie for (language, _name), cookie in zip(LANGUAGES, cookies, strict=True)}
