from __future__ import annotations

import doctest
import json
import math
import pathlib
from typing import Any, Dict, List

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scvm
import scvm.survey as survey

NAN = float("nan")
VECTORS = pathlib.Path(__file__).parent.parent.parent / "tests" / "vectors"
SHARED = pathlib.Path(__file__).parent.parent.parent.parent / "shared" / "data"


def vectors(name: str) -> Dict[str, Any]:
    result: Dict[str, Any] = json.loads((VECTORS / f"survey_{name}.json").read_text(encoding="utf-8"))
    return result


def number(value: Any) -> float:
    return float(value)


def answers_of(case: Dict[str, Any]) -> Any:
    """The answers of a case, or None where its file is not beside the checkout."""
    if "file" not in case:
        return np.array(case["answers"] if "answers" in case else case["drivers"], dtype=float)
    path = SHARED / case["file"]
    return pd.read_csv(path).to_numpy(dtype=float) if path.exists() else None


QUESTIONS = survey.Questionnaire(
    [
        survey.Item("overall", "satisfaction"),
        survey.Item("expect", "satisfaction", 0, 10, missing_codes=[99]),
        {"id": "stay", "dimension": "attachment"},
        {"id": "misfit", "dimension": "attachment", "reversed": True, "weight": 2},
        {"id": "contract", "dimension": "barrier", "not_shown_codes": [-1]},
    ]
)
MEASURED = survey.Measurement(75, 70, 400, 484, 308, 8.5, 7.6)
scores = st.floats(0, 100)
segments = st.lists(st.integers(0, 5), min_size=1, max_size=60)


# ------------------------------------------------------------------------------------------------ shared vectors


@pytest.mark.parametrize("case", vectors("bivariate_normal")["cases"], ids=lambda c: str(c["name"]))
def test_the_bivariate_normal_matches_the_shared_vectors(case: Dict[str, Any]) -> None:
    assert survey.bivariate_normal_cdf(case["x"], case["y"], case["rho"]) == pytest.approx(case["value"], abs=1e-14)


@pytest.mark.parametrize("case", vectors("shares")["cases"], ids=lambda c: str(c["name"]))
def test_intervals_match_the_shared_vectors(case: Dict[str, Any]) -> None:
    confidence = case.get("confidence", 0.95)
    if "error" in case:
        with pytest.raises(scvm.Error) as caught:
            survey.wilson_interval(case["k"], case["n"], confidence)
        assert caught.value.code == case["error"]
    elif case["kind"] == "wilson":
        found = survey.wilson_interval(case["k"], case["n"], confidence)
        assert (found.low, found.high) == pytest.approx((case["low"], case["high"]), abs=2e-13)
    elif case["kind"] == "newcombe":
        found = survey.newcombe_interval(case["k1"], case["n1"], case["k2"], case["n2"], confidence)
        assert found == pytest.approx((case["estimate"], case["low"], case["high"]), abs=2e-13)
    elif case["kind"] == "goodman":
        table = np.array(survey.goodman_intervals(case["counts"], confidence))
        assert table[:, 1] == pytest.approx(case["low"], abs=2e-13)
        assert table[:, 2] == pytest.approx(case["high"], abs=2e-13)
    else:
        population = case.get("population", math.inf)
        assert survey.needed_n(case["half_width"], confidence, population=population) == case["n"]


@pytest.mark.parametrize("case", vectors("reliability")["cases"], ids=lambda c: str(c["name"]))
def test_reliability_matches_the_shared_vectors(case: Dict[str, Any]) -> None:
    answers = answers_of(case)
    if answers is None:  # its figures need the file; the same function is checked on the cases that carry their answers
        assert any("answers" in other for other in vectors("reliability")["cases"])
        return
    found = survey.reliability(answers, weights=case["weights"])
    for name in ("alpha", "alpha_low", "alpha_high", "standardised_alpha", "mean_correlation", "lambda6", "sd"):
        assert getattr(found, name) == pytest.approx(case[name], rel=1e-12), name
    assert found.standard_error_of_measurement == pytest.approx(case["sem"], rel=1e-12)
    assert found.omega_total == pytest.approx(case["omega_total"], abs=1e-6)
    assert found.corrected_item_total == pytest.approx(case["corrected_item_total"], rel=1e-12)
    assert found.alpha_if_deleted == pytest.approx(case["alpha_if_deleted"], rel=1e-12)
    assert found.rows == case["rows"]


