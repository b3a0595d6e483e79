from django.apps import AppConfig


class SickConfig(AppConfig):
    name = "leerrecht.sick"
    verbose_name = "Onderwijs voor zieke leerlingen"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.compartments import Attest
        from leerrecht.access.policy import register_scope
        from leerrecht.cases import activity, panels
        from leerrecht.documents.retention import register
        from leerrecht.duties.domain.offers import register_offers
        from leerrecht.facts import contributors
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.sick import contributors as own
        from leerrecht.sick import models, rules, wall
        from leerrecht.sick.domain.merging import merge
        from leerrecht.sick.domain.own_file import SECTION
        from leerrecht.sick.domain.queries.cases import last_acts, panel
        from leerrecht.sick.domain.queries.worklist import offers
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        for model in (models.Ziekteonderwijs, models.Inlichting):
            register_scope(model, rules.sick, beyond_roles=rules.BEYOND_ROLES)
            register(
                model, terms.ground, terms.date_of, organisation="school_id", made="recorded_at", whole=Attest.key,
                view=acts.SICK_VIEW, address="sick",
            )  # fmt: skip
        for part in (models.Verlenging, models.Lesweek, models.Stap):
            register_scope(part, rules.of_sick, beyond_roles=rules.BEYOND_ROLES)
        contributors.register("sick", own.contribute)
        register_merger("ziek", merge)
        register_section(*SECTION)
        register_offers("ziek", offers)
        panels.register("ziek", panel)
        activity.register(last_acts)
        wall.guard()
