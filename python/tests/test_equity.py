"""The equity room from Python: the worked example, conservation, money that is no points, and bad input."""

from __future__ import annotations

import datetime
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
from scvm import equity
from scvm.equity import Money, Points, TierBoundaries, TreatmentTable

NAN = math.nan


@pytest.fixture(scope="module")
def example(root: pathlib.Path) -> Dict[str, Any]:
    path = root / "tests" / "vectors" / "equity_worked_example.json"
    loaded: Dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def close(got: Any, want: Any) -> None:
    expected = np.array([NAN if value == "nan" else value for value in np.atleast_1d(np.array(want, dtype=object))])
    np.testing.assert_allclose(np.atleast_1d(got), expected.astype(float), rtol=1e-12, atol=1e-9)


def credits(example: Dict[str, Any]) -> List[equity.Credits]:
    rule = example["referrals"]
    referrals = equity.credits_from_referrals(
        rule["referrer"], rule["referred"], rule["time"], customers=12, as_of=1577837000, share=rule["share"]
    )
    rows = [referrals]
    for name in ("influence", "reviews"):
        rule = example[name]
        rows.append(
            equity.credits_from_influence(
                rule["influencer"], rule["influenced"], rule["weight"], customers=12, share=rule["share"]
            )
        )
    return rows


def valued(example: Dict[str, Any], passed_on: float = 0.0) -> equity.NetworkValues:
    referrals, influence, reviews = credits(example)
    rows = referrals + influence + reviews
    return equity.network_value(
        example["lifetime"],
        rows.receiver,
        rows.giver,
        rows.share,
        withdrawn=example["withdrawn"],
        ceiling=example["ceiling"],
        passed_on=passed_on,
    )


def test_the_network_values_of_twelve_customers(example: Dict[str, Any]) -> None:
    referrals, influence, reviews = credits(example)
    assert referrals.rejected == [tuple(row) for row in example["referrals"]["rejected"]]
    found = valued(example)
    want = example["one_step"]
    for name in ("value", "given", "received"):
        close(getattr(found, name), want[name])
    close(found.credit_received(referrals), want["by_referral"])
    close(found.credit_received(influence), want["by_influence"])
    close(found.credit_received(reviews), want["by_reviews"])
    assert found.lifetime_sum == found.value_sum == want["sum"]
    assert (found.scaled, found.left_out, found.counted) == (want["scaled"], want["left_out"], 11)
    close(found.credit_sum, want["credit_sum"])
    close(valued(example, example["chain"]["passed_on"]).value, example["chain"]["value"])
    lifetime = [NAN if gone else value for value, gone in zip(example["lifetime"], example["withdrawn"])]
    moved = equity.compare_ranks(lifetime, found.value)
    close(moved.spearman, example["ranks"]["spearman"])
    assert moved.entered.tolist() == example["ranks"]["entered"]
    assert moved.left.tolist() == example["ranks"]["left"]
    account = found.account(4)
    assert [line.customer for line in account.received] == [line[0] for line in example["account_of_emma"]["received"]]
    close([line.amount for line in account.received], [line[2] for line in example["account_of_emma"]["received"]])
    assert account.value == pytest.approx(150 + sum(line.amount for line in account.received))
    tiers = example["tiers"]
    boundaries = TierBoundaries(tiers["enter"], tiers["stay"])
    assert equity.value_tiers(found.value, boundaries, tiers["before"]).tier.tolist() == tiers["tier"]


def test_the_engagement_values_of_twelve_customers(example: Dict[str, Any]) -> None:
    found = valued(example)
    referrals, influence, reviews = credits(example)
    d = example["deflection"]
    contacts = equity.deflected_contacts(
        d["visits"], d["support_share"], d["resolved"], would_have_contacted=d["would_have_contacted"]
    )
    close(contacts, d["contacts"])
    saving = equity.deflection_saving(contacts, Money(d["contact_cost"], "EUR"), Money(d["community_cost"], "EUR"))
    close(saving.amount, d["saving"])
    knowledge = equity.knowledge_value(equity.split_by_weight(saving.amount, example["answers"]), example["ideas"])
    close(knowledge, example["knowledge"])
    lifetime = [None if gone else value for value, gone in zip(example["lifetime"], example["withdrawn"])]
    engagement = equity.engagement_value(
        lifetime,
        found.credit_received(referrals),
        found.credit_received(influence + reviews),
        knowledge,
        found.given,
        currency="EUR",
    )
    close(engagement.value, example["engagement"])
    close(engagement.total, example["engagement_total"])
    assert engagement.missing[11] == 1 and engagement.currency == "EUR"
    r = example["outside_referral"]
    columns = {k: r[k] for k in ("margin", "reward", "marketing", "saved_type_one", "saved_type_two", "type_one")}
    referral = equity.referral_value([0, 0], r["period"], customers=1, rate=r["rate"], **columns)
    close(referral.value, [r["value"]])
    for each in example["reference"]:
        numbers = [each[k] for k in ("rate", "contribution", "size", "leadership", "satisfied", "dissatisfied")]
        close(equity.reference_value(*numbers), each["value"])


