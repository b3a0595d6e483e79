from django.urls import URLPattern, path

from leerrecht.placement.views import platform, schools, searches

urlpatterns: list[URLPattern] = [
    path("zoektochten/", searches.overview, name="placement-list"),
    path("zoektochten/lop/", platform.home, name="placement-lop"),
    path("zoektochten/lop/afspraak/", platform.agree, name="placement-lop-agree"),
    path("zoektochten/lop/beurtrol/", platform.rota, name="placement-lop-rota"),
    path("zoektochten/scholen/<int:pk>/antwoord/", schools.answer, name="placement-answer"),
    path("zoektochten/scholen/<int:pk>/weigering/", schools.contest, name="placement-contest"),
    path("zoektochten/scholen/<int:pk>/meldpunt/", schools.pass_on, name="placement-pass-on"),
    path("zoektochten/scholen/<int:pk>/herinnerd/", schools.remind, name="placement-remind"),
    path("zoektochten/scholen/<int:pk>/weg/", schools.take_back, name="placement-take-back"),
    path("zoektochten/<uuid:pk>/", searches.search, name="placement"),
    path("zoektochten/<uuid:pk>/meezoeken/", searches.join, name="placement-join"),
    path("zoektochten/<uuid:pk>/wensen/", searches.wishes, name="placement-wishes"),
    path("zoektochten/<uuid:pk>/school/", schools.ask, name="placement-ask"),
    path("zoektochten/<uuid:pk>/stap/", searches.step, name="placement-step"),
    path("zoektochten/<uuid:pk>/afronden/", searches.end, name="placement-end"),
    path("zoektochten/<uuid:pk>/beroep/", searches.appeal, name="placement-appeal"),
    path("leerlingen/<int:pk>/zoektocht/", searches.pupil, name="pupil-placement"),
    path("leerlingen/<int:pk>/zoektocht/nieuw/", searches.new, name="placement-new"),
]
