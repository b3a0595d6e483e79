"""The verbs of this room."""

from leerrecht.referrals.domain.beginning import begin_referral
from leerrecht.referrals.domain.documents import attach_form
from leerrecht.referrals.domain.ending import close_referral
from leerrecht.referrals.domain.stepping import set_term, take_step

__all__ = ["attach_form", "begin_referral", "close_referral", "set_term", "take_step"]
