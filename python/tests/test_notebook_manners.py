"""How the library's things behave in a notebook: what they show, what they contain, what dir() lists."""

from __future__ import annotations

import html
import importlib
import re
from typing import Any, Tuple

import numpy as np
import pandas as pd
import pytest

import scvm
from scvm import results, value


@pytest.fixture(scope="module")
def scored() -> Tuple[scvm.CustomerBase, scvm.ScoringModel, scvm.ScoreTable]:
    base, model = scvm.example()
    return base, model, scvm.Scorer(model).score(base, as_of="2026-11-21")


def test_the_base_and_the_model_show_what_their_repr_tells_and_no_customer(scored: Any) -> None:
    base, model, table = scored
    for shown in (base, model):
        text = shown._repr_html_()
        words = re.findall(r"[\w.…]+", repr(shown).split("(", 1)[1])
        assert text.startswith("<table>") and all(html.escape(word) in text for word in words if word not in ("id", "hash", "rejected", "rows"))
        assert not any(f">{id}<" in text for id in table.ids)


def test_what_a_model_is_called_is_no_markup() -> None:
    rules = {"schema": "scvm-model/1", "id": "<script>alert(1)</script>", "value": {}}
    assert "<script>" not in scvm.ScoringModel(rules)._repr_html_()


def test_a_fit_shows_its_parameters_their_errors_and_how_it_ended() -> None:
    drawn = value.simulate_histories(value.BgNbd(0.8, 6.0, 0.8, 2.5), np.full(800, 50.0), seed=3)
    fit = value.fit_bg_nbd(drawn["x"], drawn["t_x"], drawn["T"])
    text = fit._repr_html_()
    assert "converged" in text and "800" in text
    for name, error in zip(("r", "alpha", "a", "b"), fit.standard_errors):
        assert f"<th>{name}</th><td>{getattr(fit.model, name):.6g} ± {error:.2g}</td>" in text
    failed = value.fit_bg_nbd([0.0] * 5, [0.0] * 5, [10.0] * 5)
    assert failed.status in failed._repr_html_() and html.escape(failed.reason) in failed._repr_html_()


def test_a_card_shows_its_own_scores_and_nobody_else(scored: Any) -> None:
    table = scored[2]
    card = results.ScoreCard.of(table.explain("ada"))
    text = card._repr_html_()
    assert "<caption>ScoreCard</caption>" in text and "<td>ada</td>" in text
    assert f"<td>{card.value.lifetime_value:,.6g}</td>" in text and f"<td>{table['segment'][list(table.ids).index('ada')]}</td>" in text
    assert not any(f">{id}<" in text for id in table.ids if id != "ada") and "None" not in text


def test_a_table_is_walked_through_by_ids_and_knows_them(scored: Any) -> None:
    table = scored[2]
    assert list(table) == list(table.ids) and len(list(table)) == len(table)
    assert "ada" in table and "nobody" not in table and 3 not in table and None not in table and ("ada",) not in table
    numbers = scvm.Scorer(scored[1]).score(scvm.CustomerBase([7, 12]), "2026-11-21")
    assert 7 in numbers and "12" in numbers and np.int64(12) in numbers and True not in numbers and 7.0 not in numbers


@pytest.mark.parametrize(
    "word, meant",
    [("clv", "lifetime_value"), ("LTV", "lifetime_value"), ("frequency", "x"), ("recency", "t_x"), ("monetary_value", "monetary"),
     ("lifetime_vaule", "lifetime_value"), ("Segment", "segment"), ("t", "T"), ("palive", "p_alive")],
)  # fmt: skip
def test_a_column_by_another_name_is_told_by_its_own(scored: Any, word: str, meant: str) -> None:
    with pytest.raises(scvm.Error, match=rf"did you mean {meant}\?") as caught:
        scored[2][word]
    assert caught.value.code is scvm.ErrorCode.UNKNOWN_ID and meant in scvm.ScoreTable.columns


def test_a_word_that_means_nothing_is_answered_with_all_columns(scored: Any) -> None:
    with pytest.raises(scvm.Error, match="expected one of segment, .*account_network_value"):
        scored[2]["zzzzzz"]


def test_pandas_gets_moments_and_booleans(scored: Any) -> None:
    base, _ = scvm.example()
    base.add_contracts(list(scored[2].ids), ["2027-03-31"] * len(scored[2]))
    table = scvm.Scorer(scored[1]).score(base, as_of="2026-11-21")
    frame, plain = table.to_pandas(), table.to_frame()
    assert frame["release_date"].notna().any() and frame["stable"].notna().any()
    assert str(frame["release_date"].dtype) == "datetime64[ns, UTC]"
    for moment, seconds in zip(frame["release_date"], plain["release_date"]):
        assert (pd.isna(moment) and np.isnan(seconds)) or moment.timestamp() == seconds
    flags = [name for name in table.columns if str(frame[name].dtype) == "boolean"]
    assert {"stable", "may_ask_referral", "hurt_fan", "active"} <= set(flags)
    for name in flags:
        assert [None if pd.isna(each) else bool(each) for each in frame[name]] == [{"yes": True, "no": False}.get(each) for each in plain[name]]
    assert list(frame.columns) == list(plain.columns) and frame.attrs == plain.attrs


@pytest.mark.parametrize("name", ["survey", "value", "network", "equity", "dates", "plots", "report"])
def test_dir_shows_what_a_module_offers_and_not_what_it_is_made_with(name: str) -> None:
    module = importlib.import_module(f"scvm.{name}")
    assert dir(module) == sorted(module.__all__)
    assert not {"np", "pd", "Dict", "Any", "judge_all"} & set(dir(module))
