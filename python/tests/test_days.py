"""A day is a day where the customers live, and no date of a base or a record is guessed."""

from __future__ import annotations

import datetime
import json
import re
import zoneinfo
from typing import Any, Dict, List

import numpy as np
import pandas as pd
import pytest

import scvm
from scvm import value
from scvm.dates import NO_TIME, DateReader

# Days on which clocks are set back or forward, and two where they are not.
DAYS = [
    ("America/New_York", "2025-11-02"),
    ("America/New_York", "2026-03-08"),
    ("Europe/Berlin", "2026-03-29"),
    ("Asia/Kolkata", "2026-01-31"),
    ("Pacific/Auckland", "2026-04-05"),
    ("UTC", "2026-01-31"),
]


def rules(zone: str = "UTC", **more: Any) -> scvm.ScoringModel:
    document = {"schema": "scvm-model/1", "id": "days", "value": {"refunds": "net"}, "time_zone": zone, **more}
    return scvm.ScoringModel(document)


def local(day: str, clock: str, zone: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zoneinfo.ZoneInfo(zone))


def next_day(day: str) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


@pytest.mark.parametrize("zone, day", DAYS)
def test_a_purchase_half_an_hour_before_midnight_is_of_that_day(zone: str, day: str) -> None:
    late, after = local(day, "23:30:00", zone), local(next_day(day), "00:30:00", zone)
    utc = datetime.timezone.utc
    forms: List[List[Any]] = [
        [late, after],
        [late.isoformat(), after.isoformat()],
        [late.astimezone(utc).strftime("%Y-%m-%dT%H:%M:%SZ"), after.astimezone(utc).strftime("%Y-%m-%dT%H:%M:%SZ")],
        [int(late.timestamp()), int(after.timestamp())],
        [late.replace(tzinfo=None), after.replace(tzinfo=None)],
        [f"{day}T23:30:00", f"{next_day(day)} 00:30"],
        [datetime.date.fromisoformat(day), next_day(day)],
    ]
    columns = [
        *forms,
        np.array([int(late.timestamp()), int(after.timestamp())]),
        pd.Series(pd.to_datetime([late, after], utc=True)),
        pd.Series([late.replace(tzinfo=None), after.replace(tzinfo=None)]).astype("datetime64[ns]"),
        np.array([day, next_day(day)], dtype="datetime64[D]"),
    ]
    scorer = scvm.Scorer(rules(zone))
    for times in columns:
        base = scvm.CustomerBase(["ada"], time_zone=zone)
        assert base.add_purchases(["ada", "ada"], times, [10.0, 5.0]) == 2
        table = scorer.score(base, day)
        assert table.as_of == day
        assert table["revenue"].tolist() == [10.0], times
        assert scorer.score(base, next_day(day))["revenue"].tolist() == [15.0], times
        assert scorer.score(base, local(day, "00:10:00", zone))["revenue"].tolist() == [10.0]
    for times in forms[1:4]:
        purchases = [{"time": time, "amount": amount} for time, amount in zip(times, [10.0, 5.0])]
        card = scorer.score_customer({"id": "ada", "as_of": day, "purchases": purchases})
        assert card.pop("rejected") == []
        batch = table.explain("ada")
        batch.pop("rejected", None)
        assert card == batch
        document = {
            "schema": "scvm-base/1", "time_zone": zone, "customers": {"id": ["ada"]},
            "purchases": {"customer": ["ada", "ada"], "time": times, "amount": [10.0, 5.0]},
        }  # fmt: skip
        assert scorer.score(scvm.CustomerBase.from_json(document), day).to_json() == table.to_json()


