from django.apps import AppConfig


class PlacementConfig(AppConfig):
    name = "leerrecht.placement"
    verbose_name = "Zoeken naar een school"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.cases import activity, panels
        from leerrecht.documents.retention import register
        from leerrecht.duties.domain.offers import register_offers
        from leerrecht.facts.contributors import register as register_facts
        from leerrecht.guidance.domain.queries.today import register_tasks
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.people.rules import NOBODY
        from leerrecht.placement import contributors, models, rules, wall
        from leerrecht.placement.domain.merging import merge
        from leerrecht.placement.domain.own_file import rows
        from leerrecht.placement.domain.queries.deadlines import tasks_of_today
        from leerrecht.placement.domain.queries.page import panel
        from leerrecht.placement.domain.queries.worklist import last_acts, offers
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        register_scope(models.SchoolSearch, rules.searches, beyond_roles=rules.BEYOND_ROLES, ground=ground)
        for part in (models.Approach, models.Step):
            register_scope(part, rules.of_search, beyond_roles=rules.BEYOND_ROLES)
        for agreed in (models.LopAgreement, models.RotaPlace):
            register_scope(agreed, rules.of_lop)
        register(models.SchoolSearch, terms.ground, terms.date_of, view=acts.NOTE_VIEW, address="pupil-placement")
        register_section("zoektochten", "Zoektochten naar een school", rows)
        register_facts("placement", contributors.contribute)
        register_merger("zoektochten", merge)
        register_offers("zoektochten", offers)
        register_tasks(tasks_of_today, NOBODY)
        panels.register("zoektocht", panel)
        activity.register(last_acts)
        wall.guard()
