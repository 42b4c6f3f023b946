"""Families that register all at once, through every page of the real form: whether all of them are in the
list afterwards, each once, how long a page took, and up to which rate that holds."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from statistics import median, quantiles
from urllib.parse import urlencode
from uuid import uuid4

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from home import tree
from home.measuring import scratch, serving
from home.measuring.timing import Row
from letters.models import Letter
from privacy import forms
from school.models import Application, Guardian, Term

TOKEN = "a" * 32
FAMILIES, LONGEST = 200, 1000.0
"""A minute, and milliseconds of a page: what was promised."""
FASTER = 1.5
AT_ONCE = 64
STAMP = re.compile(r'name="stamp" value="([^"]+)"')
ANSWERS: dict[str, dict[str, object]] = {
    "birth": {"month": 3, "year": timezone.now().year - 8},
    "you": {"you": "Алена"},
    "language": {"language": "be"},
    "days": {"days": [1, 5]},
    "sibling": {"sibling": "no"},
}


def rows(*, seconds: float) -> Iterator[Row]:
    """As many a minute as promised, then more and more, until a page takes too long."""
    with scratch.databases() as environment:
        tree.ensure()
        this_term()
        with serving.serving(serving.SITE, environment) as port:
            Family(port, -1).registers()
            rate = float(FAMILIES)
            while True:
                row, holds = at_a_rate(port, rate, seconds=seconds)
                yield row
                if not holds:
                    return
                rate *= FASTER


def this_term() -> Term:
    today = timezone.localdate()
    return Term.objects.create(starts_on=today - timedelta(days=60), ends_on=today + timedelta(days=60))


def at_a_rate(port: int, rate: float, *, seconds: float) -> tuple[Row, bool]:
    """So many a minute, evenly, each from a network of her own; page after page without a pause."""
    number, before = round(rate * seconds / 60), Guardian.objects.count()
    families, begun = [Family(port, before + place) for place in range(number)], time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        done = [crowd.submit(each.comes, begun + place * 60 / rate) for place, each in enumerate(families)]
        refused = sum(not each.result() for each in done)
    took = time.monotonic() - begun
    pages = [page for each in families for page in each.pages]
    p95 = round(quantiles(pages, n=20)[-1])
    lost = number - (Guardian.objects.count() - before)
    row: Row = {
        "what": f"{number} families in {seconds:.0f} s, {len(pages) // number} pages each",
        "took": round(took, 1), "lost": lost, "twice": twice(), "refused": refused,
        "median": round(median(pages)), "p95": p95,
    }  # fmt: skip
    return row, p95 <= LONGEST and not (lost or refused or twice()) and took < seconds + 5


def twice() -> int:
    """Children or letters more than families: each has one of either."""
    children, grown_ups = Application.objects.count(), Guardian.objects.count()
    return max(children, Letter.objects.filter(name="school_confirm").count(), grown_ups) - grown_ups


@dataclass
class Family:
    port: int
    number: int
    cookies: dict[str, str] = field(default_factory=lambda: {"csrf": TOKEN})
    pages: list[float] = field(default_factory=list)
    """Milliseconds each."""

    def comes(self, when: float) -> bool:
        time.sleep(max(0.0, when - time.monotonic()))
        return self.registers()

    def registers(self) -> bool:
        """Whether the last page says so."""
        with override("be"):
            path, check, sent = map(reverse, ("school_register", "school_register_check", "school_sent"))
        status, page, _there = self.asks(path)
        stamp = signing.dumps([uuid4().hex, time.time() - 60], salt=forms.SALT)
        typed: dict[str, object] = {"name": "Буслік", "stamp": stamp, "homepage": "", "proof": ""}
        while status == 200 and path != sent:
            status, _page, path = self.asks(path, typed)
            if status != 302:
                return False
            status, page, _there = self.asks(path)
            typed = self.answers(path, check, page)
        return status == 200

    def answers(self, path: str, check: str, page: str) -> dict[str, object]:
        if path == check:
            found = STAMP.search(page)
            return {"stamp": found[1] if found else "", "homepage": "", "proof": ""}
        step = path.rstrip("/").rpartition("/")[2]
        contact: dict[str, object] = {"by": "email", "email": f"{uuid4().hex}@example.org", "phone": ""}
        return contact if step == "contact" else ANSWERS.get(step, {})

    def asks(self, path: str, typed: dict[str, object] | None = None) -> tuple[int, str, str]:
        """Status, page, and where it leads."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **typed}, doseq=True) if typed else None
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        place = self.number + 2
        source = (f"127.{1 + place // 250}.{place % 250}.1", 0)
        asked = HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=source)
        begun = time.perf_counter()
        try:
            asked.request("POST" if typed else "GET", path, body, headers)
            answer = asked.getresponse()
            page = answer.read().decode()
            self.pages.append((time.perf_counter() - begun) * 1000)
            for line in answer.headers.get_all("Set-Cookie") or []:
                self.cookies.update({name: each.coded_value for name, each in SimpleCookie(line).items()})
            return answer.status, page, answer.headers.get("Location", "")
        finally:
            asked.close()
