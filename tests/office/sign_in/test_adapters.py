import pytest
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from django.core import mail
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils.translation import override

from office.models import User
from office.sign_in import demo

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def test_an_address_is_never_more_than_a_hash_of_the_day(rf: RequestFactory) -> None:
    told = [
        get_adapter().get_client_ip(rf.get("/", REMOTE_ADDR=address))
        for address in ("203.0.113.77", "203.0.113.78", "198.51.100.1")
    ]

    assert told[0] == told[1] != told[2]
    assert "203" not in told[0]
    assert len(told[0]) == 64


def test_allauth_sends_no_letter_and_says_nothing_of_its_own(rf: RequestFactory, editor: User) -> None:
    adapter = get_adapter()
    adapter.send_mail("account/email/login_code", "maryna@example.org", {})
    adapter.send_notification_mail("mfa/email/totp_activated", editor)
    adapter.add_message(rf.get("/"), 20, "mfa/messages/totp_activated.txt")

    assert mail.outbox == []


@pytest.mark.parametrize("ours", [get_adapter(), get_mfa_adapter()])
def test_every_mistake_has_a_sentence_of_ours(ours: object) -> None:
    theirs = DefaultAccountAdapter.error_messages | DefaultMFAAdapter.error_messages
    with override("be"):
        told = {str(ours.validation_error(code).message) for code in theirs}  # type: ignore[attr-defined]

    assert len(told) == 5
    assert not [words for words in told if words.isascii()]


@pytest.mark.parametrize("name", ["account/login.html", "account/base_entrance.html", "mfa/index.html"])
def test_allauths_own_pages_can_not_be_reached_by_mistake(name: str) -> None:
    with pytest.raises(TemplateDoesNotExist):
        get_template(name)


def test_nobody_registers(rf: RequestFactory) -> None:
    assert get_adapter().is_open_for_signup(rf.get("/")) is False


def test_one_click_opens_the_demo(client: Client, editor: User) -> None:
    answer = client.post("/en/sign-in/demo/", {"who": "maryna", "next": "/admin/pages/"})

    assert answer.url == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("to", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_it_leads_nowhere_else(client: Client, editor: User, to: str) -> None:
    assert client.post("/en/sign-in/demo/", {"who": "maryna", "next": to}).url == "/admin/"


def test_the_door_names_everybody_with_what_they_may_do(client: Client, editor: User, manager: User) -> None:
    User.objects.filter(pk=editor.pk).update(first_name="Марына", last_name="Прыкладная")
    page = client.get("/en/sign-in/").content.decode()

    assert 'value="uladz">uladz</button> <span class="meta">may do everything</span>' in page
    assert 'value="maryna">Марына Прыкладная</button> <span class="meta">Рэдактары</span>' in page


def test_where_it_is_no_demo_nobody_comes_in_by_a_click(
    client: Client, editor: User, settings: object
) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]

    assert demo.people() == []
    assert "one click" not in client.get("/en/sign-in/").content.decode()
    assert client.post("/en/sign-in/demo/", {"who": "maryna"}).status_code == 404
