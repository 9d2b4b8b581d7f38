"""What may be told of numbers of people beyond the groups of the portfolio, which the core decides.

A number of 1 to `fewest` - 1 is not told, nor is it left over when the others are taken from a total: it is put together with
another one, so that two or more values remain possible. Nobody at all may be told.
"""

from __future__ import annotations

import math
from typing import Iterable, List, Optional, Sequence


def too_few(n: Optional[float], fewest: float) -> bool:
    """Whether so many people are too few to be told."""
    return n is not None and 0 < n < fewest


def may_show_sum(amounts: Iterable[float], fewest: float, percent: float) -> bool:
    """Whether a sum of persons' amounts may be told: of nobody, or of enough persons, and the second largest part cannot tell the largest
    one from it to within so many percent. The p% rule as `survey::sum_parts` of the core has it, for sums that only Python knows."""
    parts = sorted((abs(each) for each in amounts if each == each and each != 0), reverse=True)
    if not parts:
        return True
    others = math.fsum(parts[2:])
    return len(parts) >= fewest and others > 1e-9 * math.fsum(parts) and others >= percent / 100 * parts[0]


def told(counts: Sequence[int], fewest: float) -> List[bool]:
    """Which parts of a known total may be told: of the others there are two or more, together `fewest` or more. The smallest part
    that is large enough goes with those that are not, whatever their sum: else a sum of two times the most says what each is."""
    result = [not too_few(n, fewest) for n in counts]
    large = [place for place, n in enumerate(counts) if n >= fewest]
    if not all(result) and large:
        result[min(large, key=lambda place: (counts[place], place))] = False
    return result


def runs(rows: Sequence[Sequence[int]], fewest: float) -> List[range]:
    """Neighbouring columns put together until every row has nobody or enough in each run; none at all where that cannot be had."""

    def enough(columns: range) -> bool:
        return not any(too_few(sum(row[i] for i in columns), fewest) for row in rows)

    result: List[range] = []
    start, end = 0, len(rows[0])
    for i in range(end):
        if enough(range(start, i + 1)):
            result.append(range(start, i + 1))
            start = i + 1
    while start < end and result:
        start = result.pop().start
        if enough(range(start, end)):
            result.append(range(start, end))
            start = end
    return result
