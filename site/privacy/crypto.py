"""Locks and unlocks bytes with AES-256-GCM; knows nothing of people and databases.

`place` says what the bytes are and where they belong. It is authenticated, not stored: bytes carried to
another place do not open there.
"""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from privacy.errors import Tampered

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def lock(key: bytes, plain: bytes, *, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, VERSION + place)


def unlock(key: bytes, locked: bytes, *, place: bytes) -> bytes:
    if locked[:1] != VERSION:
        raise Tampered("This was not locked by this site, or by a newer version of it.")
    nonce, rest = locked[1 : 1 + NONCE_BYTES], locked[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, rest, VERSION + place)
    except (InvalidTag, ValueError):
        raise Tampered("This does not open: wrong key, changed bytes, or another row's document.") from None


def keyed_hash(key: bytes, *parts: bytes) -> bytes:
    """Parts are told apart: (`ab`, `c`) and (`a`, `bc`) have different hashes."""
    message = b"".join(len(part).to_bytes(8) + part for part in parts)
    return hmac.digest(key, message, "sha256")
