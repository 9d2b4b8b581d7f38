"""Scores in a file, CSV or NDJSON: written beside it first and put in its place at the end, so that it is never half."""

from __future__ import annotations

import contextlib
import csv
import datetime
import filecmp
import hashlib
import json
import os
import pathlib
import sqlite3
from typing import IO, Any, ContextManager, Dict, Iterator, List, Mapping, Optional, Sequence, Set, Tuple

import sqlalchemy as sa

from scvm import __version__
from scvm.command.fields import BY_NAME, FIELDS, NDJSON_FIELDS, Scored, json_value
from scvm.command.cells import text
from scvm.command.csv_file import LONGEST_CELL
from scvm.command.lock import LOCK, file_lock
from scvm.command.ownership import PARTS, Ownership, Sharing, fields_of, lost_in_history, notes_in, published_day
from scvm.command.private_file import harmless, open_private, require_writable
from scvm.command.refusal import Refused
from scvm.command.sql_target import Written, id_hash
from scvm.command.staging import Staging

_COUNTS = ["customers", "changed", "unchanged", "reset", "rejected"]
_RUN_FIELDS = ["written_at", "as_of", "model_version", "model_hash", "config_hash", "library_version", *_COUNTS, "seconds"]
_RUN_HEADER = [*_RUN_FIELDS, "parts"]
_HISTORY_BEGINS = ["id", "written_at", "config_hash", "library_version"]
_HISTORY_FIELDS = [f.name for f in FIELDS if f.for_people and f.name not in ("explain", "score_date")]
_HISTORY_HEADER = ["id", "as_of", *_HISTORY_BEGINS[1:], *_HISTORY_FIELDS]
_FORMER = {"score_date": "as_of"}  # columns of a history that another name has now


#: Beside a file of scores without a column for places: what several mappings say of a customer, and whose refusal it is.
_NOTES = ".notes"

_ERASED = ".erased"