@pytest.mark.parametrize("case", vectors("migration")["cases"], ids=lambda c: str(c["name"]))
def test_migration_matches_the_shared_vectors(case: Dict[str, Any]) -> None:
    found = survey.migration(case["table"])
    assert found.stuart_maxwell.statistic == pytest.approx(case["stuart_maxwell"], rel=1e-11, abs=1e-11)
    assert found.stuart_maxwell.degrees_of_freedom == case["stuart_maxwell_df"]
    assert found.bhapkar.statistic == pytest.approx(case["bhapkar"], rel=1e-11, abs=1e-11)
    assert found.bowker.p_value == pytest.approx(case["bowker_p"], rel=1e-10)
    assert found.bowker_full.degrees_of_freedom == case["bowker_full_df"]
    assert found.mcnemar_p == pytest.approx(case["mcnemar"], rel=1e-11)
    assert found.holm_p == pytest.approx(case["holm"], rel=1e-11)


@pytest.mark.parametrize("case", vectors("recommendation")["cases"], ids=lambda c: str(c["name"]))
def test_recommendation_scores_match_the_shared_vectors(case: Dict[str, Any]) -> None:
    found = survey.recommendation_score(case["detractors"], case["passives"], case["promoters"])
    assert found.score == pytest.approx(case["score"], abs=1e-12)
    for kind in ("wald", "adjusted_wald", "score_interval"):
        assert getattr(found, kind)[1:] == pytest.approx(case[kind], abs=1e-12), kind


@pytest.mark.parametrize("case", vectors("drivers")["cases"], ids=lambda c: str(c["name"]))
def test_drivers_match_the_shared_vectors(case: Dict[str, Any]) -> None:
    table = answers_of(case)
    if table is None:
        assert any("drivers" in other for other in vectors("drivers")["cases"])
        return
    outcome = case["outcome"] if "outcome" in case else table[:, 0]
    found = survey.drivers_of(table if "outcome" in case else table[:, 1:], outcome)
    for name in ("lmg", "johnson", "beta", "correlation"):
        assert getattr(found, name) == pytest.approx(case[name], abs=1e-12), name
    assert found.lmg.sum() == pytest.approx(found.r_squared, abs=1e-12)


@pytest.mark.parametrize("case", vectors("probabilities")["cases"], ids=lambda c: str(c["name"]))
def test_segment_probabilities_match_the_shared_vectors(case: Dict[str, Any]) -> None:
    cuts = dict(zip(("satisfied", "bound", "fan_bound", "fan_satisfied", "captive_bound"), case["cuts"]))
    found = survey.Portfolio(survey.Boundaries(**cuts)).probabilities(
        case["satisfaction"],
        case["attachment"],
        number(case["barrier"]),
        measurement=survey.Measurement(**case["measurement"]),
        posterior=case["kind"],
        satisfaction_coverage=case["satisfaction_coverage"],
        attachment_coverage=case["attachment_coverage"],
    )
    assert found.of[0] == pytest.approx(case["of"], abs=1e-12)


@pytest.mark.parametrize("case", vectors("portfolio")["cases"], ids=lambda c: str(c["name"]))
def test_placements_match_the_shared_vectors(case: Dict[str, Any]) -> None:
    rule = survey.Portfolio(
        survey.Boundaries(**case["cuts"]), fan_rule=case["fan_rule"], captive_rule=case["captive_rule"]
    )
    found = rule.place(*(number(case[name]) for name in ("satisfaction", "attachment", "barrier", "voice")))
    assert found.name == case["segment"]
    for name in ("held_by", "hurt_fan", "latched", "on_boundary", "voice_missing"):
        assert getattr(found, name) == case.get(name, getattr(found, name)), name


# ------------------------------------------------------------------------------------------------ questionnaire


