"""Which video a pasted address means. Pure; nothing is fetched."""

import re
from urllib.parse import parse_qs, urlsplit

VIDEO_ID = re.compile(r"[\w-]{11}", re.ASCII)
HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "www.youtu.be"}


def youtube_id(address: str) -> str | None:
    """The eleven characters that name a YouTube video, from any form of its link; None for anything else."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or (parts.hostname or "") not in HOSTS:
        return None
    candidate = _named_in(parts.hostname or "", parts.path, parts.query)
    return candidate if VIDEO_ID.fullmatch(candidate) else None


def _named_in(host: str, path: str, query: str) -> str:
    steps = [step for step in path.split("/") if step]
    if host.endswith("youtu.be"):
        return steps[0] if len(steps) == 1 else ""
    if steps == ["watch"]:
        return parse_qs(query).get("v", [""])[0]
    return steps[1] if len(steps) == 2 and steps[0] in ("shorts", "live", "embed") else ""


def watch_url(video_id: str) -> str:
    return f"https://www.youtube.com/watch?v={video_id}"
