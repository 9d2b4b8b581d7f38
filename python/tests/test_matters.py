"""Who matters, who stands between others, ambassadors, stages and the staff: on small typed tables."""

from __future__ import annotations

import itertools
import json
import pickle
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
import pytest

import scvm
from scvm.demo import model as demo_model

AS_OF = "2026-06-30"
ITEMS = {"sat_overall": (1, 5), "sat_expectations": (0, 10), "sat_problems": (5, 1), "att_proud": (1, 5), "att_trust": (1, 5), "att_miss": (1, 7)}
Event = Tuple[str, Optional[str], str, str]


class World:
    """A community of forty around a few who write, some rich who take no part, and two employees."""

    def __init__(self, seed: int = 3, customers: int = 120) -> None:
        random = np.random.default_rng(seed)
        self.ids = [f"c{i:03}" for i in range(customers)]
        mood = np.clip(random.normal(0.65, 0.25, customers), 0, 1)
        mood[:8] = 0.97
        self.answers = [
            (id, item, round(low + (high - low) * float(np.clip(m + random.normal(0, 0.08), 0, 1))), "2026-05-11", 1)
            for id, m in zip(self.ids, mood)
            for item, (low, high) in ITEMS.items()
        ]
        self.purchases: List[Tuple[str, str, float]] = []
        for id in self.ids:
            day = np.datetime64("2024-07-01") + int(random.integers(0, 200))
            rate, left, spend = random.gamma(1.2, 1 / 30), random.beta(0.7, 4), 20 + random.gamma(4, 8)
            while day <= np.datetime64(AS_OF):
                self.purchases.append((id, str(day), round(float(spend * random.gamma(6, 1 / 6)), 2)))
                if random.random() < left:
                    break
                day += 1 + int(random.exponential(1 / rate))
        self.purchases += [("c007", f"2026-{m:02}-15", 5000.0) for m in range(1, 6)]  # a fan, rich, who meets nobody
        self.events: List[Event] = []
        for day in range(1, 29):
            for _ in range(8):
                who = int(random.choice([0, 1, 2, 3, 4, 5, 8, 9, 10, 11]))
                other = int(random.integers(0, 40))
                if 7 not in (who, other) and who != other:
                    self.events += [(self.ids[who], None, "post", f"2026-06-{day:02}"), (self.ids[other], self.ids[who], "comment", f"2026-06-{day:02}")]
        self.staff: List[Event] = [("e1", "c003", "answer", "2026-06-10"), ("c003", "e1", "comment", "2026-06-11"), ("e1", "e2", "comment", "2026-06-12")]
        self.contributions = [("c003", "ideas", "2026-05-01", 2.0, 1.0), ("c003", "know_how", "2026-05-02", 1.0, 1.0)]
        self.refused: Dict[str, str] = {"c005": "contact"}

    def base(self, extra: List[Event] = [], fingerprints: Optional[Dict[int, str]] = None) -> scvm.CustomerBase:
        base = scvm.CustomerBase(self.ids)
        base.add_employees(["e1", "e2"], ["service", "sales"], ["1", "2"])
        base.add_answers(*zip(*self.answers))
        base.add_purchases(*zip(*self.purchases))
        rows = [(id, purpose, "refused" if self.refused.get(id) == purpose else "granted", "2025-01-01")
                for id in self.ids for purpose in ("scoring", "contact")]  # fmt: skip
        base.add_consents(*zip(*rows))
        actor, target, kind, time = zip(*[*self.events, *self.staff, *extra])
        text = None if fingerprints is None else [fingerprints.get(i) for i in range(len(actor))]
        base.add_interactions(actor, target, kind, time, fingerprint=text)
        customer, what, when, units, accepted = zip(*self.contributions)
        base.add_contributions(customer, what, when, units, accepted)
        assert base.rejected.empty, base.rejected
        return base

    def record(self, id: str, card: Dict[str, Any], **changes: Any) -> Dict[str, Any]:
        rows = {
            "answers": [{"item": i, "value": v, "time": t, "wave": w} for who, i, v, t, w in self.answers if who == id],
            "purchases": [{"time": t, "amount": a} for who, t, a in self.purchases if who == id],
            "consents": [{"purpose": p, "state": "refused" if self.refused.get(id) == p else "granted", "time": "2025-01-01"} for p in ("scoring", "contact")],
            "contributions": [{"kind": k, "time": t, "units": u, "accepted": a} for who, k, t, u, a in self.contributions if who == id],
        }
        carried = {name: card[name] for name in ("network", "equity", "treatment", "matters") if name in card}
        return {"id": id, "as_of": AS_OF, **rows, **carried, **changes}


