"""The plain pages every site needs, planted as drafts: their parts are right, a lawyer fills their blanks.

Apart from the trunk, because nothing grows on them: they are planted once, and what editors throw away stays
away.
"""

from pathlib import Path

from wagtail.models import Locale

from config.languages import DEFAULT_LANGUAGE
from home import texts, tree
from home.models import HomePage, PlainPage
from pages import translations

FOLDER = Path(__file__).parent / "seeds"
IN_MENUS = (PlainPage.Kind.ABOUT,)


def ensure(home: HomePage) -> None:
    if not PlainPage.objects.exists():
        for written in texts.read(FOLDER):
            plant(home, written)


def plant(home: HomePage, written: texts.Written) -> PlainPage:
    page = _page(written, DEFAULT_LANGUAGE)
    home.add_child(instance=page)
    page.save_revision()
    for code in tree.other_languages():
        translations.translate(page, twin=_page(written, code), publish=False)
    return page


def _page(written: texts.Written, code: str) -> PlainPage:
    said, kind = written.texts[code], PlainPage.Kind(written.facts["kind"])
    return PlainPage(
        locale=Locale.objects.get(language_code=code),
        title=said["title"],
        slug=said["slug"],
        kind=kind,
        lead=said["lead"],
        body=written.body(code),
        show_in_menus=kind in IN_MENUS,
        live=False,
    )
