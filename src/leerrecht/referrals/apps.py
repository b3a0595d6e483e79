from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "leerrecht.referrals"
    verbose_name = "Doorverwijzingen"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.cases import activity, panels
        from leerrecht.documents.retention import register
        from leerrecht.duties.domain.offers import register_offers
        from leerrecht.facts import contributors
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.referrals import models, rules, wall
        from leerrecht.referrals.domain.asking import contribute
        from leerrecht.referrals.domain.merging import merge
        from leerrecht.referrals.domain.offering import offers
        from leerrecht.referrals.domain.own_file import rows
        from leerrecht.referrals.domain.queries.panel import last_acts, panel
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        register_scope(models.Referral, rules.referrals, beyond_roles=rules.BEYOND_ROLES, ground=ground)
        for part in (models.Step, models.Document):
            register_scope(part, rules.of_referral, beyond_roles=rules.BEYOND_ROLES)
        register(models.Referral, terms.ground, terms.date_of, view=acts.NOTE_VIEW, address="pupil-referrals")
        register_section("doorverwijzingen", "Doorverwijzingen", rows)
        register_merger("doorverwijzingen", merge)
        register_offers("doorverwijzingen", offers)
        contributors.register("referrals", contribute)
        panels.register("referrals", panel)
        activity.register(last_acts)
        wall.guard()
