"""The own pages of the pupil around whom everybody works: own words, and what the parents asked and told."""

from datetime import date, timedelta

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.principal import Principal, command, principal_of
from leerrecht.access.standing import stand
from leerrecht.demo.schools import Community
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import PupilAccount
from leerrecht.portal.domain import matters, words
from leerrecht.portal.domain.queries.who import me

WORDS = (
    ("helpt", "Als ik vooraan zit en eerst hoor wat er komt", "team"),
    ("weten", "Ik slaap slecht voor een toets", "zorg"),
    ("vandaag", "Vandaag gaat het beter dan vorige week", "leerling"),
)
MATTERS = (
    ("fout", "attest", "Vorige week was mijn kind wel op school, het was bij de kapper van de klas", "ja"),
    ("klacht", "tucht", "Wij kregen geen antwoord op onze vraag over de middagpauze", ""),
    ("thuis", "gedeeld", "De school vroeg om elke vrijdag thuis te blijven tot na de examens", ""),
)


def make_own_pages(community: Community, *, today: date) -> None:
    """Words for the trust person, the care team and the teachers; three questions, one of them answered."""
    key = community.key
    pupil = PupilAccount.objects.get(user=community.users["leerling"]).pupil
    child = _as(community, "leerling", today)
    for kind, text, audience in WORDS:
        word = words.say(by=child, pupil=pupil, kind=kind, text=f"{text} [[leerling:{key}]].", audience=audience)
        copies = Aantekening.objects.filter(own_word__word=word.word).exclude(compartment="leerling")
        copies.update(text=f"{text} [[{audience}:{key}]].")
    parent = _as(community, "ouder", today)
    for kind, compartment, text, answer in MATTERS:
        marker = f"[[{compartment}:{key}]]"
        told = matters.Told(text=f"{text} {marker}.", first=today - timedelta(days=7) if kind == "fout" else None)
        brought = matters.bring(by=parent, me=me(parent, pupil.pk), kind=kind, told=told)
        if answer:
            by = command("demo", today, vaults=COMPARTMENTS)
            with stand(by):
                matters.answer(by=by, matter=brought, outcome=answer, text=f"Nagekeken en verbeterd {marker}.")


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)
