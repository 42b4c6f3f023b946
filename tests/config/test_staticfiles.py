import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from config.staticfiles import BUNDLE, bundle, shortened

STATIC = Path(__file__).resolve().parents[2] / "site" / "static"
CSS_BUDGET = 12 * 1024
"""Bytes over the wire for all the looks of the site."""


def bundled(**files: str) -> str:
    """The bundle of `css/site.css` among these files; `__` stands for a slash in their names."""
    named = {f"{name.replace('__', '/')}.css": text for name, text in files.items()}
    return bundle(named.__getitem__, "css/site.css")


def test_imports_are_written_in_within_their_layers_and_in_their_order() -> None:
    css = bundled(
        css__site=(
            "@layer base, parts;\n"
            '@import url("components/tags.css") layer(parts);\n'
            '@import url("base.css") layer(base);\n'
        ),
        css__base="body { margin: 0 }\n",
        css__components__tags=".tags { gap: 1rem }\n",
    )

    assert css == (
        "@layer base, parts;\n"
        "@layer parts {\n.tags { gap: 1rem }\n}\n"
        "@layer base {\nbody { margin: 0 }\n}\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "bundled_as"),
    [
        ("url(../../art/knot.svg)", 'url("../art/knot.svg")'),
        ('url("../../art/knot.svg#red")', 'url("../art/knot.svg#red")'),
        ("url(dot.svg)", 'url("components/dot.svg")'),
        ("url(data:image/png;base64,AAAA)", "url(data:image/png;base64,AAAA)"),
        ("url(#mask)", "url(#mask)"),
        ("url(/art/red/chain/abc.svg)", "url(/art/red/chain/abc.svg)"),
    ],
)
def test_addresses_lead_where_they_led_before(written: str, bundled_as: str) -> None:
    css = bundled(
        css__site='@import url("components/tags.css") layer(parts);',
        css__components__tags=f".tags {{ background: {written} }}",
    )

    assert css == f"@layer parts {{\n.tags {{ background: {bundled_as} }}\n}}\n"


def test_comments_and_indentation_go_and_nothing_else() -> None:
    css = "/* why\n it is so */\n.a,\n  .b { content: \"  two  spaces  \"; }\n\n\n.c::after { content: '—' }"

    assert shortened(css) == ".a,\n.b { content: \"  two  spaces  \"; }\n.c::after { content: '—' }\n"


def real(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def imported() -> list[str]:
    return re.findall(r'@import url\("([^"]+)"\)', real(BUNDLE))


def test_the_real_style_sheet_has_every_part_and_no_import_left() -> None:
    css = bundle(real, BUNDLE)
    parts = [shortened(real(f"css/{name}")) for name in imported()]

    assert "@import" not in css
    assert css.count("@layer ") == 1 + len(parts) + sum(part.count("@layer ") for part in parts)
    without_addresses = re.compile(r"url\([^)]*\)")
    for part in parts:
        assert without_addresses.sub("", part).strip() in without_addresses.sub("", css)


def test_every_style_sheet_of_ours_is_imported_once() -> None:
    ours = [path.relative_to(STATIC / "css").as_posix() for path in (STATIC / "css").rglob("*.css")]

    assert sorted(imported()) == sorted(set(ours) - {"site.css"})


def test_every_address_in_the_real_style_sheet_leads_to_a_file() -> None:
    addresses = re.findall(r'url\("?([^)"#?]+)', bundle(real, BUNDLE))
    local = [each for each in addresses if not each.startswith("data:")]

    assert local
    assert [each for each in local if not (STATIC / "css" / each).is_file()] == []


def test_all_the_looks_of_the_site_fit_into_twelve_kilobytes() -> None:
    size = len(gzip.compress(bundle(real, BUNDLE).encode(), mtime=0))

    assert size <= CSS_BUDGET


def test_collecting_publishes_the_bundle_under_a_name_of_its_contents(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "config.staticfiles.BundledStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)

    name = json.loads((tmp_path / "staticfiles.json").read_text())["paths"][BUNDLE]
    published = (tmp_path / name).read_text(encoding="utf-8")
    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", name)
    assert gzip.decompress((tmp_path / f"{name}.gz").read_bytes()).decode() == published
    assert "@import" not in published
    fonts = re.findall(r'url\("?([^)"]+\.woff2)"?\)', published)
    assert fonts
    assert [each for each in fonts if not re.search(r"\.[0-9a-f]{12}\.woff2$", each)] == []
    assert [each for each in fonts if not (tmp_path / "css" / each).is_file()] == []
