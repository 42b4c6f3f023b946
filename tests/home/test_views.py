"""A service opens or closes in two clicks, in the admin."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from home.models import Service
from tests.home import helping
from tests.pages import places

pytestmark = pytest.mark.django_db


def listing(query: str = "") -> str:
    return reverse(Service.snippet_viewset.get_url_name("list")) + query


def url(service: Service) -> str:
    return reverse(f"{Service.snippet_viewset.url_namespace}:status", args=[service.pk])


def said(text: str) -> str:
    with override("be"):
        return gettext(text)


@pytest.fixture
def editor_client(client: Client, editor: Any) -> Client:
    client.force_login(editor)
    return client


def test_the_list_says_what_is_true_and_leads_to_the_change(editor_client: Client):
    service = helping.suspended(until=None, since=helping.today(-800))
    html = places.read(editor_client, listing())

    assert f'href="{url(service)}"' in html
    assert said("Suspended since %(since)s").partition(" %")[0] in html


def test_one_button_opens_a_service(editor_client: Client, editor: Any):
    service = helping.suspended()
    html = places.read(editor_client, url(service))
    answer = editor_client.post(url(service), {"status": "open", "until": ""})
    service.refresh_from_db()

    assert html.count('name="status"') == 3
    assert (answer.status_code, answer["Location"]) == (302, listing())
    assert (service.status, service.since, service.until) == ("open", helping.today(), None)


def test_the_editor_is_told_what_readers_see(editor_client: Client):
    answer = editor_client.post(url(helping.suspended()), {"status": "open", "until": ""})
    (message,) = get_messages(answer.wsgi_request)

    assert str(message).startswith("Lamp be: Адкрыта з ")


def test_a_last_day_is_taken_along(editor_client: Client):
    service = helping.suspended()
    editor_client.post(url(service), {"status": "limited", "until": helping.today(5).isoformat()})
    service.refresh_from_db()

    assert (service.status, service.until) == ("limited", helping.today(5))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"status": "suspended", "until": ""}, "Say why it is not open, in this language too."),
        (
            {"status": "open", "until": "2001-01-01"},
            "The end, %(until)s, is before the beginning, %(since)s.",
        ),
        ({"status": "open", "until": "калісьці"}, "Enter a valid date."),
    ],
    ids=["no reason", "an end before the beginning", "not a day"],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    sent: dict[str, str], sentence: str, editor_client: Client
):
    service = helping.offered()
    html = editor_client.post(url(service), sent).content.decode()
    service.refresh_from_db()

    assert said(sentence).partition("%")[0] in html
    assert (service.status, service.until) == ("open", None)


def test_an_unknown_status_changes_nothing(editor_client: Client):
    service = helping.suspended()
    answer = editor_client.post(url(service), {"status": "abolished"})
    service.refresh_from_db()

    assert (answer.status_code, service.status) == (200, "suspended")


def test_a_service_that_is_not_there_is_not_found(editor_client: Client):
    path = url(helping.suspended()).rstrip("/").rpartition("/")[0]

    assert editor_client.get(f"{path}/0/", follow=True).status_code == 404


def test_only_who_may_changes_a_service(client: Client, editor: Any):
    editor.groups.first().permissions.filter(codename="change_service").delete()
    client.force_login(editor)
    service = helping.suspended()
    answer = client.post(url(service), {"status": "open"})
    service.refresh_from_db()

    assert (answer.status_code, service.status) == (302, "suspended")


def test_the_list_can_be_narrowed_to_what_is_past_its_end(editor_client: Client):
    Service.objects.update(until=None)
    helping.suspended(until=helping.today(-1))
    html = places.read(editor_client, listing("?past=on"))

    assert "Lamp be" in html
    assert "Жыллё" not in html


def test_the_list_can_be_narrowed_by_status(editor_client: Client):
    helping.suspended()
    html = places.read(editor_client, listing("?status=open"))

    assert "Lamp be" not in html
    assert "Інфалінія і чат" in html


def test_the_list_can_be_taken_along(editor_client: Client):
    helping.suspended()
    answer = editor_client.get(listing("?export=csv"))
    table = b"".join(answer.streaming_content).decode()

    assert "services.csv" in answer["Content-Disposition"]
    assert "why in pl" in table


def test_the_form_says_what_is_wrong_beside_its_field(editor_client: Client):
    service = helping.suspended()
    fields = {field.name: getattr(service, field.name) for field in Service._meta.fields}
    kept = {name: value for name, value in fields.items() if value not in (None, False)}
    edit = reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk])
    sent = {**kept, "since": f"{helping.today():%d.%m.%Y}", "until": f"{helping.today(-1):%d.%m.%Y}"}
    answer = editor_client.post(edit, sent)

    assert set(answer.context["form"].errors) == {"until"}
