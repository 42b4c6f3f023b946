import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from home import inquiries
from home.models import Inquiry
from letters import sending
from letters.models import Letter
from privacy import links
from privacy.vault.models import Seal
from tests.home.test_inquiry_forms import GOOD, old_stamp
from tests.privacy.people import asked, inquiry
from tests.privacy.test_proof import easy

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def answers(**changes: Any) -> dict[str, Any]:
    now = timezone.localtime() + timezone.timedelta(days=3)
    when = {"day": str(now.day), "month": str(now.month), "hour": "14:30"}
    return {"stamp": old_stamp(), **GOOD, **when, **changes}


@pytest.fixture
def let_in(client: Client) -> Any:
    """A journalist's browser, behind the link of her letter."""
    row = inquiry(asked("Аліна", question="Колькі дзяцей?"), at=timezone.now())
    url = links.issue(inquiries.PAGE, row.pk, language="be", at=timezone.now())
    client.post(url.removeprefix("http://localhost:8000"))
    return row


def test_from_the_question_to_the_answer(client: Client, editor: Any) -> None:
    assert client.post("/be/press/ask/", answers()).url == "/be/press/ask/sent/"
    sending.hand_over(Letter.objects.get().pk, at=timezone.now())
    address = re.search(r"http://localhost:8000(/be/l/[\w-]+/)", mail.outbox[0].body)
    assert address is not None
    assert client.post(address[1]).url == "/be/press/question/"
    assert "How many?" in client.get("/be/press/question/").content.decode()

    inquiries.answer(inquiry_id=Inquiry.objects.get().pk, text="60", user=editor, at=timezone.now())
    page = client.get("/be/press/question/").content.decode()
    assert "Наш адказ" in page
    assert "<p>60</p>" in page


def test_mistakes_are_told_twice_in_the_same_words_and_answers_stay(client: Client) -> None:
    page = client.post("/be/press/ask/", answers(name="", contact="хлусня")).content.decode()

    for sentence in (
        "Напішыце сваё імя",
        "Напішыце пошту, як name@example.org, або тэлефон, як +48 000 000 000",
    ):
        assert page.count(sentence) == 2
    assert "<title>Памылка: Задайце пытанне" in page
    assert "Трэба паправіць 2 адказы" in page
    assert 'value="хлусня"' in page
    assert "How many?</textarea>" in page
    assert page.count('aria-invalid="true"') == 2
    assert not Inquiry.objects.exists()


def test_sending_twice_asks_once_and_is_no_flood(client: Client) -> None:
    given = answers()
    assert {client.post("/be/press/ask/", given).status_code for _time in range(12)} == {302}

    assert Inquiry.objects.count() == 1


def test_the_same_form_with_another_contact_is_another_question(client: Client) -> None:
    """A form that was sent before, from somebody else’s draft, swallows nobody’s question."""
    for contact in ("alina@example.org", "nn@example.org"):
        client.post("/be/press/ask/", answers(contact=contact))

    assert Inquiry.objects.count() == 2


def test_two_tabs_with_the_same_words_are_one_question(client: Client) -> None:
    for number in range(2):
        client.post("/be/press/ask/", answers(stamp=old_stamp(f"{number:032x}")))
    assert Inquiry.objects.count() == 1

    client.post("/be/press/ask/", answers(stamp=old_stamp("7" * 32), question="And how many wait?"))
    assert Inquiry.objects.count() == 2


def test_who_leaves_finds_nothing_when_she_or_another_goes_back(client: Client) -> None:
    client.get("/be/leave/")
    for answer in (client.get("/be/press/ask/"), client.post("/be/press/ask/", answers(name=""))):
        page = answer.content.decode()
        assert "Тут нічога няма" in page
        assert "id_question" not in page
        assert "How many?" not in page
        assert answer["Cache-Control"] == "private, no-store"

    assert client.get("/be/press/ask/?anew").url == "/be/press/ask/"
    assert "id_question" in client.get("/be/press/ask/").content.decode()


