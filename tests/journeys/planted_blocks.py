"""One of each block, with words too long for a phone."""

from typing import Any

LONG = {
    "be": "Шматнацыянальнасць", "ru": "Достопримечательность", "pl": "Konstantynopolitańczyk",
    "en": "Internationalisation",
}  # fmt: skip


def listed(*values: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": value, "id": f"00000000-0000-4000-8000-0000000001{number:02}"}
        for number, value in enumerate(values)
    ]


def body(language: str, sentence: str, *, picture: int, document: int, page: int) -> list[dict[str, Any]]:
    text = f"<p>{sentence * 3}<b>{sentence}</b></p><ul><li>1. {sentence}</li><li>2. {sentence}</li></ul>"
    figure = {"image": picture, "alt": sentence, "caption": sentence}
    row = " | ".join([LONG[language]] * 6)
    blocks = {
        "heading": {"text": sentence},
        "text": f'{text}<p><a href="https://example.org/">{sentence}</a></p>',
        "figure": figure,
        "gallery": {"pictures": listed(figure, figure, figure)},
        "quote": {"text": sentence, "source": sentence, "name": LONG[language], "consent": True},
        "callout": {"title": sentence, "text": text},
        "steps": {"steps": listed({"title": sentence, "text": text}, {"title": LONG[language], "text": ""})},
        "table": {"caption": sentence, "cells": f"{row}\n{row}\n{row}", "names_rows": True},
        "contact": {
            "role": sentence,
            "name": LONG[language],
            "phone": "+48 000 000 000",
            "email": "nadzvychaj.dougi.adras@pasylka.example.org",
            "languages": ["be", "ru", "pl", "en", "uk"],
            "hours": sentence,
        },
        "button": {"label": (sentence * 2)[:60], "page": page, "address": ""},
        "download": {"document": document, "title": sentence},
        "latest_news": {"number": 3},
        "services": {"chosen": []},
        "video": {
            "address": "https://www.youtube.com/watch?v=demo0000000",
            "title": sentence,
            "length": "4:12",
            "poster": picture,
            "transcript": text,
        },
    }  # fmt: skip
    return [
        {"type": kind, "value": value, "id": f"00000000-0000-4000-8000-0000000000{number:02}"}
        for number, (kind, value) in enumerate(blocks.items())
    ]