class FileTarget:
    """A file of scores, one row a customer, in the order of the source."""

    def __init__(self, path: pathlib.Path, output: Dict[str, Any], config_hash: str) -> None:
        if not path.name or path.is_dir():
            raise Refused(f"{path}: is a folder; expected the name of a file")
        if path.exists() and not path.is_file():
            raise Refused(f"{path}: is no regular file; scores go into one, or into a new one")
        self.path = path
        self._format = str(output["format"])
        self._part = _beside(path, ".part")
        self._skip_excluded = output.get("on_excluded") == "skip"
        self._end = "\r\n" if output.get("line_end") == "crlf" else "\n"
        self._columns: Mapping[str, str] = output.get("columns") or self._default()
        known = [*BY_NAME, "id", "as_of"]
        unknown = sorted(set(self._columns.values()) - set(known))
        if unknown:
            raise Refused(f"output.columns: there is no field {unknown[0]}; expected one of {', '.join(sorted(known))}")
        if "id" not in self._columns.values():
            self._columns = {"id": "id", **self._columns}
        self._history = _history_of(path, output)
        self._runs = _runs_of(self._history)
        self._config_hash = config_hash
        self._file: Optional[IO[str]] = None
        self._written = 0
        self._day = ""  # of scoring, of this run
        self._shows_places = "place" in self._columns.values()
        self.sharing = Sharing(Ownership(tuple(PARTS)), set())
        self._stored: Optional[sqlite3.Connection] = None
        self._notes: Dict[str, str] = {}
        self._lost: Dict[str, List[Tuple[Tuple[str, ...], str]]] = {}

    @staticmethod
    def files_of(folder: pathlib.Path, output: Dict[str, Any], instead: Optional[str]) -> Dict[str, pathlib.Path]:
        """Every file that a mapping's output in a folder names, by what it is; `instead`: another path of the scores."""
        if instead is None and not output.get("path"):
            return {}
        path = pathlib.Path(instead) if instead is not None else folder / str(output["path"])
        if not path.name:
            return {}
        history = _history_of(path, output)
        runs = _runs_of(history)
        return {
            "the file of scores": path,
            **({"the history": history} if history else {}),
            **({"the list of runs": runs} if runs else {}),
            **{f"the file of scores with {end}": _beside(path, end) for end in (".part", _ERASED, _NOTES, LOCK)},
        }

    @property
    def label(self) -> str:
        """What people call it."""
        return str(self.path)

    @property
    def shows_faults(self) -> bool:
        """True where a line without a customer has a line of its own in the output."""
        return self._format == "ndjson"

    def prepare(self, add_columns: bool) -> None:
        """Refuses to begin where nothing could be written at the end."""
        for path in (self.path, self._part, self._erased_path, _beside(self.path, _NOTES), self._history, self._runs):
            if path is not None:
                require_writable(path)
        _header_in(self._history, _HISTORY_BEGINS)
        _header_in(self._runs, _RUN_FIELDS)

    def refuse_foreign(self, then: str = "Nothing was written; --accept-loss writes over it") -> None:
        """Refuses an existing file that holds something other than scores, or scores that cannot be read to their end."""
        if not self.path.exists() or not self.path.stat().st_size:
            return
        known = {*map(self._header_of, self._columns), *BY_NAME, "id", "as_of"}
        number, is_ours = 0, True
        try:
            if self._format == "csv":
                with open(self.path, encoding="utf-8", newline="") as file:
                    header: List[str] = next(csv.reader(file), [])
                is_ours = self._id_name in header and set(header) <= known
            for number, row in enumerate(self._rows() if is_ours else (), 1):
                if self._format == "csv":
                    is_ours = bool(row[self._id_name]) and None not in row and None not in row.values()
                else:
                    is_ours = isinstance(row, dict) and set(row) <= {*known, "line", "reason"} and bool({self._id_name, "line"} & set(row))
                if not is_ours:
                    break
        except (ValueError, csv.Error, RecursionError):
            is_ours = False
        if not is_ours:
            place = f"row {number:,}" if number else "its first line"
            what = "a CSV file with a column" if self._format == "csv" else "objects with a key"
            expected = f"{what} {self._id_name} and such of scores, as scvm score writes them"
            raise Refused(f"{self.path}: is no file of scores, or a broken one, from {place} on: expected {expected}. {then}")

    def lock(self) -> ContextManager[None]:
        """Keeps other processes out."""
        return file_lock(self.path)

    def begin(self, ownership: Ownership) -> None:
        """Looks at what others wrote, before anything is written; holds it on disk where anything is theirs."""
        fields = set(self._columns.values())
        empty = {part: names for part in ownership.others if fields & set(names := fields_of([part]))}
        filled: Set[str] = set()
        for row in self.scored() if empty else ():  # a file of millions of rows is read once
            filled |= {part for part, names in empty.items() if any(row.get(name) not in (None, "") for name in names)}
            empty = {part: names for part, names in empty.items() if part not in filled}
            if not empty:
                break
        notes = {row["id"]: row["place"] for row in self._rows_of_notes()}
        self.sharing = Sharing(ownership, filled, any('"by":' in note.replace(ownership.mark, "") for note in notes.values()))
        if self.sharing.is_shared:
            self._stored = sqlite3.connect("")  # a database on disk without a name
            self._stored.execute("CREATE TABLE rows (place INTEGER PRIMARY KEY, id TEXT UNIQUE, fields TEXT)")
            rows = ((row["id"], json.dumps(self._typed(row, notes.get(row["id"])), ensure_ascii=False)) for row in self.scored())
            self._stored.executemany("INSERT OR IGNORE INTO rows (id, fields) VALUES (?, ?)", rows)
            stored = (json.loads(fields) for (fields,) in self._stored.execute("SELECT fields FROM rows"))
            self.sharing.learn({name: row[name] for name in ("id", "status", "reason", "place")} for row in stored)

    def _typed(self, row: Dict[str, Any], note: Optional[str]) -> Scored:
        """What stood in the file of a customer, by fields, as a run makes them."""
        result: Scored = {each.name: None for each in FIELDS}
        for name, value in row.items():
            if name in BY_NAME and value not in (None, ""):
                if isinstance(value, list):
                    value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
                elif isinstance(value, str):
                    number = isinstance(BY_NAME[name].type, (sa.Float, sa.Numeric))
                    value = float(value) if number else text(value)
                result[name] = value
        if row.get("as_of"):
            result["score_date"] = result["score_date"] or row["as_of"]
        result.update(id=row["id"], as_of=result["score_date"], place=result["place"] or note)
        return result

    def _merged(self, row: Scored) -> Scored:
        """A row with what others wrote of the customer; their note goes beside the file, where it has no column for places."""
        stored = None
        if self._stored:
            found = self._stored.execute("DELETE FROM rows WHERE id = ? RETURNING fields", (row["id"],)).fetchone()
            stored = json.loads(found[0]) if found else None
        result = self.sharing.merged(row, stored)
        self._note(result)
        if lost := lost_in_history(row):
            self._lost[row["id"]] = lost
        return result

    def _note(self, row: Scored) -> None:
        note = notes_in(row["place"]) if not self._shows_places else None
        if note:
            self._notes[row["id"]] = note

    def write(self, rows: Sequence[Scored]) -> Written:
        """Writes a chunk."""
        return self._write([self._merged(row) for row in rows])

    def _write(self, rows: Sequence[Scored]) -> Written:
        file = self._open()
        self._day = self._day or next((row["as_of"] for row in rows if row["as_of"]), "")
        shown = [row for row in rows if not (self._skip_excluded and row["status"] == "excluded")]
        if self._format == "csv":
            writer = csv.writer(file, lineterminator=self._end)
            writer.writerows([[_cell(row[field]) for field in self._columns.values()] for row in shown])
        else:
            file.writelines(self._line(row) + self._end for row in shown)
        self._written += len(shown)
        return Written()

    def fault(self, number: int, reason: str) -> None:
        """Writes the line of a line that is no customer."""
        document = {"line": number, "status": "rejected", "reason": reason}
        self._open().write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + self._end)

    def finish(self, staging: Staging) -> Written:
        """Puts the file in its place; the same content as before changes nothing."""
        self._write_what_others_left()
        self._open().close()
        same = self.path.exists() and filecmp.cmp(self._part, self.path, shallow=False)
        if same:
            self._part.unlink()
        else:
            if self._history:
                self._append_history()
            os.replace(self._part, self.path)
        self._write_notes()
        self._clear_history()
        return Written(0 if same else self._written, self._written if same else 0)

    def _write_what_others_left(self) -> None:
        """Of who is no customer of this run, what others wrote stays."""
        if self._stored:
            for (found,) in self._stored.execute("SELECT fields FROM rows ORDER BY place"):
                row = self.sharing.without_own(json.loads(found))
                if row is not None:
                    self._note(row)
                    self._write([row])
            self._stored.close()
            self._stored = None

    def _rows_of_notes(self) -> Iterator[Dict[str, Any]]:
        path = _beside(self.path, _NOTES)
        if path.exists():
            with open(path, encoding="utf-8") as file:
                yield from map(json.loads, file)

    def _write_notes(self) -> None:
        path = _beside(self.path, _NOTES)
        if not self._notes:
            path.unlink(missing_ok=True)
            return
        part = _beside(path, ".part")
        with open_private(part) as file:
            file.writelines(json.dumps({"id": id, "place": note}, ensure_ascii=False) + "\n" for id, note in self._notes.items())
        os.replace(part, path)

    def _clear_history(self) -> None:
        """Takes out of the history what consents do not cover any more; that there was an entry stays."""
        if not self._history or not self._history.exists() or not self._lost:
            return
        part, changed = _beside(self._history, ".part"), False
        with open(self._history, encoding="utf-8", newline="") as file, open_private(part) as out:
            reader = csv.DictReader(file)
            writer = csv.DictWriter(out, reader.fieldnames or [], lineterminator="\n")
            writer.writeheader()
            for row in reader:
                losses = self._lost.get(str(text(row["id"])), ())
                lost = [name for names, until in losses for name in names if row.get(name) and str(row.get("as_of") or row.get("score_date") or row["written_at"])[:10] <= until]
                changed = changed or bool(lost)
                writer.writerow({**row, **dict.fromkeys(lost, "")})
        if changed:
            os.replace(part, self._history)
        else:
            part.unlink()

    def abandon(self) -> None:
        """Takes away what was begun."""
        if self._file:
            with contextlib.suppress(OSError):  # what is held back may not fit on the disk
                self._file.close()
            self._part.unlink(missing_ok=True)

    def stored(self, id: str) -> Optional[Dict[str, Any]]:
        """What the file holds of a customer. Raises Refused for a file that holds something else."""
        self.refuse_foreign("Nothing was read")
        return next((row for row in self._rows() if text(row.get(self._id_name)) == id), None)

    def scored(self) -> Iterator[Dict[str, Any]]:
        """The rows of the last run, by fields."""
        headers = [(field, self._header_of(name)) for name, field in self._columns.items()]
        for row in self._rows(broken=True):
            named = {field: row[header] for field, header in headers if header in row}
            if text(named.get("id")):
                yield {**named, "id": text(named["id"])}

    def placed(self) -> Iterator[Tuple[str, Any, Any]]:
        """Everybody who has a place, with it and the day of which it is."""
        for row in self.scored():
            if row.get("place") and row.get("score_date"):
                yield row["id"], row["place"], published_day(row["place"], row["score_date"])

    def history(self, id: Optional[str], limit: int) -> List[Dict[str, Any]]:
        """The newest entries, or those of one customer, in their order."""
        rows = [row for row in _rows_of(self._history, _HISTORY_BEGINS) if id is None or text(row["id"]) == id]
        return rows[-limit:]

    def note_run(self, run: Dict[str, Any]) -> None:
        """Notes a run that is complete, also one that changed nothing, where a history is kept."""
        if self._runs is None:
            return
        new = self._bring_up_to_date(self._runs, _RUN_FIELDS, _RUN_HEADER)
        stamp = {"written_at": _now(), "config_hash": self._config_hash, "library_version": __version__}
        with open_private(self._runs, "a") as out:
            writer = csv.DictWriter(out, _RUN_HEADER, lineterminator="\n")
            if new:
                writer.writeheader()
            writer.writerow({name: harmless(value) for name, value in {**run, **stamp}.items()})

    def runs(self, limit: int) -> List[Dict[str, Any]]:
        """The newest runs, in their order."""
        rows = _rows_of(self._runs, _RUN_FIELDS)
        return [{**row, **{name: int(row[name]) for name in _COUNTS}, "seconds": float(row["seconds"])} for row in rows[-limit:]]

    def erase(self, id: str, day: datetime.date) -> Dict[str, int]:
        """Takes a person out of the scores and the history, and remembers a hash of the id."""
        self.refuse_foreign("Nothing was erased")
        _header_in(self._history, _HISTORY_BEGINS)
        result = {self.path.name: self._without(self.path, id, self._id_name, self._format)}
        if self._history:
            result[self._history.name] = self._without(self._history, id, "id", "csv")
        if any(row["id"] == id for row in self._rows_of_notes()):
            self._without(_beside(self.path, _NOTES), id, "id", "ndjson")
        if id_hash(id) not in erased_beside(self.path):
            with open_private(self._erased_path, "a", encoding="ascii") as file:
                file.write(id_hash(id) + "\n")
        return result

    @property
    def _erased_path(self) -> pathlib.Path:
        return _beside(self.path, _ERASED)

    @property
    def _id_name(self) -> str:
        return self._header_of(next(name for name, field in self._columns.items() if field == "id"))

    def _header_of(self, name: str) -> str:
        return str(harmless(name)) if self._format == "csv" else name

    def _default(self) -> Dict[str, str]:
        if self._format == "ndjson":
            return {name: name for name in ["id", *NDJSON_FIELDS]}
        shown = [field.name for field in FIELDS if field.for_people and field.name != "score_date"]
        return {name: name for name in ["id", "as_of", *shown]}

    def _open(self) -> IO[str]:
        if self._file is None:
            self._file = open_private(self._part)
            if self._format == "csv":
                csv.writer(self._file, lineterminator=self._end).writerow(map(harmless, self._columns))
        return self._file

    def _line(self, row: Scored) -> str:
        document: Dict[str, Any] = {}
        for name, field in self._columns.items():
            if row["status"] == "excluded" and field == "input_hash":
                continue  # there is no input of somebody who must not be read
            document[name] = json_value(row, field)
            if field == "status" and row["status"] == "excluded":
                document["reason"] = row["reason"]
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"))

    def _rows(self, broken: bool = False) -> Iterator[Dict[str, Any]]:
        """What stands in the file; of a broken one, up to the place where it breaks."""
        if self.path.exists():
            csv.field_size_limit(LONGEST_CELL)
            with open(self.path, encoding="utf-8", newline="") as file, contextlib.suppress(*(ValueError, csv.Error) if broken else ()):
                yield from csv.DictReader(file) if self._format == "csv" else (json.loads(line) for line in file if line.strip())

    def _append_history(self) -> None:
        """The rows that differ from those of the file before, read side by side by id."""
        assert self._history is not None
        before = {str(row.get(self._id_name)): _digest(row) for row in self._rows(broken=True) if isinstance(row, dict)}
        now = _now()
        fields = [name for name in _HISTORY_FIELDS if name in self._columns.values()] or ["status"]
        new = self._bring_up_to_date(self._history, _HISTORY_BEGINS, _HISTORY_HEADER)
        with open(self._part, encoding="utf-8", newline="") as part, open_private(self._history, "a") as out:
            writer = csv.writer(out, lineterminator="\n")
            if new:
                writer.writerow(_HISTORY_HEADER)
            rows: Any = csv.DictReader(part) if self._format == "csv" else (json.loads(line) for line in part if line.strip())
            names = {field: self._header_of(name) for name, field in self._columns.items()}
            for row in rows:
                id = row.get(self._id_name)
                if id is None or before.get(str(id)) == _digest(row):
                    continue
                cells = [row.get(names[name]) if name in fields else "" for name in _HISTORY_FIELDS]
                if self._format != "csv":  # those of a CSV file are as they should be
                    id, *cells = map(_cell, [id, *cells])
                day = next((row[names[name]] for name in ("as_of", "score_date") if row.get(names.get(name))), self._day)
                writer.writerow([id, day, now, self._config_hash, __version__, *cells])

    @staticmethod
    def _bring_up_to_date(path: pathlib.Path, begins: List[str], header: List[str]) -> bool:
        """Whether a history has to begin; one of an earlier release gets the columns that it lacks, in our order."""
        kept = _header_in(path, begins)
        if not kept or kept == header:
            return not kept
        if gone := [name for name in kept if _FORMER.get(name, name) not in header]:
            raise Refused(f"{path}: has a column {gone[0]}, which no history has any more: move the file away")
        part = _beside(path, ".part")
        with open(path, encoding="utf-8", newline="") as file, open_private(part) as out:
            writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
            writer.writeheader()
            for row in csv.DictReader(file):
                for old, name in _FORMER.items():
                    was = row.pop(old, None)
                    if name in header:
                        row[name] = row.get(name) or was or ""
                writer.writerow(row)
        os.replace(part, path)
        return False

    def _without(self, path: pathlib.Path, id: str, name: str, form: str) -> int:
        if not path.exists():
            return 0
        removed, part = 0, path.with_name(path.name + ".part")
        with open(path, encoding="utf-8", newline="") as file, open_private(part) as out:
            if form == "ndjson":
                for line in file:
                    gone = line.strip() and str(json.loads(line).get(name)) == id
                    removed += bool(gone)
                    out.write("" if gone else line)
            else:
                reader = csv.DictReader(file)
                writer = csv.DictWriter(out, reader.fieldnames or [], lineterminator=self._end if path == self.path else "\n")
                writer.writeheader()
                for row in reader:
                    removed += text(row[name]) == id
                    if text(row[name]) != id:
                        writer.writerow(row)
        os.replace(part, path)
        return removed


