"""Links that are capabilities: 256 random bits that let one person do one thing with one row.

    PAGE = links.Purpose(name="inquiry", to="inquiry", lifetime=None, renew=write_again)
    url = links.issue(PAGE, inquiry.pk, language="be", at=at)

    @links.behind(PAGE)
    def inquiry(request, subject): ...

Opening a link shows a button and changes nothing: scanners of mail open links too. Pressing it redeems the
link, and from then on a signed cookie stands for it; the token is gone from the address bar.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.postgres.functions import RandomUUID
from django.core import signing
from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from privacy import limits, private_pages
from privacy.errors import Forgotten
from privacy.models import Link

TOKEN_BYTES = 32
TRIES = 5
OPEN_FOR = timedelta(hours=1)

Renew = Callable[[UUID, datetime], None]
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What a link is for: the page it leads to, how long it lives (None: as long as the row), once or often,
    and how long a browser that has redeemed it may do without the letter.

    `alone`: in one browser at a time. A link that is redeemed is spent, and closes every other link to that
    row and every browser that was let in to it: whoever has given it away has nothing any more.

    `opens` is the address that takes its tokens, where it is not the one that all links share: a page with
    the one button that does it, or a calendar. Elsewhere its tokens open nothing.

    `renew` is given a seal and sends its person a new link, if there is anything to lead to.
    """

    name: str
    to: str
    lifetime: timedelta | None
    once: bool = False
    alone: bool = False
    open_for: timedelta = OPEN_FOR
    renew: Renew | None = None
    opens: str = "link"

    def __post_init__(self) -> None:
        purposes[self.name] = self


purposes: dict[str, Purpose] = {}


