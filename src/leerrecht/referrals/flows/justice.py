"""The local police, AGODI and the public prosecutor: after help, with facts, and by whom it may be done."""

from django.utils.translation import gettext_lazy as _

from leerrecht.law.topics.parket import BRONNEN
from leerrecht.referrals.flows.kinds import YES, Ending, Field, Flow, Must, Side, Sort, StepKind

POLITIE = Flow(
    key="politie", name=_("Melding aan de lokale politie"), to=_("het aanspreekpunt van de lokale politie"),
    topic="politie", homes={Side.SCHOOL: ("gedeeld",), Side.CLB: ("clb",)}, refused="", finding=True,
    blocks=("politie.onmacht", "politie.clb_meldt", "politie.heraanmelding"), needs=("politie.melden",),
    explanation=_(
        "Als het CLB onwil van de ouders vaststelde, als de ouders zich onbereikbaar maken, of bij een leerling die "
        "niet te bewegen is. De school meldt, met feiten alleen. Wat in vertrouwen gezegd is, gaat nooit mee."
    ),
    fields=(
        Field(
            name="reden", sort=Sort.CHOICE, label=_("Waarom"),
            help=_(
                "Wie het probeert en er niet in slaagt, is onmachtig en heeft hulp nodig, geen politie. Onwil stelt "
                "het CLB vast in het dossier."
            ),
            options=(
                ("ouders", _("onwil of onbereikbaarheid van de ouders, vastgesteld in het dossier")),
                ("leerling", _("onbuigzaamheid van de leerling")),
            ),
        ),
        Field(
            name="grond", sort=Sort.CHOICE, label=_("Waarop beroept het CLB zich?"), sides=frozenset({Side.CLB}),
            help=_("Buiten deze gevallen meldt de school, niet het CLB."),
            options=(
                ("geen", _("op niets hiervan")), ("meldingsrecht", _("meldingsrecht")),
                ("schuldig_verzuim", _("schuldig verzuim: iemand is in groot gevaar")),
                ("noodtoestand", _("noodtoestand")),
            ),
        ),
        Field(
            name="zone", sort=Sort.CHOICE, label=_("Welke politiezone"),
            options=(("school", _("die van de school")), ("woonplaats", _("die van de woonplaats, zo afgesproken"))),
        ),
        Field(name="ouders_weten", sort=Sort.YES_NO, label=_("Weten leerling en ouders van deze melding?")),
    ),
    musts=(
        Must(
            field="ouders_weten", values=(YES,), advice=True, source="001:2369-2371",
            why=_("Ouders die het niet verwachten, begrijpen de melding niet. Zeg het hun eerst."),
        ),
    ),
    source="001:946-963, 1689-1761, 1779-1791, 2338-2377, 3542-3567",
    steps=(
        StepKind(
            key="melding", name=_("Melding"), who=_("school"), sheet=True, says="", answers="b10.politie",
            repeats=True, again=("politie.opnieuw",), again_when=("reden", "ouders"),
            blocks=("politie.onmacht", "politie.clb_meldt", "politie.heraanmelding"), needs=("politie.melden",),
            checks=("politie.fiche", "politie.recente_lijst"),
            explanation=_(
                "Met het blad: gegevens, afwezigheden tot vandaag, wat de school deed en de contacten met het CLB. Er "
                "past geen tekst op."
            ),
            source="001:1718-1721, 1779-1784, 2354-2356",
        ),
        StepKind(
            key="actie", name=_("Wat de politie deed"), who=_("politie; de school noteert"), after=("melding",),
            repeats=True, optional=True, says="", source="001:1723-1761",
            explanation=_("School en CLB blijven de leerling volgen."),
            fields=(
                Field(
                    name="wat", sort=Sort.LIST, label=_("Teruggemeld"),
                    options=(
                        ("gesprek", _("een waarschuwend gesprek")),
                        ("leerplicht", _("de ouders gewezen op de leerplicht")),
                        ("verhoor", _("een verhoor van de ouders")), ("huisbezoek", _("een huisbezoek")),
                        ("pv", _("een proces-verbaal")),
                    ),
                ),
            ),
        ),
        StepKind(
            key="contract", name=_("Antispijbelcontract"), who=_("politie, ouders en leerling"), after=("melding",),
            optional=True, says="", source="001:1744-1754, 2358-2360",
            explanation=_("Ouders en leerling tekenen; de school krijgt een kopie. Het werkt vooral vroeg."),
            fields=(Field(name="kopie", sort=Sort.YES_NO, label=_("Kreeg de school een kopie?")),),
        ),
        StepKind(
            key="geschonden", name=_("Contract niet nageleefd"), who=_("school en CLB"), after=("contract",),
            optional=True, says="", source="001:1755-1761",
            explanation=_(
                "Bij een onbuigzame leerling volgt geen nieuwe melding en geen proces-verbaal. Het CLB kan een "
                "M-document maken, met het contract erbij."
            ),
        ),
    ),
    endings=(
        Ending(key="beter", name=_("de leerling is er weer")),
        Ending(key="hulp", name=_("het gaat verder met hulp")),
        Ending(key="parket", name=_("er is een proces-verbaal")),
        Ending(key="ingetrokken", name=_("niet doorgegaan")),
    ),
    next=("m_document", "parket"),
)  # fmt: skip

