"""The tables and charts of a page as data frames: read from the page itself, so that they can tell nothing that it does not.

A cell that holds an exact number gives that number, any other one its text ("not shown" where it is). An interval gives two columns. What a
chart shows and no table does comes from the figures that the chart is drawn from.
"""

from __future__ import annotations

import html.parser
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Tuple

import pandas as pd

from scvm.report import charts
from scvm.report.direction import plain
from scvm.report.wording import Wording


@dataclass
class _Cell:
    attributes: Dict[str, str]
    text: str = ""

    @property
    def span(self) -> int:
        return int(self.attributes.get("colspan", "1"))

    @property
    def drawn(self) -> bool:
        return "drawn" in self.attributes.get("class", "").split()

    @property
    def value(self) -> Any:
        exact = self.attributes.get("data-value", "")
        try:
            return float(exact) if exact else plain(" ".join(self.text.split()))
        except ValueError:  # a day
            return exact


@dataclass
class _Table:
    section: str
    kind: str
    scope: Optional[str]
    caption: str = ""
    rows: List[List[_Cell]] = field(default_factory=list)  # the first one is the header


class _Reader(html.parser.HTMLParser):
    """Collects the tables of a page that the templates made."""

    def __init__(self) -> None:
        super().__init__()
        self.found: List[_Table] = []
        self.scopes: Dict[str, str] = {}
        self._section = ""
        self._scope: List[Optional[str]] = [None]
        self._table: Optional[_Table] = None
        self._into: Any = None

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "section":
            self._section = given["id"]
        elif tag == "option":
            self._into = ("option", given["value"])
            self.scopes[given["value"]] = ""
        elif tag == "div":
            self._scope.append(given.get("data-scope", self._scope[-1]))
        elif tag == "table":
            kind = given.get("class", "").split()
            self._table = _Table(self._section, kind[0] if kind else "table", given.get("data-scope", self._scope[-1]))
            self.found.append(self._table)
        elif self._table is not None and tag == "tr":
            self._table.rows.append([])
        elif self._table is not None and tag in ("th", "td"):
            self._into = _Cell(given)
            self._table.rows[-1].append(self._into)
        elif self._table is not None and tag == "caption":
            self._into = "caption"

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._scope.pop()
        elif tag == "table":
            self._table = None
        if tag in ("option", "th", "td", "caption"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if isinstance(self._into, _Cell):
            self._into.text += data
        elif isinstance(self._into, tuple):
            self.scopes[self._into[1]] += data
        elif self._into == "caption" and self._table is not None:
            self._table.caption += data


def tables_of(page: str, context: Mapping[str, Any]) -> Dict[str, pd.DataFrame]:
    """All tables of a page by section and kind, e.g. "shares" or "complaints-queue", and the charts that stand beside none.

    Tables of one kind are one frame: with a column that names the territory where the page has a filter, and one of their captions where these
    differ.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    say: Wording = context["t"]
    by_name: Dict[str, List[_Table]] = {}
    for each in reader.found:
        if each.kind == "legend":
            continue  # the shares have its numbers
        name = each.section if each.kind == each.section else f"{each.section}-{each.kind}"
        by_name.setdefault(name, []).append(each)
    result: Dict[str, pd.DataFrame] = {}
    for name, same in by_name.items():
        frames = [_frame(each, say) for each in same]
        if any(each.scope != same[0].scope for each in same):
            for each, frame in zip(same, frames):
                frame.insert(0, say("territory"), plain(reader.scopes.get(each.scope or "", "")))
        elif len(same) > 1:
            for each, frame in zip(same, frames):
                frame.insert(0, say("table_name"), plain(" ".join(each.caption.split())))
        result[name] = pd.concat(frames, ignore_index=True)
    for name, frame in _charts(context, say).items():
        result[name] = frame
    return result


def _frame(table: _Table, say: Wording) -> pd.DataFrame:
    header, *rows = table.rows if any(cell.attributes.get("scope") == "col" for cell in table.rows[0]) else [[], *table.rows]
    width = max(sum(cell.span for cell in row) for row in table.rows)
    placed = [_placed(row, width) for row in rows]
    names = [plain(" ".join(cell.text.split())) if cell else "" for cell in _placed(header, width)]
    drawn = {i for i, cell in enumerate(_placed(header, width)) if cell and cell.drawn}
    columns: List[Tuple[str, List[Any]]] = []
    for i in range(width):
        cells = [row[i] for row in placed]
        name = names[i] or (say("group") if i == 0 and not header else f"{i + 1}")
        if i in drawn:
            continue
        ends = any(cell is not None and "data-low" in cell.attributes for cell in cells)
        if not ends or any(cell is not None and "data-value" in cell.attributes for cell in cells):
            columns.append((name, [None if cell is None else cell.value for cell in cells]))
        for end in ("low", "high") if ends else ():
            columns.append((say(f"csv_{end}", name=name), [_end(cell, end) for cell in cells]))
    return pd.DataFrame({_unique(name, i, columns): values for i, (name, values) in enumerate(columns)}, dtype=object)


def _unique(name: str, place: int, columns: List[Tuple[str, List[Any]]]) -> str:
    before = sum(each == name for each, _ in columns[:place])
    return f"{name} {before + 1}" if before else name


def _placed(row: List[_Cell], width: int) -> List[Optional[_Cell]]:
    """The cells in their columns; one that goes over several stands in the first of them."""
    result: List[Optional[_Cell]] = []
    for cell in row:
        result += [cell, *[None] * (cell.span - 1)]
    return [*result, *[None] * (width - len(result))]


def _end(cell: Optional[_Cell], end: str) -> Any:
    if cell is None or "data-low" in cell.attributes:
        return None if cell is None or not cell.attributes[f"data-{end}"] else float(cell.attributes[f"data-{end}"])
    return cell.value if "data-value" not in cell.attributes and end == "low" else None


def _charts(context: Mapping[str, Any], say: Wording) -> Dict[str, pd.DataFrame]:
    """Charts whose marks stand in no table."""
    found: Dict[str, pd.DataFrame] = {}
    if context["scatter"]:
        names = {each.code: each.name for each in context["scopes"][1:]}
        dots = [(*charts.place_of(dot), context["labels"][dot.group], names.get(dot.scope, "")) for dot in context["scatter"].dots]
        found["portfolio-dots"] = pd.DataFrame(dots, columns=[say("satisfaction_axis"), say("attachment_axis"), say("group"), say("territory")])
    if context["influence"] and context["influence"]["has_ties"]:
        people = context["influence"]["net"].people
        ties = [(people[a].name, people[b].name) for a, b in context["influence"]["net"].pairs]
        found["influence-ties"] = pd.DataFrame(ties, columns=[f"{say('person')} 1", f"{say('person')} 2"])
    moving = (context["movements"] or {}).get("found")
    if moving and moving["hours"]:
        days = say("movements_days").split()
        rows = [(days[cell["hour"] // 24], cell["hour"] % 24, cell["share"], (cell["answers"] or {}).get("value")) for cell in moving["hours"]["cells"]]
        found["movements-hours"] = pd.DataFrame(rows, columns=[say("csv_day"), say("movements_hour_head"), say("movements_answered"), say("movements_of_answers")])
    if moving and moving["trends"]:
        series = [(each["term"], week + 1, people) for each in moving["trends"]["bursts"][: len(context["movements"]["lines"])] for week, people in enumerate(each["series"])]
        found["movements-weeks"] = pd.DataFrame(series, columns=[say("movements_term"), say("csv_week"), say("movements_people")])
    if context["returned"]:
        of = context["returned"]["found"]
        left = list(enumerate(of["net_by_week"], 1))
        lag = list(zip(range(len(of["lag"]["effects"])), of["lag"]["effects"], of["lag"]["effects_low"], of["lag"]["effects_high"]))
        found["return-left"] = pd.DataFrame(left, columns=[say("csv_week"), say("return_left")])
        name = say("return_lag")
        found["return-lag"] = pd.DataFrame(lag, columns=[say("csv_week"), name, say("csv_low", name=name), say("csv_high", name=name)])
    return {name: frame for name, frame in found.items() if len(frame)}
