from django.urls import URLPattern, path

from leerrecht.consent import views

urlpatterns: list[URLPattern] = [
    path("leerlingen/<int:pk>/toestemmingen/", views.consent_list, name="pupil-consents"),
    path("leerlingen/<int:pk>/toestemmingen/nieuw/", views.consent_new, name="consent-new"),
    path("leerlingen/<int:pk>/wens/", views.wish_new, name="wish-new"),
    path("leerlingen/<int:pk>/bekwaamheid/", views.ability_new, name="ability-new"),
    path("toestemmingen/<int:pk>/intrekken/", views.consent_withdraw, name="consent-withdraw"),
    path("wensen/<int:pk>/einde/", views.wish_end, name="wish-end"),
    path("beoordelingen/<int:pk>/einde/", views.ability_end, name="ability-end"),
]
