"""Gifts with everything they can have, for the walk through the fundraisers' office. They stand in the books
without the payment service: no page of the office asks it."""

from datetime import timedelta
from typing import Any

NAME = "Спадарыня Надзея Прыкладная-Чатырохсотслоўнаебезпрабелаў"
SAID = "Трымайцеся! " * 12
CAMPAIGN = "Заробак настаўнікам і матэрыялы для заняткаў: збор на ўвесь навучальны год, 2026"[:80]
FUND = "Фонд надзвычайнай дапамогі з вельмі доўгай назвай"
WHY = "Двойчы націснула; адну аплату вярнулі."


def planted() -> dict[str, Any]:
    """Numbers for addresses of the admin, and every text that somebody wrote."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from donations import bank_statement, discrepancies, giving_back
    from donations.models import Campaign, Fund, Refund
    from donations.money import Money
    from tests.donations import planting
    from tests.journeys.planting import SPEAKING, STAFF

    at = timezone.now()
    names = {f"name_{code}": f"{FUND} {code}" for code in ("be", "ru", "pl", "en")}
    fund = Fund.objects.create(slug="zapasny", **names)
    since = at - timedelta(days=9)
    campaign = Campaign.objects.create(name=CAMPAIGN, goal_minor=17_000_00, opens_at=since)
    manager = get_user_model().objects.get(username=STAFF["manager"])
    another = get_user_model().objects.get(username=SPEAKING["pl"])
    said = {"name": NAME, "message": SAID, "visibility": "name"}
    gift = planting.promised("be", at=at, campaign=campaign, amount=Money(600_00, "pln"), **said)
    planting.paid(gift, at=at, back=20_00)
    giving_back.ask(gift, amount=580_00, reason=Refund.Reason.UNSAFE, by=another, at=at)
    waiting = planting.promised("be", at=at, fund=fund, amount=Money(20_00, "eur"))
    planting.paid(waiting, at=at - timedelta(days=2))
    monthly = planting.monthly("be", at=at)
    what = discrepancies.What
    found = discrepancies.find(what.TWICE, "ch_planted", gift=gift, theirs=600_00, currency="pln", at=at)
    other = discrepancies.find(what.PAYOUT, "po_planted", at=at)
    discrepancies.explain(other, words=WHY, by=manager, at=at)
    line = bank_statement.enter(
        "2026/118", amount=Money(100_00, "pln"), purpose=fund, came_at=since, by=manager, at=at
    )
    return {
        "admin": {
            "gift": str(gift.pk), "donor": str(gift.donor_id), "monthly": str(monthly.pk),
            "difference": found.pk, "fund": fund.pk, "campaign": campaign.pk, "transfer": line.pk,
        },
        "written": [
            NAME, " ".join(SAID.split()), CAMPAIGN, WHY, fund.slug, *names.values(),
            *(each.name for each in Campaign.objects.all()),
            *(getattr(each, name) for each in Fund.objects.all() for name in (*names, "slug")),
        ],
    }  # fmt: skip
