"""scvm.survey beside pandas/numpy code of the usual kind, in one run on one thread: the same answers, the same results.

usage: OMP_NUM_THREADS=1 PYTHONPATH=<build>/python python3 bench/survey_peers.py [MILLIONS_OF_RESPONDENTS]

The peers are written as analysts write them (POMP by columns, a mask per group, alpha from a covariance matrix, the
bivariate normal by scipy); every figure is checked against scvm's before its time is printed.
"""

from __future__ import annotations

import sys
import time
from typing import Any, Callable, Tuple

import numpy as np
import pandas as pd

from scvm import survey

SCALES = [(1, 5), (0, 10), (1, 10), (1, 5), (0, 10), (1, 5), (1, 7), (1, 5), (1, 5), (1, 5), (1, 5), (1, 5)]
DIMENSIONS = ["satisfaction"] * 3 + ["attachment"] * 6 + ["barrier"] * 3
REVERSED = 8


def answers_of(rows: int) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    columns = {}
    for i, (low, high) in enumerate(SCALES):
        column = rng.integers(low, high + 1, rows).astype(np.float64)
        column[rng.random(rows) < 0.02] = np.nan
        columns[f"q{i}"] = column
    return pd.DataFrame(columns)


def timed(run: Callable[[], Any]) -> Tuple[float, Any]:
    start = time.perf_counter()
    result = run()
    return time.perf_counter() - start, result


def report(what: str, mine: float, peer: float, peer_name: str) -> None:
    print(f"{what:<44} scvm {mine:8.3f} s   {peer_name:<24} {peer:8.3f} s   {peer / mine:6.1f} x")


def pandas_scores(frame: pd.DataFrame) -> pd.DataFrame:
    points = pd.DataFrame(index=frame.index)
    for i, (low, high) in enumerate(SCALES):
        column = frame[f"q{i}"].where(frame[f"q{i}"].between(low, high))
        points[f"q{i}"] = 100 * ((high - column) if i == REVERSED else (column - low)) / (high - low)
    result = pd.DataFrame(index=frame.index)
    for dimension in dict.fromkeys(DIMENSIONS):
        mine = points[[f"q{i}" for i in range(12) if DIMENSIONS[i] == dimension]]
        result[dimension] = mine.mean(axis=1).where(mine.notna().mean(axis=1) >= 0.5)
    return result


def pandas_groups(scores: pd.DataFrame) -> Any:
    s, e, k = (scores[name] for name in ("satisfaction", "attachment", "barrier"))
    up = 1e-9
    conditions = [
        s.isna() | e.isna(),
        (s >= 62.5 - up) & (e >= 87.5 - up),
        (s >= 62.5 - up) & (e >= 62.5 - up),
        s >= 62.5 - up,
        (e >= 62.5 - up) | (k >= 62.5 - up),
    ]
    return np.select(conditions, [0, 1, 2, 3, 4], 5)


def numpy_alpha(matrix: Any) -> float:
    complete = matrix[~np.isnan(matrix).any(axis=1)]
    covariance = np.cov(complete, rowvar=False)
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))


def pingouin_style_alpha(frame: pd.DataFrame) -> float:
    """As pingouin computes it: pandas' own dropna and cov."""
    complete = frame.dropna()
    covariance = complete.cov()
    k = complete.shape[1]
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum().sum()))


def scipy_probabilities(s: Any, e: Any, m: survey.Measurement, rule: survey.Portfolio) -> Any:
    from scipy.stats import multivariate_normal, norm

    belief = rule.belief(m)
    gain = belief["gain"].reshape(2, 2)
    mean = np.array([m.satisfaction_mean, m.attachment_mean])
    centre = mean + (np.column_stack([s, e]) - mean) @ gain.T
    sd = np.array([belief["satisfaction_sd"], belief["attachment_sd"]])
    satisfied, bound = (centre[:, 0] - 62.5) / sd[0], (centre[:, 1] - 62.5) / sd[1]
    fully = (centre[:, 1] - 87.5) / sd[1]
    shape = multivariate_normal([0, 0], [[1, belief["correlation"]], [belief["correlation"], 1]])
    both, fan = shape.cdf(np.column_stack([satisfied, bound])), shape.cdf(np.column_stack([satisfied, fully]))
    captive = norm.cdf(bound) - both
    first = norm.cdf(satisfied)
    return np.column_stack([fan, both - fan, first - both, captive, 1 - first - captive])


def main(millions: float) -> None:
    rows = int(millions * 1e6)
    frame = answers_of(rows)
    asked = survey.Questionnaire(
        [
            survey.Item(f"q{i}", DIMENSIONS[i], low, high, reversed=i == REVERSED)
            for i, (low, high) in enumerate(SCALES)
        ]
    )
    rule = survey.Portfolio()
    print(f"{rows:,} respondents x 12 items, one answer in fifty missing; numpy {np.__version__}, pandas {pd.__version__}")

    def scvm_groups() -> Any:
        scores = asked.score(frame)
        return scores, rule.place(scores.satisfaction, scores.attachment, scores.barrier)

    mine, (scores, placed) = timed(scvm_groups)
    peer, groups = timed(lambda: pandas_groups(pandas_scores(frame)))
    assert np.array_equal(groups, placed.segment)
    report("raw answers to scores and groups", mine, peer, "pandas/numpy")

    matrix = frame.to_numpy()
    mine, found = timed(lambda: survey.reliability(matrix))
    peer, alpha = timed(lambda: numpy_alpha(matrix))
    assert abs(found.alpha - alpha) < 1e-9
    report("alpha, omega, lambda 6, items (peer: alpha)", mine, peer, "numpy")
    peer, alpha = timed(lambda: pingouin_style_alpha(frame))
    assert abs(found.alpha - alpha) < 1e-9
    report("alpha, omega, lambda 6, items (peer: alpha)", mine, peer, "pandas, as pingouin")

    few = slice(0, min(rows, 100_000))
    s, e = scores.satisfaction[few], scores.attachment[few]
    known = ~(np.isnan(s) | np.isnan(e))
    s, e = np.ascontiguousarray(s[known]), np.ascontiguousarray(e[known])
    measured = survey.measure(s, e, 0.6, 0.7)
    attachment_only = survey.Portfolio(captive_rule="attachment")
    mine, probable = timed(lambda: attachment_only.probabilities(s, e, measurement=measured))
    peer, table = timed(lambda: scipy_probabilities(s, e, measured, attachment_only))
    assert np.abs(probable.of - table).max() < 1e-6
    report(f"probabilities of {len(s):,} customers", mine, peer, "scipy")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1)
