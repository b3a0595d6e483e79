from leerrecht.consent.models.consent import Answer, Consent, Giver, How, Judgement, ParentsWish

__all__ = ["Answer", "Consent", "Giver", "How", "Judgement", "ParentsWish"]