def test_stages_sharing_helpers_and_a_programme(example: Dict[str, Any]) -> None:
    s = example["stages"]
    found = equity.stages(s["reached"])
    assert found.of_customer.tolist() == s["of_customer"]
    assert found.premature.tolist() == s["premature"]
    assert [step.reached for step in found.funnel] == s["funnel"]
    close(found.reproducibility, s["reproducibility"])
    close(found.scalability, s["scalability"])
    sharing = example["sharing"]
    profiles = equity.sharing_profile(sharing["person"], sharing["kind"], persons=12)
    close(profiles.diversity[[6, 1]], [sharing["diversity_of_greta"], sharing["diversity_of_ben"]])
    assert profiles.frame().loc[6, "experience"] == 2 and profiles.kinds["content"].events == 2
    t = example["trust"]
    trust = equity.helper_trust([t["successes"]], [t["jobs"]], [True], of_vetted=tuple(t["prior"]))
    close(trust.mean, [t["mean"]])
    close(trust.prior_weight, [t["prior_weight"]])
    way = example["routing"]
    columns = [way[k] for k in ("price", "p_fail", "loss", "waiting_hours")]
    routed = equity.route(*columns, value_of_hour=way["value_of_hour"])
    close(routed.costs, way["costs"])
    assert routed.chosen == way["chosen"]
    close(routed.break_even_p_fail, way["break_even_p_fail"])
    p = example["programme"]
    returned = equity.return_on_social(p["benefit"], p["cost"], how="experiment", rate=p["rate"])
    close([returned.net, returned.ratio, returned.payback], [p["net"], p["ratio"], p["payback"]])
    assert returned.grade == "A"
    for each in example["gate"]:
        assert equity.gate_recommendation(each["p_fan"], each["p_sympathizer"]) == each["ask"]
    o = example["opponent"]
    close(equity.opponent_priority(o["damage"], o["p_opponent"]), o["priority"])


@st.composite
def networks(draw: st.DrawFn) -> Dict[str, Any]:
    customers = draw(st.integers(1, 12))
    cents = st.one_of(st.none(), st.integers(-(10**8), 10**9))
    rows = draw(st.lists(st.tuples(*[st.integers(0, customers)] * 2, st.floats(0, 1)), max_size=40))
    return {
        "value": [None if c is None else c / 100 for c in draw(st.lists(cents, min_size=customers, max_size=customers))],
        "receiver": [row[0] for row in rows],
        "giver": [row[1] for row in rows],
        "share": [row[2] for row in rows],
    }


@given(networks(), st.floats(0.01, 0.99), st.floats(0, 1), st.sampled_from(["shared", "kept"]))
@settings(max_examples=300, deadline=None)
def test_the_sum_of_network_values_is_the_sum_of_lifetime_values(
    network: Dict[str, Any], ceiling: float, passed_on: float, losses: str
) -> None:
    found = equity.network_value(**network, ceiling=ceiling, passed_on=passed_on, losses=losses)
    known = [value for value in network["value"] if value is not None]
    size = np.nansum(np.abs(found.value))
    assert abs(math.fsum(found.value[~np.isnan(found.value)]) - math.fsum(known)) <= size * 2**-52
    assert np.isnan(found.value).tolist() == [value is None for value in network["value"]]
    again = equity.network_value(**network, ceiling=ceiling, passed_on=passed_on, losses=losses, threads=2)
    np.testing.assert_array_equal(found.value, again.value)


def test_columns_of_results_are_read_only_and_outlive_the_result() -> None:
    value = equity.network_value([200.0, 1000.0], [0], [1], [0.5]).value
    assert value.tolist() == [700, 500] and not value.flags.writeable


def test_pandas_dates_and_gaps_are_read() -> None:
    joined = [None, datetime.date(2026, 1, 5), "2026-01-01"]
    found = equity.credits_from_referrals(
        pd.Series([0, 1]), [1, 2], pd.to_datetime(["2026-01-05", "2026-01-03"]), customers=3, as_of="2026-02-01",
        joined=joined,
    )  # fmt: skip
    assert found.rejected == [(1, "referrer_joined_later")]
    assert found.receiver.tolist() == [0]
    part = equity.credits_from_referrals(
        [0, 0, 0, 0], [1, 2, 1, 2], ["2026-01-05", "05.01.2026", 46027, "2026-01-06"], customers=3, as_of="2026-06-30",
        half_life_days=90, share=0.1, joined=[None, None, "soon"],
    )  # fmt: skip
    assert [row for row, _ in part.rejected] == [1, 2, 3] and "joined[2]" in part.rejected[2][1]
    assert part.share.tolist() == pytest.approx([0.1 * 0.5 ** (176 / 90)])
    german = equity.credits_from_referrals(
        [0], [1], ["05.01.2026"], customers=2, as_of="2026-06-30", half_life_days=90, share=0.1, date_format="%d.%m.%Y"
    )
    assert german.share.tolist() == part.share.tolist() and german.rejected == []
    frame = pd.DataFrame({"value": [200, 1000]})
    assert equity.network_value(frame["value"], [0], [1], [0.5]).value_sum == 1200


