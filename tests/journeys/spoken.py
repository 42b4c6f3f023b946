"""Which language a screen of the admin speaks, whoever wrote its words: all a person can read or hear on it.

Texts that people have written (titles, names, slugs) may be in any language; they are known by their whole
wording, so that a button called “Save” is not excused by a story in which somebody saves something.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from playwright.sync_api import Page

COLLECT = """() => {
  const said = [];
  const attributes = ["aria-label", "aria-description", "title", "placeholder", "alt", "label",
                      "data-w-tooltip-content-value", "data-placeholder", "data-clicked-text"];
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.matches("script, style, noscript, iframe, code")) continue;
      // Never shown: a button of the calendar that we do not ask for, a number of nothing.
      if (element.matches(".xdsoft_save_selected, [data-side-panel-toggle-counter][hidden]")) continue;
      const foreign = element.closest("[lang]:not(html):not([lang='" + document.documentElement.lang + "'])");
      if (element.localName === "template") visit(element.content);
      if (foreign) continue;
      for (const name of attributes) if (element.getAttribute(name)) said.push(element.getAttribute(name));
      if (element.matches("input[type=submit], input[type=button]")) said.push(element.value);
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE && node.data.trim()) said.push(node.data);
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  said.push(document.title);
  visit(document.body);
  return said;
}"""
LATIN = re.compile(r"[A-Za-z][A-Za-z’']+")
NAMES = {
    "Wagtail", "YouTube", "Telegram", "JPEG", "JPG", "PNG", "WebP", "WEBP", "HEIC", "HEIF", "PDF",
    "DOCX", "CSV", "XLSX", "TSV", "XLS", "PO", "HTML", "URL", "ID", "IP", "KRS", "NIP", "REGON",
    "Excel", "Word", "GIF", "SVG", "AVIF", "LIX", "RSS", "PIN", "Ctrl", "Alt", "Shift", "Enter", "Esc", "Tab",
    "BLIK", "PLN", "EUR", "USD", "Przelewy",
    "Polski", "polski", "English", "Warszawa", "Europe", "Warsaw", "Stripe", "OPP",
}  # fmt: skip
"""Names of things that are called so in every language, reviewed one by one."""
CODES = re.compile(
    r"https?://\S+|[\w.+-]+@[\w.-]+|(?:/[\w\[\].-]+)+/?|\b[\w-]+\.(?:jpe?g|png|pdf|docx|csv|xlsx|po|org)\b|\bh\d\b|\blocalhost\b"
    r"|\b(?:donations|events|home|pages)\.\w+\b|\b[0-9a-f]{8,64}…?"
)
"""Addresses, letters' addresses, files, tickets of a draw: the same for everybody."""
ENGLISH = re.compile(
    r"\b(?:the|this|these|that|is|are|was|and|of|your|you|with|without|not|for|from|been|has|have|will|can|by|an)\b",
    re.IGNORECASE,
)
"""Words without which English says little and which Polish has not."""


def words(page: Page) -> set[str]:
    return {" ".join(text.split()) for text in page.evaluate(COLLECT)}


def foreign(said: Iterable[str], language: str, *, content: set[str], english: set[str]) -> list[str]:
    """What of it is English, in an admin that should speak `language`."""
    judge = _in_latin if language in ("be", "ru") else _in_english
    return sorted(text for text in said if text not in content and judge(text, content, english))


def _in_latin(text: str, content: set[str], _english: set[str]) -> bool:
    if not LATIN.search(text):
        return False
    rest = _without(CODES.sub(" ", text), content)
    return any(word not in NAMES for word in LATIN.findall(rest))


def _in_english(text: str, content: set[str], english: set[str]) -> bool:
    rest = _without(CODES.sub(" ", text), content).strip()
    return rest not in NAMES and (rest in english or ENGLISH.search(rest) is not None)


def _without(text: str, content: set[str]) -> str:
    """`Edit “Title”`: what is quoted in it was written by somebody."""
    for each in sorted((each for each in content if len(each) > 2 and each in text), key=len, reverse=True):
        text = text.replace(each, " ")
    return text


def sources(folders: Iterable[Path], *, language: str) -> set[str]:
    """English sentences that have a translation of another wording."""
    return {entry.msgid for folder in folders for entry in _entries(folder, language) if _differs(entry)}


def _entries(folder: Path, language: str) -> Iterator[polib.POEntry]:
    for path in folder.glob(f"{language}/LC_MESSAGES/*.po"):
        yield from polib.pofile(str(path))


def _differs(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr) and entry.msgstr != entry.msgid and not entry.obsolete
