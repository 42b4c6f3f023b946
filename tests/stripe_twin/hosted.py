"""The pages a payer sees: Checkout, her bank's question, one unpaid invoice. Plain forms, no scripts."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from tests.stripe_twin import checkout, clockwork, invoices, opening
from tests.stripe_twin.instruments import ACCOUNTS, CARDS, read_instrument
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin
from tests.stripe_twin.words import WORDS, language_of, refusal_in

PAGES = Path(__file__).with_name("pages")
EXAMPLES = {
    "card": list(CARDS),
    "sepa_debit": list(ACCOUNTS),
    "blik": ["123456"],
    "p24": ["mbank_mtransfer", "ing"],
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page, or the address to go on to."""

    body: str = ""
    status: int = 200
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Visit:
    path: str
    typed: dict[str, str] = field(default_factory=dict)
    accepted: str = ""
    posted: bool = False


def show(twin: Twin, visit: Visit) -> Shown:
    kind, _, number = visit.path.strip("/").rpartition("/")
    pages = {"c/pay": _checkout, "c/bank": _bank, "i": _invoice}
    if kind not in pages:
        return _said("en", "missing", status=404)
    try:
        with twin.transaction():
            clockwork.catch_up(twin)
            return pages[kind](twin, number, visit)
    except Refused as refused:
        return _refused(twin, kind, number, visit, refused)


def _refused(twin: Twin, kind: str, number: str, visit: Visit, refused: Refused) -> Shown:
    """The payer tries again on the page she came from."""
    with twin.transaction():
        session = twin.store.find(number)
        if session is None or refused.status == 404:
            return _said("en", "missing", status=404)
        language = language_of(session.get("locale"), visit.accepted)
        said = refusal_in(language, said=str(refused), codes=(refused.decline_code, refused.code))
        if kind == "i":
            return _invoice_form(twin, session, visit, language, said)
        if session["status"] != "open":
            return _after(twin, session, language)
        return _form(twin, session, visit, language, said)


# --- Checkout -------------------------------------------------------------------------------------
def _checkout(twin: Twin, number: str, visit: Visit) -> Shown:
    session = twin.get("checkout.session", number)
    language = language_of(session["locale"], visit.accepted)
    if session["status"] != "open":
        return _after(twin, session, language)
    if not visit.posted:
        return _form(twin, session, visit, language)
    instrument = read_instrument(*_typed(visit))
    session = checkout.pay(twin, session, instrument, _payer(visit))
    return _after(twin, session, language)


def _typed(visit: Visit) -> tuple[str, str]:
    """The method and what was written for it: whoever fills in a field means it, whichever button is on."""
    chosen = visit.typed.get("method", "")
    filled = [each for each in EXAMPLES if visit.typed.get(each)]
    method = filled[0] if len(filled) == 1 else chosen
    return method, visit.typed.get(method, "")


def _payer(visit: Visit) -> dict[str, str]:
    return {"email": visit.typed.get("email", ""), "name": visit.typed.get("name", ""), "country": "PL"}


