from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "leerrecht.duties"
    verbose_name = "Plichten"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.duties import models, rules, wall
        from leerrecht.duties.domain.merging import move_seen
        from leerrecht.facts.models import Fact
        from leerrecht.people.domain.merging import register_merger

        register_scope(models.Outcome, rules.outcomes)
        register_scope(models.PupilAnswer, rules.answers)
        register_scope(models.Seen, rules.seen)
        register_scope(Fact, rules.facts)
        register_merger("seen", move_seen)
        wall.guard()
