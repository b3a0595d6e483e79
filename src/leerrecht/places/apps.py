from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "leerrecht.places"
    verbose_name = "Plaatsen en weigeringen"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.compartments import Gedeeld
        from leerrecht.access.policy import register_scope
        from leerrecht.cases import panels
        from leerrecht.documents.retention import register
        from leerrecht.guidance.domain.queries.today import register_tasks
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.people.rules import NOBODY
        from leerrecht.places import models, rules, wall
        from leerrecht.places.domain.merging import merge
        from leerrecht.places.domain.own_file import SECTIONS
        from leerrecht.places.domain.queries.pages import panel
        from leerrecht.places.domain.queries.tasks import tasks_of_today
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        register_scope(models.Slot, rules.slots)
        register_scope(models.PlaceReport, rules.of_slot)
        register_scope(models.Application, rules.applications, beyond_roles=rules.BEYOND_ROLES)
        register_scope(models.Refusal, rules.refusals, beyond_roles=rules.BEYOND_ROLES)
        register_scope(models.RefusalStep, rules.of_refusal, beyond_roles=rules.BEYOND_ROLES)
        for model, house, view in (
            (models.Application, "school_id", acts.WAITING_VIEW),
            (models.Refusal, "handled_by_id", acts.REFUSAL_VIEW),
        ):
            register(
                model, terms.ground, terms.date_of, organisation=house, made="recorded_at", whole=Gedeeld.key,
                view=view, address="places-pupil",
            )  # fmt: skip
        for section in SECTIONS:
            register_section(*section)
        register_merger("plaatsen", merge)
        register_tasks(tasks_of_today, NOBODY)
        panels.register("plaatsen", panel)
        wall.guard()
