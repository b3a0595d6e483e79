from django.urls import URLPattern, path

from leerrecht.exchange.views import exports, imports, profiles, sources

urlpatterns: list[URLPattern] = [
    path("invoer/", imports.import_list, name="import-list"),
    path("invoer/pakket/", sources.school_source, name="import-source"),
    path("invoer/profielen/", profiles.profile_list, name="import-profiles"),
    path("invoer/profielen/<int:pk>/weg/", profiles.profile_remove, name="import-profile-remove"),
    path("invoer/<int:pk>/", imports.import_run, name="import-run"),
    path("invoer/<int:pk>/voortgang/", imports.import_progress, name="import-progress"),
    path("invoer/<int:pk>/profiel/", profiles.import_profile, name="import-profile"),
    path("invoer/<int:pk>/opnemen/", imports.import_take, name="import-take"),
    path("invoer/<int:pk>/weg/", imports.import_drop, name="import-drop"),
    path("invoer/<int:pk>/geweigerd/", imports.import_refused, name="import-refused"),
    path("uitvoer/", exports.export, name="export"),
]
