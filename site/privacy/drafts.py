"""What somebody has typed and asks us to keep for a day, to go on later: sealed under a key of its own.

    DRAFT = drafts.Kind(name="inquiry", to="ask")

A draft has the number of the form it was typed into, so that the form, sent in the end from wherever, makes
one record. It lives in one browser: that in which it was typed, until its link is redeemed in another. From
then on the first one has nothing of it any more, nor has anybody by another link: a link to our form that is
spread by a stranger brings nobody's answers back to him. `privacy.draft_views` are the doorways.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from privacy import forgetting, keys, links
from privacy.errors import Forgotten
from privacy.models import DRAFT_LIFE, Answer, Draft, Typed

LONGEST_ANSWER = 20_000
MOST_ANSWERS, MOST_VALUES = 60, 30


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One form that may be kept: its name, and the address where it is filled in."""

    name: str
    to: str
    purpose: links.Purpose = field(init=False)

    def __post_init__(self) -> None:
        purpose = links.Purpose(
            name=f"{self.name}_draft", to=self.to, lifetime=DRAFT_LIFE, open_for=DRAFT_LIFE, alone=True
        )
        object.__setattr__(self, "purpose", purpose)


def keep(kind: Kind, answers: Mapping[str, Sequence[str]], *, key: UUID, at: datetime) -> Draft:
    """Keeping the same form again replaces what was kept, and begins the day anew."""
    row = Draft.objects.filter(pk=key).first()
    if row is None or row.seal_id is None:
        row = Draft(pk=key, form=kind.name, begun_at=at, seal_id=keys.new_seal(at=at))
    row.typed.seal(_document(answers), at=at)
    row.kept_at = at
    row.save()
    return row


def _document(answers: Mapping[str, Sequence[str]]) -> Typed:
    return Typed(
        answers=tuple(
            Answer(name=name, values=tuple(each[:LONGEST_ANSWER] for each in values[:MOST_VALUES]))
            for name, values in list(answers.items())[:MOST_ANSWERS]
        )
    )


def find(kind: Kind, draft_id: UUID, *, at: datetime) -> Draft | None:
    """The draft, if its day is not over."""
    return Draft.objects.filter(pk=draft_id, form=kind.name, kept_at__gt=at - DRAFT_LIFE).first()


def typed(draft: Draft) -> dict[str, list[str]]:
    """Nothing, if it was erased this moment."""
    try:
        return {each.name: list(each.values) for each in draft.typed.open().answers}
    except Forgotten:
        return {}


def discard(key: UUID, *, at: datetime) -> None:
    """When the form was sent, or at a person's word. What is not there is discarded already."""
    row = Draft.objects.filter(pk=key).first()
    if row and row.seal_id:
        forgetting.erase([row.seal_id], at=at)
