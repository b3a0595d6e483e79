from django.urls import URLPattern, path

from leerrecht.letters.views import letters, runs, templates

urlpatterns: list[URLPattern] = [
    path("brieven/", letters.letter_list, name="letter-list"),
    path("brieven/nieuw/", letters.letter_new, name="letter-new"),
    path("brieven/kiezen/", letters.letter_choose, name="letter-choose"),
    path("brieven/voorbeeld/", letters.letter_preview, name="letter-preview"),
    path("brieven/<uuid:pk>/bestand/", letters.letter_file, name="letter-file"),
    path("brieven/<uuid:pk>/verstuurd/", letters.letter_posted, name="letter-posted"),
    path("brieven/reeksen/<uuid:pk>/", runs.run, name="letter-run"),
    path("brieven/reeksen/<uuid:pk>/voortgang/", runs.progress, name="letter-run-progress"),
    path("brieven/reeksen/<uuid:pk>/afdrukken/", runs.print_all, name="letter-run-print"),
    path("brieven/reeksen/<uuid:pk>/verstuurd/", runs.all_posted, name="letter-run-posted"),
    path("brieven/sjablonen/<int:pk>/", templates.template_list, name="letter-templates"),
    path("brieven/sjablonen/<int:pk>/nieuw/", templates.template_new, name="letter-template-new"),
    path("brieven/sjablonen/<int:pk>/voorbeeld/", templates.preview, name="letter-template-preview"),
    path("brieven/sjablonen/<int:pk>/<slug:key>/", templates.template_edit, name="letter-template"),
    path("brieven/sjablonen/<int:pk>/<slug:key>/weg/", templates.template_retire, name="letter-template-retire"),
    path("brieven/huisstijl/<int:pk>/", templates.style, name="letter-style"),
    path("brieven/huisstijl/<int:pk>/logo/", templates.logo, name="letter-logo"),
    path("leerlingen/<int:pk>/brieven/", letters.pupil_letters, name="pupil-letters"),
]
