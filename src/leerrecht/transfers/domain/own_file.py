"""The own file of a pupil, for the pupil or the parents: what they may read, without third persons."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import ABILITY_ASKED, COMPARTMENTS, PARENTS, PUPIL, Attest, Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.models import LogEntry
from leerrecht.access.principal import Principal, command
from leerrecht.access.roles import ROLES
from leerrecht.attendance.domain.queries.marks import ground_label
from leerrecht.attendance.models import Certificate, HalfDay, LessonMark
from leerrecht.consent.models import Consent
from leerrecht.documents.models import Upload
from leerrecht.enrolment.models import Enrolment, YearResult
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.domain.periods import last_day
from leerrecht.organisations.models import Membership, Organisation
from leerrecht.people import rules as people
from leerrecht.people.models import Contact, Grant, GrantKind, Pupil
from leerrecht.transfers.domain.names import STAFF, Names
from leerrecht.transfers.domain.objecting import able, adult
from leerrecht.transfers.models import Transfer, TransferCopy, Who

Row = dict[str, str]
PARTS = {"vm": _("voormiddag"), "nm": _("namiddag")}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for the file: the pupil, or one of the parents before the law whom no judge barred."""

    who: Who
    contact: Contact | None
    compartments: frozenset[str]

    @property
    def key(self) -> str:
        return f"{self.who}-{self.contact.pk}" if self.contact else str(self.who)

    @property
    def name(self) -> str:
        return self.contact.name if self.contact else str(self.who.label)


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """``left_out`` names compartments that the asker may read and whoever made this may not: ask there."""

    pupil: Pupil
    asker: Asker
    made_on: date
    sections: list[Section]
    left_out: list[str]
    files: list[tuple[str, Upload]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The machine form."""
        return {
            "leerling": str(self.pupil),
            "gevraagd_door": str(self.asker.who),
            "gemaakt_op": self.made_on.isoformat(),
            "niet_opgenomen": self.left_out,
            "onderdelen": {section.key: section.rows for section in self.sections},
        }


_further: list[tuple[str, Any, "Callable[[Gathering], list[Row]]"]] = []


def register_section(key: str, title: Any, rows: "Callable[[Gathering], list[Row]]") -> None:
    """A room above adds what it keeps; ``rows`` starts from :meth:`Gathering.confidential`."""
    _further.append((key, title, rows))


def askers(by: Principal, pupil: Pupil) -> list[Asker]:
    """For whom ``by`` may make the file: family for itself, the desk for the pupil and each parent."""
    child = Asker(Who.PUPIL, None, PUPIL if able(pupil, by.on) else PUPIL - ABILITY_ASKED)
    if people.own_accounts(by).filter(pupil=pupil).exists():
        return [child]
    own = people.children(by).filter(contact__pupil=pupil).select_related("contact").first()
    if own is not None:
        return [_parent(pupil, own.contact)]
    if not policy.visible(Pupil, to=by, act=acts.FILE_GIVE).filter(pk=pupil.pk).exists():
        return []
    parents = () if adult(pupil, by.on) else pupil.contacts.filter(barred=False, legal_role__in=people.PARENTAL)
    return [child, *(_parent(pupil, contact) for contact in parents)]


def _is_family(by: Principal, pupil: Pupil) -> bool:
    return (
        people.own_accounts(by).filter(pupil=pupil).exists()
        or people.children(by).filter(contact__pupil=pupil).exists()
    )


def _parent(pupil: Pupil, contact: Contact) -> Asker:
    shared = Q(pk__in=Pupil.objects.values("pk"))
    told = Pupil.objects.filter(people.told_to_parents("pk", shared), pk=pupil.pk).exists()
    return Asker(Who.PARENTS, contact, PARENTS if told else PARENTS - {Gedeeld.key})


@transaction.atomic
def make(*, by: Principal, pupil: Pupil, asker: str, form: str) -> OwnFile:
    """Gather the file for one who asks, and log that it was given. ``form`` (word for the log) is how.

    Raises ``Denied`` where ``by`` may not give it, ``ValidationError`` for an asker who has no right to it.
    """
    found = {one.key: one for one in askers(by, pupil)}
    if not found:
        raise policy.Denied(_("Uw functie laat niet toe dit dossier te geven."))
    if asker not in found:
        raise ValidationError({"asker": _("Kies de leerling, of een ouder die recht heeft op het dossier.")})
    chosen = found[asker]
    made = Gathering(by, pupil, chosen).file()
    log.record(
        by=by, act=acts.FILE_GIVE, on=pupil, pupil_id=pupil.pk, why=policy.ground_of(by, acts.CASE_VIEW, pupil),
        detail={
            "who": str(chosen.who), "parents": chosen.who == Who.PARENTS,
            "contact": chosen.contact.pk if chosen.contact else None, "form": form,
            "compartments": sorted(chosen.compartments), "rows": {one.key: len(one.rows) for one in made.sections},
        },
    )  # fmt: skip
    return made


class Gathering:
    """One file in the making: every read starts from what whoever makes it may see, then from what the asker may."""

    def __init__(self, by: Principal, pupil: Pupil, asker: Asker) -> None:
        self.by, self.pupil, self.asker = by, pupil, asker
        self.names = Names(pupil, keep=asker.contact.name if asker.contact else "")
        # Family has no seat here: what is theirs by right, without a compartment, is read for them by name.
        self.reader = command("eigen dossier", by.on) if _is_family(by, pupil) else by
        self.places = dict(Organisation.objects.values_list("pk", "name"))
        self.files: list[tuple[str, Upload]] = []

    def file(self) -> OwnFile:
        sections = [
            Section("gegevens", _("Gegevens"), self.record()),
            Section("contacten", _("Contactpersonen"), self.contacts()),
            Section("inschrijvingen", _("Inschrijvingen"), self.enrolments()),
            Section("afwezigheden", _("Afwezigheden per halve dag"), self.half_days()),
            Section("lesuren", _("Gemiste lesuren"), self.lessons()),
            Section("attesten", _("Attesten"), self.certificates()),
            Section("aantekeningen", _("Aantekeningen"), self.notes()),
            Section("ontvangen", _("Ontvangen van een vorige school"), self.received()),
            Section("overdrachten", _("Overdrachten"), self.transfers()),
            Section("toestemmingen", _("Toestemmingen en bezwaren"), self.consents()),
            Section("toegang", _("Wie toegang kreeg"), self.grants()),
            Section("logboek", _("Wie keek in dit dossier"), self.looks()),
        ]
        sections[-4:-4] = [Section(key, str(title), rows(self)) for key, title, rows in _further]
        return OwnFile(self.pupil, self.asker, self.by.on, sections, self.left_out(), self.files)

    def seen(self, model: type[Model], act: str) -> "QuerySet[Any]":
        return policy.visible(model, to=self.reader, act=act)

    def left_out(self) -> list[str]:
        """Compartments of the asker that whoever makes this does not read itself."""
        if self.reader is not self.by:
            return []
        own = frozenset().union(*(seat.role.compartments for seat in self.by.seats))
        return [one.name for key, one in COMPARTMENTS.items() if key in self.asker.compartments - own]

    def record(self) -> list[Row]:
        shown = (
            "first_name", "last_name", "birth_date", "gender", "insz", "nationality", "register_entry", "domicile",
            "home_language", "residence", "ses_home_language", "ses_mother_education", "ses_allowance",
            "ses_neighbourhood", "distance_km", "diploma_on", "two_years_so_ended_on",
        )  # fmt: skip
        labels = {field.name: str(field.verbose_name) for field in self.pupil._meta.fields}
        row = {labels[name]: _text(getattr(self.pupil, name)) for name in shown}
        numbers = sorted(self.pupil.numbers.values_list("number", flat=True))
        return [row | {_("leerlingnummers"): ", ".join(numbers)}]

    def contacts(self) -> list[Row]:
        """Of the asker everything; of others only what they are to the pupil."""
        rows = []
        for contact in self.pupil.contacts.all():
            row = {_("rol"): contact.get_legal_role_display(), _("woont bij de leerling"): _text(contact.lives_with)}
            if contact == self.asker.contact:
                row |= {
                    _("naam"): contact.name, _("verwantschap"): contact.relation, _("telefoon"): contact.phone,
                    _("adres"): ", ".join(contact.address), _("e-mailadres"): contact.email,
                    _("taal"): contact.language, _("tolk"): _text(contact.interpreter),
                }  # fmt: skip
            rows.append(row)
        return rows

    def enrolments(self) -> list[Row]:
        found = self.seen(Enrolment, acts.PUPIL_VIEW).filter(pupil=self.pupil).select_related("school", "location")
        results = {one.enrolment_id: one for one in self.seen(YearResult, acts.PUPIL_VIEW).filter(enrolment__in=found)}
        rows = []
        for one in found.prefetch_related("placements__class_group").order_by("period"):
            result = results.get(one.pk)
            rows.append(
                {
                    _("school"): str(one.school),
                    _("van"): _text(one.period.lower),
                    _("tot en met"): _text(last_day(one.period)),
                    _("niveau"): one.get_level_display(),
                    _("leerjaar"): _text(one.grade),
                    _("studierichting"): one.studierichting,
                    _("klassen"): ", ".join(place.class_group.name for place in one.placements.all()),
                    _("meegebrachte halve dagen B"): str(one.b_brought_along),
                    _("reden van uitschrijving"): self.names.without(one.leave_reason),
                    _("eindresultaat"): result.get_attest_display() if result else "",
                }
            )
        return rows

    def half_days(self) -> list[Row]:
        found = self.seen(HalfDay, acts.REGISTER_VIEW).filter(pupil_id=self.pupil.pk).order_by("date", "-part")
        return [
            {
                _("dag"): _text(one.date),
                _("dagdeel"): PARTS[one.part],
                _("code"): one.mark,
                _("betekenis"): one.get_mark_display(),
                _("reden"): ground_label(one.ground),
                _("minuten te laat"): _text(one.late_minutes),
                _("school"): self.places[one.school_id],
            }
            for one in found
        ]

    def lessons(self) -> list[Row]:
        found = self.seen(LessonMark, acts.REGISTER_VIEW).filter(pupil=self.pupil).distinct().order_by("date", "hour")
        return [
            {
                _("dag"): _text(one.date),
                _("lesuur"): str(one.hour),
                _("vak"): one.subject,
                _("minuten te laat"): _text(one.late_minutes),
            }
            for one in found
        ]

    def certificates(self) -> list[Row]:
        if Attest.key not in self.asker.compartments:
            return []
        rows = []
        found = self.seen(Certificate, acts.CERTIFICATE_VIEW).filter(pupil=self.pupil, withdrawn_at=None)
        for one in found.select_related("scan").order_by("first_day", "pk"):
            name = ""
            if one.scan:
                name = f"attesten/{one.first_day:%Y-%m-%d}-{one.pk}.{one.scan.content_type.rsplit('/', 1)[-1]}"
                self.files.append((name, one.scan))
            rows.append(
                {
                    _("soort"): one.get_kind_display(),
                    _("van"): _text(one.first_day),
                    _("tot en met"): _text(one.last_day),
                    _("opmerking"): self.names.without(one.note),
                    _("bestand"): name,
                }
            )
        return rows

    def notes(self) -> list[Row]:
        """A note in a compartment that both read; its writer by role. Files of notes are read at the desk."""
        found = list(self.confidential(Aantekening).filter(withdrawn_at=None).order_by("written_at", "pk"))
        roles = _roles(found)
        return [
            self._note(one, _text(one.written_at), roles.get((one.written_by_id, one.organisation_id), STAFF))
            | {_("bestand"): _("inzage aan het loket") if one.file_id else ""}
            for one in found
        ]

    def received(self) -> list[Row]:
        found = self.confidential(TransferCopy).select_related("transfer__sender").order_by("written_on", "pk")
        return [self._note(one, _text(one.written_on), str(one.transfer.sender)) for one in found]

    def confidential(self, model: type[Model]) -> "QuerySet[Any]":
        """Records of a compartment that both whoever makes this and the asker may read."""
        found = policy.visible(model, to=self.by, act=acts.NOTE_VIEW).filter(
            pupil=self.pupil, compartment__in=sorted(self.asker.compartments)
        )
        return found.filter(parents_excluded=False) if self.asker.who == Who.PARENTS else found

    def _note(self, one: Any, day: str, writer: str) -> Row:
        return {
            _("dag"): day, _("vak"): one.get_compartment_display(), _("bij"): self.places.get(one.organisation_id, ""),
            _("geschreven door"): writer, _("titel"): self.names.without(one.title),
            _("tekst"): self.names.without(one.text),
        }  # fmt: skip

    def transfers(self) -> list[Row]:
        found = policy.visible(Transfer, to=self.by, act=acts.TRANSFER_VIEW).filter(
            pupil=self.pupil, announced_on__isnull=False
        )
        return [
            {
                _("soort"): one.get_kind_display(),
                _("van"): str(one.sender),
                _("naar"): str(one.receiver),
                _("meegedeeld op"): _text(one.announced_on),
                _("verstuurd op"): _text(one.sent_at),
                _("aanvaard op"): _text(one.accepted_at),
                _("halve dagen B"): _text(one.b_total),
            }
            for one in found.select_related("sender", "receiver").order_by("announced_on", "pk")
        ]

    def consents(self) -> list[Row]:
        if Gedeeld.key not in self.asker.compartments:
            return []
        found = policy.visible(Consent, to=self.by, act=acts.CONSENT_VIEW).filter(pupil=self.pupil)
        return [
            {
                _("waarvoor"): one.get_purpose_display(),
                _("antwoord"): one.get_answer_display(),
                _("wie"): one.get_giver_display(),
                _("hoe"): one.get_how_display(),
                _("van"): _text(one.period.lower),
                _("tot en met"): _text(last_day(one.period)),
                _("ingetrokken op"): _text(one.withdrawn_on),
            }
            for one in found.order_by("recorded_at", "pk")
        ]

    def grants(self) -> list[Row]:
        """Where it opens something that the asker reads; who it was, by role and place."""
        found = policy.visible(Grant, to=self.by, act=acts.GRANT_VIEW).filter(
            pupil=self.pupil, compartments__overlap=sorted(self.asker.compartments)
        )
        return [
            {
                _("soort"): str(GrantKind(one.kind).label),
                _("werkt bij"): str(one.held_at or ""),
                _("vakken"): ", ".join(
                    COMPARTMENTS[key].name for key in one.compartments if key in self.asker.compartments
                ),
                _("van"): _text(one.period.lower),
                _("tot en met"): _text(last_day(one.period)),
                _("ingetrokken op"): _text(one.withdrawn_at),
            }
            for one in found.select_related("held_at").order_by("given_at", "pk")
        ]

    def looks(self) -> list[Row]:
        """Staff by role and place alone."""
        found = policy.visible(LogEntry, to=self.by, act=acts.LOG_VIEW).filter(
            pupil_id=self.pupil.pk, compartments__contained_by=sorted(self.asker.compartments)
        )
        if self.asker.who == Who.PARENTS:
            # What the pupil wished or gave is the pupil's to tell; the log says of more entries that they are.
            hidden = Q(detail__contains={"parents": False})
            for family in ("wish", "consent", "ability", "grant", "file"):
                hidden |= Q(act__startswith=f"{family}.")
            found = found.exclude(hidden)
        return [
            {_("wanneer"): _text(one.at), _("wat"): str(acts.NAMES.get(one.act, one.act)), _("wie"): _role_in(one.why)}
            for one in found.order_by("at", "pk")
        ]


def _roles(notes: Sequence[Aantekening]) -> dict[tuple[int | None, int], str]:
    """The role of each writer at the organisation that owns the note: one query."""
    rows = Membership.objects.filter(
        user_id__in={note.written_by_id for note in notes if note.written_by_id},
    ).values_list("user_id", "organisation_id", "role")
    return {(user, place): f"[{ROLES[role].name}]" for user, place, role in rows if role in ROLES}


def _role_in(why: str) -> str:
    """The ground of a look, where it is a role at a place; else no more than that there was one."""
    return why if any(why.startswith(f"{role.name} van ") for role in ROLES.values()) else _("wie daar toegang toe had")


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def sections_with_rows(sections: Iterable[Section]) -> Iterator[Section]:
    """What a page shows; the machine form has the empty ones too."""
    return (section for section in sections if section.rows)
