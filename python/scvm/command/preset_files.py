"""A preset's exports: which file is which, by its columns, and the mapping that the preset makes of them (presets.py).

Such a preset has `files`: of each export its needed columns (`has`), what it is called in the system (`said`), and whether one can do without it
(`optional`). Words of a source besides those of a mapping (docs/mapping.md):

- `file`: the export that it is of. Where a source is a list of sources, the first counts whose needed columns are all there
- a column may have several names, `{"first": ["Email", "E-Mail"]}`, of which the first counts that the export has, and has something in; where it has
  none of them, the column is what stands in `else`, or is left out where a source can do without it. Names are compared in any case. In place of a
  name, `{"cells": "[^@ ]+@[^@ ]+"}` is the first column of which every cell that says anything is like the pattern
- `only` says nothing of a column that the export does not have, and `init` says so
- answers without `question` are a sheet: every column is a question that has numbers of a scale or words of a shipped list, but for the columns that
  are named, and those of which a name in `no_questions` (patterns) is the whole name

How days and numbers are written, and in which currency, is seen in the files, where the preset does not say it.
"""

from __future__ import annotations

import json
import re
from typing import Any, Dict, List, Optional, Sequence, Tuple

from scvm.command import presets
from scvm.command.cells import short, text
from scvm.command.column_parts import Columns
from scvm.command.looking import Look
from scvm.command.mapping import DAYS, columns_in, needed_of
from scvm.command.proposal import Part, Proposal, note_amount, note_currency, note_format, sheet_of
from scvm.command.refusal import Refused


def proposal_of(name: str, looks: Sequence[Look]) -> Proposal:
    """The mapping that a preset makes of some exports. Raises Refused where a file is none of them, or a needed one is missing."""
    document = presets.document_of(name)
    given = _exports(name, document["files"], looks)
    result = Proposal(words={key: value for key, value in document["mapping"].items() if key != "sources"})
    known = _known_days(given)
    everybody_in: List[str] = []
    for kind, source in document["mapping"]["sources"].items():
        faults: List[str] = []
        for choice in source if isinstance(source, list) else [source]:
            if "from" in choice:
                everybody_in = choice["from"]
                break
            part = _part(kind, choice, given, known, result, faults)
            if part:
                result.parts.append(part)
                break
        else:
            result.left_out.append(f"{kind}: {faults[0]}")
    result.customers_from = [each for each in everybody_in if result.part(each)]
    if not result.part("customers") and not result.customers_from:
        raise Refused(f"--preset {name}: no customers were found: {'; '.join(result.left_out)}")
    return result


def _exports(name: str, files: Dict[str, Any], looks: Sequence[Look]) -> Dict[str, Look]:
    """The file of each export."""
    result: Dict[str, Look] = {}
    for look in looks:
        found = next((export for export, each in files.items() if _has(look, each["has"])), None)
        if found is None:
            known = "; ".join(f"{each['said']} has {', '.join(map(_named, each['has']))}" for each in files.values())
            raise Refused(f"{look.label}: is none of the exports that the preset {name} reads: {known}; here are {', '.join(map(short, look.header[:12]))}")
        if found in result:
            raise Refused(f"{look.label} and {result[found].label} are both {files[found]['said']}, with different columns: give one of them, or files of the same columns")
        result[found] = look
    missing = [each["said"] for export, each in files.items() if export not in result and not each.get("optional")]
    if missing:
        raise Refused(f"--preset {name}: none of the files is {missing[0]}")
    return result


def _has(look: Look, names: Sequence[Any]) -> bool:
    return all(_column(look, each if isinstance(each, list) else [each]) is not None for each in names)


def _named(name: Any) -> str:
    return name if isinstance(name, str) else " or ".join(name)


def _column(look: Look, names: Sequence[str]) -> Optional[str]:
    """The first of some names that a table has a column of, as the table writes it."""
    there = {each.strip().lower(): each for each in reversed(look.header) if each}
    return next((there[each.lower()] for each in names if each.lower() in there), None)


def _known_days(given: Dict[str, Look]) -> List[str]:
    """The formats of days that a column of the exports decides, for those that do not."""
    formats = {each for look in given.values() for table in [Columns(look)] for name in table.names[:400] if (form := table.days(name)) for each in form.formats}
    return sorted(formats)


