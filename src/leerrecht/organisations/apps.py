from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "leerrecht.organisations"
    verbose_name = "Organisaties"

    def ready(self) -> None:
        from leerrecht.access import policy, principal
        from leerrecht.access.models import User
        from leerrecht.organisations import models, rules, wall

        principal.register_seats(rules.SEATS)
        policy.register_scope(User, rules.accounts)
        policy.register_scope(models.Organisation, rules.organisations)
        policy.register_scope(models.School, rules.schools)
        policy.register_scope(models.Centre, rules.centres)
        policy.register_scope(models.Board, rules.organisations)
        policy.register_scope(models.Location, rules.of_school)
        policy.register_scope(models.Service, rules.of_school)
        policy.register_scope(models.Membership, rules.memberships)
        wall.guard()
