"""The way of a run: sources into the staging, customers chunk by chunk through the core, scores into the target."""

from __future__ import annotations

import array
import contextlib
import dataclasses
import json
import pathlib
import pickle
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import IO, Any, Callable, Dict, Iterable, Iterator, List, Optional, Sequence, Set, Tuple, Union

import numpy as np
import sqlalchemy as sa

from scvm.command.account import REJECTED, RejectedRows, SourceAccount, counted
from scvm.command.databases import Databases
from scvm.command.fields import OWN_TABLES, CardMaker, Scored, published_in
from scvm.command.file_target import FileTarget, erased_beside
from scvm.command.loss_guard import LossGuard, refusal
from scvm.command.mapping import Mapping, without_comments
from scvm.command.ownership import Ownership, Sharing
from scvm.command.preset_reader import PresetReader
from scvm.command.progress import progress
from scvm.command.readers import BESIDE, TableReader
from scvm.command.records import RECORD_TABLES
from scvm.command.refusal import Refused
from scvm.command.scales import Scale
from scvm.command.sql_target import SqlTarget, Written, erased_in, id_hash
from scvm.command.staging import LINES, PROSPECTS, STREAMED, TABLES, UNREADABLE, Chunk, Others, StagedRows, Staging, rows_without
from scvm.command.fields import BY_NAME
from scvm.customer_base import CustomerBase
from scvm.dates import NEVER
from scvm.errors import Error, ErrorCode
from scvm.score_table import ScoreTable
from scvm.scoring import Scorer, ScoringModel

CHUNK = 5_000

#: Sections of a model whose scores depend on everybody: such a base is scored in one piece.
_WHOLE = ("network", "equity", "treatment", "service", "cocreation", "accounts")

#: The tables of which a row is right or wrong by what stands beside other people.
_TOGETHER = ("interactions", "referrals", "contributions", "attributes", "complaints", "jobs", "helpers", "prospects", "ideas", "votes", "tests", "memberships")

#: The tables of which the closing table says what became of the rows that were read, those among them that the core rejects.
_TOLD_APART = ("answers", "purchases")

#: 1990-01-01: a legal basis without a date holds since the first day that there is.
_FIRST_DAY = 631_152_000

Target = Union[SqlTarget, FileTarget]


