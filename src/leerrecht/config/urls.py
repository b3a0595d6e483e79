"""Addresses: Dutch words, since users read them."""

from django.urls import include, path

urlpatterns = [
    # First, since the busiest address stands there: addresses are tried in this order, by one expression each.
    path("", include("leerrecht.attendance.urls")),
    path("", include("leerrecht.access.urls")),
    path("", include("leerrecht.web.urls")),
    path("", include("leerrecht.people.urls")),
    path("", include("leerrecht.consent.urls")),
    path("", include("leerrecht.logbook.urls")),
    path("", include("leerrecht.enrolment.urls")),
    path("", include("leerrecht.notes.urls")),
    path("", include("leerrecht.organisations.urls")),
    path("", include("leerrecht.transfers.urls")),
    path("", include("leerrecht.discimus.urls")),
    path("", include("leerrecht.duties.urls")),
    path("", include("leerrecht.letters.urls")),
    path("", include("leerrecht.forms.urls")),
    path("", include("leerrecht.guidance.urls")),
    path("", include("leerrecht.quality.urls")),
    path("", include("leerrecht.cases.urls")),
    path("", include("leerrecht.meetings.urls")),
    path("", include("leerrecht.directory.urls")),
    path("", include("leerrecht.trajectories.urls")),
    path("", include("leerrecht.referrals.urls")),
    path("", include("leerrecht.sick.urls")),
    path("", include("leerrecht.discipline.urls")),
    path("", include("leerrecht.placement.urls")),
    path("", include("leerrecht.places.urls")),
    path("", include("leerrecht.leerplicht.urls")),
    path("", include("leerrecht.inclusion.urls")),
    path("", include("leerrecht.thuiszitters.urls")),
    path("", include("leerrecht.portal.urls")),
    path("", include("leerrecht.regelwijzer.urls")),
    path("", include("leerrecht.indicators.urls")),
    path("", include("leerrecht.exchange.urls")),
    path("", include("leerrecht.operations.urls")),
    path("", include("leerrecht.api.urls")),
]

handler500 = "leerrecht.ui.errors.failed"
