"""Static files as readers get them: hashed names, gzipped, and one style sheet instead of thirty.

The style sheet is written as one file per component, joined by `@import … layer(…)` lines that browsers
understand as they stand; phones on a bad network should not pay a round trip for each, so collecting writes
the imports into the file. There is no other build step.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "css/site.css"
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[\w.-]+)\);\n?')
URL = re.compile(r'url\("?(?!data:|#|/)(?P<path>[^)"]+)"?\)')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*\n\s*")


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        if BUNDLE in paths and not dry_run:
            bundled = bundle(source, BUNDLE)
            self.delete(BUNDLE)
            self._save(BUNDLE, ContentFile(bundled.encode()))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run=dry_run, **options)


def source(name: str) -> str:
    """As it was written: the collected copy may be the bundle of an earlier time."""
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def bundle(read: Callable[[str], str], name: str) -> str:
    """`name` with its imports written in; `read` gives a file's text by its path below the static root."""
    folder = PurePosixPath(name).parent

    def inline(found: re.Match[str]) -> str:
        path = posixpath.normpath(folder / found["path"])
        return f"@layer {found['layer']} {{\n{_rebased(read(path), path, folder)}\n}}\n"

    return shortened(IMPORT.sub(inline, read(name)))


def _rebased(css: str, path: str, folder: PurePosixPath) -> str:
    here = PurePosixPath(path).parent

    def rebase(found: re.Match[str]) -> str:
        return f'url("{posixpath.relpath(here / found["path"], folder)}")'

    return URL.sub(rebase, css)


def shortened(css: str) -> str:
    return SPACE.sub("\n", COMMENT.sub("", css)).strip() + "\n"