def issue(
    purpose: Purpose, subject: UUID, *, language: str, at: datetime, guard: str = "", guarded: str = ""
) -> str:
    """The address to send. `guard` is four digits only the person knows, for a telephone others look into;
    `guarded` is what `guarding` has made of them, where nobody but the person knows them any more."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Link.objects.create(
        digest=_digest(token),
        purpose=purpose.name,
        subject=subject,
        created_at=at,
        expires_at=at + purpose.lifetime if purpose.lifetime else None,
        guard=guarding(guard) if guard else guarded,
        tries_left=TRIES,
    )
    with override(language):
        return f"{settings.BASE_URL}{reverse(purpose.opens, args=[token])}"


def guarding(digits: str) -> str:
    """What is kept of four digits: hashed slowly, so that trying all of them takes a while."""
    return make_password(digits)


def guard_all(subject: UUID, *, guarded: str) -> None:
    """Every link to that row asks for the digits from now on, those in letters of before too; none, for
    nothing. Browsers that were let in before are not in any more."""
    Link.objects.filter(subject=subject).update(id=RandomUUID(), guard=guarded, tries_left=TRIES)


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def find(token: str, *, at: datetime, opens: str = "link") -> Link | None:
    """The link if it still opens that address; looking changes nothing."""
    fitting = [name for name, purpose in purposes.items() if purpose.opens == opens]
    return _living(at).filter(digest=_digest(token), purpose__in=fitting).first()


def _living(at: datetime) -> Any:
    unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    return Link.objects.filter(unexpired, spent_at__isnull=True, tries_left__gt=0)


def redeem(token: str, *, at: datetime, guard: str = "") -> Link | None:
    """The link, spent if it opens once. Unknown, expired, spent and wrongly guarded ones look alike: None."""
    link = find(token, at=at)
    if link is None or not _passes(link, guard, at=at):
        return None
    if purposes[link.purpose].alone:
        return _moved(link, at=at)
    if purposes[link.purpose].once and not _living(at).filter(pk=link.pk).update(spent_at=at):
        return None
    return link


def _passes(link: Link, guard: str, *, at: datetime) -> bool:
    """A try is counted before it is judged: many at once get no more of them."""
    if not link.guard:
        return True
    if is_tried_out(link.subject, at=at):
        return False
    tried = Link.objects.filter(pk=link.pk, tries_left__gt=0).update(tries_left=F("tries_left") - 1)
    if not tried or not knows_digits(link.subject, guard, guarded=link.guard, at=at):
        return False
    Link.objects.filter(pk=link.pk).update(tries_left=TRIES)
    return True


def knows_digits(subject: UUID, digits: str, *, guarded: str, at: datetime) -> bool:
    """Whether these are the four digits. Tries are counted together, by whichever of her links they come."""
    if not limits.may_guess(_guesses(subject), at=at) or not check_password(digits, guarded):
        return False
    limits.guessed(_guesses(subject), at=at)
    return True


def is_tried_out(subject: UUID, *, at: datetime) -> bool:
    """So many wrong tries in one day that not even the right digits open anything before tomorrow."""
    return limits.is_tried_out(_guesses(subject), at=at)


def _guesses(subject: UUID) -> str:
    return f"digits of {subject}"


@transaction.atomic
def _moved(link: Link, *, at: datetime) -> Link | None:
    """Of two who redeem at once, the first."""
    rows = Link.objects.filter(purpose=link.purpose, subject=link.subject)
    if link.pk not in {each.pk for each in rows.select_for_update().order_by("pk")}:
        return None
    rows.delete()
    return _window(purposes[link.purpose], link.subject, at=at)


def _window(purpose: Purpose, subject: UUID, *, at: datetime) -> Link:
    """For one browser: nobody else can come in by it, since nobody is told its token."""
    return Link.objects.create(
        digest=_digest(secrets.token_urlsafe(TOKEN_BYTES)),
        purpose=purpose.name,
        subject=subject,
        created_at=at,
        expires_at=at + purpose.lifetime if purpose.lifetime else None,
        spent_at=at,
    )


def stay(
    request: HttpRequest, response: HttpResponse, purpose: Purpose, subject: UUID, *, at: datetime
) -> None:
    """This browser, and no other, may come to that row for as long as by a link that is made now."""
    own = _of(request, purpose, at=at)
    if own is None or own.subject != subject:
        own = _window(purpose, subject, at=at)
    elif purpose.lifetime:
        Link.objects.filter(pk=own.pk).update(expires_at=at + purpose.lifetime)
    hand_over(response, own)


def revoke(subject: UUID) -> None:
    """Every link to that row stops opening, in browsers that have redeemed it too."""
    Link.objects.filter(subject=subject).delete()


def cookie_name(purpose: Purpose) -> str:
    return f"__Host-{purpose.name}" if settings.HTTPS else purpose.name


def hand_over(response: HttpResponse, link: Link) -> None:
    """Let this browser in without the token."""
    response.set_cookie(
        cookie_name(purposes[link.purpose]),
        signing.dumps(str(link.pk), salt=f"link {link.purpose}"),
        max_age=purposes[link.purpose].open_for,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def let_in(response: HttpResponse, purpose: Purpose, subject: UUID) -> None:
    """Whoever has made the row this moment needs no letter to come in."""
    hand_over(response, Link.objects.filter(purpose=purpose.name, subject=subject).latest("created_at"))


def subject_of(request: HttpRequest, purpose: Purpose, *, at: datetime) -> UUID | None:
    """Whose row this browser has been let in to."""
    link = _of(request, purpose, at=at)
    return link.subject if link else None


def _of(request: HttpRequest, purpose: Purpose, *, at: datetime) -> Link | None:
    cookie = request.COOKIES.get(cookie_name(purpose), "")
    try:
        found = signing.loads(cookie, salt=f"link {purpose.name}", max_age=purpose.open_for)
    except signing.BadSignature:
        return None
    unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    return Link.objects.filter(unexpired, pk=found, purpose=purpose.name).first()


def behind(purpose: Purpose) -> Callable[[View], View]:
    """For views that a link of this purpose leads to; they are given its subject."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            subject = subject_of(request, purpose, at=timezone.now())
            if subject is None:
                return closed(request)
            try:
                return private_pages.private(view(request, subject, *args, **kwargs))
            except Forgotten:  # Erased this moment, or by somebody who was interrupted at it.
                return closed(request)

        return guarded

    return decorate


def closed(request: HttpRequest) -> HttpResponseBase:
    """The one answer to every link that does not open, whatever the reason."""
    return private_pages.page(request, "privacy/link_closed.html", status=404)
