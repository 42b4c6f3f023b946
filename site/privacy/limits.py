"""How often one network and one contact may send a form in an hour: less often without a proof of work
(`privacy.proof`), which browsers without scripts do not bring.

Forms with a proof and forms without are counted apart: a flood of the second kind is in nobody's way who
brings the first. No address is kept: what is counted is a hash of its network, under a key that is new each
day and destroyed after it. A hash of yesterday can not be compared with one of today, by anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest

from privacy import crypto, keys, proof
from privacy.alike import Known
from privacy.models import Tally
from privacy.vault.models import Secret

SALT = "networks on "
IPV4_NETWORK, IPV6_NETWORK = 24, 56


@dataclass(frozen=True, kw_only=True)
class Most:
    """In one hour."""

    from_network: int
    from_contact: int


PROVEN = Most(from_network=20, from_contact=5)
"""A whole hostel may sit behind one network."""
UNPROVEN = Most(from_network=8, from_contact=3)
SIGN_IN = Most(from_network=60, from_contact=10)
"""A whole office signs in from one network; a password or a code is not guessed in ten tries an hour."""
GUESSES = 5
"""In one day, at something as short as four digits: all of them would take years."""
RIDDLES = 600
"""For passkeys, to one network in an hour: whoever asks for one leaves a session in the database."""

COUNT = """
INSERT INTO privacy_tally (digest, hour, number) VALUES (%s, %s, 1)
ON CONFLICT (digest, hour) DO UPDATE SET number = privacy_tally.number + 1 RETURNING number
"""


def allows(
    form: str, *, request: HttpRequest, known_by: Iterable[Known], at: datetime, work: str = ""
) -> bool:
    """Counts this sending, and says whether it is one of the first of the hour."""
    kind, most = (form, PROVEN) if is_proven(work, at=at) else (f"{form} without proof", UNPROVEN)
    counted = [(network_digest(request, at=at), most.from_network)]
    counted += [(keys.digest_of(each), most.from_contact) for each in known_by]
    within = [_count(kind, digest, at=at) <= number for digest, number in counted]
    return all(within)


def may_try(what: str, *, request: HttpRequest, account: str, at: datetime, most: Most = SIGN_IN) -> bool:
    """Counts this try to get in to an account, or to something else that can be guessed, and says whether it
    is one of the first of the hour."""
    of_account = crypto.keyed_hash(_key_of(at), b"account", account.encode())
    counted = [(network_digest(request, at=at), most.from_network), (of_account, most.from_contact)]
    within = [_count(what, digest, at=at) <= number for digest, number in counted]
    return all(within)


def may_guess(what: str, *, at: datetime) -> bool:
    """Counts this try, and says whether it is one of the first of the day. Noted under the day's last hour,
    it lives until then."""
    return _count("guess", _guess(what, at), at=_last_hour(at)) <= GUESSES


def is_tried_out(what: str, *, at: datetime) -> bool:
    return _guesses(what, at).filter(number__gte=GUESSES).exists()


def guessed(what: str, *, at: datetime) -> None:
    """Rightly: whoever knows it is not counted."""
    _guesses(what, at).delete()


def _guesses(what: str, at: datetime) -> QuerySet[Tally]:
    digest = crypto.keyed_hash(_guess(what, at), b"guess")
    return Tally.objects.filter(digest=digest, hour=_last_hour(at))


def _guess(what: str, at: datetime) -> bytes:
    return crypto.keyed_hash(_key_of(at), b"guess", what.encode())


def _last_hour(at: datetime) -> datetime:
    return at.replace(hour=23, minute=0, second=0, microsecond=0)


def may_ask_for_riddle(*, request: HttpRequest, at: datetime) -> bool:
    return _count("riddle", network_digest(request, at=at), at=at) <= RIDDLES


def is_first_use(what: str, *, at: datetime, life: timedelta) -> bool:
    """Of something that is good for one use and for so long, like a code that others may have seen. Noted
    under every hour in which it could come again."""
    hours = {moment.replace(minute=0, second=0, microsecond=0) for moment in (at, at + life)}
    digests = {hour: crypto.keyed_hash(_key_of(hour), b"use", what.encode()) for hour in hours}
    return max(_count("use", digest, at=hour) for hour, digest in digests.items()) == 1


def is_proven(text: str, *, at: datetime) -> bool:
    """A proof counts once. Its use is noted under the hour in which it ends, and forgotten after that one."""
    found = proof.read(text, at=at)
    return found is not None and _count("proof", found.digest, at=found.issued_at + proof.LIFE) == 1


def times(what: str, *, of: bytes, at: datetime) -> int:
    """How often it has happened in this hour, with this time; `of` is a hash, or nothing for everybody."""
    return _count(what, of, at=at)


def times_so_far(what: str, *, of: bytes, at: datetime) -> int:
    """The same, and this is only a look."""
    digest, hour = crypto.keyed_hash(of, what.encode()), at.replace(minute=0, second=0, microsecond=0)
    found = Tally.objects.filter(digest=digest, hour=hour).values_list("number", flat=True).first()
    return found or 0


def _count(form: str, digest: bytes, *, at: datetime) -> int:
    hour = at.replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [crypto.keyed_hash(digest, form.encode()), hour])
        return int(cursor.fetchone()[0])


def network_digest(request: HttpRequest, *, at: datetime) -> bytes:
    return crypto.keyed_hash(_key_of(at), network(address_of(request)).encode())


def _key_of(day: datetime) -> bytes:
    return keys.secret(f"{SALT}{day:%Y-%m-%d}")


def address_of(request: HttpRequest) -> str:
    """Behind a proxy (which there is when we are reached by https) the last address it has noted."""
    noted = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return noted.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def network(address: str) -> str:
    """The neighbourhood of an address; everybody without one (a socket) is one neighbourhood."""
    try:
        read = ip_address(address)
    except ValueError:
        return ""
    mapped = getattr(read, "ipv4_mapped", None)
    read = mapped or read
    length = IPV4_NETWORK if read.version == 4 else IPV6_NETWORK
    return str(ip_network(f"{read}/{length}", strict=False))


def forget_old(*, at: datetime) -> None:
    """Yesterday's key, and with it the meaning of yesterday's hashes; what hours that are over counted."""
    Secret.objects.filter(pk__startswith=SALT).exclude(pk=f"{SALT}{at:%Y-%m-%d}").delete()
    Tally.objects.filter(hour__lte=at - timedelta(hours=1)).delete()
