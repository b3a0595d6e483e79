from django.apps import AppConfig


class LeerplichtConfig(AppConfig):
    name = "leerrecht.leerplicht"
    verbose_name = "Leerplichtcontrole"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.facts.contributors import register as register_facts
        from leerrecht.leerplicht import contributors, models, rules, wall
        from leerrecht.leerplicht.domain.merging import merge
        from leerrecht.people.domain.merging import register_merger

        register_scope(models.Check, rules.checks)
        register_scope(models.ListedChild, rules.children)
        register_scope(models.Step, rules.of_child)
        register_scope(models.Candidate, rules.candidates)
        register_scope(models.Territory, rules.territories)
        register_facts("leerplicht", contributors.check_facts)
        register_merger("leerplicht", merge)
        wall.guard()
