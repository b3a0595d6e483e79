"""Friendly words at an absence and at coming back, on the page and hinted at by e-mail; silence where it is kept."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from leerrecht.access import policy
from leerrecht.access.models import LogEntry
from leerrecht.attendance.models import HalfDay
from leerrecht.discipline.models import Procedure
from leerrecht.people.models import Contact
from leerrecht.portal import tasks
from leerrecht.portal.domain import messages, preferences
from leerrecht.portal.domain.queries.presence import Half, Month, Presence, presence
from leerrecht.portal.models import Channel, Nudge, Preference, Quiet, Wording
from tests.duties.helpers import absent
from tests.factories import TODAY
from tests.letters.smtp_double import mail_server
from tests.portal.world import World, client_of, text_of
from tests.running import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def _missed(world, number=1, until=TODAY):
    days = absent(world.placement.enrolment, number, until=until)
    HalfDay.objects.filter(pupil_id=world.pupil.pk, date__in=days).update(mark="-")
    return days


def test_message_asks_in_the_words_of_the_school_and_is_silent_where_that_is_kept(world):
    _missed(world)
    parent, own = world.household("An"), f"/mijn/{world.pupil.pk}/"
    assert "We misten u vandaag" in text_of(client_of(parent).get(own))
    keeper, address = client_of(world.by("begeleider")), f"/scholen/{world.school.pk}/berichten/"
    assert keeper.post(address, {"eerste": "Hoe gaat het?", "opnieuw": "", "terug": ""}).status_code == 302
    assert LogEntry.objects.filter(act="home.wording").count() == 1
    assert "Hoe gaat het?" in text_of(keeper.get(address))
    assert "Hoe gaat het?" in text_of(client_of(parent).get(own))
    keeper.post(f"/leerlingen/{world.pupil.pk}/stilte/", {"reason": "beschermd"})
    assert "Hoe gaat het?" not in text_of(client_of(parent).get(own))
    assert messages.word(by=world.by("directeur"), school=world.school, kind="eerste", text=" ") is None
    assert Wording.objects.count() == 0
    with pytest.raises(ValidationError):
        messages.word(by=world.by("directeur"), school=world.school, kind="antwoord", text="x")
    with pytest.raises(policy.Denied):
        messages.word(by=world.by("leerkracht"), school=world.school, kind="eerste", text="x")


@pytest.mark.parametrize(
    ("open_", "known", "kind"),
    [
        ([TODAY], [], "eerste"),
        ([TODAY, TODAY - timedelta(days=30)], [], "opnieuw"),
        ([TODAY, TODAY - timedelta(days=31)], [], "eerste"),
        ([], [date(2026, 11, day) for day in (17, 18, 19)], "terug"),
        ([], [date(2026, 11, day) for day in (18, 19)], None),
        ([], [date(2026, 11, day) for day in (9, 10, 12)], None),
        ([], [], None),
    ],
)
def test_kind_of_message_follows_history(open_, known, kind):
    halves = [Half(day, "vm", "ziek") for day in known]
    seen = Presence("2026-2027", [], [Month(TODAY, halves)], [Half(day, "vm", "?") for day in open_])
    assert messages._kind(seen, TODAY) == kind


def test_who_came_late_was_there(world):
    halves = absent(world.placement.enrolment, 6, until=date(2026, 11, 19))
    HalfDay.objects.filter(pupil_id=world.pupil.pk).update(mark="L")
    seen = presence(world.household("An"), world.pupil)
    assert (len(halves), len(seen.months[0].halves), messages._kind(seen, TODAY)) == (6, 6, None)


def test_silence_is_kept_once_and_ended_once(world):
    by, pupil = world.by("begeleider"), world.pupil
    made = preferences.be_quiet(by=by, pupil=pupil, organisation_id=world.school.pk, reason="beschermd")
    with pytest.raises(ValidationError):
        preferences.be_quiet(by=by, pupil=pupil, organisation_id=world.school.pk, reason="nog eens")
    preferences.speak_again(by=by, quiet=Quiet.objects.get(pk=made.pk))
    with pytest.raises(ValidationError):
        preferences.speak_again(by=world.by("directeur"), quiet=made)
    assert Quiet.objects.get().ended_by == made.set_by


def test_email_says_that_something_waits_and_nothing_else_once_a_day(world):
    _missed(world)
    an, bert, frank = (world.household(name, email=f"{name}@voorbeeld.be") for name in ("An", "Bert", "Frank"))
    Contact.objects.filter(name="Frank Ouder").update(barred=True, lives_with=False)
    Contact.objects.filter(name="An Ouder").update(language="fr")
    for by in (an, frank):
        Preference.objects.create(user_id=by.user_id, channel=Channel.EMAIL)
    assert bert.user_id is not None
    assert (messages.nudge_absent(TODAY), messages.nudge_absent(TODAY)) == (1, 0)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["An@voorbeeld.be"], "Il y a du nouveau sur votre page")
    assert str(world.pupil) not in sent.body
    assert Nudge.objects.values_list("user_id", "sent").get() == (an.user_id, True)
    matter = world.bring(an, "klacht")
    tasks.tell_answer(str(matter.pk))
    assert len(mail.outbox) == 2


def test_hint_waits_while_the_mail_server_is_down_and_leaves_once(world, settings):
    _missed(world)
    parent = world.household("An", email="an@voorbeeld.be")
    Preference.objects.create(user_id=parent.user_id, channel=Channel.EMAIL)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_port(), False
    settings.EMAIL_HOST_USER = ""
    assert (messages.nudge_absent(TODAY), messages.send_waiting(TODAY)) == (0, 0)
    with mail_server() as server:
        settings.EMAIL_PORT, server.answers = server.port, ["451 even vol"]
        tasks.send_again(0)
        assert (server.taken, messages.send_waiting(TODAY + timedelta(days=2))) == ([], 0)
        assert (messages.send_waiting(TODAY), messages.send_waiting(TODAY), len(server.taken)) == (1, 0, 1)
    assert Nudge.objects.values_list("user_id", "sent").get() == (parent.user_id, True)


@pytest.mark.parametrize("answer", ["550 bestaat niet", None])
def test_hint_that_is_refused_or_may_have_left_is_not_sent_again(world, settings, answer):
    _missed(world)
    Preference.objects.create(user_id=world.household("An", email="an@voorbeeld.be").user_id, channel=Channel.EMAIL)
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        settings.EMAIL_HOST_USER = ""
        server.answers = [answer or "451 even vol"]
        assert messages.nudge_absent(TODAY) == 0
        if answer is None:
            # Its process was stopped after it began, and before it could say how it went.
            Nudge.objects.update(tried_at=timezone.now())
        assert (messages.send_waiting(TODAY), server.taken) == (0, [])


def test_nobody_is_written_about_a_pupil_under_silence_nor_on_a_day_without_school(world):
    _missed(world)
    Preference.objects.create(user_id=world.household("An", email="an@voorbeeld.be").user_id, channel=Channel.EMAIL)
    preferences.be_quiet(
        by=world.by("begeleider"), pupil=world.pupil, organisation_id=world.school.pk, reason="beschermd"
    )
    tasks.nudge_each_morning(0)
    assert (mail.outbox, Nudge.objects.count()) == ([], 0)
    with pytest.raises(ValidationError):
        preferences.be_quiet(
            by=world.by("begeleider"), pupil=world.pupil, organisation_id=world.school.pk, reason="nog eens"
        )


def test_answering_shows_how_the_parent_wants_to_be_told(world):
    an = world.household("An", interpreter=True)
    Preference.objects.create(user_id=an.user_id, channel=Channel.PAPER, language="fr")
    matter = world.bring(an, "klacht")
    shown = text_of(client_of(world.by("directeur")).get(f"/vragen-van-thuis/{matter.pk}/"))
    assert "wil bericht met een brief op papier, en leest Français" in shown
    assert "Bij een gesprek is een tolk gewenst" in shown


def test_words_of_the_school_are_kept_for_each_language(world):
    _missed(world)
    keeper, address = client_of(world.by("begeleider")), f"/scholen/{world.school.pk}/berichten/"
    sent = {"eerste": "Hoe gaat het?", "eerste-fr": "Comment ça va ?", "opnieuw": "", "terug": ""}
    assert keeper.post(address, sent).status_code == 302
    assert "Comment ça va ?" in text_of(keeper.get(address))
    client, own = client_of(world.household("An")), f"/mijn/{world.pupil.pk}/"
    shown = {}
    for language in ("nl", "fr", "en"):
        client.post("/mijn/taal/", {"language": language, "pupil": world.pupil.pk})
        text = text_of(client.get(own))
        shown[language] = [words in text for words in ("Hoe gaat het?", "Comment ça va ?", "We missed you today")]
    assert shown == {"nl": [True, False, False], "fr": [False, True, False], "en": [False, False, True]}
    with pytest.raises(ValidationError):
        messages.word(by=world.by("directeur"), school=world.school, kind="eerste", text="x", language="xx")


def test_invitation_is_told_once_and_an_email_holds_nothing_of_it(world):
    parent = world.household("An", email="an@voorbeeld.be")
    Preference.objects.create(user_id=parent.user_id, channel=Channel.EMAIL)
    procedure = world.begin()
    Procedure.objects.filter(pk=procedure.pk).update(opened_on=TODAY - timedelta(days=2))
    procedure.refresh_from_db()
    world.notice(procedure, TODAY - timedelta(days=1))
    assert (messages.nudge_invited(TODAY), messages.nudge_invited(TODAY)) == (1, 0)
    assert messages.nudge_invited(TODAY + timedelta(days=1)) == 0
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["an@voorbeeld.be"], "Er staat iets nieuws op uw pagina")
    assert not any(words in sent.body for words in (str(world.pupil), "maatregel", "gesprek", "uitsluiting"))


def test_who_chose_paper_gets_a_letter_that_the_school_prints_in_their_language(world):
    _missed(world)
    an, bert, frank, cis = (world.household(name) for name in ("An", "Bert", "Frank", "Cis"))
    home = {"street": "Kerkstraat", "house_number": "1", "postcode": "9000", "municipality": "Gent"}
    Contact.objects.filter(name="An Ouder").update(language="fr", lives_with=True, **home)
    Contact.objects.filter(name="Bert Ouder").update(lives_with=True)
    Contact.objects.filter(name="Cis Ouder").update(lives_with=False)
    for by in (an, bert, frank, cis):
        Preference.objects.create(user_id=by.user_id, channel=Channel.PAPER)
    assert messages.nudge_absent(TODAY) == 0
    Contact.objects.filter(name="Frank Ouder").update(barred=True, lives_with=False)
    desk, address = client_of(world.by("secretariaat")), "/vragen-van-thuis/op-papier/"
    text = text_of(desk.get(address))
    assert ("Il y a du nouveau sur votre page" in text, "Er staat iets nieuws op uw pagina" in text) == (True, True)
    # The other household has no address of its own here: that of the child is not theirs to read.
    assert (text.count("Kerkstraat 1"), text.count("Er is geen adres bekend"), "Frank" in text) == (2, 1, False)
    keys = [f"{one.user_id}-{world.pupil.pk}" for one in (an, frank)]
    assert desk.post(address, {"brief": [*keys, "x"]}).status_code == 302
    assert list(Nudge.objects.order_by("user_id").values_list("user_id", "printed_on")) == [
        (an.user_id, TODAY), (bert.user_id, None), (frank.user_id, None), (cis.user_id, None),
    ]  # fmt: skip
    assert "Il y a du nouveau" not in text_of(desk.get(address))
    elsewhere = client_of(world.of(world.user("d2", "directeur", world.other)))
    assert "Er is niets af te drukken" in text_of(elsewhere.get(address))
    teacher = client_of(world.by("leerkracht"))
    assert (teacher.get(address).status_code, teacher.post(address).status_code) == (403, 403)
