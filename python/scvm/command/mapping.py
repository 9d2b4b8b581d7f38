"""The mapping file (docs/mapping.md): where the data are, how their cells are read, where the scores go."""

from __future__ import annotations

import contextlib
import dataclasses
import difflib
import functools
import glob
import hashlib
import json
import os
import pathlib
import re
import zoneinfo
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple

import jsonschema
import sqlalchemy as sa

from scvm.command.cells import ConsentRule, DayStyle, Money, NumberStyle, short
from scvm.command.packed import plain_name
from scvm.command.refusal import Refused

SUITECRM = "suitecrm"

#: What mapping files called sources and fields before 0.1.0.
_OLD_SOURCES = {"transactions": "purchases", "surveys": "answers"}
_OLD_FIELDS = {"clv": "lifetime_value", "network_equity": "network_value"}

_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*')


def without_comments(text: str) -> str:
    """JSON with its comments, from // to the end of the line, blanked: line numbers in messages stay right."""
    return _COMMENT.sub(lambda found: found.group() if found.group().startswith('"') else "", text)


def comments_in(text: str) -> List[str]:
    """The comments of such a text."""
    return [found.group() for found in _COMMENT.finditer(text) if not found.group().startswith('"')]


@dataclass(frozen=True)
class TableSource:
    """One table of a mapping, and how its cells are read."""

    kind: str
    document: Dict[str, Any]
    folder: pathlib.Path
    days: DayStyle
    numbers: NumberStyle

    @property
    def format(self) -> str:
        """csv, ndjson, xlsx or sql."""
        return _format_of(self.document)

    @property
    def may_be_empty(self) -> bool:
        """True where having no row at all is nothing to ask about."""
        return bool(self.document.get("may_be_empty", False))

    @property
    def is_of_preset(self) -> bool:
        """True where a preset, and not the mapping, says how the source is read."""
        return bool(self.document.get("is_of_preset", False))

    @property
    def path(self) -> pathlib.Path:
        """The file, beside the mapping; of several see `files`."""
        return self.folder / str(self.document["path"])

    @property
    def files(self) -> List[pathlib.Path]:
        """Every file that the mapping names, those of a pattern in the order of their names. Raises Refused where a pattern has none."""
        return [self.folder / name for name in self._names()]

    def each_file(self) -> List[TableSource]:
        """The same source of each of its files."""
        if "path" not in self.document:
            return [self]
        return [dataclasses.replace(self, document={**self.document, "path": name}) for name in self._names()]

    def _names(self) -> List[str]:
        said = self.document["path"]
        found: Dict[str, None] = {}
        for name in [said] if isinstance(said, str) else said:
            is_pattern = re.search(r"[*?\[]", name) and not (self.folder / name).exists()
            names = sorted(map(self._beside, glob.glob(str(self.folder / name), recursive=True))) if is_pattern else [name]
            if not names:
                raise Refused(f"{self.folder / name}: no file is called so")
            found.update(dict.fromkeys(names))
        return list(found)

    def _beside(self, path: str) -> str:
        """A path as the mapping would name it."""
        is_within = str(self.folder) != "." and path.startswith(f"{self.folder}{os.sep}")
        return path[len(str(self.folder)) + 1 :] if is_within else path

    @property
    def label(self) -> str:
        """What messages call the source: its file, table or kind."""
        return str(self.document.get("label") or self.document.get("path") or self.document.get("table") or self.kind)

    @property
    def columns(self) -> Dict[str, Any]:
        """The column of each field."""
        result: Dict[str, Any] = self.document.get("columns", {})
        return result

    @property
    def words(self) -> List[str]:
        """What a mapping calls the columns that such a source may have."""
        return words_of(self.kind)

    @property
    def needed(self) -> List[str]:
        """What it calls those that it must have."""
        return needed_of(self.kind)

    def of_columns(self, columns: Dict[str, Any]) -> TableSource:
        """The same source with other columns."""
        return dataclasses.replace(self, document={**self.document, "columns": columns})

    @property
    def named_columns(self) -> List[str]:
        """Every column of the file that the mapping names, in any place; not those of joined tables."""
        found: List[str] = [*self.only, *self.document.get("fill_down", ())]
        found += [name for each in self.joined for name in each.document["on"]]
        if self.kind == "joined":
            found += self.document["on"].values()
        elif not self.columns:
            found += self.needed
        for column in self.columns.values():
            found += columns_in(column)
        others = tuple(f"{each.document['as']}." for each in self.joined)
        return [name for name in found if not (others and name.startswith(others))]

    @property
    def serial_columns(self) -> List[str]:
        """The columns of days that are numbers as a workbook counts them."""
        if "excel" not in self.days.formats:
            return []
        return [name for word, column in self.columns.items() if word in DAYS for name in columns_in(column)]

    @property
    def joined(self) -> List[TableSource]:
        """The tables that are looked up for each row."""
        return [dataclasses.replace(self, kind="joined", document={"columns": {}, **each}) for each in self.document.get("join", ())]

    @property
    def only(self) -> Dict[str, List[str]]:
        """The values that select rows, by column."""
        result: Dict[str, List[str]] = self.document.get("only", {})
        return result


