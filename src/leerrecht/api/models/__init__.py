from leerrecht.api.models.token import Answer, Token
from leerrecht.api.models.webhook import Delivery, Subscription

__all__ = ["Answer", "Delivery", "Subscription", "Token"]
