"""The fundraisers' pages in the office, and their menu."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from donations.desk import (
    board,
    differences,
    gift,
    gifts,
    ledger,
    moderation,
    monthly,
    purposes,
    refunds,
    rights,
    take_over,
    transfers,
)
from donations.desk import duties as duties_of_gifts  # noqa: F401 - known once imported
from office.menu_items import Allowed, permissions_of

MENU = "register_donations_menu_item"
donations_menu = Menu(register_hook_name=MENU, construct_hook_name="construct_donations_menu")


@hooks.register("register_admin_urls")
def gift_urls() -> list[URLPattern]:
    return [
        path("gifts/", board.board, name="gift_board"),
        path("gifts/calm/", board.calm_mode, name="gift_calm"),
        path("gifts/ledger/", ledger.Ledger.as_view(), name="gift_ledger"),
        path("gifts/ledger/results/", ledger.Ledger.as_view(results_only=True), name="gift_ledger_results"),
        path("gifts/all/", gifts.Gifts.as_view(), name="gift_list"),
        path("gifts/all/results/", gifts.Gifts.as_view(results_only=True), name="gift_list_results"),
        path("gifts/find/", gifts.find, name="gift_find"),
        path("gifts/one/<uuid:gift_id>/", gift.story, name="gift_story"),
        path("gifts/donors/<uuid:donor_id>/", gift.donor, name="gift_donor"),
        path("gifts/monthly/", monthly.MonthlyGifts.as_view(), name="gift_monthly"),
        path(
            "gifts/monthly/results/",
            monthly.MonthlyGifts.as_view(results_only=True),
            name="gift_monthly_results",
        ),
        path("gifts/monthly/list/", take_over.take_over, name="gift_take_over"),
        path("gifts/monthly/<uuid:monthly_id>/", monthly.one, name="gift_monthly_one"),
        path("gifts/refunds/", refunds.refunds, name="gift_refunds"),
        path("gifts/differences/", differences.differences, name="gift_differences"),
        path("gifts/differences/<int:difference_id>/", differences.difference, name="gift_difference"),
        path("gifts/words/", moderation.said, name="gift_words"),
        path("gifts/purposes/", purposes.purposes, name="gift_purposes"),
        path("gifts/funds/new/", purposes.new_fund, name="gift_fund_new"),
        path("gifts/funds/<int:fund_id>/", purposes.fund, name="gift_fund"),
        path("gifts/campaigns/new/", purposes.new_campaign, name="gift_campaign_new"),
        path("gifts/campaigns/<int:campaign_id>/", purposes.campaign, name="gift_campaign"),
        path("gifts/transfers/", transfers.entered, name="gift_transfers"),
        path("gifts/transfers/<int:line_id>/", transfers.correct, name="gift_transfer_line"),
    ]


@hooks.register("register_admin_menu_item")
def donations_menu_item() -> MenuItem:
    return SubmenuMenuItem(_("Donations"), donations_menu, icon_name="pick", order=250)


ITEMS = (
    ("board", _("At a glance"), "gift_board", rights.LOOK, "home"),
    ("ledger", _("Ledger"), "gift_ledger", rights.SEE_LEDGER, "list-ol"),
    ("all", _("All gifts"), "gift_list", rights.LOOK, "list-ul"),
    ("find", _("Find a gift"), "gift_find", rights.SEE_DONORS, "search"),
    ("monthly", _("Monthly gifts"), "gift_monthly", rights.SEE_MONTHLY, "history"),
    ("purposes", _("Funds and campaigns"), "gift_purposes", rights.SEE_PURPOSES, "tag"),
    ("words", _("Names and words"), "gift_words", rights.SEE_DONORS, "comment"),
    ("refunds", _("Refunds"), "gift_refunds", rights.SEE_REFUNDS, "rotate"),
    ("differences", _("Differences"), "gift_differences", rights.SEE_DIFFERENCES, "warning"),
    ("transfers", _("Bank transfers"), "gift_transfers", rights.CHANGE, "download"),
)


def _item(name: str, label: Any, address: str, may: str, icon: str, order: int) -> None:
    @hooks.register(MENU)
    def item() -> MenuItem:
        return Allowed(label, reverse(address), may=may, name=f"gift-{name}", icon_name=icon, order=order)


for number, each in enumerate(ITEMS, start=1):
    _item(*each, order=10 * number)


@hooks.register("register_permissions")
def donations_permissions() -> QuerySet[Permission]:
    return permissions_of("donations", rights)
