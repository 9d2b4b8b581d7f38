"""The page itself: figures and texts into one HTML document that needs nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
import os
import pathlib
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np
import pandas as pd

from scvm.errors import Error, ErrorCode
from scvm.plots import COLOURS
from scvm.report import charts, figures
from scvm.report.absences import absences, folded
from scvm.report.companies import companies
from scvm.report.community import community, equity, influence, treatments
from scvm.report.complaints import complaints
from scvm.report.direction import finished
from scvm.report.matters import company, matters, staff, stages
from scvm.report.monday import monday
from scvm.report.movements import movements as movement_marks
from scvm.report.movements import social_return as return_marks
from scvm.report.outside import outside
from scvm.report.recommendation import recommendation
from scvm.report.service import cocreation, helpers
from scvm.report.tables import tables_of
from scvm.report.wording import Wording, group_labels, group_names
from scvm.score_table import ScoreTable

_FOLDER = pathlib.Path(__file__).parent


def write_page(
    table: ScoreTable,
    path: Union[str, os.PathLike[str]],
    *,
    language: str = "en",
    before: Optional[ScoreTable] = None,
    network: Any = None,
    names: Any = None,
    territory: Any = None,
    rejected: Any = None,
    sources: Sequence[Mapping[str, Any]] = (),
    benchmark: Optional[Mapping[str, Any]] = None,
    movements: Optional[Mapping[str, Any]] = None,
    social_return: Optional[Mapping[str, Any]] = None,
    campaigns: Optional[Mapping[str, Any]] = None,
    answers: Any = None,
    time_zone: str = "",
    title: str = "",
) -> None:
    """Writes the report as one HTML file; see ``page``."""
    text = page(**{name: given for name, given in locals().items() if name != "path"})
    with open(os.fspath(path), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def page(
    table: ScoreTable,
    *,
    language: str = "en",
    before: Optional[ScoreTable] = None,
    network: Any = None,
    names: Any = None,
    territory: Any = None,
    rejected: Any = None,
    sources: Sequence[Mapping[str, Any]] = (),
    benchmark: Optional[Mapping[str, Any]] = None,
    movements: Optional[Mapping[str, Any]] = None,
    social_return: Optional[Mapping[str, Any]] = None,
    campaigns: Optional[Mapping[str, Any]] = None,
    answers: Any = None,
    time_zone: str = "",
    title: str = "",
) -> str:
    """The report as one self-contained HTML page: it loads nothing, and the same table gives the same bytes.

    ``language`` is "en" or "de". ``before`` is an earlier table of the same rules: who moved. ``network`` is a frame of
    actor and target (and weight), e.g. the interactions: the ties among the most influential. ``names`` maps ids to what
    people read, and ``territory`` ids to territories, by which the page can be filtered: a dict or a Series each.
    ``rejected`` is ``CustomerBase.rejected``, or any frame of table and reason (and rows, where they are counted already).
    ``sources`` says what became of the lines of each source before scoring, as the "sources" of ``scvm check --json`` do.
    ``benchmark`` is what ``scvm benchmark --with FILE --json`` prints: the shares beside those of an industry.
    ``movements``, ``social_return`` and ``campaigns`` are the command's figures of hours, forms, bursts and moods, of costs and benefits, and of
    clicks and coupons.
    ``answers`` is a frame of customer, item, value and time (and wave), as ``CustomerBase.add_answers`` takes them, and ``time_zone`` the base's: how
    willing people are to recommend, by group and over time. Needs Jinja2.

    Raises ``Error`` for an unknown language, a ``before`` that cannot be compared, or a network or answers without the columns.
    """
    return made(**locals())[0]


def tables(
    table: ScoreTable,
    *,
    language: str = "en",
    before: Optional[ScoreTable] = None,
    network: Any = None,
    names: Any = None,
    territory: Any = None,
    rejected: Any = None,
    sources: Sequence[Mapping[str, Any]] = (),
    benchmark: Optional[Mapping[str, Any]] = None,
    movements: Optional[Mapping[str, Any]] = None,
    social_return: Optional[Mapping[str, Any]] = None,
    campaigns: Optional[Mapping[str, Any]] = None,
    answers: Any = None,
    time_zone: str = "",
    title: str = "",
) -> Dict[str, pd.DataFrame]:
    """The tables and charts of the page as data frames, by section and kind, e.g. "shares", "value-bins" or "portfolio-dots".

    The arguments are those of ``page``. The frames hold what the page shows and no more: a number where it is told, the words of the page where it is not,
    and two columns for an interval. Names of columns are in the page's language.
    """
    return made(**locals())[1]()


def made(
    table: ScoreTable,
    *,
    language: str = "en",
    before: Optional[ScoreTable] = None,
    network: Any = None,
    names: Any = None,
    territory: Any = None,
    rejected: Any = None,
    sources: Sequence[Mapping[str, Any]] = (),
    benchmark: Optional[Mapping[str, Any]] = None,
    movements: Optional[Mapping[str, Any]] = None,
    social_return: Optional[Mapping[str, Any]] = None,
    campaigns: Optional[Mapping[str, Any]] = None,
    answers: Any = None,
    time_zone: str = "",
    title: str = "",
) -> Tuple[str, Callable[[], Dict[str, pd.DataFrame]]]:
    """The page, and what reads its tables and charts from it."""
    if not isinstance(table, ScoreTable):
        raise Error(f"table: expected a ScoreTable, got {type(table).__name__}", ErrorCode.BAD_RECORD)
    summary, rules = table.summary(), table.model_rules()
    say = Wording(language, summary["currency"], int(table._native.fewest_shown()))
    analysis = table.analysis()
    known = figures.texts_by_id(names)
    places = figures.territories(table, territory)
    scopes = [figures.whole(table, summary, analysis)]
    counts = figures.breakdown(table, places) if places is not None and analysis.get("survey") else None
    if places is not None:
        scopes += figures.by_territory(table, places, counts, bool(analysis.get("value")))
    hidden = [group["segment"] for group in summary["segments"] if group["suppressed"] == "everything"]
    labels, reasons = group_labels(rules, language), figures.reasons(rejected)
    context: Dict[str, Any] = {
        "t": say,
        "title": title or say("title"),
        "table": {"customers": len(table), "as_of": table.as_of, "model": table.model_id, "hash": table.model_hash},
        "rule": summary.get("rule", ""),
        "value_rules": rules.get("value"),
        "summary": summary,
        "analysis": analysis,
        "labels": labels,
        "group_names": group_names(rules, language),
        "groups": figures.GROUPS,
        "scopes": scopes,
        "more_territories": max(0, len(places.names) - figures.MOST_TERRITORIES) if places else 0,
        "scatter": _scatter(table, analysis, rules, places, scopes),
        "side": charts.SIDE,
        "edge": charts.EDGE,
        "breakdown": _breakdown(counts),
        "migration": _migration(table, before, labels),
        "recommendation": recommendation(table, analysis, summary, rules, answers, time_zone),
        "benchmark": benchmark,
        "movements": movement_marks(movements, known),
        "returned": return_marks(social_return),
        "campaigns": campaigns,
        "community": community(summary, rules),
        "influence": influence(table, network, known, hidden),
        "equity": equity(table, summary, known),
        "treatments": treatments(table, rules, known, hidden),
        "companies": companies(table, rules, known),
        "matters": matters(table, rules, known),
        "stages": stages(table, summary),
        "company": company(summary),
        "staff": staff(table, summary),
        "complaints": complaints(table, summary, known),
        "helpers": helpers(table, summary, known),
        "cocreation": cocreation(table, summary, known),
        "outside": outside(table, summary, known),
        "reasons": reasons,
        "sources": figures.sources(sources),
        "rejected": sum(n for _, _, n in reasons) if rejected is not None else summary["rejected_rows"],
        "facts": _facts(say, summary, analysis, rules),
    }
    context["without"] = absences(context)
    context["folded"] = folded(context["without"])
    context["monday"] = monday(say, context)
    text = _render(context)
    return text, lambda: tables_of(text, context)


def _scatter(
    table: ScoreTable,
    analysis: Mapping[str, Any],
    rules: Mapping[str, Any],
    places: Optional[figures.Territories],
    scopes: Sequence[figures.Scope],
) -> Optional[charts.Scatter]:
    if not analysis.get("survey"):
        return None
    segment = np.asarray(table["segment"], dtype=object)
    # Dots can be counted: a group that is not shown has none, and one that is not shown in a territory none of its own.
    shown = [[group.name for group in each.groups if not group.suppressed] for each in scopes]
    drawn = np.where(np.isin(segment, shown[0]), segment, "unclassified")
    scope = np.full(len(table), figures.ALL)
    value = np.array(table["lifetime_value"])
    value[np.isin(segment, [group.name for group in scopes[0].groups if group.money_suppressed])] = np.nan
    for each, groups in zip(scopes[1:], shown[1:]):
        if places is not None:
            mine = (places.of_row == each.code) & np.isin(segment, groups)
            scope[mine] = each.code
            # Dots can be measured as well: those without amounts are all of one size.
            value[mine & np.isin(segment, [group.name for group in each.groups if group.money_suppressed])] = np.nan
    found = charts.scatter(
        list(table.ids),
        np.asarray(table["satisfaction"]),
        np.asarray(table["attachment"]),
        drawn,
        value,
        scope,
        rules["survey"],
    )
    return found if found.of else None


def _breakdown(counts: Optional[Mapping[str, Any]]) -> Optional[Dict[str, Any]]:
    """The territories, best fan quota first; those that do not show it follow by name."""
    if counts is None:
        return None
    rows = []
    for row in counts["rows"]:
        count = [None if each["suppressed"] else int(each["count"]) for each in row["segments"]]
        found = row["fan_quota"]
        quota = None if found is None else (found["value"], found["low"], found["high"])
        rows.append(_row(row["category"], row["n"], row["unclassified"], count, quota))
    return {"rows": rows, "p_value": counts["p_value"], "unknown": counts["unknown"]}


def _row(
    name: str, n: Optional[int], unclassified: Optional[int], count: Sequence[Optional[int]], quota: Any
) -> Dict[str, Any]:
    start, parts = 0.0, []
    for group, number in zip(figures.GROUPS, count):
        width = 1000.0 * (number or 0) / n if n else 0.0
        parts.append((group, round(start, 1), round(width, 1)))
        start += width
    rest = round(1000.0 - start, 1) if n and any(number is None for number in count) else 0.0
    return {
        "name": name, "n": n, "unclassified": unclassified, "count": count, "quota": quota,
        "parts": parts, "rest": (round(start, 1), rest),
    }  # fmt: skip


def _migration(table: ScoreTable, before: Optional[ScoreTable], labels: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    if before is None:
        return None
    found = table.migration(before)
    rows: List[Dict[str, Any]] = []
    if found["suppressed"] == "nothing":
        for name, counts in zip(figures.GROUPS, found["table"]):
            total = sum(counts)
            shares = [number / total if total else None for number in counts]
            rows.append({"name": name, "counts": counts, "shares": shares, "total": total})
    noise = found["noise"] if found["n"] else None
    moved = found["moved_share"]
    return {
        "rows": rows,
        "found": found,
        "noise": noise,
        "all_noise": noise is not None and noise["noise_share"] >= (moved or 0.0),
        "changed": [labels[each["segment"]] for each in found["segments"] if each["holm_p"] is not None and each["holm_p"] < 0.05],
    }


def _facts(
    say: Wording, summary: Mapping[str, Any], analysis: Mapping[str, Any], rules: Mapping[str, Any]
) -> Dict[str, Any]:
    """Where every row went: (what, number, share of its table) by table; and the customers by their states."""
    accounts: List[Tuple[str, int, List[Tuple[str, int, float]]]] = []
    tables = {name: summary[name] for name in ("answer_rows", "purchase_rows")}
    if summary.get("network"):
        tables["interaction_rows"] = summary["network"]["interaction_rows"]
    for name, rows in tables.items():
        total = rows.get("events", rows["rows"])  # a row of interactions may stand for several alike
        order = ["used", *sorted(key for key in rows if key not in ("rows", "events", "used"))]
        told = [key for key in order if rows[key] is not None]
        lines = [(say.known(f"row_{key}", key), rows[key], rows[key] / total if total else 0.0) for key in told]
        if len(told) < len(order):  # those of which the summary tells no number stand together, with what the others leave
            left = total - sum(rows[key] for key in told)
            lines.append((", ".join(say.known(f"row_{key}", key) for key in order if key not in told), left, left / total if total else 0.0))
        what = say("rows_of", table=say(name), n=say.count(total))
        if total != rows["rows"]:
            what = say("events_of", table=say(name), n=say.count(total), rows=say.count(rows["rows"]))
        accounts.append((what, total, lines))
    statuses = [(say(name), _statuses(say, name, summary)) for name in ("survey_status", "value_status", "consent")]
    reliability = (analysis.get("survey") or {}).get("reliability") or []
    return {"accounts": accounts, "statuses": statuses, "reliability": reliability}


def _statuses(say: Wording, name: str, summary: Mapping[str, Any]) -> List[Tuple[List[str], int]]:
    """Customers by status; those of which the summary tells no number stand together, with what the others leave."""
    told = [([say.known(f"{name}_{key}", key)], n) for key, n in summary[name].items() if n]
    hidden = [say.known(f"{name}_{key}", key) for key, n in summary[name].items() if n is None]
    left = summary["customers"] - sum(n for _, n in told)
    return told + ([(hidden, left)] if hidden else [])


_OF_COMMAND = {"social_return": "returned"}  # what the page calls otherwise


def _render(context: Dict[str, Any]) -> str:
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(_FOLDER)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style, script = _style(), (_FOLDER / "report.js").read_text(encoding="utf-8")
    # The only texts that are not escaped: files of this package. What the page may run or look like is what they hash to.
    try:
        return environment.get_template("page.html.j2").render(
            **context, style=Markup(style), script=Markup(script), style_hash=_hash(style), script_hash=_hash(script)
        )
    except jinja2.UndefinedError as e:
        given = [name for name in ("benchmark", "movements", "social_return", "campaigns") if context[_OF_COMMAND.get(name, name)]]
        if not given:
            raise
        raise Error(f"{' or '.join(given)}: expected what scvm report hands over: {e}", ErrorCode.BAD_RECORD) from e


def _style() -> str:
    rules = [f".{name} {{ fill: {colour}; }}" for name, colour in COLOURS.items()]
    return (_FOLDER / "report.css").read_text(encoding="utf-8") + "\n".join(rules) + "\n"


def _hash(text: str) -> str:
    """A source expression of a content security policy (W3C CSP 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
