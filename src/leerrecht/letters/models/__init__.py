from leerrecht.letters.models.letter import Attempt, Delivery, DeliveryState, Letter, Run, RunState, Way
from leerrecht.letters.models.style import HouseStyle, Window
from leerrecht.letters.models.template import LetterTemplate, Occasion, Recipient, TemplateText

__all__ = [
    "Attempt",
    "Delivery",
    "DeliveryState",
    "HouseStyle",
    "Letter",
    "LetterTemplate",
    "Occasion",
    "Recipient",
    "Run",
    "RunState",
    "TemplateText",
    "Way",
    "Window",
]
