"""Where pictures of people stand, and that no page goes out with one that has no consent."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client, TestCase
from django.utils import timezone
from django.utils.translation import override

from home.models import StoryPage
from pages import consent, jobs, picture_places, publishing
from pages.models import Image
from tests.home import editing, stories
from tests.pages import photos, uploaded
from tests.pages.test_wagtail_hooks import bulk, is_live, post, told

pytestmark = pytest.mark.django_db

Shown = Callable[[Image], dict[str, Any]]
WAYS: dict[str, Shown] = {
    "cover": lambda image: {"cover": image},
    "figure": lambda image: {"body": [("figure", {"image": image, "alt": "Хор", "caption": "Хор"})]},
    "gallery": lambda image: {"body": [("gallery", {"pictures": [beside(image), beside(image)]})]},
    "poster": lambda image: {"body": [("video", video(image))]},
    "text": lambda image: {"body": [("text", embedded(image))]},
}
EVERY_WAY = pytest.mark.parametrize("way", WAYS)


def beside(image: Image) -> dict[str, Any]:
    return {"image": image, "alt": "Хор", "caption": "Хор"}


def video(poster: Image) -> dict[str, Any]:
    address = "https://www.youtube.com/watch?v=demo0000000"
    return {"address": address, "title": "Хор", "length": "", "poster": poster, "transcript": ""}


def embedded(image: Image) -> str:
    return f'<p>Хор</p><embed embedtype="image" id="{image.pk}" format="fullwidth" alt="Хор"/>'


def refusal(image: Image) -> str:
    with override("be"):
        return consent.refusal(image, today=timezone.localdate())


@pytest.fixture
def faces() -> Image:
    return photos.photo(people="adults")


@pytest.fixture
def paper() -> Image:
    """A picture of people with their consent."""
    return photos.consented()


def revoke(image: Image, client: Client) -> Any:
    """What an editor does at the picture."""
    return post(
        client, f"/admin/images/{image.pk}/", form(image, consent_revoked_on=str(timezone.localdate()))
    )


def form(image: Image, **changes: str) -> dict[str, str]:
    fields = {name: getattr(image, name) for name in ("title", "description", "credit", "people", "shown")}
    days = {name: str(getattr(image, name) or "") for name in ("consent_given_on", "consent_until")}
    return {**fields, **days, "consent_revoked_on": "", "consent_paper": "", "collection": "1", **changes}


@EVERY_WAY
def test_a_draft_knows_every_picture_it_shows(way: str, faces: Image):
    photos.photo("Іншы")
    draft = stories.drafted(**WAYS[way](faces))

    assert list(picture_places.pictures_in(draft)) == [faces]
    assert list(picture_places.pictures_in(publishing.draft(draft))) == [faces]


@EVERY_WAY
def test_code_cannot_publish_a_face_without_consent(way: str, faces: Image):
    draft = stories.drafted(**WAYS[way](faces))

    with pytest.raises(publishing.UnpublishableError) as refused:
        draft.get_latest_revision().publish()
    assert refused.value.reasons == [refusal(faces)]
    assert not is_live(draft)


@EVERY_WAY
def test_a_face_with_consent_goes_out(way: str, paper: Image):
    assert stories.told(**WAYS[way](paper)).live


@pytest.mark.parametrize(
    "fields",
    [
        {"people": ""},
        {"people": "children"},
        {"people": "adults", "consent_given_on": date(2021, 6, 1), "consent_until": date(2022, 6, 1)},
        {"people": "adults", "consent_given_on": date(2021, 6, 1), "consent_revoked_on": date(2022, 6, 1)},
    ],
    ids=["nobody has said", "no consent", "ended", "revoked"],
)
def test_an_editor_is_told_which_picture_holds_up_her_story(fields: dict[str, Any], manager_client: Client):
    image = photos.photo("Хор у зале", **fields)
    story = stories.told()
    answer = post(manager_client, editing.edit_url(story), publishing_with(image))

    assert told(answer) == [refusal(image)]
    assert "Хор у зале" in refusal(image)
    assert (answer.status_code, answer["Location"]) == (302, editing.edit_url(story))


def publishing_with(image: Image, **changes: Any) -> dict[str, Any]:
    return editing.form(cover=image.pk, **changes) | {"action-publish": "action-publish"}


def test_a_refused_story_keeps_what_the_editor_has_written(faces: Image, manager_client: Client):
    story = stories.told()
    post(manager_client, editing.edit_url(story), publishing_with(faces, lead="Жырандоля згасла."))

    kept = StoryPage.objects.get(pk=story.pk)
    assert (publishing.draft(kept).lead, kept.lead) == ("Жырандоля згасла.", "Жырандоля вісіць у зале.")


def test_the_picture_that_goes_out_is_judged_and_not_the_one_before_it(
    faces: Image, paper: Image, manager_client: Client
):
    story = stories.drafted(cover=faces)
    post(manager_client, editing.edit_url(story), publishing_with(paper))

    assert StoryPage.objects.get(pk=story.pk).cover == paper


def test_a_new_story_that_is_refused_is_a_draft_in_all_four_languages(faces: Image, manager_client: Client):
    answer = post(manager_client, editing.add_url(stories.index()), publishing_with(faces))
    story = StoryPage.objects.get(slug="zyrandola", locale__language_code="be")

    assert told(answer) == [refusal(faces)]
    assert (story.live, story.first_published_at, story.cover) == (False, None, faces)
    assert set(stories.versions(story)) == {"ru", "pl", "en"}
    assert Client().get(story.url).status_code == 404


def test_a_new_story_with_consent_is_published_at_once(paper: Image, manager_client: Client):
    post(manager_client, editing.add_url(stories.index()), publishing_with(paper))

    assert StoryPage.objects.get(slug="zyrandola", locale__language_code="be").live


def test_a_translation_is_held_up_by_the_picture_of_its_original(paper: Image, manager_client: Client):
    original = stories.told(cover=paper)
    work = stories.begun(original, "pl")
    stories.write(work)
    revoke(paper, manager_client)
    polish = work.get_target_instance()
    answer = post(manager_client, editing.edit_url(polish), {"action": "publish"})

    paper.refresh_from_db()
    assert told(answer)[-1] == refusal(paper)
    assert not is_live(polish)


def test_publishing_many_pages_at_once_is_held_up_by_a_face(faces: Image, manager_client: Client):
    story = stories.drafted(cover=faces)
    answer = post(manager_client, bulk("publish", story), {})

    assert [refusal(faces) in sentence for sentence in told(answer)] == [True]
    assert not is_live(story)


def test_the_clock_publishes_no_face_without_consent(faces: Image):
    story = stories.drafted(cover=faces)
    story.latest_revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    story.latest_revision.save()
    jobs.publish_scheduled(timestamp=0)

    assert not is_live(story)


def test_a_consent_must_last_until_the_day_a_story_goes_out():
    today = timezone.localdate()
    image = photos.consented(consent_until=today + timedelta(days=2))
    at = timezone.now()
    story = stories.drafted(cover=image, go_live_at=at + timedelta(days=1))
    assert publishing.obstacles(story, at=at) == []

    story.go_live_at = at + timedelta(days=5)
    assert len(publishing.obstacles(story, at=at)) == 1


def everywhere(image: Image) -> dict[str, StoryPage]:
    """Live in two languages, lent to the others; in a live page's draft; in a draft; and once taken out."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        original = stories.told(cover=image)
        stories.lent(original)
        polish = stories.translated(original, "pl")
        redrawn = stories.told("Побач", slug="pobac")
        redrawn.cover = image
        redrawn.save_revision()
        draft = stories.drafted("Чарнавік", slug="carnavik", cover=image)
        stories.told("Без", slug="bez")
    return {"original": original, "polish": polish, "redrawn": redrawn, "draft": draft}


