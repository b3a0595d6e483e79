"""Every rule of the law core: what it is, for whom, its words on screen, its source and its dates.

Screens, letters and worklists take their texts from here. `handeling` names the kinds of events that fulfil a duty, so
that a page can offer the button. `advies`: rests on a choice of ours or on good practice, never to be shown as law.
`te_verifieren`: announced or not confirmed by a source.
"""

from dataclasses import dataclass
from datetime import date

PLICHT, RECHT, VERBOD, FOUT, SIGNAAL = "plicht", "recht", "verbod", "fout", "signaal"
AARDEN = (PLICHT, RECHT, VERBOD, FOUT, SIGNAAL)
SCHOOL = ("school",)
SCHOOL_CLB = ("school", "clb")
GEZIN = ("leerling", "ouders")

_TUCHT_BRON = "vlaanderen.be/schorsing-op-school"


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule; `titel` is short and tells what to do or what is the case, `uitleg` says it in one sentence."""

    regel: str
    aard: str
    voor: tuple[str, ...]
    titel: str
    uitleg: str
    bron: tuple[str, ...]
    van_kracht: date | None = None
    tot: date | None = None
    advies: bool = False
    te_verifieren: bool = False
    handeling: tuple[str, ...] = ()


_TABEL = (
    Regel(
        "verzuim.absoluut",
        PLICHT,
        ("agodi", "clb"),
        "Niet ingeschreven en leerplichtig",
        "Een leerplichtige jongere staat nergens ingeschreven, volgt geen huisonderwijs en is niet vrijgesteld.",
        ("001:155", "001:371-373", "001:1169-1187"),
    ),
    Regel(
        "onbekend.reden",
        PLICHT,
        SCHOOL,
        "Zoek de reden van de afwezigheid",
        "Van elke genoteerde afwezigheid moet de school de juiste reden kennen.",
        ("001:767-769",),
    ),
    Regel(
        "b1.contact",
        PLICHT,
        SCHOOL,
        "Neem contact op",
        "Vanaf de eerste B spreekt de school met de leerling of de ouders.",
        ("001:771-772", "001:798"),
        handeling=("contact_ouders", "gesprek_leerling"),
    ),
    Regel(
        "b.begeleiding",
        PLICHT,
        SCHOOL,
        "Spreek een begeleidingsmaatregel af",
        "Hoeveel B het ook zijn, de school begeleidt en houdt dat bij.",
        ("001:778-782", "001:789-791"),
        handeling=("begeleidingsmaatregel",),
    ),
    Regel(
        "b5.melding_clb",
        PLICHT,
        SCHOOL,
        "Meld aan het CLB",
        "Bij de vijfde B van het schooljaar meldt de school de afwezigheden aan het CLB en werkt ze samen.",
        ("001:784-786", "002:1480-1486"),
        date(2019, 9, 1),
        handeling=("melding_clb",),
    ),
    Regel(
        "b5.begeleidingsdossier",
        PLICHT,
        SCHOOL,
        "Open een begeleidingsdossier",
        "Vanaf de vijfde B ligt er een begeleidingsdossier klaar dat de verificateur kan inzien.",
        ("002:1480-1486", "001:781-782"),
        date(2019, 9, 1),
        handeling=("begeleidingsdossier",),
    ),
    Regel(
        "clb.traject",
        PLICHT,
        ("clb",),
        "Start een traject met de leerling",
        "Het CLB start samen met de school een traject: bij een minderjarige met vijf B, na een tuchtmaatregel, "
        "of als de schoolloopbaan in gedrang komt.",
        ("001:885-895",),
        handeling=("clb_traject",),
    ),
    Regel(
        "b10.politie",
        SIGNAAL,
        SCHOOL,
        "Tien B: de lokale politie kan preventief helpen",
        "Een West-Vlaamse aanbeveling: de school kan de politie vroeg als partner aanspreken.",
        ("001:2347-2349",),
        advies=True,
    ),
    Regel(
        "b30.problematisch",
        SIGNAAL,
        SCHOOL,
        "Dertig B: problematisch afwezig",
        "Vanaf dertig halve dagen B telt de leerling in de officiële cijfers als problematisch afwezig.",
        ("002:1512-1519", "besluit:1"),
    ),
    Regel(
        "b30.schooltoeslag",
        SIGNAAL,
        SCHOOL,
        "De schooltoeslag staat op het spel",
        "Twee schooljaren na elkaar dertig B of meer kan de schooltoeslag kosten.",
        ("002:1512-1514",),
    ),
    Regel(
        "z.ouderverklaring",
        FOUT,
        SCHOOL,
        "Vraag een medisch attest",
        "Een briefje van de ouders volstaat voor hoogstens drie kalenderdagen na elkaar en vier keer per schooljaar.",
        ("001:181-186",),
    ),
    Regel(
        "z.dixit",
        FOUT,
        SCHOOL,
        "Een dixit-attest wettigt geen ziekte",
        "Een attest dat alleen weergeeft wat de leerling zelf zegt, is twijfelachtig en leidt tot code B.",
        ("001:311-312",),
    ),
    Regel(
        "z10.gesprek",
        SIGNAAL,
        SCHOOL,
        "Vaak ziek: ga in gesprek",
        "Tien halve dagen ziekte in drie maanden zijn een goede aanleiding voor een bezorgd gesprek.",
        ("000:7066-7078",),
        advies=True,
    ),
    Regel(
        "z.melding_clb",
        PLICHT,
        SCHOOL,
        "Betrek het CLB bij de ziekteafwezigheden",
        "Aangekondigd: bij een nog te bepalen aantal Z moet de school het CLB inschakelen.",
        ("003:793-799",),
        date(2027, 9, 1),
        advies=True,
        te_verifieren=True,
        handeling=("melding_clb",),
    ),
    Regel(
        "z20.aandacht",
        SIGNAAL,
        SCHOOL_CLB,
        "Twintig halve dagen ziek",
        "De CLB-sector telt vanaf twintig halve dagen ziekte in een schooljaar.",
        ("000:2887-2891",),
        advies=True,
    ),
    Regel(
        "p30.aandacht",
        SIGNAAL,
        SCHOOL_CLB,
        "Dertig halve dagen persoonlijke reden",
        "Zo vaak met akkoord van de directie afwezig mag geen gewoonte worden.",
        ("000:3005-3017", "000:2463-2473"),
        advies=True,
    ),
    Regel(
        "code.niveau",
        FOUT,
        SCHOOL,
        "Die code bestaat hier niet",
        "H is er alleen in buitengewoon onderwijs, M alleen in secundair, A alleen voor wie niet leerplichtig is.",
        ("001:240", "001:279-303"),
        date(2019, 9, 1),
    ),
    Regel(
        "kleuter290",
        SIGNAAL,
        SCHOOL,
        "De 290 halve dagen worden niet gehaald",
        "Een vijfjarige in de kleuterschool moet in het schooljaar minstens 290 halve dagen aanwezig of gewettigd "
        "afwezig zijn.",
        ("000:2226", "000:2386-2390"),
        date(2020, 9, 1),
    ),
    Regel(
        "tempo",
        SIGNAAL,
        SCHOOL,
        "Afwezigheden stapelen zich snel op",
        "Twintig afwezige halve dagen in zes weken, om welke reden ook.",
        ("001:2278-2282", "besluit:29"),
        advies=True,
    ),
    Regel(
        "onthechting",
        SIGNAAL,
        SCHOOL,
        "Leerling raakt los van de school",
        "Het aantal B stijgt en er zijn geen gewettigde afwezigheden meer naast.",
        ("001:2222-2228",),
        advies=True,
    ),
    Regel(
        "patroon.vast_halfdag",
        SIGNAAL,
        SCHOOL,
        "Telkens op hetzelfde moment weg",
        "De leerling mist vaak dezelfde halve dag van de week en bijna nooit een andere.",
        ("001:333-335", "001:697"),
        advies=True,
    ),
    Regel(
        "patroon.deeltijds",
        SIGNAAL,
        SCHOOL_CLB,
        "Komt elke week maar deels naar school",
        "Vier schoolweken na elkaar ontbreekt de leerling op dezelfde halve dagen, met Z of P.",
        ("000:545-553", "000:2711-2722"),
        advies=True,
    ),
    Regel(
        "deeltijds.waarborg",
        PLICHT,
        SCHOOL,
        "Leg de afspraak met het CLB vast",
        "Wie op vaste momenten thuisblijft, hoort een afspraak te hebben waar het CLB achter staat.",
        ("000:6938-6944", "000:7312-7318", "besluit:27"),
        advies=True,
        handeling=("deeltijds_akkoord_clb",),
    ),
    Regel(
        "patroon.vakantie",
        SIGNAAL,
        SCHOOL,
        "Afwezig rond de vakanties",
        "De leerling ontbreekt herhaaldelijk net voor of net na een vakantie.",
        ("001:329-330",),
        advies=True,
    ),
    Regel(
        "thuiszitter",
        SIGNAAL,
        SCHOOL_CLB,
        "Zit thuis",
        "De leerling is lange tijd helemaal niet op school, om welke reden ook.",
        ("000:545-553",),
        advies=True,
    ),
    Regel(
        "toah.langdurig",
        RECHT,
        GEZIN,
        "Recht op onderwijs aan huis (langdurig ziek)",
        "Na meer dan 21 kalenderdagen ziekte zonder onderbreking heeft de leerling recht op tijdelijk onderwijs aan "
        "huis.",
        ("001:2838-2846", "001:2879-2884", "besluit:2"),
    ),
    Regel(
        "toah.chronisch",
        RECHT,
        GEZIN,
        "Recht op onderwijs aan huis (chronisch ziek)",
        "Per negen halve dagen ziekte heeft een chronisch zieke leerling recht op vier lestijden aan huis.",
        ("001:2848-2853", "001:2863-2864"),
    ),
    Regel(
        "toah.informeren",
        PLICHT,
        SCHOOL,
        "Informeer de ouders over onderwijs aan huis",
        "Zodra duidelijk is dat de leerling in aanmerking komt, brengt de school de ouders persoonlijk op de hoogte.",
        ("001:2800-2802",),
        handeling=("ouders_geinformeerd_toah",),
    ),
    Regel(
        "toah.melding",
        PLICHT,
        SCHOOL,
        "Meld het onderwijs aan huis aan het schoolbeheerteam",
        "De melding vertrekt ten laatste in de week na de start van de periode.",
        ("001:2904-2920", "besluit:19"),
        handeling=("melding_toah",),
    ),
    Regel(
        "toah.herval",
        RECHT,
        GEZIN,
        "Onderwijs aan huis loopt door na herval",
        "Wie binnen drie maanden opnieuw ziek wordt, gaat voort zonder nieuwe aanvraag of wachttijd.",
        ("001:2873-2876",),
    ),
    Regel(
        "tucht.duur",
        FOUT,
        SCHOOL,
        "De maatregel duurt te lang",
        "De schorsing of tijdelijke uitsluiting is langer dan toegelaten.",
        (_TUCHT_BRON,),
    ),
    Regel(
        "tucht.kleuter",
        VERBOD,
        SCHOOL,
        "Een kleuter kan niet geschorst of uitgesloten worden",
        "Geen van de drie tuchtmaatregelen bestaat voor een leerling in de kleuterschool.",
        ("000:2234", "000:3338-3340"),
    ),
    Regel(
        "tucht.motivering",
        PLICHT,
        SCHOOL,
        "Voeg begeleiding of motivering toe aan het tuchtdossier",
        "Aangekondigd: zonder voorafgaande begeleidingsmaatregel zegt het tuchtdossier waarom die niet kon.",
        ("003:959-963", "besluit:28"),
        date(2026, 9, 1),
        advies=True,
        te_verifieren=True,
        handeling=("motivering_geen_begeleiding",),
    ),
    Regel(
        "tucht.agodi",
        PLICHT,
        SCHOOL,
        "Meld de maatregel aan AGODI",
        "Elke schorsing en uitsluiting wordt aan AGODI gemeld.",
        ("agodi.be/discimus-codes", "000:2398-2400"),
        date(2019, 9, 1),
        handeling=("melding_agodi",),
    ),
    Regel(
        "tucht.code",
        FOUT,
        SCHOOL,
        "Code en maatregel kloppen niet met elkaar",
        "Wie geschorst of uitgesloten is, krijgt code R, of is aanwezig omdat de school opvang biedt.",
        ("001:216-217",),
    ),
    Regel(
        "tucht.opvang",
        PLICHT,
        SCHOOL,
        "Bied opvang of motiveer waarom niet",
        "In het lager vangt de school een geschorste of uitgesloten leerling op, tenzij ze schriftelijk motiveert "
        "waarom dat niet haalbaar is.",
        ("edulex:14691", "000:2320-2324"),
        handeling=("opvang_aangeboden", "opvang_gemotiveerd_geweigerd"),
    ),
    Regel(
        "du.zoeken",
        PLICHT,
        SCHOOL_CLB,
        "Help een nieuwe school zoeken",
        "Na een definitieve uitsluiting tijdens het schooljaar zoeken school en CLB mee naar een nieuwe school.",
        ("000:2339-2345", "000:8954-8968"),
        handeling=("zoekactie_school",),
    ),
    Regel(
        "du.opvang",
        PLICHT,
        SCHOOL,
        "Bied opvang tot er een nieuwe school is",
        "Zolang een uitgesloten leerling van het lager er ingeschreven is, biedt de school opvang of motiveert ze "
        "waarom niet.",
        ("000:2320-2324", "edulex:14691"),
        handeling=("opvang_aangeboden", "opvang_gemotiveerd_geweigerd"),
    ),
    Regel(
        "du.uitschrijving",
        RECHT,
        SCHOOL,
        "De school mag uitschrijven",
        "De eerste dag waarop de school een definitief uitgesloten leerling mag uitschrijven is bereikt.",
        ("000:2311-2335", "000:8988-9005", "besluit:30"),
    ),
    Regel(
        "du.thuis",
        SIGNAAL,
        SCHOOL_CLB,
        "Uitgesloten en nog zonder nieuwe school",
        "Meer dan tien schooldagen na de uitsluiting is er nog geen nieuwe inschrijving.",
        ("000:3842-3870",),
        advies=True,
    ),
)

REGELS: dict[str, Regel] = {regel.regel: regel for regel in _TABEL}
VOLGORDE: dict[str, int] = {regel.regel: place for place, regel in enumerate(_TABEL)}
