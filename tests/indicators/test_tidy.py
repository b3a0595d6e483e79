"""A publication that was killed leaves half a snapshot, which the next one throws away."""

import os
import time

from leerrecht.indicators.domain.publishing import LEFT_BEHIND, _tidy


def test_half_snapshot_of_a_killed_publication_goes_and_one_that_is_being_made_stays(tmp_path):
    for name in ("nieuw-oud", "nieuw-bezig", "momentopname"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "halve_dagen.parquet").touch()
    long_ago = time.time() - LEFT_BEHIND - 60
    for name in ("nieuw-oud", "momentopname"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    _tidy(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["momentopname", "nieuw-bezig"]
