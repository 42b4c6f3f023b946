"""The demo's words about giving and about its campaigns, in four languages. What has been given is
`donations.demo`'s."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from wagtail.models import Locale

from config.languages import DEFAULT_LANGUAGE
from donations.models import Campaign, CampaignIndexPage, CampaignPage
from home import tree
from home.demo import content
from home.demo.blocks import block_id, disclaimer_block
from pages import translations

Table = content.Table


def build(page: CampaignIndexPage, campaigns: Mapping[str, Campaign], *, today: date) -> None:
    """`campaigns` by the keys under which the words stand."""
    told = content.campaigns()
    _write(page, told, DEFAULT_LANGUAGE)
    page.save_revision().publish()
    for code in tree.other_languages():
        twin = CampaignIndexPage(locale=Locale.objects.get(language_code=code), slug=told[code]["slug"])
        _write(twin, told, code)
        translations.translate(page, twin=twin)
    for key, campaign in campaigns.items():
        _tell(page, told, key, campaign, today=today)


def _write(page: CampaignIndexPage, told: Table, code: str) -> None:
    words = told[code]
    for name in ("title", "lead", "form_heading", "form_lead"):
        setattr(page, name, words[name])
    page.search_description = words["lead"]
    page.amounts = [
        {
            "type": "amount",
            "value": {"currency": currency, "amount": amount, "does": words["does"][does]},
            "id": block_id("amount", currency, does),
        }
        for currency, amount, does in told["amounts"]
    ]


def _tell(index: CampaignIndexPage, told: Table, key: str, campaign: Campaign, *, today: date) -> None:
    page = _page(told, key, DEFAULT_LANGUAGE, campaign, today)
    index.add_child(instance=page)
    page.save_revision().publish()
    for code in tree.other_languages():
        translations.translate(page, twin=_page(told, key, code, campaign, today))


def _page(told: Table, key: str, code: str, campaign: Campaign, today: date) -> CampaignPage:
    words, look = told[code][key], told["look"][key]
    return CampaignPage(
        locale=Locale.objects.get(language_code=code),
        campaign=campaign,
        title=words["title"],
        slug=words["slug"],
        lead=words["lead"],
        search_description=words["lead"],
        body=[*_body(key, words), disclaimer_block(code, "campaign", key)],
        report=[_block(key, "text", words["report"], "report")] if "report" in words else [],
        updates=[
            _update(key, number, text, today - timedelta(days=told["days_ago"][key][number]))
            for number, text in enumerate(words["updates"])
        ],
        ornament_topic=look["topic"],
        ornament_ground=look["ground"],
    )


def _body(key: str, words: Table) -> list[dict[str, Any]]:
    told = [_block(key, "text", words["text"])]
    if "cells" not in words:
        return told
    table = {"caption": words["heading"], "cells": words["cells"], "names_rows": True}
    return [*told, _block(key, "table", table)]


def _block(key: str, kind: str, value: Any, place: str = "") -> dict[str, Any]:
    return {"type": kind, "value": value, "id": block_id("campaign", key, place or kind)}


def _update(key: str, number: int, text: str, day: date) -> dict[str, Any]:
    value = {"date": day.isoformat(), "text": text}
    return {"type": "update", "value": value, "id": block_id("campaign", key, "update", str(number))}
