from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "leerrecht.consent"
    verbose_name = "Toestemming"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.consent import models, rules, wall
        from leerrecht.consent.domain.merging import merge
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.people.rules import register_family

        for model in (models.Consent, models.ParentsWish, models.Judgement):
            register_scope(model, rules.records(model), beyond_roles=rules.BEYOND_ROLES)
        register_family(judged=rules.judged, withheld=rules.withheld)
        register_merger("toestemmingen", merge)
        wall.guard()
