"""A benchmark file (docs/benchmark.md): made from own scores, read, and compared with own scores.

Shares compare only under one rule with one set of boundaries, and one questionnaire; everything else is refused.
"""

from __future__ import annotations

import json
import math
import pathlib
from typing import Any, Dict, List, Optional, Sequence, Tuple

import jsonschema

from scvm import survey
from scvm.command.mapping import no_duplicates
from scvm.command.refusal import Refused
from scvm.score_table import ScoreTable

GROUPS = ("fan", "sympathizer", "mercenary", "captive", "opponent")
CONFIDENCE = 0.95
#: Below so many respondents on either side a difference is shown with its interval, and nothing is said of it.
FEWEST_FOR_A_VERDICT = 30
_LARGEST_FILE = 10_000_000
_ROUNDED = 0.005  # shares of a publication are rounded to a percent at most

Document = Dict[str, Any]


def made(
    table: ScoreTable, *, name: str, industry: str, country: str, year: int, origin: str, by: Optional[str] = None, more: Sequence[Document] = ()
) -> Document:  # fmt: skip
    """A benchmark of a table's own shares: counts that may be shown, null for those that may not. `by`: further samples,
    one a category of this attribute, which are industries. `more`: files whose samples are taken over."""
    own = _own(table)
    samples = [_sample(industry, country, year, own["n"], {each["segment"]: each["n"] for each in own["groups"]})]
    for row in table.breakdown(by)["rows"] if by else ():
        if row["n"]:
            samples.append(_sample(row["category"], country, year, row["n"], {each["segment"]: None if each["suppressed"] else each["count"] for each in row["segments"]}))
    for other in more:
        _refuse_foreign(own, other)
        samples += other["samples"]
    document = {"schema": "scvm-benchmark/1", "name": name, "origin": origin, "rule": own["rule"], "questionnaire": own["questionnaire"], "samples": samples}
    _check(document, "the benchmark")
    return document


def _sample(industry: str, country: str, year: int, n: int, counts: Dict[str, Optional[float]]) -> Document:
    groups = {name: None if counts[name] is None else {"count": int(counts[name] or 0)} for name in GROUPS}
    return {"industry": industry, "country": country, "year": year, "n": int(n), "effective_n": float(n), "groups": groups}


def read(path: pathlib.Path) -> Document:
    """A benchmark file that follows its schema and whose numbers agree with each other."""
    with open(path, "rb") as file:
        raw = file.read(_LARGEST_FILE + 1)
    if len(raw) > _LARGEST_FILE:
        raise Refused(f"{path}: more than {_LARGEST_FILE:,} bytes: no benchmark")
    try:
        document = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=no_duplicates, parse_constant=_no_number)
    except UnicodeDecodeError as e:
        raise Refused(f"{path}: byte {e.start}: no UTF-8 text") from None
    except (ValueError, RecursionError) as e:
        raise Refused(f"{path}: no JSON: {e}") from None
    if not isinstance(document, dict):
        raise Refused(f"{path}: expected a JSON object")
    _check(document, str(path))
    return {**document, "file": str(path)}


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _check(document: Document, name: str) -> None:
    rule = document.get("rule")
    said = {f"rule.{key}": rule.get(key) if isinstance(rule, dict) else None for key in ("id", "fan_rule", "captive_rule", "boundaries")}
    said.update(questionnaire=document.get("questionnaire"), origin=document.get("origin"))
    unknown = sorted(key for key, value in said.items() if value in (None, "", "unknown"))
    if document.get("schema") == "scvm-benchmark/1" and unknown:
        raise Refused(f"{name}: its origin is unknown: {', '.join(unknown)} is missing, so nobody can tell whether shares compare")
    errors = sorted(jsonschema.Draft202012Validator(_schema()).iter_errors(document), key=lambda e: -len(e.absolute_path))
    if errors:
        place = ".".join(str(each) for each in errors[0].absolute_path)
        raise Refused(f"{name}: {place + ': ' if place else ''}{str(errors[0].message)[:300]}")
    seen = set()
    for at, sample in enumerate(document["samples"]):
        place = f"{name}: samples.{at} ({sample['industry']})"
        key = (sample["industry"], sample["country"], sample["year"])
        if key in seen:
            raise Refused(f"{place}: the industry, country and year are there twice")
        seen.add(key)
        _check_sums(sample, place)


def _check_sums(sample: Document, place: str) -> None:
    if not 1 <= sample["effective_n"] <= sample["n"]:  # Kish's size: no weighting makes n respondents tell more than n
        raise Refused(f"{place}: effective_n = {sample['effective_n']:g}: expected 1 to n = {sample['n']}")
    groups = [sample["groups"][name] for name in GROUPS]
    counts = [each["count"] for each in groups if each and "count" in each]
    if sum(counts) > sample["n"] or (len(counts) == len(groups) and sum(counts) != sample["n"]):
        raise Refused(f"{place}: the counts are {sum(counts)} together: expected n = {sample['n']}")
    shares = [each["count"] / sample["n"] if "count" in each else each["share"] for each in groups if each]
    most, room = sum(shares), _ROUNDED * len(groups) + 1e-9
    if most > 1 + room or (len(shares) == len(groups) and most < 1 - room):
        raise Refused(f"{place}: the shares are {most:.3f} together: expected 1")


def _schema() -> Document:
    text = (pathlib.Path(__file__).parent / "benchmark.schema.json").read_text(encoding="utf-8")
    result: Document = json.loads(text)
    return result


