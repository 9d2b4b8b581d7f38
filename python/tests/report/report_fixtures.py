"""Score tables for the tests of the report: an invented company with territories, its two survey waves, its community, the
quickstart, and nobody at all. A plugin that the tests name, since a second conftest would hide the first."""

from __future__ import annotations

import json
import pathlib
from typing import Any, Dict

import numpy as np
import pytest

import scvm
from made_by_command import Made, make
from report_world import AS_OF, Community, Waves, World
from scvm import demo
from scvm.demo import model as demo_model


@pytest.fixture(scope="session")
def world() -> World:
    """600 customers of the demo's company, in four territories and one that is too small to be shown."""
    data = demo.generate(600, seed=7)
    ids = list(data.customers["id"])
    base = scvm.CustomerBase(ids, data.answers, data.purchases)
    base.add_purchases(["nobody", "no one"], ["2026-01-01"] * 2, [10.0, 20.0])
    territory = dict(zip(ids[::2] + ids[1:500:2], [*data.customers["territory"][::2], *data.customers["territory"][1:500:2]]))
    territory.update(dict.fromkeys(ids[:3], "Isles"))
    model = scvm.fit(base, demo_model.load("survey", "value"), as_of=AS_OF)
    scorer = scvm.Scorer(model)
    return World(base, scorer.score(base, AS_OF), scorer.score(base, "2025-06-30"), territory)


@pytest.fixture(scope="session")
def waves(world: World) -> Waves:
    """The company's two waves; `again` has the second wave's answers, each of them a little off for no reason."""
    data = demo.generate(1500, seed=1)  # enough of them that who changed stands out from who was measured again
    scorer = scvm.Scorer(scvm.ScoringModel(world.table.model_rules()))
    first, second = (data.answers[data.answers["wave"] == wave] for wave in (1, 2))
    highest = {each["id"]: each["highest"] for each in world.table.model_rules()["survey"]["items"]}
    off = np.random.default_rng(3).choice([-1.0, 0.0, 1.0], size=len(second), p=[0.25, 0.5, 0.25])
    value = (second["value"] + off).clip(lower=1, upper=second["item"].map(highest))
    tables = [
        scorer.score(scvm.CustomerBase(data.customers["id"], answers), AS_OF)
        for answers in (first, second, second.assign(value=value))
    ]
    return Waves(*tables)


@pytest.fixture(scope="session")
def nobody() -> scvm.ScoreTable:
    """A table without customers."""
    return scvm.Scorer(demo_model.load("survey", "value")).score(scvm.CustomerBase([]), "2026-06-30")


@pytest.fixture(scope="session")
def quickstart() -> Dict[str, Any]:
    """The model and the base of the quickstart."""
    folder = pathlib.Path(__file__).resolve().parents[3] / "examples" / "quickstart"
    return {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("model", "base")}


@pytest.fixture(scope="session")
def community() -> Community:
    """600 customers who talk, refer and contribute; some did not agree to be scored."""
    data = demo.generate(600, seed=7)
    base = scvm.CustomerBase(data.customers["id"], data.answers, data.purchases)
    base.add_employees(data.employees)
    base.add_consents(data.consents)
    base.add_interactions(data.interactions)
    base.add_referrals(data.referrals)
    base.add_contributions(data.contributions)
    rules = demo_model.load("survey", "value").to_dict()
    rules["consent"] = {"missing": "exclude"}
    rules["network"] = {"participation": {"by": "absolute", "heavy": 10, "intermittent": 1}}
    rules["equity"] = {}
    rules["treatment"] = {
        "actions": [
            {"id": "ask_for_review", "capacity": 20, "asks_to_recommend": True},
            {"id": "recover", "priority": "damage"},
            {"id": "<b>listen</b>", "contacts": False},
        ],
        "rules": [
            {"when": {"segment": ["fan", "sympathizer"]}, "action": "ask_for_review", "reason": "<i>would</i> gladly say so"},
            {"when": {"segment": ["opponent", "captive"]}, "action": "recover", "reason": "dissatisfied"},
            {"when": {"segment": ["mercenary", "unclassified"]}, "action": "<b>listen</b>"},
        ],
    }
    model = scvm.fit(base, scvm.ScoringModel(rules), as_of=AS_OF)
    return Community(data, base, scvm.Scorer(model).score(base, AS_OF))


@pytest.fixture(scope="session")
def made(community: Community, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The same company as an export and as a database, for the command."""
    return make(tmp_path_factory.mktemp("made"), community.table)
