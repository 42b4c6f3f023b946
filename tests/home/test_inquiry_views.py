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
from tests.home.test_inquiry_forms import GOOD, old_stamp
from tests.privacy.people import asked, inquiry

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


def test_sending_twice_asks_once(client: Client) -> None:
    given = answers()
    assert [client.post("/be/press/ask/", given).status_code for _time in range(3)] == [302, 302, 302]

    assert Inquiry.objects.count() == 1


def test_the_page_of_a_question_is_for_its_journalist_alone(client: Client, let_in: Inquiry) -> None:
    mine = client.get("/be/press/question/")

    assert "Колькі дзяцей?" in mine.content.decode()
    assert (mine["Cache-Control"], mine["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert "<title>Ваша старонка —" in mine.content.decode()
    assert Client().get("/be/press/question/").status_code == 404


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


def test_an_empty_addition_is_no_addition(client: Client, let_in: Inquiry) -> None:
    page = client.post("/be/press/question/", {"do": "add", "text": " "}).content.decode()

    assert page.count("Напішыце, што хочаце дадаць") == 2


@pytest.mark.parametrize("do", ["", "publish"])
def test_a_button_that_does_not_exist_does_nothing(client: Client, let_in: Inquiry, do: str) -> None:
    assert client.post("/be/press/question/", {"do": do}).status_code == 200


def test_reading_the_form_leaves_no_session(client: Client) -> None:
    assert set(client.get("/be/press/ask/").cookies) == {"csrf"}


def test_who_sends_too_much_is_told_so_and_keeps_the_answers(client: Client) -> None:
    for number in range(5):
        assert client.post("/be/press/ask/", answers(stamp=old_stamp(f"{number:032x}"))).status_code == 302
    page = client.post("/be/press/ask/", answers(stamp=old_stamp(f"{9:032x}"))).content.decode()

    assert Inquiry.objects.count() == 5
    assert "Зашмат прыйшло адсюль за гэтую гадзіну" in page
    assert "How many?</textarea>" in page