def test_answers_become_scores_and_a_missing_answer_is_never_a_zero() -> None:
    found = survey.score_answers(QUESTIONS, [[4, 8, 3, 2, 5], [NAN, 99, NAN, 5, -1], [9, 8, 3, 2, 5]])
    assert found.satisfaction[0] == pytest.approx(77.5)
    assert found.attachment[:2] == pytest.approx([(50 + 150) / 3, 0])
    assert np.isnan(found.satisfaction[1]) and np.isnan(found["barrier"][1])
    assert found.status["satisfaction"].tolist() == ["scored", "not_answered", "rejected"]
    assert found.rejected == [(2, "overall", 9.0)]
    assert found.counts["missing_code"] == 1 and found.counts["not_shown"] == 1
    assert list(found.frame().columns) == ["satisfaction", "attachment", "barrier"]
    with pytest.raises(scvm.Error, match="there are satisfaction, attachment, barrier"):
        found["complaint"]


def test_a_frame_is_read_by_the_ids_of_the_items_in_any_order_and_type() -> None:
    frame = pd.DataFrame(
        {
            "name": ["ada", "grace"],
            "misfit": pd.array([2, None], dtype="Int64"),
            "stay": [3, 4],
            "contract": np.array([5, 1], dtype=np.int8),
            "expect": np.array([8, 2], dtype=np.float32),
            "overall": [4, None],
        }
    )
    found = QUESTIONS.score(frame)
    same = QUESTIONS.score([[4, 8, 3, 2, 5], [NAN, 2, 4, NAN, 1]])
    for name in QUESTIONS.dimensions:
        np.testing.assert_array_equal(found[name], same[name])
    with pytest.raises(scvm.Error, match="answers has no column 'stay'") as caught:
        QUESTIONS.score(frame.drop(columns="stay"))
    assert caught.value.code == scvm.ErrorCode.UNKNOWN_ID


def test_contributions_sum_to_the_score() -> None:
    row = {"overall": 4, "expect": 8, "stay": 3, "misfit": 2}
    parts = QUESTIONS.contributions(row)
    found = QUESTIONS.score([[4, 8, 3, 2, NAN]])
    assert parts["overall"] + parts["expect"] == pytest.approx(found.satisfaction[0])
    assert parts["stay"] + parts["misfit"] == pytest.approx(found.attachment[0])
    assert math.isnan(parts["contract"])


def test_a_survey_author_reads_what_is_wrong() -> None:
    wrong: List[Any] = [
        ([], "no items"),
        ([{"id": "a", "dimension": "d", "lowest": 5, "highest": 1}], "expected lowest < highest"),
        ([{"id": "a", "dimension": "d", "wieght": 1}], "wieght"),
        ([{"id": "a", "dimension": "d", "missing_codes": [3]}], "could not be told from an answer"),
    ]
    for items, text in wrong:
        with pytest.raises(scvm.Error, match=text) as caught:
            survey.Questionnaire(items)
        assert caught.value.code == scvm.ErrorCode.BAD_MODEL
    with pytest.raises(scvm.Error, match="expected one of error, missing, clamp"):
        survey.Questionnaire([survey.Item("a", "d")], out_of_range="ignore")
    with pytest.raises(scvm.Error, match="has no items"):
        survey.Questionnaire([survey.Item("a", "d")], dimensions=["d", "e"])
    assert QUESTIONS.classify("expect", 99) == "missing_code"
    with pytest.raises(scvm.Error):
        QUESTIONS.classify("nothing", 1)
    with pytest.raises(scvm.Error):
        QUESTIONS.score([1, 2, 3])


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 10), st.integers(1, 5), st.integers(1, 5)), min_size=1),
    st.floats(0.5, 20),
    st.floats(-50, 50),
)
def test_scores_do_not_move_when_the_answer_scale_is_relabelled(rows: List[Any], factor: float, shift: float) -> None:
    items = [("a", 1, 5), ("b", 0, 10), ("c", 1, 5), ("d", 1, 5)]
    plain = survey.Questionnaire([survey.Item(n, "satisfaction", lo, hi) for n, lo, hi in items])
    mirrored = survey.Questionnaire(
        [survey.Item(n, "satisfaction", shift - factor * hi, shift - factor * lo, reversed=True) for n, lo, hi in items]
    )
    answers = np.array(rows, dtype=float)
    relabelled = np.clip(
        shift - factor * answers,
        [shift - factor * hi for _, _, hi in items],
        [shift - factor * lo for _, lo, _ in items],
    )
    np.testing.assert_allclose(plain.score(answers).satisfaction, mirrored.score(relabelled).satisfaction, atol=1e-9)


