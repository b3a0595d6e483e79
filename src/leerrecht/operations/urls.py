from django.urls import path

from leerrecht.operations import views

urlpatterns = [
    path("gezond/", views.alive, name="alive"),
    path("gezond/klaar/", views.ready, name="ready"),
]
