from django.apps import AppConfig


class TrajectoriesConfig(AppConfig):
    name = "leerrecht.trajectories"
    verbose_name = "CLB"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.cases import activity, panels
        from leerrecht.documents.retention import register
        from leerrecht.duties.domain.recompute import register_listener
        from leerrecht.duties.rules import register_known
        from leerrecht.facts import contributors as facts
        from leerrecht.facts.domain.facts import register_follower
        from leerrecht.guidance import rules as guidance
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.trajectories import contributors, models, rules, wall
        from leerrecht.trajectories.domain import arising, reporting
        from leerrecht.trajectories.domain.merging import merge
        from leerrecht.trajectories.domain.own_file import SECTIONS
        from leerrecht.trajectories.domain.queries.file import last_acts, panel
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        register_known(rules.without_school)
        register_scope(models.Signal, rules.signals)
        register_scope(models.Answer, rules.of_signal)
        register_scope(models.HomeEducation, rules.home_education)
        register_scope(models.CareSignal, rules.care_signals)
        for model in (models.Traject, models.CareStep):
            register_scope(model, guidance.confidential, beyond_roles=guidance.BEYOND_ROLES, ground=ground)
            register(model, terms.ground, terms.date_of, view=acts.NOTE_VIEW, address="clb-file")
        # That a pupil came to the CLB and what it answered, is kept as what school and CLB share.
        register(
            models.Signal, terms.ground, terms.date_of, organisation="centre_id", made="made_at", whole="gedeeld",
            view=acts.CLB_DOOR, address="clb-file",
        )  # fmt: skip
        register(
            models.HomeEducation, terms.ground, terms.date_of, organisation="centre_id", made="noted_at", whole="clb",
            view=acts.CLB_DOOR, address="clb-file",
        )  # fmt: skip
        for section in SECTIONS:
            register_section(*section)
        for regel in arising.RULES:
            register_listener(regel, arising.arise)
        register_follower(reporting.REPORT, arising.reported)
        facts.register("huisonderwijs", contributors.home_education)
        register_merger("clb", merge)
        activity.register(last_acts)
        panels.register("clb", panel)
        wall.guard()
