"""What a pupil follows outside the school for a time, with the way back."""

from django.utils.translation import gettext_lazy as _

from leerrecht.cases.kinds import TrackKind
from leerrecht.referrals.flows.kinds import YES, Ending, Field, Flow, Must, Side, Sort, StepKind

SHARED = {Side.SCHOOL: ("gedeeld",), Side.CLB: ("gedeeld",)}
# What the school guarantees, and that going back is the aim.
BACK = Field(
    name="terug", sort=Sort.DAY, label=_("Tegen wanneer willen we dat de leerling terug op school is?"),
    help=_("Een doel, geen belofte. Elk traject buiten de school werkt aan de weg terug."),
)  # fmt: skip
HOURS = Field(name="uren", sort=Sort.NUMBER, label=_("Uren per week in het traject"))
PROVIDER = Field(name="aanbieder", sort=Sort.NAME, label=_("Wie het traject geeft"))
ENDINGS = (
    Ending(key="terug", name=_("de leerling is terug op school"), track="terug"),
    Ending(key="bereikt", name=_("de doelen zijn bereikt")),
    Ending(key="ander", name=_("een ander traject komt in de plaats"), track="vervolg"),
    Ending(key="gestopt", name=_("de leerling of de ouders stoppen"), track="gestopt"),
    Ending(key="geweigerd", name=_("de aanbieder neemt dit niet op"), track="geweigerd"),
    Ending(key="geen_plaats", name=_("er kwam geen plaats"), track="geen_plaats"),
    Ending(key="ingetrokken", name=_("niet doorgegaan"), track="gestopt"),
)
RETURN = StepKind(
    key="terugkeer", name=_("Terug naar school en klas"), who=_("school, met de leerling"), by=frozenset({Side.SCHOOL}),
    by_why=_("De terugkeer bereidt de school voor."), forms=("terugkeer",), optional=True,
    explanation=_("Bereid de klas voor, als de leerling dat goed vindt. De terugkeer hoort bij het traject."),
    fields=(Field(name="klas", sort=Sort.YES_NO, label=_("Is de klas voorbereid, met akkoord van de leerling?")),),
    source="001:2521-2532, 002:1324",
)  # fmt: skip