@given(st.lists(st.lists(st.one_of(st.just(NAN), st.integers(1, 5)), min_size=4, max_size=4), min_size=1), st.randoms())
def test_an_item_that_nobody_answers_and_the_order_of_customers_change_no_score(rows: List[Any], random: Any) -> None:
    short = survey.Questionnaire([survey.Item(str(i), "d") for i in range(4)], minimum_coverage=0)
    longer = survey.Questionnaire([survey.Item(str(i), "d") for i in range(5)], minimum_coverage=0)
    answers = np.array(rows, dtype=float)
    wide = np.column_stack([answers, np.full(len(answers), NAN)])
    np.testing.assert_array_equal(short.score(answers)["d"], longer.score(wide)["d"])
    order = list(range(len(rows)))
    random.shuffle(order)
    np.testing.assert_array_equal(short.score(answers)["d"][order], short.score(answers[order])["d"])
    np.testing.assert_array_equal(short.score(answers)["d"], short.score(np.asfortranarray(answers))["d"])
    np.testing.assert_array_equal(short.score(answers)["d"][::-1], short.score(answers[::-1])["d"])


@settings(max_examples=40)
@given(st.lists(st.tuples(*[st.floats(0, 100, width=32)] * 4), min_size=3, max_size=40), st.randoms())
def test_reliability_is_the_same_in_any_order(rows: List[Any], random: Any) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    a, b = survey.reliability(rows), survey.reliability(shuffled)
    assert a.flags == b.flags
    np.testing.assert_array_equal([a.alpha, a.lambda6, a.omega_total, a.sd], [b.alpha, b.lambda6, b.omega_total, b.sd])


def test_reliability_flags_what_it_cannot_say() -> None:
    assert survey.reliability([[1], [2]]).flags == ("too_few_items", "unstable")
    assert "zero_variance" in survey.reliability([[1, 3], [2, 3], [3, 3]]).flags
    assert survey.reliability([[1, NAN], [NAN, 2]]).rows == 0
    assert survey.reliability([[1, NAN], [NAN, 2]], missing="pairwise").rows == 2
    with pytest.raises(scvm.Error, match="listwise, pairwise"):
        survey.reliability([[1, 2]], missing="casewise")


def test_hasty_and_uniform_answers_are_flagged() -> None:
    asked = survey.Questionnaire([survey.Item(str(i), "d", reversed=i == 2) for i in range(4)])
    found = asked.inspect([[4, 4, 4, 4], [5, 1, 5, 1], [2, 3, NAN, NAN]], [60, 60, 5], fastest=10)
    assert found.straight_lining.tolist() == [True, False, False]
    assert found.all_extreme.tolist() == [False, True, False]
    assert found.too_fast.tolist() == [False, False, True]
    assert (found.complete, found.broken_off, found.blank) == (2, 1, 0)
    stands = survey.latest_responses(
        ["ada", "ada", "bob"], [1, 1, 1], np.array(["2026-01-02", "2026-01-01", "NaT"], dtype="datetime64[D]")
    )
    assert stands.tolist() == [True, False, True]


# ------------------------------------------------------------------------------------------------ portfolio


def test_one_customer_and_columns_of_them_are_placed_alike() -> None:
    rule = survey.Portfolio()
    one = rule.place(80, 90)
    assert isinstance(one, survey.Placement)
    assert one.segment is survey.Segment.FAN and one.name == "fan"
    many = rule.place([80, 30, 30, NAN, 80], [90, 70, 20, 50, 30], [NAN, NAN, 80, NAN, 90])
    assert isinstance(many, survey.Placements)
    assert many.names.tolist() == ["fan", "captive", "captive", "unclassified", "mercenary"]
    assert many.held_by.tolist() == ["none", "affective", "calculative", "none", "none"]
    assert many.latched.tolist() == [False, False, False, False, True]
    assert many.categorical("de")[1] == "Gefangene"
    assert len(many) == 5
    assert np.array_equal(survey.release_dates(many, [100.0] * 5, 10), [NAN, NAN, 100, NAN, 100], equal_nan=True)
    assert survey.barrier_with_contract([20.0, NAN], [100, NAN], as_of=10).tolist()[0] == 100
    with pytest.raises(scvm.Error, match="satisfaction"):
        rule.place([101.0], [50.0])
    with pytest.raises(scvm.Error) as caught:
        rule.place([10.0], [50.0, 60.0])
    assert caught.value.code == scvm.ErrorCode.SIZE_MISMATCH
    with pytest.raises(scvm.Error, match="expected one of attachment, voice, both"):
        survey.Portfolio(fan_rule="love")


