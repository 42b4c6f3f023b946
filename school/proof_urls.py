"""Addresses of “Check the list yourself”; each carries its language before it."""

from django.urls import path

from school import proof_views

urlpatterns = [
    path("", proof_views.check, name="school_check"),
    path("ledger.txt", proof_views.ledger, name="school_ledger"),
    path("order.txt", proof_views.order, name="school_order"),
    path("<slug:name>.py", proof_views.program, name="school_program"),
    path("<slug:month>/", proof_views.check_month, name="school_check_month"),
    path("<slug:month>/<int:number>/codes.txt", proof_views.codes, name="school_codes"),
    path("<slug:month>/<int:number>/result.txt", proof_views.result, name="school_result"),
]
