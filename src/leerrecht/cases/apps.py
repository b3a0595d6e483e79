from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "leerrecht.cases"
    verbose_name = "Casussen"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.cases import activity, models, rules, wall
        from leerrecht.cases.domain.acting import last_entries
        from leerrecht.cases.domain.keeping import date_of_case
        from leerrecht.cases.domain.merging import merge
        from leerrecht.cases.domain.own_file import SECTIONS
        from leerrecht.documents.retention import register
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        beyond = rules.BEYOND_ROLES
        register_scope(models.Case, rules.cases, beyond_roles=beyond, ground=ground)
        register_scope(models.Invitation, rules.invitations, beyond_roles=beyond, ground=ground)
        within = (
            models.Release, models.Report, models.Part, models.Summary, models.Mediation, models.RoundTable,
            models.CaseTask, models.Track, models.Exit,
        )  # fmt: skip
        for model in within:
            register_scope(model, rules.placed, beyond_roles=beyond, ground=ground)
        # What hangs on a case goes before the case.
        for kept in (models.Invitation, *within):
            register(kept, terms.ground, terms.date_of, view=acts.NOTE_VIEW, address="cases-of-pupil")
        register(models.Case, terms.ground, date_of_case, view=acts.NOTE_VIEW, address="cases-of-pupil")
        register_scope(models.Participant, rules.of_case, beyond_roles=beyond)
        for part in (models.Review, models.WeekPattern, models.WorkplaceCheck):
            register_scope(part, rules.of_track, beyond_roles=beyond)
        register_scope(models.Decision, rules.of_table, beyond_roles=beyond)
        register_scope(models.Position, rules.of_decision, beyond_roles=beyond)
        register_scope(models.Confirmation, rules.of_summary, beyond_roles=beyond)
        for section in SECTIONS:
            register_section(*section)
        register_merger("casussen", merge)
        activity.register(last_entries)
        wall.guard()
