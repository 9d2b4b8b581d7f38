"""Presets: what is known of a CRM's database, as data. One JSON file each, which `scvm init --preset NAME` makes a mapping of.

A preset has a mapping (docs/mapping.md) whose sources are queries; a query, written as a list of lines. Where a source is a list
of sources, the first counts that the database can answer (tables differ by version, and by what is installed); a source that it cannot answer is
left out, and the mapping says so. `{name}` in a query stands for a piece (of several, the first with which the database can
answer `probe`), or for the answer to what the preset asks the database: `currency`, `time_zone`. What it asks as `scales` are the
options of questions: question, number and text of each. With a `column_prefix` the scores go into columns of the system's own table, each
named after its field. Where a system's tables may begin with anything, `prefix_of` names one without that, and `{prefix}` stands for it. A source with
`for_each` has its query once for each row of that one, whose cells stand for `{0}`, `{1}` …: a table for each survey, a column for each question. All
of them together stand for `{each}` in what it says `around` them.

A preset with `files` in place of queries reads exports (preset_files.py); one with `sources` in place of a mapping its system in place
(preset_reader.py). `versions` says which of the system it is for.
"""

from __future__ import annotations

import json
import pathlib
import re
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from scvm.command.fields import FIELDS
from scvm.command.mapping import without_comments
from scvm.command.refusal import Refused
from scvm.command.scales import Scale

_HERE = pathlib.Path(__file__).parent

#: Runs a statement: its rows. Raises where the database does not understand it, and leaves the connection usable.
Ask = Callable[[str], Sequence[Sequence[Any]]]


@dataclass
class Preset:
    """What a preset found in a database: a mapping without its URL, and what the starter model should know."""

    name: str
    mapping: Dict[str, Any]
    left_out: Dict[str, str] = field(default_factory=dict)  #: sources that the database cannot answer, and why
    purposes: Dict[str, str] = field(default_factory=dict)  #: by use, what the consents are for
    asked: Dict[str, str] = field(default_factory=dict)
    scales: Dict[str, Scale] = field(default_factory=dict)

    def text(self, url: str) -> str:
        """The mapping as JSON with comments."""
        document = {key: value for key, value in self.mapping.items() if key != "sources"}
        lines = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}," for key, value in document.items()]
        lines.insert(1, f'  "database": {json.dumps(url)},  // env:NAME: the variable of that name has it, so that no password stands in a file')
        lines += [f"  // Left out, as the database cannot answer it: {kind}: {why}" for kind, why in self.left_out.items()]
        sources = [f"    {json.dumps(kind)}: {json.dumps(source, ensure_ascii=False)}" for kind, source in self.mapping["sources"].items()]
        top = f"// Where scvm reads and writes, by the preset {self.name}. Lines after // are comments. Every key: docs/mapping.md"
        return "\n".join([top, "{", *lines, '  "sources": {', ",\n".join(sources), "  }", "}"]) + "\n"


def names() -> List[str]:
    """The presets there are."""
    return sorted(path.stem for path in _HERE.glob("*.json"))


def document_of(name: str) -> Dict[str, Any]:
    """A preset's file."""
    result: Dict[str, Any] = json.loads(without_comments((_HERE / f"{name}.json").read_text(encoding="utf-8")))
    return result


#: How a preset reads its system.
QUERIES, FILES, IN_PLACE = "database", "exports", "database, read in place"


def way_of(document: Dict[str, Any]) -> str:
    """How a preset reads its system: by queries that `init` writes out, from exports in files, or in place."""
    return FILES if "files" in document else IN_PLACE if "sources" in document else QUERIES


