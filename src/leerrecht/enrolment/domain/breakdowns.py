"""The words in which enrolments are broken down for figures; kept here until the law core dates them."""

from django.utils.translation import gettext_lazy as _

ONDERWIJSVORMEN = (
    ("ASO", _("algemeen secundair onderwijs (aso)")),
    ("TSO", _("technisch secundair onderwijs (tso)")),
    ("KSO", _("kunstsecundair onderwijs (kso)")),
    ("BSO", _("beroepssecundair onderwijs (bso)")),
    ("DBSO", _("deeltijds beroepssecundair onderwijs (dbso)")),
    ("OKAN", _("onthaalonderwijs voor anderstalige nieuwkomers (OKAN)")),
)
FINALITEITEN = (
    ("doorstroom", _("doorstroom")),
    ("dubbel", _("dubbele finaliteit")),
    ("arbeidsmarkt", _("arbeidsmarkt")),
)
OPLEIDINGSVORMEN = (
    ("OV1", _("opleidingsvorm 1")),
    ("OV2", _("opleidingsvorm 2")),
    ("OV3", _("opleidingsvorm 3")),
    ("OV4", _("opleidingsvorm 4")),
)
