from django.urls import URLPattern, path

from leerrecht.referrals.views import lists, one, papers

urlpatterns: list[URLPattern] = [
    path("doorverwijzingen/", lists.overview, name="referral-list"),
    path("doorverwijzingen/nieuw/", lists.start, name="referral-start"),
    path("leerlingen/<int:pk>/doorverwijzingen/", lists.of_pupil_page, name="pupil-referrals"),
    path("leerlingen/<int:pk>/doorverwijzingen/<slug:flow>/", one.begin, name="referral-new"),
    path("doorverwijzingen/<uuid:pk>/", one.page, name="referral"),
    path("doorverwijzingen/<uuid:pk>/stap/<slug:step>/", one.step_take, name="referral-step"),
    path("doorverwijzingen/<uuid:pk>/termijn/<slug:step>/", one.term, name="referral-term"),
    path("doorverwijzingen/<uuid:pk>/afsluiten/", one.close, name="referral-close"),
    path("doorverwijzingen/<uuid:pk>/formulier/<slug:form>/", papers.fill, name="referral-form"),
    path("doorverwijzingen/<uuid:pk>/blad/", papers.preview, name="referral-sheet"),
    path("doorverwijzingen/documenten/<int:pk>/", papers.document, name="referral-document"),
]
