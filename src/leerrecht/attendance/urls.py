from django.urls import URLPattern, path

from leerrecht.attendance.views import (
    certificates, gathering, period, pupil_marks, register, sub_codes, week, worklists,
)  # fmt: skip

urlpatterns: list[URLPattern] = [
    path("registers/", register.register_list, name="register-list"),
    path("registers/periode/", period.register_period, name="register-period"),
    path("registers/<int:class_id>/week/<str:date>/", week.register_week, name="register-week"),
    path("registers/<int:class_id>/<str:date>/<str:part>/", register.register, name="register"),
    path("registers/<int:class_id>/<str:date>/<str:part>/opslaan/", register.register_save, name="register-save"),
    path("groepen/", gathering.gathering_list, name="gathering-list"),
    path("groepen/nieuw/", gathering.gathering_new, name="gathering-new"),
    path("groepen/<int:pk>/", gathering.gathering, name="gathering"),
    path("groepen/<int:pk>/<str:part>/", gathering.gathering_register, name="gathering-register"),
    path("groepen/<int:pk>/<str:part>/opslaan/", gathering.gathering_save, name="gathering-save"),
    path("leerlingen/<int:pk>/attest/", certificates.certificate_new, name="certificate-new"),
    path("attesten/<int:pk>/", certificates.certificate, name="certificate"),
    path("attesten/<int:pk>/verbeteren/", certificates.certificate_edit, name="certificate-edit"),
    path("attesten/<int:pk>/intrekken/", certificates.certificate_withdraw, name="certificate-withdraw"),
    path("attesten/<int:pk>/omzetten/", certificates.certificate_extend, name="certificate-extend"),
    path("attesten/<int:pk>/scan/", certificates.certificate_scan, name="certificate-scan"),
    path("werklijst/registers/", worklists.registers, name="worklist-registers"),
    path("werklijst/zonder-reden/", worklists.unknown, name="worklist-unknown"),
    path("werklijst/p-goedkeuren/", worklists.waiting_p, name="worklist-p"),
    path("werklijst/ouderbriefjes/", worklists.parents_notes, name="worklist-notes"),
    path("leerlingen/<int:pk>/geschiedenis/", pupil_marks.pupil_history, name="pupil-history"),
    path("leerlingen/<int:pk>/lesuren/", pupil_marks.pupil_lessons, name="pupil-lessons"),
    path("leerlingen/<int:pk>/lesuren/<int:mark_pk>/weg/", pupil_marks.lesson_remove, name="lesson-remove"),
    path("scholen/<int:pk>/codes/", sub_codes.sub_code_list, name="sub-code-list"),
    path("scholen/<int:pk>/codes/<int:code_pk>/", sub_codes.sub_code_edit, name="sub-code-edit"),
    path("scholen/<int:pk>/codes/<int:code_pk>/weg/", sub_codes.sub_code_remove, name="sub-code-remove"),
]
