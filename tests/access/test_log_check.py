import pytest
from django.conf import settings
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from leerrecht.access import tasks
from leerrecht.access.domain import checking, log, sealing
from leerrecht.access.models import LogCheck, LogEntry, LogSeal, User
from leerrecht.access.policy import Denied
from leerrecht.access.principal import command
from leerrecht.cli import build_parser
from leerrecht.organisations.models import Organisation
from tests.access.conftest import drawn_for, said
from tests.access.test_log import _tamper
from tests.factories import SYSTEM, TODAY, MembershipFactory, SchoolFactory, UserFactory, principal

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)


@pytest.fixture
def operator(settings):
    settings.DEMO = True
    user = UserFactory.create()
    place = Organisation.objects.create(kind="beheer", name="Beheer")
    MembershipFactory.create(user=user, organisation=place, role="beheerder")
    client = Client()
    client.force_login(user)
    return client


def _sealed():
    log.record(by=SYSTEM, act="class.edit", organisation_id=1)
    entry = LogEntry.objects.latest("pk")
    sealing.seal(entry.pk)
    return entry


def run(*words):
    options = build_parser().parse_args(["controleer-log", *words])
    return options.run(options)


def test_page_before_the_first_check_says_so(operator):
    assert "Nog niet nagekeken" in operator.get("/logboek/").content.decode()


def test_page_shows_the_checks_and_what_is_wrong(operator):
    entry = _sealed()
    checking.check_log(by=command("nachtelijke controle", TODAY))
    good = operator.get("/logboek/").content.decode()
    _tamper("DELETE FROM access_logentry WHERE id = %s", entry.pk)
    checking.check_log(by=command("nachtelijke controle", TODAY))
    bad = operator.get("/logboek/").content.decode()
    assert ("Het logboek is volledig" in good, checking.state_of() in good) == (True, True)
    assert ("Het logboek klopt niet" in bad, "er horen 1 regels te staan, er staan er 0" in bad) == (True, True)


def test_check_is_asked_once_and_done_by_a_job(operator):
    first = operator.post("/logboek/controle/", follow=True).content.decode()
    second = operator.post("/logboek/controle/", follow=True).content.decode()
    assert ("De controle is gevraagd" in first, "Er wacht al een controle" in second) == (True, True)
    job = ProcrastinateJob.objects.get(task_name=checking.TASK)
    assert (job.queueing_lock, job.args) == ("logboek-controle", {"name": User.objects.get().username})
    tasks.check_log(**job.args)
    assert LogCheck.objects.get().by == job.args["name"]


def test_page_says_that_a_check_was_asked_or_waits_already(operator):
    assert [said(operator.post("/logboek/controle/")) for _time in range(2)] == [
        "De controle is gevraagd. Laad deze pagina straks opnieuw.",
        "Er wacht al een controle. Laad deze pagina straks opnieuw.",
    ]


def test_page_shows_twenty_checks_at_a_time_the_last_one_first(operator):
    made = [checking.check_log(by=SYSTEM).pk for _number in range(21)]
    first, second = (operator.get("/logboek/", {"pagina": number}) for number in (1, 2))
    assert [check.pk for check in first.context["page"]] == made[:0:-1]
    assert ([check.pk for check in second.context["page"]], second.context["last"].pk) == (made[:1], made[-1])
    assert drawn_for(first) == User.objects.get().username


def test_page_and_check_are_for_the_operator_alone():
    director = principal("directeur", SchoolFactory.create())
    client = Client()
    client.force_login(User.objects.get(pk=director.user_id))
    assert (client.get("/logboek/").status_code, client.post("/logboek/controle/").status_code) == (403, 403)
    with pytest.raises(Denied):
        checking.ask(director)


def test_page_takes_as_many_queries_for_many_checks(operator, django_assert_max_num_queries):
    for _number in range(15):
        checking.check_log(by=SYSTEM)
    with django_assert_max_num_queries(8):
        operator.get("/logboek/")


@committed
def test_jobs_seal_each_minute_and_check_each_night():
    log.record(by=SYSTEM, act="class.edit", organisation_id=1)
    tasks.seal_log(timestamp=0)
    tasks.check_log_nightly(timestamp=0)
    found = LogCheck.objects.values_list("by", "seals", "entries", "waiting", "gap")
    assert (LogSeal.objects.count(), list(found)) == (1, [("nachtelijke controle", 1, 1, 0, "")])


@committed
def test_command_seals_checks_and_tells_the_state(capsys):
    log.record(by=SYSTEM, act="class.edit", organisation_id=1)
    code = run()
    state = checking.state_of()
    assert (code, capsys.readouterr().out) == (
        0, f"Het logboek is volledig: 1 regels in 1 zegels, 0 nog niet verzegeld.\nStand: {state}\n",
    )  # fmt: skip
    assert (run("--stand", state), run("--stand", "0" * 64)) == (0, 1)
    assert capsys.readouterr().err == (f"leerrecht: fout: de stand {'0' * 64} is niet terug te vinden in het logboek\n")


@committed
def test_command_names_the_first_gap(capsys):
    log.record(by=SYSTEM, act="class.edit", organisation_id=1)
    entry = LogEntry.objects.latest("pk")
    sealing.seal_settled()
    _tamper("DELETE FROM access_logentry WHERE id = %s", entry.pk)
    assert run() == 1
    assert "er horen 1 regels te staan, er staan er 0" in capsys.readouterr().err


@committed
def test_command_on_an_empty_log_says_that_there_is_no_state(capsys):
    assert (run(), capsys.readouterr().out) == (
        0, "Het logboek is volledig: 0 regels in 0 zegels, 0 nog niet verzegeld.\nStand: leeg\n",
    )  # fmt: skip
    assert LogCheck.objects.get().by == "opdrachtregel"


def test_help_of_the_command_says_what_it_does_and_takes(capsys):
    with pytest.raises(SystemExit):
        build_parser().parse_args(["controleer-log", "--help"])
    help_of_one = " ".join(capsys.readouterr().out.split())
    with pytest.raises(SystemExit):
        build_parser().parse_args(["--help"])
    help_of_all = " ".join(capsys.readouterr().out.split())
    assert "--stand STAND een stand die u eerder noteerde: is die nog in de keten te vinden?" in help_of_one
    assert (
        "controleer-log verzegel het logboek, kijk na of er niets uit verdween of wijzigde, en noem wat mis is"
        in help_of_all
    )
