"""A donor who knows nothing but the letter: she follows what stands on the pages, in two languages."""

import re
from html import unescape

import pytest
from django.core import mail
from django.test import Client

from donations.methods import Rhythm
from donations.models import MonthlyGift
from letters.models import Letter
from letters.sending import hand_over
from tests.donations.counter import lines
from tests.donations.her_page import ORIGIN
from tests.journeys.wording import said

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
BUTTON = r'<button[^>]*type="submit"([^>]*)>(?:<svg.*?</svg>)?\s*{words}'


class Reader:
    def __init__(self, address, language):
        self.client, self.language = Client(), language
        self.path = address.removeprefix(ORIGIN)
        self.page = self.client.get(self.path).content.decode()

    def follow(self, words, context=None):
        label = re.escape(said(words, self.language, context=context))
        (href,) = re.findall(rf'<a[^>]*href="([^"]+)"[^>]*>(?:<svg.*?</svg>)?{label}<', unescape(self.page))
        self.path = href
        self.page = self.client.get(href).content.decode()

    def press(self, words, **typed):
        button = re.compile(BUTTON.format(words=re.escape(said(words, self.language))), re.DOTALL)
        (form,) = [each for each in FORM.findall(self.page) if button.search(each)]
        chosen = dict(re.findall(r'name="(\w+)" value="([^"]*)" checked', form))
        answer = self.client.post(self.path, chosen | typed, follow=True)
        self.path = answer.redirect_chain[-1][0] if answer.redirect_chain else self.path
        self.page = answer.content.decode()

    def reads(self, words, **values):
        return said(words, self.language) % values in unescape(self.page).replace("\N{NO-BREAK SPACE}", " ")


def newest_link():
    for letter in Letter.objects.filter(state="waiting").order_by("created_at"):
        hand_over(letter.pk, at=letter.created_at)
    return re.search(r"http://\S+/l/\S+", mail.outbox[-1].body)[0]


@pytest.mark.parametrize("language", ["be", "pl"])
def test_she_changes_pauses_and_stops_her_monthly_gift_by_the_link_in_a_letter(counter, language):
    counter.given(rhythm=Rhythm.MONTHLY, language=language)
    reader = Reader(newest_link(), language)
    reader.press("Open the page")
    reader.follow("Change the amount")
    reader.press("Change the amount", amount="70")
    changed = reader.reads("%(amount)s every month", amount="70 zł")
    again = Reader(newest_link(), language)
    again.press("Open the page")
    again.follow("Leave out a month or make a pause")
    again.press("Confirm", answer="rest 1")
    again.press("End the pause", do="resume 1")
    again.follow("Stop", context="a monthly gift")
    again.press("Confirm")
    counter.later(days=62)
    counter.settle_down()
    row = MonthlyGift.objects.get()
    assert (changed, row.state, row.amount_minor) == (True, "stopped", 70_00)
    assert lines() == [("charge", 50_00, "pln")]