def look(
    name: str, ask: Ask, currency: str = "", pieces: Optional[Dict[str, str]] = None, tables: Sequence[str] = (), prefix: Optional[str] = None
) -> Preset:  # fmt: skip
    """A preset as this database can answer it.

    `currency`: of the amounts, where another than the database's own is wanted; `pieces`: others in place of the preset's; `tables`: those of the
    database, and `prefix` what they begin with, where several systems of the kind are in it. Raises Refused where it is another system's.
    """
    document = document_of(name)
    texts: Dict[str, str] = {}
    if "prefix_of" in document:
        texts["prefix"] = _prefix(document, tables, prefix)
    for piece, of in document.get("pieces", {}).items():
        texts[piece] = pieces[piece] if pieces and piece in pieces else filled(of, texts) if isinstance(of, list) else first_that_works(of, ask, texts)
    result = Preset(name, {key: value for key, value in document["mapping"].items() if key != "sources"}, purposes=document.get("purposes", {}))
    if "column_prefix" in document:
        columns = {document["column_prefix"] + each.name: each.name for each in FIELDS}
        result.mapping["output"] = {**result.mapping["output"], "columns": columns}
    for what, lines in document.get("asks", {}).items():
        try:
            rows = ask(filled(lines, texts))
        except Exception:  # noqa: BLE001  # what is not there is not known
            rows = []
        if what == "scales":
            result.scales = _scales(rows)
        elif rows and rows[0][0]:
            result.asked[what] = str(rows[0][0])
    if currency:
        result.asked["currency"] = currency
    if "currency" in result.asked:
        result.mapping["currency"] = result.asked["currency"]
    texts.update({what: said.replace("'", "''") for what, said in result.asked.items()})
    result.mapping["sources"] = {}
    for kind, source in document["mapping"]["sources"].items():
        faults = []
        for choice in source if isinstance(source, list) else [source]:
            query = filled(choice["query"], texts)
            if "for_each" in choice:
                query, fault = _of_each(query, filled(choice["for_each"], texts), filled(choice.get("around", ["{each}"]), texts), ask)
            else:
                fault = _fault(query, ask)
            if fault is None:
                words = {key: value for key, value in choice.items() if key not in ("for_each", "around")}
                result.mapping["sources"][kind] = {**words, "format": "sql", "query": query}
                break
            faults.append(fault)
        else:
            result.left_out[kind] = faults[0]
    if "customers" in result.left_out:
        raise Refused(f"the database is no {document['system']}: {result.left_out['customers']}")
    return result


def first_that_works(of: Dict[str, Any], ask: Ask, texts: Optional[Dict[str, str]] = None) -> str:
    """Of several pieces, the first with which the database can answer; else the last. `texts`: the pieces that they may name."""
    *others, last = (filled(each, texts or {}) for each in of["first"])
    for choice in others:
        if _fault(filled([of["probe"]], texts or {}).replace("{}", choice), ask) is None:
            return choice
    return last


def _prefix(document: Dict[str, Any], tables: Sequence[str], wanted: Optional[str]) -> str:
    """What the system's tables begin with."""
    ending = document["prefix_of"]
    found = sorted({name[: -len(ending)] for name in tables if name.endswith(ending) and re.fullmatch(r"\w*", name)})
    if wanted is not None and wanted in found:
        return wanted
    if len(found) == 1 and wanted is None:
        return found[0]
    if not found:
        raise Refused(f"the database is no {document['system']}: it has no table …{ending}")
    raise Refused(f"there are tables of {document['system']} that begin with {', '.join(found)}: choose with --set prefix={found[0]}, or another of them")


def _of_each(query: str, rows: str, around: str, ask: Ask) -> Tuple[str, Optional[str]]:
    """A query once for each row of another one, all in one, and why the database cannot answer it."""
    try:
        found = ask(rows)
    except Exception as e:  # noqa: BLE001  # as in _fault
        return "", _said(e)
    parts = []
    for row in found:
        cells = [str(cell) for cell in row]
        if any(re.search(r"[^\w .:/#-]", cell) for cell in cells):
            return "", f"{', '.join(cells)}: a name with other characters than letters, digits and blanks"
        parts.append(re.sub(r"\{(\d)\}", lambda found, cells=cells: cells[int(found[1])], query))  # type: ignore[misc]
    if not parts:
        return "", "it has none"
    result = around.replace("{each}", " UNION ALL ".join(parts))
    return result, _fault(result, ask)


def _fault(query: str, ask: Ask) -> Optional[str]:
    """Why the database cannot answer a query; None where it can."""
    try:
        ask(f"SELECT * FROM ({query}) AS looked_at LIMIT 0")
    except Exception as e:  # noqa: BLE001  # each database, and each way to it, has errors of its own
        return _said(e)
    return None


def _said(e: Exception) -> str:
    return " ".join(str(getattr(e, "orig", None) or e).partition("LINE ")[0].split())


def _joined(lines: List[str]) -> str:
    return " ".join(line.strip() for line in lines)


def filled(lines: List[str], texts: Dict[str, str]) -> str:
    """A query from its lines, with its pieces in their places."""
    result = _joined(lines)
    for name, piece in texts.items():
        result = result.replace(f"{{{name}}}", piece)
    return result


def _scales(rows: Sequence[Sequence[Any]]) -> Dict[str, Scale]:
    options: Dict[str, List[Tuple[float, str]]] = {}
    for question, number, said in rows:
        options.setdefault(question, []).append((float(number), said))
    return {question: Scale(*min(each), *max(each)) for question, each in options.items() if len(each) > 1}
