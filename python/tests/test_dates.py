"""The one reader of dates: whatever Python calls a date passes as itself, everything else by name or not at all."""

from __future__ import annotations

import datetime
import decimal
from typing import Any, List

import numpy as np
import pandas as pd
import pytest

import scvm
from scvm.dates import NEVER, NO_TIME, DateReader

MIDNIGHT = 1767571200  # 2026-01-05T00:00:00Z
NOON = MIDNIGHT + 43200
BERLIN = datetime.timezone(datetime.timedelta(hours=1))


def read(values: Any, **rules: Any) -> List[int]:
    seconds, faults = DateReader(**rules).column(values, "time")
    assert not faults, faults
    result: List[int] = seconds.tolist()
    return result


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-05T12:00:00Z",
        "2026-01-05 13:00:00+01:00",
        NOON,
        np.int64(NOON),
        datetime.datetime(2026, 1, 5, 12),
        datetime.datetime(2026, 1, 5, 13, tzinfo=BERLIN),
        np.datetime64("2026-01-05T12:00"),
        np.datetime64("2026-01-05T12:00:00.123456789"),
        pd.Timestamp("2026-01-05T12:00"),
        pd.Timestamp("2026-01-05T13:00", tz="Europe/Berlin"),
    ],
)
def test_what_is_a_date_or_a_time_passes_as_itself(value: Any) -> None:
    assert read([value]) == [NOON]
    assert read(np.array([value], dtype=object)) == [NOON]
    assert DateReader().first_second(value, "time") == NOON


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(pd.to_datetime(["2026-01-05T12:00", None])),
        pd.Series(pd.to_datetime(["2026-01-05T13:00+01:00", None], utc=True)).dt.tz_convert("Europe/Berlin"),
        pd.Series(["2026-01-05 12:00", None]),
        pd.Series(["2026-01-05 12:00", pd.NA], dtype="string"),
        pd.Series([NOON, pd.NA], dtype="Int64"),
        np.array(["2026-01-05T12:00", "NaT"], dtype="datetime64[ms]"),
        np.array(["2026-01-05T12:00", "NaT"], dtype="datetime64[s]"),
        [pd.Timestamp("2026-01-05T12:00"), pd.NaT],
        [np.datetime64("2026-01-05T12:00"), np.datetime64("NaT")],
        [NOON, float("nan")],
    ],
)
def test_columns_of_every_kind_are_read_with_their_gaps(column: Any) -> None:
    assert read(column) == [NOON, NO_TIME]


@pytest.mark.parametrize(
    "value",
    ["now", "10:30", "05.01.2026", "13.01.2026", "20260105", "", 19970101, 20260105, 46027, 0, -1, float(NOON), 1e12,
     NOON * 1000, 2**70, True, np.bool_(True), b"2026-01-05", decimal.Decimal(NOON), "1989-12-31", "9999-12-31",
     datetime.date(1969, 12, 31), datetime.datetime.max, np.datetime64("1600-01-01"), datetime.time(10, 30),
     datetime.timedelta(1), object(), ["2026-01-05"]],
)  # fmt: skip
def test_everything_else_is_a_fault_of_its_row(value: Any) -> None:
    seconds, faults = DateReader().column(["2026-01-05", value], "time")
    assert seconds.tolist() == [MIDNIGHT, NO_TIME]
    assert [row for row, _ in faults] == [1] and faults[0][1].startswith("time[1] = ")
    with pytest.raises(scvm.Error, match="end = ") as caught:
        DateReader().first_second(value, "end")
    assert caught.value.code == scvm.ErrorCode.BAD_RECORD


def test_an_array_of_numbers_is_judged_row_by_row() -> None:
    seconds, faults = DateReader().column(np.array([NOON, 46027, 253370764800]), "time")
    assert seconds.tolist() == [NOON, NO_TIME, NO_TIME] and [row for row, _ in faults] == [1, 2]
    seconds, faults = DateReader().column(np.array(["2026-01-05", "9999-12-31"], "datetime64[D]"), "time")
    assert seconds.tolist() == [MIDNIGHT, NO_TIME]
    assert faults == [(1, "time[1] = 9999-12-31: expected a date up to 2099-12-31")]
    with pytest.raises(scvm.Error, match="timedelta64"):
        DateReader().column(np.array([1], "timedelta64[ns]"), "time")