def test_bad_rows_are_rejected_and_bad_rules_are_errors() -> None:
    found = equity.network_value([1.0, 2.0], [0, 0, 7, 0, 0], [1, 0, 1, 7, 1], [0.5, 0.5, 0.5, 0.5, 1.5])
    assert found.rejected == [(1, "self_credit"), (2, "unknown_receiver"), (3, "unknown_giver"), (4, "bad_share")]
    with pytest.raises(scvm.Error, match="ceiling x passed_on < 1"):
        equity.network_value([1.0], [], [], [], passed_on=1)
    with pytest.raises(scvm.Error, match="expected shared or kept"):
        equity.network_value([1.0], [], [], [], losses="ignored")
    with pytest.raises(scvm.Error, match="receiver: expected whole numbers"):
        equity.network_value([1.0], [-1], [0], [0.5])
    with pytest.raises(scvm.Error, match="customer = 9"):
        equity.network_value([1.0], [], [], []).account(9)
    profiles = equity.sharing_profile([0, 0, 5], ["ideas", "juggling", "ideas"], persons=1)
    assert profiles.rejected == [(1, "unknown_kind"), (2, "unknown_person")]
    with pytest.raises(scvm.Error, match="points_per_unit: juggling"):
        equity.sharing_profile([0], ["ideas"], persons=1, points_per_unit={"juggling": 2})
    with pytest.raises(scvm.Error, match="how = 'guess'"):
        equity.return_on_social([1], [1], how="guess")
    with pytest.raises(scvm.Error, match="least: karma"):
        equity.steps_reached(customers=1, least={"karma": 1})
    with pytest.raises(scvm.Error, match="expected five"):
        equity.company_stage([1, 1])
    with pytest.raises(scvm.Error, match="successes = 3"):
        equity.next_state("vetted", 0, vetted=True, jobs=2, successes=3, today=1)


def test_money_is_not_points_and_currencies_do_not_mix() -> None:
    assert Money(1, "EUR") + Money(2, "EUR") == Money(3, "EUR")
    assert 2.0 * Points(3) + Points(1) == Points(7)
    assert repr(Money(2.5, "EUR")) == "Money(2.5, 'EUR')" and hash(Points(1)) == hash(Points(1))
    with pytest.raises(TypeError):
        Money(1, "EUR") + Points(1)  # type: ignore[operator]
    with pytest.raises(TypeError):
        Money(1, "EUR") + 1.0  # type: ignore[operator]
    with pytest.raises(scvm.Error, match="EUR and USD: expected one currency"):
        Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(scvm.Error, match="three capital letters"):
        Money(1, "euro")
    dollars = equity.MoneyColumn([1.0], "USD")
    with pytest.raises(scvm.Error, match="EUR and USD"):
        equity.engagement_value([1.0], dollars, currency="EUR")


def test_an_unknown_component_makes_the_engagement_value_unknown() -> None:
    found = equity.engagement_value([100, 200], referral=[None, 5], currency="EUR")
    assert math.isnan(found.value[0]) and found.value[1] == 205
    assert found.missing.tolist() == [2, 0] and found.sum["referral"] == 5
    outside = equity.external_value([2, None], 300, saved=20, rate=0.1, periods=1)
    assert outside.expected == 2 and outside.value == pytest.approx(640 / 1.1)
    assert equity.deflected_contacts(100_000, 0.43, 0.65, 0.09) == pytest.approx(2515.5, rel=1e-14)
    segments = equity.referral_segments([1, 9], [9, 1], lifetime_split=5, referral_split=5)
    assert segments.tolist() == [equity.ReferralSegment.ADVOCATE, equity.ReferralSegment.AFFLUENT]


def test_grade_d_gives_limits_and_no_point_value() -> None:
    found = equity.return_on_social([100], [100], benefit_low=[50], benefit_high=[200])
    assert found.grade == "D" and math.isnan(found.ratio) and (found.ratio_low, found.ratio_high) == (-0.5, 1)
    assert equity.return_on_social([100, 0], [1, 1], how="attribution", carry_over=0.8).truncated


