from __future__ import annotations

import gc
import html.parser
import json
import pathlib
import sys
from typing import Any, Dict, List

import jsonschema
import numpy as np
import pandas as pd
import pytest

import scvm


def test_a_numeric_column_is_a_read_only_view_that_keeps_the_table_alive(table: scvm.ScoreTable) -> None:
    column = table["lifetime_value"]
    assert isinstance(column, np.ndarray) and column.dtype == np.float64
    assert not column.flags.owndata and not column.flags.writeable
    again = table["lifetime_value"]
    assert column.__array_interface__["data"] == again.__array_interface__["data"], "no copy is made"
    with pytest.raises(ValueError):
        column[0] = 1
    expected = column.tolist()
    del table, again
    gc.collect()
    filler = [np.zeros(len(expected)) for _ in range(1000)]  # what would reuse the memory, were it free
    assert np.array_equal(column, np.array(expected), equal_nan=True) and len(filler) == 1000


def test_a_column_holds_one_reference_to_its_table(table: scvm.ScoreTable) -> None:
    native = table._native
    before = sys.getrefcount(native)
    columns = [table["satisfaction"] for _ in range(10)]
    assert sys.getrefcount(native) == before + 10
    del columns
    assert sys.getrefcount(native) == before


def test_categories_are_pandas_categoricals(table: scvm.ScoreTable, pipeline: Dict[str, Any]) -> None:
    segment = table["segment"]
    assert isinstance(segment, pd.Categorical)
    assert list(segment.categories) == ["unclassified", "fan", "sympathizer", "mercenary", "captive", "opponent"]
    assert dict(zip(table.ids, segment))["fan"] == "fan"
    assert len(segment) == len(table) == len(table.ids) == 12


@pytest.mark.parametrize("column", ["lifetime_valu", "", "\ud800", "id", 0, None, b"segment", ["segment"], slice(None)])
def test_an_unknown_column_raises_with_the_names_there_are(column: Any, table: scvm.ScoreTable) -> None:
    with pytest.raises(scvm.Error, match="lifetime_value") as caught:
        table[column]
    assert caught.value.code is scvm.ErrorCode.UNKNOWN_ID


@pytest.mark.parametrize("id", ["nobody at all", "", "\ud800", "x" * 100_000, -1, None, 1.5, True])
def test_an_unknown_customer_raises(id: Any, table: scvm.ScoreTable) -> None:
    with pytest.raises(scvm.Error) as caught:
        table.explain(id)
    assert caught.value.code is scvm.ErrorCode.UNKNOWN_ID
    assert len(str(caught.value)) < 300


def test_whole_number_ids_find_their_customer(table: scvm.ScoreTable) -> None:
    assert table.explain(17) == table.explain("17")


def test_the_frame_is_indexed_by_id_and_says_what_made_it(table: scvm.ScoreTable, pipeline: Dict[str, Any]) -> None:
    frame = table.to_frame()
    assert list(frame.columns) == table.columns
    assert frame.index.name == "id" and list(frame.index) == list(table.ids)
    assert frame.attrs == {"model": "pipeline", "model_hash": pipeline["model_hash"], "as_of": pipeline["as_of"]}
    assert frame.loc["fan", "segment"] == "fan"
    assert frame["lifetime_value"].sum() == pytest.approx(table.summary()["customer_equity"])
    frame["lifetime_value"] = 0.0  # a frame is the user's own
    assert table["lifetime_value"][0] > 0


def test_every_column_has_its_cell_in_the_card(table: scvm.ScoreTable) -> None:
    card, row = table.explain("fan"), table.to_frame().loc["fan"]
    chances = card["survey"].get("probabilities") or {}
    cells = {**card["survey"], **card["value"], **card["network"], **card["equity"], **card["treatment"]}
    cells.update({f"shared_{kind}": units for kind, units in card["sharing"]["units"].items()})
    cells.update({f"sharing_{name}": card["sharing"][name] for name in ("points", "diversity")})
    cells["accepted_contributions"] = card["sharing"]["accepted"]
    cells.update({name: chances.get(name[2:]) for name in table.units if name[2:] in chances})
    cells.update({"assigned_probability": chances.get("assigned"), "boundary_distance": chances.get("boundary_distance")})
    assert "service" not in card and "helper" not in card  # the model has no service section: those columns are empty
    empty = """open_complaints complaints praises open_hours promised_hours missed_hours damage_at_risk complaint_p_opponent
        complaint_priority queue_place satisfaction_before satisfaction_after helper_jobs helper_solved helper_trust helper_trust_low
        helper_trust_high helper_rating helper_ratings"""
    cells.update(dict.fromkeys(empty.split()))
    for name in table.units:
        value = row[name]
        assert cells.get(name) == (None if np.isnan(value) else value), name  # the model has no section of who matters


def test_the_summary_accounts_for_everybody(table: scvm.ScoreTable) -> None:
    summary = table.summary()
    hidden, groups = summary["hidden"], summary["segments"]
    assert sum(group["customers"] or 0 for group in groups) + hidden["customers"] == summary["customers"] == len(table)
    assert [group["segment"] for group in groups][:5] == list(table["segment"].categories)[1:]
    assert all(group["suppressed"] == "everything" and group["share"] is None for group in groups[:5])
    for total, part in (("revenue", "revenue"), ("customer_equity", "lifetime_value"), ("valued", "valued")):
        assert sum(group[part] or 0 for group in groups) + hidden[part] == pytest.approx(summary[total])