def test_every_page_that_holds_a_picture_is_found_in_all_languages_and_drafts(paper: Image):
    pages = everywhere(paper)
    found = {(place.page.pk, place.read) for place in picture_places.places(paper)}

    assert found == {
        (pages["original"].pk, True),
        (pages["polish"].pk, True),
        (pages["redrawn"].pk, False),
        (pages["draft"].pk, False),
    }


def test_revoking_lists_the_pages_with_links_and_the_way_to_delete_the_picture(
    paper: Image, manager_client: Client
):
    pages = everywhere(paper)
    answer = revoke(paper, manager_client)
    screen = manager_client.get(f"/admin/images/{paper.pk}/").content.decode()

    assert (answer.status_code, answer["Location"]) == (302, f"/admin/images/{paper.pk}/")
    assert [screen.count(f'href="{editing.edit_url(page)}"') for page in pages.values()] == [1] * 4
    assert f"/admin/images/{paper.pk}/delete/" in screen


@pytest.mark.parametrize("given_on", ["", "2026-11-20"])
def test_an_editor_is_told_that_a_consent_ends_before_it_begins(
    given_on: str, paper: Image, manager_client: Client
):
    sent = form(paper, consent_given_on=given_on, consent_until="2026-11-19")
    answer = manager_client.post(f"/admin/images/{paper.pk}/", sent)

    assert "Згода не можа скончыцца раней за дзень, калі яе далі." in answer.content.decode()


def test_whoever_uploads_a_picture_says_who_is_in_it(manager_client: Client):
    file = uploaded.upload(uploaded.saved(uploaded.two_halves(), "JPEG"), "a.jpg")
    answer = manager_client.post(
        "/admin/images/add/", {"title": "Хор", "file": file, "people": "", "collection": "1"}
    )

    assert answer.context["form"].errors.keys() == {"people"}
