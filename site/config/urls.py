"""Every address of the site. Readers' ones begin with their language; the admin's and files' do not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.documents import urls as documents_urls
from wagtail.urls import serve_pattern

from donations import urls as donation_urls
from events import calendars
from events import urls as event_urls
from home import inquiry_views
from home.feeds import atom, press_feed, rss
from home.views import media_kit
from letters import views as letters_views
from pages import machines
from pages import views as pages_views
from pages.admin_catalogue import catalogue
from pages.sharing import card_view
from pages.sitemap import sitemap
from privacy import link_views
from privacy.views import keep
from school import family_urls
from school import proof_urls as school_proof_urls
from school import register_urls as school_register_urls
from search.views import search, suggestions

handler400 = "pages.views.bad_request"
handler403 = "pages.views.forbidden"
handler404 = "pages.views.not_found"
handler500 = "pages.views.server_error"

urlpatterns = [
    path("admin/jsi18n/", catalogue),
    path("admin/localize/jsi18n/", catalogue),
    path("admin/", include("office.admin_urls")),
    path("documents/", include(documents_urls)),
    path("media/<path:path>", pages_views.media, name="media"),
    path("art/<slug:ground>/<slug:topic>/<slug:seed>.svg", pages_views.ornament, name="ornament"),
    path(
        "art/brochure/<slug:ground>/<slug:topic>/<slug:seed>.svg",
        pages_views.ornament,
        {"piece": "brochure"},
        name="brochure",
    ),
    path("card/<int:pk>-<slug:version>.jpg", card_view, name="card"),
    path("stripe/", include(donation_urls)),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", machines.robots),
    path(".well-known/security.txt", machines.security),
    path("favicon.ico", machines.favicon),
    *i18n_patterns(
        path("search/", search, name="search"),
        path("search/suggestions/", suggestions, name="suggestions"),
        path("manifest.webmanifest", machines.manifest, name="manifest"),
        path("feed/", rss, name="feed"),
        path("feed/atom/", atom, name="atom"),
        path("feed/press/", press_feed, name="press_feed"),
        path("events/calendar.ics", calendars.feed, name="event_calendar"),
        path("media-kit.zip", media_kit, name="media_kit"),
        path("feed/<slug:category>/", rss, name="category_feed"),
        path("feed/<slug:category>/atom/", atom, name="category_atom"),
        path("keep/", keep, name="keep"),
        path("press/ask/", inquiry_views.ask, name="ask"),
        path("press/ask/sent/", inquiry_views.sent, name="inquiry_sent"),
        path("press/ask/erased/", inquiry_views.erased, name="inquiry_erased"),
        path("press/question/", inquiry_views.inquiry, name="inquiry"),
        path("press/question/copy/", inquiry_views.copy, name="inquiry_copy"),
        path("sign-up/", include(event_urls)),
        path("school/check/", include(school_proof_urls)),
        path("school/mine/", include(family_urls)),
        path("school/register/", include(school_register_urls)),
        path("donate/mine/", include(donation_urls.of_donors)),
        path("", include(donation_urls.of_readers)),
        path("mailbox/", letters_views.inbox, name="mailbox"),
        path("mailbox/<str:name>/", letters_views.letter, name="mailbox_letter"),
        path("mailbox/<str:name>/as-sent/", letters_views.as_sent, name="mailbox_as_sent"),
        path("sign-in/", include("office.sign_in.urls")),
        path("leave/", link_views.leave, name="leave"),
        path("l/new/", link_views.new_link, name="new_link"),
        path("l/new/sent/", link_views.new_link_sent, name="new_link_sent"),
        path("l/", include(event_urls.of_letters)),
        path("l/", include(family_urls.of_letters)),
        path("l/", include(school_register_urls.of_letters)),
        path("l/", include(donation_urls.of_letters)),
        path("l/<str:token>/", link_views.link, name="link"),
        re_path(serve_pattern, pages_views.page, name="wagtail_serve"),
    ),
]
