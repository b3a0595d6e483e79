from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "leerrecht.enrolment"
    verbose_name = "Inschrijvingen"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.enrolment import models, rules, wall
        from leerrecht.enrolment.contributors import inschrijvingen
        from leerrecht.enrolment.domain.merging import merge
        from leerrecht.enrolment.domain.queries.where import schools_of_each
        from leerrecht.facts.contributors import register
        from leerrecht.people.domain.grounds import ground_of_pupil
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.people.domain.schools import register_finder
        from leerrecht.people.models import Contact, Pupil, PupilNumber
        from leerrecht.people.rules import BEYOND_ROLES

        register_scope(Pupil, rules.pupils, beyond_roles=BEYOND_ROLES, ground=ground_of_pupil)
        register_scope(Contact, rules.of_pupil)
        register_scope(PupilNumber, rules.of_pupil)
        register_scope(models.ClassGroup, rules.classes)
        register_scope(models.ClassTeam, rules.teams)
        own = frozenset({acts.OWN_VIEW})
        register_scope(models.Enrolment, rules.at_school_or_in_own_class, beyond_roles=own)
        register_scope(models.Placement, rules.placements)
        register_scope(models.YearResult, rules.results)
        register_scope(models.FreeDay, rules.of_school)
        register_scope(models.Gathering, rules.of_school)

        register("inschrijvingen", inschrijvingen)
        register_merger("inschrijvingen", merge)
        register_finder(schools_of_each)
        wall.guard()
