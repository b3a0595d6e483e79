from django.urls import URLPattern, path

from leerrecht.thuiszitters.views import register

urlpatterns: list[URLPattern] = [
    path("thuiszitters/", register.overview, name="thuis-list"),
    path("thuiszitters/aantallen/", register.numbers, name="thuis-figures"),
    path("thuiszitters/uitvoer/", register.export, name="thuis-export"),
    path("thuiszitters/samen/", register.together, name="thuis-together"),
    path("thuiszitters/<uuid:pk>/oordeel/", register.judge, name="thuis-judge"),
    path("thuiszitters/<uuid:pk>/opvolgen/", register.follow, name="thuis-follow"),
    path("thuiszitters/<uuid:pk>/einde/", register.end, name="thuis-end"),
    path("leerlingen/<int:pk>/thuis/", register.pupil, name="thuis-pupil"),
    path("leerlingen/<int:pk>/thuis/nieuw/", register.new, name="thuis-new"),
]
