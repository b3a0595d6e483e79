"""What the second wall knows of files."""

from leerrecht.access import wall
from leerrecht.documents.models import Upload


def guard() -> None:
    # What is about no pupil and in no compartment, such as an agreement between organisations, is no secret.
    wall.guard(Upload, wall.in_compartment() + " OR (compartment = '' AND pupil_id IS NULL)")
