import os
from pathlib import Path

import pytest

from launch.chromium import ADVICE, ensure_chromium
from launch.errors import LaunchError

APT_GET = """#!/bin/sh
echo "$DEBIAN_FRONTEND apt-get $@" >> "{log}"
case "$1" in install) printf '' > "{chromium}"; chmod +x "{chromium}";; esac
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only programs there are, but for the shell's own tools."""
    directory = tmp_path / "bin"
    directory.mkdir()
    (directory / "chmod").symlink_to("/bin/chmod")
    monkeypatch.setenv("PATH", str(directory))
    return directory


def put(program: Path, text: str) -> None:
    program.write_text(text)
    program.chmod(0o755)


def test_a_browser_that_is_there_is_left_alone(programs: Path) -> None:
    put(programs / "chromium", "#!/bin/sh\n")

    ensure_chromium()


def test_without_apt_one_sentence_says_what_to_install(programs: Path) -> None:
    with pytest.raises(LaunchError) as refused:
        ensure_chromium()

    assert str(refused.value) == ADVICE


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may install")
def test_root_installs_it_without_questions(programs: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    put(programs / "apt-get", APT_GET.format(log=log, chromium=programs / "chromium"))

    ensure_chromium()

    assert log.read_text().splitlines() == [
        "noninteractive apt-get update -qq",
        "noninteractive apt-get install -qq -y --no-install-recommends chromium",
    ]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may install")
def test_a_failed_installation_is_not_passed_over(programs: Path) -> None:
    put(programs / "apt-get", "#!/bin/sh\nexit 100\n")

    with pytest.raises(LaunchError, match=r"^`apt-get update -qq` failed: the reason stands above\."):
        ensure_chromium()


@pytest.mark.skipif(os.geteuid() == 0, reason="root would install it")
def test_a_normal_user_is_told_what_to_install(programs: Path) -> None:
    put(programs / "apt-get", "#!/bin/sh\nexit 1\n")

    with pytest.raises(LaunchError) as refused:
        ensure_chromium()

    assert str(refused.value) == ADVICE
