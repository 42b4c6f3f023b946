from typing import Any

import pytest

from tests.stripe_twin import parameters
from tests.stripe_twin.listing import PAGING
from tests.stripe_twin.refusals import Refused
from tests.stripe_twin.routes import ROUTES
from tests.stripe_twin.wire import read_form

SESSION = "checkout.SessionCreateParams"


def refusal(name: str, form: str) -> str:
    with pytest.raises(Refused) as caught:
        parameters.checked(name, read_form(form))
    assert caught.value.begun is False
    return caught.value.message


def test_a_form_becomes_groups_and_lists() -> None:
    form = (
        "line_items[0][price_data][currency]=pln&line_items[0][quantity]=2&expand[]=a&expand[]=b&metadata[x]="
    )

    assert read_form(form) == {
        "line_items": [{"price_data": {"currency": "pln"}, "quantity": "2"}],
        "expand": ["a", "b"],
        "metadata": {"x": ""},
    }


def test_a_name_that_no_form_has_is_refused() -> None:
    with pytest.raises(Refused, match="Invalid parameter name"):
        read_form("a[b=1")


def test_a_value_cannot_be_a_group_too() -> None:
    with pytest.raises(Refused, match="a value and a group"):
        read_form("a=1&a[b]=1")


def test_values_get_the_kind_that_the_library_names() -> None:
    sent = parameters.checked(
        SESSION,
        read_form(
            "expires_at=1790000000&allow_promotion_codes=true&line_items[0][price_data][unit_amount_decimal]=12.5"
            "&line_items[0][price_data][currency]=pln&metadata[0]=zero"
        ),
    )

    assert sent == {
        "expires_at": 1_790_000_000,
        "allow_promotion_codes": True,
        "line_items": [{"price_data": {"unit_amount_decimal": "12.5", "currency": "pln"}}],
        "metadata": {"0": "zero"},
    }


def test_the_removed_parameter_is_refused() -> None:
    assert (
        refusal(SESSION, "payment_method_types[0]=card") == "Received unknown parameter: payment_method_types"
    )


def test_a_parameter_unknown_within_a_group_is_named_with_its_place() -> None:
    said = refusal(SESSION, "line_items[0][price_data][currency]=pln&line_items[0][price_data][amount]=5")

    assert said == "Received unknown parameter: line_items[0][price_data][amount]"


def test_options_of_the_library_are_no_parameters() -> None:
    assert refusal(SESSION, "api_key=sk_live_1") == "Received unknown parameter: api_key"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("expires_at=soon", "Invalid integer: expires_at"),
        ("expires_at=1e400", "Invalid integer: expires_at"),
        ("expires_at=١٢", "Invalid integer: expires_at"),
        ("allow_promotion_codes=1", "Invalid boolean: allow_promotion_codes"),
        ("line_items=1", "Invalid array: line_items"),
        ("metadata=1", "Invalid hash: metadata"),
        ("success_url[a]=x", "Invalid string: success_url"),
        (
            "line_items[0][price_data][unit_amount]=5",
            "Missing required param: line_items[0][price_data][currency].",
        ),
        (
            "line_items[0][price_data][currency]=pln&line_items[0][price_data][unit_amount_decimal]=NaN",
            "Invalid decimal: line_items[0][price_data][unit_amount_decimal]",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(form: str, said: str) -> None:
    assert refusal(SESSION, form) == said


def test_a_language_that_stripe_lacks_is_refused() -> None:
    assert refusal(SESSION, "locale=be").startswith("Invalid locale: must be one of auto, bg, cs")


def test_a_kind_of_event_that_stripe_lacks_is_refused() -> None:
    said = refusal("WebhookEndpointCreateParams", "url=http://x&enabled_events[0]=gift.paid")

    assert said.endswith("not 'gift.paid'")


def test_emptiness_is_taken_where_it_takes_something_away() -> None:
    assert parameters.checked("SubscriptionUpdateParams", {"pause_collection": ""}) == {
        "pause_collection": ""
    }


@pytest.mark.parametrize(("sent", "read"), [("5", 5), ({"gte": "5"}, {"gte": 5})])
def test_a_moment_or_a_span_of_time(sent: Any, read: Any) -> None:
    assert parameters.checked("EventListParams", {"created": sent}) == {"created": read}


def test_the_library_knows_the_parameters_of_every_address() -> None:
    """And every parameter that is played; so a new version of the library is told by this test."""
    for route in ROUTES:
        known = parameters.hints(parameters.parameter_class(route.params))
        assert (route.plays or frozenset()) - PAGING <= set(known), route.params