@pytest.mark.parametrize("zone, day", DAYS)
def test_the_last_day_of_calibration_is_whole(zone: str, day: str) -> None:
    start = (datetime.date.fromisoformat(day) - datetime.timedelta(days=70)).isoformat()
    times = [int(local(start, "12:00:00", zone).timestamp()), int(local(day, "23:30:00", zone).timestamp())]
    end = (datetime.date.fromisoformat(day) + datetime.timedelta(days=70)).isoformat()
    ends = {"calibration_end": day, "observation_end": end}
    split = value.calibration_and_holdout(["a", "a"], times, [10.0, 5.0], time_zone=zone, **ends)
    assert split.calibration.x.tolist() == [1.0] and split.holdout_x.tolist() == [0.0]
    base = scvm.CustomerBase(["a"], time_zone=zone)
    base.add_purchases(["a", "a"], times, [10.0, 5.0])
    assert scvm.Scorer(rules(zone)).score(base, day)["T"].tolist() == split.calibration.T.tolist()


# Days that begin at one in the morning, last 23, 24.5 or 25 hours, have an hour twice just before their end, or follow one that never was.
ODD_DAYS = [
    ("Pacific/Apia", "2011-12-29", "2011-12-31"), ("Pacific/Apia", "2011-12-31", "2012-01-01"), ("Africa/Casablanca", "2026-02-15", "2026-02-16"),
    ("Australia/Lord_Howe", "2026-04-05", "2026-04-06"), ("America/St_Johns", "2006-10-29", "2006-10-30"), ("America/Havana", "2025-11-02", "2025-11-03"),
    ("America/Havana", "2026-03-07", "2026-03-08"), ("America/Sao_Paulo", "2018-11-03", "2018-11-04"), ("Africa/Cairo", "2026-04-23", "2026-04-24"),
    ("America/Sao_Paulo", "2018-02-17", "2018-02-18"), ("Pacific/Kiritimati", "2026-01-31", "2026-02-01"),
]  # fmt: skip


def first_second(day: str, zone: str) -> int:
    """By looking at one clock after another."""
    place, wanted = zoneinfo.ZoneInfo(zone), datetime.date.fromisoformat(day)
    second = int(local(day, "12:00:00", zone).timestamp())
    while datetime.datetime.fromtimestamp(second - 1, place).date() >= wanted:
        second -= 1 if second % 900 else 900 if datetime.datetime.fromtimestamp(second - 900, place).date() >= wanted else 1
    return second


@pytest.mark.parametrize("zone, day, after", ODD_DAYS)
def test_a_day_ends_with_its_last_second_everywhere(zone: str, day: str, after: str) -> None:
    first, end = first_second(day, zone), first_second(after, zone)
    times, amounts, who = np.array([first - 1, first, end - 1, end]), [1.0, 10.0, 100.0, 1000.0], ["a"] * 4
    base = scvm.CustomerBase(["a"], time_zone=zone)
    base.add_purchases(who, times, amounts)
    scorer = scvm.Scorer(rules(zone))
    table = scorer.score(base, day)
    assert table["revenue"].tolist() == [111.0] and scorer.score(base, after)["revenue"].tolist() == [1111.0]
    card = scorer.score_customer({"id": "a", "as_of": day, "purchases": [{"time": int(t), "amount": x} for t, x in zip(times, amounts)]})
    assert {**card, "rejected": []} == {**table.explain("a"), "rejected": []}
    for unit in ("hour", "day", "week", "month"):
        summary = value.purchase_summary(who, times, amounts, observation_end=day, unit=unit, time_zone=zone)
        ledger = value.PurchaseLedger(unit=unit, time_zone=zone)
        ledger.add(who, times, amounts)
        end_of_holdout = (datetime.date.fromisoformat(after) + datetime.timedelta(days=30)).isoformat()
        split = value.calibration_and_holdout(who, times, amounts, calibration_end=day, observation_end=end_of_holdout, unit=unit, time_zone=zone)
        for other in (ledger.summary(day), split.calibration):
            for column in ("x", "t_x", "T", "revenue"):
                assert getattr(other, column).tolist() == getattr(summary, column).tolist(), (unit, column)
        assert summary.revenue.tolist() == [111.0] and split.holdout_x.tolist() == [1.0]
    people = scvm.CustomerBase(["withdrawn", "granted", "later"], time_zone=zone)
    people.add_consents(["withdrawn", "withdrawn", "granted", "later"], "scoring", ["granted", "withdrawn", "granted", "granted"], np.array([first - 86_400, end - 1, end - 1, end]))
    states = scvm.Scorer(rules(zone, **CONSENT)).score(people, day)["consent_value"].tolist()
    assert states == ["withdrawn", "included", "missing"]


