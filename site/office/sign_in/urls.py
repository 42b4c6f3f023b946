"""The only addresses of allauth that exist, below `/<language>/sign-in/`; their names are those it knows."""

from django.conf import settings
from django.urls import URLPattern, path

from office.fresh import show_again
from office.sign_in import key_views, views

urlpatterns: list[URLPattern] = [
    path("", views.sign_in, name="account_login"),
    # Wagtail sends who is not in to addresses of these names; its own pages are not there.
    path("", views.sign_in, name="wagtailadmin_login"),
    path("", views.sign_in, name="wagtailcore_login"),
    path("passkey/", views.passkey_sign_in, name="mfa_login_webauthn"),
    path("second/", views.second, name="mfa_authenticate"),
    path("again/", show_again, name="show_again"),
    path("out/", views.sign_out, name="account_logout"),
    path("closed/", views.inactive, name="account_inactive"),
    path("still-here/", views.still_here, name="still_here"),
    path("join/", key_views.join, name="join"),
    path("anew/", key_views.begin_anew, name="anew"),
    path("keys/", key_views.keys, name="mfa_index"),
    path("keys/passkey/", key_views.add_passkey, name="mfa_add_webauthn"),
    path("keys/app/", key_views.add_app, name="mfa_activate_totp"),
    path("keys/<int:key>/remove/", key_views.remove, name="remove_key"),
    path("keys/codes/", key_views.codes, name="mfa_view_recovery_codes"),
    path("keys/codes/new/", key_views.new_codes, name="mfa_generate_recovery_codes"),
    path("keys/password/", key_views.password, name="change_password"),
    path("keys/stop/", key_views.stop, name="stop_lost_key"),
    path("keys/everywhere/", key_views.everywhere, name="sign_out_everywhere"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", views.one_click, name="one_click"))
