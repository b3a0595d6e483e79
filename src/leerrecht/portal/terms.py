"""Words of other rooms that pupils and parents read: named here, so that the catalogues of the portal hold them.

A test compares this list with what those rooms say.
"""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

TERMS = (
    _("preventieve schorsing"),
    _("tijdelijke uitsluiting"),
    _("definitieve uitsluiting"),
    _("de maatregel wordt genomen"),
    _("een lichtere maatregel volstaat"),
    _("er komt geen maatregel"),
    _("Begeleiding vooraf"),
    _("Het voornemen schriftelijk melden"),
    _("Het dossier laten inkijken"),
    _("Leerling en ouders horen"),
    _("Advies van het CLB"),
    _("Klassenraad"),
    _("Gevolgen voor de schoolloopbaan"),
    _("Bemiddeling aanbieden"),
    _("Beslissen"),
    _("De beslissing schriftelijk meedelen"),
    _("Opvang"),
    _("Melden aan AGODI"),
    _("Het onderzoek afronden"),
    _("Beroep"),
    _("Beroepscommissie"),
    _("Evalueren met leerling en ouders"),
    _("begeleidingsplan"),
    _("plan bij schoolweigering"),
    _("plan voor terugkeer na lange afwezigheid"),
    _("afspraken"),
    _("schoolcontract"),
    _("op het dossier"),
    _("vertrouwenspersoon"),
    _("partner in het traject"),
    _("toegang"),
    _("geopend bij acuut gevaar"),
    _("rondetafel"),
    _("multidisciplinair overleg (MDO)"),
    _("bemiddelingsgesprek"),
    _("herstelgesprek"),
    _("de school schrijft de leerling toch in"),
    _("de leerling is in een andere school ingeschreven"),
    _("de weigering blijft en kan volgens de regels"),
    _("de weigering blijft, tegen de regels in"),
    _("de ouders vragen deze school niet meer"),
    _("dit was een vergissing"),
    _("de school weigerde en gaf een reden"),
    _("de school belde of schreef niet terug"),
    _("er kwam geen afspraak om in te schrijven"),
    _("de school zei dat ze volzet is, zonder attest"),
    _("de school raadde het af (te moeilijk, te duur, past niet)"),
    _("alleen met een gedragscontract"),
    _("alleen als er hulp van buiten is"),
    _("de school wou niet inschrijven onder ontbindende voorwaarde"),
    _("de school hield de ouders aan het lijntje"),
    _("op een andere manier"),
    _("kleuteronderwijs"),
    _("lager onderwijs"),
    _("eerste graad, A-stroom"),
    _("eerste graad, B-stroom (1B en 2B)"),
    _("tweede of derde graad"),
    _("onthaalklas voor anderstalige nieuwkomers (OKAN)"),
    _("buitengewoon basisonderwijs"),
    _("buitengewoon secundair onderwijs"),
    _("de school is volzet"),
    _("dit schooljaar elders definitief uitgesloten (afspraak in het LOP)"),
    _("vroeger in deze school definitief uitgesloten"),
    _("voldoet niet aan de toelatingsvoorwaarden"),
    _("in de loop van het jaar om en om in scholen ingeschreven"),
    _("de nodige aanpassingen zijn onredelijk"),
    _("uitgesloten in een school die hiermee als één optreedt"),
    _("een andere reden"),
)

# What somebody is at school or at the CLB.
ROLE_NAMES = (
    _("leerkracht"),
    _("secretariaat"),
    _("leerlingenbegeleider of zorgcoördinator"),
    _("directeur"),
    _("CLB-medewerker"),
    _("CLB-arts of -verpleegkundige"),
    _("hoofd van het CLB"),
    _("schoolbestuur"),
    _("begeleider van een partner (NAFT)"),
    _("gedragsexpert"),
    _("brugfiguur"),
    _("pedagogisch begeleider"),
    _("leerondersteuner van een leersteuncentrum"),
    _("beheerder"),
    _("onderwijsinspectie"),
    _("lokaal overlegplatform"),
    _("lokaal bestuur"),
)

# The survey that comes along: its sentences for pupils, and the scale. What a school changed in them is shown as it is.
SURVEY = (
    _("helemaal niet"),
    _("eerder niet"),
    _("soms wel, soms niet"),
    _("eerder wel"),
    _("helemaal wel"),
    _("Er is op school een volwassene bij wie ik terechtkan."),
    _("Ik weet wat ik in de les moet leren."),
    _("Leerkrachten merken het als het niet goed met mij gaat."),
    _("Mijn leerkrachten geloven dat ik veel kan leren."),
    _("Ik voel mij veilig op school."),
    _("De regels op school zijn duidelijk."),
    _("Wat leerlingen zeggen, telt mee op school."),
    _("De regels gelden voor iedereen op dezelfde manier."),
    _("Als ik er niet ben, merkt niemand dat."),
    _("In de les is er vaak zoveel lawaai dat ik niet kan werken."),
    _("Uw code"),
    _("De code staat op het papier dat u kreeg, bijvoorbeeld ABCDE-FGHJK."),
    _("Kies een van de antwoorden."),
    _("U hebt nog niets aangeduid. Duid minstens één antwoord aan."),
    _("Deze bevraging is afgesloten."),
    _(
        "Deze code werkt niet. Kijk na of u ze juist overtypte. "
        "Elke code werkt maar één keer: misschien is ze al gebruikt."
    ),
    _("De bevraging begint op %(day)s. Kom dan terug met dezelfde code."),
    _("Deze bevraging is voorbij. Bedankt dat u wilde meedoen."),
)

# What a verb of another room says where a form of these pages is not right.
REFUSALS = (
    _("De datum ligt in de toekomst. Meld wat al gebeurd is."),
    _("Kies de reden die de school gaf."),
    _("Een reden hoort bij ‘de school weigerde en gaf een reden’."),
)

# What verbs and forms of other rooms say at the door: first access, and an account that was lost.
DOOR = (
    _("Zoals ze op de brief staat, met of zonder hoofdletters."),
    _(
        "De gebruikersnaam of de code klopt niet, of de code geldt niet meer. Kijk na wat op de brief "
        "staat, of vraag op het secretariaat van de school een nieuwe brief."
    ),
    _("Uw wachtwoord is bewaard. Meld u nu aan."),
    _(
        "De gebruikersnaam of de codes kloppen niet, of het herstel is afgelopen. "
        "Typ alle codes die u kreeg, met een spatie ertussen."
    ),
    _("Nog iemand anders die dit account beheert, moet het herstel goedkeuren."),
    _("Ook iemand van %(places)s moet het herstel goedkeuren."),
    _("Uw wachtwoord is gewijzigd. Meld u nu aan met het nieuwe."),
    _("Het herstel is gestopt. De codes gelden niet meer."),
)


def said(words: Any) -> str:
    """Words of another room in the language of the reader; as they are where the catalogue has none."""
    return gettext(str(words)) if words else ""
