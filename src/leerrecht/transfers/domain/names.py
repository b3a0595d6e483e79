"""Taking other people out of a free text: other pupils and contacts, and staff, who stay by their role."""

import re
from collections.abc import Iterable, Iterator

from django.utils import timezone

from leerrecht.access.principal import command
from leerrecht.access.roles import ROLES
from leerrecht.access.standing import stand
from leerrecht.enrolment.models import Enrolment, Placement
from leerrecht.organisations.models import Membership, Service
from leerrecht.people.models import Pupil

PUPIL, STAFF = "[leerling]", "[personeelslid]"
SHORTEST = 2


class Names:
    """Replaces names in texts about one pupil; the pupil's own name, and of whom it is for, stay.

    It knows names as the records spell them, also the first name or the last name alone, with capitals. A nickname
    or a description it does not know: a person reads before anything is handed over.
    """

    def __init__(self, pupil: Pupil, *, keep: str = "") -> None:
        own = {word.casefold() for name in (pupil.first_name, pupil.last_name, keep) for word in name.split()}
        own |= {name.casefold() for name in (str(pupil), pupil.first_name, pupil.last_name, keep)}
        self._words: dict[str, str] = {}
        # Whoever hands over a file need not know the others in it, to take them out.
        with stand(command("namen van anderen", timezone.localdate())):
            others = list(_others(pupil, keep))
        for text, instead in others:
            if len(text) >= SHORTEST and text.casefold() not in own:
                self._words.setdefault(text.casefold(), instead)
        # Longest first, so that a full name is one person.
        found = "|".join(re.escape(word) for word in sorted(self._words, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)({found})(?:['’]s?|s)?(?!\w)", re.IGNORECASE) if found else None

    def without(self, text: str) -> str:
        """The text with each known name replaced."""
        return self._pattern.sub(self._instead, text) if self._pattern else text

    def _instead(self, match: re.Match[str]) -> str:
        word = match.group(1)
        # One word in small letters is more likely a word than a name.
        return match.group() if " " not in word and word == word.lower() else self._words[word.casefold()]


def _others(pupil: Pupil, keep: str) -> Iterator[tuple[str, str]]:
    schools = set(Enrolment.objects.filter(pupil=pupil).values_list("school_id", flat=True))
    centres = set(Service.objects.filter(school_id__in=schools).values_list("centre_id", flat=True))
    for contact in pupil.contacts.all():
        if contact.name != keep:
            instead = f"[{contact.get_legal_role_display()}]"
            yield from ((text, instead) for text in (contact.name, *contact.name.split()))
    staff = Membership.objects.filter(organisation_id__in=schools | centres).values_list(
        "user__first_name", "user__last_name", "role"
    )
    for first, last, role in staff:
        yield from _forms(first, last, f"[{ROLES[role].name}]" if role in ROLES else STAFF)
    groups = Placement.objects.filter(enrolment__pupil=pupil).values("class_group")
    near = Pupil.objects.filter(enrolments__placements__class_group__in=groups) | pupil.siblings.all()
    for first, last in _names(near, pupil):
        yield from _forms(first, last, PUPIL)
    for first, last in _names(Pupil.objects.filter(enrolments__school__in=schools), pupil):
        yield from ((text, PUPIL) for text in (f"{first} {last}", f"{last} {first}", last))


def _names(pupils: "Iterable[Pupil]", pupil: Pupil) -> Iterator[tuple[str, str]]:
    ids = {one.pk for one in pupils} - {pupil.pk}
    yield from Pupil.objects.filter(pk__in=ids).values_list("first_name", "last_name").order_by("pk")


def _forms(first: str, last: str, instead: str) -> Iterator[tuple[str, str]]:
    yield from ((text, instead) for text in (f"{first} {last}", f"{last} {first}", last, first))
