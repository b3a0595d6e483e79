from django.apps import AppConfig


class InclusionConfig(AppConfig):
    name = "leerrecht.inclusion"
    verbose_name = "Knipperlichten over inclusie"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.inclusion import models, rules

        register_scope(models.Threshold, rules.of_school)
        register_scope(models.Answer, rules.of_school)