ZORGWEKKEND = Flow(
    key="zorgwekkend", name=_("Zorgwekkend dossier"), to=_("AGODI"), topic="zorgwekkend", refused="",
    homes={Side.SCHOOL: ("gedeeld",), Side.CLB: ("gedeeld",)}, needs=("zorgwekkend.mogelijk",),
    explanation=_(
        "Als de situatie na inspanningen van school en CLB niet verbetert. AGODI kan de ouders aanschrijven, in "
        "overleg met school en CLB; alleen uitzonderlijk gaat een dossier naar de procureur."
    ),
    fields=(
        Field(
            name="reden", sort=Sort.CHOICE, label=_("Wat stelt u vast"),
            options=(
                ("uitgeput", _("alle vrijwillige hulp is uitgeput")), ("onwil", _("er is totale onwil")),
            ),
        ),
        Field(name="vastgesteld", sort=Sort.DAY, label=_("Op welke dag is dat vastgesteld?")),
    ),
    source="001:1189-1200, 2501-2512",
    steps=(
        StepKind(
            key="overleg_clb", name=_("School en CLB zijn het eens"), who=_("school en CLB"), source="001:1189-1192",
            explanation=_("Wat deed elk al, en waarom helpt niets meer?"), optional=True,
        ),
        StepKind(
            key="melding", name=_("Dossier naar AGODI"), who=_("school of CLB"), forms=("zorgwekkend-dossier",),
            whole=True, checks=("zorgwekkend.inhoud",), advised_after=("overleg_clb",),
            explanation=_("Een situatieschets, een overzicht op datum en een motivering."), source="001:1189-1192",
        ),
        StepKind(
            key="overleg", name=_("Overleg van AGODI met school en CLB"), who=_("AGODI; wie meldde noteert"),
            after=("melding",), explanation=_("Komt er een brief?"), source="001:1194-1197", optional=True,
        ),
        StepKind(
            key="brief", name=_("Brief van AGODI aan de ouders"), who=_("AGODI; wie meldde noteert"),
            after=("melding",), advised_after=("overleg",), optional=True, source="001:1194-1197",
            explanation=_("De brief wijst op de leerplicht en zegt dat het dossier naar de procureur kan."),
        ),
        StepKind(
            key="kopie", name=_("Kopie van de brief bij school en CLB"), who=_("AGODI"), after=("brief",),
            explanation=_("Allebei krijgen ze een kopie."), source="001:1196-1197",
            fields=(
                Field(
                    name="wie", sort=Sort.LIST, label=_("Wie kreeg de kopie?"),
                    options=(("school", _("de school")), ("clb", _("het CLB"))),
                ),
            ),
        ),
        StepKind(
            key="procureur", name=_("Naar de procureur"), who=_("AGODI"), after=("melding",), optional=True,
            explanation=_("Alleen uitzonderlijk."), source="001:1199-1200, 2511-2512",
        ),
    ),
    endings=(
        Ending(key="beter", name=_("de leerling is er weer")), Ending(key="hulp", name=_("het gaat verder met hulp")),
        Ending(key="procureur", name=_("naar de procureur gestuurd")),
        Ending(key="ingetrokken", name=_("niet doorgegaan")),
    ),
    next=("parket",),
)  # fmt: skip

