import http.client
import re
from urllib.parse import urlencode

import pytest

from tests.stripe_twin.conftest import Counter
from tests.stripe_twin.words import REFUSALS, WORDS


class Payer:
    """A browser without scripts."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter

    def ask(self, address: str, typed: dict[str, str] | None = None, language: str = "en") -> tuple[int, str]:
        """The status, and the page or the address it leads on to."""
        path = address.removeprefix(self.counter.address)
        connection = http.client.HTTPConnection("127.0.0.1", self.counter.port, timeout=60)
        try:
            method = "GET" if typed is None else "POST"
            connection.request(
                method, path, body=urlencode(typed or {}), headers={"Accept-Language": language}
            )
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location") or answer.read().decode()
        finally:
            connection.close()


@pytest.fixture
def payer(counter: Counter) -> Payer:
    return Payer(counter)


def typed(method: str, number: str) -> dict[str, str]:
    return {"email": "anna@example.org", "name": "Anna <Nowak>", "method": method, method: number}


def test_the_page_names_what_how_much_and_how_often(counter: Counter, payer: Payer) -> None:
    status, page = payer.ask(counter.opened(customer_email="anna@example.org").url)

    assert status == 200
    assert '<html lang="pl">' in page
    assert '<h1 class="what">Where it is needed most</h1>' in page
    for words in (
        "Where it is needed most",
        "50,00 PLN",
        "Jednorazowo",
        "Przekaż 50,00 PLN",
        "anna@example.org",
    ):
        assert words in page
    assert re.findall(r'name="method" value="(\w+)"', page) == ["card", "blik", "p24"]
    assert "<script" not in page


@pytest.mark.parametrize(
    ("locale", "browser", "language"),
    [("ru", "pl", "ru"), ("auto", "be,pl;q=0.8", "pl"), (None, "de", "en"), ("de", "pl", "en")],
)
def test_it_speaks_the_sessions_language(
    counter: Counter, payer: Payer, locale: str | None, browser: str, language: str
) -> None:
    other = {} if locale is None else {"locale": locale}
    order = {name: value for name, value in counter.order().items() if name != "locale"} | other
    page = payer.ask(counter.v1.checkout.sessions.create(order).url, language=browser)[1]

    assert f'<html lang="{language}">' in page
    assert WORDS[language]["once"] in page


def test_all_languages_say_the_same_things() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["en"])}
    assert {frozenset(words) for words in REFUSALS.values()} == {frozenset(REFUSALS["pl"])}


@pytest.mark.parametrize(
    ("method", "number", "said"),
    [
        ("card", "4111111111111111", "Numer karty jest nieprawidłowy"),
        ("card", "4000000000000119", "Płatność się nie powiodła"),
        ("blik", "12", "Kod BLIK ma sześć cyfr."),
        ("p24", "", "/c/bank/"),
        ("cash", "", "Płatność się nie powiodła"),
    ],
)
def test_what_went_wrong_is_said_in_the_payers_language(
    counter: Counter, payer: Payer, method: str, number: str, said: str
) -> None:
    answer = payer.ask(counter.opened().url, typed(method, number))[1]

    assert said in answer


def test_a_card_leads_back_to_the_site(counter: Counter, payer: Payer) -> None:
    session = counter.opened()
    answer = payer.ask(session.url, typed("card", "4242 4242 4242 4242"))

    assert answer == (303, f"http://localhost:8000/pl/dziekujemy/?s={session.id}")
    found = counter.v1.checkout.sessions.retrieve(session.id)
    assert (found.payment_status, found.customer_details.email, found.customer_details.name) == (
        "paid",
        "anna@example.org",
        "Anna <Nowak>",
    )
    assert payer.ask(session.url) == answer


def test_a_declined_card_is_told_on_the_page_with_what_was_typed(counter: Counter, payer: Payer) -> None:
    session = counter.opened()
    status, page = payer.ask(session.url, typed("card", "4000000000000002"))

    assert status == 200
    assert 'role="alert">Karta została odrzucona.' in page
    assert 'value="Anna &lt;Nowak&gt;"' in page
    assert counter.v1.charges.list().data[0].status == "failed"


def test_a_code_typed_without_the_button_is_meant(counter: Counter, payer: Payer) -> None:
    session = counter.opened()

    assert payer.ask(session.url, {"method": "card", "card": "", "blik": "123456"})[0] == 303
    assert counter.v1.payment_intents.list().data[0].status == "requires_action"


def test_blik_goes_by_the_bank(counter: Counter, payer: Payer) -> None:
    session = counter.opened()
    assert payer.ask(session.url, typed("blik", "123456")) == (303, f"/c/bank/{session.id}")
    bank = f"/c/bank/{session.id}"
    assert "Czy potwierdzasz" in payer.ask(bank)[1]
    assert 'role="alert"' in payer.ask(bank, {"yes": "0"})[1]

    payer.ask(session.url, typed("blik", "123456"))
    assert payer.ask(bank, {"yes": "1"})[0] == 303
    assert counter.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    assert payer.ask(bank, {"yes": "1"})[0] == 303  # once more, and nothing more happens
    assert len([each for each in counter.v1.charges.list() if each.paid]) == 1


def test_whoever_goes_back_leaves_the_session_open(counter: Counter, payer: Payer) -> None:
    session = counter.opened()

    assert 'href="http://localhost:8000/pl/wesprzyj/"' in payer.ask(session.url)[1]
    assert counter.v1.checkout.sessions.retrieve(session.id).status == "open"


def test_an_expired_page_says_so(counter: Counter, payer: Payer) -> None:
    session = counter.opened()
    counter.clock(ahead=86_400)

    for answer in (payer.ask(session.url), payer.ask(session.url, typed("card", "4242424242424242"))):
        assert WORDS["pl"]["over"] in answer[1]
    assert counter.v1.charges.list().data == []


def test_an_unpaid_invoice_has_a_page_of_its_own(counter: Counter, payer: Payer) -> None:
    done = counter.paid(mode="subscription", number="4000000000000341")
    counter.clock(ahead=32 * 86_400)
    (invoice,) = counter.v1.invoices.list({"status": "open"}).data
    address = invoice.hosted_invoice_url

    assert "Zapłać 50,00 PLN" in payer.ask(address, language="pl")[1]
    assert 'role="alert"' in payer.ask(address, typed("card", "4000000000000002"))[1]
    assert WORDS["en"]["done"] in payer.ask(address, typed("card", "4242424242424242"))[1]
    assert counter.v1.subscriptions.retrieve(done["subscription"]).status == "active"


@pytest.mark.parametrize(
    "path", ["/", "/c/pay/cs_test_x", "/c/bank/pi_1", "/i/in_1", "/c/pay/../../etc/passwd"]
)
def test_other_addresses_are_not_there(payer: Payer, path: str) -> None:
    assert payer.ask(path)[0] == 404


def test_a_number_of_something_else_is_not_there(counter: Counter, payer: Payer) -> None:
    session = counter.paid()

    assert payer.ask(f"/c/pay/{session['payment_intent']}")[0] == 404