def test_other_forms_are_read_by_name() -> None:
    assert read(["05.01.2026", "05.01.2026 12:00"], date_format="%d.%m.%Y") == [MIDNIGHT, NOON]
    assert read([20260105, "20260105"], date_format="yyyymmdd") == [MIDNIGHT] * 2
    assert read([46027, 46027.5, "46027.5", decimal.Decimal("46027.5")], date_format="excel") == [MIDNIGHT, *[NOON] * 3]
    assert read(np.array([46027.5]), date_format="excel") == [NOON]
    assert read(np.array([NOON * 1000]), date_format="milliseconds") == [NOON]
    assert read(["1/5/2026", "2026-01-05"], date_format=["%m/%d/%Y", "%d.%m.%Y"]) == [MIDNIGHT] * 2
    with pytest.raises(scvm.Error, match="date_format"):
        DateReader("%H:%M")


def test_days_and_times_without_an_offset_are_those_of_the_place() -> None:
    there = DateReader(time_zone="America/New_York")
    assert there.first_second("2026-01-05", "start") == MIDNIGHT + 5 * 3600
    assert there.last_second("2026-01-05", "end") == MIDNIGHT + 29 * 3600 - 1
    assert there.last_second(datetime.date(2026, 3, 8), "end") - there.first_second("2026-03-08", "x") == 23 * 3600 - 1
    assert there.last_second(np.datetime64("2026-11-01"), "end") - there.first_second("2026-11-01", "x") == 25 * 3600 - 1
    assert there.last_second("2026-01-05T07:00", "end") == NOON
    assert read(["2026-01-05T17:30", np.datetime64("2026-01-05T17:30")], time_zone="Asia/Kolkata") == [NOON] * 2
    assert read(pd.Series(pd.to_datetime(["2026-01-05T07:00"])), time_zone="America/New_York") == [NOON]
    assert there.shown(NOON) == "2026-01-05T07:00:00-05:00"


@pytest.mark.parametrize(
    "zone, near",
    [("Europe/Berln", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("Berlin", "Europe/Berlin"),
     ("America/NewYork", "America/New_York")],
)  # fmt: skip
def test_an_unknown_zone_is_one_line_with_the_nearest_name(zone: str, near: str) -> None:
    with pytest.raises(scvm.Error) as caught:
        DateReader(time_zone=zone)
    assert caught.value.code == scvm.ErrorCode.UNKNOWN_ID
    assert str(caught.value) == f'zone = "{zone}": expected the name of an IANA time zone; did you mean {near}?'


def test_an_end_may_be_never() -> None:
    ends = DateReader(ends=True)
    assert ends.cell("9999-12-31", "end") == NEVER and ends.cell(datetime.date.max, "end") == NEVER
    assert ends.last_second("9999-12-31", "end") == NEVER
    assert ends.cell(None, "end") is None
    assert read(["9999-12-31 23:59:59", "2026-01-05"], ends=True) == [NEVER, MIDNIGHT]
    with pytest.raises(scvm.Error, match="0000-00-00"):
        ends.cell("0000-00-00", "end")


def test_nothing_is_taken_after_the_last_second_asked_for() -> None:
    seconds, faults = DateReader(not_after=NOON).column(["2026-01-05", "2026-01-06"], "time")
    assert seconds.tolist() == [MIDNIGHT, NO_TIME] and "up to 2026-01-05T12:00:00" in faults[0][1]


@pytest.mark.parametrize("unit", ["W", "M", "Y"])
def test_a_month_is_no_day(unit: str) -> None:
    cell = np.datetime64("2026-01-05", unit)
    for given in (np.array([cell, "NaT"], dtype=f"datetime64[{unit}]"), [cell, None], np.array([cell, None], dtype=object)):
        seconds, faults = DateReader().column(given, "time")
        assert list(seconds) == [NO_TIME] * 2 and [row for row, _ in faults] == [0] and "expected a date like" in faults[0][1]
    with pytest.raises(scvm.Error, match="expected a date like"):
        DateReader().first_second(cell, "day")
    base = scvm.CustomerBase(["a"])
    base.add_purchases(["a"], np.array([cell]), [1.0])
    assert "expected a date like" in base.rejected.reason[0]


@pytest.mark.parametrize("unit", ["D", "h", "m"])
def test_a_day_beyond_what_seconds_can_count_wraps_to_none(unit: str) -> None:
    per = {"D": 86400, "h": 3600, "m": 60}[unit]
    for far in ((2**64 + MIDNIGHT) // per, 2**62, -(2**62)):
        seconds, faults = DateReader().column(np.array([far], dtype=f"datetime64[{unit}]"), "time")
        assert list(seconds) == [NO_TIME] and len(faults) == 1
