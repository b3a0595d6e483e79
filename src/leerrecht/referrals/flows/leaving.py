"""Leaving without a qualification: a last talk, and a warm handover."""

from django.utils.translation import gettext_lazy as _

from leerrecht.referrals.flows.kinds import YES, Ending, Field, Flow, Must, Side, Sort, StepKind

UITSTROOM = Flow(
    key="uitstroom", name=_("Uitstroom en overdracht aan VDAB"), to=_("VDAB, of een andere weg"), topic="uitstroom",
    homes={Side.SCHOOL: ("gedeeld",), Side.CLB: ("gedeeld",)}, refused="",
    explanation=_(
        "Voor wie zonder kwalificatie dreigt te vertrekken: eerst kijken of afmaken nog kan, dan wat erna kan. Wie "
        "geen gesprek meer wil, krijgt de flyer."
    ),
    fields=(Field(name="dreigt", sort=Sort.DAY, label=_("Sinds wanneer dreigt de leerling te vertrekken?")),),
    source="001:1003-1015, 1964-2027, 2544-2555; 002:2185, 2199-2202",
    steps=(
        StepKind(
            key="gesprek", name=_("Uitstroomgesprek"), who=_("wie de leerling vertrouwt"), forms=("uitstroomgesprek",),
            explanation=_("Motiveer om af te maken; bespreek anders andere wegen naar een kwalificatie."),
            fields=(
                Field(
                    name="wil", sort=Sort.CHOICE, label=_("Wat wil de jongere?"),
                    options=(
                        ("kwalificatie", _("een kwalificatie behalen")), ("werk", _("werken")),
                        ("beide", _("allebei")), ("opleiding", _("een opleiding volgen")),
                        ("weet_niet", _("dat weet die nog niet")),
                    ),
                ),
            ),
            optional=True, source="001:1964-2027",
        ),
        StepKind(
            key="flyer", name=_("Flyer gegeven"), who=_("wie de leerling vertrouwt"), optional=True,
            explanation=_("Voor wie niet meer open staat voor een gesprek."), source="001:1989-1995",
        ),
        StepKind(
            key="vdab", name=_("Warme overdracht aan VDAB"), who=_("school of CLB, samen met de jongere"),
            optional=True, forms=("overdracht-vdab",), source="002:2185, 2199-2202",
            explanation=_("Ga samen langs of bel samen. Alleen wat de jongere goed vindt, gaat mee."),
            fields=(
                Field(name="akkoord", sort=Sort.YES_NO, label=_("Gaat de jongere akkoord met wat overgedragen wordt?")),
                Field(
                    name="hoe", sort=Sort.CHOICE, label=_("Hoe"),
                    options=(
                        ("samen", _("samen langsgegaan")), ("telefoon", _("samen gebeld")),
                        ("afspraak", _("een afspraak met naam en uur")),
                    ),
                ),
            ),
            musts=(
                Must(
                    field="akkoord", values=(YES,),
                    why=_("Zonder akkoord van de jongere gaat er niets naar VDAB. Geef de flyer of de brochure mee."),
                ),
            ),
        ),
        StepKind(
            key="opvolging", name=_("Even horen hoe het gaat"), who=_("wie de jongere vertrouwt"), optional=True,
            explanation=_("Een overdracht is pas warm als iemand nog eens belt."), source="002:2185",
            fields=(
                Field(
                    name="nu", sort=Sort.CHOICE, label=_("Waar staat de jongere nu?"),
                    options=(
                        ("school", _("toch op school")), ("opleiding", _("in opleiding")), ("werk", _("aan het werk")),
                        ("zoekt", _("zoekt nog")), ("niet_bereikt", _("niet bereikt")),
                    ),
                ),
            ),
        ),
    ),
    endings=(
        Ending(key="blijft", name=_("de jongere blijft op school")),
        Ending(key="andere_weg", name=_("een andere weg naar een kwalificatie")),
        Ending(key="vdab", name=_("overgedragen aan VDAB")), Ending(key="werk", name=_("aan het werk")),
        Ending(key="weg", name=_("vertrokken, met de flyer")), Ending(key="ingetrokken", name=_("niet doorgegaan")),
    ),
    next=("transitie",),
)  # fmt: skip

FLOWS = (UITSTROOM,)
