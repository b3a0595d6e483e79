from django.urls import URLPattern, path

from leerrecht.guidance.views import digest, figures, file, files, home, parents, plans, today, verification

urlpatterns: list[URLPattern] = [
    path("leerlingen/<int:pk>/begeleiding/", file.pupil_file, name="guidance"),
    path("leerlingen/<int:pk>/begeleiding/noteren/", file.entry_new, name="guidance-entry-new"),
    path("leerlingen/<int:pk>/begeleiding/openen/", file.file_open, name="guidance-open"),
    path("begeleidingsdossiers/<uuid:pk>/sluiten/", file.file_close, name="guidance-close"),
    path("begeleiding/dossiers/", files.file_list, name="guidance-files"),
    path("begeleidingsdossiers/<uuid:pk>/begeleiders/", files.file_counsellors, name="guidance-counsellors"),
    path("begeleiders/<int:pk>/stoppen/", files.counsellor_end, name="guidance-counsellor-end"),
    path("begeleiding/ouders/", parents.lost, name="parents-lost"),
    path("oudercontacten/", parents.meeting_list, name="parents-meetings"),
    path("oudercontacten/<int:pk>/", parents.meeting, name="parents-meeting"),
    path("stappen/<uuid:pk>/intrekken/", file.entry_withdraw, name="guidance-entry-withdraw"),
    path("leerlingen/<int:pk>/begeleiding/plan/", plans.plan_new, name="guidance-plan-new"),
    path("leerlingen/<int:pk>/begeleiding/afspraken/", plans.agreement_new, name="guidance-agreement-new"),
    path("leerlingen/<int:pk>/begeleiding/thuis/", home.home_new, name="guidance-home-new"),
    path("leerlingen/<int:pk>/begeleiding/verificatie/", verification.verification, name="guidance-verification"),
    path("plannen/<uuid:pk>/", plans.plan, name="guidance-plan"),
    path("afspraken/<uuid:pk>/", plans.agreement, name="guidance-agreement"),
    path("thuis/<uuid:pk>/bekijken/", home.home_review, name="guidance-home-review"),
    path("thuis/<uuid:pk>/stoppen/", home.home_stop, name="guidance-home-stop"),
    path("begeleiding/vandaag/", today.today, name="guidance-today"),
    path("begeleiding/cijfers/", figures.of_school, name="guidance-figures"),
    path("klassen/<int:pk>/weekbericht/", digest.week, name="guidance-week"),
    path("begeleiding/thuis/", home.faults, name="guidance-faults"),
    path("stappen/<uuid:pk>/uitgevoerd/", file.entry_done, name="guidance-entry-done"),
    path("plichten/<int:pk>/stap/", file.outcome_done, name="outcome-done"),
]
