"""Columns of every kind give the same base; bad rows are rejected one by one, bad tables raise."""

from __future__ import annotations

import datetime
import decimal
import json
from typing import Any, Callable, Dict, List

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scvm

AS_OF = "2026-11-21"
UTC = datetime.timezone.utc
NOON = datetime.datetime(2026, 8, 1, 12, 0, 0)
NOON_SECONDS = 1785585600


def reasons(base: scvm.CustomerBase) -> List[str]:
    return list(base.rejected["reason"])


def revenue(base: scvm.CustomerBase, as_of: Any = AS_OF) -> List[float]:
    rules = scvm.ScoringModel({"schema": "scvm-model/1", "id": "money", "value": {"refunds": "net"}})
    return [float(x) for x in scvm.Scorer(rules).score(base, as_of)["revenue"]]


def with_customers(*ids: Any) -> scvm.CustomerBase:
    return scvm.CustomerBase(list(ids))


def test_an_order_counts_once_in_a_base_after_an_erasure_too() -> None:
    base = with_customers("a", "b", "c")
    rows = {"customer": ["a", "b", "b", "b", "b", "c", "c"], "time": ["2026-01-05"] * 7, "amount": [1, 100, 100, -30, 90, 100, 5],
            "order": ["R1", "R1", "R1", "R1", "R1", "R1", None]}  # fmt: skip
    assert base.add("purchases", rows) == 5
    assert revenue(base) == [1, 70, 105]
    first = 'order "R1" of customer "b": a duplicate, the first one counts'
    assert reasons(base) == [first, 'order "R1" of customer "b": was there before, with another amount']
    base.erase_person("b")
    assert "R1" not in " ".join(reasons(base))
    assert base.add_purchases(["c", "c", "a"], ["2026-01-05"] * 3, [100, 6, 1], ["R1", "R2", "R1"]) == 1
    assert revenue(base) == [1, 111]
    document = {"customers": {"id": ["a"]}, "purchases": {"customer": ["a"] * 3, "time": ["2026-01-05"] * 3, "amount": [9, 9, 9], "order": ["x", "x", "y"]}}
    assert revenue(scvm.CustomerBase.from_json(json.dumps({"schema": "scvm-base/1", **document}))) == [18]


ID_COLUMNS: Dict[str, Callable[[List[str]], Any]] = {
    "list": list,
    "tuple": tuple,
    "numpy text": np.array,
    "numpy objects": lambda ids: np.array(ids, dtype=object),
    "Series": pd.Series,
    "string Series": lambda ids: pd.Series(ids, dtype="string"),
    "Categorical": lambda ids: pd.Series(ids).astype("category"),
    "Index": pd.Index,
}


@pytest.mark.parametrize("kind", ID_COLUMNS)
def test_ids_may_come_in_any_kind_of_column(kind: str) -> None:
    column = ID_COLUMNS[kind]
    base = scvm.CustomerBase()
    assert base.add_customers(column(["ada", "grace", "ada", "💙"])) == 3
    assert base.add_purchases(column(["ada", "💙"]), ["2026-01-01", "2026-01-02"], [10, 20]) == 2
    assert revenue(base) == [10, 0, 20]
    assert reasons(base) == ['customer "ada": a duplicate, the first one counts']


@pytest.mark.parametrize("dtype", ["int8", "int32", "int64", "uint16", "uint64", "Int64", object])
def test_whole_numbers_are_ids_by_their_digits(dtype: Any) -> None:
    base = scvm.CustomerBase(pd.Series([17, 4], dtype=dtype))
    assert base.add_purchases(["17"], ["2026-01-01"], [5.0]) == 1
    assert base.add_purchases(np.array([4]), ["2026-01-01"], [6.0]) == 1
    assert revenue(base) == [5, 6]


def test_ids_of_any_size_keep_all_their_digits() -> None:
    base = with_customers(2**63, 10**30, -5, np.uint64(2**64 - 1))
    rules = scvm.ScoringModel({"schema": "scvm-model/1", "id": "m", "value": {}})
    ids = list(scvm.Scorer(rules).score(base, AS_OF).ids)
    assert ids == ["9223372036854775808", "1" + "0" * 30, "-5", "18446744073709551615"]


