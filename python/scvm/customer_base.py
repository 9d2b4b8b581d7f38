"""The data that a CRM holds of its customers."""

from __future__ import annotations

import functools
import json
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

import numpy as np
import pandas as pd

from scvm import _core
from scvm import columns as columns_of
from scvm.arguments import judge_all
from scvm.documents import Document, text_of
from scvm.errors import Error, ErrorCode, warn_of_rejected
from scvm.result import html_table


class CustomerBase:
    """Customers, answers and purchases, by columns; ids are opaque texts (or whole numbers, read as their digits).

    Threads may share it: adding rows and scoring exclude each other. It can be copied and pickled, for the same version of
    scvm, with what was rejected.

    A column may be a list, a numpy array or a pandas Series. Times are datetime64, datetime or date, ISO 8601 text
    ("2026-08-01", "2026-08-01T14:30:00Z") or whole seconds since 1970-01-01 UTC, from 1990 to 2099; ends of contracts
    and consents after 2099 are never. ``time_zone`` is the IANA name of the place where the customers live, the model's:
    a day is a day there, and a time without an offset is what clocks show there; none: UTC.
    Columns of unequal length raise ``Error``; a row that cannot be used is rejected alone: see ``rejected``.

    >>> base = CustomerBase(customers=["ada", "grace"])
    >>> base.add_purchases(["ada", "ada", "nobody"], time=["2026-01-05", "2026-03-01", "2026-03-02"], amount=[20, 35, 5])
    2
    >>> base.rejected["reason"].tolist()
    ['customer "nobody": not in the customers table']
    """

    def __init__(self, customers: Any = None, answers: Any = None, purchases: Any = None, *, time_zone: str = "UTC") -> None:
        """An empty base, or one filled from a column (or frame) of ids and frames of answers and purchases.

        Rows that cannot be used give one ``RejectedRowsWarning``, as in ``from_json``; ``rejected`` lists all of them.
        """
        self._native = _core.CustomerBase(time_zone)
        if customers is not None:
            self.add_customers(customers)
        if answers is not None:
            self.add_answers(answers)
        if purchases is not None:
            self.add_purchases(purchases)
        self._warn_of_rejected()

    @classmethod
    def from_json(cls, document: Document) -> CustomerBase:
        """Reads a base by columns, as JSON text or as a dict of the same shape (docs/records.md)."""
        result = cls.__new__(cls)
        result._native = _core.CustomerBase.from_json(
            text_of(document, "base", ErrorCode.BAD_RECORD, nan_is_null=True)
        )
        result._warn_of_rejected()
        return result

    def _warn_of_rejected(self) -> None:
        table, row, _, reason = self._native.rejected()
        warn_of_rejected([(each, f"{where}: {why}") for where, each, why in zip(table, row, reason)])

    def add(self, table: str, columns: Any, attribute: str = "") -> int:
        """Adds rows to any table by its name; returns the rows taken.

        ``columns`` is a frame, a dict with one column a key, or whatever speaks Arrow (``__arrow_c_stream__``: tables of
        pyarrow, polars, DuckDB, …); docs/reference/records.md lists the tables and their columns. In a dict, one value may stand for all rows of a column that is a kind, a purpose or a state, or that
        may be absent. ``attribute`` names the one that the table "attributes" is about.
        """
        if _speaks_arrow(columns):
            return self._add_arrow(table, columns, attribute)
        described = tables().get(table)
        if described is None:
            raise Error(f'table "{table}": expected one of {", ".join(tables())}', ErrorCode.UNKNOWN_ID)
        given = _by_column(table, described, columns)
        result: Dict[str, columns_of.Column] = {}
        rows = 0
        for i, (name, kind, required, repeats, *_) in enumerate(described):
            value = given.get(name)
            if value is None and not required:
                continue
            if i > 0 and repeats and columns_of.is_scalar(value, numbers=kind == "numbers"):
                value = [value] * rows
            result[name] = _CONVERTED[kind](value, name)
            rows = len(result[name]) if i == 0 else rows
        return self._native.add(table, attribute.encode("utf-8", "replace"), result)

    def _add(self, table: str, first: str, given: Any, attribute: str = "", /, **more: Any) -> int:
        """The same from a frame, or from columns of which the first one has this name."""
        if _speaks_arrow(given):
            for name, each in more.items():
                if each is not None:
                    raise Error(f"{table}: {name}: expected among the columns of the table", ErrorCode.BAD_RECORD)
            return self._add_arrow(table, given, attribute)
        if not isinstance(given, pd.DataFrame):
            return self.add(table, {first: given, **more}, attribute)
        one_for_all = {name: each for name, each in more.items() if each is not None and name not in given.columns}
        return self.add(table, {**_by_column(table, tables()[table], given), **one_for_all}, attribute)

    def _add_arrow(self, table: str, columns: Any, attribute: str) -> int:
        name = f"{table}.{attribute}" if attribute else table
        return self._native.add_arrow(name.encode("utf-8", "replace"), columns.__arrow_c_stream__())

    def add_customers(self, ids: Any, **more: Any) -> int:
        """Adds customers by their ids, each once, or by a frame with the column ``id``; returns the rows taken."""
        return self._add("customers", "id", ids, **more)

    def add_answers(
        self, customer: Any, item: Any = None, value: Any = None, time: Any = None, wave: Any = None, **more: Any
    ) -> int:
        """Adds survey answers, one row an answer, or a frame with these columns; returns the rows taken.

        ``value`` is the raw answer; NaN or None: shown, but not answered. ``time`` and ``wave`` may be one value for
        all rows. Of several waves, the newest one that a customer answered counts.
        """
        return self._add("answers", "customer", customer, item=item, value=value, time=time, wave=wave, **more)

    def add_answer_sheet(
        self,
        frame: pd.DataFrame,
        customer: str = "customer",
        items: Optional[Sequence[str]] = None,
        time: Any = None,
        wave: Any = None,
    ) -> int:
        """Adds a wide frame: one row a respondent, one column an item; returns the answers taken.

        ``customer`` names the column of ids; ``items`` the columns of answers (all others, unless they are called
        "time" or "wave"). ``time`` and ``wave`` are one value for all rows, or a column; a frame's columns "time" and
        "wave" are used where they are not given. Answer j of row i counts as row i * len(items) + j of the answers.
        """
        if customer not in frame.columns:
            raise Error(f'answers: the frame has no column "{customer}" of customer ids', ErrorCode.BAD_RECORD)
        time = frame["time"] if time is None and "time" in frame.columns else time
        wave = frame["wave"] if wave is None and "wave" in frame.columns else wave
        if items is None:
            items = [name for name in frame.columns if name not in (customer, "time", "wave")]
        for name in items:
            if name not in frame.columns:
                raise Error(f'answers: the frame has no column "{name}"', ErrorCode.BAD_RECORD)
        return self.add_answers(
            _each(columns_of.ids(frame[customer], "customer"), len(items)),
            list(items) * len(frame),
            _row_by_row([columns_of.numbers(frame[name], str(name)) for name in items]),
            time if time is None or columns_of.is_scalar(time) else _each(columns_of.times(time, "time"), len(items)),
            wave if wave is None or columns_of.is_scalar(wave) else _each(columns_of.waves(wave, "wave"), len(items)),
        )

    def add_purchases(self, customer: Any, time: Any = None, amount: Any = None, order: Any = None, **more: Any) -> int:
        """Adds purchases, or a frame with these columns; returns the rows taken. A negative amount is a refund.

        Of a customer's rows with one ``order``, one counts, and one refund of it.
        """
        return self._add("purchases", "customer", customer, time=time, amount=amount, order=order, **more)

    def add_attributes(self, name: str, customer: Any, value: Any = None, **more: Any) -> int:
        """Adds an attribute for breakdowns ("territory", "channel"), or a frame with these columns.

        Each customer has one value of it, a text or a whole number; None means no value. Returns the rows taken.
        """
        if not isinstance(name, str):
            raise Error(f"attribute {name!r}: expected a name", ErrorCode.BAD_RECORD)
        return self._add("attributes", "customer", customer, name, value=value, **more)

    def add_contracts(self, customer: Any, end: Any = None, notice_days: Any = None, **more: Any) -> int:
        """Adds contracts, which hold customers who would leave, or a frame with these columns; returns the rows taken.

        ``end`` is the first moment without contract; ``notice_days`` may be one number for all rows, or None: no notice.
        """
        return self._add("contracts", "customer", customer, end=end, notice_days=notice_days, **more)

    def add_consents(
        self,
        customer: Any,
        purpose: Any = None,
        state: Any = None,
        time: Any = None,
        expires: Any = None,
        evidence: Any = None,
        source: Any = None,
        **more: Any,
    ) -> int:
        """Adds what customers agreed to, or a frame with these columns; returns the rows taken.

        ``purpose`` is a name that the model's consent section uses, or "*" for every purpose; ``state`` is "granted",
        "refused" or "withdrawn", in any case, a word of an opt-in or opt-out form, true or false: a withdrawal beats
        everything else, whatever the dates. A row that cannot be read is rejected, and counts as a refusal.
        ``expires`` None: never. ``evidence`` and ``source`` are shown in an export. All but ``customer`` may be one value for all
        rows.
        """
        return self._add(
            "consents",
            "customer",
            customer,
            purpose=purpose,
            state=state,
            time=time,
            expires=expires,
            evidence=evidence,
            source=source,
            **more,
        )

    def add_employees(self, ids: Any, department: Any = None, level: Any = None, **more: Any) -> int:
        """Adds employees by their ids, with ``department`` and ``level`` of the hierarchy where known, or by a frame with
        the column ``id`` and these; returns the rows taken.

        A layer of their own: they take part in interactions, are never scored and never counted as customers, and nothing
        that they do moves a customer's place in the network.
        """
        return self._add("employees", "id", ids, department=department, level=level, **more)

    def add_interactions(
        self,
        actor: Any,
        target: Any = None,
        kind: Any = None,
        time: Any = None,
        channel: Any = None,
        sentiment: Any = None,
        count: Any = None,
        event_id: Any = None,
        fingerprint: Any = None,
        **more: Any,
    ) -> int:
        """Adds interactions between customers, employees and the brand, or a frame with these columns.

        ``target`` None or "": the brand, or nobody. ``kind``: post, comment, like, share, mention, answer, review,
        referral (the actor came on the target's word) or follow. ``sentiment`` is -1 to 1; ``count`` says how many
        alike a row stands for; of rows with one ``event_id``, one counts. ``fingerprint`` is the same for near-duplicate
        texts: one of an actor's counts, and none that somebody else had posted before. Returns the rows taken.
        """
        return self._add(
            "interactions",
            "actor",
            actor,
            target=target,
            kind=kind,
            time=time,
            channel=channel,
            sentiment=sentiment,
            count=count,
            event_id=event_id,
            fingerprint=fingerprint,
            **more,
        )

    def add_referrals(self, referrer: Any, referred: Any = None, time: Any = None, **more: Any) -> int:
        """Adds who brought whom, and when the referred came, or a frame with these columns; returns the rows taken."""
        return self._add("referrals", "referrer", referrer, referred=referred, time=time, **more)

    def add_contributions(
        self,
        customer: Any,
        kind: Any = None,
        time: Any = None,
        units: Any = None,
        accepted: Any = None,
        value: Any = None,
        **more: Any,
    ) -> int:
        """Adds what customers shared, or a frame with these columns; returns the rows taken.

        ``kind``: products, ideas, know_how, capital, content, experience or trends. ``units`` None: 1 each;
        ``accepted`` 1 or 0, None: not decided; ``value``: money that it is worth, None: nobody knows.
        """
        return self._add(
            "contributions",
            "customer",
            customer,
            kind=kind,
            time=time,
            units=units,
            accepted=accepted,
            value=value,
            **more,
        )

    def add_published_scores(self, customer: Any, social_score: Any = None, time: Any = None, **more: Any) -> int:
        """Adds the social scores that were published before, or a frame with these columns; returns the rows taken.

        ``social_score`` is what the card called ``published_score``, ``time`` as of when. A customer's newest one up to
        the day of scoring counts: from it the next one moves by the model's ``max_change_per_day`` at most.
        """
        return self._add(
            "published_scores", "customer", customer, social_score=social_score, time=time, **more
        )

    def add_complaints(
        self,
        customer: Any,
        kind: Any = None,
        opened: Any = None,
        answered: Any = None,
        closed: Any = None,
        channel: Any = None,
        sentiment: Any = None,
        topic: Any = None,
        case_id: Any = None,
        **more: Any,
    ) -> int:
        """Adds complaints and praise, or a frame with these columns; returns the rows taken.

        ``kind``: complaint or praise. ``answered`` and ``closed`` None: not yet; a time before ``opened`` rejects the
        row. Of a customer's rows with one ``case_id``, the one that came in first counts.
        """
        return self._add(
            "complaints",
            "customer",
            customer,
            kind=kind,
            opened=opened,
            answered=answered,
            closed=closed,
            channel=channel,
            sentiment=sentiment,
            topic=topic,
            case_id=case_id,
            **more,
        )

    def add_helpers(
        self,
        id: Any,
        since: Any = None,
        vetted: Any = None,
        price: Any = None,
        skill: Any = None,
        latitude: Any = None,
        longitude: Any = None,
        from_hour: Any = None,
        to_hour: Any = None,
        **more: Any,
    ) -> int:
        """Adds who helps customers, a row for each skill, or a frame with these columns; returns the rows taken.

        ``id`` is a customer's, or that of somebody who is neither a customer nor an employee. ``vetted`` 1: checked by
        the company. ``price`` is that of a job; the hours are those of a day in which the helper comes.
        """
        return self._add(
            "helpers",
            "id",
            id,
            since=since,
            vetted=vetted,
            price=price,
            skill=skill,
            latitude=latitude,
            longitude=longitude,
            from_hour=from_hour,
            to_hour=to_hour,
            **more,
        )

    def add_jobs(
        self,
        helper: Any,
        customer: Any = None,
        asked: Any = None,
        outcome: Any = None,
        done: Any = None,
        skill: Any = None,
        price: Any = None,
        rating_of_helper: Any = None,
        rating_of_seeker: Any = None,
        job: Any = None,
        **more: Any,
    ) -> int:
        """Adds what helpers were asked to do, or a frame with these columns; returns the rows taken.

        ``customer`` is who seeks help; ``outcome``: solved, failed or open. The ratings are 1 to 5 stars; None: none
        given. Of a customer's rows with one ``job``, the one that was asked for first counts.
        """
        return self._add(
            "jobs",
            "helper",
            helper,
            customer=customer,
            asked=asked,
            outcome=outcome,
            done=done,
            skill=skill,
            price=price,
            rating_of_helper=rating_of_helper,
            rating_of_seeker=rating_of_seeker,
            job=job,
            **more,
        )

    def add_ideas(
        self, idea: Any, customer: Any = None, state: Any = None, time: Any = None, value: Any = None, **more: Any
    ) -> int:
        """Adds what customers proposed, or a frame with these columns; returns the rows taken.

        ``idea`` is the idea's id, each once; ``state``: open, accepted or declined; ``value``: what it is worth once
        accepted, None: the model's rate.
        """
        return self._add("ideas", "idea", idea, customer=customer, state=state, time=time, value=value, **more)

    def add_votes(self, idea: Any, customer: Any = None, time: Any = None, **more: Any) -> int:
        """Adds votes for ideas that were added before, or a frame with these columns; returns the rows taken."""
        return self._add("votes", "idea", idea, customer=customer, time=time, **more)

    def add_tests(self, test: Any, customer: Any = None, time: Any = None, **more: Any) -> int:
        """Adds applications to test products, or a frame with these columns; returns the rows taken."""
        return self._add("tests", "test", test, customer=customer, time=time, **more)

    def add_prospects(self, id: Any, since: Any = None, became: Any = None, converted: Any = None, **more: Any) -> int:
        """Adds people outside the base, or a frame with these columns; returns the rows taken.

        They take part in interactions and referrals and are never scored; whoever has a customer's id is that customer.
        ``became`` is the customer whom somebody has become under another id, None: nobody yet, ``converted`` when;
        ``since``: since when the company knows of the person.
        """
        return self._add("prospects", "id", id, since=since, became=became, converted=converted, **more)

    def add_memberships(self, member: Any, account: Any = None, since: Any = None, end: Any = None, **more: Any) -> int:
        """Adds who belongs to which account, or a frame with these columns; returns the rows taken.

        ``member`` is a customer, or an account to which others belong; ``account`` a customer's id where the account itself buys,
        else any id that is no person's. ``since``, None: since ever; ``end``: the first moment without it, None: never. Of several on a
        day the newest counts.
        """
        return self._add("memberships", "member", member, account=account, since=since, end=end, **more)

    def add_anonymous_answers(
        self, respondent: Any, item: Any = None, value: Any = None, time: Any = None, wave: Any = None, **more: Any
    ) -> int:
        """Adds answers given under a promise of anonymity, or a frame with these columns; returns the rows taken.

        They count in shares and nowhere else. ``respondent`` is any key that tells the respondents apart and that
        nobody can trace to a customer; a customer's id is refused.
        """
        return self._add(
            "anonymous_answers", "respondent", respondent, item=item, value=value, time=time, wave=wave, **more
        )

    def export_person(self, id: Union[str, int]) -> Dict[str, Any]:
        """Everything held about one customer or employee (docs/records.md). Raises ``Error`` for an unknown id."""
        result: Dict[str, Any] = json.loads(self._native.export_person(person_id(id)))
        return result

    def erase_person(self, id: Union[str, int]) -> Dict[str, Any]:
        """Forgets a customer or an employee: the id and every row that names it; tells the rows removed by table.

        Raises ``Error`` for an unknown id. See ``Scorer.erasure_effect`` for what it changes for others.
        """
        result: Dict[str, Any] = json.loads(self._native.erase_person(person_id(id)))
        return result

    @property
    def rejected(self) -> pd.DataFrame:
        """Every row that was not taken: its table, its row from 0 over all calls, an ``ErrorCode`` and the reason."""
        return columns_of.rejected_frame(*self._native.rejected())

    @property
    def time_zone(self) -> str:
        """Where the customers live, as an IANA name."""
        return self._native.time_zone()

    def __len__(self) -> int:
        """The number of customers."""
        return self._native.counts()[0]

    def __reduce__(self) -> Tuple[Callable[[bytes], CustomerBase], Tuple[bytes]]:
        return _restored, (self._native.stored(),)

    def __repr__(self) -> str:
        customers, answers, purchases, rejected = self._native.counts()
        text = f"CustomerBase({customers:,} customers, {answers:,} answers, {purchases:,} purchases"
        return text + (f", {rejected:,} rejected rows)" if rejected else ")")

    def _repr_html_(self) -> str:
        """For notebooks: the numbers of ``repr``, as a table."""
        return html_table("CustomerBase", zip(("customers", "answers", "purchases", "rejected rows"), (f"{n:,}" for n in self._native.counts())))


