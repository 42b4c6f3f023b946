import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from donations import transfers
from donations.models import Fund
from pages import qr
from pages.models import SiteSettings
from tests.donations import visiting
from tests.donations.test_ledger import campaign
from tests.donations.visiting import text
from tests.journeys.wording import said

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
ACCOUNT = "PL04 0000 0000 0000 0000 0000 0000"


def settings_with(**changes: object) -> SiteSettings:
    known = SiteSettings.load()
    for name, value in changes.items():
        setattr(known, name, value)
    known.save()
    return known


def funds() -> list[Fund]:
    names = {f"name_{code}": "Жырандолі" for code in ("be", "ru", "pl", "en")}
    return [Fund.objects.create(slug="zyrandoli", **names)]


def test_each_purpose_has_a_code_of_its_own_that_leads_back_to_it():
    known = [None, *funds(), campaign(timezone.now()), campaign(timezone.now())]
    told = [transfers.to(each, SiteSettings(account=ACCOUNT)) for each in known]
    assert [transfers.purpose_of(each.title) for each in told] == known
    assert len({each.code for each in told}) == 4


@pytest.mark.parametrize("title", ["Darowizna", "4K7-2M-nie"])
def test_a_title_without_a_code_of_ours_leads_nowhere(title):
    with pytest.raises(LookupError):
        transfers.purpose_of(title)


def test_a_code_of_what_is_gone_leads_nowhere():
    fund = funds()[0]
    title = transfers.to(fund, SiteSettings(account=ACCOUNT)).title
    fund.delete()
    with pytest.raises(LookupError):
        transfers.purpose_of(title)


def test_both_codes_say_account_name_and_title():
    told = transfers.to(None, SiteSettings(account=ACCOUNT, legal_name="Fundacja Przykładowa"))
    plain = ACCOUNT.replace(" ", "")
    polish = f"|PL|{plain[2:]}|000000|Fundacja Przykładowa|{told.title}|||"
    epc = f"BCD\n002\n1\nSCT\n\nFundacja Przykładowa\n{plain}\n\n\n\n{told.title}"
    assert (told.polish, told.epc) == (qr.drawn(polish), qr.drawn(epc))


def test_without_an_account_there_is_no_transfer_and_the_page_says_whom_to_ask(client: Client):
    settings_with(account="")
    page = text(client.get("/be/donate/transfer/"))
    assert said("We have not written our account here yet. Ask us for it.", "be") in page
    assert "secret__drawing" not in page


@pytest.mark.parametrize("language", ["be", "ru", "pl", "en"])
def test_the_page_has_account_title_both_codes_and_the_words_for_a_standing_order(client: Client, language):
    settings_with(account=ACCOUNT.replace(" ", ""))
    page = text(client.get(f"/{language}/donate/transfer/"))
    assert (ACCOUNT in page, page.count('class="secret__drawing"'), "zlecenie stałe" in page) == (
        True,
        2,
        True,
    )
    assert transfers.to(None, SiteSettings(account=ACCOUNT)).title in page


def test_a_campaign_has_its_own_code_and_its_readers_title(client: Client):
    settings_with(account=ACCOUNT)
    drive = visiting.told_of().campaign
    page = text(client.get(f"/be/donate/transfer/?for=campaign-{drive.pk}"))
    assert ("Жырандоля" in page, transfers.to(drive, SiteSettings(account=ACCOUNT)).title in page) == (
        True,
        True,
    )


def test_a_fund_has_its_own_code_and_the_page_leads_to_all_others(client: Client):
    settings_with(account=ACCOUNT)
    (fund,) = funds()
    own, general = client.get(f"/be/donate/transfer/?for=fund-{fund.pk}"), client.get("/be/donate/transfer/")
    led_to = [{each.value for each in answer.context["others"]} for answer in (own, general)]
    assert transfers.to(fund, SiteSettings(account=ACCOUNT)).title in text(own)
    assert [("need" in each, f"fund-{fund.pk}" in each) for each in led_to] == [(True, False), (False, True)]
    assert f'href="/be/donate/transfer/?for=fund-{fund.pk}"' in text(general)


@pytest.mark.parametrize("wanted", ["x", "campaign-999999", "campaign--1", "fund-1e9", "fund"])
def test_a_campaign_that_is_none_is_where_the_need_is_greatest(client: Client, wanted):
    settings_with(account=ACCOUNT)
    page = text(client.get(f"/be/donate/transfer/?for={wanted}"))
    assert transfers.to(None, SiteSettings(account=ACCOUNT)).title in page


def test_the_line_about_tax_stands_there_only_if_we_may_have_it(client: Client):
    pages = []
    for has in (False, True):
        settings_with(gets_tax_share=has, krs="0000000000", account=ACCOUNT)
        pages.append(text(client.get("/pl/donate/transfer/")))
    with override("pl"):
        line = transfers.tax_share(SiteSettings.load()).replace("\xa0", " ")
    assert "0000000000" in line
    assert [line in page for page in pages] == [False, True]


def test_without_a_krs_number_nobody_can_promise_it():
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="KRS"):
        SiteSettings(gets_tax_share=True).full_clean()
