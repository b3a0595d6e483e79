from django.urls import path

from leerrecht.web import views

urlpatterns = [
    path("", views.start, name="start"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("leerlingen/<int:pk>/", views.pupil, name="pupil"),
]
