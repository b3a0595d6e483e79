from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "leerrecht.notes"
    verbose_name = "Aantekeningen"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.notes import models, rules, wall
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.notes.domain.merging import merge
        from leerrecht.people.domain.merging import register_merger

        register_scope(models.Aantekening, rules.aantekeningen, beyond_roles=rules.BEYOND_ROLES, ground=ground)
        register_merger("aantekeningen", merge)
        wall.guard()
