"""Words that donors write, right and wrong, whole and half: a gift that is stored, whose payment page nobody
opens."""

from django.test import Client, override_settings

from donations.models import Gift
from launch.port import free_port
from tests.donations import visiting

CANARIES = {
    "donor": "Шпачок Эўфрасіння",
    "donors": "eufrasinnia.szpachok@example.org",
    "wish": "Хай дзецям будзе цёпла",
}


def go_to_give(person: Client) -> None:
    given = {
        "rhythm": "monthly",
        "email": CANARIES["donors"],
        "visibility": "name",
        "name": CANARIES["donor"],
        "message": CANARIES["wish"],
    }
    nobody = f"http://127.0.0.1:{free_port()}"
    with override_settings(STRIPE_SECRET_KEY="sk_test_nobody", STRIPE_API_BASE=nobody):
        visiting.send(person, **given, other=CANARIES["wish"])
        visiting.send(person, **given, homepage=CANARIES["donor"])
        visiting.send(person, **given, answer=CANARIES["wish"][:9], question=CANARIES["donors"])
    stored = Gift.objects.latest("created_at").donor
    assert stored is not None
    assert stored.given.open().name == CANARIES["donor"]
    person.get(f"/be/donate/?again={CANARIES['wish']}")
    person.get(f"/be/l/gift/{CANARIES['wish']}/")