def sections(**more: Any) -> Dict[str, Any]:
    document: Dict[str, Any] = demo_model.load("survey", "value").to_dict()
    document["consent"] = {"missing": "exclude", "contact": "contact"}
    document = {**document, "network": {}, "equity": {}, "matters": {}, "ambassadors": {"count": 3}, **more}
    return {name: each for name, each in document.items() if each is not None}


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def model(world: World) -> scvm.ScoringModel:
    return scvm.fit(world.base(), scvm.ScoringModel(sections()), as_of=AS_OF)


@pytest.fixture(scope="module")
def table(world: World, model: scvm.ScoringModel) -> scvm.ScoreTable:
    return scvm.Scorer(model).score(world.base(), AS_OF)


def layers_of(columns: List[Any]) -> np.ndarray:
    """From the definition, layer by layer."""
    rows = np.array(columns, dtype=float).T
    left = {i for i, row in enumerate(rows) if (row > 0).all()}
    result = np.zeros(len(rows), dtype=int)
    layer = 0
    while left:
        layer += 1
        first = {i for i in left if not any((rows[j] >= rows[i]).all() and (rows[j] > rows[i]).any() for j in left)}
        for i in first:
            result[i] = layer
        left -= first
    return result


# --- who matters ----------------------------------------------------------------------------------------------------


def test_layers_and_places_are_those_of_the_definition(table: scvm.ScoreTable) -> None:
    layers = layers_of([table[name] for name in ("contributions", "influence", "network_value")])
    found = np.nan_to_num(np.asarray(table["matters_layer"]))
    assert (found == layers).all() and layers.max() >= 2
    for row in np.flatnonzero(layers):
        assert table["matters_place"][row] == 1 + ((layers > 0) & (layers < layers[row])).sum()
        assert table["matters_shared_by"][row] == (layers == layers[row]).sum()
    status = np.asarray(table["matters_status"], dtype=object)
    assert (status[layers > 0] == "ranked").all() and (status[layers == 0] != "ranked").all()


def test_the_richest_who_takes_no_part_has_no_place(table: scvm.ScoreTable) -> None:
    row = table.explain("c007")
    assert max(table["network_value"]) == row["equity"]["network_value"]
    assert row["matters"]["status"] == "not_together" and row["matters"]["valuable"] and not row["matters"]["active"]


def test_by_weights_the_index_decides_and_weights_are_needed_by_nothing_else(world: World, model: scvm.ScoringModel) -> None:
    document = model.to_dict()
    document["matters"] = {"order": "weights", "weights": {"activity": 1, "influence": 2, "value": 1}}
    table = scvm.Scorer(scvm.ScoringModel(document)).score(world.base(), AS_OF)
    index, place = np.asarray(table["matters_index"]), np.asarray(table["matters_place"])
    known = ~np.isnan(index)
    assert (np.isnan(place) == ~known).all()
    for row in np.flatnonzero(known):
        assert place[row] == 1 + (index[known] > index[row]).sum()
    rows = [np.asarray(table[name])[known] for name in ("contributions", "influence", "network_value")]
    ranks = [np.array([((c < x).sum() + ((c == x).sum() + 1) / 2) / len(c) for x in c]) for c in rows]
    assert index[known] == pytest.approx(100 * ranks[0] ** 0.25 * ranks[1] ** 0.5 * ranks[2] ** 0.25)


