from django.urls import URLPattern, path

from leerrecht.people import views

urlpatterns: list[URLPattern] = [
    path("leerlingen/<int:pk>/wijzigen/", views.pupil_edit, name="pupil-edit"),
    path("leerlingen/<int:pk>/contacten/nieuw/", views.contact_new, name="contact-new"),
    path("leerlingen/<int:pk>/broers-en-zussen/", views.siblings, name="pupil-siblings"),
    path("leerlingen/<int:pk>/broers-en-zussen/weg/", views.sibling_remove, name="pupil-sibling-remove"),
    path("leerlingen/<int:pk>/samenvoegen/", views.pupil_merge, name="pupil-merge"),
    path("contacten/<int:pk>/", views.contact_edit, name="contact-edit"),
    path("contacten/<int:pk>/verwijderen/", views.contact_remove, name="contact-remove"),
]