def _restored(stored: bytes) -> CustomerBase:
    result = CustomerBase.__new__(CustomerBase)
    result._native = _core.CustomerBase.restored(stored)
    return result


def person_id(id: Union[str, int]) -> bytes:
    """An id as the core takes it; raises ``Error`` for anything else."""
    if isinstance(id, bool) or not isinstance(id, (str, int, np.integer)):
        raise Error(f"person {id!r}: expected an id, as a text or a whole number", ErrorCode.UNKNOWN_ID)
    return str(id).encode("utf-8", "replace")


class Described(NamedTuple):
    """A column of a table of the base, as the core describes it."""

    name: str
    kind: str
    required: bool
    repeats: bool  #: one value may stand for all rows
    meaning: str  #: of a text: whose id it is, such as "a_target"
    words: List[str]  #: of a word: which ones there are


@functools.lru_cache(maxsize=None)
def tables() -> Dict[str, List[Described]]:
    """The columns of each table of the base."""
    return {name: [Described(*each) for each in columns] for name, columns in _core.CustomerBase.tables().items()}


_CONVERTED: Dict[str, Callable[[Any, str], columns_of.Column]] = {
    "ids": columns_of.ids,
    "decisions": columns_of.decisions,
    "numbers": columns_of.numbers,
    "times": columns_of.times,
    "waves": columns_of.waves,
}