def test_the_eight_profiles_count_everybody_or_nobody(table: scvm.ScoreTable) -> None:
    found = table.matters()["matters"]
    assert len(found["profiles"]) == 8 and found["ranked"] == int((~np.isnan(table["matters_layer"])).sum())
    shown = [each["customers"] for each in found["profiles"] if each["customers"] is not None]
    assert shown and min(shown) >= 5
    flags = np.array([np.asarray(table[name], dtype=object) == "yes" for name in ("active", "influential", "valuable")])
    for each in found["profiles"]:
        here = (flags == np.array([[each["active"]], [each["influential"]], [each["valuable"]]])).all(axis=0)
        assert each["customers"] in (None, int(here.sum()))
    assert sum(shown) == len(table) or len(table) - sum(shown) >= 5


def test_the_probability_of_the_first_layer_is_what_drawn_models_give(world: World) -> None:
    """Models with parameters drawn from the fit's covariance, each scored as a whole, against the library's own draws."""
    fitted = scvm.fit(world.base(), scvm.ScoringModel(sections(equity=None, ambassadors=None, matters={"draws": 4000})), as_of=AS_OF)
    document = fitted.to_dict()
    table = scvm.Scorer(fitted).score(world.base(), AS_OF)
    random = np.random.default_rng(5)
    fixed = [np.asarray(table[name]) for name in ("contributions", "influence")]
    hits, draws = np.zeros(len(table)), 300
    ranked = ~np.isnan(np.asarray(table["matters_layer"]))
    for _ in range(draws):
        drawn = json.loads(json.dumps(document))
        for part in (drawn["value"]["bg_nbd"], drawn["value"]["gamma_gamma"]):
            names = [name for name in part if name != "fit"]
            order = [name for name in ("r", "alpha", "a", "b", "p", "q", "v") if name in names]
            step = random.multivariate_normal(np.zeros(len(order)), np.array(part["fit"]["log_covariance"]))
            for name, change in zip(order, step):
                part[name] = float(part[name] * np.exp(change))
        drawn["matters"]["draws"] = 0
        values = np.asarray(scvm.Scorer(scvm.ScoringModel(drawn)).score(world.base(), AS_OF)["lifetime_value"])
        hits += layers_of([np.where(ranked, fixed[0], 0), np.where(ranked, fixed[1], 0), np.where(ranked, values, 0)]) == 1
    told, seen = np.asarray(table["matters_first_layer"])[ranked], hits[ranked] / draws
    assert 0 < told.sum() and (np.abs(told - seen) <= 4.5 * np.sqrt(np.maximum(seen * (1 - seen), 0.02) / draws) + 0.01).all()
    assert (np.asarray(table["matters_layer_low"])[ranked] <= np.asarray(table["matters_layer_high"])[ranked]).all()


def test_without_a_fit_no_probability_is_told(world: World, model: scvm.ScoringModel) -> None:
    document = model.to_dict()
    for part in ("bg_nbd", "gamma_gamma"):
        document["value"][part].pop("fit")
    table = scvm.Scorer(scvm.ScoringModel(document)).score(world.base(), AS_OF)
    assert np.isnan(table["matters_first_layer"]).all() and not np.isnan(table["matters_layer"]).all()


# --- between others -------------------------------------------------------------------------------------------------


