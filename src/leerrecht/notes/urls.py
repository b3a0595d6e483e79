from django.urls import URLPattern, path

from leerrecht.notes import views

urlpatterns: list[URLPattern] = [
    path("leerlingen/<int:pk>/dossier/", views.pupil_dossier, name="dossier"),
    path("leerlingen/<int:pk>/aantekeningen/nieuw/", views.note_new, name="note-new"),
    path("aantekeningen/<uuid:pk>/intrekken/", views.note_withdraw, name="note-withdraw"),
    path("aantekeningen/<uuid:pk>/bestand/", views.note_file, name="note-file"),
]
