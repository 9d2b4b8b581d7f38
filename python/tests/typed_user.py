"""What a user writes, for `mypy --strict`: every noun with its types. Run by the test python_stubs, which also runs it."""

from __future__ import annotations

import datetime
from typing import Any, Dict

import numpy as np
import numpy.typing as npt
import pandas as pd

import scvm


def rules() -> scvm.ScoringModel:
    survey = {
        "items": [
            {"id": "sat", "dimension": "satisfaction", "lowest": 1, "highest": 5},
            {"id": "att", "dimension": "attachment", "lowest": 1, "highest": 5},
        ]
    }
    return scvm.ScoringModel({"schema": "scvm-model/1", "id": "typed", "survey": survey, "value": {}})


def score() -> pd.DataFrame:
    base = scvm.CustomerBase(["ada", "grace"])
    taken: int = base.add_answers(["ada", "ada"], ["sat", "att"], np.array([5.0, 4.0]), time=datetime.date(2026, 5, 1))
    taken += base.add_purchases(pd.Series(["ada"]), time=["2026-08-01"], amount=[480])
    assert taken == 3 and len(base) == 2
    rejected: pd.DataFrame = base.rejected
    assert len(rejected) == 0

    table: scvm.ScoreTable = scvm.Scorer(rules()).score(base, as_of="2026-11-21")
    summary: Dict[str, Any] = table.summary()
    assert summary["customers"] == len(table)
    column = table["satisfaction"]
    if isinstance(column, np.ndarray):
        numbers: npt.NDArray[np.float64] = column
        assert numbers[0] == 100
    text: str = table.to_json()
    assert text.startswith("{")
    return table.to_frame()


def refuse() -> scvm.ErrorCode:
    try:
        scvm.ScoringModel.from_json("no model")
    except scvm.Error as error:
        code: scvm.ErrorCode = error.code
        return code
    raise AssertionError("a text that is no JSON was taken for a model")


if __name__ == "__main__":
    assert refuse() is scvm.ErrorCode.BAD_MODEL
    assert score().loc["ada", "segment"] == "sympathizer"
