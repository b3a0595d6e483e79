"""Pupil numbers of school packages: ten digits, of which people and tables drop the leading zeros."""

DIGITS = 10


def normalise(number: str) -> str:
    """The number as it is kept; what is not digits alone (another package) stays as it is."""
    compact = number.strip()
    return compact.zfill(DIGITS) if compact.isdecimal() and compact.isascii() else compact
