from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "leerrecht.quality"
    verbose_name = "Schoolbeleid"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.quality import models, rules, wall

        for model in (models.Round, models.Survey, models.PolicyAction):
            register_scope(model, rules.of_school)
        register_scope(models.Cell, rules.of_round)
        register_scope(models.Evidence, rules.of_cell)
        register_scope(models.Cooperation, rules.cooperation)
        register_scope(models.CooperationVersion, rules.of_cooperation)
        wall.guard()
