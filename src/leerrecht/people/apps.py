from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "leerrecht.people"
    verbose_name = "Personen"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.access.principal import register_family
        from leerrecht.facts.contributors import register
        from leerrecht.people import models, rules, wall
        from leerrecht.people.contributors import leerlingen
        from leerrecht.people.domain.grounds import ground_of_grant
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.people.domain.merging_access import merge

        beyond = frozenset({acts.GRANT_VIEW, acts.GRANT_REASON, acts.GRANT_WITHDRAW})
        register_scope(models.Grant, rules.grants, beyond_roles=beyond, ground=ground_of_grant)
        register_scope(models.AccessRequest, rules.requests)
        register_scope(models.Notice, rules.notices)
        register_scope(models.Protocol, rules.protocols)
        register_merger("toegang", merge)
        register("leerling", leerlingen)
        wall.guard()
        register_family("wall_has_family({user})")