def _speaks_arrow(columns: Any) -> bool:
    """True for a table of Arrow's; pandas' own frames are read as they are, column by column."""
    return hasattr(columns, "__arrow_c_stream__") and not isinstance(columns, (pd.DataFrame, pd.Series))


def _by_column(table: str, described: List[Described], given: Any) -> Dict[str, Any]:
    """The columns of a frame or a dict by name; a column that nobody knows is an error."""
    required = [each.name for each in described if each.required]
    optional = [each.name for each in described if not each.required]
    if isinstance(given, pd.DataFrame):
        values = columns_of.from_frame(given, table, required, optional)
        return {name: value for name, value in zip([*required, *optional], values) if value is not None}
    if not isinstance(given, dict):
        raise Error(f"{table}: expected a frame, or a dict of columns, got {type(given).__name__}", ErrorCode.BAD_RECORD)
    for name in given:
        if name not in required and name not in optional:
            expected = ", ".join([*required, *optional])
            raise Error(f'{table}: unknown column "{name}"; expected one of {expected}', ErrorCode.BAD_RECORD)
    return given


def _each(column: columns_of.Column, times: int) -> columns_of.Column:
    if isinstance(column, list):
        return [value for value in column for _ in range(times)]
    return np.repeat(column, times)


def _row_by_row(sheet: List[columns_of.Column]) -> columns_of.Column:
    if sheet and all(isinstance(column, np.ndarray) for column in sheet):
        return np.column_stack(sheet).ravel()
    return [value for row in zip(*sheet) for value in row]


judge_all(globals(), ("CustomerBase",))
