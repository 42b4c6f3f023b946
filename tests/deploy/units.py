"""Reads unit files as systemd does, as far as ours go: drop-ins, specifiers, variables, quotes."""

import re
import shlex
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SYSTEMD = DEPLOY / "systemd"
COMMANDS = ("ExecStartPre", "ExecStart", "ExecStartPost")
VARIABLE = re.compile(r"\$\{(\w+)\}")


@dataclass(frozen=True)
class Unit:
    """A service as it is started: `cbs-web@8001.service`, with everything that is said of it."""

    name: str
    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def one(self, key: str) -> str:
        return self.said[key][-1] if self.said[key] else ""

    @property
    def environment(self) -> dict[str, str]:
        pairs = [each for line in self.said["Environment"] for each in shlex.split(line)]
        return dict(each.split("=", 1) for each in pairs)

    def commands(self, variables: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
        """In the order in which they run, each with its key."""
        for key in COMMANDS:
            for line in self.said[key]:
                filled = (VARIABLE.sub(lambda found: variables[found[1]], word) for word in shlex.split(line))
                yield key, list(filled)


def read(folder: Path, name: str) -> Unit:
    unit = Unit(name)
    instance = name.partition("@")[2].rpartition(".")[0]
    template = name.replace(f"@{instance}.", "@.") if instance else name
    files = [folder / template, *sorted((folder / "cbs-.service.d").glob("*.conf"))]
    for file in files if name.startswith("cbs-") and name.endswith(".service") else files[:1]:
        for line in file.read_text(encoding="utf-8").splitlines():
            key, equals, value = line.partition("=")
            if equals and not line.startswith(("#", "[")):
                unit.said[key].append(specified(value, name, instance))
    return unit


def specified(value: str, name: str, instance: str) -> str:
    known = {"%i": instance, "%N": name.rpartition(".")[0], "%%": "%"}
    return re.sub("%.", lambda found: known[found[0]], value)


def environment_file(text: str) -> dict[str, str]:
    lines = [line.strip() for line in text.splitlines()]
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