def test_a_base_of_another_place_is_refused() -> None:
    base = scvm.CustomerBase(["ada"])
    said = "the base's days are those of UTC, the model's those of Europe/Berlin: make the base with time_zone"
    for call in (lambda: scvm.Scorer(rules("Europe/Berlin")).score(base, "2026-01-31"), lambda: scvm.fit(base, rules("Europe/Berlin"), as_of="2026-01-31")):
        with pytest.raises(scvm.Error) as e:
            call()
        assert str(e.value).startswith(said) and "\n" not in str(e.value)


def test_an_unknown_zone_is_one_line_with_the_nearest_name() -> None:
    for given, meant in [("Europe/Berln", "Europe/Berlin"), ("berlin", "Europe/Berlin"), ("america/new_york", "America/New_York")]:
        with pytest.raises(scvm.Error) as e:
            rules(given)
        assert str(e.value) == f'model.time_zone: "{given}": expected the name of an IANA time zone; did you mean {meant}?'
        with pytest.raises(scvm.Error, match=f"did you mean {meant}"):
            scvm.CustomerBase(time_zone=given)
    for given in ("../../etc/passwd", "Europe", "/etc/localtime", "x" * 2000):
        with pytest.raises(scvm.Error, match="expected the name of an IANA time zone"):
            rules(given)


def test_utc_is_not_written_and_changes_no_hash() -> None:
    plain = scvm.ScoringModel({"schema": "scvm-model/1", "id": "days", "value": {"refunds": "net"}})
    assert plain.time_zone == "UTC" and "time_zone" not in plain.to_dict()
    assert rules("UTC").hash == plain.hash
    assert rules("Asia/Kolkata").to_dict()["time_zone"] == "Asia/Kolkata"
    assert scvm.CustomerBase(time_zone="Asia/Kolkata").time_zone == "Asia/Kolkata"