@given(st.lists(st.tuples(scores, scores), min_size=1, max_size=50))
def test_probabilities_are_probabilities_and_rise_and_fall_as_they_should(points: List[Any]) -> None:
    rule = survey.Portfolio()
    x, y = np.array(points, dtype=float).T
    here = rule.probabilities(x, y, measurement=MEASURED)
    assert (here.of >= 0).all()
    np.testing.assert_allclose(here.of.sum(axis=1), 1, atol=1e-12)
    for more in (
        rule.probabilities(np.minimum(x + 4, 100), y, measurement=MEASURED),
        rule.probabilities(x, np.minimum(y + 4, 100), measurement=MEASURED),
    ):
        assert (more.of[:, 0] >= here.of[:, 0] - 1e-14).all()
        assert (more.of[:, 4] <= here.of[:, 4] + 1e-14).all()
    exact = survey.Measurement(75, 70, 400, 484, 308, 0, 0)
    hard = rule.probabilities(x, y, measurement=exact)
    np.testing.assert_array_equal(hard.modal, hard.assigned)
    assert hard.stable.all()


@given(st.lists(st.tuples(st.floats(40, 75), st.floats(40, 75)), min_size=25, max_size=60, unique=True))
def test_ten_points_for_everybody_move_no_sample_mean_share_but_frozen_ones(points: List[Any]) -> None:
    x, y = np.round(np.array(points, dtype=float), 1).T
    if np.ptp(x) < 20 or np.ptp(y) < 20:
        x[0], x[1], y[0], y[1] = 40, 75, 40, 75
    try:
        first = survey.sample_mean(x, y, guard=False)
    except scvm.Error as error:  # nobody above both means
        assert error.code == scvm.ErrorCode.NOT_FITTED
        return
    later = survey.sample_mean(x + 10, y + 10, guard=False)
    apart = 1e-6  # a mean may meet a score to the last digit
    clear = (np.abs(x - first.cuts.satisfied) > apart) & (np.abs(y - first.cuts.bound) > apart)
    clear &= np.abs(y - first.cuts.fan_bound) > apart
    before = survey.Portfolio(first).place(x[clear], y[clear])
    after = survey.Portfolio(later).place(x[clear] + 10, y[clear] + 10)
    assert np.array_equal(before.segment, after.segment)
    frozen = survey.Portfolio(first.frozen()).place(x + 10, y + 10)
    assert (frozen.segment != survey.Portfolio(first).place(x, y).segment).any()


def test_a_measurement_may_know_the_noise_of_barriers() -> None:
    s, e, k = [10.0, 30, 50], [20.0, 40, 30], [NAN, 20.0, 60.0]
    plain = survey.measure(s, e, 0.75, 0.5)
    found = survey.measure(s, e, 0.75, 0.5, barrier=k, barrier_reliability=0.75)
    assert plain.barrier_error == 0 and plain.satisfaction_error == pytest.approx(10)
    assert (found.barrier_mean, found.barrier_variance) == pytest.approx((40, 800))
    assert found.barrier_error == pytest.approx(math.sqrt(200))
    with pytest.raises(scvm.Error):
        survey.measure(s, e, 0.75, 0.5, barrier=k)


def test_boundaries_say_where_they_come_from() -> None:
    found = survey.benchmark(
        "panel", "2025-12-31", 3112, satisfaction_mean=71, attachment_mean=64, attachment_fan_quantile=83
    )
    assert (found.method, found.source, found.n) == ("benchmark", "panel", 3112)
    assert found.frozen().method == "frozen"
    assert survey.Portfolio(found).fingerprint == survey.Portfolio(found.frozen()).fingerprint
    assert survey.Portfolio().fingerprint != survey.Portfolio(survey.Boundaries.strict_fan()).fingerprint
    with pytest.raises(scvm.Error) as caught:
        survey.sample_mean([50.0] * 30, np.linspace(0, 100, 30))
    assert caught.value.code == scvm.ErrorCode.NOT_FITTED
    with pytest.raises(scvm.Error, match="fan_bound"):
        survey.Portfolio(survey.Boundaries(bound=95))


