"""Published totals are the sums of their published parts, and what is hidden has a line of its own."""

from __future__ import annotations

import math
from typing import Any, Dict, Iterable, List

import numpy as np
import pytest

import scvm
from scvm.demo import model as demo_model

AS_OF = "2026-07-01"
CENT = 0.005
BASES = 200


def days(random: np.random.Generator, n: int) -> List[str]:
    return [f"2026-{month:02}-{day:02}" for month, day in zip(random.integers(1, 7, n), random.integers(1, 29, n))]


def random_base(random: np.random.Generator) -> scvm.CustomerBase:
    """20 to 160 customers, some of whom answered, bought, gave back, refused, react to each other, brought others."""
    n = int(random.integers(20, 160))
    ids = np.array([f"c{i:03}" for i in range(n)])
    base = scvm.CustomerBase(list(ids))

    def some(share: float) -> Any:
        return ids[random.random(n) < share]

    answered = some(0.8)
    for item in ("sat", "att"):
        base.add_answers(answered, [item] * len(answered), random.integers(1, 6, len(answered)).astype(float), ["2026-01-05"] * len(answered))
    buyers = np.repeat(ids, random.poisson(2.5, n))
    amounts = np.round(random.lognormal(3, 1.5, len(buyers)) * np.where(random.random(len(buyers)) < 0.07, -0.3, 1), 2)
    base.add_purchases(buyers, days(random, len(buyers)), amounts)
    refused = some(float(random.choice([0, 0.02, 0.1])))
    base.add_consents(refused, "scoring", ["refused"] * len(refused), ["2026-01-01"] * len(refused))
    base.add_attributes("territory", ids, [f"t{each}" for each in random.integers(0, random.integers(2, 7), n)])
    pairs = random.integers(0, n, (3 * n, 2))
    pairs = ids[pairs[pairs[:, 0] != pairs[:, 1]]]
    base.add_interactions(pairs[:, 0], pairs[:, 1], random.choice(["like", "comment", "share"], len(pairs)), days(random, len(pairs)))
    referred = ids[random.permutation(n)[: n // 10]]
    base.add_referrals([str(each) for each in random.choice(ids, len(referred))], referred, days(random, len(referred)))
    helpful = some(0.1)
    base.add_contributions(helpful, ["ideas"] * len(helpful), days(random, len(helpful)), value=np.round(random.random(len(helpful)) * 100, 2))
    return base


def rules() -> scvm.ScoringModel:
    document = demo_model.load("survey", "value", "network", "equity").to_dict()
    items = [{"id": name, "dimension": of, "lowest": 1, "highest": 5} for name, of in (("sat", "satisfaction"), ("att", "attachment"))]
    document["survey"] = {"items": items, "out_of_range": "missing"}
    document["value"].update(
        purchasing_model="bg_nbd", bg_nbd={"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259}, gamma_gamma={"p": 6.25, "q": 3.74, "v": 15.44}
    )
    document.pop("consent", None)
    return scvm.ScoringModel(document)


def total(parts: Iterable[Any]) -> float:
    return math.fsum(0.0 if each is None else each for each in parts)


def finite(column: Any) -> float:
    return float(np.nansum(np.asarray(column, dtype=float)))


@pytest.fixture(scope="module")
def tables() -> List[scvm.ScoreTable]:
    random, scorer = np.random.default_rng(20260701), scvm.Scorer(rules())
    return [scorer.score(random_base(random), AS_OF) for _ in range(BASES)]


def test_what_a_summary_shows_and_hides_is_its_total(tables: List[scvm.ScoreTable]) -> None:
    hiding = 0
    for table in tables:
        summary, hidden = table.summary(), table.summary().get("hidden", {})
        hiding += bool(hidden)
        for of_group, whole in (("revenue", "revenue"), ("lifetime_value", "customer_equity"), ("valued", "valued"), ("customers", "customers")):
            shown = [group[of_group] for group in summary["segments"]]
            if summary[whole] is not None and (None not in shown or of_group in hidden):
                assert total([*shown, hidden.get(of_group)]) == pytest.approx(summary[whole], abs=CENT), whole
            else:
                assert None in shown or summary[whole] is None
        if summary["revenue"] is not None:
            assert finite(table["revenue"]) == pytest.approx(summary["revenue"], abs=CENT)
        if summary["customer_equity"] is not None:
            assert finite(table["lifetime_value"]) == pytest.approx(summary["customer_equity"], abs=CENT)
        for parts in (summary["survey_status"], summary["value_status"], summary["consent"]):
            if None not in parts.values():
                assert sum(parts.values()) == summary["customers"]
        for rows in (summary["answer_rows"], summary["purchase_rows"]):
            left = rows["rows"] - sum(n or 0 for name, n in rows.items() if name != "rows")
            assert left == 0 or (rows["no_consent"] is rows["after_as_of"] is None and left > 0)
    assert hiding > BASES // 4


def test_an_analysis_and_a_breakdown_show_the_sums_of_the_summary(tables: List[scvm.ScoreTable]) -> None:
    compared = 0
    for table in tables:
        summary, analysis, by = table.summary(), table.analysis(), table.breakdown("territory")
        of_group: Dict[str, Any] = {group["segment"]: group for group in summary["segments"]}
        for group in analysis["survey"]["revenue_by_segment"]["groups"]:
            revenue = of_group[group["segment"]]["revenue"]
            assert (group["sum"] is None) or revenue is None or group["sum"] == pytest.approx(revenue, abs=CENT)
            if group["sum"] is not None and group["n"]:
                assert group["mean"]["value"] * group["n"] == pytest.approx(group["sum"], abs=CENT * group["n"])
                compared += 1
        for row in by["rows"]:
            if row["n"] is not None:
                assert total([each["count"] for each in row["segments"]]) + (row["hidden"] or 0) == row["n"]
    assert compared > BASES


def test_money_of_a_table_adds_up_for_everybody_and_for_the_company(tables: List[scvm.ScoreTable]) -> None:
    given = 0.0
    for table in tables:
        columns = {name: np.nan_to_num(np.asarray(table[name], dtype=float)) for name in
                   ("lifetime_value", "knowledge_value", "credit_received", "credit_given", "network_value", "engagement_value")}  # fmt: skip
        known = np.isfinite(np.asarray(table["engagement_value"], dtype=float))
        parts = columns["network_value"] + columns["knowledge_value"]
        assert np.abs(np.where(known, columns["engagement_value"] - parts, 0)).max() < CENT
        network = columns["lifetime_value"] + columns["credit_received"] - columns["credit_given"]
        known = np.isfinite(np.asarray(table["network_value"], dtype=float))
        assert np.abs(np.where(known, columns["network_value"] - network, 0)).max() < CENT
        assert columns["credit_received"].sum() == pytest.approx(columns["credit_given"].sum(), abs=CENT), "what is credited is taken from somebody"
        given += columns["credit_given"].sum()
    assert given > 0
