from django.apps import AppConfig


class ThuiszittersConfig(AppConfig):
    name = "leerrecht.thuiszitters"
    verbose_name = "Thuiszitters"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.cases import panels
        from leerrecht.documents.retention import register
        from leerrecht.duties.domain.recompute import register_follower
        from leerrecht.guidance.domain.queries.today import register_tasks
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.people.rules import NOBODY
        from leerrecht.thuiszitters import models, rules, wall
        from leerrecht.thuiszitters.domain import recompute, traces
        from leerrecht.thuiszitters.domain.merging import merge
        from leerrecht.thuiszitters.domain.own_file import SECTIONS
        from leerrecht.thuiszitters.domain.queries.pupil import panel
        from leerrecht.thuiszitters.domain.queries.today import tasks_of_today
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        register(
            models.Thuiszitter, terms.ground, terms.date_of, made="found_on", view=acts.SITTER_VIEW,
            address="thuis-pupil",
        )  # fmt: skip
        register_scope(models.Thuiszitter, rules.register)
        register_scope(models.Judgement, rules.of_record)
        register_follower("thuiszitters", recompute.after_law)
        recompute.follow(*traces.WATCHED)
        for section in SECTIONS:
            register_section(*section)
        register_merger("thuiszitters", merge)
        panels.register("thuis", panel)
        register_tasks(tasks_of_today, NOBODY)
        wall.guard()
