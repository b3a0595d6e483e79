from django.urls import URLPattern, path

from leerrecht.meetings.views import lists, table

urlpatterns: list[URLPattern] = [
    path("overleg/", lists.overview, name="meeting-list"),
    path("overleg/<uuid:pk>/", table.table, name="meeting"),
    path("overleg/<uuid:pk>/wijzigen/", lists.change, name="meeting-change"),
    path("overleg/<uuid:pk>/schrappen/", lists.cancel, name="meeting-cancel"),
    path("overleg/<uuid:pk>/verslag/", lists.minutes, name="meeting-report"),
    path("overleg/taken/<uuid:pk>/gedaan/", lists.task_done, name="meeting-task-done"),
    path("scholen/<int:pk>/overleg/", lists.plan, name="meeting-plan"),
]