NAFT = Flow(
    key="naft", name=_("NAFT"), to=_("een aanbieder van naadloze flexibele trajecten"), topic="naft",
    track=TrackKind.NAFT, homes=SHARED, refused="",
    explanation=_(
        "Voor wie vastloopt op school of dreigt vast te lopen, in het secundair onderwijs. Het CLB stelt het voor, "
        "leerling en ouders willen het, en de school blijft de school: de inschrijving en de leerstof gaan door."
    ),
    blocks=("naft.niveau", "naft.einde"), source="002:1314-1319, 1403-1455, 3057-3104; 000:10606-10700",
    steps=(
        StepKind(
            key="vraag", name=_("Vraag van de school aan het CLB"), who=_("school"), by=frozenset({Side.SCHOOL}),
            by_why=_("Deze vraag stelt de school."), optional=True, source="002:3057-3070",
            explanation=_("Een vraag gaat over een leerling, of bij uitzondering over een klas."),
            fields=(
                Field(
                    name="voor", sort=Sort.CHOICE, label=_("Voor wie"),
                    options=(("leerling", _("deze leerling")), ("klas", _("de klas, vanuit deze leerling"))),
                ),
                Field(
                    name="gedaan", sort=Sort.LIST, label=_("Wat deed de school al?"), required=False,
                    options=(
                        ("gesprek", _("gesprekken met de leerling")), ("ouders", _("gesprekken met de ouders")),
                        ("maatregel", _("begeleidende maatregelen")), ("rooster", _("een aangepast rooster")),
                        ("overleg", _("overleg met het CLB")),
                    ),
                ),
            ),
        ),
        StepKind(
            key="voorstel", name=_("Voorstel van het CLB"), who=_("CLB"), by=frozenset({Side.CLB}),
            by_why=_("Een school heeft alleen toegang tot een NAFT op voorstel van het CLB."),
            explanation=_("Het CLB verheldert de vraag, gaat na wat de school nog kan, en meldt aan."),
            fields=(
                Field(
                    name="uitgeput", sort=Sort.YES_NO, label=_("Zijn de mogelijkheden van de school zelf uitgeput?")
                ),
                PROVIDER,
            ),
            musts=(
                Must(
                    field="uitgeput", values=(YES,), source="002:3103-3104",
                    why=_("Het CLB gaat eerst na wat de school zelf nog kan. Een NAFT komt daarna."),
                ),
            ),
            forms=("naft-aanmelding",), source="002:1314, 1419-1422, 3102-3104",
        ),
        StepKind(
            key="instemming", name=_("Instemming van leerling en ouders"), who=_("school en CLB"),
            explanation=_("Een NAFT is vrijwillige jeugdhulp, tenzij een rechter het oplegt."),
            fields=(
                Field(
                    name="hoe", sort=Sort.CHOICE, label=_("Wie stemt in?"),
                    options=(
                        ("samen", _("leerling en ouders stemmen in")), ("leerling", _("de leerling, die zelf beslist")),
                        ("rechter", _("een rechter legt het op")), ("niemand", _("zij stemmen niet in")),
                    ),
                ),
            ),
            source="002:1450-1455",
        ),
        StepKind(
            key="intake", name=_("Intake bij de aanbieder"), who=_("de aanbieder; het CLB noteert"), optional=True,
            after=("voorstel",), explanation=_("Wat past, en wanneer kan het beginnen?"),
            fields=(
                Field(
                    name="antwoord", sort=Sort.CHOICE, label=_("Wat zegt de aanbieder?"),
                    options=(("ja", _("kan beginnen")), ("wacht", _("op de wachtlijst")), ("nee", _("past niet"))),
                ),
                Field(name="plaats_op", sort=Sort.DAY, label=_("Plaats verwacht op"), when=("antwoord", "wacht")),
            ),
            source="002:1314-1319",
        ),
        StepKind(
            key="rondetafel", name=_("Rondetafel"), who=_("leerling, ouders, school, CLB en aanbieder"),
            after=("voorstel",), forms=("naft-rondetafel",), source="002:3057-3061, 3079-3082",
            explanation=_("Samen de vraag, de doelen en wie wat doet, ook wat leerkrachten doen."),
        ),
        StepKind(
            key="start", name=_("Begin van het traject"), who=_("school en CLB"), begins=True,
            blocks=("naft.voorstel", "naft.instemming", "naft.rondetafel", "naft.niveau", "naft.einde"),
            explanation=_("De leerling blijft ingeschreven. Afwezig wegens het traject is code P."),
            fields=(HOURS, BACK), source="002:1314-1319; 000:10606-10700",
        ),
        StepKind(
            key="evaluatie", name=_("Evaluatie van de doelen"), who=_("iedereen van de rondetafel"), after=("start",),
            repeats=True, term="naft.evaluatie", forms=("naft-evaluatie",), source="002:3082-3084",
            explanation=_("Met alle betrokkenen, en bijsturen waar nodig."),
            fields=(
                Field(
                    name="besluit", sort=Sort.CHOICE, label=_("Besluit"),
                    options=(("verder", _("verder")), ("bijsturen", _("bijsturen")), ("afronden", _("afronden"))),
                ),
            ),
        ),
        RETURN,
    ),
    endings=ENDINGS,
    next=("rots", "m_document"),
)  # fmt: skip

