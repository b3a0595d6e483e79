"""Heavier help, and advice on a case that is stuck: asked for by the CLB, in its own file."""

from django.utils.translation import gettext_lazy as _

from leerrecht.law.topics.rots import CRITERIA
from leerrecht.referrals.flows.kinds import Ending, Field, Flow, Must, Side, Sort, StepKind

OF_CLB = {Side.CLB: ("clb",)}
FACILITY = Field(
    name="voorziening", sort=Sort.CHOICE, label=_("Bij wie"),
    options=(
        ("ocj", _("ondersteuningscentrum jeugdzorg (OCJ)")), ("vk", _("vertrouwenscentrum kindermishandeling (VK)")),
    ),
)  # fmt: skip
WITHDRAWN = Ending(key="ingetrokken", name=_("niet doorgegaan"), track="gestopt")

A_DOCUMENT = Flow(
    key="a_document", name=_("A-document"), to=_("de intersectorale toegangspoort"), topic="verwijzen", homes=OF_CLB,
    refused=_(
        "Het CLB meldt met een A-document aan bij de toegangspoort. Bespreek uw vraag met het CLB."
    ),
    explanation=_(
        "Voor hulp die niet rechtstreeks toegankelijk is, zoals verblijf, als leerling en ouders willen meewerken."
    ),
    fields=(Field(name="vrijwillig", sort=Sort.YES_NO, label=_("Willen leerling en ouders aan die hulp meewerken?")),),
    blocks=("verwijzen.a_wie", "verwijzen.a_vrijwillig"), source="001:934-937, 2472-2478",
    steps=(
        StepKind(
            key="besproken", name=_("Besproken met leerling en ouders"), who=_("CLB"), source="001:934-937",
            explanation=_("Zij kennen de aanvraag en willen ze."),
        ),
        StepKind(
            key="verzonden", name=_("A-document verzonden"), who=_("CLB"), after=("besproken",), forms=("a-document",),
            whole=True, blocks=("verwijzen.a_wie", "verwijzen.a_vrijwillig"), source="001:934-937",
            explanation=_("Het afgewerkte document gaat naar de toegangspoort."),
        ),
        StepKind(
            key="antwoord", name=_("Antwoord van de toegangspoort"), who=_("toegangspoort; het CLB noteert"),
            after=("verzonden",), source="001:2472-2478",
            explanation=_("Staat de leerling op een wachtlijst, bied dan overbruggingshulp."),
            fields=(
                Field(
                    name="antwoord", sort=Sort.CHOICE, label=_("Wat is het antwoord?"),
                    options=(
                        ("toegewezen", _("hulp toegewezen")), ("wacht", _("goedgekeurd, op de wachtlijst")),
                        ("nee", _("niet goedgekeurd")),
                    ),
                ),
                Field(name="plaats_op", sort=Sort.DAY, label=_("Plaats verwacht op"), when=("antwoord", "wacht")),
            ),
        ),
        StepKind(
            key="hulp", name=_("De hulp begint"), who=_("de voorziening; het CLB noteert"), after=("antwoord",),
            optional=True, explanation=_("De school en het CLB blijven de leerling volgen."), source="001:2472-2478",
        ),
    ),
    endings=(
        Ending(key="hulp", name=_("de hulp loopt")), Ending(key="nee", name=_("niet goedgekeurd"), track="geweigerd"),
        Ending(key="niet_meer", name=_("de hulp is niet meer nodig")), WITHDRAWN,
    ),
    next=("consult", "m_document"),
)  # fmt: skip

CONSULT = Flow(
    key="consult", name=_("Consult bij OCJ of VK"), to=_("een gemandateerde voorziening"), homes=OF_CLB,
    refused=_("Een consult bij een gemandateerde voorziening vraagt het CLB."),
    explanation=_(
        "Raad vragen voor een M-document, zo nodig zonder naam. Het kan wegen openen die nog niet geprobeerd zijn. Wie "
        "raad vraagt, blijft verantwoordelijk en beslist zelf of een melding volgt."
    ),
    fields=(
        FACILITY,
        Field(
            name="naam", sort=Sort.CHOICE, label=_("Met of zonder naam"),
            options=(("zonder", _("zonder naam")), ("met", _("met naam, leerling en ouders weten het"))),
        ),
    ),
    source="001:939-945, 1576-1583, 1646-1649, 2492-2495",
    steps=(
        StepKind(
            key="consult", name=_("Het consult"), who=_("CLB en voorziening"), forms=("consult-gv",),
            source="001:1576-1583",
            explanation=_("Geen oordeel, wel raad. In het blad voor een consult zonder naam staat de leerling niet."),
            fields=(
                Field(
                    name="uitkomst", sort=Sort.CHOICE, label=_("Waarheen"),
                    options=(
                        ("zelf", _("wij gaan zelf verder met andere hulp")), ("m", _("een M-document")),
                        ("vk", _("een melding bij een andere dienst")),
                    ),
                ),
            ),
        ),
    ),
    endings=(
        Ending(key="zelf", name=_("wij gaan zelf verder")),
        Ending(key="m", name=_("er komt een M-document")), WITHDRAWN,
    ),
    next=("m_document",),
)  # fmt: skip