def test_who_joins_two_parts_is_a_bridge_and_cuts_them_off() -> None:
    ids = [f"{part}{i}" for part in "ab" for i in range(8)] + ["between"]
    events: List[Event] = []
    for part in "ab":
        for i, j in itertools.permutations(range(8), 2):
            if (i + j) % 3:
                events.append((f"{part}{i}", f"{part}{j}", "comment", "2026-06-01"))
    events += [("between", "a1", "comment", "2026-06-02"), ("b2", "between", "like", "2026-06-02"), ("e1", "between", "answer", "2026-06-03")]
    base = scvm.CustomerBase(ids)
    base.add_employees(["e1"])
    base.add_interactions(*zip(*events))
    base.add_purchases([id for id in ids for _ in range(3)], ["2025-01-05", "2025-05-05", "2026-01-05"] * len(ids), [50.0] * 3 * len(ids))
    document = {"schema": "scvm-model/1", "id": "t", "currency": "EUR", "network": {}, "matters": {},
                "value": {"bg_nbd": {"r": 0.9, "alpha": 8, "a": 0.7, "b": 3.5}, "gamma_gamma": {"p": 6, "q": 4, "v": 36}}}  # fmt: skip
    table = scvm.Scorer(scvm.ScoringModel(document)).score(base, AS_OF)
    card = table.explain("between")
    of = card["matters"]
    assert of["bridge"] and of["cut_off"] == 8 and of["spanner"] and of["spans"] == 2
    # Of the 16 · 15 / 2 pairs of others, the 8 · 8 between the parts.
    assert of["betweenness"] == pytest.approx(64 / 120)
    assert [each["id"] for each in table.matters()["matters"]["between"]["bridges"]][0] == "between"
    assert table.matters()["matters"]["between"]["exact"] and table.matters()["matters"]["between"]["error"] == 0
    said = {each["score"]: each for each in card["explanation"]}
    assert "bridge" in said["betweenness"]["sentence"] and "Brücke" in said["betweenness"]["sentence_de"]


# --- ambassadors ----------------------------------------------------------------------------------------------------


def test_the_plan_takes_connected_fans_and_not_the_richest(table: scvm.ScoreTable) -> None:
    plan = table.matters()["ambassadors"]
    chosen = [each["id"] for each in plan["customers"]]
    assert chosen and len(chosen) <= 3 and "c007" not in chosen, "rich, and alone"
    assert table.explain("c007")["matters"]["ambassador_status"] == "not_chosen"
    rich = table.explain("c007")["equity"]["network_value"]
    assert all(each["value"] < rich and each["gain"] > 0 for each in plan["customers"])
    assert plan["reached"] == pytest.approx(sum(each["gain"] for each in plan["customers"]))
    assert plan["reached_low"] <= plan["reached"] <= plan["reached_high"] and 0 < plan["persons_low"] <= plan["persons"]
    segment = dict(zip(table.ids, table["segment"]))
    assert all(segment[id] == "fan" and table.explain(id)["matters"]["ambassador"] for id in chosen)


def test_who_may_not_be_contacted_is_in_no_plan(table: scvm.ScoreTable) -> None:
    of = table.explain("c005")["matters"]
    assert of["ambassador_status"] == "no_consent" and not of["ambassador"] and of["ambassador_gain"] is None


def test_a_budget_with_costs_of_an_attribute_bounds_the_plan(world: World, model: scvm.ScoringModel) -> None:
    document = model.to_dict()
    document["ambassadors"] = {"count": 9, "budget": 10, "cost_attribute": "price", "least_p_fan": 0}
    base = world.base()
    base.add_attributes("price", world.ids, ["dear" if i == 0 else "4" if i % 2 else "7.5" for i in range(len(world.ids))])
    table = scvm.Scorer(scvm.ScoringModel(document)).score(base, AS_OF)
    plan = table.matters()["ambassadors"]
    assert plan["customers"] and 0 < plan["spent"] <= 10 and plan["budget"] == 10
    assert table.explain("c000")["matters"]["ambassador_status"] == "not_eligible", "its cost is no number"


