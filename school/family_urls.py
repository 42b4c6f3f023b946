"""Addresses of a family’s own page; each carries its language before it. No address says whose it is."""

from django.urls import path

from school import family_answers, family_views

urlpatterns = [
    path("", family_views.family, name="school_family"),
    path("contact/", family_views.contact, name="school_contact"),
    path("others/", family_views.others, name="school_others"),
    path("safe/", family_views.safe, name="school_safe"),
    path("copy/", family_views.copy, name="school_copy"),
    path("forget/", family_views.forget_me, name="school_forget_me"),
    path("<int:nth>/", family_views.child, name="school_family_child"),
    path("<int:nth>/days/", family_views.days, name="school_days"),
    path("<int:nth>/leave/", family_views.leave, name="school_leave"),
    path("<int:nth>/first-day/", family_views.first_day, name="school_first_day"),
]

of_letters = [
    path("school-still/<str:token>/", family_answers.still_waiting, name="school_still"),
    path("school-contact/<str:token>/", family_answers.confirm_contact, name="school_contact_confirm"),
    path("school-join/<str:token>/", family_answers.join, name="school_join"),
]
"""Below `l/`, of whose addresses no log keeps more than that."""
