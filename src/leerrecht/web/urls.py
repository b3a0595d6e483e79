from django.urls import path

from leerrecht.web import views

urlpatterns = [
    path("", views.start, name="start"),
    path("leerlingen/<int:pk>/", views.pupil, name="pupil"),
]
