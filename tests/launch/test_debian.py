from pathlib import Path

import pytest

from launch.debian import ADVICE, PACKAGES, PROGRAMS, ensure_programs
from launch.errors import LaunchError

APT_GET = """#!/bin/sh
echo "$DEBIAN_FRONTEND apt-get $@" >> "{log}"
case "$1" in install) for program in {programs}; do printf '' > "$program"; chmod +x "$program"; done;; esac
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


def test_programs_that_are_there_are_left_alone(programs: Path) -> None:
    for name in PROGRAMS:
        put(programs / name, "#!/bin/sh\n")

    ensure_programs(as_root=True)


def test_without_apt_one_sentence_says_what_to_install(programs: Path) -> None:
    with pytest.raises(LaunchError) as refused:
        ensure_programs(as_root=True)

    assert str(refused.value) == ADVICE


def test_root_installs_them_without_questions(programs: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    wanted = " ".join(f'"{programs / name}"' for name in PROGRAMS)
    put(programs / "apt-get", APT_GET.format(log=log, programs=wanted))

    ensure_programs(as_root=True)

    assert log.read_text().splitlines() == [
        "noninteractive apt-get update -qq",
        f"noninteractive apt-get install -qq -y --no-install-recommends {' '.join(PACKAGES)}",
    ]


def test_a_failed_installation_is_not_passed_over(programs: Path) -> None:
    put(programs / "apt-get", "#!/bin/sh\nexit 100\n")

    with pytest.raises(LaunchError, match=r"^`apt-get update` failed: the reason stands above\."):
        ensure_programs(as_root=True)


def test_a_normal_user_is_told_what_to_install(programs: Path) -> None:
    put(programs / "apt-get", "#!/bin/sh\nexit 1\n")

    with pytest.raises(LaunchError) as refused:
        ensure_programs(as_root=False)

    assert str(refused.value) == ADVICE