# ------------------------------------------------------------------------------------------------ shares and waves


@given(segments)
def test_equal_weights_are_no_weights_and_no_share_loses_its_interval(groups: List[int]) -> None:
    plain = survey.shares(np.array(groups, dtype=np.uint8))
    equal = survey.shares(groups, [2.5] * len(groups))
    assert plain.n + plain.unclassified == len(groups)
    for name in survey.SEGMENTS:
        a, b = plain.share[name], equal.share[name]
        if plain.n == 0:
            assert math.isnan(a.estimate)
            continue
        assert a == pytest.approx(b, abs=1e-12)
        assert 0 <= a.low <= a.estimate <= a.high <= 1
    if plain.n:
        assert sum(share.estimate for share in plain.share.values()) == pytest.approx(1)


def test_segments_may_be_numbers_names_or_categories() -> None:
    names = ["fan", None, "opponent", "fan"]
    for given_as in (names, pd.Series(names), pd.Categorical(names), [1, 0, 5, 1], np.array([1, 0, 5, 1])):
        assert survey.shares(given_as).counts == {
            "fan": 2, "sympathizer": 0, "mercenary": 0, "captive": 0, "opponent": 1,
        }  # fmt: skip
    for wrong in (["Terrorist"], [7], np.array([6], dtype=np.uint8)):
        with pytest.raises(scvm.Error):
            survey.shares(wrong)


def test_small_groups_are_not_shown() -> None:
    groups = ["fan"] * 30 + ["captive"] * 3 + ["opponent"] * 9
    frame = survey.shares(groups).frame()
    assert frame["n"].isna().tolist() == [False, False, False, True, True]
    assert survey.shares(groups).frame(show_suppressed=True).loc["captive", "n"] == 3
    table = survey.breakdown(groups, ["north"] * 20 + ["south"] * 21 + [None])
    assert table.categories == ["north", "south", "(missing)"]
    assert table.frame().loc["south", ["captive", "opponent"]].isna().all()


def test_waves_of_other_boundaries_or_questions_are_not_compared() -> None:
    rule, other = survey.Portfolio(), survey.Portfolio(survey.Boundaries(satisfied=70))
    groups = ["fan"] * 20 + ["opponent"] * 20
    first = survey.shares(groups, origin=rule.origin(QUESTIONS))
    assert survey.compare_shares(first, first).difference["fan"].estimate == 0
    for origin in (other.origin(QUESTIONS), rule.origin()):
        with pytest.raises(scvm.Error) as caught:
            survey.compare_shares(first, survey.shares(groups, origin=origin))
        assert caught.value.code == scvm.ErrorCode.BAD_MODEL
        with pytest.raises(scvm.Error):
            survey.panel(groups, groups, rule.origin(QUESTIONS), origin)


@given(st.integers(2, 6).flatmap(lambda k: st.lists(st.lists(st.integers(0, 20), min_size=k, max_size=k), min_size=k, max_size=k)))
def test_migration_does_not_depend_on_names_or_direction(table: List[List[int]]) -> None:
    counts = np.array(table, dtype=float)
    found = survey.migration(counts)
    for other in (counts.T, np.roll(np.roll(counts, 1, axis=0), 1, axis=1)):
        again = survey.migration(other)
        np.testing.assert_allclose(again.stuart_maxwell.statistic, found.stuart_maxwell.statistic, atol=1e-9)
        np.testing.assert_allclose(again.bowker.statistic, found.bowker.statistic, atol=1e-9)
    if len(table) == 2:
        np.testing.assert_allclose(found.bowker.statistic, found.stuart_maxwell.statistic, atol=1e-9)


def test_a_retest_is_not_taken_for_change() -> None:
    rng = np.random.default_rng(5)
    truth = rng.multivariate_normal([70, 66], [[250, 150], [150, 300]], 4000)
    first, second = (np.clip(truth + rng.normal(0, (8, 7), truth.shape), 0, 100) for _ in range(2))
    rule = survey.Portfolio()
    before, after = rule.place(*first.T), rule.place(*second.T)
    seen = survey.measure(first[:, 0], first[:, 1], 1 - 64 / first[:, 0].var(), 1 - 49 / first[:, 1].var())
    noise = survey.migration_against_noise(
        before, after, rule.probabilities(*first.T, measurement=seen, posterior="retest")
    )
    assert noise.moved_share > 0.25
    assert abs(noise.excess_share) < 0.03
    assert noise.headline.endswith("asking the same people again would have produced")
    moved = survey.panel(before, after)
    assert moved.count.sum() == noise.n == 4000
    assert moved.frame().loc["fan"].sum() == (before.names == "fan").sum()


