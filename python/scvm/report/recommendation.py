"""Promoters less detractors, by group and over time, as far as it may be told."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import pandas as pd

from scvm import survey
from scvm.dates import NO_TIME, DateReader
from scvm.errors import Error, ErrorCode
from scvm.report import disclosure
from scvm.score_table import ScoreTable

#: Who answered is told apart by these, in this order: neighbours are put together where one of them is of too few.
_KINDS = ("fan", "sympathizer", "mercenary", "captive", "opponent", "unclassified")


def recommendation(
    table: ScoreTable, analysis: Mapping[str, Any], summary: Mapping[str, Any], rules: Mapping[str, Any], answers: Any, zone: str = ""
) -> Optional[Dict[str, Any]]:
    """The score of all, of the groups, and of each quarter; None where the model has no item of 0 to 10 for it, or nobody answered.

    The whole is the analysis's. ``answers``: a frame of customer, item, value and time, as of ``CustomerBase.add_answers``; without it there is
    nothing by group and over time. Of each customer counts the last answer, in a quarter the last one of that quarter. Neighbouring groups and
    quarters are put together until promoters, passives, detractors and those who did not answer are nobody or enough in each: score, n and
    interval tell all of them.
    Raises ``Error`` for a frame without these columns.
    """
    whole = (analysis.get("survey") or {}).get("recommendation")
    if not whole or not whole["n"]:
        return None
    if answers is None:
        return {"whole": whole, "groups": [], "periods": []}
    used = _used(answers, [each["id"] for each in rules["survey"]["items"]], table, zone)
    newest = used.groupby("customer")["wave"].transform("max")
    answered = (used["item"] == whole["item"]) & used["value"].between(0, 10)
    given, fewest = used[answered], table._native.fewest_shown()
    last = used[answered & (used["wave"] == newest)].drop_duplicates("customer", keep="last")
    group = pd.Series(np.asarray(table["segment"], dtype=object), index=[str(id) for id in table.ids])
    together = _together([each["suppressed"] == "everything" for each in summary["segments"][:5]] + [False])
    of_last, counts = last["customer"].map(group), []
    for kinds in ([_KINDS[i] for i in part] for part in together):
        counts.append(_counts(last["value"][of_last.isin(kinds)], int(group.isin(kinds).sum())))
    groups = [([_KINDS[i] for part in together[run.start : run.stop] for i in part], found) for run, found in _told(counts, fewest)]
    dated = given[given["time"] != NO_TIME]
    quarter = _quarters(dated["time"], zone)
    names = sorted(set(quarter))
    counts = []
    for name in names:
        mine = dated[quarter == name].sort_values("time", kind="stable").drop_duplicates("customer", keep="last")
        counts.append(_counts(mine["value"], len(table)))
    periods = [((names[run.start], names[run.stop - 1]), found) for run, found in _told(counts, fewest)]
    return {"whole": whole, "groups": groups, "periods": periods}


def _used(answers: Any, items: Sequence[str], table: ScoreTable, zone: str) -> pd.DataFrame:
    """The answers to the model's questions up to the day, of customers whose answers may be used, as the core reads them: in a wave the newest
    one counts, of two at once the higher one."""
    frame = answers if isinstance(answers, pd.DataFrame) else pd.DataFrame(answers)
    wanted = ["customer", "item", "value", "time"]
    if missing := [name for name in wanted if name not in frame.columns]:
        raise Error(f"answers: expected the columns customer, item, value and time; there is no {missing[0]}", ErrorCode.BAD_RECORD)
    read = DateReader(time_zone=zone)
    seconds, _ = read.column(frame["time"], "time")
    frame = pd.DataFrame({
        "customer": frame["customer"].astype(str), "item": frame["item"].astype(str), "value": pd.to_numeric(frame["value"], errors="coerce"),
        "time": seconds, "wave": frame["wave"] if "wave" in frame.columns else 0,
    })  # fmt: skip
    allowed = np.asarray(table["consent_survey"], dtype=object)
    agreed = {str(id) for id, each in zip(table.ids, allowed) if each in (None, "included")}
    usable = frame["customer"].isin(agreed) & frame["item"].isin(list(items)) & frame["value"].notna() & (frame["time"] <= read.last_second(table.as_of, "as_of"))
    return frame[usable].sort_values(["wave", "time", "value"], kind="stable")


def _quarters(seconds: Any, zone: str) -> Any:
    """The quarter of each moment, e.g. "2026-Q1", by the clocks of the place."""
    local = pd.to_datetime(seconds, unit="s", utc=True).dt.tz_convert(zone or "UTC").dt
    return (local.year.astype(str) + "-Q" + local.quarter.astype(str)).to_numpy(dtype=object)


def _counts(values: Any, people: int) -> Tuple[int, ...]:
    """Detractors, passives, promoters, and those of so many people who did not answer."""
    found = [int(n) for n in survey.count_recommendations(values.to_numpy(dtype=float))]
    return (*found, people - sum(found))


def _together(hidden: Sequence[bool]) -> List[List[int]]:
    """The places, neighbouring hidden ones together: how many each of them has is told nowhere."""
    result: List[List[int]] = []
    for place, each in enumerate(hidden):
        if each and place and hidden[place - 1]:
            result[-1].append(place)
        else:
            result.append([place])
    return result


def _told(counts: Sequence[Tuple[int, ...]], fewest: float) -> List[Tuple[range, Dict[str, Any]]]:
    """The score of each run of neighbours that may be told; of runs of nobody nothing is said."""
    if not counts:
        return []
    rows = [[each[i] for each in counts] for i in range(4)]
    result = []
    for run in disclosure.runs(rows, fewest):
        found = survey.recommendation_score(*(sum(row[run.start : run.stop]) for row in rows[:3]))
        if found.n:
            low, high = found.score_interval.low, found.score_interval.high
            result.append((run, {"n": int(found.n), "score": found.score, "low": low, "high": high}))
    return result
