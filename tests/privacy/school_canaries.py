"""Words planted through every door that a family has."""

from urllib.parse import quote

from django.test import Client
from django.utils import timezone

from letters import sending
from letters.models import Letter
from privacy import links
from privacy.documents import Email
from school import answering
from school.links import SCHOOL
from school.models import Application, Child, Reached
from tests.school import children, families
from tests.school.families import MINE, ORIGIN

FAMILY = {
    "school_family", "school_family_child", "school_days", "school_leave", "school_first_day",
    "school_contact", "school_others", "school_safe", "school_copy", "school_forget_me", "school_still",
    "school_contact_confirm", "school_join",
}  # fmt: skip
OLD = "t@example.org"
CANARIES = {
    "mother": "Верабейчык Тамара",
    "child": "Кнігаўка",
    "new": "tamara.vierabiejcyk@example.org",
    "father": "Дразьдовіч Язэп",
    "other phone": "+48 579 864 209",
    "granny": "Шпачыха Альжбета",
    "health": "боіцца жураўлёў уначы",
    "word": "пугачоўка",
    "digits": "8350-2917",
}


def go_to_school() -> str:
    """As a mother whose child has a place; gives what she is shown of herself at the end."""
    row = with_a_place()
    person = Client()
    url = links.issue(SCHOOL, families.guardian_of(row).pk, language="be", at=timezone.now())
    person.post(url.removeprefix(ORIGIN))
    send(person, "contact/", email=CANARIES["new"], phone=CANARIES["other phone"], language="be")
    send(person, "contact/", email=CANARIES["health"], phone=CANARIES["word"])
    send(
        person,
        "others/",
        name=CANARIES["father"],
        phone=CANARIES["other phone"],
        language="be",
        may_decide="no",
    )
    told = {"name": CANARIES["granny"], "phone": CANARIES["other phone"], "fetched_by": CANARIES["granny"]}
    send(
        person,
        "1/first-day/",
        **told,
        pick_up_word=CANARIES["word"],
        health=CANARIES["health"],
        photos="none",
    )
    send(person, "safe/", guard=CANARIES["digits"])
    for path in ("1/", "1/leave/", "1/days/", "forget/"):
        send(person, path, do=CANARIES["word"], answer=CANARIES["word"], days=CANARIES["word"])
    for letter in Letter.objects.filter(state="waiting", name__startswith="school_").order_by("created_at"):
        sending.hand_over(letter.pk, at=timezone.now())
    for page in ("still", "contact", "join"):
        person.post(f"/be/l/school-{page}/{quote(CANARIES['word'])}/", {"do": CANARIES["word"]})
    shown = person.get(f"{MINE}1/first-day/").content.decode() + person.get(f"{MINE}copy/").content.decode()
    return shown + person.get(f"{MINE}others/").content.decode()


def send(person: Client, path: str, **given: str) -> None:
    person.post(f"{MINE}{path}", given)


def with_a_place() -> Application:
    children.nobody_yet()
    mother = children.guardian(at=timezone.now())
    mother.person.seal(Reached(name=CANARIES["mother"], email=Email(OLD)), at=timezone.now())
    mother.save()
    row = families.child(mother)
    row.child.seal(Child(name=CANARIES["child"], born_year=2018, born_month=5), at=timezone.now())
    row.save(update_fields=["sealed"])
    answering.accept(offer_id=families.offered(row, families.shut_group()).pk, at=timezone.now())
    return row
