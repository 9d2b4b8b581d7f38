"""Numbers of people beyond the groups: what stands together, and that nothing small is left over."""

from __future__ import annotations

import random
from typing import List

import pytest

from scvm.report.disclosure import runs, told


@pytest.mark.parametrize("seed", range(200))
def test_what_is_not_told_is_of_two_and_of_enough_or_of_all(seed: int) -> None:
    draw = random.Random(seed)
    fewest = draw.choice([3, 5, 12])
    counts = [draw.choice([0, 1, 2, 4, 5, 7, 20]) for _ in range(draw.randint(1, 6))]
    shown = told(counts, fewest)
    hidden = [n for n, show in zip(counts, shown) if not show]
    assert all(n == 0 or n >= fewest for n, show in zip(counts, shown) if show)
    if any(shown[i] for i, n in enumerate(counts) if n):
        assert not hidden or (len(hidden) >= 2 and sum(hidden) >= fewest)


@pytest.mark.parametrize("seed", range(200))
def test_runs_of_neighbours_hold_nobody_or_enough_of_every_row(seed: int) -> None:
    draw = random.Random(seed)
    fewest, width = draw.choice([3, 5, 12]), draw.randint(1, 12)
    rows: List[List[int]] = [[draw.choice([0, 0, 1, 2, 6, 9]) for _ in range(width)] for _ in range(draw.randint(1, 4))]
    found = runs(rows, fewest)
    for run in found:
        assert all(sum(row[i] for i in run) == 0 or sum(row[i] for i in run) >= fewest for row in rows)
    whole = all(sum(row) == 0 or sum(row) >= fewest for row in rows)
    assert ([i for run in found for i in run] == list(range(width))) == whole and (bool(found) == whole)


def test_two_parts_of_four_do_not_tell_each_other_by_their_sum() -> None:
    """Of 8 in two parts of fewer than 5 each would be 4; with the next one more is possible."""
    assert told([4, 4, 9, 30], 5) == [False, False, False, True]
    assert told([0, 9], 5) == [True, True]