M_DOCUMENT = Flow(
    key="m_document", name=_("M-document"), to=_("een gemandateerde voorziening (OCJ of VK)"), topic="clb_begeleiding",
    homes=OF_CLB, blocks=("verwijzen.m_wie",),
    refused=_(
        "Een M-document maakt het CLB, met de elementen van de vraagverheldering. Als school deelt u uw "
        "bezorgdheid met het CLB."
    ),
    explanation=_(
        "Bij een verontrustende situatie, als vrijwillige hulp niet (meer) lukt en hulp nodig is. Toestemming is niet "
        "nodig; leerling en ouders moeten het wel weten. Een consult vooraf kan nog andere wegen openen."
    ),
    fields=(
        FACILITY,
        Field(
            name="reden", sort=Sort.CHOICE, label=_("Waarom nu"),
            options=(
                ("geen_medewerking", _("leerling of ouders werken niet (langer) mee en hulp is aangewezen")),
                ("moeizaam", _("de samenwerking verloopt moeizaam en hulp is aangewezen")),
                ("onwil", _("school en CLB besluiten dat de ouders niet willen")),
                ("contract", _("een antispijbelcontract is niet nageleefd")),
                ("verontrusting", _("de situatie is verontrustend")),
            ),
        ),
        Field(
            name="gevaar", sort=Sort.YES_NO, label=_("Is er acuut gevaar als leerling of ouders het vooraf weten?"),
            help=_("Alleen dan kan het document vertrekken voor zij het weten; zeg het hun zodra het veilig is."),
        ),
    ),
    source="001:939-945, 1538-1625, 1651-1657, 2481-2498; 000:10070-10073",
    steps=(
        StepKind(
            key="ingelicht", name=_("Leerling en ouders ingelicht"), who=_("CLB"), source="000:10070-10073",
            explanation=_("Zeg wat u meldt, aan wie, en waarom."),
        ),
        StepKind(
            key="verzonden", name=_("M-document verzonden"), who=_("CLB"), forms=("m-document",), whole=True,
            blocks=("clb.m_document", "verwijzen.m_wie"), unless=("gevaar", "ja"),
            explanation=_("Het document is volledig: alle nodige vragen hebben een antwoord. Een contract kan erbij."),
            fields=(
                Field(
                    name="bijlage", sort=Sort.LIST, label=_("Erbij"), required=False,
                    options=(
                        ("contract", _("het antispijbelcontract")), ("plan", _("het spijbelactieplan")),
                        ("afwezigheden", _("de lijst van de afwezigheden")),
                    ),
                ),
            ),
            source="001:939-945, 1758-1761, 2492-2498",
        ),
        StepKind(
            key="volledig", name=_("De voorziening kijkt na of het volledig is"), after=("verzonden",),
            who=_("OCJ of VK; het CLB noteert"), source="001:1585-1587", repeats=True,
            explanation=_("Het onderzoek begint pas als het document volledig is."),
            fields=(
                Field(
                    name="volledig", sort=Sort.CHOICE, label=_("Wat zegt de voorziening?"),
                    options=(("ja", _("volledig: het onderzoek begint")), ("nee", _("er ontbreekt nog iets"))),
                ),
            ),
        ),
        StepKind(
            key="beslissing", name=_("Beslissing over de noodzaak"), after=("verzonden",),
            who=_("OCJ of VK; het CLB noteert"), source="001:1596-1618, 1636-1643",
            explanation=_("Is hulp nodig om de kansen van de jongere te waarborgen, en werken zij mee?"),
            fields=(
                Field(
                    name="uitkomst", sort=Sort.CHOICE, label=_("Uitkomst"),
                    options=(
                        ("hulp", _("noodzaak, en zij werken mee: de voorziening volgt op")),
                        ("parket", _("noodzaak, en zij werken niet mee: naar het parket")),
                        ("geen", _("geen noodzaak: afgesloten")),
                        ("geen_verwijzing", _("geen noodzaak: samen doorverwezen naar andere hulp")),
                    ),
                ),
            ),
        ),
        StepKind(
            key="evaluatie", name=_("Evaluatie van de hulp"), who=_("voorziening, leerling, ouders en hulpverleners"),
            after=("beslissing",), repeats=True, term="clb.gv_evaluatie", source="001:1651-1657",
            explanation=_("De hulp blijft vrijwillig. Bij gevaar kan de voorziening altijd naar het parket."),
            fields=(
                Field(
                    name="besluit", sort=Sort.CHOICE, label=_("Besluit"),
                    options=(
                        ("verder", _("verder")), ("wijzigen", _("de hulp wijzigt")), ("stoppen", _("de hulp stopt")),
                        ("parket", _("naar het parket")),
                    ),
                ),
            ),
        ),
    ),
    endings=(
        Ending(key="hulp_klaar", name=_("de hulp is afgerond")), Ending(key="geen", name=_("geen noodzaak")),
        Ending(key="parket", name=_("doorgestuurd naar het parket")), WITHDRAWN,
    ),
    next=("parket",),
)  # fmt: skip

