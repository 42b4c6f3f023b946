"""The drill: a thief or a backup has yesterday's main database, we have today's vault. Who is forgotten
stays so."""

import base64
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from home.models import Inquiry
from launch.postgres import programs
from privacy import alike, forgetting, keys
from privacy.errors import Forgotten
from tests.faults.running import address
from tests.privacy.people import NOW, asked, inquiry

pytestmark = [
    pytest.mark.processes,
    pytest.mark.django_db(databases=["default", "vault"], transaction=True),
]

WORDS = {
    "name": "Скарыніна Ганна",
    "outlet": "Выдуманы двухтыднёвік",
    "question": "Чаму дзеці чакаюць так доўга",
    "email": "hanna.skaryna@example.org",
    "phone": "+48600700800",
}


@pytest.fixture
def hanna() -> Iterator[Inquiry]:
    row = inquiry(asked(**WORDS))
    keys.note(row.seal_id, alike.phone(WORDS["phone"]))
    yield row
    for model in (keys.Seal, keys.Secret):
        model.objects.all().delete()


def dumped(alias: str) -> str:
    url = address(connections[alias].settings_dict)
    dump = subprocess.run([programs() / "pg_dump", "--inserts", "-d", url], capture_output=True, check=True)
    return dump.stdout.decode()


def disguises(word: str) -> set[str]:
    """As it is, in small letters, and as PostgreSQL and programs write bytes."""
    forms = {word, word.lower()}
    raw = {each.encode() for each in forms}
    coded = {base64.b64encode(each).decode().rstrip("=")[:-1] for each in raw}
    return forms | coded | {each.hex() for each in raw} | {ascii(word)[1:-1]}


def found_in(dump: str) -> set[str]:
    small = dump.lower()
    return {
        key
        for key, word in WORDS.items()
        for form in disguises(word)
        if form in dump or form.lower() in small
    }


def restore(dump: str) -> None:
    """The rows of that dump's inquiries, into the table as it is now."""
    rows = [line for line in dump.splitlines() if "INSERT INTO public.home_inquiry" in line]
    with connections["default"].cursor() as cursor:
        for line in rows:
            cursor.execute(line)


def test_neither_dump_holds_a_word_in_any_disguise(hanna: Inquiry) -> None:
    main, vault = dumped("default"), dumped("vault")

    assert str(hanna.pk) in main
    assert str(hanna.seal_id) in vault
    assert found_in(main) | found_in(vault) == set()


def test_the_twin_a_word_in_clear_is_found_whatever_its_disguise(hanna: Inquiry) -> None:
    raw = WORDS["name"].encode()
    written = [
        WORDS["name"],
        WORDS["name"].upper(),
        base64.b64encode(raw).decode(),
        raw.hex(),
        ascii(WORDS["name"]),
    ]

    assert [found_in(f"INSERT ... '{each}'") for each in written] == [{"name"}] * 5


def test_yesterdays_main_database_with_todays_vault_gives_nobody_back(hanna: Inquiry) -> None:
    yesterday = dumped("default")
    forgetting.erase([hanna.seal_id], at=NOW)
    assert not Inquiry.objects.exists()

    restore(yesterday)

    returned = Inquiry.objects.get(pk=hanna.pk)
    with pytest.raises(Forgotten):
        returned.asked.open()
    assert Inquiry.asked.open_many([returned]) == {}
    assert found_in(dumped("default")) | found_in(dumped("vault")) == set()

    assert forgetting.after_restore(at=NOW) == 1
    assert not Inquiry.objects.exists()


def test_the_twin_without_forgetting_the_backup_can_be_read(hanna: Inquiry) -> None:
    yesterday = dumped("default")
    Inquiry.objects.all().delete()

    restore(yesterday)

    assert Inquiry.objects.get(pk=hanna.pk).asked.open() == asked(**WORDS)


def test_the_twin_yesterdays_vault_would_open_it_which_is_why_it_has_short_backups_of_its_own(
    hanna: Inquiry, settings: Any
) -> None:
    seal = keys.Seal.objects.get(pk=hanna.seal_id)
    yesterday = dumped("default")
    forgetting.erase([hanna.seal_id], at=NOW)
    restore(yesterday)
    seal.save(force_insert=True)

    assert Inquiry.objects.get(pk=hanna.pk).asked.open().name == WORDS["name"]
    forgetting.after_restore(at=NOW)
    assert not Inquiry.objects.exists()
