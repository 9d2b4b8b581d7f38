"""The data that a CRM holds of its customers."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Sequence, Union

import numpy as np
import pandas as pd

from scvm import _core, columns
from scvm.documents import Document, text_of
from scvm.errors import Error, ErrorCode


class CustomerBase:
    """Customers, answers and purchases, by columns; ids are opaque texts (or whole numbers, read as their digits).

    Threads may share it: adding rows and scoring exclude each other.

    A column may be a list, a numpy array or a pandas Series. Times are datetime64, datetime or date, ISO 8601 text
    ("2026-08-01", "2026-08-01T14:30:00Z") or whole seconds since 1970-01-01 UTC; without a zone they are UTC.
    Columns of unequal length raise ``Error``; a row that cannot be used is rejected alone: see ``rejected``.

    >>> base = CustomerBase(customers=["ada", "grace"])
    >>> base.add_purchases(["ada", "ada", "nobody"], time=["2026-01-05", "2026-03-01", "2026-03-02"], amount=[20, 35, 5])
    2
    >>> base.rejected["reason"].tolist()
    ['customer "nobody": not in the customers table']
    """

    def __init__(self, customers: Any = None, answers: Any = None, purchases: Any = None) -> None:
        """An empty base, or one filled from a column (or frame) of ids and frames of answers and purchases."""
        self._native = _core.CustomerBase()
        if customers is not None:
            self.add_customers(customers)
        if answers is not None:
            self.add_answers(answers)
        if purchases is not None:
            self.add_purchases(purchases)

    @classmethod
    def from_json(cls, document: Document) -> CustomerBase:
        """Reads a base by columns, as JSON text or as a dict of the same shape (docs/records.md)."""
        result = cls.__new__(cls)
        result._native = _core.CustomerBase.from_json(
            text_of(document, "base", ErrorCode.BAD_RECORD, nan_is_null=True)
        )
        return result

    def add_customers(self, ids: Any) -> int:
        """Adds customers by their ids, each once, or by a frame with the column ``id``; returns the rows taken."""
        if isinstance(ids, pd.DataFrame):
            (ids,) = columns.from_frame(ids, "customers", ["id"])
        return self._native.add_customers(columns.ids(ids, "id"))

    def add_answers(self, customer: Any, item: Any = None, value: Any = None, time: Any = None, wave: Any = None) -> int:
        """Adds survey answers, one row an answer, or a frame with these columns; returns the rows taken.

        ``value`` is the raw answer; NaN or None: shown, but not answered. ``time`` and ``wave`` may be one value for
        all rows. Of several waves, the newest one that a customer answered counts.
        """
        if isinstance(customer, pd.DataFrame):
            frame = columns.from_frame(customer, "answers", ["customer", "item", "value"], ["time", "wave"])
            customer, item, value = frame[:3]
            time = frame[3] if frame[3] is not None else time
            wave = frame[4] if frame[4] is not None else wave
        customers = columns.ids(customer, "customer")
        if columns.is_scalar(time):
            time = [time] * len(customers)
        if columns.is_scalar(wave):
            wave = [wave] * len(customers)
        return self._native.add_answers(
            customers,
            columns.ids(item, "item"),
            columns.numbers(value, "value"),
            None if time is None else columns.times(time, "time"),
            None if wave is None else columns.waves(wave, "wave"),
        )

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
            _each(columns.ids(frame[customer], "customer"), len(items)),
            list(items) * len(frame),
            _row_by_row([columns.numbers(frame[name], str(name)) for name in items]),
            time if time is None or columns.is_scalar(time) else _each(columns.times(time, "time"), len(items)),
            wave if wave is None or columns.is_scalar(wave) else _each(columns.waves(wave, "wave"), len(items)),
        )

    def add_purchases(self, customer: Any, time: Any = None, amount: Any = None) -> int:
        """Adds purchases, or a frame with these columns; returns the rows taken. A negative amount is a refund."""
        if isinstance(customer, pd.DataFrame):
            customer, time, amount = columns.from_frame(customer, "purchases", ["customer", "time", "amount"])
        return self._native.add_purchases(
            columns.ids(customer, "customer"), columns.times(time, "time"), columns.numbers(amount, "amount")
        )

    def add_attributes(self, name: str, customer: Any, value: Any = None) -> int:
        """Adds an attribute for breakdowns ("territory", "channel"), or a frame with these columns.

        Each customer has one value of it, a text or a whole number; None means no value. Returns the rows taken.
        """
        if not isinstance(name, str):
            raise Error(f"attribute {name!r}: expected a name", ErrorCode.BAD_RECORD)
        if isinstance(customer, pd.DataFrame):
            customer, value = columns.from_frame(customer, "attributes", ["customer", "value"])
        return self._native.add_attributes(
            name.encode("utf-8", "replace"), columns.ids(customer, "customer"), columns.ids(value, "value")
        )

    def add_contracts(self, customer: Any, end: Any = None, notice_days: Any = None) -> int:
        """Adds contracts, which hold customers who would leave, or a frame with these columns; returns the rows taken.

        ``end`` is the first moment without contract; ``notice_days`` may be one number for all rows, or None: no notice.
        """
        if isinstance(customer, pd.DataFrame):
            frame = columns.from_frame(customer, "contracts", ["customer", "end"], ["notice_days"])
            customer, end = frame[:2]
            notice_days = frame[2] if frame[2] is not None else notice_days
        customers = columns.ids(customer, "customer")
        if isinstance(notice_days, (int, float, np.number)):
            notice_days = np.full(len(customers), float(notice_days))
        return self._native.add_contracts(
            customers,
            columns.times(end, "end"),
            None if notice_days is None else columns.numbers(notice_days, "notice_days"),
        )

    def add_consents(
        self,
        customer: Any,
        purpose: Any = None,
        state: Any = None,
        time: Any = None,
        expires: Any = None,
        evidence: Any = None,
        source: Any = None,
    ) -> int:
        """Adds what customers agreed to, or a frame with these columns; returns the rows taken.

        ``purpose`` is a name that the model's consent section uses, or "*" for every purpose; ``state`` is "granted",
        "refused" or "withdrawn": a withdrawal beats everything else, whatever the dates. ``expires`` None: never.
        ``evidence`` and ``source`` are shown in an export. Purpose, state and times may be one value for all rows.
        """
        if isinstance(customer, pd.DataFrame):
            given = columns.from_frame(
                customer, "consents", ["customer", "purpose", "state"], ["time", "expires", "evidence", "source"]
            )
            customer, purpose, state, time, expires, evidence, source = given
        customers = columns.ids(customer, "customer")
        rows = len(customers)
        return self._native.add_consents(
            customers,
            columns.ids(_all_rows(purpose, rows), "purpose"),
            columns.ids(_all_rows(state, rows), "state"),
            _optional_times(_all_rows(time, rows), "time"),
            _optional_times(_all_rows(expires, rows), "expires"),
            _optional_ids(_all_rows(evidence, rows), "evidence"),
            _optional_ids(_all_rows(source, rows), "source"),
        )

    def add_employees(self, ids: Any) -> int:
        """Adds employees by their ids, or by a frame with the column ``id``; returns the rows taken.

        A layer of their own: they take part in interactions, are never scored and never counted as customers.
        """
        if isinstance(ids, pd.DataFrame):
            (ids,) = columns.from_frame(ids, "employees", ["id"])
        return self._native.add_employees(columns.ids(ids, "id"))

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
    ) -> int:
        """Adds interactions between customers, employees and the brand, or a frame with these columns.

        ``target`` None or "": the brand, or nobody. ``kind``: post, comment, like, share, mention, answer, review,
        referral (the actor came on the target's word) or follow. ``sentiment`` is -1 to 1; ``count`` says how many
        alike a row stands for; of rows with one ``event_id``, one counts. Returns the rows taken.
        """
        if isinstance(actor, pd.DataFrame):
            given = columns.from_frame(
                actor,
                "interactions",
                ["actor", "target", "kind", "time"],
                ["channel", "sentiment", "count", "event_id"],
            )
            actor, target, kind, time, channel, sentiment, count, event_id = given
        actors = columns.ids(actor, "actor")
        rows = len(actors)
        return self._native.add_interactions(
            actors,
            columns.ids(target, "target"),
            columns.ids(_all_rows(kind, rows), "kind"),
            columns.times(time, "time"),
            _optional_ids(_all_rows(channel, rows), "channel"),
            _optional_numbers(sentiment, "sentiment"),
            _optional_numbers(count, "count"),
            _optional_ids(event_id, "event_id"),
        )

    def add_referrals(self, referrer: Any, referred: Any = None, time: Any = None) -> int:
        """Adds who brought whom, and when the referred came, or a frame with these columns; returns the rows taken."""
        if isinstance(referrer, pd.DataFrame):
            referrer, referred, time = columns.from_frame(referrer, "referrals", ["referrer", "referred", "time"])
        return self._native.add_referrals(
            columns.ids(referrer, "referrer"), columns.ids(referred, "referred"), columns.times(time, "time")
        )

    def add_contributions(
        self,
        customer: Any,
        kind: Any = None,
        time: Any = None,
        units: Any = None,
        accepted: Any = None,
        value: Any = None,
    ) -> int:
        """Adds what customers shared, or a frame with these columns; returns the rows taken.

        ``kind``: products, ideas, know_how, capital, content, experience or trends. ``units`` None: 1 each;
        ``accepted`` 1 or 0, None: not decided; ``value``: money that it is worth, None: nobody knows.
        """
        if isinstance(customer, pd.DataFrame):
            given = columns.from_frame(
                customer, "contributions", ["customer", "kind", "time"], ["units", "accepted", "value"]
            )
            customer, kind, time, units, accepted, value = given
        customers = columns.ids(customer, "customer")
        return self._native.add_contributions(
            customers,
            columns.ids(_all_rows(kind, len(customers)), "kind"),
            columns.times(time, "time"),
            _optional_numbers(units, "units"),
            _optional_numbers(accepted, "accepted"),
            _optional_numbers(value, "value"),
        )

    def add_anonymous_answers(
        self, respondent: Any, item: Any = None, value: Any = None, time: Any = None, wave: Any = None
    ) -> int:
        """Adds answers given under a promise of anonymity, or a frame with these columns; returns the rows taken.

        They count in shares and nowhere else. ``respondent`` is any key that tells the respondents apart and that
        nobody can trace to a customer; a customer's id is refused.
        """
        if isinstance(respondent, pd.DataFrame):
            given = columns.from_frame(
                respondent, "anonymous_answers", ["respondent", "item", "value"], ["time", "wave"]
            )
            respondent, item, value, time, wave = given
        respondents = columns.ids(respondent, "respondent")
        time, wave = _all_rows(time, len(respondents)), _all_rows(wave, len(respondents))
        return self._native.add_anonymous_answers(
            respondents,
            columns.ids(item, "item"),
            columns.numbers(value, "value"),
            _optional_times(time, "time"),
            None if wave is None else columns.waves(wave, "wave"),
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
        table, row, code, reason = self._native.rejected()
        return pd.DataFrame(
            {
                "table": pd.Series(table, dtype=object),
                "row": pd.Series(row, dtype=np.int64),
                "code": pd.Series(code, dtype=np.int64),
                "reason": pd.Series(reason, dtype=object),
            }
        )

    def __len__(self) -> int:
        """The number of customers."""
        return self._native.counts()[0]

    def __repr__(self) -> str:
        customers, answers, purchases, rejected = self._native.counts()
        text = f"CustomerBase({customers:,} customers, {answers:,} answers, {purchases:,} purchases"
        return text + (f", {rejected:,} rejected rows)" if rejected else ")")


def person_id(id: Union[str, int]) -> bytes:
    """An id as the core takes it; raises ``Error`` for anything else."""
    if isinstance(id, bool) or not isinstance(id, (str, int, np.integer)):
        raise Error(f"person {id!r}: expected an id, as a text or a whole number", ErrorCode.UNKNOWN_ID)
    return str(id).encode("utf-8", "replace")


def _all_rows(value: Any, rows: int) -> Any:
    """One value for all rows becomes a column of it."""
    return [value] * rows if value is not None and columns.is_scalar(value) else value


def _optional_ids(value: Any, name: str) -> Optional[columns.Column]:
    return None if value is None else columns.ids(value, name)


def _optional_times(value: Any, name: str) -> Optional[columns.Column]:
    return None if value is None else columns.times(value, name)


def _optional_numbers(value: Any, name: str) -> Optional[columns.Column]:
    return None if value is None else columns.numbers(value, name)


def _each(column: columns.Column, times: int) -> columns.Column:
    if isinstance(column, list):
        return [value for value in column for _ in range(times)]
    return np.repeat(column, times)


def _row_by_row(sheet: List[columns.Column]) -> columns.Column:
    if sheet and all(isinstance(column, np.ndarray) for column in sheet):
        return np.column_stack(sheet).ravel()
    return [value for row in zip(*sheet) for value in row]
