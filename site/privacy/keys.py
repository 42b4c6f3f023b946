"""Keys in the vault: made, fetched, and found by what a person is known by.

A new key is committed first and alone. If what it was made for fails, an unused key is left, which says
nothing about anybody and is swept up; the other order could leave a document that nobody can ever read.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from config.routers import VAULT
from privacy import crypto, masters
from privacy.alike import Known
from privacy.errors import Forgotten
from privacy.vault.models import LookUp, Seal, Secret

INDEX = "look-up index"
GONE = "The key is destroyed: what was sealed under it is forgotten."


def new_seal(*known_by: Known, at: datetime) -> UUID:
    """A key for one person in one matter, who can be found again by the contacts given."""
    seal = Seal(used_at=at)
    seal.master, seal.wrapped_key = masters.wrap(crypto.new_key(), place=seal.place)
    digests = {digest_of(each) for each in known_by}
    with transaction.atomic(using=VAULT, durable=True):
        seal.save(force_insert=True)
        LookUp.objects.bulk_create(LookUp(seal=seal, digest=digest) for digest in digests)
    return seal.id


def for_writing(seal_id: UUID, *, at: datetime) -> bytes:
    """The key, marked as in use: the sweep leaves it alone long enough for the row to be committed."""
    if not Seal.objects.filter(pk=seal_id).update(used_at=at):
        raise Forgotten(GONE)
    return for_reading([seal_id])[seal_id]


def for_reading(seal_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """Keys that are destroyed are missing from the answer."""
    found = Seal.objects.filter(pk__in=set(seal_ids)).only("id", "master", "wrapped_key")
    return {seal.id: masters.unwrap(seal) for seal in found}


def note(seal_id: UUID, *known_by: Known) -> None:
    """From now on the person can be found by these as well."""
    if not Seal.objects.filter(pk=seal_id).exists():
        raise Forgotten(GONE)
    rows = [LookUp(seal_id=seal_id, digest=digest) for digest in {digest_of(each) for each in known_by}]
    LookUp.objects.bulk_create(rows, ignore_conflicts=True)


def replace_known(seal_id: UUID, *known_by: Known) -> None:
    """The person can be found by these and by nothing else."""
    with transaction.atomic(using=VAULT):
        LookUp.objects.filter(seal_id=seal_id).delete()
        note(seal_id, *known_by)


def find(known_by: Known) -> set[UUID]:
    """Seals of everybody who is known by this: a family may share a telephone."""
    return find_by_digest(digest_of(known_by))


def find_by_digest(digest: bytes) -> set[UUID]:
    return set(LookUp.objects.filter(digest=digest).values_list("seal_id", flat=True))


def unique_hash(known_by: Known, *, scope: str) -> bytes:
    """For a unique constraint in the main database: equal for one contact in one scope, and comparable
    nowhere else.

    Hashes of a scope whose salt is destroyed (`destroy_salt`) mean nothing to anybody, ourselves included.
    """
    return crypto.keyed_hash(secret(f"salt of {scope}"), known_by.kind.encode(), known_by.value.encode())


def destroy_salt(*, scope: str) -> None:
    Secret.objects.filter(pk=f"salt of {scope}").delete()


def secret(scope: str) -> bytes:
    """A key that is nobody's, made when it is first asked for."""
    return masters.unwrap(Secret.objects.filter(pk=scope).first() or _new_secret(scope))


def _new_secret(scope: str) -> Secret:
    """Two who ask at the same moment get the same one."""
    new = Secret(scope=scope)
    new.master, new.wrapped_key = masters.wrap(crypto.new_key(), place=new.place)
    Secret.objects.bulk_create([new], ignore_conflicts=True)
    return Secret.objects.get(pk=scope)


def digest_of(known_by: Known) -> bytes:
    """What stands in the look-up index for a contact; says nothing to whoever lacks the key of the index."""
    return crypto.keyed_hash(secret(INDEX), known_by.kind.encode(), known_by.value.encode())
