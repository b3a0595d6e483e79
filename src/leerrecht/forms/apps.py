from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "leerrecht.forms"
    label = "school_forms"  # django.forms has the other name
    verbose_name = "Formulieren"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.documents.retention import register
        from leerrecht.forms import models, rules, wall
        from leerrecht.forms.domain import own_file
        from leerrecht.forms.domain.merging import merge
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        register_scope(models.FilledForm, rules.filled, beyond_roles=rules.READING, ground=ground)
        register_scope(models.SchoolForm, rules.of_school)
        register_scope(models.Form, rules.forms, beyond_roles=rules.READING)
        register_merger("formulieren", merge)
        register_section("formulieren", "Formulieren", own_file.rows)
        register(
            models.FilledForm, terms.ground, terms.date_of, made="made_at", view=acts.NOTE_VIEW, address="pupil-forms"
        )
        wall.guard()
