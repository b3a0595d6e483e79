from django.urls import URLPattern, path

from leerrecht.trajectories.views import care, door, file, school

urlpatterns: list[URLPattern] = [
    path("clb/", door.door, name="clb-door"),
    path("clb/signalen/<uuid:pk>/", door.signal, name="clb-signal"),
    path("clb/signalen/<uuid:pk>/terugkoppeling/", door.feedback, name="clb-feedback"),
    path("clb/onthaal/", door.newcomer, name="clb-newcomer"),
    path("clb/huisonderwijs/", door.home_list, name="clb-home"),
    path("clb/huisonderwijs/<int:pk>/stoppen/", door.home_end, name="clb-home-end"),
    path("clb/trajecten/", file.traject_list, name="clb-trajects"),
    path("clb/trajecten/<uuid:pk>/", file.traject, name="clb-traject"),
    path("clb/trajecten/<uuid:pk>/afsluiten/", file.traject_close, name="clb-traject-close"),
    path("clb/melden/", school.reports, name="clb-reports"),
    path("clb/discreet/", school.discreet_list, name="clb-discreet"),
    path("clb/zorg/", care.care_list, name="clb-care"),
    path("clb/zorg/nieuw/", care.care_new, name="clb-care-new"),
    path("clb/zorg/<uuid:pk>/", care.care_signal, name="clb-care-signal"),
    path("leerlingen/<int:pk>/clb/", file.pupil_file, name="clb-file"),
    path("leerlingen/<int:pk>/clb/vraag/", door.ask, name="clb-ask"),
    path("leerlingen/<int:pk>/clb/stap/", file.step_new, name="clb-step-new"),
    path("leerlingen/<int:pk>/clb/traject/", file.traject_new, name="clb-traject-new"),
    path("leerlingen/<int:pk>/clb/huisonderwijs/", door.home_new, name="clb-home-new"),
    path("leerlingen/<int:pk>/clb/vertrouwenspersoon/", file.trust_person, name="clb-trust"),
    path("leerlingen/<int:pk>/clb/melden/", school.report, name="clb-report"),
    path("leerlingen/<int:pk>/clb/steun/", school.discreet, name="clb-support"),
]
