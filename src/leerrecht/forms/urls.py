from django.urls import URLPattern, path

from leerrecht.forms.views import building, pupils, schools

urlpatterns: list[URLPattern] = [
    path("formulieren/", schools.form_list, name="form-list"),
    path("leerlingen/<int:pk>/formulieren/", pupils.pupil_forms, name="pupil-forms"),
    path("leerlingen/<int:pk>/formulieren/<slug:form>/", pupils.fill, name="form-fill"),
    path("formulieren/ingevuld/<uuid:pk>/", pupils.filled, name="form-filled"),
    path("formulieren/ingevuld/<uuid:pk>/verder/", pupils.change, name="form-change"),
    path("formulieren/ingevuld/<uuid:pk>/afdruk/", pupils.pdf, name="form-pdf"),
    path("formulieren/ingevuld/<uuid:pk>/intrekken/", pupils.withdraw, name="form-withdraw"),
    path("formulieren/school/<int:pk>/<slug:form>/", schools.fill, name="policy-fill"),
    path("formulieren/beleid/<uuid:pk>/", schools.filled, name="policy-filled"),
    path("formulieren/beleid/<uuid:pk>/verder/", schools.change, name="policy-change"),
    path("formulieren/beleid/<uuid:pk>/afdruk/", schools.pdf, name="policy-pdf"),
    path("formulieren/eigen/<int:pk>/nieuw/", building.form_new, name="own-form-new"),
    path("formulieren/bouwen/<int:pk>/", building.build, name="form-build"),
    path("formulieren/bouwen/<int:pk>/versie/", building.next_version, name="form-next-version"),
    path("formulieren/bouwen/<int:pk>/uitgeven/", building.publish, name="form-publish"),
    path("formulieren/bouwen/<int:pk>/weg/", building.retire, name="form-retire"),
    path("formulieren/bouwen/<int:pk>/onderdeel/", building.section, name="form-section-new"),
    path("formulieren/bouwen/<int:pk>/onderdeel/<int:place>/", building.section, name="form-section"),
    path("formulieren/bouwen/<int:pk>/onderdeel/<int:place>/weg/", building.section_away, name="form-section-away"),
    path("formulieren/bouwen/<int:pk>/onderdeel/<int:place>/vraag/", building.question, name="form-question-new"),
    path(
        "formulieren/bouwen/<int:pk>/onderdeel/<int:place>/vraag/<slug:code>/", building.question, name="form-question"
    ),
    path(
        "formulieren/bouwen/<int:pk>/onderdeel/<int:place>/vraag/<slug:code>/plaats/",
        building.question_place,
        name="form-question-place",
    ),
]
