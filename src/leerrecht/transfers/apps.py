from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "leerrecht.transfers"
    verbose_name = "Overdracht, bewaring en eigen dossier"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.transfers import models, rules, wall
        from leerrecht.transfers.domain.merging import merge
        from leerrecht.transfers.domain.terms import register_terms

        beyond = rules.BEYOND_ROLES
        register_scope(models.Transfer, rules.transfers, beyond_roles=beyond)
        register_scope(models.TransferItem, rules.items, beyond_roles=beyond)
        register_scope(models.Summary, rules.summaries, beyond_roles=beyond)
        register_scope(models.Objection, rules.objections, beyond_roles=beyond)
        register_scope(models.TransferCopy, rules.copies, beyond_roles=rules.READING)
        register_scope(models.DestructionList, rules.lists)
        register_scope(models.DestructionLine, rules.lines)
        register_scope(models.DestructionProof, rules.lists)
        register_merger("overdrachten", merge)
        register_terms()
        wall.guard()
