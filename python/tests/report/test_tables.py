"""The page's tables and charts as frames and as CSV files: what the page shows, to the last digit, and no more."""

from __future__ import annotations

import csv
import pathlib
import stat
from typing import Any, Dict, List

import numpy as np
import pandas as pd
import pytest

from html_tree import Element, read
from made_by_command import Made
from report_world import Community, World
from scvm.command.chart_files import require_empty_folder, write_frames
from scvm.command.refusal import Refused
from scvm.report import page, tables

pytest_plugins = ["report_fixtures"]


@pytest.fixture(scope="module")
def frames(world: World) -> Dict[str, pd.DataFrame]:
    return tables(world.table, territory=world.territory)


def test_shares_and_their_intervals_are_those_of_the_analysis(world: World, frames: Dict[str, pd.DataFrame]) -> None:
    found = world.table.analysis()["survey"]["shares"]["groups"]
    shares = frames["shares"]
    all_of = shares[shares["Territory"] == "All customers"]
    for name, key, end in (("Share", "share", "value"), ("95 % interval, low", "share", "low"), ("95 % interval, high", "share", "high"),
                           ("Interval for all five at once, high", "simultaneous", "high")):  # fmt: skip
        assert list(all_of[name]) == [group[key][end] for group in found]
    assert list(all_of["Customers"]) == [group["n"] for group in found]


def test_the_histogram_and_the_dots_are_all_customers(world: World, frames: Dict[str, pd.DataFrame]) -> None:
    value = np.asarray(world.table["lifetime_value"])
    bins = frames["value-bins"]
    assert bins[bins["Territory"] == "All customers"]["Customers"].sum() == (~np.isnan(value)).sum()
    dots = frames["portfolio-dots"]
    segment = np.asarray(world.table["segment"], dtype=object)
    known = segment != "unclassified"
    assert len(dots) == known.sum()
    drawn = np.sort(dots["Satisfaction, 0 to 100"].to_numpy(dtype=float))
    assert np.abs(drawn - np.sort(np.asarray(world.table["satisfaction"])[known])).max() < 1.2, "moved by less than a point, and rounded"


def test_what_the_page_does_not_tell_no_frame_tells(world: World, frames: Dict[str, pd.DataFrame]) -> None:
    text = read(page(world.table, territory=world.territory)).text
    isles = frames["shares"][frames["shares"]["Territory"] == "Isles"]
    assert len(isles) == 5 and all("fewer than 5" in str(row["Share"]) and row["Customers"] is None for _, row in isles.iterrows())
    for name, frame in frames.items():
        for column in frame.columns[frame.dtypes == object]:
            for cell in frame[column]:
                assert not isinstance(cell, str) or cell in " ".join(text.split()) or name == "portfolio-dots", (name, cell)


def test_every_table_of_the_page_is_there_and_every_chart_stands_in_one(community: Community) -> None:
    given: Any = {"network": community.data.interactions}
    tree, found = read(page(community.table, **given)), tables(community.table, **given)
    kinds = {each.attributes["class"].split()[0] for each in tree.all("table")} - {"legend"}
    assert {name.split("-", 1)[-1] for name in found} >= kinds
    charts: List[Element] = [each for each in tree.all("svg") if each.attributes.get("role") == "img"]
    sections = {section.attributes["id"] for section in tree.all("section") for each in section.all("svg") if each in charts}
    assert charts and all(any(name.split("-")[0] == section for name in found) for section in sections)
    ties = found["influence-ties"]
    assert len(ties) == int(tree.one("svg", id="network-chart").attributes["data-ties"])


def test_no_cell_of_a_file_is_a_formula_and_each_reads_back(tmp_path: pathlib.Path) -> None:
    frame = pd.DataFrame({"=HYPERLINK()": ["=1+1", "@x", "-2", "+3", "\tx", "a,b\n\"c\""], "n": [1.0, 0.1 + 0.2, None, float("nan"), -2.5, 1e300]}, dtype=object)
    write_frames(tmp_path / "charts", {"one": frame})
    path = tmp_path / "charts" / "one.csv"
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["'=HYPERLINK()", "n"]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'@x", "'-2", "'+3", "'\tx", "a,b\n\"c\""]
    assert [row[1] for row in rows[1:]] == ["1", repr(0.1 + 0.2), "", "", "-2.5", "1e+300"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_with_an_older_report_is_refused(tmp_path: pathlib.Path) -> None:
    require_empty_folder(tmp_path)
    require_empty_folder(tmp_path / "new")
    (tmp_path / "shares.csv").write_text("")
    for path, rule in ((tmp_path, "is not empty"), (tmp_path / "shares.csv", "is a file"), (tmp_path / "a" / "b", "no such folder")):
        with pytest.raises(Refused, match=rule):
            require_empty_folder(path)


def test_the_command_writes_them(made: Made, tmp_path: pathlib.Path) -> None:
    tree = read(made.page("csv", "--csv", str(tmp_path / "charts")).read_text(encoding="utf-8"))
    shares = pd.read_csv(tmp_path / "charts" / "shares.csv", float_precision="round_trip")
    rows = [row.cells() for row in tree.one("table", class_="shares").one("tbody").all("tr")]
    whole = shares[shares.iloc[:, 0] == "All customers"]
    assert whole[["Share", "Customers", "Share less measurement error"]].to_numpy().tolist() == rows
    for path in (tmp_path / "charts").iterdir():
        for secret in made.secret:
            assert secret not in path.read_text(encoding="utf-8")