#: What a mapping calls the columns that hold days.
DAYS = frozenset({"date", "expires", "consent_date", "opened", "answered", "closed", "since", "end", "asked", "done", "converted", "granted", "withdrawn"})


def columns_in(column: Any) -> List[str]:
    """The columns of the file that one of a mapping's stands for."""
    if isinstance(column, dict):
        column = column.get("product", column.get("difference", column.get("column", ())))
    return [part for part in ([column] if isinstance(column, str) else column) if isinstance(part, str)]


#: Before the name of a variable that holds a URL.
ENVIRONMENT = "env:"


class Mapping:
    """A mapping that follows its schema."""

    def __init__(self, document: Dict[str, Any], folder: pathlib.Path, name: str) -> None:
        self.document, self.renamed = _renamed(document)
        self.folder = folder
        self.name = name
        self.currency_of_model = ""
        self.zone_of_model = "UTC"  #: where the customers live: whose days the days of all sources are
        self.model_is_silent = False  #: whether the model has no consent section: any withdrawal leaves a person out
        self.to_contact = "contact"  #: the purpose that the model's use `contact` needs
        self.adds_accounts_up = False  #: whether the model does: only then are companies customers
        self.keeps_texts = False  #: whether what people wrote is wanted, not only its fingerprint
        self.last_second: Optional[int] = None  #: what is later, a day after that of scoring, does not count
        self.latest: Optional[int] = None  #: and what is later still, than tomorrow, was mistyped
        document = self.document
        _validate(document, name)
        if not self.is_preset and "sources" not in document:
            raise Refused(f"{name}: expected either sources, or a preset with its database")
        if self.is_preset and "database" not in document:
            raise Refused(f"{name}: preset: needs database, the SQLAlchemy URL")
        if "rates" in document and not document.get("currency"):
            raise Refused(f"{name}: rates: needs currency, the one that all amounts are turned into")
        _check_zone(document.get("timezone"), name)
        if "suitecrm" in document and not self.is_preset:
            raise Refused(f'{name}: suitecrm: needs "preset": "suitecrm"')
        self._check_sources()

    @classmethod
    def of_url(cls, url: str) -> Mapping:
        """A SugarCRM-style database with nothing said about it."""
        return cls({"schema": "scvm-mapping/1", "preset": SUITECRM, "database": url}, pathlib.Path(), "the database")

    @classmethod
    def from_file(cls, path: pathlib.Path) -> Mapping:
        """Reads a mapping file; comments after // are allowed."""
        text = path.read_bytes()
        try:
            document = json.loads(without_comments(text.decode("utf-8-sig")), object_pairs_hook=no_duplicates)
        except UnicodeDecodeError as e:
            raise Refused(f"{path}: byte {e.start}: no UTF-8 text") from None
        except (ValueError, RecursionError) as e:
            raise Refused(f"{path}: no JSON: {e}") from None
        if not isinstance(document, dict):
            raise Refused(f"{path}: expected a JSON object")
        return cls(document, path.parent, str(path))

    @property
    def is_preset(self) -> bool:
        """True where a SugarCRM-style database is read."""
        return "preset" in self.document

    @property
    def database(self) -> Optional[str]:
        """The URL; the password stays out of files where it says env:NAME."""
        return self._url(self.document.get("database"), "database")

    def url_of(self, source: TableSource) -> Optional[str]:
        """The URL of the database that a source is in: its own, or the mapping's."""
        own = source.document.get("database")
        return self.database if own is None else self._url(own, f"sources.{source.kind}.database")

    @property
    def language(self) -> str:
        """Of explanations."""
        return str(self.document.get("language", "en"))

    @property
    def output(self) -> Dict[str, Any]:
        """Where the scores go; a preset without one writes into its own database."""
        result: Dict[str, Any] = self.document.get("output") or ({"format": "sql"} if self.is_preset else {})
        return result

    @property
    def hash(self) -> str:
        """SHA-256 of the mapping's content without the URLs of databases, which may hold a password."""
        content = {key: value for key, value in self.document.items() if key not in ("as_of", "database")}
        if "sources" in content:
            without = {kind: {key: value for key, value in each.items() if key != "database"} for kind, each in content["sources"].items()}
            content["sources"] = without
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def consent(self) -> ConsentRule:
        """Which legal bases allow scoring."""
        options = self.document.get(SUITECRM, {}) if self.is_preset else self.document["sources"].get("customers", {})
        return ConsentRule.of(options.get("consent"), self.model_is_silent, self.to_contact)

    @property
    def tells_of_consents(self) -> bool:
        """True where a source says who agreed to what."""
        sources = self.document.get("sources", {})
        customers = sources.get("customers", {})
        records = _format_of(customers) == "ndjson" and "columns" not in customers
        people = [each for each in (customers, sources.get("prospects", {})) if "from" not in each]
        named = any("consent" in each.get("columns", ["consent"]) for each in people if each)  # without columns the file's own names count
        return self.is_preset or records or "consents" in sources or named

    @property
    def tells_of_others(self) -> bool:
        """True where a customer's rows name other people."""
        sources = self.document.get("sources", {})
        records = _format_of(sources.get("customers", {})) == "ndjson"
        boss = self.document.get(SUITECRM, {}).get("reports_to", False)
        return bool(records or boss or {"interactions", "referrals", "jobs"} & set(sources))

    def source(self, kind: str) -> Optional[TableSource]:
        """The table of a kind, or None."""
        document = self.document.get("sources", {}).get(kind)
        if document is None:
            return None
        formats = _listed(document["date_format"]) if "date_format" in document else self._formats()
        numbers = {key: document[key] for key in ("decimal_mark", "thousands", "strip_currency_sign") if key in document}
        days = DayStyle(formats, self.document.get("timezone"), self.zone_of_model, self.last_second, self.latest)
        named = "decimal_mark" in document or "thousands" in document
        return TableSource(kind, document, self.folder, days, NumberStyle(**numbers, named=named))

    def money(self) -> Money:
        """Which currency the amounts of a source are in."""
        return Money(self.document.get("currency") or self.currency_of_model, {code.upper(): rate for code, rate in self.document.get("rates", {}).items()})

    def files(self) -> List[pathlib.Path]:
        """The files of data that are read, the mapping's own and an SQLite database among them."""
        sources = [each for each in map(self.source, self.document.get("sources", {})) if each]
        named = [self.name, *(str(file) for source in sources for each in [source, *source.joined] if "path" in each.document for file in each.files)]
        for given in {self.database, *map(self.url_of, sources)}:
            with contextlib.suppress(sa.exc.ArgumentError, ValueError):  # what is wrong with the URL says who connects
                url = sa.engine.make_url(given or "")
                named += [str(url.database)] if url.get_backend_name() == "sqlite" and url.database else []
        return [pathlib.Path(each) for each in named]

    def _url(self, said: Optional[str], place: str) -> Optional[str]:
        if said and said.startswith(ENVIRONMENT):
            name = said[len(ENVIRONMENT) :]
            if not os.environ.get(name):
                raise Refused(f"{self.name}: {place}: the environment has no variable {name}")
            return os.environ[name]
        return said

    def _formats(self) -> List[str]:
        """One user exports with one format: what a source does not say, the others do."""
        sources = self.document.get("sources", {})
        named = [self.document.get("date_format"), *(each.get("date_format") for each in sources.values())]
        return list(dict.fromkeys(each for names in named if names for each in _listed(names)))

    def _check_sources(self) -> None:
        for kind, document in self.document.get("sources", {}).items():
            place = f"{self.name}: sources.{kind}"
            source = self.source(kind)
            assert source is not None
            if kind in ("customers", "companies") and self.is_preset:
                raise Refused(f"{place}: the preset reads the customers; beside it stand tables of what else they do")
            if kind == "customers" and document.get("from"):
                for each in _listed(document["from"]):
                    if each not in self.document["sources"]:
                        raise Refused(f"{place}.from: there is no source {each}")
                continue
            if kind == "prospects" and document.get("from"):
                if "interactions" not in self.document["sources"]:
                    raise Refused(f"{place}.from: there is no source interactions")
                continue
            if kind == "customers" and source.format == "ndjson" and "columns" not in document:
                continue  # one record a line, with everything of the customer in it
            if source.format == "sql":
                if ("table" in document) == ("query" in document):
                    raise Refused(f"{place}: expected either table or query")
                if not self.document.get("database") and "database" not in document:
                    raise Refused(f"{place}: the mapping names no database")
            elif "path" not in document:
                raise Refused(f"{place}: path is missing")
            elif kind == "accounts" and len(source.files) > 1:
                raise Refused(f"{place}.path: of accounts one file is read")
            elif "database" in document:
                raise Refused(f"{place}.database: {document['path']} is a file; of a database, name table or query")
            if "columns" not in document and source.format == "ndjson":
                raise Refused(f"{place}: columns is missing")
            if "sheet" in document and source.format != "xlsx":
                raise Refused(f"{place}.sheet: {document.get('path') or source.format} is no workbook")
            _check_joins(document, place)
            if kind == "answers" and "columns" in document:
                _check_questions(document["columns"], place)
            if document.get("decimal_mark", ".") == document.get("thousands", ""):
                raise Refused(f"{place}: decimal_mark and thousands are the same")
        if not self.is_preset and "customers" not in self.document["sources"]:
            raise Refused(f"{self.name}: sources.customers is missing")


