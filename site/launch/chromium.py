"""The browser of the tests: Debian's Chromium, installed when it is missing and we may."""

import os
import shutil
import subprocess
import sys

from launch.errors import LaunchError

ADVICE = "The tests need a browser: install Debian's package chromium (as root: apt-get install chromium)."


def ensure_chromium() -> None:
    if shutil.which("chromium"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise LaunchError(ADVICE)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", "chromium"]):
        command = ["apt-get", *step]
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:
            raise LaunchError(f"`{' '.join(command)}` failed: the reason stands above. {ADVICE}")
    if not shutil.which("chromium"):
        raise LaunchError(ADVICE)


if __name__ == "__main__":
    try:
        ensure_chromium()
    except LaunchError as error:
        sys.exit(str(error))
