from donations.models.checkouts import CheckoutAttempt
from donations.models.findings import Discrepancy
from donations.models.gifts import Donor, Gift, Given
from donations.models.inbox import StripeInbox
from donations.models.ledger import LedgerEntry, Payout, Settlement
from donations.models.monthly import MonthlyChange, MonthlyGift
from donations.models.pages import CampaignIndexPage, CampaignPage
from donations.models.purposes import Campaign, Fund
from donations.models.refunds import Refund
from donations.models.service import PaymentService
from donations.models.transitions import Transition

__all__ = [
    "Campaign",
    "CampaignIndexPage",
    "CampaignPage",
    "CheckoutAttempt",
    "Discrepancy",
    "Donor",
    "Fund",
    "Gift",
    "Given",
    "LedgerEntry",
    "MonthlyChange",
    "MonthlyGift",
    "PaymentService",
    "Payout",
    "Refund",
    "Settlement",
    "StripeInbox",
    "Transition",
]
