from django.urls import URLPattern, path

from leerrecht.discimus import views

urlpatterns: list[URLPattern] = [
    path("discimus/", views.overview, name="discimus"),
    path("scholen/<int:pk>/discimus/", views.school, name="discimus-school"),
    path("scholen/<int:pk>/discimus/verbinden/", views.connect, name="discimus-connect"),
    path("scholen/<int:pk>/discimus/stoppen/", views.disconnect, name="discimus-disconnect"),
    path("scholen/<int:pk>/discimus/opnieuw/", views.again, name="discimus-again"),
]
