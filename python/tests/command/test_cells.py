"""Single cells: numbers, days, legal bases."""

from __future__ import annotations

import datetime
import decimal
from typing import Any, Dict, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scvm.command.cells import BadCell, ConsentRule, DayStyle, NumberStyle, text, yes

US = NumberStyle(".", ",", True)
GERMAN = NumberStyle(",", ".", True)


@pytest.mark.parametrize(
    "style, cell, number",
    [
        (US, "$480.00", 480.0), (US, "$-50.25", -50.25), (US, "-$50.25", -50.25), (US, "($50.25)", -50.25), (US, "'-99", -99.0),
        (US, "$1,234,567.89", 1234567.89), (US, "12,34,567", 1234567.0), (US, "1e3", 1000.0), (US, " 7 ", 7.0), (US, "USD 12.50", 12.5),
        (US, "12.50 EUR", 12.5), (US, "50.25-", -50.25), (US, "\u2212 3", None), (US, "\u22123", -3.0), (US, "", None), (US, None, None),
        (US, "0", 0.0), (US, 3, 3.0), (US, decimal.Decimal("2.5"), 2.5), (GERMAN, "1.234,50 €", 1234.5), (GERMAN, "480", 480.0),
        (US, "Rs. 1,250.00", 1250.0), (US, "rs 1,25,000", 125000.0), (US, "1,250.50 Kr.", 1250.5), (US, "kr 12.-", 12.0), (US, "-Rs.5", -5.0), (US, "Fr. (7.00)", -7.0),
        (GERMAN, "1.250,00 kr", 1250.0), (GERMAN, "12,50 zł", 12.5), (NumberStyle(",", " ", True), "1\u202f250,00 Kč", 1250.0), (GERMAN, "1.250,- Ft", 1250.0),
        (NumberStyle(".", "'", True), "SFr. 1'250.-", 1250.0), (NumberStyle(".", "'", True), "CHF 1\u2019250.50", 1250.5), (GERMAN, "1.234,56 €", 1234.56),
        (GERMAN, "1.234", 1234.0), (GERMAN, "€ 12,5", 12.5), (US, "$ 1,234.50", 1234.5), (US, "£0012.50", 12.5),
        (GERMAN, "-0,5", -0.5), (NumberStyle(",", " ", False), "1 234,5", 1234.5), (NumberStyle(), "480.00", 480.0),
    ],
)  # fmt: skip
def test_numbers_are_read_as_crm_systems_print_them(style: NumberStyle, cell: Any, number: Optional[float]) -> None:
    if cell == "\u2212 3":
        with pytest.raises(BadCell):
            style.read(cell, "amount")
    else:
        assert style.read(cell, "amount") == number


@pytest.mark.parametrize(
    "style, cell",
    [(US, "1,23"), (US, "1,2345"), (US, "a lot"), (US, "nan"), (US, "inf"), (US, "1e999"), (US, "1.2.3"), (US, "--5"), (US, "0x10"),
     (US, "Rs"), (US, "12 krs"), (US, "Rs. 5 kr"), (US, "€12€"), (US, "$1,23"), (US, "Fr.5.5.5"), (GERMAN, "1.23 €"), (GERMAN, "01.234"), (GERMAN, "480.00"), (GERMAN, "1.23"), (NumberStyle(), "$480.00"), (NumberStyle(), "1,234.50"), (US, float("nan")), (US, "$"), (US, "1_000")],
)  # fmt: skip
def test_what_is_no_number_is_named(style: NumberStyle, cell: Any) -> None:
    with pytest.raises(BadCell, match="amount = "):
        style.read(cell, "amount")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_every_amount_reads_back_in_both_styles(amount: decimal.Decimal) -> None:
    printed = f"{amount:,.2f}"
    assert US.read("$" + printed, "amount") == float(amount)
    german = printed.replace(",", "\0").replace(".", ",").replace("\0", ".")
    assert GERMAN.read(german + " €", "amount") == float(amount)


