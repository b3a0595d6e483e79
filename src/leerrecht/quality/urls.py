from django.urls import URLPattern, path

from leerrecht.quality.views import actions, audits, cooperation, home, public, surveys

urlpatterns: list[URLPattern] = [
    path("schoolbeleid/", home.home, name="quality-home"),
    path("schoolbeleid/school/<int:pk>/zelfaudit/", audits.new, name="quality-round-new"),
    path("schoolbeleid/zelfaudit/<uuid:pk>/", audits.show, name="quality-round"),
    path("schoolbeleid/zelfaudit/<uuid:pk>/afdruk/", audits.pdf, name="quality-round-pdf"),
    path("schoolbeleid/zelfaudit/<uuid:pk>/vastzetten/", audits.fix, name="quality-round-fix"),
    path("schoolbeleid/zelfaudit/<uuid:pk>/vak/<slug:cell>/", audits.cell, name="quality-cell"),
    path("schoolbeleid/zelfaudit/<uuid:pk>/vak/<slug:cell>/bewijs/", audits.evidence_new, name="quality-evidence-new"),
    path("schoolbeleid/bewijs/<uuid:pk>/", audits.evidence_file, name="quality-evidence"),
    path("schoolbeleid/bewijs/<uuid:pk>/weg/", audits.evidence_away, name="quality-evidence-away"),
    path("schoolbeleid/school/<int:pk>/bevraging/", surveys.new, name="quality-survey-new"),
    path("schoolbeleid/bevraging/<uuid:pk>/", surveys.show, name="quality-survey"),
    path("schoolbeleid/bevraging/<uuid:pk>/codes/", surveys.codes, name="quality-survey-codes"),
    path("schoolbeleid/bevraging/<uuid:pk>/afsluiten/", surveys.close, name="quality-survey-close"),
    path("schoolbeleid/bevraging/<uuid:pk>/actie/", actions.from_survey, name="quality-survey-action"),
    path("schoolbeleid/zelfaudit/<uuid:pk>/vak/<slug:cell>/actie/", actions.from_cell, name="quality-cell-action"),
    path("schoolbeleid/acties/<uuid:pk>/", actions.evaluate, name="quality-action-evaluate"),
    path("schoolbeleid/school/<int:pk>/afspraken/", cooperation.new, name="quality-cooperation-new"),
    path("schoolbeleid/afspraken/<uuid:pk>/", cooperation.show, name="quality-cooperation"),
    path("schoolbeleid/afspraken/<uuid:pk>/schrijven/", cooperation.write, name="quality-cooperation-write"),
    path("schoolbeleid/versies/<uuid:pk>/bevestigen/", cooperation.confirm, name="quality-cooperation-confirm"),
    path("bevraging/", public.answer, name="survey-answer"),
    path("bevraging/bedankt/", public.thanks, name="survey-thanks"),
]
