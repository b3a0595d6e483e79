from django.urls import path

from leerrecht.regelwijzer import views

urlpatterns = [
    path("regelwijzer/", views.page, name="regelwijzer"),
    path("regelwijzer/antwoord/", views.answer, name="regelwijzer-answer"),
]
