"""What is said of a restored site that is not as it should be."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Page

from backups import checking
from home.models import StoryPage
from pages.models import Image
from privacy import forgetting
from privacy.vault.models import Destroyed, Seal
from search.models import Entry
from search.soundness import every_published_page_is_found
from tests.privacy.people import NOW, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

OTHER_MASTER = "YW5vdGhlciBtYXN0ZXIga2V5IG9mIDMyIGJ5dGVzISE="


def said(look: Any) -> list[str]:
    return list(look())


def test_of_a_sound_site_nothing_is_said() -> None:
    inquiry()

    assert [said(look) for look in checking.looks if look is not checking.migrations] == [[]] * (
        len(checking.looks) - 1
    )


def test_a_row_without_a_key_is_told_unless_its_person_is_forgotten() -> None:
    lost, gone = inquiry(), inquiry()
    Seal.objects.filter(pk__in=[lost.seal_id, gone.seal_id]).delete()
    Destroyed.objects.create(id=gone.seal_id, at=NOW)

    assert said(checking.documents) == [
        "1 rows of home.Inquiry have no key and are not forgotten: the backup of the vault is older than that"
        " of the main database."
    ]
    forgetting.reapply(at=NOW)
    assert len(said(checking.documents)) == 1


def test_a_wrong_master_key_is_told(settings: Any) -> None:
    inquiry()
    settings.MASTER_KEYS = [OTHER_MASTER]

    (sentence,) = said(checking.documents)
    assert sentence.startswith("home.Inquiry does not open: A key is wrapped under the master key")


def test_a_broken_tree_is_told(story: StoryPage) -> None:
    Page.objects.filter(pk=story.get_parent().pk).update(numchild=99)

    assert said(checking.tree) == [
        "The tree of pages has a wrong number of children (1 pages): `manage.py fixtree` mends it."
    ]


def test_a_page_the_search_does_not_know_is_told(story: StoryPage) -> None:
    Entry.objects.filter(page_id=story.pk).delete()

    assert said(every_published_page_is_found) == [
        "The search does not know 1 pages: `manage.py reindex` mends it."
    ]


@pytest.fixture
def picture() -> Iterator[Image]:
    image = Image.objects.exclude(file="").first()
    assert image is not None
    path = Path(image.file.path)
    content = path.read_bytes()
    yield image
    path.write_bytes(content)


def test_a_lost_file_is_told(picture: Image) -> None:
    Path(picture.file.path).unlink()

    assert said(checking.missing_files) == ["1 files of pages.Image are missing."]


def test_a_backup_of_a_newer_site_is_told() -> None:
    MigrationRecorder(connection).record_applied("home", "9999_from_the_future")

    assert [each for each in said(checking.migrations) if "home" in each] == [
        "The backup comes from a newer version of the site (home.9999_from_the_future): update this one."
    ]
