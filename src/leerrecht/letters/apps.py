from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "leerrecht.letters"
    verbose_name = "Brieven"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.documents.retention import register
        from leerrecht.duties.domain.offers import register_offers
        from leerrecht.letters import models, rules, wall
        from leerrecht.letters.domain import own_file
        from leerrecht.letters.domain.merging import merge
        from leerrecht.letters.domain.offering import offers
        from leerrecht.notes.domain.grounds import ground
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.transfers.domain import terms
        from leerrecht.transfers.domain.own_file import register_section

        register_scope(models.Letter, rules.letters, beyond_roles=rules.READING, ground=ground)
        register_scope(models.Delivery, rules.deliveries, beyond_roles=rules.READING)
        register_scope(models.Run, rules.runs)
        register_scope(models.Attempt, rules.attempts, beyond_roles=rules.READING)
        register_scope(models.LetterTemplate, rules.of_house)
        register_scope(models.HouseStyle, rules.of_house)
        register_merger("brieven", merge)
        register_offers("brieven", offers)
        register_section("brieven", "Brieven", own_file.rows)
        register(
            models.Letter, terms.ground, terms.date_of, made="made_at", view=acts.NOTE_VIEW, address="pupil-letters"
        )
        wall.guard()