def test_no_fan_no_plan_and_the_rest_stands(world: World, model: scvm.ScoringModel) -> None:
    document = model.to_dict()
    document["ambassadors"] = {"segments": ["opponent"], "least_p_fan": 1}
    table = scvm.Scorer(scvm.ScoringModel(document)).score(world.base(), AS_OF)
    plan = table.matters()["ambassadors"]
    assert plan["status"] == "nobody_eligible" and plan["customers"] == [] and plan["reached"] is None
    assert table.matters()["matters"]["ranked"] > 0


@pytest.mark.parametrize(
    "section, value, message",
    [
        ("ambassadors", {"segments": ["fans"]}, "ambassadors.segments\\[0\\]: .*did you mean fan"),
        ("ambassadors", {"segments": ["fan", "fan"]}, "ambassadors.segments\\[1\\]: .*expected each once"),
        ("ambassadors", {"count": 0}, "count"),
        ("ambassadors", {"cost": 0}, "cost"),
        ("matters", {"weights": {"activity": 0, "influence": 0, "value": 0}}, "weights"),
        ("matters", {"top_share": 0}, "top_share"),
        ("network", None, "needs"),
        ("value", None, "needs"),
        ("survey", None, "needs"),
    ],
)
def test_sections_that_contradict_themselves_are_refused(section: str, value: Any, message: str) -> None:
    document = {**sections(), section: value}
    with pytest.raises(scvm.Error, match=message):
        scvm.ScoringModel({name: each for name, each in document.items() if each is not None})


# --- the hook, documents, copies ------------------------------------------------------------------------------------


def test_the_hook_tells_the_place_as_the_batch_does(world: World, model: scvm.ScoringModel, table: scvm.ScoreTable) -> None:
    scorer = scvm.Scorer(model)
    for id in world.ids[:30]:
        batch = table.explain(id)
        hook = scorer.score_customer(world.record(id, batch))
        assert hook["matters"] == batch["matters"], id
        assert hook["network"] == batch["network"] and hook["equity"] == batch["equity"]
        said = {each["score"]: each for each in hook["explanation"]}
        assert said == {each["score"]: each for each in batch["explanation"]}


def test_the_hook_takes_back_what_consent_no_longer_allows(world: World, model: scvm.ScoringModel, table: scvm.ScoreTable) -> None:
    scorer = scvm.Scorer(model)
    id = table.matters()["ambassadors"]["customers"][0]["id"]
    card = table.explain(id)
    consents = [{"purpose": "scoring", "state": "granted", "time": "2025-01-01"}, {"purpose": "contact", "state": "withdrawn", "time": "2026-01-01"}]
    hook = scorer.score_customer(world.record(id, card, consents=consents))["matters"]
    assert not hook["ambassador"] and hook["ambassador_status"] == "no_consent" and hook["place"] == card["matters"]["place"]
    hook = scorer.score_customer(world.record(id, card, consents=[{"purpose": "*", "state": "withdrawn", "time": "2026-01-01"}]))["matters"]
    assert hook["status"] == hook["ambassador_status"] == "no_consent" and hook["place"] is None and not hook["hub"]
    alone = scorer.score_customer({name: part for name, part in world.record(id, card).items() if name != "matters"})["matters"]
    assert alone["status"] == alone["ambassador_status"] == "not_carried"


def test_a_copy_of_the_table_says_the_same(table: scvm.ScoreTable) -> None:
    again = pickle.loads(pickle.dumps(table))
    assert again.matters() == table.matters() and again.summary() == table.summary()


def test_a_model_without_the_sections_has_no_list(world: World, model: scvm.ScoringModel) -> None:
    document = model.to_dict()
    document = {key: of for key, of in document.items() if key not in ("matters", "ambassadors", "equity", "service", "treatment", "cocreation")}
    table = scvm.Scorer(scvm.ScoringModel(document)).score(world.base(), AS_OF)
    with pytest.raises(scvm.Error, match="no section of who matters"):
        table.matters()
    assert "matters" not in table.explain("c000")


