from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "leerrecht.guidance"
    verbose_name = "Begeleiding"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.documents.retention import register
        from leerrecht.duties.domain.recompute import register_listener
        from leerrecht.guidance import models, rules, wall
        from leerrecht.guidance.domain.merging import merge
        from leerrecht.guidance.domain.opening import open_by_duty
        from leerrecht.guidance.domain.own_file import SECTIONS
        from leerrecht.guidance.domain.travelling import offering
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.offers import register_offering
        from leerrecht.transfers.domain.own_file import register_section

        beyond = rules.BEYOND_ROLES
        for model in (models.Entry, models.Begeleidingsdossier, models.Plan, models.Agreement, models.ThuisOpVraag):
            register_scope(model, rules.confidential, beyond_roles=beyond, ground=ground)
            register(model, terms.ground, terms.date_of, view=acts.NOTE_VIEW, address="guidance")
        register_scope(models.Ouderaanwezigheid, rules.confidential, beyond_roles=beyond, ground=ground)
        register(models.Ouderaanwezigheid, terms.ground, terms.date_of, view=acts.NOTE_VIEW, address="guidance")
        register_scope(models.Oudercontact, rules.parents_meetings)
        for part in (models.Goal, models.Action, models.Step, models.Evaluation):
            register_scope(part, rules.of_plan, beyond_roles=beyond)
        register_scope(models.Counsellor, rules.of_file, beyond_roles=beyond)
        register_scope(models.Version, rules.of_agreement, beyond_roles=beyond)
        register_scope(models.Signature, rules.of_version, beyond_roles=beyond)
        for section in SECTIONS:
            register_section(*section)
        register_offering(offering)
        register_merger("begeleiding", merge)
        register_listener("b5.begeleidingsdossier", open_by_duty)
        wall.guard()