@pytest.fixture(scope="module")
def groups_of_six() -> scvm.ScoreTable:
    """Six customers of each group."""
    items = [{"id": "s", "dimension": "satisfaction"}, {"id": "a", "dimension": "attachment"}]
    items = [{**item, "lowest": 1, "highest": 5} for item in items]
    base = scvm.CustomerBase([f"c{i}" for i in range(30)])
    answers = [(5, 5), (5, 4), (5, 1), (1, 5), (1, 1)]
    sheet = pd.DataFrame([(f"c{i}", *answers[i % 5]) for i in range(30)], columns=["customer", "s", "a"])
    base.add_answer_sheet(sheet, time="2026-01-01")
    rules = {"schema": "scvm-model/1", "id": "six", "survey": {"items": items}}
    return scvm.Scorer(scvm.ScoringModel(rules)).score(base, "2026-06-30")


def test_the_shares_of_groups_that_are_large_enough_are_shown(groups_of_six: scvm.ScoreTable) -> None:
    summary = groups_of_six.summary()
    assert "hidden" not in summary
    for group in summary["segments"][:5]:
        assert group["suppressed"] == "nothing" and group["customers"] == 6
        assert group["share"]["low"] <= group["share"]["value"] <= group["share"]["high"]
        assert group["share"]["n"] == summary["classified"] == 30


class _Cells(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: List[str] = []
        self.cells: List[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1] in ("td", "th"):
            self.cells.append(data)


def test_a_notebook_shows_the_groups(table: scvm.ScoreTable) -> None:
    parser = _Cells()
    parser.feed(table._repr_html_())
    assert not parser.open
    assert [cell for cell in parser.cells if cell in table["segment"].categories] == [
        *list(table["segment"].categories)[1:],
        "unclassified",
    ]


def test_a_hostile_model_id_is_no_markup(model: scvm.ScoringModel, base: scvm.CustomerBase) -> None:
    document = model.to_dict()
    document["id"] = document["currency"] = "<script>alert(1)</script>"
    table = scvm.Scorer(scvm.ScoringModel(document)).score(base, "2026-11-21")
    assert "<script>" not in table._repr_html_()


def test_the_picture_has_no_dots_of_groups_that_are_not_shown(table: scvm.ScoreTable) -> None:
    from matplotlib.figure import Figure

    assert not table.plot(Figure().subplots()).collections


def test_the_picture_shows_each_customer_with_a_group_in_the_region_of_the_group(
    groups_of_six: scvm.ScoreTable,
) -> None:
    from matplotlib.figure import Figure

    ax, table = Figure().subplots(), groups_of_six
    assert table.plot(ax) is ax
    groups = {c.get_label().split(":")[0]: c.get_offsets() for c in ax.collections}
    assert sum(len(dots) for dots in groups.values()) == table.summary()["classified"]
    cut = table.model_rules()["survey"]["boundaries"]["satisfied"]
    for name, dots in groups.items():
        satisfied = name in ("fan", "sympathizer", "mercenary")
        assert all((x > cut) == satisfied for x, _ in dots), name
    assert {"fan", "captive", "mercenary", "sympathizer"} <= {text.get_text() for text in ax.texts}
    assert "satisfaction" in ax.get_xlabel() and "attachment" in ax.get_ylabel()


def test_a_picture_of_nobody_can_be_drawn(model: scvm.ScoringModel, tmp_path: pathlib.Path) -> None:
    from scvm.plots import save_customers

    table = scvm.Scorer(model).score(scvm.CustomerBase(["ada"]), "2026-11-21")
    save_customers(table, tmp_path / "nobody.png")
    assert (tmp_path / "nobody.png").read_bytes()[:4] == b"\x89PNG"
    value_only = model.to_dict()
    del value_only["survey"]
    assert scvm.Scorer(scvm.ScoringModel(value_only)).score(scvm.CustomerBase(["ada"]), "2026-11-21").plot() is not None


def test_a_picture_of_hidden_groups_has_no_legend_and_says_so(model: scvm.ScoringModel, tmp_path: pathlib.Path) -> None:
    import warnings

    from scvm.plots import save_customers

    few = scvm.ScoringModel({**model.to_dict(), "privacy": {"fewest_shown": 1000}})
    ids = [str(i) for i in range(9)]
    base = scvm.CustomerBase(ids)
    for item in few.to_dict()["survey"]["items"]:
        base.add_answers(ids, [item["id"]] * 9, [item["highest"]] * 9)
    table = scvm.Scorer(few).score(base, "2026-11-21")
    assert table.summary()["classified"] == 9
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = table.plot()
        save_customers(table, tmp_path / "few.png")
    assert ax.get_legend() is None
    assert ax.get_title(loc="left") == "0 of 9 customers, as of 2026-11-21, groups hidden that are too small to be shown"


def test_cards_summary_and_table_are_as_their_schema_says(pipeline: Dict[str, Any], table: scvm.ScoreTable) -> None:
    schema = json.loads((pathlib.Path(__file__).parents[2] / "schema" / "scvm-scores-1.schema.json").read_text("utf-8"))

    def check(part: str, document: Dict[str, Any]) -> None:
        jsonschema.Draft202012Validator({**schema, "anyOf": [{"$ref": f"#/$defs/{part}"}]}).validate(document)

    check("table", json.loads(table.to_json()))
    check("summary", table.summary())
    for id in table.ids:
        check("card", table.explain(id))
    for case in pipeline["records"]:
        check("card", json.loads(case["card"]))
    # The schema knows every key: one that it does not know fails.
    with pytest.raises(jsonschema.ValidationError):
        check("card", {**table.explain("fan"), "scroe": 1})