def erased_beside(path: pathlib.Path) -> Set[str]:
    """The hashes of those who were erased from a file of scores: no run uses them again."""
    known = _beside(path, _ERASED)
    return set(known.read_text(encoding="ascii").split()) if known.exists() else set()


def _beside(path: pathlib.Path, end: str) -> pathlib.Path:
    return path.with_name(path.name + end)


def _history_of(path: pathlib.Path, output: Mapping[str, Any]) -> Optional[pathlib.Path]:
    return path.parent / output["history"] if output.get("history") else None


def _runs_of(history: Optional[pathlib.Path]) -> Optional[pathlib.Path]:
    return history.with_name(f"{history.stem}.runs.csv") if history else None


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S")


def _header_in(path: Optional[pathlib.Path], needed: List[str]) -> List[str]:
    """The columns of a history or a list of runs; empty: there is none. Raises Refused for a file that is neither."""
    if path is None or not path.exists():
        return []
    try:
        with open(path, encoding="utf-8", newline="") as file:
            header: List[str] = next(csv.reader(file), [])
    except (UnicodeDecodeError, csv.Error):
        header = [""]
    if lacking := [name for name in needed if header and name not in header]:
        raise Refused(f"{path}: is no history, or a broken one: expected a CSV file with a column {lacking[0]}, as scvm score writes it")
    return header


def _rows_of(path: Optional[pathlib.Path], needed: List[str]) -> List[Dict[str, Any]]:
    if path is None or not _header_in(path, needed):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cell(value: Any) -> Any:
    if isinstance(value, float):  # as most cells are
        return value
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else harmless(value)


def _digest(row: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).digest()
