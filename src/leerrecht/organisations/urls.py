from django.urls import URLPattern, path

from leerrecht.organisations import views

urlpatterns: list[URLPattern] = [
    path("leden/", views.member_list, name="member-list"),
    path("leden/nieuw/", views.member_new, name="member-new"),
    path("leden/nieuw-account/", views.member_account, name="member-account"),
    path("leden/<int:pk>/einde/", views.member_end, name="member-end"),
    path("besturen/nieuw/", views.board_new, name="board-new"),
    path("clb/nieuw/", views.centre_new, name="centre-new"),
    path("organisaties/nieuw/", views.service_new, name="service-new"),
    path("scholen/nieuw/", views.school_new, name="school-new"),
    path("scholen/<int:pk>/wijzigen/", views.school_edit, name="school-edit"),
]