@pytest.mark.parametrize(
    "zone",
    ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu",
     "Africa/Casablanca", "Pacific/Apia", "America/Sao_Paulo", "Europe/Dublin", "Asia/Tehran", "Etc/GMT+5", "America/Nuuk"],
)  # fmt: skip
def test_the_clocks_of_a_place_are_those_of_the_database(zone: str) -> None:
    place, read = zoneinfo.ZoneInfo(zone), DateReader(time_zone=zone)
    for month in range(12 * 109):
        day = datetime.datetime(1990 + month // 12, 1 + month % 12, 1 + month % 28, month % 24, 30, tzinfo=place)
        if day.astimezone(datetime.timezone.utc).astimezone(place) == day and day.fold == 0:
            assert read.first_second(day.replace(tzinfo=None), "x") == int(day.timestamp()), day


def test_what_is_exported_is_a_moment_again() -> None:
    base = scvm.CustomerBase(["ada"], time_zone="America/New_York")
    base.add_purchases(["ada"], ["2026-08-01T14:30:00"], [1.0])
    base.add_contracts(["ada"], ["9999-12-31"])
    base.add_consents(["ada"], "scoring", "granted", None, "9999-12-31")
    person = base.export_person("ada")
    assert person["purchases"][0]["time"] == "2026-08-01T18:30:00Z"
    assert person["contracts"][0]["end"] == "9999-12-31T23:59:59Z"
    assert person["consents"][0]["time"] is None and person["consents"][0]["expires"] is None


BAD_TIMES = [
    20260105, 46027, 46027.5, 1_767_225_600_000, 0, "05.01.2026", "now", "10:30", "2026-02-30", "1989-12-31", "1970-01-01", "2199-01-01",
    "2026-01", datetime.date(1989, 1, 1),
]  # fmt: skip


@pytest.mark.parametrize("time", BAD_TIMES)
def test_no_date_of_a_base_or_a_record_is_guessed(time: Any) -> None:
    base = scvm.CustomerBase(["ada", "grace"])
    assert base.add_purchases(["ada", "grace"], [time, "2026-01-05"], [1.0, 2.0]) == 1
    assert base.rejected[["table", "row"]].values.tolist() == [["purchases", 0]]
    reason = base.rejected["reason"][0]
    assert reason.startswith("time") and "expected" in reason
    if isinstance(time, datetime.date):
        return
    document = {"schema": "scvm-base/1", "customers": {"id": ["ada"]}, "purchases": {"customer": ["ada"], "time": [time], "amount": [1]}}
    assert scvm.CustomerBase.from_json(document).rejected["reason"][0] == reason
    card = scvm.Scorer(rules()).score_customer({"id": "ada", "as_of": "2026-02-01", "purchases": [{"time": time, "amount": 1}]})
    assert card["rejected"][0]["reason"] == f"purchases[0].{reason}"


def test_typed_seconds_outside_of_1990_to_2099_are_rejected() -> None:
    base = scvm.CustomerBase(["ada"])
    times = np.array([20260105, 46027, 0, 631_152_000, 4_102_444_799, 4_102_444_800 + 86_400 * 2, 1_767_225_600_000])
    assert base.add_purchases(["ada"] * len(times), times, np.ones(len(times))) == 2
    assert base.rejected["row"].tolist() == [0, 1, 2, 5, 6]
    assert "looks like yyyymmdd" in base.rejected["reason"][0] and "looks like excel" in base.rejected["reason"][1]


def test_an_end_after_2099_is_never() -> None:
    base = scvm.CustomerBase(["a", "b", "c", "d"])
    ends = ["9999-12-31", datetime.datetime(9999, 12, 31), "2099-12-31", "1989-01-01"]
    assert base.add_contracts(["a", "b", "c", "d"], ends) == 3
    assert base.add_contracts(["d"], np.array([253_402_214_400])) == 1
    got = [base.export_person(id)["contracts"] for id in "abcd"]
    assert [row[0]["end"] for row in got] == ["9999-12-31T23:59:59Z"] * 2 + ["2099-12-31T00:00:00Z", "9999-12-31T23:59:59Z"]


CONSENT: Dict[str, Any] = {"consent": {"missing": "exclude"}}


@pytest.mark.parametrize(
    "rows, status",
    [
        ([("granted", "2025-01-01")], "included"),
        ([("granted", "2062-01-01")], "missing"),
        ([("granted", "2025-01-01"), ("refused", "2062-01-01")], "refused"),
        ([("granted", "2025-01-01"), ("refused", "2026-02-02")], "included"),
        ([("granted", "2025-01-01"), ("granted", "1970-01-01")], "refused"),
        ([("granted", "2025-01-01"), ("granted", 46027)], "refused"),
    ],
)
def test_a_consent_with_an_impossible_date_is_no_grant(rows: Any, status: str) -> None:
    scorer = scvm.Scorer(rules(**CONSENT))
    base = scvm.CustomerBase(["ada"])
    base.add_consents(["ada"] * len(rows), "scoring", [state for state, _ in rows], [time for _, time in rows])
    table = scorer.score(base, "2026-02-01")
    assert table["consent_value"].tolist() == [status]
    consents = [{"purpose": "scoring", "state": state, "time": time} for state, time in rows]
    card = scorer.score_customer({"id": "ada", "as_of": "2026-02-01", "consents": consents})
    assert card["consent"] == table.explain("ada")["consent"]
    assert len(card["rejected"]) == len(table.rejected) == sum(time in ("2062-01-01", "1970-01-01", 46027) for _, time in rows)


def test_rows_after_the_day_after_scoring_are_rejected_with_their_place() -> None:
    base = scvm.CustomerBase(["ada", "grace", "joan"])
    base.add_purchases(["zoe", "ada"], ["2026-01-01", "2026-01-02"], [1.0, 1.0])  # row 0 is nobody's
    base.add_purchases(["joan", "grace", "ada", "ada"], ["2026-01-01", "2090-01-01", "2026-02-02", "2026-02-03"], [1.0] * 4)
    base.add_answers(["ada"], ["s"], [4.0], ["2050-01-01"])
    said = "expected a date up to 2026-02-02, the day after that of scoring"
    table = scvm.Scorer(rules()).score(base, "2026-02-01")
    assert table["revenue"].tolist() == [1.0, 0.0, 1.0]
    assert table.rejected.iloc[1:].values.tolist() == [
        ["answers", 0, 1, f"time = 2050-01-01: {said}"],
        ["purchases", 3, 1, f"time = 2090-01-01: {said}"],
        ["purchases", 5, 1, f"time = 2026-02-03: {said}"],
    ]
    rows = table.summary()["purchase_rows"]
    assert (rows["rows"], rows["used"], rows["rejected"]) == (6, 2, 3)
    assert rows["after_as_of"] is rows["no_consent"] is None, "of three customers it is not told which of the two the sixth row is"
    assert len(base.rejected) == 1, "the base knows no day of scoring"
    base.erase_person("joan")  # the rows of the others keep their numbers
    assert scvm.Scorer(rules()).score(base, "2026-02-01").rejected["row"].tolist() == [0, 0, 3, 5]
    card = scvm.Scorer(rules()).score_customer(
        {"purchases": [{"time": "2090-01-01", "amount": 1}, {"time": "2026-02-02", "amount": 1}], "as_of": "2026-02-01", "id": "x"}
    )
    assert [each["reason"] for each in card["rejected"]] == [f"purchases[0].time = 2090-01-01: {said}"]


def test_a_fit_of_nobody_says_that_the_dates_cannot_be_read() -> None:
    customers, times = [f"c{i}" for i in range(2769)], ["05.01.2026"] * 2769
    with pytest.warns(value.RejectedRowsWarning):
        summary = value.purchase_summary(customers, times, [1.0] * 2769, observation_end="2026-12-31")
    cause = 'the first, row 0, for time[0] = "05.01.2026": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z; date_format'
    for fit in (
        value.fit_bg_nbd(summary.x, summary.t_x, summary.T),
        value.fit_mbg_nbd(*(summary.to_frame()[name] for name in ("x", "t_x", "T"))),
        value.estimate_pareto_nbd(summary.x, summary.t_x, summary.T),
        value.fit_gamma_gamma(summary.x, summary.monetary),
        value.fit_gamma_gamma(summary.to_frame().x, summary.to_frame().monetary),
        value.estimate_gamma_gamma(summary.x, summary.monetary),
    ):
        assert fit.status == "no_data"
        assert re.match(r"there is no customer (to fit|with [^;]*)", fit.reason), fit.reason
        assert f"; 2,769 rows of purchases were left out, {cause}" in fit.reason
    assert isinstance(summary.monetary + 1, np.ndarray) and not isinstance(summary.monetary + 1, value.Times), "a sum knows no rows"
    base = scvm.CustomerBase(customers)
    base.add_purchases(customers, times, [1.0] * 2769)
    with pytest.raises(scvm.Error) as e:
        scvm.fit(base, rules(), as_of="2026-12-31")
    assert '2769 rows of purchases were rejected, the first, row 0, for time = "05.01.2026": expected a date' in str(e.value)


def test_times_that_are_not_there_stay_absent() -> None:
    base = scvm.CustomerBase(["ada"])
    base.add_answers(["ada", "ada", "ada"], ["s", "t", "u"], [4.0, 5.0, 3.0], [None, pd.NaT, float("nan")])
    assert base.rejected["row"].tolist() == [0, 1, 2], "a column that is there has times"
    base.add_consents(["ada"], "scoring", "granted", [None])
    assert json.loads(json.dumps(base.export_person("ada")))["consents"][0]["time"] is None
    assert DateReader().column([None], "x")[0][0] == NO_TIME
