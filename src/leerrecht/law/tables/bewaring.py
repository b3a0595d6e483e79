"""How long a school keeps what it wrote about a pupil: no source gives these terms, so each is to be verified.

Those of the CLB file have sources, and stand with the CLB.
"""

from leerrecht.law.tables.soort import Getal

_ESSENTIEEL = ("000:11598-11632",)


def _na_vertrek(vak: str, jaren: int, bron: tuple[str, ...], wat: str) -> Getal:
    return Getal(
        f"bewaren.{vak}",
        jaren,
        "jaar",
        bron,
        uitleg=f"bewaring van {wat}, na de laatste dag in de school",
        te_verifieren=True,
    )


GETALLEN: tuple[Getal, ...] = (
    _na_vertrek("school", 5, _ESSENTIEEL, "het dossier van de school: klassenteam, zorg, gedeeld en attesten"),
    _na_vertrek("tucht", 1, ("000:7754-7758", "000:11601-11611"), "het tuchtdossier"),
    _na_vertrek("vertrouwen", 1, _ESSENTIEEL, "wat een leerling in vertrouwen zei"),
)

INSTELLINGEN = ()
