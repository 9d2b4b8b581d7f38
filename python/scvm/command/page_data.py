"""What the report's page needs besides the scores: names, ties, an earlier day, and why rows were rejected."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass
from typing import Any, Dict, Optional, Sequence, Set, Tuple

import numpy as np
import pandas as pd

from scvm.command import benchmark, run
from scvm.command.campaigns import campaigns
from scvm.command.chart_files import write_frames
from scvm.command.movements import movements, placed, repeated
from scvm.command.ownership import Ownership
from scvm.command.social_return import social_return
from scvm.command.private_file import open_private
from scvm.command.refusal import Refused
from scvm.command.staging import Chunk
from scvm.dates import DateReader
from scvm.report.community import most_influential
from scvm.report.matters import company
from scvm.report.page import made
from scvm.score_table import ScoreTable
from scvm.scoring import Scorer, ScoringModel


@dataclass(frozen=True)
class Page:
    """What a page shows besides the scores; None: there were no data for it."""

    table: ScoreTable
    benchmark: Optional[Dict[str, Any]]
    movements: Optional[Dict[str, Any]]
    social_return: Optional[Dict[str, Any]]
    campaigns: Optional[Dict[str, Any]]


def write(
    read: run.Read, target: Optional[run.Target], model: ScoringModel, as_of: str, earlier: Optional[str], out: str, language: str,
    benchmarks: Sequence[Dict[str, Any]] = (), assumed: Optional[Dict[str, Any]] = None,
    figures: Optional[str] = None, ownership: Optional[Ownership] = None, charts: Optional[str] = None,
) -> Page:  # fmt: skip
    """Scores everybody whom no other mapping excludes that writes into the target, writes the page (and its tables and charts into the
    folder `charts`), and returns what stands on it."""
    if earlier is not None and "survey" not in model.to_dict():
        raise Refused(f"--compare-with {earlier}: the model has no survey section, so nobody has a group to move from")
    if earlier is not None and earlier >= as_of:
        raise Refused(f"--compare-with {earlier}: expected a day before that of scoring, {as_of}")
    base, chunk, places = run.everybody(read, target, ownership)
    table = Scorer(model).score(base, as_of)
    excluded = set(chunk.ids) - _agreed(table, "status")
    before = None if earlier is None else _earlier(chunk, table, model, earlier)
    names: Dict[str, str] = {id: name for id, name in read.staging.all("SELECT id, name FROM account_names")}
    names.update({id: name for id, name in zip(chunk.ids, chunk.names) if name is not None and id not in excluded})
    bad = places["interactions"].in_staging(base.rejected.loc[base.rejected["table"] == "interactions", "row"])
    end = DateReader(time_zone=base.time_zone).last_second(as_of, "as_of")
    agreed, agreed_value, rules, zone = _agreed(table, "network"), _agreed(table, "value"), model.to_dict(), base.time_zone
    ties, moving = _ties(chunk, set(most_influential(table)), bad, end), movements(chunk, table, agreed, bad, end, zone)
    returned = social_return(
        chunk, read.staging.costs(), agreed & agreed_value, bad, end, zone, rules, assumed or {}, table.summary()["currency"],
        int(table._native.fewest_shown()),
    )  # fmt: skip
    moved = campaigns(
        chunk, read.staging.views(), agreed_value, _groups(table, _agreed(table, "survey")), end, float((rules.get("value") or {}).get("margin", 1.0)),
        table.summary()["currency"], int(table._native.fewest_shown()), float((rules.get("privacy") or {}).get("p_percent", 10)),
    )  # fmt: skip
    rejected, sources = read.rejected.frame(), [each.to_dict() for each in read.accounts]
    compared = benchmark.compared(table, benchmarks) if benchmarks else None
    if figures is not None:
        document = {"as_of": as_of, "model": {"id": model.id, "hash": model.hash}, "benchmark": compared, "movements": moving, "social_return": returned, "campaigns": moved, "company": company(table.summary())}
        with open_private(figures) as file:
            file.write(run.record_json(document) + "\n")
    text, tables = made(table, language=language, before=before, network=ties, names=names, rejected=rejected, sources=sources, benchmark=compared, movements=moving, social_return=returned, campaigns=moved, answers=_answers(chunk, model), time_zone=zone)
    with open_private(out) as file:  # the page names people
        file.write(text)
    if charts is not None:
        write_frames(pathlib.Path(charts), tables())
    return Page(table, compared, moving, returned, moved)


def _agreed(table: ScoreTable, use: str) -> Set[str]:
    """Those whose data may be used for this, today; "status": for anything at all."""
    status = np.asarray(table[f"consent_{use}"], dtype=object)
    return {str(id) for id, each in zip(table.ids, status) if each in (None, "included")}


def _groups(table: ScoreTable, agreed: Set[str]) -> Dict[str, str]:
    """The group of each of some people; nobody has one where nobody was asked."""
    if "survey" not in table.model_rules():
        return {}
    return {str(id): str(group) for id, group in zip(table.ids, np.asarray(table["segment"], dtype=object)) if str(id) in agreed}


def _earlier(chunk: Chunk, table: ScoreTable, model: ScoringModel, day: str) -> ScoreTable:
    """The groups as of an earlier day. Whose answers may be looked at is who agrees today: looking back happens today."""
    survey, value = _agreed(table, "survey"), _agreed(table, "value")
    rows = {name: chunk.of(name) for name in ("answers", "contracts")}
    people = run.without(Chunk(chunk.ids, chunk.names, chunk.numbers, rows), set(chunk.ids) - survey)
    people.rows = {
        "answers": people.of("answers"),
        "contracts": [row for row in people.of("contracts") if row[0] in value],
        "consents": [(id, number, None, "*", "granted", 0, None, None, None) for id, number in zip(people.ids, people.numbers)],
    }
    base, _ = run.base_of(people, model.time_zone)
    return Scorer(model).score(base, day)


def _answers(chunk: Chunk, model: ScoringModel) -> Optional[pd.DataFrame]:
    """All answers, where the model asks who recommends; which of them may be used the report knows from the scores."""
    if not model.to_dict().get("survey", {}).get("voice_item"):
        return None
    rows = [(row[0], row[3], row[4], row[5], row[6]) for row in chunk.of("answers")]
    return pd.DataFrame(rows, columns=["customer", "item", "value", "time", "wave"])


def _ties(chunk: Chunk, among: Set[str], bad: Set[int], end: int) -> pd.DataFrame:
    """How often two of some people met up to the day of scoring, rows that the core rejected left out, an event with an id counted once."""
    met: Dict[Tuple[str, str], float] = {}
    events, again = set(), repeated(chunk.of("interactions"))  # type: Set[Any], Set[int]
    for place, (actor, _, _, target, _, time, _, _, count, event, *_) in placed(chunk.of("interactions")):
        if target is None or time > end or place in bad or event in events:
            continue
        if event is not None and hash(event) in again:
            events.add(event)
        if actor in among and target in among:
            met[actor, target] = met.get((actor, target), 0.0) + (1.0 if count is None else count)
    return pd.DataFrame([(*pair, times) for pair, times in met.items()], columns=["actor", "target", "weight"])
