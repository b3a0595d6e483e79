from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "leerrecht.guidance"
    verbose_name = "Begeleiding"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.documents.retention import register
        from leerrecht.duties.domain.recompute import register_listener
        from leerrecht.guidance import models, rules, wall
        from leerrecht.guidance.domain.merging import merge
        from leerrecht.guidance.domain.opening import open_by_duty
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.transfers.domain import terms

        beyond = rules.BEYOND_ROLES
        for model in (models.Entry, models.Begeleidingsdossier, models.Plan, models.Agreement, models.ThuisOpVraag):
            register_scope(model, rules.confidential, beyond_roles=beyond, ground=ground)
            register(model, terms.ground, terms.date_of)
        for part in (models.Goal, models.Action, models.Step, models.Evaluation):
            register_scope(part, rules.of_plan, beyond_roles=beyond)
        register_scope(models.Version, rules.of_agreement, beyond_roles=beyond)
        register_scope(models.Signature, rules.of_version, beyond_roles=beyond)
        register_merger("begeleiding", merge)
        register_listener("b5.begeleidingsdossier", open_by_duty)
        wall.guard()