def test_raking_meets_its_margins_and_names_what_it_cannot_meet() -> None:
    data = pd.DataFrame({"sex": ["f", "m", "m", "m", "f"], "age": ["young", "old", "old", "young", "old"]})
    found = survey.rake({"sex": {"f": 50, "m": 50}, "age": {"young": 30, "old": 70}}, data)
    assert found.weights[data["sex"] == "f"].sum() == pytest.approx(2.5)
    assert found.weights[data["age"] == "young"].sum() == pytest.approx(1.5)
    np.testing.assert_allclose(survey.post_stratify(data["sex"], {"f": 1, "m": 1}), [1.25, 5 / 6, 5 / 6, 5 / 6, 1.25])
    with pytest.raises(scvm.Error, match="respondent 0 has 'f'"):
        survey.rake({"sex": {"w": 50, "m": 50}}, data)
    with pytest.raises(scvm.Error) as caught:
        survey.rake({"sex": {"f": 50, "m": 40, "d": 10}}, data)
    assert caught.value.code == scvm.ErrorCode.NOT_FITTED


def test_revenue_is_the_same_for_any_number_of_threads() -> None:
    rng = np.random.default_rng(1)
    groups, amounts = rng.integers(0, 6, 300), rng.gamma(2, 50, 300)
    one = survey.revenue_by_group(groups, amounts, samples=200)
    assert one == survey.revenue_by_group(groups, amounts, samples=200, threads=2)
    assert sum(each.top_by_mean for each in one.values()) == pytest.approx(1)
    assert one["fan"].mean.low < one["fan"].mean.estimate < one["fan"].mean.high


# ------------------------------------------------------------------------------------------------ CRM measures


def test_measures_of_crm_reports_take_their_published_values() -> None:
    effort = survey.effort_score([80, 210, 140, 110, 160, 180, 120])
    assert effort.mean.estimate == 4.08
    assert effort.index.estimate == pytest.approx(-0.13) and effort.easy_share.estimate == pytest.approx(0.46)
    assert survey.acsi(8, 7, 7.5, (0.3885, 0.3190, 0.2925)) == pytest.approx(72.6083333333)
    assert survey.top_box_share([1, 2, 3, 4, 10]).estimate == 0.7
    counts = {"attractive": 30, "one_dimensional": 42, "must_be": 18, "indifferent": 8, "reverse": 1, "questionable": 1}
    found = survey.kano(counts=counts)
    assert (found.better, found.worse) == pytest.approx((0.734693877551, -0.612244897959))
    assert survey.kano([1, 3, NAN], [5, 5, 1]).count["must_be"] == 1
    with pytest.raises(scvm.Error):
        survey.kano(counts={"nice": 3})
    assert survey.count_recommendations([10, 7, 0, NAN, None]) == (1, 1, 1)
    first, second = survey.recommendation_score(30, 40, 30), survey.recommendation_score(20, 40, 40)
    difference, z, p = survey.compare_recommendation(first, second)
    assert difference.estimate == pytest.approx(0.2) and z > 0 and 0.05 < p < 0.08
    assert survey.disattenuated_correlation(0.6, 0.8, 0.7, 103).estimate == pytest.approx(0.6 / math.sqrt(0.56))
    balance = survey.balance_interval(30, 20, 100)
    assert balance.estimate == pytest.approx(0.1)
    assert survey.labels("de")[3] == "Söldner"


def test_touchpoints_and_perception_gaps_keep_their_names() -> None:
    ratings = pd.DataFrame({"shop": [80, 90, NAN], "hotline": [20, 40, NAN], "web": [60, NAN, NAN]})
    found = survey.touchpoints(ratings)
    assert found.weakest == "hotline"
    assert found.weakest_at == ["hotline", "hotline", None]
    assert found.frame().loc["hotline", "mean"] == 30
    customers = pd.DataFrame({"price": [5, 4, 5], "service": [2, 3, 1]})
    managers = pd.DataFrame({"service": [5, 5], "price": [2, 3]})
    gap = survey.perception_gap(customers, managers)
    assert gap.names == ["price", "service"]
    assert gap.gap[0].estimate == pytest.approx(14 / 3 - 2.5) and gap.rank_correlation == -1


