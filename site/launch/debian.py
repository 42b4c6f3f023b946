"""What the tests need from Debian, browser, speller, server programs: installed when missing and we may."""

import os
import shutil
import subprocess
import sys

from launch.errors import LaunchError

PROGRAMS = ("chromium", "hunspell", "nginx", "nft", "rrsync", "systemd-analyze")
PACKAGES = (
    "chromium", "hunspell", "hunspell-be", "hunspell-en-gb", "hunspell-pl", "hunspell-ru",
    "nginx", "nftables", "rsync", "systemd",
)  # fmt: skip
FOR_ROOT = ("/usr/local/sbin", "/usr/sbin", "/sbin")
"""Where programs of servers are, on nobody's path but root's."""
ADVICE = (
    f"The tests need Debian's packages {', '.join(PACKAGES)}: as root, apt-get install {' '.join(PACKAGES)}."
)


def found(program: str) -> str | None:
    return shutil.which(program) or shutil.which(program, path=os.pathsep.join(FOR_ROOT))


def ensure_programs(*, as_root: bool) -> None:
    if all(map(found, PROGRAMS)):
        return
    if not as_root or not shutil.which("apt-get"):
        raise LaunchError(ADVICE)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *PACKAGES]):
        command = ["apt-get", *step]
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:
            raise LaunchError(f"`apt-get {step[0]}` failed: the reason stands above. {ADVICE}")
    if not all(map(found, PROGRAMS)):
        raise LaunchError(ADVICE)


if __name__ == "__main__":
    try:
        ensure_programs(as_root=os.geteuid() == 0)
    except LaunchError as error:
        sys.exit(str(error))
