"""The verbs of this room."""

from leerrecht.consent.domain.ability import end_judgement, judge_ability
from leerrecht.consent.domain.consents import record_consent, withdraw_consent
from leerrecht.consent.domain.wishes import end_wish, record_wish

__all__ = ["end_judgement", "end_wish", "judge_ability", "record_consent", "record_wish", "withdraw_consent"]