def _after(twin: Twin, session: Document, language: str) -> Shown:
    if session["status"] == "complete":
        return Shown(to=session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"]))
    if session["status"] == "open":
        return Shown(to=f"/c/bank/{session['id']}")
    return _said(language, "over", back=session["cancel_url"])


def _bank(twin: Twin, number: str, visit: Visit) -> Shown:
    session = twin.get("checkout.session", number)
    language = language_of(session["locale"], visit.accepted)
    if visit.posted or session["status"] != "open":
        if session["status"] == "open":
            session = checkout.answer(twin, session, yes=visit.typed.get("yes") == "1")
        return _after(twin, session, language)
    words = WORDS[language]
    parts = {name: words[name] for name in ("ask", "yes", "no", "wait")}
    body = _fill(
        "bank", who=words["bank_title"], amount=_amount(session["amount_total"], session["currency"]), **parts
    )
    return _page(language, words["bank_title"], body)


def _form(twin: Twin, session: Document, visit: Visit, language: str, error: str = "") -> Shown:
    words = WORDS[language]
    amount = _amount(session["amount_total"], session["currency"])
    what = [each["description"] for each in opening.line_items(twin, session)["data"]]
    monthly = session["mode"] == "subscription"
    button = {
        "payment": "donate" if session["submit_type"] == "donate" else "pay",
        "subscription": "subscribe",
    }
    parts = {
        "what": ", ".join(what),
        "amount": amount,
        "rhythm": words["monthly" if monthly else "once"] if session["mode"] != "setup" else "",
        "button": words[button.get(session["mode"], "setup")].format(amount=amount),
        "email": visit.typed.get("email") or session["customer_email"] or "",
    }
    return _paying(language, visit, parts, session["payment_method_types"], error, back=session["cancel_url"])


def _paying(
    language: str, visit: Visit, parts: dict[str, str], methods: list[str], error: str, *, back: str | None
) -> Shown:
    words = WORDS[language]
    chosen = _typed(visit)[0] or methods[0]
    body = _fill(
        "pay",
        **parts,
        raw={
            "error": f'<p class="error" role="alert">{escape(error)}</p>' if error else "",
            "methods": "".join(_method(each, words, visit, checked=each == chosen) for each in methods),
            "back": _link(back, words["back"]),
        },
        email_label=words["email"],
        name_label=words["name"],
        name=visit.typed.get("name", ""),
    )
    return _page(language, words["pay_title"], body)


def _method(method: str, words: dict[str, str], visit: Visit, *, checked: bool) -> str:
    options = "".join(f"<option>{escape(each)}</option>" for each in EXAMPLES[method])
    return _fill(
        "method",
        method=method,
        title=words[method],
        label=words[f"{method}_label"],
        hint=words[f"{method}_hint"],
        value=visit.typed.get(method, ""),
        keyboard="numeric" if method in ("card", "blik") else "text",
        raw={"options": options, "checked": " checked" if checked else ""},
    )


# --- One invoice ----------------------------------------------------------------------------------
def _invoice(twin: Twin, number: str, visit: Visit) -> Shown:
    invoice = twin.get("invoice", number)
    language = language_of(None, visit.accepted)
    if invoice["status"] != "open":
        return _said(language, "done")
    if not visit.posted:
        return _invoice_form(twin, invoice, visit, language)
    invoices.pay_by_hand(twin, number, read_instrument("card", visit.typed.get("card", "")), _payer(visit))
    return _said(language, "done")


def _invoice_form(twin: Twin, invoice: Document, visit: Visit, language: str, error: str = "") -> Shown:
    amount = _amount(invoice["amount_due"], invoice["currency"])
    parts = {
        "what": invoice["lines"]["data"][0]["description"],
        "amount": amount,
        "rhythm": "",
        "button": WORDS[language]["pay"].format(amount=amount),
        "email": visit.typed.get("email") or invoice["customer_email"] or "",
    }
    return _paying(language, visit, parts, ["card"], error, back=None)


# --- Drawing --------------------------------------------------------------------------------------
def _said(language: str, what: str, *, back: str | None = None, status: int = 200) -> Shown:
    words = WORDS[language]
    body = _fill("said", what=words[what], raw={"back": _link(back, words["back"])})
    return _page(language, words["pay_title"], body, status=status)


def _link(address: str | None, words: str) -> str:
    return f'<p><a href="{escape(address)}">{escape(words)}</a></p>' if address else ""


def _page(language: str, title: str, body: str, *, status: int = 200) -> Shown:
    words = WORDS[language]
    parts = {
        "language": language,
        "title": title,
        "test": words["test"],
        "nothing_real": words["nothing_real"],
    }
    return Shown(body=_fill("frame", raw={"body": body}, **parts), status=status)


def _fill(page: str, *, raw: dict[str, str] | None = None, **parts: Any) -> str:
    return _template(page).substitute({name: escape(str(each)) for name, each in parts.items()} | (raw or {}))


@cache
def _template(page: str) -> Template:
    return Template((PAGES / f"{page}.html").read_text())


def _amount(amount: int | None, currency: str) -> str:
    if amount is None:
        return ""
    whole = f"{Decimal(amount).scaleb(-2):,.2f}".replace(",", " ").replace(".", ",")
    return f"{whole} {currency.upper()}"
