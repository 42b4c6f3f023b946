"""Addresses of gifts."""

from django.urls import path

from donations import donate_views, mend_views, mine_views, views

urlpatterns = [path("webhook/", views.webhook, name="stripe_webhook")]
"""Of machines: they carry no language."""

of_readers = [
    path("donate/", donate_views.donate, name="donate"),
    path("donate/transfer/", donate_views.gift_transfer, name="gift_transfer"),
]
"""Each carries its language before it."""

of_letters = [
    path("gift/<str:key>/", donate_views.gift_thanks, name="gift_thanks"),
    path("pay/<str:token>/", mend_views.gift_mend, name="gift_mend"),
]
"""Below `l/`, of whose addresses no log keeps more than that."""

of_donors = [
    path("", mine_views.my_gifts, name="my_gifts"),
    path("<int:nth>/amount/", mine_views.amount, name="gift_amount"),
    path("<int:nth>/pause/", mine_views.rest, name="gift_rest"),
    path("<int:nth>/stop/", mine_views.stop, name="gift_stop"),
    path("<int:nth>/pay/", mine_views.method, name="gift_method"),
    path("more/", mine_views.more, name="gift_more"),
    path("safe/", mine_views.safe, name="gifts_safe"),
    path("copy/", mine_views.copy, name="gifts_copy"),
    path("erase/", mine_views.erase, name="gifts_erase"),
]
"""Of a donor who has come by her link."""
