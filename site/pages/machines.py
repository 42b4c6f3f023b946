"""Small files that machines ask for by name: robots.txt, security.txt, icons, the manifest."""

from datetime import datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.languages import LANGUAGES
from pages import cards, locales
from pages.caching import public
from pages.frame import absolute
from pages.models import SiteSettings
from pages.views import read_only

DAY = 24 * 60 * 60
TRUSTED_DAYS = 180
"""How long security.txt may be believed; it must say a date, at most a year away."""
ICON_SIZES = (192, 512)


@read_only
@public
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything may be read, but no answers to questions, and nothing of the staff."""
    searches = [f"Disallow: /{code}/search/" for code, _name in LANGUAGES]
    lines = ["User-agent: *", "Disallow: /admin/", *searches, "", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@read_only
@public
def security(_request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell of a hole. Without an e-mail among the contacts there is nobody to name."""
    email = SiteSettings.load().email
    if not email:
        raise Http404
    return HttpResponse(security_text(email, at=timezone.now()), content_type="text/plain; charset=utf-8")


def security_text(email: str, *, at: datetime) -> str:
    midnight = datetime.combine(timezone.localdate(at) + timedelta(days=TRUSTED_DAYS), time(), at.tzinfo)
    lines = [
        f"Contact: mailto:{email}",
        f"Expires: {midnight:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in LANGUAGES)}",
        f"Canonical: {absolute('/.well-known/security.txt')}",
    ]
    return "\n".join([*lines, ""])


@read_only
def favicon(_request: HttpRequest) -> HttpResponse:
    response = HttpResponse(cards.ICONS["favicon.ico"](), content_type="image/x-icon")
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@read_only
@public
def manifest(_request: HttpRequest) -> JsonResponse:
    """For a phone's home screen. It opens in the browser: a site that hides its address helps impostors."""
    icons = [
        {"src": static(f"icons/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
         "purpose": "any maskable"}
        for size in ICON_SIZES
    ]  # fmt: skip
    name = _("Center for Belarusian Solidarity")
    content = {
        "name": name,
        "short_name": _("Solidarity"),
        "lang": get_language(),
        "start_url": f"/{locales.active().language_code}/",
        "display": "browser",
        "background_color": "#fffdf9",
        "theme_color": "#c3131f",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")