def _part(kind: str, choice: Dict[str, Any], given: Dict[str, Look], known: List[str], proposal: Proposal, faults: List[str]) -> Optional[Part]:
    look = given.get(choice["file"])
    if look is None:
        faults.append(f"its export, {choice['file']}, was not given")
        return None
    words = {key: value for key, value in choice.items() if key not in ("file", "columns", "no_questions", "said", "join")}
    part = Part(kind, look, {**look.reading, **words, "columns": {}})
    if "ends_at" in words:  # what was seen in this very file counts as well
        part.document["ends_at"] = list(dict.fromkeys([*look.reading.get("ends_at", ()), *words["ends_at"]]))
    table = Columns(look, known)
    if "join" in choice:
        joined = _joins(choice["join"], look, given, faults)
        if joined is None:
            return None
        part.document["join"] = joined
    lookups = {each["as"]: given[each["file"]] for each in choice.get("join", ())}
    if choice.get("said"):
        part.evidence[()] = choice["said"]
    is_sheet = kind == "answers" and "question" not in choice["columns"]
    for word, said in choice["columns"].items():
        found = _resolved(said, look, lookups)
        if found is not None:
            part.document["columns"][word] = found
        elif word in needed_of(kind):
            faults.append(f"{look.label} has no column {_named_all(said)}")
            return None
        else:
            part.left_out.append(f"no {word}: {look.label} has no column {_named_all(said)}")
    if "only" in words:
        found = {name: _resolved(name, look, lookups) for name in words["only"]}
        part.left_out += [f"not told by {name}: {look.label} has no such column" for name, column in found.items() if column is None]
        part.document["only"] = {column: words["only"][name] for name, column in found.items() if column is not None}
        if not part.document["only"]:
            del part.document["only"]
    tables = {"": table, **{name: Columns(other, known) for name, other in lookups.items()}}

    def at(column: Any) -> Tuple[Columns, str]:
        """The table that a column stands in, and what it is called there."""
        joined, dot, name = column.partition(".") if isinstance(column, str) else ("", "", "")
        return (tables[joined], name) if dot and joined in lookups else (table, column if isinstance(column, str) else "")

    for word, column in part.document["columns"].items():
        where, name = at(column)
        days = where.days(name) if word in DAYS and name in where.cells and "date_format" not in words else None
        if days:
            part.evidence["columns", word] = days.said
            note_format(part, column, days, proposal)
    amount = part.document["columns"].get("amount")
    if amount is not None and "decimal_mark" not in words:
        names = [amount] if isinstance(amount, str) else columns_in(amount)
        forms = [(where, each, form) for each in names for where, name in [at(each)] if name in where.cells and (form := where.numbers(name))]
        for where, each, numbers in forms[:1]:
            part.evidence["columns", "amount"] = numbers.said
            note_amount(part, each, numbers, proposal)
    where, name = at(part.document["columns"].get("currency"))
    if kind == "purchases" and name in where.cells:
        note_currency(part, where, name, proposal)
    if is_sheet:
        sheet_of(part, table, choice.get("no_questions", ()), proposal)
        if not part.document["columns"]["questions"]:
            faults.append(f"{look.label}: no column has numbers of a scale, or words of a shipped list. {' '.join(part.left_out)}")
            return None
    return part


def _joins(joins: Sequence[Dict[str, Any]], look: Look, given: Dict[str, Look], faults: List[str]) -> Optional[List[Dict[str, Any]]]:
    result = []
    for each in joins:
        other = given.get(each["file"])
        if other is None:
            faults.append(f"its export, {each['file']}, was not given")
            return None
        on = {_column(look, [mine]): _column(other, [theirs]) for mine, theirs in each["on"].items()}
        if None in on or None in on.values():
            faults.append(f"{look.label} and {other.label} have no columns {json.dumps(each['on'])}")
            return None
        result.append({"as": each["as"], **other.reading, **({"ids": each["ids"]} if "ids" in each else {}), "on": on})
    return result


def _resolved(said: Any, look: Look, lookups: Dict[str, Look]) -> Any:
    """A column of a preset as a mapping has it; None where the export has none of its names."""
    if isinstance(said, str):
        table, dot, name = said.partition(".")
        if dot and table in lookups:
            found = _column(lookups[table], [name])
            return None if found is None else f"{table}.{found}"
        return _column(look, [said])
    if isinstance(said, list):
        return [found for each in said if (found := _resolved(each, look, lookups)) is not None] or None
    if "first" in said:
        return next((found for each in said["first"] if (found := _resolved(each, look, lookups)) is not None and _says_anything(look, found)), said.get("else"))
    if "cells" in said:
        return next((name for name in look.header if name and look.header.count(name) == 1 and _all_like(look, name, said["cells"])), None)
    if "column" in said:
        column = _resolved(said["column"], look, lookups)
        return None if column is None else {**said, "column": column}
    for word in ("product", "difference"):
        if word in said:
            parts = [each if not isinstance(each, str) else _resolved(each, look, lookups) for each in said[word]]
            if parts[0] is None or (word == "product" and None in parts):
                return None
            parts = [each for each in parts if each is not None]  # what an older export does not tell is not taken away
            return {word: parts} if len(parts) > 1 else parts[0]
    return said


def _says_anything(look: Look, column: Any) -> bool:
    """Whether any cell of a column is not blank; of a column of a joined table nobody looks."""
    return column not in look.header or any(text(cell) is not None for cell in look.column(column))


def _all_like(look: Look, name: str, pattern: str) -> bool:
    said = [each for cell in look.column(name) if (each := text(cell)) is not None]
    return bool(said) and all(re.fullmatch(pattern, each) for each in said)


def _named_all(said: Any) -> str:
    if isinstance(said, str):
        return said
    if isinstance(said, list):
        return ", ".join(map(_named_all, said))
    return " or ".join(map(_named_all, said["first"])) if "first" in said else f"with cells like {said['cells']}" if "cells" in said else _named_all(said.get("column", said.get("difference", said.get("product", ""))))
