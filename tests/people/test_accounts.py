"""Accounts of pupils and parents: made, given back and withdrawn at the school's desk, with a letter."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerrecht.access import policy
from leerrecht.access.models import LogEntry, Session, User
from leerrecht.people import domain
from leerrecht.people.domain.queries.accounts import lines, same_person
from leerrecht.people.models import Contact, ContactAccount, Invitation, PupilAccount
from tests.factories import PlacementFactory, PupilFactory
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
PASSWORD = "zeven gele boten op zee"


@pytest.fixture
def world():
    return World()


def contact(world, **values):
    return Contact.objects.create(**({"pupil": world.pupil, "name": "Mia Maes", "legal_role": "ouder"} | values))


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def chosen(letter, password=PASSWORD, **values):
    given = {"username": letter.account.user.username, "code": letter.code, "password": password} | values
    return domain.use_invitation(**given)


def test_letter_of_the_pupil_opens_the_own_file_once(world):
    world.note("leerling")
    letter = domain.invite_pupil(by=world.by("secretariaat"), pupil=world.pupil)
    user = letter.account.user
    assert re.fullmatch(r"noor\.janssens\d+", user.username)
    assert not user.has_usable_password()
    assert letter.code not in repr(list(Invitation.objects.values()))
    chosen(letter, code=f" {letter.code.upper()} ")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert "[[leerling]]" in signed_in(user).get(reverse("dossier", args=[world.pupil.pk])).content.decode()
    with pytest.raises(ValidationError, match="code klopt niet"):
        chosen(letter)
    entries = LogEntry.objects.filter(act__in=["account.link", "account.invite", "invitation.use"]).order_by("pk")
    assert [(entry.act, entry.pupil_id) for entry in entries] == [
        ("account.link", world.pupil.pk), ("account.invite", world.pupil.pk), ("invitation.use", None),
    ]  # fmt: skip


def test_new_letter_ends_the_code_before_it_and_begins_everything_anew(world):
    by = world.by("directeur")
    parent = contact(world)
    first = domain.invite_contact(by=by, contact=parent)
    second = domain.invite_contact(by=by, contact=parent)
    assert first.account == second.account
    with pytest.raises(ValidationError):
        chosen(first)
    user = chosen(second)
    signed_in(user)
    assert Session.objects.filter(account_id=user.pk).count() == 1
    third = domain.invite_contact(by=by, contact=parent)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    chosen(third, password="acht rode fietsen in de regen")
    user.refresh_from_db()
    assert user.check_password("acht rode fietsen in de regen")
    assert Session.objects.filter(account_id=user.pk).count() == 0


@pytest.mark.parametrize(
    "wrong", [{"username": "niemand"}, {"code": "aaaaa-bbbbb-ccccc"}, {"code": ""}], ids=["naam", "code", "leeg"]
)
def test_wrong_name_and_wrong_code_read_the_same(world, wrong):
    letter = domain.invite_pupil(by=world.by("secretariaat"), pupil=world.pupil)
    with pytest.raises(ValidationError, match="De gebruikersnaam of de code klopt niet"):
        chosen(letter, **wrong)
    assert Invitation.objects.get().used_at is None


def test_code_is_over_after_three_weeks_and_a_weak_password_leaves_it(world, time_machine):
    letter = domain.invite_pupil(by=world.by("secretariaat"), pupil=world.pupil)
    with pytest.raises(ValidationError) as refused:
        chosen(letter, password="kort")
    assert list(refused.value.message_dict) == ["password1"]
    time_machine.move_to(timezone.now() + timedelta(days=22))
    with pytest.raises(ValidationError, match="geldt niet meer"):
        chosen(letter)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"barred": True, "lives_with": False}, "De rechter verbiedt contact"),
        ({"legal_role": "andere"}, "Alleen ouders"),
        ({"legal_role": "ouder_zonder_gezag"}, "Alleen ouders"),
    ],
    ids=["verbod", "andere", "zonder gezag"],
)
def test_who_may_not_read_gets_no_account(world, values, words):
    refused = contact(world, **values)
    with pytest.raises(ValidationError, match=words):
        domain.invite_contact(by=world.by("directeur"), contact=refused)
    assert (User.objects.filter(username__startswith="mia").count(), ContactAccount.objects.count()) == (0, 0)


def test_barred_parent_gets_no_account_by_a_double_record_either(world):
    contact(world, barred=True, lives_with=False)
    double = contact(world, name="Mía  MAES")
    with pytest.raises(ValidationError, match="De rechter verbiedt contact"):
        domain.invite_contact(by=world.by("directeur"), contact=double)
    barred = Contact.objects.get(barred=True)
    with pytest.raises(ValidationError, match="De rechter verbiedt contact"):
        domain.link_contact(by=world.by("directeur"), user=world.staff("partner"), contact=barred)


def test_parents_of_a_pupil_of_age_get_no_account(world):
    world.pupil.birth_date = world.pupil.birth_date.replace(year=2008)
    world.pupil.save()
    with pytest.raises(ValidationError, match="meerderjarig"):
        domain.invite_contact(by=world.by("directeur"), contact=contact(world))


@pytest.mark.parametrize("role", ["begeleider", "leerkracht", "clb", "clbhoofd"])
def test_only_the_desk_makes_accounts(world, role):
    with pytest.raises(policy.Denied):
        domain.invite_pupil(by=world.by(role), pupil=world.pupil)
    assert signed_in(world.staff(role)).get(reverse("pupil-accounts", args=[world.pupil.pk])).status_code == 404


def test_withdrawn_account_reads_nothing_is_signed_out_and_opens_again_with_a_letter(world):
    by = world.by("secretariaat")
    letter = domain.invite_pupil(by=by, pupil=world.pupil)
    user = chosen(letter)
    client, address = signed_in(user), reverse("dossier", args=[world.pupil.pk])
    assert client.get(address).status_code == 200
    domain.withdraw_account(by=by, account=PupilAccount.objects.get())
    assert client.get(address).status_code == 302
    user.refresh_from_db()
    assert not user.is_active
    with pytest.raises(ValidationError, match="al ingetrokken"):
        domain.withdraw_account(by=by, account=PupilAccount.objects.get())
    again = domain.invite_pupil(by=by, pupil=world.pupil)
    assert again.account == letter.account
    user = chosen(again)
    assert signed_in(user).get(address).status_code == 200


def test_withdrawal_for_one_child_leaves_the_other(world):
    by, mother = world.by("secretariaat"), contact(world)
    letter = domain.invite_contact(by=by, contact=mother)
    user = chosen(letter)
    brother = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    same = contact(world, pupil=brother)
    assert [account.user for account in same_person(by, same)] == [user]
    domain.link_contact(by=by, user=user, contact=same)
    domain.withdraw_account(by=by, account=letter.account)
    user.refresh_from_db()
    assert user.is_active
    pages = [signed_in(user).get(reverse("dossier", args=[pupil.pk])).status_code for pupil in (world.pupil, brother)]
    assert pages == [404, 200]


def test_contact_that_is_taken_away_takes_the_account_along(world):
    mother = contact(world)
    user = chosen(domain.invite_contact(by=world.by("secretariaat"), contact=mother))
    domain.remove_contact(by=world.by("secretariaat"), contact=mother)
    user.refresh_from_db()
    assert (user.is_active, ContactAccount.objects.count()) == (False, 0)


def test_colleague_who_is_a_parent_too_gets_no_letter(world):
    mother = contact(world)
    domain.link_contact(by=world.by("secretariaat"), user=world.staff("leerkracht"), contact=mother)
    with pytest.raises(ValidationError, match="werkt ook in een school"):
        domain.invite_contact(by=world.by("secretariaat"), contact=mother)


def test_account_that_the_operator_closed_is_not_opened_by_a_letter(world):
    letter = domain.invite_pupil(by=world.by("secretariaat"), pupil=world.pupil)
    User.objects.filter(pk=letter.account.user_id).update(is_active=False)
    with pytest.raises(ValidationError, match="gesloten"):
        domain.invite_pupil(by=world.by("secretariaat"), pupil=world.pupil)


def test_pages_from_letter_to_password(world):
    mother, barred = contact(world), contact(world, name="Jan Baas", barred=True, lives_with=False)
    client, pk = signed_in(world.staff("secretariaat")), world.pupil.pk
    page = client.get(reverse("pupil-accounts", args=[pk])).content.decode()
    assert (page.count("Account maken"), page.count("De rechter verbiedt contact")) == (2, 1)
    address = reverse("pupil-account-letter", args=[pk])
    assert client.post(address, {"contact": mother.pk}).content.decode().count("Bevestig hoe de brief") > 0
    assert "De rechter verbiedt contact" in client.post(address, {"contact": barred.pk, "seen": "on"}).content.decode()
    response = client.post(address, {"contact": mother.pk, "seen": "on"})
    assert "no-store" in response.headers["Cache-Control"]
    letter = response.content.decode()
    username = re.search(r"<strong>(mia\.maes\d+)</strong>", letter)[1]
    code = re.search(r'key-secret">([a-z0-9-]+)<', letter)[1]
    assert "http://testserver/aanmelden/uitnodiging/" in letter
    stranger = Client()
    values = {"username": username, "code": code, "password1": PASSWORD, "password2": PASSWORD}
    wrong = stranger.post(reverse("invitation-use"), values | {"password2": "iets anders dan dat"})
    assert "niet gelijk" in wrong.content.decode()
    assert stranger.post(reverse("invitation-use"), values).headers["Location"] == "/aanmelden/"
    signed = stranger.post("/aanmelden/", {"login": username, "password": PASSWORD})
    assert signed.status_code == 302
    assert str(world.pupil) in stranger.get("/", follow=True).content.decode()
    page = client.get(reverse("pupil-accounts", args=[pk])).content.decode()
    assert (page.count("in gebruik"), page.count("Nieuwe brief")) == (1, 1)
    withdraw = f"{reverse('pupil-account-withdraw', args=[pk])}?contact={mother.pk}"
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw).status_code == 302
    assert client.get(withdraw).status_code == 404
    assert "ingetrokken op 20 november 2026" in client.get(reverse("pupil-accounts", args=[pk])).content.decode()


def test_page_joins_the_account_of_another_child_and_takes_no_other_account(world):
    by, mother = world.by("secretariaat"), contact(world)
    user = domain.invite_contact(by=by, contact=mother).account.user
    brother = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    same, client = contact(world, pupil=brother), signed_in(world.staff("secretariaat"))
    assert (
        f"Met het account dat ook {world.pupil} leest"
        in client.get(reverse("pupil-accounts", args=[brother.pk])).content.decode()
    )
    address, foreign = reverse("pupil-account-join", args=[brother.pk]), contact(world, pupil=PupilFactory.create())
    assert client.post(address, {"contact": same.pk, "user": world.staff("clb").pk}).status_code == 404
    assert client.post(address, {"contact": foreign.pk, "user": user.pk}).status_code == 404
    assert client.post(address, {"user": user.pk}).status_code == 404
    assert client.post(address, {"contact": same.pk, "user": user.pk}).status_code == 302
    assert ContactAccount.objects.filter(user=user).count() == 2


def test_guessing_codes_is_slowed_down(world):
    letter = domain.invite_pupil(by=world.by("secretariaat"), pupil=world.pupil)
    values = {
        "username": letter.account.user.username, "code": "fout", "password1": PASSWORD, "password2": PASSWORD
    }  # fmt: skip
    client = Client()
    statuses = [client.post(reverse("invitation-use"), values).status_code for _try in range(6)]
    assert statuses == [200, 200, 200, 200, 200, 429]


def test_list_of_accounts_asks_as_much_for_one_contact_as_for_many(world, django_assert_num_queries):
    by = world.by("secretariaat")
    domain.invite_contact(by=by, contact=contact(world))
    with django_assert_num_queries(5):
        assert len(lines(by, world.pupil, "leerling")) == 2
    for name in ("An", "Bo", "Cas"):
        domain.invite_contact(by=by, contact=contact(world, name=name))
    with django_assert_num_queries(5):
        assert len(lines(by, world.pupil, "leerling")) == 5
