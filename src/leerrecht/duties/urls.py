from django.urls import path

from leerrecht.duties import views

urlpatterns = [
    path("werklijst/", views.who, name="worklist-who"),
    path("werklijst/afgehandeld/", views.settled, name="worklist-settled"),
    path("werklijst/uitvoer/", views.export, name="worklist-export"),
    path("plichten/<int:pk>/", views.outcome, name="outcome"),
    path("plichten/<int:pk>/narekenen/", views.recount, name="outcome-recount"),
    path("plichten/<int:pk>/handeling/", views.act, name="outcome-act"),
    path("plichten/<int:pk>/moeilijkheid/", views.difficulty, name="outcome-difficulty"),
    path("plichten/<int:pk>/gezien/", views.seen, name="outcome-seen"),
    path("gezien/<int:pk>/terug/", views.unsee, name="seen-undo"),
]
