"""What a family types when it registers, planted: everything the form has, right and wrong."""

from collections.abc import Mapping
from urllib.parse import quote

from django.test import Client
from django.utils import timezone

from letters import sending
from letters.models import Letter
from tests.school import form_filling

REGISTERING = {
    "school_register", "school_register_step", "school_register_child", "school_register_check",
    "school_register_on", "school_confirm",
}  # fmt: skip


def go_to_register(person: Client, words: Mapping[str, str]) -> None:
    """A child, and a second one that is taken back; half of it kept, mistakes, a link that does not open."""
    start = form_filling.START
    named = {"name": {"name": words["pupil"]}, "you": {"you": words["comer"]}}
    form_filling.begin(person, key="a", homepage=words["machine"])
    form_filling.fill(person, key="a", contact={"email": words["email"]}, **named)
    person.post(f"{start}birth/", {"month": words["phrase"], "year": words["phrase"], "do": "keep"})
    person.post(f"{start}birth/", form_filling.REST["birth"])
    person.post(f"{start}check/", {"do": "more"})
    person.post(f"{start}child/2/name/", {"name": words["pupil"]})
    person.post(f"{start}child/2/name/", {"do": "remove"})
    form_filling.send(person, key="a")
    person.post(f"{start}on/", {"do": words["phrase"]})
    letter = form_filling.delivered()
    person.post(form_filling.link(letter), {"do": words["phrase"]})
    person.post(f"/be/l/school-confirm/{quote(words['user'])}/", {"do": words["phrase"]})
    for waiting in Letter.objects.filter(state="waiting"):
        sending.hand_over(waiting.pk, at=timezone.now())