def test_who_brings_proofs_of_work_may_send_more(client: Client) -> None:
    """So may those who share a network with her: scripts are what most people have."""
    for number in range(5):
        given = answers(stamp=old_stamp(f"{number:032x}"), proof=easy(), question=f"Why {number}?")
        assert client.post("/be/press/ask/", given).status_code == 302
    spent = answers(stamp=old_stamp(f"{9:032x}"), proof=easy())

    assert client.post("/be/press/ask/", spent).status_code == 200
    assert Inquiry.objects.count() == 5


def test_a_proof_that_is_none_is_in_nobodys_way(client: Client) -> None:
    assert client.post("/be/press/ask/", answers(proof="rubbish" * 1000)).status_code == 302


def test_the_page_of_a_question_is_for_its_journalist_alone(client: Client, let_in: Inquiry) -> None:
    mine = client.get("/be/press/question/")

    assert "Колькі дзяцей?" in mine.content.decode()
    assert (mine["Cache-Control"], mine["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert "<title>Ваша старонка —" in mine.content.decode()
    assert Client().get("/be/press/question/").status_code == 404


def test_she_takes_a_copy_of_all_we_have_along(client: Client, let_in: Inquiry) -> None:
    client.post("/be/press/question/", {"do": "add", "text": "І яшчэ <гэта> & тое"})
    answer = client.get("/be/press/question/copy/")
    text = answer.content.decode()
    words = let_in.asked.open()

    assert [each in text for each in (words.name, words.outlet, words.question, "І яшчэ <гэта> & тое")] == [
        True
    ] * 4
    assert (words.email or words.phone or "nothing") in text
    assert answer["Content-Disposition"] == 'attachment; filename="copy.txt"'
    assert answer["Cache-Control"] == "private, no-store"
    assert 'href="/be/press/question/copy/"' in client.get("/be/press/question/").content.decode()
    assert Client().get("/be/press/question/copy/").status_code == 404


def test_she_adds_withdraws_and_erases(client: Client, let_in: Inquiry) -> None:
    client.post("/be/press/question/", {"do": "add", "text": "І яшчэ"})
    assert "І яшчэ" in client.get("/be/press/question/").content.decode()

    client.post("/be/press/question/", {"do": "withdraw"})
    closed = client.get("/be/press/question/").content.decode()
    assert "адклікалі" in closed
    assert 'value="add"' not in closed
    again = client.post("/be/press/question/", {"do": "withdraw"}).content.decode()
    assert "Гэтае пытанне ўжо закрыта." in again

    assert client.post("/be/press/question/", {"do": "erase"}).url == "/be/press/ask/erased/"
    assert client.get("/be/press/question/").status_code == 404
    assert not Inquiry.objects.exists()


def test_when_the_key_is_gone_and_the_row_not_yet_her_link_is_closed(client: Client, let_in: Inquiry) -> None:
    Seal.objects.all().delete()

    assert client.get("/be/press/question/").status_code == 404
    assert client.post("/be/press/question/", {"do": "add", "text": "І яшчэ"}).status_code == 404


def test_an_empty_addition_is_no_addition(client: Client, let_in: Inquiry) -> None:
    page = client.post("/be/press/question/", {"do": "add", "text": " "}).content.decode()

    assert page.count("Напішыце, што хочаце дадаць") == 2


@pytest.mark.parametrize("do", ["", "publish"])
def test_a_button_that_does_not_exist_does_nothing(client: Client, let_in: Inquiry, do: str) -> None:
    assert client.post("/be/press/question/", {"do": do}).status_code == 200


def test_reading_the_form_leaves_no_session(client: Client) -> None:
    assert set(client.get("/be/press/ask/").cookies) == {"csrf"}


def test_who_sends_too_much_is_told_so_and_keeps_the_answers(client: Client) -> None:
    for number in range(3):
        given = answers(stamp=old_stamp(f"{number:032x}"), question=f"How many of {number}?")
        assert client.post("/be/press/ask/", given).status_code == 302
    page = client.post("/be/press/ask/", answers(stamp=old_stamp(f"{9:032x}"))).content.decode()

    assert Inquiry.objects.count() == 3
    assert "Зашмат прыйшло адсюль за гэтую гадзіну" in page
    assert "How many?</textarea>" in page