def test_every_sentence_is_there_in_both_languages(table: scvm.ScoreTable) -> None:
    said = {each["score"]: each for each in table.explain("c003")["explanation"]}
    for score in ("stage", "sharing", "matters", "ambassador"):
        assert said[score]["sentence"] and said[score]["sentence_de"] and said[score]["sentence"] != said[score]["sentence_de"]
    assert "Stufe" in said["stage"]["sentence_de"] and "ideas" in said["sharing"]["sentence"]


# --- participation, the reference, stages ---------------------------------------------------------------------------


def test_twenty_copies_of_a_text_are_one_post(world: World, model: scvm.ScoringModel) -> None:
    scorer, first = scvm.Scorer(model), len(world.events) + len(world.staff)

    def scored(copies: int) -> Dict[str, Any]:
        extra: List[Event] = [("c050", None, "post", "2026-06-20")] * copies
        table = scorer.score(world.base(extra, {first + i: "one text" for i in range(copies)}), AS_OF)
        return {name: table.explain("c050")["network"][name] for name in ("contributions", "participation", "social_score", "amplification")}

    assert scored(20) == scored(1)
    extra: List[Event] = [("c050", None, "post", "2026-06-20")] * 20
    apart = scorer.score(world.base(extra), AS_OF).explain("c050")["network"]
    assert apart["contributions"] == pytest.approx(20 * scored(1)["contributions"]), "texts of their own count each"


def test_a_refit_leaves_the_reference_and_a_post_without_reactions_is_not_full(world: World, model: scvm.ScoringModel) -> None:
    again = scvm.fit(world.base(), model, as_of=AS_OF)
    first, second = model.to_dict()["network"]["social_score"], again.to_dict()["network"]["social_score"]
    assert first == second
    table = scvm.Scorer(model).score(world.base(), AS_OF)
    amplification = np.asarray(table["amplification"])
    assert np.nanmax(amplification) == pytest.approx(first["reference"]["amplification"]), "of few, the best one has the whole of it"
    usual, m = first["usual_reactions"], first["shrinkage"]
    satisfied = np.isin(np.asarray(table["segment"], dtype=object), ["fan", "sympathizer"]) & np.isnan(amplification)
    id = next(str(each) for each in table.ids[satisfied] if each != "c007")  # of the dissatisfied nothing without a tone counts
    silent = scvm.Scorer(model).score(world.base([(id, None, "post", AS_OF)]), AS_OF).explain(id)
    part = {p["name"]: p["contribution"] for e in silent["explanation"] if e["score"] == "social_score" for p in e["parts"]}
    assert silent["network"]["amplification"] == pytest.approx(m * usual / (1 + m))
    full = 99 * first["strength"] / 3
    assert part["amplification"] < 0.95 * full


def test_an_answered_survey_is_a_contact_and_no_dialogue(table: scvm.ScoreTable) -> None:
    quiet = next(id for id in table.ids if table.explain(id)["equity"]["contacts"] == 0)
    card = table.explain(quiet)
    assert card["survey"]["status"] == "scored" and card["equity"]["answered"] == 0
    steps = {part["boundary"]: part["evidence"] for each in card["explanation"] if each["score"] == "stage" for part in each["parts"]}
    assert card["equity"]["stage"] == "find" and steps["understand"] == 0
    assert table.explain("c003")["equity"]["answered"] == 1 and table.explain("c003")["equity"]["stage"] not in ("none", "find")


# --- employees ------------------------------------------------------------------------------------------------------