def _renamed(document: Dict[str, Any]) -> Tuple[Dict[str, Any], Dict[str, str]]:
    """The document with today's names in place of old ones, and which old ones it had."""
    had: Dict[str, str] = {}

    def today(name: Any, old: Dict[str, str]) -> Any:
        if isinstance(name, str) and name in old:
            had[name] = old[name]
            return old[name]
        return name

    result = dict(document)
    if isinstance(document.get("sources"), dict):
        sources: Dict[str, Any] = {}
        for kind, source in document["sources"].items():
            if _OLD_SOURCES.get(kind) in document["sources"]:
                raise Refused(f"sources.{kind}: is the old name of {_OLD_SOURCES[kind]}, which is there as well")
            if isinstance(source, dict) and "from" in source:
                source = {**source, "from": today(source["from"], _OLD_SOURCES)}  # a list is of today's names
            sources[today(kind, _OLD_SOURCES)] = source
        result["sources"] = sources
    output = document.get("output")
    if isinstance(output, dict) and isinstance(output.get("columns"), dict):
        columns = {column: today(field, _OLD_FIELDS) for column, field in output["columns"].items()}
        result["output"] = {**output, "columns": columns}
    return result, had


def _listed(said: Any) -> List[str]:
    return [said] if isinstance(said, str) else list(said)