ROTS = Flow(
    key="rots", name=_("ROTS: consult en overlegtafel"), to=_("het regionaal overleg tegen schooluitval"), topic="rots",
    homes=OF_CLB, blocks=("rots.wie",), needs=("rots.aanmelden",), source="001:1901-1956, 2585-2594",
    refused=_("Het CLB meldt aan, of jeugdhulp samen met het CLB."),
    explanation=_("Voor een traject dat vastzit: eerst een consult zonder de jongere, dan zo nodig een overlegtafel."),
    fields=(
        Field(
            name="door", sort=Sort.CHOICE, label=_("Wie vraagt het"),
            options=(("clb", _("het CLB")), ("jeugdhulp", _("jeugdhulp, samen met het CLB"))),
        ),
        Field(
            name="akkoord_clb", sort=Sort.DAY, label=_("Op welke dag werden jeugdhulp en CLB het eens?"),
            when=("door", "jeugdhulp"),
        ),
        Field(name="criteria", sort=Sort.LIST, label=_("Waarom"), options=tuple(CRITERIA.items())),
    ),
    steps=(
        StepKind(
            key="aanmelding", name=_("Aanmelding"), who=_("CLB"), forms=("rots",), blocks=("rots.wie",),
            explanation=_("Met de telefoon of een bericht; het formulier helpt om de vraag scherp te krijgen."),
            source="001:1912-1935, 2589",
        ),
        StepKind(
            key="consult", name=_("Consult"), who=_("CLB en het regionaal overleg"), after=("aanmelding",),
            explanation=_("Zonder de jongere en de context: samen zoeken."), source="001:1938-1946",
        ),
        StepKind(
            key="terugkoppeling", name=_("Terugkoppeling aan jongere en context"), who=_("jeugdhulp, CLB of school"),
            after=("consult",), explanation=_("Zeg wat eruit kwam; of nodig uit aan de overlegtafel."),
            source="001:1938-1946",
        ),
        StepKind(
            key="tafel", name=_("Overlegtafel"), who=_("iedereen, ook de jongere en de context"), after=("aanmelding",),
            optional=True, explanation=_("Samen een traject op maat."), source="001:1946-1956",
            fields=(
                Field(
                    name="erbij", sort=Sort.LIST, label=_("Wie was erbij?"),
                    options=(
                        ("jongere", _("de jongere")), ("context", _("de context")), ("school", _("de school")),
                        ("clb", _("het CLB")), ("hulp", _("jeugdhulp")), ("partner", _("andere partners")),
                    ),
                ),
            ),
            musts=(
                Must(
                    field="erbij", values=("jongere",), source="001:1946-1956", advice=True,
                    why=_("Aan de overlegtafel zit de jongere mee."),
                ),
            ),
        ),
    ),
    endings=(
        Ending(key="traject", name=_("er is een traject op maat")), Ending(key="raad", name=_("er is raad gegeven")),
        WITHDRAWN,
    ),
    next=("naft", "dagactiviteit", "a_document"),
)  # fmt: skip

FLOWS = (A_DOCUMENT, CONSULT, M_DOCUMENT, ROTS)