@pytest.mark.parametrize(
    "bad", [None, float("nan"), 1.5, True, b"ada", ["ada"], pd.NA, pd.NaT, object(), datetime.date(2026, 1, 1)]
)
def test_what_is_no_id_rejects_its_row_alone(bad: Any) -> None:
    base = with_customers("ada", bad, "grace")
    assert len(base) == 2
    assert base.rejected.to_dict("records") == [
        {"table": "customers", "row": 1, "code": 4, "reason": "id: expected an id, as a text or a whole number"}
    ]


@pytest.mark.parametrize("bad", ["", "\ud800", "x" * 1025])
def test_a_text_that_is_no_id_rejects_its_row_alone(bad: str) -> None:
    base = with_customers("ada", bad, "grace")
    assert len(base) == 2
    assert list(base.rejected["row"]) == [1]


def test_ids_of_255_characters_of_any_script_are_kept() -> None:
    ids = ["k" * 255, "💙" * 255, "ä" * 255, "名" * 255]
    rules = scvm.ScoringModel({"schema": "scvm-model/1", "id": "m", "value": {}})
    assert list(scvm.Scorer(rules).score(scvm.CustomerBase(ids), AS_OF).ids) == ids


MOMENTS = {
    "text with zone": "2026-08-01T12:00:00Z",
    "text with offset": "2026-08-01T14:00:00+02:00",
    "datetime, naive": NOON,
    "datetime with zone": NOON.replace(tzinfo=UTC),
    "datetime with offset": datetime.datetime(2026, 8, 1, 14, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
    "datetime64[s]": np.datetime64(NOON, "s"),
    "datetime64[ns]": np.datetime64(NOON, "ns"),
    "Timestamp": pd.Timestamp(NOON),
    "Timestamp with zone": pd.Timestamp(NOON, tz="UTC").tz_convert("Asia/Tokyo"),
    "seconds": NOON_SECONDS,
    "numpy seconds": np.int64(NOON_SECONDS),
}


@pytest.mark.parametrize("kind", MOMENTS)
@pytest.mark.parametrize("column", ["list", "objects", "array", "Series"])
def test_times_may_come_in_any_kind(kind: str, column: str) -> None:
    values: Any = [MOMENTS[kind]] * 2
    if column == "objects":
        values = pd.Series(values, dtype=object)
    elif column == "array":
        values = np.array(values)
    elif column == "Series":
        values = pd.Series(values)
    base = with_customers("ada")
    assert base.add_purchases(["ada", "ada"], values, [1, 2]) == 2, reasons(base)
    # Alive from the second of the purchase on, and not a second earlier: times are read exactly.
    assert revenue(base, "2026-08-01") == [3]
    assert revenue(base, "2026-07-31") == [0]


def test_a_date_is_its_first_second_and_fractions_are_cut() -> None:
    base = with_customers("ada")
    times = [datetime.date(1999, 12, 31), datetime.datetime(1999, 12, 31, 23, 59, 59, 999999)]
    assert base.add_purchases(["ada"] * 2, times, [1, 2]) == 2
    assert base.add_purchases(["ada"], np.array(["1999-12-31T23:59:59.9"], "datetime64[ms]"), [4]) == 1
    assert revenue(base, "1999-12-31") == [7]


BAD_TIMES = [None, "yesterday", "2026-02-30", "01.08.2026", "", 1.5, float(NOON_SECONDS), True, pd.NaT, float("inf"), [1], 10**30, b"x"]


@pytest.mark.parametrize("bad", BAD_TIMES)
def test_what_is_no_time_rejects_its_row_alone(bad: Any) -> None:
    base = with_customers("ada")
    assert base.add_purchases(["ada"] * 3, ["2026-01-01", bad, "2026-01-02"], [1, 2, 4]) == 2
    assert list(base.rejected["row"]) == [1]
    assert "time" in reasons(base)[0]
    assert revenue(base) == [5]


def test_nat_in_a_datetime_column_rejects_its_row_alone() -> None:
    base = with_customers("ada")
    for column in (
        pd.Series(pd.to_datetime(["2026-01-01", None, "2026-01-02"])),
        pd.Series(pd.to_datetime(["2026-01-01", None, "2026-01-02"], utc=True)),
        pd.to_datetime(["2026-01-01", None, "2026-01-02"], utc=True),
    ):
        assert base.add_purchases(["ada"] * 3, column, [1, 2, 4]) == 2
    assert list(base.rejected["row"]) == [1, 4, 7]


def test_milliseconds_are_named_as_such() -> None:
    base = with_customers("ada")
    assert base.add_purchases(["ada"], np.array([NOON_SECONDS * 1000]), [1.0]) == 0
    assert "milliseconds" in reasons(base)[0]


@pytest.mark.parametrize("kind", ["float64", "float32", "int16", "Float64", "Int64", object])
def test_amounts_may_come_in_any_kind(kind: Any) -> None:
    base = with_customers("ada")
    assert base.add_purchases(["ada"] * 2, ["2026-01-01", "2026-01-02"], pd.Series([10, -4], dtype=kind)) == 2
    assert revenue(base) == [6]


def test_decimals_of_a_database_are_amounts() -> None:
    base = with_customers("ada")
    assert base.add_purchases(["ada"], ["2026-01-01"], [decimal.Decimal("480.25")]) == 1
    assert revenue(base) == [480.25]


BAD_AMOUNTS = [None, float("nan"), float("inf"), -float("inf"), "480", True, 1e16, 10**400, 1j, pd.NA, np.bool_(True)]


@pytest.mark.parametrize("bad", BAD_AMOUNTS)
def test_what_is_no_amount_rejects_its_row_alone(bad: Any) -> None:
    base = with_customers("ada")
    assert base.add_purchases(["ada"] * 3, ["2026-01-01"] * 3, [1, bad, 4]) == 2
    assert list(base.rejected["row"]) == [1]
    assert revenue(base) == [5]


def test_unknown_customers_are_rejected_and_named() -> None:
    base = with_customers("ada")
    assert base.add_answers(["ada", "nobody"], ["q", "q"], [1, 2]) == 1
    assert base.add_purchases(["nobody", "ada"], ["2026-01-01"] * 2, [1, 2]) == 1
    assert list(base.rejected["table"]) == ["answers", "purchases"]
    assert list(base.rejected["row"]) == [1, 0]
    assert list(base.rejected["code"]) == [scvm.ErrorCode.UNKNOWN_ID] * 2
    assert all('"nobody"' in reason for reason in reasons(base))


def test_rows_are_counted_over_all_calls_and_over_all_kinds_of_rejection() -> None:
    base = with_customers("ada")
    base.add_purchases(["ada", "nobody", "ada"], [None, "2026-01-01", "2026-01-01"], [1, 1, 1])
    base.add_purchases(["ada", "ada"], ["2026-01-01", "2026-01-01"], [float("inf"), None])
    assert list(base.rejected["row"]) == [0, 1, 3, 4]


@pytest.mark.parametrize("column", [None, "2026-01-01", 5, {"a": 1}, {1}, np.zeros((2, 2)), object(), np.array(1.0)])
def test_what_is_no_column_raises_an_error_that_names_it(column: Any) -> None:
    base = with_customers("ada")
    for call, name in (
        (lambda: base.add_customers(column), "id"),
        (lambda: base.add_purchases(column, ["2026-01-01"], [1]), "customer"),
        (lambda: base.add_purchases(["ada"], column, [1]), "time"),
        (lambda: base.add_purchases(["ada"], ["2026-01-01"], column), "amount"),
        (lambda: base.add_answers(["ada"], column, [1]), "item"),
        (lambda: base.add_answers(["ada"], ["q"], column), "value"),
    ):
        with pytest.raises(scvm.Error, match=name):
            call()
    assert len(base.rejected) == 0


@pytest.mark.parametrize("dtype", ["bool", "datetime64[ns]", "complex128", "timedelta64[ns]"])
def test_a_numeric_column_of_the_wrong_type_raises(dtype: str) -> None:
    base = with_customers("ada")
    column = np.zeros(1, dtype=dtype)
    with pytest.raises(scvm.Error, match=f"amount: expected numbers, got a column of {dtype[:8]}"):
        base.add_purchases(["ada"], ["2026-01-01"], column)
    with pytest.raises(scvm.Error, match="customer: expected ids"):
        base.add_purchases(column, ["2026-01-01"], [1])


def test_float_ids_raise_with_the_reason_that_pandas_users_need() -> None:
    with pytest.raises(scvm.Error, match=r"customer: .*float64; pandas turns .*astype\('Int64'\)"):
        with_customers(17).add_purchases(pd.Series([17, None]), ["2026-01-01"] * 2, [1, 2])


def test_columns_of_unequal_length_raise_and_change_nothing() -> None:
    base = with_customers("ada")
    for call in (
        lambda: base.add_purchases(["ada", "ada"], ["2026-01-01"], [1, 2]),
        lambda: base.add_purchases(["ada"], ["2026-01-01"], []),
        lambda: base.add_answers(["ada"], ["q", "q"], [1]),
        lambda: base.add_answers(["ada"], ["q"], [1, 2]),
        lambda: base.add_answers(["ada"], ["q"], [1], time=["2026-01-01"] * 2),
        lambda: base.add_answers(["ada"], ["q"], [1], wave=[]),
    ):
        with pytest.raises(scvm.Error) as caught:
            call()
        assert caught.value.code is scvm.ErrorCode.SIZE_MISMATCH
    assert repr(base) == "CustomerBase(1 customers, 0 answers, 0 purchases)"


def test_empty_tables_are_fine() -> None:
    base = scvm.CustomerBase([])
    assert base.add_customers(pd.Series([], dtype=float)) == 0
    assert base.add_purchases([], [], []) == 0
    assert base.add_answers(np.array([]), pd.Series([], dtype=object), []) == 0
    assert base.add_answer_sheet(pd.DataFrame({"customer": [], "q": []})) == 0
    assert len(base) == 0 and len(base.rejected) == 0
    assert list(base.rejected.columns) == ["table", "row", "code", "reason"]


def test_frames_are_taken_by_their_columns() -> None:
    base = scvm.CustomerBase(
        customers=pd.DataFrame({"id": ["ada"]}),
        answers=pd.DataFrame({"value": [4], "customer": ["ada"], "item": ["q"], "wave": [2]}),
        purchases=pd.DataFrame({"amount": [5.0], "time": ["2026-01-01"], "customer": ["ada"]}),
    )
    assert repr(base) == "CustomerBase(1 customers, 1 answers, 1 purchases)"


def test_frames_with_missing_or_misspelt_columns_raise() -> None:
    base = with_customers("ada")
    with pytest.raises(scvm.Error, match='no column "amount"; expected customer, time, amount'):
        base.add_purchases(pd.DataFrame({"customer": ["ada"], "time": ["2026-01-01"], "total": [5]}))
    with pytest.raises(scvm.Error, match='unknown column "wav"'):
        base.add_answers(pd.DataFrame({"customer": ["ada"], "item": ["q"], "value": [5], "wav": [5]}))
    twice = pd.DataFrame([["ada", "2026-01-01", 1, 2]], columns=["customer", "time", "amount", "amount"])
    with pytest.raises(scvm.Error, match="amount: expected one column"):
        base.add_purchases(twice)


@pytest.mark.parametrize("bad", [None, 1.5, "two", True, 2**31, float("nan")])
def test_what_is_no_wave_rejects_its_row_alone(bad: Any) -> None:
    base = with_customers("ada")
    assert base.add_answers(["ada"] * 3, ["q"] * 3, [1, 2, 3], wave=[1, bad, 3]) == 2
    assert list(base.rejected["row"]) == [1]


def test_attributes_and_contracts_are_taken_row_by_row() -> None:
    base = with_customers("ada", "grace", 17)
    assert base.add_attributes("territory", ["ada", "grace", 17, "nobody", "ada"], ["North", None, 5, "x", "South"]) == 3
    assert base.add_attributes("sex", pd.DataFrame({"customer": ["ada", "grace"], "value": ["f", 1.5]})) == 1
    assert base.add_contracts(["ada", "grace"], ["2027-01-01", "soon"], 30) == 1
    assert base.add_contracts(pd.DataFrame({"customer": ["ada"], "end": [NOON], "notice_days": [-1]})) == 0
    assert base.add_contracts(["grace"], [NOON]) == 1
    assert list(zip(base.rejected["table"], base.rejected["row"])) == [
        *[("attributes", row) for row in (3, 4, 6)],
        *[("contracts", row) for row in (1, 2)],
    ]
    with pytest.raises(scvm.Error, match="value has 1 rows"):
        base.add_attributes("territory", ["ada", "grace"], ["North"])
    with pytest.raises(scvm.Error, match="notice_days has 1 rows"):
        base.add_contracts(["ada", "grace"], [NOON, NOON], [3])
    for name in (None, 5):
        with pytest.raises(scvm.Error, match="expected a name"):
            base.add_attributes(name, [], [])  # type: ignore[arg-type]
    with pytest.raises(scvm.Error, match="id"):
        base.add_attributes("", ["ada"], ["x"])


def long_and_wide() -> Any:
    sheet = pd.DataFrame({"customer": ["ada", "grace"], "sat": [5, None], "att": [4.0, 2.0], "wave": [1, 2]})
    long = sheet.melt(["customer", "wave"], var_name="item").sort_values(["customer", "item"], ascending=[True, False])
    return sheet, long


def test_a_wide_sheet_means_the_same_as_its_long_form(model: scvm.ScoringModel) -> None:
    sheet, long = long_and_wide()
    sheet = sheet.rename(columns={"sat": "sat_overall", "att": "att_trust"})
    long["item"] = long["item"].map({"sat": "sat_overall", "att": "att_trust"})
    wide = scvm.CustomerBase(sheet["customer"])
    assert wide.add_answer_sheet(sheet, time="2026-01-01") == 4
    one_by_one = scvm.CustomerBase(sheet["customer"])
    assert one_by_one.add_answers(long, time="2026-01-01") == 4
    score = scvm.Scorer(model).score
    assert score(wide, AS_OF).to_json() == score(one_by_one, AS_OF).to_json()


def test_a_wide_sheet_names_what_it_lacks() -> None:
    sheet, _ = long_and_wide()
    with pytest.raises(scvm.Error, match='no column "contact" of customer ids'):
        with_customers("ada").add_answer_sheet(sheet, customer="contact")
    with pytest.raises(scvm.Error, match='no column "bar"'):
        with_customers("ada").add_answer_sheet(sheet, items=["sat", "bar"])


@pytest.mark.parametrize(
    "document",
    ["", "{", "[]", "null", "[" * 1000, '{"schema": "scvm-base/2"}', '{"schema": "scvm-base/1", "people": {}}', "\ud800",
     {"schema": "scvm-base/1", "customers": {"id": "ada"}}, {"schema": "scvm-base/1", "customers": {"id": [object()]}},
     {1: 2}, b"\xff\xfe", 5, None],
)  # fmt: skip
def test_a_document_that_is_no_base_raises(document: Any) -> None:
    with pytest.raises(scvm.Error) as caught:
        scvm.CustomerBase.from_json(document)
    assert caught.value.code is scvm.ErrorCode.BAD_RECORD


def test_a_document_with_columns_of_unequal_length_raises() -> None:
    purchases = {"customer": ["ada"], "time": [], "amount": [1]}
    with pytest.raises(scvm.Error) as caught:
        scvm.CustomerBase.from_json({"schema": "scvm-base/1", "customers": {"id": ["ada"]}, "purchases": purchases})
    assert caught.value.code is scvm.ErrorCode.SIZE_MISMATCH


IDS = st.one_of(st.sampled_from(["ada", "grace", "nobody", "", "💙"]), st.integers(-3, 3), st.none(), st.floats(allow_infinity=False))
ROWS = st.lists(st.tuples(IDS, st.one_of(st.floats(), st.none(), st.text(max_size=3)), st.integers(-(10**12), 10**12)))


@settings(max_examples=200, deadline=None)
@given(ROWS)
def test_any_rows_give_the_same_base_from_columns_and_from_json(rows: List[Any]) -> None:
    """Every row is either taken or rejected with its number, in the same way on both roads."""
    columns = {"customer": [r[0] for r in rows], "time": [r[2] for r in rows], "amount": [r[1] for r in rows]}
    ids = ["ada", "grace", "💙", 0, 1]
    mine = scvm.CustomerBase(ids)
    taken = mine.add_purchases(**columns)
    document = {"schema": "scvm-base/1", "customers": {"id": ids}, "purchases": columns}
    # JSON cannot say infinity; such an amount is rejected on both roads, in different words.
    other = scvm.CustomerBase.from_json(document)
    assert taken + len(mine.rejected) == len(rows)
    assert list(mine.rejected["row"]) == list(other.rejected["row"])
    finite = [not isinstance(r[1], float) or abs(r[1]) != float("inf") for r in rows]
    kept = [finite[row] for row in mine.rejected["row"]]
    assert json.dumps(list(mine.rejected["reason"][kept])) == json.dumps(list(other.rejected["reason"][kept]))
    assert revenue(mine) == revenue(other)


def test_people_among_others_are_taken_row_by_row_and_the_rest_is_rejected() -> None:
    base = scvm.CustomerBase(customers=["a", "b"])
    assert base.add_employees(["staff", "a"]) == 1
    assert base.add_consents(["a", "x"], "*", "granted", evidence=["form 1", None]) == 1
    assert base.add_consents(["b"], purpose="scoring", state="withdrawn", time="2026-01-01", expires=None) == 1
    frame = pd.DataFrame(
        {
            "actor": ["a", "staff", "a"],
            "target": ["b", "a", None],
            "kind": ["like", "answer", "wink"],
            "time": ["2026-01-01"] * 3,
            "sentiment": [0.5, None, None],
        }
    )
    assert base.add_interactions(frame) == 2
    assert base.add_interactions(["a"], [""], "post", ["2026-01-02"], channel="forum", count=[3], event_id=["e1"]) == 1
    assert base.add_referrals(["a", "a"], ["b", "a"], ["2026-01-01", "2026-01-01"]) == 1
    assert base.add_contributions(["a"], "ideas", ["2026-01-01"], units=[2], accepted=[1]) == 1
    assert base.add_anonymous_answers(["r1", "a"], ["s", "s"], [5, 5]) == 1
    tables = ["employees", "consents", "interactions", "referrals", "anonymous_answers"]
    assert base.rejected["table"].tolist() == tables
    held = base.export_person("a")
    assert held["consents"][0]["evidence"] == "form 1"
    assert [each["kind"] for each in held["interactions"]] == ["like", "answer", "post"]
    with pytest.raises(scvm.Error, match="has 1 rows"):
        base.add_consents(["a", "b"], "*", "granted", time=["2026-01-01"])
    with pytest.raises(scvm.Error, match="expected an id"):
        base.erase_person(None)  # type: ignore[arg-type]
    assert base.erase_person("a")["removed"]["interactions"] == 3
    assert len(base) == 1


def test_who_withdrew_has_no_score_and_nobody_notices_the_data() -> None:
    rules = scvm.ScoringModel.from_json(
        {
            "schema": "scvm-model/1",
            "id": "m",
            "value": {
                "bg_nbd": {"r": 0.2426, "alpha": 4.414, "a": 0.793, "b": 2.426},
                "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44},
            },
            "consent": {},
            "network": {},
            "equity": {},
        }
    )

    def table(amount: float) -> scvm.ScoreTable:
        base = scvm.CustomerBase(customers=["a", "b", "c"])
        base.add_purchases(["a", "b", "c"], ["2026-01-01"] * 3, [20, 30, amount])
        base.add_consents(["a", "b", "c"], "*", ["granted", "granted", "withdrawn"])
        base.add_interactions(["c", "a"], ["a", "b"], "comment", ["2026-02-01"] * 2, count=[amount, 1])
        return scvm.Scorer(rules).score(base, "2026-11-21")

    few, many = table(1), table(900)
    assert few.to_frame().equals(many.to_frame())
    assert few["consent_status"].tolist() == ["included", "included", "withdrawn"]
    assert np.isnan(few["network_value"][2])
    assert np.nansum(few["network_value"]) == pytest.approx(np.nansum(few["lifetime_value"]), rel=1e-14)


@pytest.mark.parametrize(
    "states, scored",
    [
        (["granted", "Opt-in", "ja", "TRUE"], [True] * 4),
        ([True, 1, np.bool_(True), b"\x01"], [True] * 4),
        (pd.Series([True, False, True, False]), [True, False, True, False]),
        (np.array([1, 0, 1, 0]), [True, False, True, False]),
        (pd.Series([1.0, None, 0.0, 1.0]), [True, False, False, True]),
        (["Withdrawn", "REFUSED", "opt-out", "widerrufen"], [False] * 4),
        (["perhaps", None, "", 2], [False] * 4),
        ([b"granted", object(), 0.5, ["granted"]], [False] * 4),
    ],
)
def test_a_consent_that_is_not_clearly_a_grant_is_a_refusal(states: Any, scored: List[bool]) -> None:
    ids = ["a", "b", "c", "d"]
    base = scvm.CustomerBase(ids)
    base.add_consents(ids, "scoring", "granted", time="2026-01-01")  # what was granted before does not help
    base.add_consents(ids, "scoring", states, time="2026-02-01")
    rules = scvm.ScoringModel({"schema": "scvm-model/1", "id": "m", "value": {}, "consent": {}})
    found = scvm.Scorer(rules).score(base, AS_OF)["consent_value"]
    assert [each == "included" for each in found] == scored


def test_a_date_of_a_consent_that_cannot_be_read_is_a_refusal_and_is_told() -> None:
    base = scvm.CustomerBase(["a", "b"])
    base.add_consents(["a", "b"], "scoring", "granted")
    assert base.add_consents(["a"], "scoring", "withdrawn", time=["01.05.2025"]) == 0
    assert base.add_consents(["b"], "newsletter", "withdrawn", time=["01.05.2025"]) == 0
    assert base.rejected["table"].tolist() == ["consents", "consents"]
    rules = scvm.ScoringModel({"schema": "scvm-model/1", "id": "m", "value": {}, "consent": {}})
    assert scvm.Scorer(rules).score(base, AS_OF)["consent_value"].tolist() == ["refused", "included"]


def test_any_table_is_added_by_its_name() -> None:
    base = scvm.CustomerBase()
    assert base.add("customers", {"id": ["ada", 17]}) == 2
    assert base.add("purchases", pd.DataFrame({"customer": ["ada"], "time": ["2026-01-01"], "amount": [5]})) == 1
    assert base.add("attributes", {"customer": ["ada"], "value": ["north"]}, "territory") == 1
    assert base.add("interactions", {"actor": ["ada", 17], "target": [17, None], "kind": "post", "time": [NOON] * 2}) == 2
    with pytest.raises(scvm.Error, match='table "purchase": expected one of customers, employees'):
        base.add("purchase", {})
    with pytest.raises(scvm.Error, match='unknown column "total"; expected one of customer, time, amount'):
        base.add("purchases", {"customer": ["ada"], "total": [1]})
    with pytest.raises(scvm.Error, match="expected a frame, or a dict of columns, got list"):
        base.add("purchases", [1])
    with pytest.raises(scvm.Error, match="time: expected a column"):
        base.add("purchases", {"customer": ["ada"], "amount": [1]})
    with pytest.raises(scvm.Error, match='unknown column "colour"'):
        base.add_purchases(["ada"], ["2026-01-01"], [1], colour=["red"])
