"""Each act of the log in words: for who works with the file, and in plain words for pupil and parents.

The sentence begins with who did it: "An Peeters" or "Een leerkracht van de school".
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    """``plain`` where pupil and parents get other words; ``look``: something was read, nothing changed.

    ``parents`` False: the entry itself would tell parents what the pupil does not want them to know.
    """

    text: str | Promise
    plain: str | Promise = ""
    look: bool = False
    parents: bool = True


def _look(text: str | Promise, plain: str | Promise = "") -> Words:
    return Words(text, plain, look=True)


WORDS: dict[str, Words] = {
    # Figures, which tell of no pupil
    "figures.view": _look(_("bekeek cijfers")),
    "figures.publish": Words(_("berekende de cijfers en maakte ze bekend")),
    "figures.day": Words(_("vroeg de cijfers zoals ze op een dag stonden")),
    "figures.take": _look(_("nam een grafiek of tabel mee")),
    "figures.report": _look(_("maakte het jaarverslag van de school")),
    # Other programs, by a token of the school
    "api.manage": _look(_("bekeek de koppelingen met andere programma’s")),
    "api.read": _look(_("las gegevens langs een koppeling")),
    "token.make": Words(_("maakte een token voor een ander programma")),
    "token.revoke": Words(_("trok een token van een ander programma in")),
    "webhook.make": Words(_("maakte een webhook")),
    "webhook.secret": Words(_("gaf een webhook een nieuw geheim")),
    "webhook.pause": Words(_("zette een webhook stil")),
    "webhook.resume": Words(_("liet een webhook verdergaan")),
    "webhook.end": Words(_("beëindigde een webhook")),
    # The pupil
    "pupil.view": _look(_("opende de pagina van de leerling")),
    "pupil.history": _look(_("bekeek alle wijzigingen aan de aanwezigheid")),
    "pupil.lessons": _look(_("bekeek de gemiste lesuren")),
    "pupil.create": Words(_("maakte de fiche van de leerling")),
    "pupil.edit": Words(_("wijzigde de fiche van de leerling"), _("wijzigde gegevens van de leerling")),
    "pupil.merge": Words(
        _("voegde twee fiches van de leerling samen"), _("maakte van twee fiches van de leerling één fiche")
    ),
    "pupil.siblings": Words(_("noteerde of wiste een broer of zus")),
    "contact.add": Words(_("voegde een contactpersoon toe")),
    "contact.change": Words(_("wijzigde een contactpersoon")),
    "contact.remove": Words(_("haalde een contactpersoon weg")),
    "account.link": Words(
        _("koppelde een account aan de leerling of een contactpersoon"), _("gaf de leerling of een ouder een account")
    ),
    # The yearly check of compulsory education
    "leerplicht.open": Words(_("begon een controle van de leerplicht")),
    "leerplicht.import": Words(_("nam een bevolkingslijst op")),
    "leerplicht.search": Words(_("zocht opnieuw naar kinderen van de leerplichtcontrole")),
    "leerplicht.decide": Words(
        _("besliste of een kind van de bevolkingslijst deze leerling is"),
        _("vergeleek de leerling met de bevolkingslijst"),
    ),
    "leerplicht.step": Words(
        _("noteerde een stap van de leerplichtcontrole"), _("volgde op waar de leerling naar school gaat")
    ),
    "leerplicht.look": _look(
        _("bekeek de leerling in de leerplichtcontrole"), _("bekeek waar de leerling naar school gaat")
    ),
    "leerplicht.kleuters": _look(
        _("bekeek welke vijfjarigen te weinig halve dagen halen"), _("bekeek of de leerling vaak genoeg aanwezig is")
    ),
    "list.make": Words(_("maakte een lijst voor wie buiten de school werkt")),
    "list.vdab": _look(_("zette de leerling op een lijst voor de VDAB, met toestemming")),
    "leerplicht.view": _look(_("bekeek kinderen van de leerplichtcontrole")),
    "leerplicht.keep": Words(_("leidde de leerplichtcontrole")),
    "leerplicht.note": Words(_("noteerde iets bij de leerplichtcontrole")),
    "leerplicht.figures": _look(_("bekeek cijfers van de leerplichtcontrole")),
    "inclusion.view": _look(_("bekeek de knipperlichten over inclusie")),
    "inclusion.keep": Words(_("werkte aan de knipperlichten over inclusie")),
    "inclusion.figures": _look(_("bekeek cijfers over inclusie")),
    "inclusion.threshold": Words(_("wijzigde de drempel van een knipperlicht over inclusie")),
    "inclusion.answer": Words(_("schreef wat de school met een knipperlicht over inclusie doet")),
    "leerplicht.territory": Words(_("wijzigde de postcodes van een gemeente")),
    "leerplicht.destroy": Words(_("vernietigde rijen van een bevolkingslijst")),
    # What AGODI is told
    "discimus.connect": Words(_("begon met doorgeven aan Discimus")),
    "discimus.disconnect": Words(_("stopte met doorgeven aan Discimus")),
    "discimus.offer": Words(_("zette berichten aan Discimus klaar")),
    "discimus.answer": Words(
        _("kreeg van Discimus antwoord op een bericht"), _("meldde AGODI een afwezigheid of inschrijving")
    ),
    "discimus.again": Words(_("bood berichten opnieuw aan Discimus aan")),
    "discimus.take": _look(_("nam de verschillen met Discimus mee als bestand")),
    "discimus.keep": Words(_("volgde op wat Discimus weet")),
    "discimus.forget": Words(_("vergat wat een proefkanaal antwoordde, om alles echt door te geven")),
    "discimus.clean": Words(_("nam oude berichten aan Discimus weg")),
    # Attendance
    "register.view": _look(_("bekeek het register")),
    "register.take": Words(_("nam het register"), _("noteerde of de leerling aanwezig was")),
    "register.note": Words(_("noteerde iets bij een register")),
    "absence.edit": Words(_("verbeterde een afwezigheid")),
    "absence.period": Words(_("gaf een afwezigheid over meer dagen in")),
    "absence.reason": Words(_("gaf een onbekende afwezigheid een code"), _("noteerde waarom de leerling afwezig was")),
    "absence.verify": Words(
        _("noteerde wat de verificateur van een B vond"), _("noteerde een controle van een afwezigheid")
    ),
    "halfday.look": _look(_("bekeek een halve dag van dichtbij"), _("bekeek een afwezigheid")),
    "halfday.refine": Words(_("verfijnde de code van een halve dag"), _("noteerde meer bij een afwezigheid")),
    "halfday.note": Words(_("schreef een opmerking bij een halve dag"), _("schreef iets bij een afwezigheid")),
    "lesson.mark": Words(_("noteerde een gemist lesuur")),
    "lesson.unmark": Words(_("wiste een gemist lesuur")),
    "p.list": _look(
        _("zag de leerling op de lijst van code P (persoonlijke reden)"),
        _("zag de leerling op een lijst van persoonlijke afwezigheden"),
    ),
    "p.approve": Words(_("keurde code P (persoonlijke reden) goed"), _("stond een persoonlijke afwezigheid toe")),
    "p.refuse": Words(_("weigerde code P (persoonlijke reden)"), _("stond een persoonlijke afwezigheid niet toe")),
    "certificate.view": _look(_("opende een attest")),
    "certificate.scan": _look(_("opende de scan van een attest"), _("opende het papier van een attest")),
    "certificate.list": _look(
        _("zag de leerling op een lijst van attesten"), _("zag een lijst met attesten waar de leerling op staat")
    ),
    "certificate.add": Words(_("registreerde een attest"), _("bewaarde een attest")),
    "certificate.correct": Words(_("verbeterde een attest")),
    "certificate.extend": Words(_("verlengde een attest")),
    "certificate.withdraw": Words(_("trok een attest in")),
    "letter.parents_note": Words(_("noteerde de brief over de verklaringen van de ouders")),
    "gathering.create": Words(_("maakte een register van een groep")),
    "gathering.change": Words(_("wijzigde wie in een groep zit")),
    "gathering.delete": Words(_("verwijderde een register van een groep")),
    # Duties
    "duty.view": _look(
        _("bekeek waarom een regel om iets vraagt"), _("keek na wat de school of het CLB voor de leerling moet doen")
    ),
    "duty.close": Words(_("legde vast wat er gedaan is"), _("schreef op wat de school of het CLB deed")),
    "duty.seen": Words(_("noteerde: gezien, geen actie, met de reden"), _("keek na of er iets nodig was: nu niet")),
    "duty.unsee": Words(_("haalde “gezien” weer weg"), _("keek opnieuw na of er iets nodig is")),
    "duties.recompute": Words(_("rekende opnieuw uit wat de regels zeggen")),
    "fact.record": Words(_("noteerde een feit"), _("schreef op wat er gebeurde")),
    # Enrolment
    "enrolment.create": Words(_("schreef de leerling in")),
    "enrolment.class": Words(_("zette de leerling in een klas")),
    "enrolment.end": Words(_("beëindigde een inschrijving")),
    "enrolment.remove": Words(_("verwijderde een inschrijving")),
    "enrolment.result": Words(_("noteerde een resultaat")),
    "class.create": Words(_("maakte een klas")),
    "class.edit": Words(_("wijzigde een klas")),
    "class.delete": Words(_("verwijderde een klas")),
    "class.team": Words(_("wijzigde wie aan een klas lesgeeft")),
    # The file
    "case.view": _look(_("opende het dossier")),
    "case.assign": Words(_("zette een CLB-medewerker op het dossier"), _("koos wie van het CLB de leerling helpt")),
    "note.view": _look(_("las aantekeningen"), _("las in het dossier")),
    "note.file": _look(_("opende een bestand bij een aantekening"), _("opende een bestand in het dossier")),
    "note.write": Words(_("schreef een aantekening"), _("schreef iets in het dossier")),
    "note.withdraw": Words(_("trok een aantekening in"), _("trok iets in dat in het dossier stond")),
    "upload.store": Words(_("bewaarde een bestand")),
    "grant.view": _look(_("bekeek wie toegang kreeg")),
    "grant.reason": _look(_("bekeek waarom iemand toegang kreeg")),
    "grant.give": Words(_("gaf iemand toegang tot dit dossier")),
    "grant.withdraw": Words(_("trok iemands toegang in")),
    "protocol.view": Words(_("bekeek protocollen")),
    "protocol.manage": Words(_("noteerde een protocol met een andere organisatie")),
    "protocol.end": Words(_("beëindigde een protocol met een andere organisatie")),
    "protocol.file": Words(_("opende het document van een protocol")),
    "grant.end": Words(
        _("verkortte iemands toegang: het protocol eindigde"), _("liet iemands toegang vroeger eindigen")
    ),
    "access.request": Words(_("vroeg toegang tot dit dossier")),
    "access.list": _look(_("las een vraag om toegang")),
    "access.answer": Words(_("antwoordde op een vraag om toegang")),
    "glass.break": Words(_("opende het dossier bij acuut gevaar")),
    "notice.view": Words(_("nam kennis van een opening bij acuut gevaar")),
    "consent.view": _look(_("bekeek toestemmingen en bezwaren")),
    "consent.record": Words(_("noteerde een toestemming of bezwaar")),
    "consent.withdraw": Words(_("noteerde dat een toestemming of bezwaar ingetrokken is")),
    "wish.view": Words(_("bekeek wat de leerling de ouders niet wil laten weten"), look=True, parents=False),
    "wish.record": Words(_("noteerde dat de leerling de ouders iets niet wil laten weten"), parents=False),
    "wish.end": Words(_("noteerde dat de ouders het weer mogen weten"), parents=False),
    "ability.judge": Words(
        _("beoordeelde of de leerling bekwaam is om te oordelen"), _("besliste of de leerling zelf kan beslissen")
    ),
    "ability.end": Words(
        _("beëindigde een beoordeling van de bekwaamheid"),
        _("liet weer de leeftijd bepalen of de leerling zelf beslist"),
    ),
    "log.view": _look(_("bekeek wie in dit dossier keek")),
    "log.verify": Words(_("keek het logboek na")),
    # The installation itself
    "operations.keep": _look(_("bekeek de werking van de installatie")),
    "operations.retry": Words(_("liet een mislukte taak opnieuw doen")),
    "operations.forget": Words(_("haalde een mislukte taak weg")),
    "operations.proof": Words(_("noteerde dat een back-up teruggezet werd")),
    "begin.link": Words(_("maakte de link waarmee een lege installatie begint")),
    "begin.done": Words(_("begon de installatie met een eerste organisatie en account")),
    # Guidance
    "guidance.keep": Words(_("werkte het begeleidingsdossier bij")),
    "guidance.print": _look(
        _("drukte het begeleidingsdossier af voor de verificatie"), _("drukte het dossier af voor een controle")
    ),
    "guidance.figures": _look(_("bekeek de cijfers van de zorg")),
    "meeting.attend": _look(
        _("zag de leerling op de agenda van de cel leerlingenbegeleiding"), _("zag een lijst van een overleg op school")
    ),
    "meeting.hold": Words(
        _("zette de leerling op de agenda van de cel leerlingenbegeleiding of wijzigde die"),
        _("bereidde een overleg op school voor"),
    ),
    "guidance.today": _look(
        _("zag de leerling op de lijst van vandaag"), _("zag een lijst van wie vandaag hulp nodig heeft")
    ),
    "guidance.open": Words(_("opende een begeleidingsdossier"), _("begon een dossier om de leerling te begeleiden")),
    "guidance.counsel": Words(_("koos wie een dossier begeleidt"), _("koos wie de leerling op school begeleidt")),
    "guidance.close": Words(_("sloot een begeleidingsdossier"), _("sloot het dossier van de begeleiding")),
    "guidance.write": Words(_("schreef een stap in het begeleidingsdossier"), _("schreef iets in het dossier")),
    "guidance.withdraw": Words(
        _("trok een stap in het begeleidingsdossier in"), _("trok iets in dat in het dossier stond")
    ),
    "guidance.plan": Words(_("begon of wijzigde een plan"), _("werkte aan het plan voor de leerling")),
    "guidance.evaluate": Words(_("evalueerde een plan"), _("bekeek of het plan van de leerling helpt")),
    "guidance.finish": Words(_("sloot een plan af")),
    "guidance.agree": Words(_("legde afspraken vast")),
    "guidance.sign": Words(_("noteerde wie afspraken ondertekende")),
    "guidance.home": Words(
        _("legde vast waarom de leerling thuisblijft"), _("schreef op waarom de leerling niet altijd naar school komt")
    ),
    "parents.plan": Words(_("plande een oudercontact")),
    "parents.meet": Words(_("werkte aan een oudercontact")),
    "parents.record": Words(
        _("noteerde of de ouders naar een oudercontact kwamen"), _("noteerde wie er op het oudercontact was")
    ),
    "clb.door": Words(_("beantwoordde een signaal"), _("zei wat het CLB voor de leerling doet")),
    "clb.report": Words(_("meldde de leerling aan het CLB"), _("vroeg hulp aan het CLB")),
    "support.signal": Words(_("liet het CLB weten dat ouders steun kunnen gebruiken")),
    "clb.look": _look(_("bekeek een signaal of het CLB-dossier"), _("bekeek wat het CLB doet")),
    "clb.list": _look(_("zag de leerling op een lijst van het CLB"), _("zag een lijst van het CLB met de leerling")),
    "clb.step": Words(_("noteerde een stap in het CLB-dossier"), _("schreef op wat het CLB deed")),
    "clb.traject": Words(_("werkte aan een traject van het CLB"), _("werkte aan de begeleiding door het CLB")),
    "clb.home": Words(_("noteerde huisonderwijs")),
    "clb.care": Words(_("werkte aan een signaal over de zorg van een school")),
    "referral.make": Words(_("volgde een doorverwijzing op")),
    "referral.begin": Words(_("begon een doorverwijzing"), _("vroeg hulp bij iemand anders")),
    "referral.step": Words(_("noteerde een stap van een doorverwijzing"), _("schreef een stap op")),
    "referral.term": Words(_("koos een dag voor een stap van een doorverwijzing"), _("koos een dag voor een stap")),
    "referral.form": Words(_("vulde een formulier van een doorverwijzing in"), _("vulde een formulier in")),
    "referral.close": Words(_("sloot een doorverwijzing af"), _("rondde een doorverwijzing af")),
    # One case, all who work in it
    "case.join": _look(_("las het eigen deel van een casus"), _("las wat aan die partner gevraagd is")),
    "case.watch": _look(_("bekeek welke casussen stilliggen"), _("keek of er nog aan gewerkt wordt")),
    "case.open": Words(_("opende een casus"), _("bracht iedereen die helpt samen in een casus")),
    "case.lead": Words(_("gaf de leiding van een casus door"), _("koos wie de casus leidt")),
    "case.close": Words(_("sloot een casus af"), _("rondde de casus af")),
    "case.track": Words(_("volgde een traject op"), _("schreef iets op over een traject")),
    "case.review": Words(_("evalueerde een traject"), _("bekeek of een traject helpt")),
    "case.pattern": Words(_("bewaarde een weekpatroon"), _("schreef op waar de leerling elke halve dag is")),
    "case.workplace": Words(_("noteerde hoe het op de werkplek gaat")),
    "case.discharge": Words(
        _("noteerde een ontslag uit een ziekenhuis zonder plaats"), _("noteerde dat er geen plaats is")
    ),
    "case.chair": Words(_("wijzigde wie aan een casus meewerkt"), _("koos wie meehelpt")),
    "case.mediation": Words(_("werkte aan een bemiddeling"), _("stelde een bemiddelaar voor")),
    "case.table": Words(_("werkte aan een rondetafel"), _("plande een gesprek met iedereen die helpt")),
    "case.invite": Words(_("nodigde iemand uit voor een rondetafel"), _("nodigde iemand uit voor een gesprek")),
    "case.answer": Words(_("antwoordde op een uitnodiging voor een rondetafel"), _("antwoordde op een uitnodiging")),
    "case.came": Words(_("noteerde wie op een rondetafel was"), _("noteerde wie er was")),
    "case.decision": Words(_("noteerde een beslissing van een rondetafel"), _("schreef een afspraak op")),
    "case.position": Words(_("noteerde het standpunt van een deelnemer"), _("schreef op wat iemand ervan vindt")),
    "case.task": Words(_("werkte aan een taak van een casus"), _("gaf of deed een taak")),
    "case.partner": Words(_("liet een partner toe tot een casus"), _("vroeg een partner om te helpen")),
    "case.progress": Words(_("noteerde hoe het in een traject gaat"), _("schreef op hoe het gaat")),
    "case.presence": Words(_("noteerde de aanwezigheid in een traject"), _("schreef op of de leerling er was")),
    "case.release": Words(_("liet de school lezen wat een partner vertelt"), _("vertelde de school hoe het gaat")),
    "case.summary": Words(_("schreef de samenvatting van een casus"), _("schreef het verhaal in het kort")),
    "case.confirm": Words(_("bevestigde de samenvatting van een casus"), _("zei dat de samenvatting klopt")),
    "exit.record": Words(_("noteerde dat een leerling de school verliet"), _("noteerde waarheen de leerling ging")),
    "exit.look": Words(_("vroeg na hoe het een leerling na de school vergaat"), _("vroeg hoe het gaat")),
    "directory.view": _look(_("bekeek het aanbod van partners"), _("zocht wie kan helpen")),
    "directory.keep": Words(_("werkte het aanbod van partners bij")),
    "sick.view": _look(_("bekeek het onderwijs bij ziekte"), _("bekeek welke les er is bij ziekte")),
    "sick.keep": Words(_("werkte het onderwijs bij ziekte bij"), _("regelde les bij ziekte")),
    # Order and discipline
    "incident.record": Words(_("noteerde een incident"), _("schreef op wat er gebeurde")),
    "incident.view": _look(_("las een incident"), _("las wat er gebeurde")),
    "incident.list": _look(_("bekeek de lijst van incidenten"), _("las wat er gebeurde")),
    "incident.involve": Words(_("noteerde wie bij een incident betrokken was"), _("schreef op wie erbij was")),
    "incident.ask": Words(_("vroeg hoe het gaat na een incident"), _("vroeg hoe het nu gaat")),
    "incident.care": Words(_("koppelde zorg aan een incident"), _("zocht hulp na wat er gebeurde")),
    "incident.apart": Words(_("noteerde een afzondering"), _("noteerde dat iemand apart zat")),
    "incident.close": Words(_("sloot een incident af"), _("rondde af wat er gebeurde")),
    "tucht.keep": Words(_("werkte aan een maatregel of procedure")),
    "tucht.view": _look(_("las een maatregel of procedure")),
    "tucht.list": _look(_("bekeek de lijst van maatregelen en procedures"), _("las over maatregelen")),
    "tucht.history": _look(_("las de vroegere maatregelen van een leerling"), _("las over vroegere maatregelen")),
    "tucht.measure": Words(_("nam een maatregel")),
    "tucht.revise": Words(_("herzag een maatregel"), _("maakte een maatregel lichter of nam ze terug")),
    "tucht.wipe": Words(_("wiste een maatregel die vergeten is"), _("wiste een vroegere maatregel")),
    "tucht.open": Words(_("begon een procedure voor een maatregel"), _("begon een procedure")),
    "tucht.step": Words(_("noteerde een stap van een procedure")),
    "tucht.member": Words(_("wijzigde wie aan een procedure meewerkt")),
    "tucht.ask": Words(_("vroeg het advies van het CLB in een procedure"), _("vroeg raad aan het CLB")),
    "tucht.advise": Words(_("gaf advies in een procedure")),
    "tucht.decide": Words(_("noteerde een beslissing in een procedure"), _("nam een beslissing")),
    "tucht.close": Words(_("sloot een procedure af"), _("rondde een procedure af")),
    "tucht.report": Words(_("meldde een uitsluiting aan AGODI"), _("meldde een uitsluiting aan de overheid")),
    "tucht.search": Words(_("noteerde dat spullen doorzocht werden")),
    "incident.told": Words(_("noteerde wanneer de ouders verwittigd zijn"), _("noteerde wanneer uw ouders het wisten")),
    "incident.talk": Words(_("noteerde een nagesprek na een afzondering"), _("sprak achteraf met u")),
    "contest.keep": Words(_("noteerde dat een C-attest betwist is"), _("schreef op dat u het niet eens bent")),
    "contest.step": Words(_("noteerde een stap van een betwist C-attest")),
    "contest.close": Words(_("sloot een betwisting van een C-attest af")),
    "contest.view": _look(_("las over een betwist C-attest")),
    "contest.list": _look(_("bekeek de lijst van betwiste C-attesten")),
    "tucht.rules": Words(_("wijzigde de regels van de school over maatregelen")),
    "thuiszitter.view": _look(
        _("bekeek het register van thuiszitters"), _("bekeek wie niet elke dag naar school gaat")
    ),
    "thuiszitter.keep": Words(_("hield het register van thuiszitters bij")),
    "thuiszitter.figures": _look(_("bekeek cijfers van thuiszitters")),
    "thuis.list": _look(
        _("bekeek het register van wie geen voltijds onderwijs krijgt"), _("bekeek wie niet elke dag naar school gaat")
    ),
    "thuis.view": _look(
        _("bekeek of de leerling voltijds onderwijs krijgt"), _("bekeek of u elke dag naar school gaat")
    ),
    "thuis.judge": Words(
        _("zei of klopt dat de leerling geen voltijds onderwijs krijgt"),
        _("zei of klopt dat u niet elke dag les krijgt"),
    ),
    "thuis.follow": Words(
        _("noteerde wie de leerling opvolgt die geen voltijds onderwijs krijgt"), _("noteerde wie u opvolgt")
    ),
    "thuis.note": Words(
        _("zette de leerling in het register van thuiszitters"), _("noteerde dat u niet elke dag les krijgt")
    ),
    "thuis.end": Words(
        _("noteerde hoe het thuiszitten eindigde"), _("noteerde dat u niet meer zonder school of les zit")
    ),
    "thuis.figures": _look(_("bekeek aantallen van thuiszitters")),
    # Finding a school again
    "placement.begin": Words(_("begon een zoektocht naar een school"), _("begon een school te zoeken")),
    "placement.keep": Words(_("werkte aan een zoektocht naar een school"), _("zocht mee naar een school")),
    "placement.join": Words(_("zoekt mee naar een school")),
    "placement.wishes": Words(_("noteerde wat voor school gezocht wordt"), _("schreef op welke school past")),
    "placement.ask": Words(_("noteerde een vraag aan een school"), _("vroeg een school om plaats")),
    "placement.answer": Words(_("noteerde het antwoord van een school"), _("schreef op wat een school zei")),
    "placement.contest": Words(_("volgde een weigering op"), _("deed iets aan een weigering")),
    "placement.step": Words(_("noteerde een stap in een zoektocht naar een school"), _("zocht verder naar een school")),
    "placement.end": Words(
        _("noteerde hoe een zoektocht naar een school afliep"), _("rondde het zoeken naar een school af")
    ),
    "placement.view": _look(_("bekeek de zoektocht naar een school"), _("las over het zoeken naar een school")),
    "placement.list": _look(
        _("zag de leerling op een lijst van zoektochten"), _("zag een lijst met wie een school zoekt")
    ),
    "placement.lop": Words(_("wijzigde afspraken of beurtrol van het LOP")),
    # From home: what pupil and parents do themselves, and what the school answers.
    "own.view": _look(_("bekeek de eigen pagina")),
    "own.choose": Words(_("koos de taal van de eigen pagina en hoe berichten komen")),
    "own_word.say": Words(_("schreef iets in eigen woorden"), parents=False),
    "own_word.take_back": Words(_("haalde iets weg dat in eigen woorden geschreven was"), parents=False),
    "own_word.read": Words(_("las wat de leerling in eigen woorden schreef"), look=True, parents=False),
    "matter.bring": Words(_("vroeg of meldde iets aan de school")),
    "matter.take_back": Words(_("trok een vraag aan de school in")),
    "home.answer": Words(_("antwoordde op een vraag van thuis")),
    "home.list": _look(_("zag een lijst van vragen van thuis"), _("zag een lijst van vragen aan de school")),
    "home.read": _look(_("las een vraag van thuis"), _("las wat u aan de school vroeg")),
    "home.print": Words(_("drukte een bericht naar huis af")),
    "home.wording": Words(_("schreef de berichten naar huis van de school")),
    "quiet.set": Words(_("legde de berichten naar huis stil"), parents=False),
    "quiet.end": Words(_("liet weer berichten naar huis gaan"), parents=False),
    # Places, waiting lists and refusals
    "places.view": _look(_("bekeek waar er plaats is")),
    "places.figures": _look(_("bekeek aantallen van plaatsen en weigeringen"), _("bekeek aantallen")),
    "places.keep": Words(_("meldde hoeveel plaats er is")),
    "waiting.view": _look(_("bekeek een wachtlijst"), _("bekeek waar iemand op een plaats wacht")),
    "waiting.keep": Words(_("werkte een wachtlijst bij"), _("noteerde waar iemand op een plaats wacht")),
    "refusal.view": _look(_("las een gemelde weigering"), _("las dat een school nee zei")),
    "refusal.keep": Words(_("volgde een gemelde weigering op"), _("deed iets nadat een school nee zei")),
    "waiting.settle": Words(
        _("sloot een wachtlijst af: het kind is er ingeschreven"), _("noteerde dat iemand een gevraagde plaats kreeg")
    ),
    "refusal.report": Words(_("meldde een weigering door een school"), _("meldde dat een school nee zei")),
    "refusal.step": Words(_("noteerde een stap na een weigering"), _("deed iets nadat een school nee zei")),
    "refusal.answer": Words(_("noteerde het antwoord na een weigering"), _("noteerde hoe het afliep")),
    "unwilling.find": Words(_("stelde onwil van de ouders vast")),
    # To another school, and after the term
    "transfer.view": _look(_("bekeek een overdracht"), _("bekeek wat naar een andere school gaat")),
    "transfer.list": _look(
        _("zag de leerling op een lijst van overdrachten"),
        _("zag een lijst met overdrachten waar de leerling op staat"),
    ),
    "transfer.prepare": Words(_("bereidde een overdracht voor"), _("koos wat naar een andere school gaat")),
    "transfer.object": Words(_("noteerde verzet tegen een overdracht"), _("noteerde dat iets niet mee mag")),
    "transfer.unobject": Words(_("noteerde dat het verzet ingetrokken is"), _("noteerde dat iets toch mee mag")),
    "transfer.send": Words(_("verstuurde een overdracht"), _("stuurde gegevens naar een andere school of CLB")),
    "transfer.accept": Words(_("nam een overdracht aan"), _("kreeg gegevens van een andere school of CLB")),
    "transfer.file": _look(_("opende een bestand van een overdracht")),
    "transfer.choose": Words(_("koos een stuk voor een overdracht"), _("koos wat naar een andere school gaat")),
    "transfer.leave_out": Words(_("haalde een stuk uit een overdracht"), _("koos wat niet meegaat")),
    "transfer.reports": Words(_("keek na of er een verslag is dat altijd meegaat")),
    "transfer.summary": Words(_("schreef met de leerling een samenvatting voor de nieuwe school")),
    "transfer.announce": Words(_("noteerde dat een overdracht meegedeeld is")),
    "transfer.retract_notice": Words(_("trok de mededeling van een overdracht in")),
    "transfer.agree": Words(_("noteerde een akkoord met een overdracht")),
    "transfer.cancel": Words(_("annuleerde een overdracht")),
    "transfer.measures": Words(_("droeg begeleidende maatregelen over aan één lezer")),
    "retention.look": _look(_("bekeek een lijst om te vernietigen")),
    "retention.propose": Words(_("stelde voor iets te vernietigen")),
    "retention.keep": Words(_("bewaarde iets langer dan de termijn")),
    "retention.view": _look(_("bekeek wat vernietigd kan worden")),
    "retention.decide": Words(_("besliste wat vernietigd wordt")),
    "retention.destroy": Words(_("vernietigde gegevens waarvan de termijn voorbij is"), _("wiste oude gegevens")),
    "file.give": Words(_("gaf een kopie van het dossier aan leerling of ouders"), _("gaf een kopie van het dossier")),
    # Letters
    "letter.send": Words(_("werkte aan een brief")),
    "letter.manage": Words(_("werkte aan sjablonen of huisstijl van brieven")),
    "letter.run": Words(_("begon een reeks brieven")),
    "letter.make": Words(_("maakte een brief"), _("schreef een brief")),
    "letter.sent": Words(_("verstuurde een brief")),
    "letter.unsent": Words(_("probeerde een brief te versturen")),
    "letter.view": _look(_("opende een brief")),
    "letter.list": _look(_("zag de leerling op een lijst van brieven")),
    "letter.preview": _look(_("bekeek een voorbeeld van een brief")),
    "letter.template": Words(_("wijzigde een sjabloon van brieven")),
    "letter.style": Words(_("wijzigde de huisstijl van brieven")),
    # Forms
    "quality.keep": Words(_("werkte aan het schoolbeleid")),
    "quality.audit": Words(_("werkte aan een zelfaudit van de school")),
    "quality.fix": Words(_("zette een zelfaudit van de school vast")),
    "quality.survey": Words(_("opende een klimaatbevraging of maakte er codes voor")),
    "quality.survey.close": Words(_("sloot een klimaatbevraging af")),
    "quality.action": Words(_("werkte aan een actie van het schoolbeleid")),
    "cooperation.keep": Words(_("werkte aan samenwerkingsafspraken tussen school en CLB")),
    "cooperation.confirm": Words(_("bevestigde samenwerkingsafspraken tussen school en CLB")),
    "form.policy": Words(_("werkte aan een formulier over de school")),
    "form.manage": Words(_("werkte aan een formulier van de school zelf")),
    "form.fill": Words(_("vulde een formulier in")),
    "form.withdraw": Words(_("trok een ingevuld formulier in")),
    "form.view": _look(_("las een ingevuld formulier")),
    "form.list": _look(_("bekeek welke formulieren ingevuld zijn")),
    "form.publish": Words(_("gaf een versie van een formulier uit")),
    # Files in and out
    "import.run": Words(_("voerde gegevens in")),
    "import.start": Words(_("begon een invoer")),
    "import.drop": Words(_("liet een invoer vallen")),
    "import.refused": _look(_("bekeek wat bij een invoer geweigerd is")),
    "export.run": _look(_("voerde gegevens uit")),
    "profile.save": Words(_("bewaarde hoe een bestand ingevoerd wordt")),
    "source.save": Words(_("zei wat er uit het schoolpakket komt")),
    "profile.remove": Words(_("verwijderde hoe een bestand ingevoerd wordt")),
    # Places and people who work there
    "school.view": _look(_("bekeek een school")),
    "school.manage": Words(_("wijzigde een school")),
    "school.create": Words(_("maakte een school")),
    "school.group": Words(_("wijzigde welke scholen als één optreden")),
    "school.serve": Words(_("wijzigde welk CLB een school begeleidt")),
    "school.free_day": Words(_("noteerde een vrije dag")),
    "school.free_day_removed": Words(_("wiste een vrije dag")),
    "location.remove": Words(_("verwijderde een vestigingsplaats")),
    "board.create": Words(_("maakte een schoolbestuur")),
    "centre.create": Words(_("maakte een CLB")),
    "service.create": Words(_("maakte een organisatie")),
    "operator.create": Words(_("maakte het beheer van de installatie")),
    "organisation.create": Words(_("maakte een organisatie")),
    "member.manage": Words(_("wijzigde wie er werkt")),
    "sub_code.save": Words(_("bewaarde een eigen onderverdeling van een code")),
    "sub_code.remove": Words(_("verwijderde een eigen onderverdeling van een code")),
    # Accounts
    "user.create": Words(_("maakte een account")),
    "user.close": Words(_("sloot een account")),
    "user.open": Words(_("opende een account opnieuw")),
    "user.email": Words(_("wijzigde een e-mailadres")),
    "session.begin": Words(_("meldde zich aan")),
    "session.refused": Words(_("gaf een fout wachtwoord")),
    "session.end": Words(_("meldde een account af")),
    "password.change": Words(_("wijzigde een wachtwoord")),
    "second_factor.add": Words(_("stelde een tweede stap in")),
    "second_factor.remove": Words(_("haalde een tweede stap weg")),
    "second_factor.codes": Words(_("vroeg nieuwe herstelcodes")),
    "second_factor.code_used": Words(_("gebruikte een herstelcode")),
    "second_factor.failed": Words(_("gaf een foute code")),
    "identity.link": Words(_("koppelde de aanmelding van de school")),
    "identity.unlink": Words(_("ontkoppelde de aanmelding van de school")),
    "account.invite": Words(
        _("gaf een brief met een code voor een account"), _("gaf een brief met een code om zich aan te melden")
    ),
    "account.withdraw": Words(_("trok een account van de leerling of een ouder in")),
    "invitation.use": Words(_("koos een wachtwoord met de code van een brief")),
    "recovery.request": Words(_("vroeg om een account te herstellen")),
    "recovery.approve": Words(_("keurde het herstel van een account goed")),
    "recovery.withdraw": Words(_("stopte het herstel van een account")),
    "recovery.finish": Words(_("herstelde een account")),
}
LOOKS = frozenset(act for act, words in WORDS.items() if words.look)
NOT_FOR_PARENTS = frozenset(act for act, words in WORDS.items() if not words.parents)


def words_of(act: str) -> Words:
    """The words of an act; of one that an earlier version of this program knew, its name."""
    return WORDS.get(act) or Words(act)
