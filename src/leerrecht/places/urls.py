from django.urls import URLPattern, path

from leerrecht.places.views import places, refusals, waiting

urlpatterns: list[URLPattern] = [
    path("plaatsen/", places.overview, name="places-list"),
    path("plaatsen/cijfers/", places.numbers, name="places-figures"),
    path("plaatsen/<uuid:pk>/", places.slot, name="places-slot"),
    path("plaatsen/<uuid:pk>/melden/", places.room, name="places-room"),
    path("plaatsen/<uuid:pk>/wachtlijst/", waiting.ask, name="waiting-ask"),
    path("scholen/<int:pk>/plaatsen/", places.slot_new, name="places-new"),
    path("scholen/<int:pk>/plaatsen/bestand/", places.take_file, name="places-file"),
    path("scholen/<int:pk>/wachtlijsten/meenemen/", waiting.carry, name="waiting-carry"),
    path("wachtlijsten/", waiting.overview, name="waiting-list"),
    path("wachtlijsten/<uuid:pk>/", waiting.line, name="waiting-line"),
    path("wachtlijsten/<uuid:pk>/weigeren/", waiting.refuse, name="waiting-refuse"),
    path("wachtlijsten/<uuid:pk>/<slug:what>/", waiting.act, name="waiting-act"),
    path("leerlingen/<int:pk>/plaatsen/", waiting.pupil, name="places-pupil"),
    path("leerlingen/<int:pk>/plaats-vragen/", waiting.ask_for, name="waiting-ask-for"),
    path("leerlingen/<int:pk>/weigering/", refusals.new, name="refusal-new"),
    path("weigeringen/", refusals.overview, name="refusal-list"),
    path("weigeringen/nieuw/", refusals.choose, name="refusal-choose"),
    path("weigeringen/<uuid:pk>/", refusals.refusal, name="refusal"),
    path("weigeringen/<uuid:pk>/stap/", refusals.step, name="refusal-step"),
    path("weigeringen/<uuid:pk>/reden/", refusals.ground, name="refusal-ground"),
    path("weigeringen/<uuid:pk>/antwoord/", refusals.answer, name="refusal-answer"),
]
