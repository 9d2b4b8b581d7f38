"""`scvm init` of exports: looks, proposes, shows, asks, and says the next command."""

from __future__ import annotations

import contextlib
import datetime
import json
import pathlib
import re
from typing import Any, Dict, List, Optional, Sequence, Tuple

import click
import sqlalchemy as sa

from scvm.command import screen
from scvm.command.account import counted
from scvm.command.cells import short
from scvm.command.looking import SAMPLE, Look, files_in, look_at
from scvm.command.mapping import DAYS, Mapping, sources, without_comments
from scvm.command.proposal import Decision, Part, Proposal, note_days, preview
from scvm.command.refusal import Refused
from scvm.command.staging import Staging

_LONGEST_COMMENT = 160
_INLINE = 110  # characters
_OLD_DATA = 60  # days: exports that end earlier are scored as of their end


def is_mapping(path: pathlib.Path) -> bool:
    """Whether a file is a mapping, and no export."""
    if path.suffix.lower() not in (".json", ".jsonc") or not path.is_file():
        return False
    with contextlib.suppress(OSError, ValueError, RecursionError), open(path, "rb") as file:
        begin = file.read(1 << 16).decode("utf-8-sig", "replace")
        return re.search(r'"(schema|sources|preset)"\s*:', without_comments(begin)) is not None and begin.lstrip()[:1] in "{/"
    return False


def looks_of_files(named: Sequence[str], folder: pathlib.Path) -> Tuple[List[Look], List[str]]:
    """The tables in some files and folders, and what is left out of a folder, and why."""
    looks, left_out = [], []
    in_folder = any(pathlib.Path(name).is_dir() for name in named)
    for path in files_in(named):
        try:
            looks += look_at(path, folder)
        except Refused as e:
            if not in_folder:
                raise
            left_out.append(str(e))
    if not looks:
        raise Refused(left_out[0] if left_out else "there is no table in these files")
    return _as_patterns(looks), left_out


def _as_patterns(looks: List[Look]) -> List[Look]:
    """Files with the same columns are one source: orders-2025.csv and orders-2026.csv."""
    result: List[Look] = []
    for look in looks:
        same = next((each for each in result if each.header == look.header and _but_path(each) == _but_path(look) and len(look.header) > 1), None)
        if same is None:
            result.append(look)
            continue
        paths = same.reading["path"] if isinstance(same.reading["path"], list) else [same.reading["path"]]
        same.reading["path"] = [*paths, look.reading["path"]]
        same.label = f"{same.label.partition(' and ')[0]} and {len(paths)} more"
        same.rows = same.rows[: SAMPLE // 2] + look.rows[: SAMPLE // 2]
    return result


def _but_path(look: Look) -> Dict[str, Any]:
    return {key: value for key, value in look.reading.items() if key not in ("path", "encoding", "ends_at")}


def looks_of_database(engine: sa.engine.Engine) -> List[Look]:
    """The tables and views of a database that have rows."""
    inspector, looks = sa.inspect(engine), []
    with engine.connect() as connection:
        for name in sorted({*inspector.get_table_names(), *inspector.get_view_names()}):
            if name.startswith("scvm_"):
                continue
            look = Look(name, {"format": "sql", "table": name})
            with contextlib.suppress(Refused, sa.exc.SQLAlchemyError):
                look.sample(connection)
            if look.rows:
                looks.append(look)
    if not looks:
        raise Refused("the database has no table with rows")
    return looks


def apply(proposal: Proposal, sets: Sequence[str]) -> Dict[str, Any]:
    """The mapping with what the user set; the decisions that this takes are taken."""
    document = proposal.document()
    for said in sets:
        key, equals, value = said.partition("=")
        if not equals or not key:
            raise Refused(f"--set {short(said)}: expected KEY=VALUE, such as purchases.date_format=%d.%m.%Y")
        path = key.split(".")
        if path[0] == "dimensions":
            proposal.dimensions[key.partition(".")[2]] = value
            continue
        is_source = path[0] in sources()
        place: Any = document["sources"].setdefault(path[0], {}) if is_source else document
        rest = path[1:] if is_source else path
        if rest and rest[0] in ("labels_of", "scales", "items", "labels", "only") and len(rest) > 2:
            rest = [rest[0], ".".join(rest[1:])]  # a question's name may have points
        for step in rest[:-1]:
            place = place.setdefault(step, {})
            if not isinstance(place, dict):
                raise Refused(f"--set {short(said)}: {step} is no object")
        place[rest[-1]] = _value(value)
        proposal.decisions = [each for each in proposal.decisions if each.key != key]
        part = proposal.part(path[0])
        if part and len(rest) == 2 and rest[0] == "columns":
            part.evidence.pop(("columns", rest[1]), None)
            if rest[1] in DAYS and isinstance(place[rest[1]], str):
                note_days(part, place[rest[1]], rest[1], proposal)
                document["sources"][path[0]] = part.document
    return document


def _value(said: str) -> Any:
    try:
        found = json.loads(said)
    except ValueError:
        return said
    return found if isinstance(found, (dict, list, bool)) else said


def show(proposal: Proposal, left_out: Sequence[str]) -> None:
    """What was found: each source with its first rows, and what is left out."""
    for part in proposal.parts:
        click.echo()
        click.secho(f"  {part.kind} from {part.look.label}", bold=True)
        for said in part.look.said:
            click.echo(screen.wrapped(said, "    ", "    "))
        header, rows = preview(part)
        click.echo(screen.grid(header, rows, left=len(header)) if rows else "    there is no row")
        for said in part.left_out:
            click.echo(screen.wrapped(said, "    ", "    "))
    if proposal.customers_from:
        click.echo(f"\n  customers: everybody in {' and '.join(proposal.customers_from)}")
    for said in [*proposal.left_out, *left_out]:
        click.echo(screen.wrapped(f"Left out: {said}"))


def decide(decisions: Sequence[Decision], document: Dict[str, Any], take: bool, ask: bool) -> None:
    """Takes what has a proposal where `take` says so, asks for the others on a terminal, and refuses elsewhere."""
    left = []
    for each in decisions:
        if take and each.proposal is not None:
            _put(document, each.key, each.proposal)
        else:
            left.append(each)
    if not left:
        return
    if not ask:
        click.echo("\n  To decide:")
        for each in left:
            click.echo(screen.wrapped(f"{each.key}: {each.said}", "  - ", "    "))
            for (_, shown), command in zip(each.choices, each.commands):
                click.echo(f"      {command}   {shown}")
        raise Refused(f"{counted(len(left), 'thing')} to decide, and nothing was written: {', '.join(each.key for each in left)}; add to the command {left[0].commands[0] if left[0].choices else '--set …'} or another of those above")
    for each in left:
        click.echo("\n" + screen.wrapped(each.said))
        for i, (_, shown) in enumerate(each.choices, 1):
            click.echo(f"    {i}  {shown}")
        chosen = click.prompt("  Which", type=click.IntRange(1, len(each.choices)))
        _put(document, each.key, each.choices[chosen - 1][0])


def _put(document: Dict[str, Any], key: str, value: Any) -> None:
    path = key.split(".")
    place = document["sources"][path.pop(0)] if path[0] in document["sources"] else document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value


def with_day(document: Dict[str, Any], staging: Staging, today: str) -> str:
    """Writes the day of scoring into a mapping: today, or the last day of data that end long before; returns why."""
    last = max((int(found) for table in ("purchases", "answers", "interactions", "contributions") if (found := staging.scalar(f"SELECT max(time) FROM {table}")) is not None), default=None)
    if last is None:
        document["as_of"] = "today"
        return "the day of scoring"
    day = (datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=last)).date()
    if (datetime.date.fromisoformat(today) - day).days > _OLD_DATA:
        document["as_of"] = day.isoformat()
        return "the last day of the data, which is long ago; today: the day of each run"
    document["as_of"] = "today"
    return f"the day of scoring; the data end on {day}"


