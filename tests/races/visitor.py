"""Somebody at the real site, from a network of her own: she sends the form, and perhaps, from her page, gives
her seats up or takes fewer."""

import re
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from random import Random
from urllib.parse import urlencode
from uuid import uuid4

from tests.faults.asking import TOKEN
from tests.home.test_inquiry_forms import old_stamp

ACTS = re.compile(r'name="do" value="((?:cancel|shrink) [0-9a-f-]{36})"')


class Visitor:
    """Without an e-mail the page with her seats opens at once; with one, a letter would bring the link."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.number = port, number
        self.cookies = {"csrf": TOKEN}
        self.chance = Random(number)  # noqa: S311 - the same crowd each time

    @property
    def contact(self) -> str:
        kind = self.number % 10
        if kind < 4:
            return f"person{self.number}@example.org"
        return f"+48 000 000 {self.number:03d}" if kind < 9 else ""

    def lives(self, *, activity: int, date: int) -> list[int]:
        """What each thing she has asked for was answered."""
        size = self.chance.choice([1, 1, 2, 2, 3, 4])
        form = {
            "dates": date, "party_of": size, "name": f"Person {self.number}", "contact": self.contact,
            "stamp": old_stamp(uuid4().hex), "homepage": "", "proof": "",
        }  # fmt: skip
        answers = [self.ask(f"/be/sign-up/{activity}/", form).status]
        if answers == [302] and "@" not in self.contact and self.chance.random() < 0.6:
            answers.append(self.changes_her_mind(size))
        return answers

    def changes_her_mind(self, size: int) -> int:
        page = self.ask("/be/sign-up/mine/").page
        acts = ACTS.findall(page)
        wanted = "shrink" if size > 1 and self.chance.random() < 0.3 else "cancel"
        act = next((each for each in acts if each.startswith(wanted)), acts[0] if acts else "")
        return self.ask("/be/sign-up/mine/", {"do": act, "to": 1}).status if act else 0

    def ask(self, path: str, typed: dict[str, object] | None = None) -> "Answer":
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **typed}, doseq=True) if typed else None
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        source = (f"127.{1 + self.number // 200}.{self.number % 200}.1", 0)
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=source)
        try:
            connection.request("POST" if typed else "GET", path, body, headers)
            return Answer(connection.getresponse(), self.cookies)
        finally:
            connection.close()


class Answer:
    def __init__(self, response: HTTPResponse, cookies: dict[str, str]) -> None:
        self.status, self.page = response.status, response.read().decode()
        for line in response.headers.get_all("Set-Cookie") or []:
            cookies.update({name: morsel.coded_value for name, morsel in SimpleCookie(line).items()})