PLACES = (
    "social_score", "published_score", "reach", "amplification", "reactor_influence", "contributions", "influence", "followers",
    "engaged_followers", "effective_followers", "matters_layer", "matters_place", "betweenness", "cut_off", "ambassador_place",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_nothing_that_the_staff_does_moves_a_customers_place(world: World, model: scvm.ScoringModel, seed: int) -> None:
    random = np.random.default_rng(seed)
    people = ["e1", "e2", *world.ids]
    kinds = ["post", "comment", "like", "share", "mention", "answer", "review", "follow"]
    acts: List[Event] = []
    for _ in range(200):
        actor = str(random.choice(["e1", "e2"]))
        target = str(random.choice(people)) if random.random() < 0.8 else None
        acts.append((actor, target, str(random.choice(kinds)), f"2026-06-{int(random.integers(1, 30)):02}"))
    before = scvm.Scorer(model).score(world.base(), AS_OF)
    after = scvm.Scorer(model).score(world.base(acts), AS_OF)
    for name in PLACES:
        assert np.array_equal(np.asarray(before[name]), np.asarray(after[name]), equal_nan=True), name
    for name in ("participation", "network_status", "hub", "bridge", "ambassador"):
        assert (np.asarray(before[name], dtype=object) == np.asarray(after[name], dtype=object)).all(), name
    # What is documented as a count of it does move: contacts, and utterances that were answered.
    assert np.nansum(np.asarray(after["contacts"])) > np.nansum(np.asarray(before["contacts"]))
    rows = after.summary()["network"]["interaction_rows"]
    assert rows["events"] == sum(rows[k] for k in rows if k not in ("rows", "events"))


def test_thanks_for_an_answer_of_the_staff_lift_nobody(world: World, model: scvm.ScoringModel) -> None:
    scorer = scvm.Scorer(model)
    before = scorer.score(world.base(), AS_OF).explain("c012")["network"]
    answered: List[Event] = [("e2", "c012", "answer", "2026-06-20"), ("c012", "e2", "comment", "2026-06-20")]
    after = scorer.score(world.base(answered), AS_OF).explain("c012")["network"]
    assert after["influence"] == before["influence"] and after["reach"] == before["reach"]


def test_the_staff_has_a_layer_of_its_own(table: scvm.ScoreTable) -> None:
    found = table.summary()["employees"]
    assert found["employees"] is None and "taking_part" not in found, "of two, nothing is told"
    assert found["lead"]["status"] == "not_identified"
    assert table.matters()["employees"] == [], "as long as a number that is hidden, the list would tell it"


def test_shares_and_crossings_of_a_staff_of_eight() -> None:
    staff = [f"e{i}" for i in range(8)]
    base = scvm.CustomerBase(["a", "b", "c"])
    base.add_employees(staff, ["service"] * 4 + ["sales"] * 4, ["1", "1", "1", "2"] * 2)
    told: Dict[str, Any] = {"schema": "scvm-model/1", "id": "t", "currency": "EUR", "network": {}, "privacy": {"fewest_shown": 3}}
    inside = [("e0", "e1"), ("e1", "e0"), ("e0", "e4"), ("e4", "e0"), ("e5", "e6")]
    events: List[Event] = [(a, b, "comment", "2026-06-01") for a, b in inside]
    events += [("e0", "a", "answer", "2026-06-02"), ("b", "a", "comment", "2026-06-03"), ("e2", "e3", "follow", "2026-06-03")]
    base.add_interactions(*zip(*events))
    few = scvm.Scorer(scvm.ScoringModel({**told, "privacy": {"fewest_shown": 5}})).score(base, AS_OF).summary()["employees"]
    assert not {"taking_part", "bridging", "coverage"} & set(few) and few["maturity"]["index"] is few["maturity"]["parts"]["taking_part"] is None
    found = scvm.Scorer(scvm.ScoringModel(told)).score(base, AS_OF).summary()["employees"]
    assert (found["taking_part"]["count"], found["taking_part"]["n"]) == (4, 8), "who only follows, or is only spoken to, takes no part"
    assert "bridging" not in found and "coverage" not in found, "one employee bridges, and one customer is not covered"
    assert found["pairs"] == 5 and found["returned"] is None, "one of five is not returned"
    assert "departments" not in found, "two of five cross"
    parts = found["maturity"]["parts"]
    assert parts["taking_part"] == pytest.approx(4 / 8) and parts["returned"] is parts["across_departments"] is found["maturity"]["index"] is None