def test_the_theory_may_be_wrong() -> None:
    rng = np.random.default_rng(3)
    satisfaction = rng.normal(60, 15, 500)
    attachment = 0.6 * satisfaction + rng.normal(20, 12, 500)
    spend = satisfaction + rng.normal(0, 10, 500)
    nothing = survey.incremental_r_squared(satisfaction, attachment, spend)
    assert nothing.status == "tested" and nothing.gain < 0.01
    left = (rng.uniform(size=500) < 1 / (1 + np.exp((attachment - 56) / 8))).astype(float)
    much = survey.incremental_auc(satisfaction, attachment, left)
    assert much.p_value < 1e-6 and much.gain > 0.02 and much.attachment_slope < 0
    found = survey.check_conformance(["captive", "sympathizer", "fan"], [70.0, 65.0, 90.0])
    assert found.known and not found.captives_weaker and found.captives_weaker_than_attached
    assert survey.drivers_of(np.ones((20, 2)), spend[:20]).status == "constant"


def test_the_room_refuses_arrays_that_it_would_have_to_copy() -> None:
    from scvm._core import survey as core

    made = core.Portfolio(core.default_cuts(), "attachment", "either")
    for wrong in (np.arange(4), np.arange(8.0)[::2], np.ones((2, 2)), [1.0, 2.0]):
        with pytest.raises(TypeError):
            made.place(wrong, wrong, None, None)  # type: ignore[arg-type]


def test_the_examples_of_the_module_run() -> None:
    assert doctest.testmod(survey).failed == 0


# ------------------------------------------------------------------------------------------------ pictures


def test_the_pictures_show_what_they_are_given(tmp_path: pathlib.Path) -> None:
    pytest.importorskip("matplotlib").use("Agg")
    import matplotlib.pyplot as plt

    from scvm import plots

    rng = np.random.default_rng(8)
    truth = rng.multivariate_normal([70, 66], [[250, 150], [150, 300]], 300)
    first, second = (np.clip(truth + rng.normal(0, 7, truth.shape), 0, 100) for _ in range(2))
    rule = survey.Portfolio()
    x, y = first.T
    seen = survey.measure(x, y, 0.8, 0.85)
    before, after = rule.place(*first.T), rule.place(*second.T)
    ax = plots.portfolio(x, y, rule, measurement=seen, ellipses=5, language="de")
    texts = [text.get_text() for text in ax.texts]
    assert texts and set(texts) == set(survey.labels("de")[1:])
    assert sum(type(patch).__name__ == "Ellipse" for patch in ax.patches) == 5
    assert sum(len(dots.get_offsets()) for dots in ax.collections) == 300

    share_ax = plots.shares(survey.shares(before, origin=rule.origin()))
    assert "rule scvm-ap/1" in share_ax.get_title()
    hidden = plots.shares(survey.shares(["fan"] * 40 + ["captive"] * 2 + ["opponent"] * 8))
    assert sum(text.get_text() == "too few to show" for text in hidden.texts) == 2

    noise = survey.migration_against_noise(
        before, after, rule.probabilities(*first.T, measurement=seen, posterior="retest")
    )
    flow = plots.migration(survey.panel(before, after), noise)
    assert "(hatched)" in flow.get_title()
    assert any(ribbon.get_hatch() for ribbon in flow.collections)
    nobody = plots.migration(survey.panel(["unclassified"], ["fan"]))
    assert nobody.texts[0].get_text() == "nobody is classified in both waves"

    table = pd.DataFrame(rng.normal(size=(60, 3)), columns=["price", "service", "range"])
    bars = plots.drivers(survey.drivers_of(table, table["price"] - table["service"] + 0.2 * table["range"]))
    assert {label.get_text() for label in bars.get_yticklabels()} == {"price", "service (-)", "range"}
    for number_of, each in enumerate((ax, share_ax, hidden, flow, nobody, bars)):
        each.figure.savefig(tmp_path / f"{number_of}.svg")
        assert (tmp_path / f"{number_of}.svg").stat().st_size > 1000
    plt.close("all")
