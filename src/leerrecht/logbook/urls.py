from django.urls import URLPattern, path

from leerrecht.logbook import views

urlpatterns: list[URLPattern] = [
    path("leerlingen/<int:pk>/wie-keek/", views.who_looked, name="pupil-looks"),
    path("mijn/<int:pk>/wie-keek/", views.own_looks, name="portal-looks"),
]