def seconds(*parts: int) -> int:
    return int(datetime.datetime(*parts, tzinfo=datetime.timezone.utc).timestamp())  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    "cell, expected",
    [
        ("08/01/2026", seconds(2026, 8, 1)), ("2026-08-01", seconds(2026, 8, 1)), ("11/21/2026 18:12", seconds(2026, 11, 21, 18, 12)),
        ("11/21/2026 06:12pm", seconds(2026, 11, 21, 18, 12)), ("2026-08-01T14:30:00Z", seconds(2026, 8, 1, 14, 30)),
        ("2026-08-01 14:30:00+02:00", seconds(2026, 8, 1, 12, 30)), (datetime.date(2026, 8, 1), seconds(2026, 8, 1)),
        (datetime.datetime(2026, 8, 1, 3), seconds(2026, 8, 1, 3)), ("", None), (None, None), (1_785_542_400, 1_785_542_400),
    ],
)  # fmt: skip
def test_days_are_read_by_iso_and_by_the_users_format(cell: Any, expected: Optional[int]) -> None:
    assert DayStyle(["%m/%d/%Y"]).read(cell, "date") == expected


@pytest.mark.parametrize("cell", ["31/12/2026", "0000-00-00", "2026-02-30", "yesterday", "08/01/26", "1"])
def test_what_is_no_day_is_named(cell: str) -> None:
    with pytest.raises(BadCell, match='date = "'):
        DayStyle(["%m/%d/%Y"]).read(cell, "date")


def test_times_have_the_zone_of_the_file_and_days_have_none() -> None:
    style = DayStyle(["%d.%m.%Y"], "Europe/Berlin")
    assert style.read("01.08.2026 00:30", "date") == seconds(2026, 7, 31, 22, 30)
    assert style.read("01.08.2026", "date") == seconds(2026, 8, 1)


def test_days_are_those_of_the_place_where_the_customers_live() -> None:
    style = DayStyle(["%d.%m.%Y"], "UTC", "America/New_York")
    assert style.read("01.08.2026 00:30", "date") == seconds(2026, 8, 1, 0, 30), "a time has the zone of the file"
    assert style.read("01.08.2026", "date") == style.read(datetime.date(2026, 8, 1), "date") == seconds(2026, 8, 1, 4)
    assert DayStyle((), None, "America/New_York").read("2026-08-01 00:30", "date") == seconds(2026, 8, 1, 4, 30)


@pytest.mark.parametrize(
    "cell, state",
    [
        ("Consent", "granted"), ("^consent^,^contract^", "granted"), ("Legitimate Interest", "granted"), ("^consent^,^withdrawn^", "withdrawn"),
        ("Withdrawn", "withdrawn"), ("Consent,Withdrawn", "withdrawn"), ("Legal Obligation", "refused"), ("", None), ("^^", None), (None, None),
        ("Einwilligung", "granted"),
    ],
)  # fmt: skip
def test_legal_bases_are_read_as_labels_and_as_keys(cell: Any, state: Optional[str]) -> None:
    assert ConsentRule.of({"labels": {"Einwilligung": "consent"}}).read(cell) == state


def test_an_unknown_basis_never_allows_anything() -> None:
    with pytest.raises(BadCell, match="unknown basis"):
        ConsentRule.of(None).read("consent, perhaps")


def test_flags_and_texts() -> None:
    answers: Dict[Any, bool] = {"1": True, "0": False, "": False, None: False, "Yes": True, "nein": False, 1: True, False: False}
    for cell, expected in answers.items():
        assert yes(cell, "deleted") is expected
    with pytest.raises(BadCell, match="deleted"):
        yes("maybe", "deleted")
    assert text(" '-99 ") == "-99" and text("'tis") == "'tis" and text("  ") is None and text("'=1+1") == "=1+1"
