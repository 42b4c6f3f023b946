"""Words planted through every door that a donor has on her own page."""

from urllib.parse import quote

from django.test import Client
from django.utils import timezone

from donations import boxes
from donations.links import GIFTS
from letters import sending
from letters.models import Letter
from privacy import alike, jobs, keys, links
from privacy.documents import Email
from tests.donations import planting
from tests.donations.her_page import ORIGIN

GIVERS = {
    "my_gifts", "gift_amount", "gift_rest", "gift_stop", "gift_method", "gift_more",
    "gifts_safe", "gifts_copy", "gifts_erase",
}  # fmt: skip
MINE = "/be/donate/mine/"
CANARIES = {
    "giver": "Жаўруковіч Зоська",
    "her words": "на гняздоўе для буслоў",
    "giver's e-mail": "zoska.zaurukovic@example.org",
}
DIGITS = "8350-2918"


def go_to_gifts() -> str:
    """As a donor with a name and words; gives what she is shown of herself."""
    at = timezone.now()
    known = {"email": Email(CANARIES["giver's e-mail"]), "name": CANARIES["giver"]}
    planting.received("be", at=at, message=CANARIES["her words"], visibility="name", **known)
    row = planting.monthly("be", at=at, email=known["email"])
    person = Client()
    url = links.issue(GIFTS, row.donor_id, language="be", at=at)
    person.post(url.removeprefix(ORIGIN))
    typed = CANARIES["her words"]
    for path in ("", "1/amount/", "1/pause/", "1/stop/", "1/pay/", "more/", "safe/", "erase/"):
        person.post(f"{MINE}{path}", {"do": typed, "answer": typed, "amount": typed, "guard": DIGITS})
    for do in (f"withdraw {typed}", f"resume {typed}"):
        person.post(MINE, {"do": do})
    person.post(f"/be/l/pay/{quote(typed)}/")
    boxes.guard([row.donor], digits="4071")
    person.post("/be/l/new/", {"contact": known["email"]})
    jobs.send_new_links.func(keys.digest_of(alike.email(known["email"])).hex())
    for letter in Letter.objects.filter(state="waiting", name__startswith="gift_"):
        sending.hand_over(letter.pk, at=at)
    person.post(url.removeprefix(ORIGIN), {"guard": "4071"})
    return person.get(MINE).content.decode() + person.get(f"{MINE}copy/").content.decode()
