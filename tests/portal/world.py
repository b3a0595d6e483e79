"""The school of discipline, with the family of the pupil: two households, one of them kept away by a judge."""

from typing import Any

from django.test import Client

from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.people.models import Contact, ContactAccount
from leerrecht.portal.domain import matters, words
from leerrecht.portal.domain.queries.who import Me, me
from leerrecht.portal.models import Matter, OwnWord
from tests.discipline.world import World as Discipline
from tests.factories import UserFactory


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

    def bring(self, by: Principal, kind: str, text: str = "zie dit na", **told: Any) -> Matter:
        return matters.bring(by=by, me=self.me(by), kind=kind, told=matters.Told(text=text, **told))


def client_of(by: Principal) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def text_of(response: Any) -> str:
    return response.content.decode()