def test_steps_and_barriers() -> None:
    steps = equity.steps_reached(customers=2, contacts=[1, 1], satisfaction=[90, None], recommendations=[1, 1])
    assert steps[:, 3].tolist() == [1, equity.UNKNOWN_STEP]
    assert equity.company_stage([0.9, 0.2, 0.8, 0, 0]) == (equity.Stage.FIND, [equity.Stage.BIND])
    barriers = equity.integration_barriers([1, 1], [1, 0], [1, 0])
    assert [equity.IntegrationBarrier(int(b)) for b in barriers] == [
        equity.IntegrationBarrier.READY,
        equity.IntegrationBarrier.NO_FAN_OR_SYMPATHIZER | equity.IntegrationBarrier.NO_CONSENT,
    ]
    step = equity.next_state("helper", 20, vetted=True, jobs=5, successes=5, today=40)
    assert step.state is equity.HelperState.FRIEND and step.reason is equity.HelperChange.BADGE_EARNED
    idea = equity.idea_value(3, Money(1200, "EUR"))
    test = equity.tester_value(10, 2, Money(50, "EUR"), 3, Money(400, "EUR"))
    assert idea + test == Money(5800, "EUR")
    assert equity.effective_kinds([1, 1, 0]) == pytest.approx(2)
    ratings = equity.summarise_ratings([0], [0], [5], [None], [1], helpers=1, seekers=1, usual=4, weight=1)
    assert ratings.helper_rating.tolist() == [4.5] and ratings.revealed.tolist() == [1]


def test_a_treatment_table_has_neither_gaps_nor_overlaps() -> None:
    dimensions = {"group": ["fan", "opponent"], "stable": ["yes", "no"]}
    actions = {"invite": 1, "call": None}
    table = TreatmentTable(
        dimensions,
        actions,
        [{"group": "fan", "action": "invite", "reason": "likes to be asked"}, {"group": ["opponent"], "action": "call"}],
    )
    cases = pd.DataFrame({"group": ["fan", "fan", "opponent", None], "stable": ["yes", "no", "no", "no"]})
    found = table.treat(cases, [1, 2, 3, 4])
    assert found.action.tolist() == ["invite", "invite", "call", None]
    assert found.status.tolist() == [2, 0, 0, 1] and found.waiting["invite"] == 1
    assert found.reason.tolist()[0] == "likes to be asked"
    with pytest.raises(scvm.Error, match="no rule answers group = opponent, stable = yes"):
        TreatmentTable(dimensions, actions, [{"group": "fan", "action": "invite"}])
    with pytest.raises(scvm.Error, match="rules 0 and 1 both answer group = fan, stable = no"):
        TreatmentTable(dimensions, actions, [{"action": "call"}, {"group": "fan", "stable": "no", "action": "invite"}])
    for rule, message in (
        ({"group": "nobody", "action": "call"}, "rules.0.: group = 'nobody': expected one of fan, opponent"),
        ({"action": "sing"}, "action = 'sing'"),
        ({"mood": "x", "action": "call"}, "mood: expected one of"),
    ):
        with pytest.raises(scvm.Error, match=message):
            TreatmentTable(dimensions, actions, [rule])
    with pytest.raises(scvm.Error, match="group.0. = 'alien'"):
        table.treat({"group": ["alien"], "stable": ["no"]}, [1])
    with pytest.raises(scvm.Error, match="stable has 2 rows"):
        table.treat({"group": ["fan"], "stable": ["no", "no"]}, [1])


def test_attention_tiers_and_draws() -> None:
    assert equity.attention_list([3, 3, 2], [5, 7, 9], [1, 1, 1], 2).tolist() == [1, 0]
    boundaries = equity.boundaries_by_share(list(range(1, 101)), [0.5, 0.1], slack=0.1)
    assert boundaries.enter == [51, 91]
    assert equity.value_tiers([95, 60, None], boundaries).tier.tolist() == [2, 1, equity.NO_TIER]
    drawn = equity.draw_winners(["anna", "bert", "carla"], 2, seed=7, eligible=[1, 1, 0])
    turned = equity.draw_winners(["bert", "anna"], 2, seed=7)
    assert [["anna", "bert"][row] for row in drawn.winners] == [["bert", "anna"][row] for row in turned.winners]
    assert drawn.fingerprint == turned.fingerprint and drawn.excluded == [2]
    releases = equity.revenue_at_release([660, equity.NO_RELEASE], [0.5, 1], [100, 100])
    assert releases == [equity.ReleaseMonth(660, 1, 50)]
    gates = equity.gate_recommendation(np.array([0.5, 0.9, NAN]), np.array([0.1, 0.05, 0.2]))
    assert gates.tolist() == [1, 0, 2]
    assert equity.activation_potential(0.5, 19, 3) == 8


def test_the_examples_of_the_module_are_true() -> None:
    assert doctest.testmod(equity).failed == 0