AANLOOP = Flow(
    key="aanloopfase", name=_("Aanloopfase"), to=_("een organisator van de aanloopfase"), topic="leren_werken",
    track=TrackKind.RUN_UP, homes={Side.SCHOOL: ("gedeeld", "zorg")},
    refused=_("De aanloopfase vraagt de school zelf; het CLB hoeft ze niet voor te stellen."),
    explanation=_(
        "Voor wie wil werken en er nog niet klaar voor is: zo kort als kan, zo lang als nodig. De screening zegt "
        "waaraan de leerling werkt."
    ),
    source="002:1252-1279, 1419-1421",
    steps=(
        StepKind(
            key="screening", name=_("Screening"), who=_("school"), forms=("screening-cdo",), source="002:1254-1260",
            explanation=_("Wat wil en kan de leerling, en waaraan werken we nog?"), by=frozenset({Side.SCHOOL}),
            by_why=_("De screening doet de school."),
            fields=(
                Field(
                    name="aan", sort=Sort.LIST, label=_("Waaraan werken we?"),
                    options=(
                        ("arbeid", _("arbeidsgericht")), ("loopbaan", _("loopbaangericht")),
                        ("vak", _("vaktechnisch")),
                    ),
                ),
            ),
        ),
        StepKind(
            key="start", name=_("Begin van de aanloopfase"), who=_("school"), begins=True,
            blocks=("aanloop.screening",), checks=("aanloop.uren", "werken.engagement", "werken.toegang"),
            by=frozenset({Side.SCHOOL}), by_why=_("De aanloopfase begint bij de school."),
            explanation=_("Aanloopcomponent en lessen samen vullen de week."),
            fields=(
                Field(
                    name="soort", sort=Sort.CHOICE, label=_("Soort"),
                    options=(
                        ("alfv", _("vorming in een beschermde omgeving (ALFV)")),
                        ("alfw", _("werkervaring op een echte werkplek, sterk begeleid (ALFW)")),
                    ),
                ),
                Field(name="uren", sort=Sort.NUMBER, label=_("Uren per week in de aanloopcomponent")),
                Field(name="uren_leren", sort=Sort.NUMBER, label=_("Uren per week les")),
                PROVIDER,
            ),
            source="002:1262-1275",
        ),
        StepKind(
            key="evaluatie", name=_("Bekijken of het lukt"), who=_("school en organisator"), after=("start",),
            repeats=True, optional=True, explanation=_("Kan de stap naar een gewone werkplek al?"),
            fields=(
                Field(
                    name="besluit", sort=Sort.CHOICE, label=_("Besluit"),
                    options=(("verder", _("nog even verder")), ("werk", _("klaar voor een werkplek"))),
                ),
            ),
            source="002:1252-1260",
        ),
    ),
    endings=(
        Ending(key="werk", name=_("begonnen op een gewone werkplek")),
        Ending(key="school", name=_("terug naar voltijds les op school"), track="terug"),
        *ENDINGS[2:],
    ),
)  # fmt: skip

TRANSITIE = Flow(
    key="transitie", name=_("Transitietraject"), to=_("een transitiecoach"), topic="transitie",
    track=TrackKind.TRANSITION, homes={Side.CLB: ("gedeeld",)},
    refused=_("Het CLB meldt aan, samen met de leerling, de context en de school."),
    explanation=_(
        "Een coach zoekt mee naar een kwalificatie, een vervolgopleiding of werk, tot de leerling duurzaam gestart is."
    ),
    needs=("transitie.mogelijk",), source="001:1460-1499, 2557-2565",
    fields=(
        Field(
            name="vorm", sort=Sort.CHOICE, label=_("Onderwijsvorm"),
            options=(
                ("bso", _("bso")), ("tso", _("tso")), ("duaal", _("duaal leren")), ("deeltijds", _("deeltijds")),
                ("kso", _("kso")), ("aso", _("aso")), ("okan", _("onthaalonderwijs (OKAN)")),
                ("buso", _("buitengewoon secundair onderwijs")),
            ),
        ),
        Field(
            name="graad", sort=Sort.CHOICE, label=_("Graad"),
            options=(("1", _("eerste graad")), ("2", _("tweede graad")), ("3", _("derde graad"))),
        ),
        Field(
            name="gesignaleerd", sort=Sort.DAY,
            label=_("Op welke dag zag de school dat de leerling dreigt te vertrekken of moeilijk overstapt?"),
        ),
    ),
    steps=(
        StepKind(
            key="akkoord", name=_("Akkoord van iedereen"), who=_("CLB"), source="001:2563-2564",
            explanation=_("Leerling, context en school zijn het eens over de aanmelding."),
            fields=(
                Field(
                    name="wie", sort=Sort.LIST, label=_("Wie gaat akkoord?"),
                    options=(("leerling", _("de leerling")), ("context", _("de context")), ("school", _("de school"))),
                ),
            ),
        ),
        StepKind(
            key="aanmelding", name=_("Aanmelding"), who=_("CLB"), by=frozenset({Side.CLB}), after=("akkoord",),
            by_why=_("Het CLB meldt aan."), blocks=("transitie.aanmelding",),
            forms=("transitietraject",), explanation=_("Met wat de leerling zelf wil."), source="001:2563-2564",
        ),
        StepKind(
            key="start", name=_("De coach begint"), who=_("transitiecoach; het CLB noteert"), after=("aanmelding",),
            begins=True, fields=(PROVIDER,), source="001:2557-2565",
            explanation=_("De coach informeert, brengt hindernissen in kaart en zet mee de stappen."),
        ),
        StepKind(
            key="duurzaam", name=_("Duurzaam gestart"), who=_("transitiecoach; het CLB noteert"), after=("start",),
            optional=True, source="001:2564-2565",
            explanation=_("In een nieuwe leerweg of in werk. Dan kan het traject eindigen, met een warme overdracht."),
        ),
    ),
    endings=(
        Ending(key="leerweg", name=_("duurzaam begonnen in een nieuwe leerweg")),
        Ending(key="werk", name=_("duurzaam begonnen in werk")),
        *ENDINGS[3:],
    ),
    next=("uitstroom",),
)  # fmt: skip

