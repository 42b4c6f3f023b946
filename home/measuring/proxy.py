"""The nginx of a server, with the very configuration in `deploy/`, at ports of this machine.

Only what belongs to a machine is put in: ports, folders, the name, a certificate made for the occasion.
"""

import datetime
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from launch.debian import found
from launch.port import free_port
from launch.processes import kill_group, spawn

NAME = "localhost"
STOP_SECONDS, START_SECONDS = 60.0, 60.0
Change = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Proxy:
    folder: Path
    plain: int
    secure: int

    @property
    def certificate(self) -> Path:
        """Whoever trusts it trusts this proxy."""
        return self.folder / "fullchain.pem"

    @property
    def origin(self) -> str:
        return f"https://{NAME}:{self.secure}"

    @property
    def log(self) -> str:
        return (self.folder / "access.log").read_text(encoding="utf-8")


def described(folder: Path) -> Proxy:
    return Proxy(folder=folder, plain=free_port(), secure=free_port())


@contextmanager
def running(proxy: Proxy, *, webs: Sequence[int], change: Change = str) -> Iterator[None]:
    """`change` is for tests that ask what a line of the configuration is good for."""
    write_certificate(proxy.folder)
    file = proxy.folder / "nginx.conf"
    file.write_text(change(configuration(proxy, webs=webs)), encoding="utf-8")
    options: list[str | Path] = ["-p", proxy.folder, "-c", file, "-e", "stderr", "-g", "daemon off;"]
    with (proxy.folder / "said").open("wb") as said:
        process = spawn(
            [found("nginx") or "nginx", *options],
            environment=os.environ,
            directory=proxy.folder,
            output=said.fileno(),
            errors=subprocess.STDOUT,
        )
    try:
        _wait_for(proxy, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        finally:
            kill_group(process.pid)


def _wait_for(proxy: Proxy, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while not (proxy.folder / "nginx.pid").exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"nginx did not start: {(proxy.folder / 'said').read_text()}")
        time.sleep(0.02)


def configuration(proxy: Proxy, *, webs: Sequence[int]) -> str:
    text = shipped()
    for ours, here in _of_this_machine(proxy).items():
        if ours not in text:
            raise ValueError(f"{ours} does not stand in the configuration")
        text = text.replace(ours, here)
    text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
    return _with_webs(text, webs)


def shipped() -> str:
    return (settings.ROOT / "deploy" / "nginx" / "nginx.conf").read_text(encoding="utf-8")


def _of_this_machine(proxy: Proxy) -> dict[str, str]:
    folder = str(proxy.folder)
    return {
        "user www-data;": "user root;" if os.geteuid() == 0 else "",
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "/run/nginx-": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        "/var/www/acme": f"{folder}/acme",
        "/etc/letsencrypt/live/example.org/": f"{folder}/",
        "/opt/cbs/current": str(settings.ROOT),
        "example.org": NAME,
        "listen 80": f"listen 127.0.0.1:{proxy.plain}",
        "listen 443": f"listen 127.0.0.1:{proxy.secure}",
        "https://$host$request_uri": f"https://$host:{proxy.secure}$request_uri",
    }


def _with_webs(text: str, webs: Sequence[int]) -> str:
    """As many as there are here, each told of as the ones that are shipped."""
    lines = re.findall(r"^ *server 127\.0\.0\.1:\d+ .*\n", text, flags=re.MULTILINE)
    here = [re.sub(r":\d+", f":{port}", lines[0]) for port in webs]
    return text.replace("".join(lines), "".join(here))


def write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "privkey.pem").write_bytes(secret)
