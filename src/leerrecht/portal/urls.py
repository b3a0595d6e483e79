from django.urls import URLPattern, path

from leerrecht.portal.views import file, matters, pages, staff, words

urlpatterns: list[URLPattern] = [
    path("mijn/", pages.start, name="portal-start"),
    path("mijn/taal/", pages.language, name="portal-language"),
    path("mijn/toestel/", pages.device, name="portal-device"),
    path("mijn/woordenlijst/", pages.glossary, name="portal-glossary"),
    path("mijn/<int:pk>/", pages.overview, name="portal"),
    path("mijn/<int:pk>/jaar/", pages.year, name="portal-year"),
    path("mijn/<int:pk>/woorden/", words.words, name="portal-words"),
    path("mijn/<int:pk>/woorden/<uuid:word>/", words.words, name="portal-word"),
    path("mijn/<int:pk>/woorden/<uuid:word>/weg/", words.take_back, name="portal-word-away"),
    path("mijn/<int:pk>/afspraken/", pages.agreements, name="portal-agreements"),
    path("mijn/<int:pk>/rechten/", pages.my_rights, name="portal-rights"),
    path("mijn/<int:pk>/dossier/", file.file, name="portal-file"),
    path("mijn/<int:pk>/brieven/", file.letters, name="portal-letters"),
    path("mijn/<int:pk>/wie-leest/", file.access, name="portal-access"),
    path("mijn/<int:pk>/instellingen/", pages.settings, name="portal-settings"),
    path("mijn/<int:pk>/verslagen/", matters.minutes, name="portal-minutes"),
    path("mijn/<int:pk>/weigering/", matters.refusal, name="portal-refusal"),
    path("mijn/<int:pk>/waarom/", matters.reason, name="portal-reason"),
    path("mijn/<int:pk>/vragen/", matters.matters, name="portal-matters"),
    path("mijn/<int:pk>/vragen/<slug:kind>/", matters.ask, name="portal-ask"),
    path("mijn/<int:pk>/vragen/<uuid:matter>/intrekken/", matters.take_back, name="portal-matter-away"),
    path("mijn/<int:pk>/gesprek/<uuid:procedure>/", matters.hearing, name="portal-hearing"),
    path("afmelden/snel/", pages.leave, name="portal-leave"),
    path("vragen-van-thuis/", staff.worklist, name="home-matters"),
    path("vragen-van-thuis/op-papier/", staff.on_paper, name="home-paper"),
    path("vragen-van-thuis/<uuid:pk>/", staff.answer, name="home-matter"),
    path("scholen/<int:pk>/berichten/", staff.wordings, name="home-wordings"),
    path("leerlingen/<int:pk>/stilte/", staff.quiet, name="pupil-quiet"),
]
