"""The school of discipline, with the family of the pupil: two households, one of them kept away by a judge."""

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.cases.domain import cases, tables
from leerrecht.cases.models import RoundTable
from leerrecht.guidance.models.base import Confidential
from leerrecht.meetings.domain import agenda, planning, writing
from leerrecht.meetings.models import Meeting
from leerrecht.people.models import Contact, ContactAccount
from leerrecht.portal.domain import matters, words
from leerrecht.portal.domain.queries.who import Me, me
from leerrecht.portal.models import Matter, OwnWord
from tests.discipline.world import World as Discipline
from tests.factories import TODAY, UserFactory


class World(Discipline):
    def household(self, name: str, **contact: Any) -> Principal:
        """A parent with an account, in a household of its own."""
        user = UserFactory.create(username=name.lower(), first_name=name, last_name="Ouder")
        values = {"name": f"{name} Ouder", "legal_role": "ouder", "pupil": self.pupil} | contact
        ContactAccount.objects.create(user=user, contact=Contact.objects.create(**values))
        return self.of(user)

    def me(self, by: Principal) -> Me:
        return me(by, self.pupil.pk)

    def say(self, text: str = "[[leerling]] muziek", kind: str = "helpt", audience: str = "leerling") -> OwnWord:
        return words.say(by=self.child(), pupil=self.pupil, kind=kind, text=text, audience=audience)

    def minutes(self, *said: tuple[str, str], ago: int = 7, not_for_parents: str = "") -> Meeting:
        """A meeting of the care team some days ago, with what was said by compartment, and one decision."""
        by = self.by("begeleider")
        wanted = planning.Wanted(
            on=TODAY, starts_at=time(12, 30), place="lokaal 12", most=12, invited=(by.user_id or 0,)
        )
        meeting = planning.plan_meeting(by=by, school=self.school, wanted=wanted)
        # Nobody plans in the past: it was planned for today, and then it was some days ago.
        Meeting.objects.filter(pk=meeting.pk).update(on=TODAY - timedelta(days=ago))
        item = agenda.add_pupil(by=by, meeting=meeting, pupil=self.pupil, shared=True)
        for compartment, text in said:
            words = writing.Words(
                text=text, compartment=compartment, organisation_id=self.school.pk, not_for_parents=not_for_parents
            )
            writing.write_minute(by=by, item=item, key=uuid4(), words=words)
        decision = writing.Decision(what="[[gedeeld]] Bel de ouders", due_on=TODAY, who_id=by.user_id)
        words = writing.Words(text=decision.what, compartment="gedeeld", organisation_id=self.school.pk)
        writing.decide(by=by, item=item, key=uuid4(), words=words, decision=decision)
        return meeting

    def table(self, text: str = "[[gedeeld]] Rustig gesprek") -> RoundTable:
        """A round table of yesterday with the pupil, a decision on which everybody agreed, and its report."""
        by = self.by("begeleider")
        case = cases.open_case(by=by, pupil=self.pupil, on=TODAY - timedelta(days=2), organisation=self.school)
        when = tables.When(TODAY - timedelta(days=1), time(15, 30), "lokaal 14")
        table = tables.plan_table(by=by, case=case, kind="rondetafel", when=when)
        asked = tables.invite(by=by, table=table, party="leerling", name=self.pupil.first_name)
        proposed = tables.propose(by=by, table=table, what="[[gedeeld]] De vrijdag komt erbij")
        tables.take_position(by=by, decision=proposed, invitation=asked, view="akkoord")
        return tables.close_table(by=by, table=table, text=text)

    def bring(
        self, by: Principal, kind: str, text: str = "zie dit na", beside: Confidential | None = None, **told: Any
    ) -> Matter:
        return matters.bring(by=by, me=self.me(by), kind=kind, told=matters.Told(text=text, **told), beside=beside)


def client_of(by: Principal) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def text_of(response: Any) -> str:
    return response.content.decode()