PARKET = Flow(
    key="parket", name=_("Dossier bij het parket"), to=_("het parket"), topic="parket", refused="",
    homes={Side.SCHOOL: ("gedeeld",), Side.CLB: ("clb", "gedeeld")},
    explanation=_(
        "School en CLB beginnen hier niets: zij noteren wat het parket laat weten, zodat de leerling niet uit beeld "
        "raakt. Wat met de hulp te maken heeft, houdt het CLB in het eigen dossier."
    ),
    fields=(
        Field(name="bron", sort=Sort.CHOICE, label=_("Waar komt het vandaan"), options=tuple(BRONNEN.items())),
        Field(name="onwil", sort=Sort.YES_NO, label=_("Is er onwil van de ouders?")),
        Field(name="hoogdringend", sort=Sort.YES_NO, label=_("Is een onmiddellijke plaatsing nodig?")),
    ),
    source="001:1792-1858",
    steps=(
        StepKind(
            key="advies", name=_("Advies van de parketcriminoloog"), who=_("parket"), optional=True, says="",
            explanation=_("Zijn de krachtlijnen en de lokale afspraken gevolgd?"), source="001:1794-1799",
        ),
        StepKind(
            key="attest", name=_("Attest van inschrijving"), who=_("ouders"), optional=True, says="",
            when=("bron", "agodi"), explanation=_("Na een melding van AGODI vraagt de politie ernaar."),
            source="001:1816-1821",
        ),
        StepKind(
            key="gesprek", name=_("Oriënterend gesprek"), who=_("parketcriminoloog"), optional=True, says="",
            explanation=_("Bij hardnekkige dossiers."), source="001:1851",
        ),
        StepKind(
            key="beslissing", name=_("Beslissing van het parket"), who=_("parket; wie volgt noteert"), says="",
            explanation=_("Het parket beslist onafhankelijk."), source="001:1822-1849, 1857-1858",
            fields=(
                Field(
                    name="uitkomst", sort=Sort.CHOICE, label=_("Beslissing"),
                    options=(
                        ("sepot", _("geseponeerd")), ("hulp", _("doorverwezen naar hulp (brede instap)")),
                        ("gv", _("aangemeld bij een gemandateerde voorziening")),
                        ("dagvaarding", _("dagvaarding voor de politierechtbank")),
                        ("jeugdrechtbank", _("vordering bij de jeugdrechtbank")),
                    ),
                ),
            ),
        ),
        StepKind(
            key="hulp", name=_("De hulp begint"), who=_("hulpverlening"), optional=True, after=("beslissing",), says="",
            explanation=_("Wie volgt de leerling op school?"), source="001:1819-1821, 1848-1849",
        ),
    ),
    endings=(
        Ending(key="sepot", name=_("geseponeerd")), Ending(key="hulp", name=_("de hulp loopt")),
        Ending(key="boete", name=_("een geldboete voor de ouders")),
        Ending(key="maatregel", name=_("een maatregel van de jeugdrechtbank")),
        Ending(key="ingeschreven", name=_("de leerling is ingeschreven")),
        Ending(key="ingetrokken", name=_("bij vergissing genoteerd")),
    ),
)  # fmt: skip

FLOWS = (POLITIE, ZORGWEKKEND, PARKET)
