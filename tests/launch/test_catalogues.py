import os
from pathlib import Path

import polib
import pytest

from launch.catalogues import compile_catalogues


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "site" / "locale" / "be" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    write(path, "Навіны")
    return path


def write(source: Path, translation: str) -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="News", msgstr=translation))
    catalogue.save(str(source))


def read(compiled: Path) -> str:
    return polib.mofile(str(compiled))[0].msgstr


def test_a_catalogue_is_compiled_next_to_its_source(tmp_path: Path, source: Path) -> None:
    compiled = source.with_suffix(".mo")

    assert compile_catalogues(tmp_path) == [compiled]
    assert read(compiled) == "Навіны"
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def test_every_locale_folder_is_compiled(tmp_path: Path, source: Path) -> None:
    upstream = tmp_path / "site" / "locale_upstream" / "be" / "LC_MESSAGES" / "djangojs.po"
    upstream.parent.mkdir(parents=True)
    write(upstream, "Навіны")

    assert compile_catalogues(tmp_path) == [source.with_suffix(".mo"), upstream.with_suffix(".mo")]


def test_what_is_up_to_date_is_left_alone(tmp_path: Path, source: Path) -> None:
    compile_catalogues(tmp_path)

    assert compile_catalogues(tmp_path) == []


def test_an_older_source_from_a_checkout_is_compiled_too(tmp_path: Path, source: Path) -> None:
    compile_catalogues(tmp_path)
    write(source, "Весткі")
    os.utime(source, (1_000_000, 1_000_000))

    compile_catalogues(tmp_path)

    assert read(source.with_suffix(".mo")) == "Весткі"