_WHY = Field(
    name="grond", sort=Sort.CHOICE, label=_("Waarom"),
    options=(
        ("problematisch_afwezig", _("de leerling is problematisch afwezig")),
        ("tijdelijk_uitgesloten", _("de leerling is tijdelijk uitgesloten")),
        ("iets_anders", _("iets anders")),
    ),
)  # fmt: skip
_TALK = StepKind(
    key="overleg", name=_("Overleg met het CLB"), who=_("school en CLB"), source="001:1384-1397",
    explanation=_("Een traject buiten de school begint in overleg met het CLB."),
)  # fmt: skip
_AGREE = StepKind(
    key="akkoord", name=_("Akkoord van leerling en ouders"), who=_("school en CLB"),
    explanation=_("Zonder hen lukt het niet; vraag wat zij ermee willen bereiken."),
    fields=(Field(name="wie", sort=Sort.YES_NO, label=_("Gaan leerling en ouders akkoord?")),),
    musts=(
        Must(
            field="wie", values=(YES,), source="001:1384-1397", advice=True,
            why=_("Zonder akkoord van leerling en ouders is een traject buiten de school niet aan te raden."),
        ),
    ),
)  # fmt: skip
_FORM = ("schoolextern-traject",)
_REVIEW = StepKind(
    key="evaluatie", name=_("Evaluatie"), who=_("school, CLB en aanbieder"), after=("start",), repeats=True,
    explanation=_("Brengt dit de leerling dichter bij school? Anders zoeken we iets anders."), optional=True,
    fields=(
        Field(
            name="besluit", sort=Sort.CHOICE, label=_("Besluit"),
            options=(("verder", _("verder")), ("bijsturen", _("bijsturen")), ("afronden", _("afronden"))),
        ),
    ),
    source="000:10492-10576",
)  # fmt: skip

GROENE_ZORG = Flow(
    key="groene_zorg", name=_("Groene Zorg"), to=_("een zorgboerderij"), topic="verwijzen",
    track=TrackKind.GREEN_CARE, homes=SHARED, refused="", fields=(_WHY,), source="001:1434-1457; 000:10492-10576",
    explanation=_(
        "Een tijd meewerken op een zorgboerderij, voor wie in het secundair onderwijs problematisch afwezig is of "
        "tijdelijk uitgesloten. Het vervangt de school niet, het werkt aan de terugkeer."
    ),
    blocks=("verwijzen.groene_zorg",),
    steps=(
        _TALK, _AGREE,
        StepKind(
            key="start", name=_("Begin op de zorgboerderij"), who=_("school"), begins=True,
            fields=(HOURS, BACK, PROVIDER), blocks=("verwijzen.overleg", "verwijzen.groene_zorg"),
            advised_after=("akkoord",), forms=_FORM,
            explanation=_("De leerling blijft ingeschreven. Afwezig wegens het traject is code P."),
            source="001:1434-1457",
        ),
        _REVIEW, RETURN,
    ),
    endings=ENDINGS,
)  # fmt: skip

DAGACTIVITEIT = Flow(
    key="dagactiviteit", name=_("Dagbesteding of activering"), to=_("een aanbieder van dagbesteding of activering"),
    topic="verwijzen", track=TrackKind.DAY_ACTIVITY, homes=SHARED, refused="", fields=(_WHY,),
    explanation=_(
        "Dagbesteding, activering naar werk of een lokaal initiatief, voor wie nu geen plek vindt in het aanbod van "
        "scholen. Het draagt bij tot herstel en nieuwe binding."
    ),
    source="001:1384-1397, 1506-1520, 2567-2573; 000:10492-10576",
    steps=(
        _TALK, _AGREE,
        StepKind(
            key="start", name=_("Begin"), who=_("school"), begins=True, fields=(HOURS, BACK, PROVIDER), forms=_FORM,
            blocks=("verwijzen.overleg",), advised_after=("akkoord",), source="001:1506-1520",
            explanation=_("De leerling blijft ingeschreven. Afwezig wegens het traject is code P."),
        ),
        _REVIEW, RETURN,
    ),
    endings=ENDINGS,
)  # fmt: skip

FLOWS = (NAFT, AANLOOP, TRANSITIE, GROENE_ZORG, DAGACTIVITEIT)
