from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "leerrecht.duties"
    verbose_name = "Plichten"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.duties import models, rules

        register_scope(models.Outcome, rules.outcomes)
        register_scope(models.Seen, rules.seen)