def mapping_text(document: Dict[str, Any], parts: Sequence[Part], said: Dict[Tuple[str, ...], str]) -> str:
    """A mapping as JSON with comments: the evidence beside each line."""
    evidence = dict(said)
    for part in parts:
        for path, why in part.evidence.items():
            evidence[("sources", part.kind, *path)] = why
        for why in part.left_out:
            place = ("sources", part.kind)
            evidence[place] = f"{evidence[place]}; {why}" if place in evidence else why
    order = ("schema", "as_of", "model", "currency", "database", "sources", "output")
    document = {key: document[key] for key in (*order, *(each for each in document if each not in order)) if key in document}
    lines = ["// Where scvm reads and writes, by what `scvm init` saw. Lines after // are comments. Every key: docs/mapping.md"]
    return "\n".join(lines + _lines(document, (), evidence, 0)) + "\n"


def _lines(value: Any, path: Tuple[str, ...], evidence: Dict[Tuple[str, ...], str], depth: int) -> List[str]:
    inside = any(each[: len(path)] == path and len(each) > len(path) for each in evidence)
    inline = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict) or not value or (not inside and len(inline) <= _INLINE and depth > 0):
        return [inline]
    result = ["{"]
    indent = "  " * (depth + 1)
    for i, (key, each) in enumerate(value.items()):
        here = (*path, key)
        first, *rest = _lines(each, here, evidence, depth + 1)
        comma = "," if i < len(value) - 1 else ""
        comment = _comment(evidence.get(here))
        if rest and comment:
            result.append(f"{indent}{comment}")
            comment = ""
        lines = [f"{indent}{json.dumps(key, ensure_ascii=False)}: {first}", *rest]
        lines[-1] += comma + (f"  {comment}" if comment else "")
        result += lines
    return [*result, "  " * depth + "}"]


def _comment(said: Optional[str]) -> str:
    if not said:
        return ""
    plain = "".join(c if c.isprintable() else " " for c in " ".join(said.split()))
    return f"// {plain if len(plain) <= _LONGEST_COMMENT else plain[: _LONGEST_COMMENT - 1] + '…'}"


def mapping_of(document: Dict[str, Any], path: str) -> Mapping:
    """The mapping that a document is, to be written as a file."""
    return Mapping(json.loads(json.dumps(document)), pathlib.Path(path).parent, "the proposal")
