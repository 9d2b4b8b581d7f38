"""Marks of the section on what moves the community: the week of hours, and a line for each burst. The template draws them."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

CELL = 24.0  # of the week of hours
_WIDTH, _HEIGHT = 600.0, 60.0


def movements(found: Optional[Mapping[str, Any]], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The figures with their pictures; None where there are none."""
    if not found:
        return None
    return {"found": found, "names": names, "heat": _heat(found["hours"]), "lines": [line(each["series"], each["first"], each["last"]) for each in found["trends"]["bursts"][:8]] if found["trends"] else []}


def _heat(hours: Optional[Mapping[str, Any]]) -> List[Tuple[int, int, float, float]]:
    """Day, hour, and the shades of the share of posts that were answered and of the answers, from 0 to 1."""
    if not hours:
        return []
    shares = [cell["share"] for cell in hours["cells"] if cell["share"] is not None]
    answers = [cell["answers"]["value"] for cell in hours["cells"] if cell["answers"]]
    # From zero to twice the share of all, so that small differences look small.
    high, most = max([2 * (hours["overall"] or 0.0), *shares]) or 1.0, max(answers, default=0.0) or 1.0
    result = []
    for cell in hours["cells"]:
        share = 0.0 if cell["share"] is None else cell["share"] / high
        busy = 0.0 if not cell["answers"] else cell["answers"]["value"] / most
        result.append((cell["hour"] // 24, cell["hour"] % 24, round(share, 2), round(busy, 2)))
    return result


def line(series: Sequence[Optional[float]], first: int, last: int) -> Dict[str, Any]:
    """The points of a polyline through a series of counts, and where its burst lies. What is not told is drawn as nothing."""
    known = [each or 0.0 for each in series]
    step, most = _WIDTH / max(1, len(series)), max(known, default=0.0) or 1.0
    points = " ".join(f"{(i + 0.5) * step:.1f},{_HEIGHT * (1 - each / most):.1f}" for i, each in enumerate(known))
    return {"points": points, "x": round(first * step, 1), "width": round((last - first + 1) * step, 1), "most": most}


def social_return(found: Optional[Mapping[str, Any]]) -> Optional[Dict[str, Any]]:
    """Costs and benefits with their pictures: what a unit of activity moves by lag, and what is left after each week."""
    if not found:
        return None
    lag = found["lag"]
    ends = [abs(each) for name in ("effects_low", "effects_high") for each in lag[name] if each is not None]
    most = max(ends, default=0.0)
    bars: List[Tuple[int, float, float, float]] = []
    for i, (effect, low, high) in enumerate(zip(lag["effects"], lag["effects_low"], lag["effects_high"])):
        if most > 0 and None not in (effect, low, high):
            middle, lowest, highest = (round(60 - 56 * each / most, 1) for each in (effect, low, high))
            bars.append((i, middle, lowest, highest))
    left = found["net_by_week"]
    low, high = min([0.0, *left]), max([0.0, *left])
    unit = 116 / (high - low) if high > low else 0.0
    step = _WIDTH / max(1, len(left))
    points = " ".join(f"{(i + 0.5) * step:.1f},{2 + unit * (high - each):.1f}" for i, each in enumerate(left))
    return {"found": found, "bars": bars, "points": points, "zero": round(2 + unit * high, 1)}
