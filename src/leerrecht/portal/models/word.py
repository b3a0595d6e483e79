import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import Team, VanLeerling, Zorg
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.notes.models import Aantekening


class WordKind(models.TextChoices):
    HELPS = "helpt", _("Wat mij helpt")
    KNOW = "weten", _("Wat mijn leerkrachten mogen weten")
    GOOD_AT = "goed", _("Waar ik goed in ben")
    TODAY = "vandaag", _("Hoe het vandaag gaat")


class Audience(models.TextChoices):
    """For whom the pupil writes, from few to many; each is a compartment."""

    TRUST = VanLeerling.key, _("alleen ik en mijn vertrouwenspersoon")
    CARE = Zorg.key, _("ook het zorgteam en de directeur")
    TEACHERS = Team.key, _("ook mijn leerkrachten, het zorgteam en de directeur")


class OwnWord(Confidential):
    """What a pupil says in the own words. The pupil's own row lies in ``leerling``; for teachers or the care team a
    second row with the same ``word`` lies in their compartment, at each school of the pupil.

    No score, no judgement: a kind and a text, which is a note.
    """

    word = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField("wat", max_length=8, choices=WordKind)
    audience = models.CharField("voor wie", max_length=10, choices=Audience)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="own_word")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "eigen woorden"
        verbose_name_plural = "eigen woorden"
        ordering = ["-written_at", "id"]
        indexes = [models.Index(fields=["pupil", "compartment"], name="own_word_pupil")]
        constraints = [
            *placed("own_word"),
            models.CheckConstraint(condition=Q(compartment__in=Audience.values), name="own_word_for_somebody"),
            models.CheckConstraint(condition=Q(parents_excluded=False), name="own_word_parents_never_read"),
            models.UniqueConstraint(fields=["word", "organisation_id", "compartment"], name="own_word_once"),
        ]