def _check_joins(document: Dict[str, Any], place: str) -> None:
    names: List[str] = []
    for i, each in enumerate(document.get("join", ())):
        if "path" not in each and ("table" in each) == ("query" in each):
            raise Refused(f"{place}.join.{i}: expected path, or table or query")
        if each["as"] in names:
            raise Refused(f'{place}.join.{i}.as: "{each["as"]}" is the name of another table')
        if "join" in each:
            raise Refused(f"{place}.join.{i}.join: name the table beside this one: its key may be {each['as']}.…")
        names.append(each["as"])


#: What a file holds by the end of its name, or of what is packed in it.
_FORMATS = {".ndjson": "ndjson", ".jsonl": "ndjson", ".json": "ndjson", ".xlsx": "xlsx", ".xlsm": "xlsx", ".parquet": "parquet"}


def _format_of(document: Dict[str, Any]) -> str:
    if "format" in document:
        return "ndjson" if document["format"] == "json" else str(document["format"])
    if "table" in document or "query" in document:
        return "sql"
    said: Any = document.get("entry") or document.get("path", "")
    return _FORMATS.get(pathlib.PurePath(plain_name(_listed(said)[0])).suffix, "csv")


def is_url(text: str) -> bool:
    """True for what begins like a SQLAlchemy URL."""
    return re.match(r"[a-z][a-z0-9_]*(\+[a-z0-9_]+)?://", text) is not None


