import re

import pytest
from django.test import Client
from django.utils.html import strip_tags
from django.utils.translation import override

from config.languages import LANGUAGES
from privacy import retention

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_everybody_can_read_what_is_kept_and_until_when(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/keep/")
    text = strip_tags(answer.content.decode())

    assert answer.status_code == 200
    with override(language):
        for _model, rule in retention.registry():
            assert all(str(words) in text for words in (rule.what, rule.why, rule.basis, rule.until_words))


def test_a_row_can_be_pointed_at_and_says_its_columns_on_a_phone(client: Client) -> None:
    page = client.get("/en/keep/").content.decode()

    assert 'id="press"' in page
    assert re.findall(r'data-label="([^"]+)"', page)[:3] == ["What for", "On what ground", "Until when"]


def test_every_page_leads_there(client: Client) -> None:
    link = '<a class="footer__link" href="/be/keep/">Што мы захоўваем</a>'

    assert link in client.get("/be/").content.decode()


def test_it_leaves_no_cookie(client: Client) -> None:
    assert client.get("/be/keep/").cookies == {}
