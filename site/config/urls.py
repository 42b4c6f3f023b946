"""Every address of the site. Readers' ones begin with their language; the admin's and files' do not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.documents import urls as documents_urls
from wagtail.urls import serve_pattern

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
        path("media-kit.zip", media_kit, name="media_kit"),
        path("feed/<slug:category>/", rss, name="category_feed"),
        path("feed/<slug:category>/atom/", atom, name="category_atom"),
        path("keep/", keep, name="keep"),
        path("press/ask/", inquiry_views.ask, name="ask"),
        path("press/ask/sent/", inquiry_views.sent, name="inquiry_sent"),
        path("press/ask/erased/", inquiry_views.erased, name="inquiry_erased"),
        path("press/question/", inquiry_views.inquiry, name="inquiry"),
        path("press/question/copy/", inquiry_views.copy, name="inquiry_copy"),
        path("mailbox/", letters_views.inbox, name="mailbox"),
        path("mailbox/<str:name>/", letters_views.letter, name="mailbox_letter"),
        path("mailbox/<str:name>/as-sent/", letters_views.as_sent, name="mailbox_as_sent"),
        path("sign-in/", include("office.sign_in.urls")),
        path("leave/", link_views.leave, name="leave"),
        path("l/new/", link_views.new_link, name="new_link"),
        path("l/new/sent/", link_views.new_link_sent, name="new_link_sent"),
        path("l/<str:token>/", link_views.link, name="link"),
        re_path(serve_pattern, pages_views.page, name="wagtail_serve"),
    ),
]
