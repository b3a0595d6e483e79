from leerrecht.referrals.models.referral import Document, Referral, Step

__all__ = ["Document", "Referral", "Step"]
