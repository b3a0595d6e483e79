from django.urls import URLPattern, path

from leerrecht.inclusion import views

urlpatterns: list[URLPattern] = [
    path("inclusie/", views.lights, name="inclusion-list"),
    path("scholen/<int:pk>/inclusie/<slug:light>/drempel/", views.threshold, name="inclusion-threshold"),
    path("scholen/<int:pk>/inclusie/<slug:light>/standaard/", views.default, name="inclusion-default"),
    path("scholen/<int:pk>/inclusie/<slug:light>/antwoord/", views.answer, name="inclusion-answer"),
]
