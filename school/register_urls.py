"""Addresses of registering; each carries its language before it."""

from django.urls import path

from school import confirm_views, register_views

urlpatterns = [
    path("", register_views.question, name="school_register"),
    path("on/", register_views.go_on, name="school_register_on"),
    path("check/", register_views.check, name="school_register_check"),
    path("sent/", register_views.sent, name="school_sent"),
    path("child/<int:child>/<slug:step>/", register_views.question, name="school_register_child"),
    path("<slug:step>/", register_views.question, name="school_register_step"),
]

of_letters = [path("school-confirm/<str:token>/", confirm_views.confirm, name="school_confirm")]
"""Below `l/`, of whose addresses no log keeps more than that."""
