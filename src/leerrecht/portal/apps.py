from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "leerrecht.portal"
    verbose_name = "Mijn pagina"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.discipline import voices
        from leerrecht.documents.retention import register
        from leerrecht.guidance.voices import register_remarks
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.portal import models, rules, wall
        from leerrecht.portal.domain.merging import merge
        from leerrecht.portal.domain.own_file import SECTIONS
        from leerrecht.portal.domain.voices import KEEPER, read_remarks
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        register_scope(models.OwnWord, rules.own_words, beyond_roles=rules.READING, ground=ground)
        register_scope(models.Matter, rules.matters, beyond_roles=rules.READING, ground=ground)
        register_scope(models.Quiet, rules.quiet)
        for model in (models.OwnWord, models.Matter):
            register(model, terms.ground, terms.date_of, view=acts.NOTE_VIEW, address="dossier")
        register(models.Quiet, terms.ground, terms.date_of, made="set_on")
        for section in SECTIONS:
            register_section(*section)
        register_merger("mijn pagina", merge)
        voices.register(KEEPER)
        register_remarks(read_remarks)
        wall.guard()
