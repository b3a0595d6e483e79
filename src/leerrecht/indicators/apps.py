from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "leerrecht.indicators"
    verbose_name = "Cijfers"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.indicators import models, rules, wall

        register_scope(models.Figure, rules.figures)
        register_scope(models.Question, rules.questions)
        for model in (models.Publication, models.Description, models.Band, models.Likeness):
            register_scope(model, rules.everybody)
        wall.guard()
