from django.urls import URLPattern, path

from leerrecht.people.views import access, accounts, protocols, pupils

urlpatterns: list[URLPattern] = [
    path("leerlingen/<int:pk>/wijzigen/", pupils.pupil_edit, name="pupil-edit"),
    path("leerlingen/<int:pk>/contacten/nieuw/", pupils.contact_new, name="contact-new"),
    path("leerlingen/<int:pk>/broers-en-zussen/", pupils.siblings, name="pupil-siblings"),
    path("leerlingen/<int:pk>/broers-en-zussen/weg/", pupils.sibling_remove, name="pupil-sibling-remove"),
    path("leerlingen/<int:pk>/samenvoegen/", pupils.pupil_merge, name="pupil-merge"),
    path("contacten/<int:pk>/", pupils.contact_edit, name="contact-edit"),
    path("contacten/<int:pk>/verwijderen/", pupils.contact_remove, name="contact-remove"),
    path("leerlingen/<int:pk>/accounts/", accounts.account_list, name="pupil-accounts"),
    path("leerlingen/<int:pk>/accounts/brief/", accounts.account_letter, name="pupil-account-letter"),
    path("leerlingen/<int:pk>/accounts/koppelen/", accounts.account_join, name="pupil-account-join"),
    path("leerlingen/<int:pk>/accounts/intrekken/", accounts.account_withdraw, name="pupil-account-withdraw"),
    path("aanmelden/uitnodiging/", accounts.invitation_use, name="invitation-use"),
    path("aanmelden/uitnodiging/<slug:language>/", accounts.invitation_use, name="invitation-language"),
    path("leerlingen/<int:pk>/toegang/", access.access_list, name="pupil-access"),
    path("leerlingen/<int:pk>/toegang/geven/", access.grant_new, name="grant-new"),
    path("leerlingen/<int:pk>/toegang/vragen/", access.request_new, name="access-request"),
    path("leerlingen/<int:pk>/toegang/noodgeval/", access.glass_break, name="glass-break"),
    path("protocollen/", protocols.protocol_list, name="protocol-list"),
    path("protocollen/nieuw/", protocols.protocol_new, name="protocol-new"),
    path("protocollen/<int:pk>/einde/", protocols.protocol_end, name="protocol-end"),
    path("protocollen/<int:pk>/document/", protocols.protocol_file, name="protocol-file"),
    path("toegang/<int:pk>/intrekken/", access.grant_withdraw, name="grant-withdraw"),
    path("toegang/vragen/", access.request_list, name="access-request-list"),
    path("toegang/vragen/<int:pk>/", access.request_answer, name="access-request-answer"),
    path("meldingen/<int:pk>/gezien/", access.notice_seen, name="notice-seen"),
]
