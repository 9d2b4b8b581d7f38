"""The model that comes with the package: a questionnaire of eight items and value rules in weeks and EUR, not fitted."""

from __future__ import annotations

import pathlib

from scvm.scoring import ScoringModel


def path() -> pathlib.Path:
    """Where the model file stands: copy it to begin a model of your own."""
    return pathlib.Path(__file__).parent / "data" / "demo_model.json"


def load() -> ScoringModel:
    """The model, to be fitted."""
    return ScoringModel.from_file(path())
