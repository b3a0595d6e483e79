from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    name = "leerrecht.discipline"
    verbose_name = "Orde en tucht"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.discimus import panels
        from leerrecht.discipline import contributors, models, rules, wall
        from leerrecht.discipline.domain.letters import fill
        from leerrecht.discipline.domain.merging import merge
        from leerrecht.discipline.domain.own_file import SECTIONS
        from leerrecht.discipline.domain.queries.contests import due_today
        from leerrecht.discipline.domain.queries.deadlines import tasks_of_today
        from leerrecht.discipline.domain.queries.told import panel
        from leerrecht.documents.retention import register
        from leerrecht.facts.contributors import register as register_facts
        from leerrecht.guidance.domain.queries.today import register_tasks
        from leerrecht.letters.domain.filling import register_filler
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.people.rules import NOBODY
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        scopes = {
            models.Incident: rules.incidents, models.Involved: rules.incidents, models.Search: rules.measures,
            models.Measure: rules.measures, models.Procedure: rules.procedures, models.ClbAdvice: rules.advice,
            models.Report: rules.reports, models.Contest: rules.contests,
        }  # fmt: skip
        for model, scope in scopes.items():
            register_scope(model, scope, beyond_roles=rules.LEADING, ground=ground)
            address = "contests" if model is models.Contest else "discipline-pupil"
            register(model, terms.ground, terms.date_of, view=acts.NOTE_VIEW, address=address)
        register_scope(models.TurnDone, rules.of_contest)
        register_scope(models.Isolation, rules.of_incident)
        register_scope(models.SchoolRules, rules.school_rules)
        for part in (models.StepDone, models.Member):
            register_scope(part, rules.of_procedure, beyond_roles=rules.LEADING)
        register_scope(models.ReportAttempt, rules.of_report, beyond_roles=rules.LEADING)
        for section in SECTIONS:
            register_section(*section)
        register_facts("discipline", contributors.contribute)
        register_facts("betwistingen", contributors.contribute_contests)
        register_merger("tucht", merge)
        panels.register(panel)
        register_filler("tucht", fill)
        register_tasks(tasks_of_today, NOBODY)
        register_tasks(due_today, NOBODY)
        wall.guard()
