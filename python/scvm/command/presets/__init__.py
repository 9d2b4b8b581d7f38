"""Presets: what is known of a CRM's database, as data. One JSON file each, which `scvm init --preset NAME` makes a mapping of.

A preset has a mapping (docs/mapping.md) whose sources are queries; a query, written as a list of lines. Where a source is a list
of sources, the first counts that the database can answer (tables differ by version, and by what is installed); a source that it cannot answer is
left out, and the mapping says so. `{name}` in a query stands for a piece (of several, the first with which the database can
answer `probe`), or for the answer to what the preset asks the database: `currency`, `time_zone`. What it asks as `scales` are the
options of questions: question, number and text of each. With a `column_prefix` the scores go into columns of the system's own table, each
named after its field.

A preset with `sources` in place of a mapping reads its system in place (preset_reader.py).
"""

from __future__ import annotations

import json
import pathlib
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


def look(name: str, ask: Ask, currency: str = "", pieces: Optional[Dict[str, str]] = None) -> Preset:
    """A preset as this database can answer it.

    `currency`: of the amounts, where another than the database's own is wanted; `pieces`: others in place of the preset's.
    """
    document = document_of(name)
    texts: Dict[str, str] = {}
    for piece, of in document.get("pieces", {}).items():
        texts[piece] = pieces[piece] if pieces and piece in pieces else _joined(of) if isinstance(of, list) else first_that_works(of, ask)
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
            fault = _fault(query, ask)
            if fault is None:
                result.mapping["sources"][kind] = {**choice, "format": "sql", "query": query}
                break
            faults.append(fault)
        else:
            result.left_out[kind] = faults[0]
    if "customers" in result.left_out:
        raise Refused(f"the database is no {document['system']}: {result.left_out['customers']}")
    return result


def first_that_works(of: Dict[str, Any], ask: Ask) -> str:
    """Of several pieces, the first with which the database can answer; else the last."""
    *others, last = map(_joined, of["first"])
    for choice in others:
        if _fault(of["probe"].replace("{}", choice), ask) is None:
            return choice
    return last


def _fault(query: str, ask: Ask) -> Optional[str]:
    """Why the database cannot answer a query; None where it can."""
    try:
        ask(f"SELECT * FROM ({query}) AS looked_at LIMIT 0")
    except Exception as e:  # noqa: BLE001  # each database, and each way to it, has errors of its own
        return " ".join(str(getattr(e, "orig", None) or e).partition("LINE ")[0].split())
    return None


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
