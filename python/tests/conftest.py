from __future__ import annotations

import json
import pathlib
from typing import Any, Dict

import pytest
from hypothesis import settings

import scvm

settings.register_profile("untimed", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("untimed")

ROOT = pathlib.Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def root() -> pathlib.Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def pipeline() -> Dict[str, Any]:
    """The whole-pipeline vector that every language reads."""
    result: Dict[str, Any] = json.loads((ROOT / "tests" / "vectors" / "pipeline.json").read_text(encoding="utf-8"))
    return result


@pytest.fixture()
def model(pipeline: Dict[str, Any]) -> scvm.ScoringModel:
    return scvm.ScoringModel(pipeline["model"])


@pytest.fixture()
def base(pipeline: Dict[str, Any]) -> scvm.CustomerBase:
    return scvm.CustomerBase.from_json(pipeline["base"])


@pytest.fixture()
def table(model: scvm.ScoringModel, base: scvm.CustomerBase, pipeline: Dict[str, Any]) -> scvm.ScoreTable:
    return scvm.Scorer(model).score(base, pipeline["as_of"])
