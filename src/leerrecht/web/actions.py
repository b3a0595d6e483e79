"""What one can do from the page of a pupil: the few that this reader uses most in sight, the others behind one list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.people.models import Pupil
from leerrecht.web.pupil import May

IN_SIGHT = 3


@dataclass(frozen=True, slots=True)
class Action:
    """A page about this pupil. ``act``: who may it anywhere; ``may``: the field of ``May`` that says so here."""

    label: str | Promise
    view: str
    act: str = ""
    may: str = ""
    query: str = ""
    main: bool = False

    def open_to(self, principal: Principal, may: May) -> bool:
        return (not self.act or principal.can(self.act)) and (not self.may or getattr(may, self.may))

    def address(self, pupil: Pupil) -> str:
        return f"{reverse(self.view)}?{self.query}={pupil.pk}" if self.query else reverse(self.view, args=[pupil.pk])


@dataclass(frozen=True, slots=True)
class Link:
    label: str | Promise
    address: str
    main: bool


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    title: str | Promise
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Actions:
    """``first`` stands in the head of the page, ``groups`` behind "Meer"; each action stands in one place only."""

    first: Sequence[Link]
    groups: Sequence[Group]


_GUIDANCE = Action(_("Begeleiding"), "guidance", act=acts.NOTE_VIEW)
_CERTIFICATE = Action(_("Attest toevoegen"), "certificate-new", may="add_certificate", main=True)
_ABSENCE = Action(_("Afwezigheid ingeven"), "register-period", may="enter_absence", query="leerling")
_FILE = Action(_("CLB-dossier"), "clb-file", act=acts.CLB_DOOR)
_REFERRALS = Action(_("Doorverwijzen"), "pupil-referrals", act=acts.REFERRAL_MAKE)
_DISCIPLINE = Action(_("Orde en tucht"), "discipline-pupil", act=acts.INCIDENT_RECORD)
_EDIT = Action(_("Gegevens wijzigen"), "pupil-edit", may="edit")

# The desk begins with a certificate, the care team with the file, the CLB with its own, a teacher with an incident.
_MOST_USED = (_CERTIFICATE, _ABSENCE, _GUIDANCE, _FILE, _DISCIPLINE, _REFERRALS, _EDIT)

_GROUPS: Sequence[tuple[str, str | Promise, Sequence[Action]]] = (
    (
        "afwezig", _("Afwezigheid"),
        (_CERTIFICATE, _ABSENCE, Action(_("Onderwijs bij ziekte"), "sick", act=acts.SICK_VIEW)),
    ),
    (
        "helpen", _("Begeleiden en verder helpen"),
        (
            _GUIDANCE, _FILE, Action(_("Melden aan het CLB"), "clb-report", act=acts.CLB_REPORT), _REFERRALS,
            Action(_("Discreet aan het CLB: steun voor ouders"), "clb-support", act=acts.SUPPORT_SIGNAL),
            Action(_("Formulieren"), "pupil-forms", act=acts.NOTE_WRITE), _DISCIPLINE,
        ),
    ),
    (
        "school", _("Een plaats op school"),
        (
            Action(_("Zoeken naar een school"), "pupil-placement", act=acts.PLACEMENT_KEEP),
            Action(_("Plaatsen en wachtlijsten"), "places-pupil", act=acts.WAITING_KEEP),
            Action(_("Overdrachten"), "pupil-transfers", act=acts.TRANSFER_VIEW),
        ),
    ),
    (
        "thuis", _("Met thuis"),
        (
            Action(_("Brieven"), "pupil-letters", act=acts.LETTER_SEND),
            Action(_("Berichten naar huis"), "pupil-quiet", act=acts.QUIET_SET),
            Action(_("Toestemming en bezwaar"), "pupil-consents", act=acts.CONSENT_VIEW),
            Action(_("Eigen dossier"), "own-file", act=acts.FILE_GIVE),
        ),
    ),
    (
        "gegevens", _("Gegevens en toegang"),
        (
            _EDIT, Action(_("Accounts"), "pupil-accounts", act=acts.ACCOUNT_LINK, may="edit"),
            Action(_("Wie keek in dit dossier"), "pupil-looks", act=acts.LOG_VIEW),
            Action(_("Bewaring"), "pupil-retention", act=acts.RETENTION_VIEW),
        ),
    ),
)  # fmt: skip


def actions_for(principal: Principal, pupil: Pupil, may: May) -> Actions:
    """What this reader may do: no query. Where one alone would be left behind "Meer", it stands in sight too."""
    groups = [
        (key, title, [one for one in among if one.open_to(principal, may)]) for key, title, among in _GROUPS
    ]  # fmt: skip
    every = [one for _key, _title, among in groups for one in among]
    ranked = sorted(every, key=lambda one: _MOST_USED.index(one) if one in _MOST_USED else len(_MOST_USED))
    first = ranked[: len(every) if len(every) <= IN_SIGHT + 1 else IN_SIGHT]

    def links(among: Sequence[Action]) -> list[Link]:
        return [Link(one.label, one.address(pupil), one.main) for one in among]

    left = [(key, title, [one for one in among if one not in first]) for key, title, among in groups]
    return Actions(links(first), [Group(key, title, links(among)) for key, title, among in left if among])
