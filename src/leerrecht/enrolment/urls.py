from django.urls import URLPattern, path

from leerrecht.enrolment.views import classes, enrolments, pupils, schools

urlpatterns: list[URLPattern] = [
    path("leerlingen/", pupils.pupil_list, name="pupil-list"),
    path("leerlingen/uitvoer.csv", pupils.pupil_export, name="pupil-export"),
    path("leerlingen/nieuw/", pupils.pupil_new, name="pupil-new"),
    path("leerlingen/<int:pk>/inschrijven/", enrolments.enrolment_new, name="enrolment-new"),
    path("inschrijvingen/<int:pk>/wijzigen/", enrolments.enrolment_edit, name="enrolment-edit"),
    path("inschrijvingen/<int:pk>/verplaatsen/", enrolments.enrolment_move, name="enrolment-move"),
    path("inschrijvingen/<int:pk>/uitschrijven/", enrolments.enrolment_end, name="enrolment-end"),
    path("inschrijvingen/<int:pk>/resultaat/", enrolments.enrolment_result, name="enrolment-result"),
    path("inschrijvingen/<int:pk>/verwijderen/", enrolments.enrolment_remove, name="enrolment-remove"),
    path("klassen/", classes.class_list, name="class-list"),
    path("klassen/nieuw/", classes.class_new, name="class-new"),
    path("klassen/<int:pk>/", classes.class_page, name="class"),
    path("klassen/<int:pk>/wijzigen/", classes.class_edit, name="class-edit"),
    path("klassen/<int:pk>/verwijderen/", classes.class_delete, name="class-delete"),
    path("klassen/<int:pk>/leerkrachten/", classes.team_join, name="class-team-join"),
    path("leerkrachten/<int:pk>/einde/", classes.team_leave, name="class-team-leave"),
    path("scholen/", schools.school_list, name="school-list"),
    path("scholen/<int:pk>/", schools.school_page, name="school"),
    path("scholen/<int:pk>/groep/verlaten/", schools.school_leave_group, name="school-leave-group"),
    path("scholen/<int:pk>/bewaren/<str:what>/", schools.school_settle, name="school-settle"),
    path("vrije-dagen/<int:pk>/verwijderen/", schools.free_day_remove, name="free-day-remove"),
    path("vestigingsplaatsen/<int:pk>/", schools.location_edit, name="location-edit"),
    path("vestigingsplaatsen/<int:pk>/verwijderen/", schools.location_remove, name="location-remove"),
]
