import pytest
from django.test import Client
from django.utils.translation import override
from wagtail import hooks

from home.blocks import StoryBlock
from pages.blocks import BodyBlock
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db

OURS = [kind for kind in StoryBlock().child_blocks if kind not in BodyBlock().child_blocks]


def icons() -> set[str]:
    files: list[str] = []
    for hook in hooks.get_hooks("register_icons"):
        files = hook(files)
    return {file.rpartition("/")[2].removesuffix(".svg") for file in files}


@pytest.mark.parametrize("kind", OURS)
def test_an_editor_can_tell_blocks_apart(kind: str):
    block = StoryBlock().child_blocks[kind]

    assert block.meta.icon in icons()
    assert str(block.label)
    assert str(block.get_description())
    assert str(block.meta.group)
    assert block.meta.template == f"blocks/{kind}.html"


@pytest.mark.parametrize("kind", OURS)
def test_what_a_block_shows_is_in_the_editors_language(kind: str):
    def preview(code: str) -> str:
        block = StoryBlock().child_blocks[kind]
        with override(code):
            return str(block.render(block.get_preview_value()))

    assert len({preview(code) for code in stories.LANGUAGES}) == 4


def read(client: Client, url: str) -> list[str]:
    html = places.main(places.read(client, url)).partition('class="rows"')[2].partition("</ul>")[0]
    return places.LINK.findall(html)


@pytest.mark.parametrize("code", stories.LANGUAGES)
def test_the_newest_stories_stand_in_the_readers_language(code: str, client: Client):
    story = stories.told(body=[("latest_news", {"number": 2})], date="2020-01-01")
    stories.lent(story)
    page = {"be": story, **stories.versions(story)}[code]
    newest = story.__class__.objects.filter(locale__language_code=code, alias_of=None).order_by("-date")[:2]

    assert read(client, page.url) == [each.url for each in newest]
