"""What MDN's HTTP Observatory says of the site with a server's settings, behind a server's nginx, by https.

The tool comes from npm into `var/observatory` the first time. It knows hosts and their first page only; its
rules are asked here about any page (`observatory.mjs`). The site is a new one, on a PostgreSQL of its own.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.urls import reverse

from home.measuring import proxy
from home.measuring.timing import Row
from launch import answers, debian
from launch.port import free_port
from launch.postgres import Cluster
from launch.processes import kill_group, spawn
from launch.web import read_address

VERSION = "1.4.8"
PACKAGE = "@mdn/mdn-http-observatory"
LISTS_FROM_ELSEWHERE = ("hsts-preload.json", "tld-enum.json")
"""Its installation fetches them from other hosts. They say nothing of localhost."""
LEAST = {"public": 130, "office": 110}
SIGNED_IN = ("keys and codes", "admin")
START_SECONDS = 60.0


class Missing(Exception):
    """What is needed is not there; the sentence says what to install."""


def pages() -> dict[str, tuple[str, str]]:
    """Address and kind; those of `SIGNED_IN` are opened by somebody who is."""
    public = ("/be/", "/pl/search/", "/ru/keep/", "/en/press/ask/", "/be/l/new/")
    return {
        **{path: (path, "public") for path in public},
        "sign-in": (reverse(settings.LOGIN_URL), "office"),
        "keys and codes": (reverse("mfa_index"), "office"),
        "admin": ("/admin/", "office"),
    }


def rows(folder: Path) -> Iterator[Row]:
    package = installed(folder)
    with TemporaryDirectory(prefix="cbs-observatory-") as place, served(Path(place)) as (site, cookie):
        for name, (path, kind) in pages().items():
            told = asked(package, site, path=path, cookie=cookie if name in SIGNED_IN else "")
            yield row(name, kind, told)


def row(name: str, kind: str, told: Mapping[str, Any]) -> Row:
    enough = told["grade"] == "A+" and told["score"] >= LEAST[kind] and told["status"] == 200
    return {
        "what": f"{name} ({told['landed']})",
        "grade": told["grade"],
        "score": told["score"],
        "enough": "yes" if enough else f"NO {' '.join(told['failed'])}".strip(),
    }


def installed(folder: Path) -> Path:
    package = folder / "node_modules" / PACKAGE
    for needed in ("node", "npm"):
        if not shutil.which(needed):
            raise Missing(f"The observatory needs {needed}: as root, apt-get install nodejs npm.")
    if not debian.found("nginx"):
        raise Missing("The observatory needs nginx: as root, apt-get install nginx.")
    if not package.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--omit=optional", "--prefix", str(folder)]
        command = ["npm", "install", *options, f"{PACKAGE}@{VERSION}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for name in LISTS_FROM_ELSEWHERE:
        (package / "conf" / name).write_text("{}")
    return package


def asked(package: Path, site: proxy.Proxy, *, path: str, cookie: str) -> dict[str, Any]:
    told = {"path": path, "httpPort": site.plain, "httpsPort": site.secure, "cookie": cookie}
    done = subprocess.run(
        ["node", Path(__file__).with_suffix(".mjs"), package, json.dumps(told)],
        env=os.environ | {"NODE_EXTRA_CA_CERTS": str(site.certificate)},
        stdout=subprocess.PIPE,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@contextmanager
def served(folder: Path) -> Iterator[tuple[proxy.Proxy, str]]:
    """A new site for as long as it is asked, and the cookie of somebody who may see everything."""
    cluster = Cluster(folder / "postgres", durable=False)
    cluster.start()
    try:
        cluster.ensure_databases(["cbs", "cbs_vault"])
        site, port = proxy.described(folder), free_port()
        environment = os.environ | as_on_a_server(site, cluster) | {"BIND": f"127.0.0.1:{port}"}
        for command in (["prepare"], ["collectstatic", "--noinput", "-v0"]):
            run(["manage.py", *command], environment)
        cookie = run(["-m", "home.measuring.signed_in"], environment)
        with web(environment), proxy.running(site, webs=[port]):
            yield site, cookie.strip()
    finally:
        cluster.stop()


def run(arguments: list[str], environment: Mapping[str, str]) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, env=environment, cwd=settings.ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


@contextmanager
def web(environment: Mapping[str, str]) -> Iterator[None]:
    address, base_url = read_address(environment["BIND"]), environment["BASE_URL"]
    process = spawn(
        [sys.executable, "-m", "launch.web"],
        environment=environment,
        directory=settings.ROOT,
        output=subprocess.DEVNULL,
    )
    try:
        if answers.wait(address, base_url=base_url, seconds=START_SECONDS) != 200:
            raise Missing("The site did not start with a server's settings: the reason stands above.")
        yield
    finally:
        process.terminate()
        process.wait()
        kill_group(process.pid)


def as_on_a_server(site: proxy.Proxy, cluster: Cluster) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "MASTER_KEY": secrets.token_urlsafe(32),
        "BASE_URL": site.origin,
        "DATABASE_URL": cluster.url("cbs"),
        "VAULT_DATABASE_URL": cluster.url("cbs_vault"),
        "SMTP_URL": "smtp://localhost",
        "LETTERS_FROM": "letters@example.org",
        "VAR_DIR": str(site.folder),
        "WEB_CONCURRENCY": "1",
        "PYTHONPATH": os.pathsep.join([str(settings.ROOT / "site"), str(settings.ROOT)]),
    }