def _own(table: ScoreTable) -> Document:
    """The table's own shares as they may be shown, and what made them."""
    rules, found = table.model_rules().get("survey"), table.analysis().get("survey")
    if not rules or not found:
        raise Refused("the model has no survey section, so there are no groups to compare")
    if not found["shares"]["n"]:
        raise Refused("nobody has answered enough to be placed in a group, so there is nothing to compare")
    rule = {"id": found["rule"]["id"], "fan_rule": rules["fan_rule"], "captive_rule": rules["captive_rule"], "boundaries": found["rule"]["boundaries"]}
    return {"rule": rule, "questionnaire": found["rule"]["questionnaire"], "n": found["shares"]["n"], "groups": found["shares"]["groups"]}


def _refuse_foreign(own: Document, other: Document) -> None:
    for key, what in (("id", "rule"), ("fan_rule", "fan_rule"), ("captive_rule", "captive_rule"), ("boundaries", "boundaries")):
        if other["rule"][key] != own["rule"][key]:
            raise Refused(f"{other['file']}: {what} {other['rule'][key]}, the model's is {own['rule'][key]}: such shares do not compare")
    if other["questionnaire"] != own["questionnaire"]:
        raise Refused(f"{other['file']}: questionnaire {other['questionnaire']}, the model's is {own['questionnaire']}: such shares do not compare")


def compared(table: ScoreTable, benchmarks: Sequence[Document], industries: Sequence[str] = ()) -> Document:
    """The table's shares beside those of each sample: own less the sample's, by group.

    Every interval of a difference is Newcombe's (1998); the simultaneous ones hold for all differences of the document at
    once, each at 1 - 0.05 / their number (Bonferroni). `industries` names the samples that are wanted, before anybody has
    looked: fewer comparisons are sharper ones. Groups that may not be shown on one side are compared on neither.
    """
    own = _own(table)
    fewest = table._native.fewest_shown()
    samples: List[Tuple[Document, Document]] = []
    for each in benchmarks:
        _refuse_foreign(own, each)
        samples += [(each, sample) for sample in each["samples"] if not industries or sample["industry"] in industries]
    missing = [name for name in industries if all(sample["industry"] != name for _, sample in samples)]
    if missing:
        known = sorted({sample["industry"] for each in benchmarks for sample in each["samples"]})
        raise Refused(f"industry {missing[0]}: expected one of {', '.join(known)}")
    theirs = [_shown(sample, fewest) for _, sample in samples]
    comparisons = sum(mine["share"] is not None and there[mine["segment"]] is not None for there in theirs for mine in own["groups"])
    level = 1 - (1 - CONFIDENCE) / max(1, comparisons)
    rows = [_compared(own, benchmark, sample, there, level) for (benchmark, sample), there in zip(samples, theirs)]
    return {
        "n": own["n"], "confidence": CONFIDENCE, "comparisons": comparisons, "adjustment": "bonferroni", "fewest_for_a_verdict": FEWEST_FOR_A_VERDICT,
        "rule": own["rule"], "questionnaire": own["questionnaire"], "samples": rows,
    }  # fmt: skip


def _shown(sample: Document, fewest: float) -> Dict[str, Optional[float]]:
    """The shares of a sample that may be shown: a sample from elsewhere follows the rule of small cells as well."""
    given = {name: sample["groups"][name] for name in GROUPS}
    known = {name: None if each is None else each["count"] / sample["n"] if "count" in each else each["share"] for name, each in given.items()}
    if any(each is None for each in known.values()):  # whoever made it has hidden what has to be
        few = {name: each is not None and 0 < round(each * sample["n"]) < fewest for name, each in known.items()}
        return {name: None if few[name] else each for name, each in known.items()}
    hidden = survey.suppress_small([round((known[name] or 0.0) * sample["n"]) for name in GROUPS], fewest)
    return {name: None if hide else known[name] for name, hide in zip(GROUPS, hidden)}


def _compared(own: Document, benchmark: Document, sample: Document, theirs: Dict[str, Optional[float]], level: float) -> Document:
    n, size = float(own["n"]), float(sample["effective_n"])
    enough = min(n, size) >= FEWEST_FOR_A_VERDICT
    groups = []
    for mine in own["groups"]:
        share = theirs[mine["segment"]]
        row: Document = {"segment": mine["segment"], "own": mine["share"], "benchmark": None, "difference": None, "simultaneous": None, "verdict": None}
        if share is not None:
            row["benchmark"] = _interval(survey.wilson_interval(share * size, size, CONFIDENCE))
        if share is not None and mine["share"] is not None:
            k = mine["share"]["value"] * n
            row["difference"] = _interval(survey.newcombe_interval(k, n, share * size, size, CONFIDENCE))
            row["simultaneous"] = _interval(survey.newcombe_interval(k, n, share * size, size, level))
            if enough:
                low, high = row["simultaneous"]["low"], row["simultaneous"]["high"]
                row["verdict"] = "higher" if low > 0 else "lower" if high < 0 else "no_difference"
        groups.append(row)
    named = {key: sample[key] for key in ("industry", "country", "year", "n", "effective_n")}
    return {"name": benchmark["name"], "origin": benchmark["origin"], **named, "enough": enough, "groups": groups}


def _interval(found: Any) -> Document:
    value, low, high = (None if math.isnan(each) else float(each) for each in found)
    return {"value": value, "low": low, "high": high}