def sources() -> List[str]:
    """The names of all sources that a mapping may have."""
    return list(_schema()["properties"]["sources"]["properties"])


@functools.lru_cache(None)
def _schema() -> Dict[str, Any]:
    text = (pathlib.Path(__file__).parent / "mapping.schema.json").read_text(encoding="utf-8")
    result: Dict[str, Any] = json.loads(text)
    return result


def _columns_of(kind: str) -> Dict[str, Any]:
    """The part of the schema that says which columns a source has."""
    result: Dict[str, Any] = _schema()["$defs"][kind]["properties"]["columns"]
    return result


def source_kinds() -> List[str]:
    """The sources that a mapping may have, in the order of the schema."""
    return list(_schema()["properties"]["sources"]["properties"])


def words_of(kind: str) -> List[str]:
    """What a mapping calls the columns that a source of a kind may have."""
    return list(_columns_of(kind)["properties"])


def needed_of(kind: str) -> List[str]:
    """What it calls those that such a source must have."""
    return list(_columns_of(kind)["required"]) + (["question", "answer"] if kind == "answers" else [])


def _validate(document: Dict[str, Any], name: str) -> None:
    errors = sorted(jsonschema.Draft202012Validator(_schema()).iter_errors(document), key=lambda e: -len(e.absolute_path))
    if errors:
        error = errors[0]  # the deepest one is the cause; those above it follow from it
        path = ".".join(str(each) for each in error.absolute_path)
        raise Refused(f"{name}: {path + ': ' if path else ''}{_said(error)}")


def _said(error: Any) -> str:
    if error.validator in ("additionalProperties", "unevaluatedProperties"):
        unknown = sorted(re.findall(r"'([^']*)'", error.message.split("(", 1)[-1]))
        known = sorted(error.schema.get("properties", {}))
        return f"unknown key {', '.join(unknown)}; expected one of {', '.join(known)}"
    if "database" in list(error.absolute_path)[::2]:
        return "expected the text of a SQLAlchemy URL, or env:NAME"  # what stands there may hold a password
    if error.validator == "pattern" and list(error.absolute_path) == ["as_of"]:
        return "expected a date like 2026-11-21, or today"
    if error.validator == "required":
        return str(error.message).replace("'", "").replace("is a required property", "is missing")
    return str(error.message)[:300]


def _check_questions(columns: Dict[str, Any], place: str) -> None:
    sheet = "questions" in columns
    if sheet and ("question" in columns or "answer" in columns):
        raise Refused(f"{place}.columns: expected either question and answer, or questions")
    for name in () if sheet else ("question", "answer"):
        if name not in columns:
            raise Refused(f"{place}.columns: {name} is missing; of a sheet with one column a question, name the questions")


def _check_zone(zone: Optional[str], name: str) -> None:
    if zone is None:
        return
    try:
        zoneinfo.ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # unknown, no name of one, a folder of names
        near = difflib.get_close_matches(zone, zoneinfo.available_timezones(), 1)
        hint = f"; did you mean {near[0]}?" if near else ", expected a name like Europe/Berlin"
        raise Refused(f'{name}: timezone "{short(zone)}": unknown time zone{hint}') from None


def no_duplicates(pairs: Any) -> Dict[str, Any]:
    """A JSON object's members; a key that stands twice is a ValueError."""
    result: Dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise ValueError(f'duplicate key "{key}"')
        result[key] = value
    return result
