from django.urls import URLPattern, path

from leerrecht.sick.views import pages, steps

urlpatterns: list[URLPattern] = [
    path("ziek/", pages.overview, name="sick-list"),
    path("leerlingen/<int:pk>/ziek/", pages.pupil, name="sick"),
    path("leerlingen/<int:pk>/ziek/inlichten/", pages.tell, name="sick-tell"),
    path("leerlingen/<int:pk>/ziek/vragen/", pages.ask, name="sick-ask"),
    *(path(f"ziek/<uuid:pk>/{what}/", steps.step, {"what": what}, name=f"sick-{what}") for what in steps.STEPS),
]
