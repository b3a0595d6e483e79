from leerrecht.directory.models.offer import CapacityReport, Offer, OfferKind, Referrer
from leerrecht.directory.models.region import Region

__all__ = ["CapacityReport", "Offer", "OfferKind", "Referrer", "Region"]
