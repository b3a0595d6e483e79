from django.urls import URLPattern, path

from leerrecht.directory import views

urlpatterns: list[URLPattern] = [
    path("aanbod/", views.overview, name="directory-list"),
    path("aanbod/nieuw/", views.offer_new, name="directory-offer-new"),
    path("aanbod/streken/", views.region_list, name="directory-region-list"),
    path("aanbod/streken/nieuw/", views.region_new, name="directory-region-new"),
    path("aanbod/streken/<int:pk>/", views.region_change, name="directory-region-change"),
    path("aanbod/<uuid:pk>/", views.offer, name="directory-offer"),
    path("aanbod/<uuid:pk>/wijzigen/", views.offer_change, name="directory-offer-change"),
    path("aanbod/<uuid:pk>/stoppen/", views.offer_end, name="directory-offer-end"),
    path("aanbod/<uuid:pk>/plaats/", views.room_new, name="directory-room-new"),
]