def read_model(path: pathlib.Path) -> ScoringModel:
    """A model file; comments after // are allowed here, for starter models."""
    try:
        return ScoringModel(without_comments(path.read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError:
        raise Refused(f"{path}: no UTF-8 text") from None
    except Error as e:
        raise Error(f"{path}: {e}", e.code) from None


@dataclass
class Read:
    """What was read: the staging, the accounts, the readers' engine."""

    staging: Staging
    accounts: List[SourceAccount]
    rejected: RejectedRows
    engine: Optional[sa.engine.Engine] = None
    sums: Dict[str, Any] = field(default_factory=dict)
    losses: List[str] = field(default_factory=list)  #: why customers would lose scores by accident
    zone: str = "UTC"  #: where the customers live
    scales: Dict[str, Scale] = field(default_factory=dict)  #: of items whose answers have texts in the source
    erased: int = 0  #: customers of the sources who were erased: nothing of them is here
    companies: Set[str] = field(default_factory=set)  #: customers who are no people: they count for theirs, and nothing is written of them
    hashes_of_erased: Set[str] = field(default_factory=set)
    started: float = field(default_factory=time.monotonic)

    def is_erased(self, id: str) -> bool:
        """Whether somebody was erased, whoever they were."""
        return id_hash(id) in self.hashes_of_erased


@contextlib.contextmanager
def reading(
    mapping: Mapping, rejected_path: Optional[str] = None, only_id: Optional[str] = None, sums: bool = False, attributes: bool = False,
    output: Optional[str] = None,
) -> Iterator[Read]:  # fmt: skip
    """Reads all sources of a mapping; the staging is there until the end of the with statement.

    Who was erased from the scores (`output`: from those in another file than the mapping's) is left out, and every row that names them.
    """
    url = mapping.database
    mapping.keeps_texts = attributes
    with Databases() as databases, Staging() as staging, RejectedRows(rejected_path) as rejected:
        engine = databases.engine(url) if url else None
        reader: TableReader
        result = Read(staging, [], rejected, engine, zone=mapping.zone_of_model)
        result.hashes_of_erased = _hashes_of_erased(mapping, output, engine)
        rejected.is_erased = result.is_erased
        erased = result.is_erased if result.hashes_of_erased else None
        if mapping.is_preset:
            assert engine is not None
            reader = PresetReader(mapping, staging, rejected, databases, only_id, attributes)
            reader.is_erased = erased
            reader.read()
            result.sums = reader.sums() if sums else {}
        else:
            reader = TableReader(mapping, staging, rejected, databases, only_id)
            reader.is_erased = erased
            reader.read()
        databases.release()
        result.accounts, result.losses, result.scales = reader.accounts, reader.losses(), reader.scales
        result.erased, result.companies = reader.erased, reader.companies
        yield result


def _hashes_of_erased(mapping: Mapping, output: Optional[str], engine: Optional[sa.engine.Engine]) -> Set[str]:
    if output is None and mapping.output.get("format") == "sql":
        return erased_in(engine) if engine is not None else set()
    path = FileTarget.files_of(mapping.folder, mapping.output, output).get("the file of scores")
    return erased_beside(path) if path is not None else set()


def effective_model(model: ScoringModel, mapping: Mapping) -> ScoringModel:
    """The model with a consent section, where it has none and the source tells of consents: a refusal must count.

    The section would close a use to a withdrawal of its purpose alone; of a model without one, any withdrawal leaves the person out.
    """
    missing = mapping.consent.missing
    document = model.to_dict()
    currency = mapping.document.get("currency")
    if currency and document.get("currency") and currency != document["currency"]:
        raise Refused(f"{mapping.name}: currency {currency}: the model's is {document['currency']}; amounts are never converted")
    changed = False
    if currency and not document.get("currency"):
        document["currency"], changed = currency, True
    own = document.get("consent")
    mapping.adds_accounts_up = "accounts" in document
    mapping.model_is_silent, mapping.to_contact = own is None, (own or {}).get("contact", "contact")
    if own is None and (missing or mapping.tells_of_consents):
        document["consent"], changed = {"missing": missing or "include"}, True
    elif own is not None and missing and own.get("missing", missing) != missing:
        raise Refused(f'{mapping.name}: consent.missing is "{missing}", the model says "{own["missing"]}": make them agree')
    return ScoringModel(document) if changed else model


def target_of(mapping: Mapping, output: Optional[str], engine: Optional[sa.engine.Engine]) -> Target:
    """Where the scores go."""
    options = dict(mapping.output)
    if output is not None:
        form = "ndjson" if output.endswith((".ndjson", ".jsonl")) else "csv"
        kept = {key: value for key, value in options.items() if key not in ("format", "path", "table", "key")}
        return FileTarget(pathlib.Path(output), {**kept, "format": form}, mapping.hash)
    if not options:
        raise Refused(f"{mapping.name}: output is missing: say where the scores go, or give --output FILE")
    if options["format"] != "sql":
        if "path" not in options:
            raise Refused(f"{mapping.name}: output.path is missing")
        return FileTarget(mapping.folder / str(options["path"]), options, mapping.hash)
    if engine is None:
        raise Refused(f"{mapping.name}: output.format is sql, but the mapping names no database")
    if mapping.is_preset:
        columns = options.get("columns") or {f"scvm_{name}_c": name for name in BY_NAME}
        return SqlTarget(engine, options.get("table", "contacts_cstm"), options.get("key", "id_c"), columns, mapping.hash, True)
    columns = options.get("columns") or {name: name for name in BY_NAME}
    return SqlTarget(engine, options.get("table", "scvm_scores"), options.get("key", "id"), columns, mapping.hash, False)


def explain_style(mapping: Mapping) -> str:
    """How the explanation is written: as text into a CRM, as JSON elsewhere."""
    default = "text" if mapping.is_preset else "json"
    return str(mapping.output.get("explain", default))


def needs_everybody(model: ScoringModel) -> bool:
    """True where a customer's scores depend on the others."""
    return any(section in model.to_dict() for section in _WHOLE)


#: What goes into the core by batches where everybody is scored at once.
_STREAMED = (*STREAMED, "prospects")


@dataclass
class Streamed:
    """Where what goes by batches comes from, and who is left out."""

    staging: Staging
    gone: Set[str] = field(default_factory=set)


class _PlacesOfBatches(Sequence[Tuple[int, str]]):
    """The source's number and id of every row of a table that went by batches: eight bytes a row, looked up for those that are asked for."""

    def __init__(self, staging: Staging, table: str) -> None:
        self._staging, self._places = staging, array.array("q")
        row = "customer, number, key" if table in STREAMED else "id, number, NULL"
        self._query = f"SELECT {row} FROM {table} WHERE rowid = ?"

    def add(self, places: Iterable[int]) -> None:
        self._places.extend(places)

    def __len__(self) -> int:
        return len(self._places)

    def in_staging(self, rows: Iterable[int]) -> Set[int]:
        """The places in the staging of some rows."""
        return {self._places[row] for row in rows}

    def __getitem__(self, row: Any) -> Any:
        (found,) = self._staging.all(self._query, self._places[row])
        return _place(found)


class _PlacesOfCustomers(Sequence[Tuple[int, str]]):
    """The same of the customers of a chunk."""

    def __init__(self, chunk: Chunk) -> None:
        self._chunk = chunk

    def __len__(self) -> int:
        return len(self._chunk.ids)

    def __getitem__(self, row: Any) -> Any:
        return self._chunk.numbers[row], self._chunk.ids[row]


def base_of(
    chunk: Chunk, zone: str, others: Optional[Others] = None, streamed: Optional[Streamed] = None
) -> Tuple[CustomerBase, Dict[str, Sequence[Any]]]:  # fmt: skip
    """A chunk as the core's base of a place, and for each of its tables the source's number and id of every row.

    The id is the row's own, where its source gives it one, or else the customer's. `others`: who takes part and is no
    customer, where the chunk is everybody; None: what customers do with others is left out. `streamed`: whence the rows come that
    neither has.
    """
    base = CustomerBase(time_zone=zone)
    places: Dict[str, Any] = {"customers": _PlacesOfCustomers(chunk)}
    base.add_customers(chunk.ids)

    def columns(table: str) -> List[List[Any]]:
        rows = chunk.of(table) + (others.rows.get(table, []) if others else [])
        places[table] = [_place(row) for row in rows]
        return [list(column) for column in zip(*rows)]

    if found := columns("answers"):
        customer, _, _, item, value, time, wave = found
        known = None if all(each is None for each in time) else [0 if each is None else each for each in time]
        base.add_answers(customer, item, _floats(value), known if known is None else np.array(known), np.array(wave, dtype=np.int32))
    if found := columns("purchases"):
        customer, _, _, time, amount = found
        base.add_purchases(customer, np.array(time, dtype=np.int64), _floats(amount))
    if found := columns("contracts"):
        customer, _, _, end, notice = found
        base.add_contracts(customer, np.array(end, dtype=np.int64), np.array([each or 0.0 for each in notice]))
    if others:
        _add_others(base, others, streamed, places)
    if found := columns("consents"):
        customer, _, _, purpose, state, time, expires, evidence, source = found
        lasting = [None if each == NEVER else each for each in expires]
        since = [max(when, _FIRST_DAY) if what == "granted" else when or None for what, when in zip(state, time)]
        base.add_consents(customer, purpose, state, since, lasting, evidence, source)
    if others:
        _add_interactions(base, columns, streamed, places)
        _add_network(base, columns)
        _add_service(base, columns, others.helpers, places)
        _add_cocreation(base, columns)
        for name, rows in sorted(_by_attribute(chunk).items()):
            base.add_attributes(name, [row[0] for row in rows], [row[4] for row in rows])
            places.setdefault("attributes", []).extend(map(_place, rows))
    return base, places


def _place(row: Tuple[Any, ...]) -> Tuple[int, str]:
    customer, number, key = row[:3]
    return number, customer if key in (None, UNREADABLE) else key


def _add_others(base: Any, others: Others, streamed: Optional[Streamed], places: Dict[str, Any]) -> None:
    def add(number: Any, id: Any, since: Any, became: Any, converted: Any) -> None:
        base.add_prospects(id, since, ["" if each is None else each for each in became], converted)

    if others.employees:
        ids, department, level, lines = zip(*others.employees)
        places["employees"] = list(zip(lines, ids))
        base.add_employees(ids, department, level)
    if streamed is not None:
        _by_batches("prospects", streamed, places, PROSPECTS, add)
    elif others.prospects:
        number, id, *more = zip(*others.prospects)
        places["prospects"] = list(zip(number, id))
        add(number, id, *more)
    if others.memberships:
        number, member, account, since, end = map(list, zip(*others.memberships))
        places["memberships"] = list(zip(number, member))
        never = np.iinfo(np.int64).max
        base.add_memberships(member, account, np.array([each or 0 for each in since]), np.array([never if each is None else each for each in end], dtype=np.int64))


def _by_batches(table: str, streamed: Streamed, places: Dict[str, Any], columns: Sequence[str], add: Callable[..., None]) -> None:
    """Hands a table over by columns, some thousand rows at a time."""
    places[table] = there = _PlacesOfBatches(streamed.staging, table)
    with progress(None, table) as bar:
        for rows in streamed.staging.by_batches(table, streamed.gone, columns):
            *cells, place = zip(*rows)
            there.add(place)
            add(*cells)
            bar.update(len(rows))


def _add_interactions(base: Any, columns: Any, streamed: Optional[Streamed], places: Dict[str, Any]) -> None:
    names = TABLES["interactions"] if streamed is None else streamed.staging.used("interactions")

    def add(actor: Any, _: Any, __: Any, *cells: Any) -> None:
        found = dict(zip(names, cells))
        targets = ["" if each is None else each for each in found["target"]] if "target" in found else [""] * len(actor)
        time, sentiment, count = (found.get(name) for name in ("time", "sentiment", "count"))
        base.add_interactions(
            actor, targets, found.get("kind"),
            np.array(time, dtype=np.int64) if time and None not in time else time, found.get("channel"),
            None if sentiment is None else _floats(sentiment), None if count is None else _floats(count), found.get("event"), found.get("fingerprint"),
        )  # fmt: skip

    if streamed is not None:
        _by_batches("interactions", streamed, places, names, add)
    elif found := columns("interactions"):
        add(*found)


def _add_network(base: Any, columns: Any) -> None:
    if found := columns("referrals"):
        referrer, _, _, referred, time = found
        base.add_referrals(referrer, referred, time)
    if found := columns("contributions"):
        customer, _, _, kind, time, units, accepted, value = found
        base.add_contributions(customer, kind, time, _floats(units), _floats(accepted), _floats(value))


def _add_service(base: Any, columns: Any, helpers: Sequence[Tuple[Any, ...]], places: Dict[str, List[Any]]) -> None:
    if found := columns("complaints"):
        customer, _, _, kind, opened, answered, closed, channel, sentiment, topic, case = found
        base.add_complaints(customer, kind, opened, answered, closed, channel, _floats(sentiment), topic, case)
    if helpers:
        number, id, since, vetted, price, skill, latitude, longitude, from_hour, to_hour = map(list, zip(*helpers))
        places["helpers"] = list(zip(number, id))
        numbers = [_floats(each) for each in (latitude, longitude, from_hour, to_hour)]
        base.add_helpers(id, since, _floats(vetted), _floats(price), skill, *numbers)
    if found := columns("jobs"):
        customer, _, _, helper, asked, outcome, done, skill, price, of_helper, of_seeker, job = found
        ended = [each or "open" for each in outcome]
        base.add_jobs(helper, customer, asked, ended, done, skill, _floats(price), _floats(of_helper), _floats(of_seeker), job)


def _add_cocreation(base: Any, columns: Any) -> None:
    if found := columns("ideas"):
        customer, _, _, idea, state, time, value = found
        base.add_ideas(idea, customer, [each or "open" for each in state], time, _floats(value))
    if found := columns("votes"):
        customer, _, _, idea, time = found
        base.add_votes(idea, customer, time)
    if found := columns("tests"):
        customer, _, _, test, time = found
        base.add_tests(test, customer, time)


def add_published(base: CustomerBase, ids: List[str], target: Optional[Target]) -> None:
    """What was published last time, so that a social score moves by no more than the model allows since."""
    known = set(ids)
    rows = [] if target is None else [(id, published_in(place), str(day)[:10]) for id, place, day in target.placed() if id in known]
    rows = [row for row in rows if row[1] is not None]
    if rows:
        base.add_published_scores(*zip(*rows))


def _by_attribute(chunk: Chunk) -> Dict[str, List[Tuple[Any, ...]]]:
    result: Dict[str, List[Tuple[Any, ...]]] = {}
    for row in chunk.of("attributes"):
        result.setdefault(row[3], []).append(row)
    return result


def _floats(values: List[Any]) -> Any:
    return np.array([np.nan if each is None else each for each in values], dtype=np.float64)


def whole_base(read: Read) -> CustomerBase:
    """Everybody at once, for what needs everybody: fitting, networks. Held in memory by columns."""
    return everybody(read)[0]


def everybody(
    read: Read, target: Optional[Target] = None, ownership: Optional[Ownership] = None, but: Optional[str] = None
) -> Tuple[CustomerBase, Chunk, Dict[str, Any]]:  # fmt: skip
    """The same, the rows that it was made of, those that went into it by batches in the staging, and the places of them all as of `base_of`.

    With an `ownership` without those whom another mapping excludes, which writes there; `but` one.
    """
    chunk = next(read.staging.chunks(None, but=_STREAMED), Chunk([], [], []))
    others = read.staging.others(_STREAMED)
    gone: Set[str] = set()
    if target and ownership:
        target.begin(ownership)
        gone = read.staging.with_former(target.sharing.excluded_elsewhere - {but})
    chunk, others = without(chunk, gone), others.without(gone)
    base, places = base_of(chunk, read.zone, others, Streamed(read.staging, gone))
    add_published(base, chunk.ids, target)
    _note_rejected(read, base, places)
    chunk.rows.update({table: StagedRows(read.staging, table, gone) for table in STREAMED})
    return base, chunk, places


def unknown(read: Read, id: str, place: str) -> str:
    """Why nothing can be said of somebody."""
    return f'customer "{id}": ' + ("was erased, and is in no score" if read.is_erased(id) else f"not in {place}")


def held_of(read: Read, id: str) -> Dict[str, Any]:
    """Everything that was read of a person, customer or not: the name, what a base holds, and every row that names the person."""
    try:
        known = whole_base(read).export_person(id)
    except Error as e:
        if e.code is not ErrorCode.UNKNOWN_ID:
            raise
        known = None  # nobody whom a base takes: of rows that name a stranger, say
    return {"name": read.staging.scalar("SELECT name FROM customers WHERE id = ?", id), "held": known, "rows": read.staging.rows_of(id)}


def judge(read: Read) -> None:
    """Notes the rows that the core rejects, as every verb after this one would; everybody at once only where people are named together."""
    if any(read.staging.scalar(f"SELECT 1 FROM {table} LIMIT 1") for table in _TOGETHER):
        whole_base(read)
        return
    for chunk in read.staging.chunks(CHUNK):
        base, places = base_of(chunk, read.zone)
        _note_rejected(read, base, places)


@dataclass
class Totals:
    """What the closing tables say. Money is added up in whole millionths: the sum is the same for any chunk size."""

    customers: int = 0
    scored: int = 0
    excluded: Dict[str, int] = field(default_factory=dict)
    insufficient: int = 0
    erased: int = 0
    answers: Dict[str, int] = field(default_factory=dict)
    purchases: Dict[str, int] = field(default_factory=dict)
    groups: Dict[str, List[int]] = field(default_factory=dict)  # customers, valued, revenue, lifetime value
    buyers: Dict[str, List[int]] = field(default_factory=dict)  # with a revenue, with one other than 0
    parts: Dict[str, Dict[str, List[int]]] = field(default_factory=dict)  # of an amount by group: sum, largest, second largest

    def add(self, row: Scored) -> None:
        """Counts a customer."""
        self.customers += 1
        if row["status"] == "excluded":
            self.excluded[row["reason"]] = self.excluded.get(row["reason"], 0) + 1
        elif row["status"] == "scored":
            self.scored += 1
        else:
            self.insufficient += 1
        group = self.groups.setdefault(row["segment"] or "unclassified", [0, 0, 0, 0])
        group[0] += row["status"] != "excluded"
        group[1] += row["lifetime_value"] is not None
        group[2] += _millionths(row["revenue"])
        group[3] += _millionths(row["lifetime_value"])
        buyers = self.buyers.setdefault(row["segment"] or "unclassified", [0, 0])
        buyers[0] += row["revenue"] is not None
        buyers[1] += bool(row["revenue"])
        for name in ("revenue", "lifetime_value"):
            part = self.parts.setdefault(name, {}).setdefault(row["segment"] or "unclassified", [0, 0, 0])
            amount = abs(_millionths(row[name]))
            part[0] += amount
            if amount > part[2]:
                part[1:] = sorted((part[1], amount), reverse=True)

    def add_rows(self, table: ScoreTable) -> None:
        """Counts the rows of a chunk, whatever of it may be told by itself."""
        summary = table.summary()
        for mine, theirs, left_out in zip((self.answers, self.purchases), ("answer_rows", "purchase_rows"), table._native.rows_left_out()):
            for name, count in {**summary.get(theirs, {}), **dict(zip(("no_consent", "after_as_of"), left_out))}.items():
                mine[name] = mine.get(name, 0) + count


def _millionths(amount: Optional[float]) -> int:
    return 0 if amount is None else round(amount * 1_000_000)


@dataclass
class Outcome:
    """What a run did."""

    totals: Totals
    written: Written
    ownership: Ownership
    sharing: Sharing  # with what others wrote there
    table: Optional[ScoreTable] = None  # where the base was scored in one piece
    losses: List[str] = field(default_factory=list)  # what the guard would refuse, of a run that writes nothing


def score(
    read: Read, mapping: Mapping, model: ScoringModel, as_of: str, target: Optional[Target], chunk_size: int, whole: bool = False,
    guard: Optional[LossGuard] = None, there: Optional[Target] = None,
) -> Outcome:  # fmt: skip
    """Scores everybody and writes chunk by chunk, one transaction each; a run that breaks off goes on with the next one.

    Nothing is written before the guard says that no more than half of the customers lose what they had. `there`: where a run
    would write that has no target, so that it says what such a run would say.
    """
    scorer, staging = Scorer(model), read.staging
    last_days = staging.links.unlinked().items()  # of permissions that were taken back
    unlinked = {id: min(as_of, time.strftime("%Y-%m-%d", time.gmtime(when))) if when else as_of for id, when in last_days}
    whole = whole or needs_everybody(model)
    maker = card_maker(mapping, model, staging)
    ownership = ownership_of(mapping, model, read)
    there = target or there
    if there:
        there.begin(ownership)
    sharing = there.sharing if there else Sharing(ownership, set())
    refused = sharing.excluded_elsewhere
    outcome = Outcome(Totals(erased=read.erased), Written(), ownership, sharing)
    batches = _STREAMED if whole else ()
    everybody_else = staging.others(batches) if whole else Others()
    refused = staging.with_former(refused)
    faults = staging.all("SELECT number, reason FROM faults ORDER BY number") if isinstance(target, FileTarget) and target.shows_faults else []

    def scored(part: Chunk, others: Optional[Others]) -> ScoreTable:
        base, places = base_of(part, read.zone, others, Streamed(staging, refused) if others else None)
        if others:
            add_published(base, part.ids, there)
        table = scorer.score(base, as_of)
        _note_rejected(read, table, places)
        outcome.totals.add_rows(table)
        return table

    try:
        with progress(len(staging), "scoring", " customers") as bar, _Writer(target, chunk_size, faults, outcome, bar, guard) as writer:
            for chunk in staging.chunks(None if whole else chunk_size, but=batches):
                rest = without(chunk, refused)
                table = scored(rest, everybody_else.without(refused) if whole else None)
                outcome.table = table if whole else None
                alone = without(chunk, set(rest.ids)) if len(rest.ids) < len(chunk.ids) else None
                made = {row["id"]: row for row in maker.rows(scored(alone, None), alone)} if alone else {}
                for number, row in _in_order(chunk, maker.rows(table, rest), made):
                    row["unlinked"] = unlinked.get(row["id"])
                    seen = sharing.seen(row)
                    outcome.totals.add(seen)
                    if guard:
                        guard.see(seen)
                    if row["id"] not in read.companies:
                        writer.add(number, row)
                writer.flush()
            if guard and (lost := guard.loss()):
                if target:
                    raise Refused(refusal([lost]))
                outcome.losses.append(lost)
            writer.wait()
    except _LOST as e:
        done = outcome.written.changed + outcome.written.unchanged
        place = target.label if target else mapping.name
        said = str(getattr(e, "orig", None) or e).splitlines()[0]
        complete = f"{counted(done, 'customer')}, which {'is' if done == 1 else 'are'} complete: {said}"
        if isinstance(e, (sa.exc.DataError, sa.exc.IntegrityError)):
            raise Refused(f"{place}: the database takes no more after {complete}. A column cannot hold what it should") from None
        raise Refused(f"{place}: the database failed after {complete}. Run the same command again: it writes what is left") from None
    if target:
        for fault in faults:
            assert isinstance(target, FileTarget)
            target.fault(*fault)
        outcome.written.add(target.finish(staging))
        target.note_run(_account(read, outcome, model, maker.version, as_of))
    return outcome


def _in_order(chunk: Chunk, rows: Iterator[Scored], made: Dict[str, Scored]) -> Iterator[Tuple[int, Scored]]:
    """The rows of a chunk in its order: those of its table, and those of whom another mapping excludes, who are scored alone."""
    for number, id in zip(chunk.numbers, chunk.ids):
        yield number, made[id] if id in made else next(rows)


def _account(read: Read, outcome: Outcome, model: ScoringModel, version: str, as_of: str) -> Dict[str, Any]:
    """The run in one row."""
    counts = {"customers": outcome.totals.customers, "rejected": read.rejected.total, **dataclasses.asdict(outcome.written)}
    seconds = round(time.monotonic() - read.started, 3)
    parts = ",".join(outcome.ownership.parts)
    return {"as_of": as_of, "model_version": version, "model_hash": model.hash, **counts, "seconds": seconds, "parts": parts}


def ownership_of(mapping: Mapping, model: ScoringModel, read: Read) -> Ownership:
    """The parts of the scores that a run can fill, by its model's sections and by what was read."""
    named = set(mapping.document.get("sources", {}))
    records = {RECORD_TABLES.get(account.kind, account.kind) for account in read.accounts if account.lines}
    return Ownership.of(model.to_dict(), named | records, mapping.is_preset and "consents" not in named, mapping.is_preset)


def card_maker(mapping: Mapping, model: ScoringModel, staging: Staging) -> CardMaker:
    """What turns scores into fields."""
    own = mapping.is_preset and any(table in mapping.document.get("sources", {}) for table in OWN_TABLES)
    beside = {table: staging.beside(table) for table in OWN_TABLES} if own else None
    version = mapping.document.get("model_version") or model.id
    return CardMaker(model.to_dict(), model.hash, version, model.currency, mapping.language, explain_style(mapping), beside)


_LOST = (sa.exc.DBAPIError,)


class _Writer:
    """Hands rows to the target, a chunk at a time; lines without a customer go into their place.

    A database server works on one chunk while the next one is scored: a thread of its own waits for it. What a database
    would take at once is held back, in a file without a name, until the guard lets it go.
    """

    def __init__(
        self, target: Optional[Target], size: int, faults: List[Tuple[Any, ...]], outcome: Outcome, bar: Any, guard: Optional[LossGuard]
    ) -> None:  # fmt: skip
        self._guard = guard
        self._held: Optional[IO[bytes]] = tempfile.TemporaryFile() if guard and isinstance(target, SqlTarget) else None
        self._target, self._size, self._faults = target, size, faults
        self._outcome, self._bar = outcome, bar
        self._rows: List[Scored] = []
        server = isinstance(target, SqlTarget) and target.engine.dialect.name != "sqlite"
        self._pool = ThreadPoolExecutor(1) if server else None
        self._pending: "Optional[Future[Written]]" = None

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown()  # after what it has begun: a chunk is whole or not there
        if self._held:
            self._held.close()

    def add(self, number: int, row: Scored) -> None:
        """Takes a row, which stood in that line."""
        while self._faults and self._faults[0][0] < number:
            self.flush()
            assert isinstance(self._target, FileTarget)
            self._target.fault(*self._faults.pop(0))
        self._rows.append(row)
        if len(self._rows) >= self._size:
            self.flush()

    def flush(self) -> None:
        """Writes what is held."""
        rows, self._rows = self._rows, []
        if self._held and self._guard and not self._guard.is_safe:
            pickle.dump(rows, self._held)
        else:
            for held in self._let_go():
                self._write(held)
            self._write(rows)

    def _let_go(self) -> Iterator[List[Scored]]:
        if self._held:
            file, self._held = self._held, None
            with file:
                end = file.tell()
                file.seek(0)
                while file.tell() < end:
                    yield pickle.load(file)

    def _write(self, rows: List[Scored]) -> None:
        self.wait()
        if self._target and rows:
            if self._pool:
                self._pending = self._pool.submit(self._target.write, rows)
            else:
                self._outcome.written.add(self._target.write(rows))
        self._bar.update(len(rows))

    def wait(self) -> None:
        """Until everything handed over is written; raises what went wrong."""
        if self._pending:
            pending, self._pending = self._pending, None
            self._outcome.written.add(pending.result())


def without(chunk: Chunk, ids: Any) -> Chunk:
    """The chunk without some people, and without the rows that name them."""
    if not ids:
        return chunk
    keep = [i for i, id in enumerate(chunk.ids) if id not in ids]
    result = Chunk([chunk.ids[i] for i in keep], [chunk.names[i] for i in keep], [chunk.numbers[i] for i in keep])
    ideas = {row[3] for row in chunk.of("ideas") if row[0] in ids}
    for table, rows in chunk.rows.items():
        kept = rows_without(table, rows, ids)
        result.rows[table] = [row for row in kept if row[3] not in ideas] if table == "votes" else kept
    return result


def _note_rejected(read: Read, judged: Union[CustomerBase, ScoreTable], places: Dict[str, Sequence[Any]]) -> None:
    """Rows that only the core could judge, with their place in the source: of a base, or of one that was scored."""
    rejected = judged.rejected
    for table, row, reason in zip(*(rejected[name] for name in ("table", "row", "reason"))):
        place = places.get(table, [])
        number, key = place[row] if row < len(place) else (0, None)
        part, line = divmod(number or 0, LINES)
        of_table = sorted((each for each in read.accounts if table in (each.kind, *BESIDE.get(each.kind, ()))), key=lambda each: bool(each.kind != table))
        account = next((each for each in of_table if each.part == part), of_table[0] if of_table else None)
        read.rejected.add(account.name if account else table, line, key, reason)
        if account and account.kind == table and table not in _TOLD_APART:
            account.move(REJECTED, 1)


def record_json(card: Dict[str, Any]) -> str:
    """A document as canonical JSON text."""
    return json.dumps(card, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
