"""Addresses of signing up; each carries its language before it."""

from django.urls import path

from events import answer_views, party_views, sign_up_views, ticket_views

urlpatterns = [
    path("<int:activity>/", sign_up_views.sign_up, name="sign_up"),
    path("<int:activity>/second-group/", sign_up_views.wish, name="wish"),
    path("second-group/heard/", sign_up_views.wish_heard, name="wish_heard"),
    path("done/", sign_up_views.signed_up, name="signed_up"),
    path("kept/", sign_up_views.kept, name="sign_up_kept"),
    path("invited/", sign_up_views.invited, name="invited"),
    path("mine/", party_views.my_booking, name="my_booking"),
    path("mine/copy/", party_views.copy, name="my_booking_copy"),
    path("mine/dates.ics", party_views.dates, name="my_booking_dates"),
    path("mine/erased/", party_views.erased, name="my_booking_erased"),
    path("ticket/", ticket_views.ticket, name="ticket"),
    path("ticket/found/", ticket_views.ticket_found, name="ticket_found"),
]

of_letters = [
    path("answer/<str:token>/", answer_views.seat_answer, name="seat_answer"),
    path("reminders/<str:token>/", answer_views.no_reminders, name="no_reminders"),
    path("calendar/<str:token>.ics", party_views.feed, name="my_calendar"),
]
"""Below `l/`, of whose addresses no log keeps more than that."""
