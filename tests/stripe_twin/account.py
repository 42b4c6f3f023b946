from tests.stripe_twin import opening, shapes
from tests.stripe_twin.intents import OUR_DESCRIPTOR
from tests.stripe_twin.store import Document
from tests.stripe_twin.twin import Twin

ID = "acct_twin"


def account(twin: Twin) -> Document:
    """Whose account it is: nobody's. What it can take is what `capabilities` says."""
    return shapes.blank(
        "account",
        id=ID,
        business_profile={"name": "Przykładowa", "url": "https://example.org"},
        business_type="non_profit",
        capabilities=opening.capabilities(twin),
        charges_enabled=True,
        country="PL",
        created=1_700_000_000,
        default_currency="pln",
        details_submitted=True,
        metadata={},
        payouts_enabled=True,
        settings={
            "branding": dict.fromkeys(("icon", "logo", "primary_color", "secondary_color")),
            "dashboard": {"display_name": "Przykładowa", "timezone": "Europe/Warsaw"},
            "card_payments": {
                "decline_on": {"avs_failure": False, "cvc_failure": True},
                "statement_descriptor_prefix": OUR_DESCRIPTOR,
                "statement_descriptor_prefix_kana": None,
                "statement_descriptor_prefix_kanji": None,
            },
            "payments": {"statement_descriptor": OUR_DESCRIPTOR},
        },
        type="standard",
    )
