"""The master key: wraps every key in the vault, comes from the environment and lies in no database.

While keys are being rotated there are two: new keys are wrapped under the first, old ones open under either.
"""

from base64 import urlsafe_b64decode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

from privacy import crypto
from privacy.errors import MasterKeyMissing
from privacy.vault.models import Wrapped


@dataclass(frozen=True, repr=False)
class Master:
    key: bytes

    @property
    def name(self) -> str:
        """Tells master keys apart without saying anything about them; stands beside everything wrapped."""
        return sha256(b"name of a master key\0" + self.key).hexdigest()[:16]


@lru_cache(maxsize=4)
def _masters(texts: tuple[str, ...]) -> dict[str, Master]:
    masters = [Master(urlsafe_b64decode(text)) for text in texts]
    return {master.name: master for master in masters}


def known() -> dict[str, Master]:
    """By name, the one in use first."""
    return _masters(tuple(settings.MASTER_KEYS))


def current() -> Master:
    return next(iter(known().values()))


def named(name: str) -> Master:
    try:
        return known()[name]
    except KeyError:
        here = ", ".join(known())
        raise MasterKeyMissing(
            f"A key is wrapped under the master key {name}; this process has {here}."
        ) from None


def wrap(key: bytes, *, place: bytes) -> tuple[str, bytes]:
    """The name of the master key in use, and `key` locked under it."""
    master = current()
    return master.name, crypto.lock(master.key, key, place=place)


def unwrap(wrapped: Wrapped) -> bytes:
    return crypto.unlock(named(wrapped.master).key, bytes(wrapped.wrapped_key), place=wrapped.place)
