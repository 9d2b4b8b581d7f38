"""The value room beside what people have otherwise: pandas, numpy and scipy, and lifetimes if it is installed.

usage: PYTHONPATH=build/release/python OMP_NUM_THREADS=1 python3 bench/value_peers.py [CUSTOMERS]

One process, one run, the same simulated customers for all. Seconds of wall clock and of CPU, and the estimates, so that
one sees that the same was computed.
"""

from __future__ import annotations

import sys
import time
from typing import Any, Callable, List

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1

from scvm import value

DAY = 86400
END = 20_000 * DAY


def simulated(customers: int) -> pd.DataFrame:
    """Purchases of customers of 13 to 104 weeks, in the order of time."""
    random = np.random.default_rng(20240601)
    ages = random.integers(91, 729, customers)
    histories = value.simulate_histories(value.BgNbd(0.2426, 4.4136, 0.793, 2.426), ages / 7, seed=1)
    count = histories["x"].to_numpy().astype(int)
    owner = np.repeat(np.arange(customers), count + 1)
    first = np.r_[True, owner[1:] != owner[:-1]]
    last = np.r_[first[1:], True]
    weeks = random.uniform(0, np.repeat(histories["t_x"].to_numpy(), count + 1))
    weeks[last] = histories["t_x"].to_numpy()
    weeks[first] = 0
    rate = random.gamma(3.74, 1 / 15.44, customers)
    frame = pd.DataFrame({
        "customer": owner,
        "time": END - ages[owner] * DAY + np.minimum(np.ceil(weeks * 7), ages[owner]).astype(np.int64) * DAY,
        "amount": np.round(random.gamma(6.25, 1, len(owner)) / rate[owner], 2),
    })  # fmt: skip
    return frame.sort_values("time", ignore_index=True)


def measured(name: str, call: Callable[[], Any], tell: Callable[[Any], str] = lambda _: "") -> Any:
    wall, cpu = time.perf_counter(), time.process_time()
    result = call()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{name:46s} {wall:8.3f} s  {cpu:8.3f} s CPU  {tell(result)}", flush=True)
    return result


def pandas_summary(frame: pd.DataFrame) -> pd.DataFrame:
    days = frame.assign(day=frame["time"] // DAY).groupby(["customer", "day"], sort=True)["amount"].sum().reset_index()
    group = days.groupby("customer")
    first, last, count = group["day"].min(), group["day"].max(), group["day"].count()
    repeat = days["day"] != days["customer"].map(first)
    mean = days[repeat].groupby("customer")["amount"].mean()
    return pd.DataFrame({"x": count - 1.0, "t_x": (last - first) / 7, "T": (END // DAY - first) / 7, "monetary": mean})


def scipy_bg_nbd(x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> Any:
    """BG/NBD by BFGS with numeric gradients on the rows that differ: what a careful user writes."""
    rows = pd.DataFrame({"x": x, "t": t_x, "T": T}).value_counts().reset_index(name="n")
    x, t_x, T, n = (rows[c].to_numpy(float) for c in ("x", "t", "T", "n"))

    def loss(theta: np.ndarray) -> float:
        r, alpha, a, b = np.exp(theta)
        base = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b)
        alive = -(r + x) * np.log(alpha + T)
        gone = np.where(x > 0, np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + t_x), -np.inf)
        return float(-(n * (base + np.logaddexp(alive, gone))).sum() / n.sum())

    return np.exp(minimize(loss, np.zeros(4), method="BFGS").x)


def scipy_gamma_gamma(x: np.ndarray, m: np.ndarray) -> Any:
    keep = x > 0
    x, m = x[keep], m[keep]

    def loss(theta: np.ndarray) -> float:
        p, q, v = np.exp(theta)
        terms = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v) + (p * x - 1) * np.log(m)
        return float(-(terms + p * x * np.log(x) - (p * x + q) * np.log(x * m + v)).mean())

    return np.exp(minimize(loss, np.array([1.0, 1.0, 2.0]), method="BFGS").x)


def scipy_expected(model: value.BgNbd, t: float, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    alive = 1 / (1 + np.where(x > 0, a / (b + np.maximum(x, 1) - 1) * ((alpha + T) / (alpha + t_x)) ** (r + x), 0))
    inner = hyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + T + t))
    return alive * (a + b + x - 1) / (a - 1) * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * inner)


def numbers(values: Any) -> str:
    return " ".join(f"{v:.5g}" for v in values)


def main(arguments: List[str]) -> None:
    customers = int(arguments[0]) if arguments else 1_000_000
    frame = simulated(customers)
    print(f"{customers:,} customers, {len(frame):,} purchases\n")
    c, t, a = (frame[name].to_numpy() for name in ("customer", "time", "amount"))

    ours = measured("scvm: summary, ids and all", lambda: value.purchase_summary(c, t, a, observation_end=END))
    theirs = measured("pandas: summary", lambda: pandas_summary(frame))
    assert np.array_equal(ours.x, theirs["x"]) and np.allclose(ours.t_x, theirs["t_x"])
    half = END - 182 * DAY
    measured("scvm: calibration and holdout",
             lambda: value.calibration_and_holdout(c, t, a, calibration_end=half, observation_end=END))  # fmt: skip
    x, t_x, T, m = ours.x, ours.t_x, ours.T, ours.monetary

    def parameters(fit: Any) -> str:
        return numbers(fit.model.parameters.values()) + f"  {fit.status}"

    bg = None
    for threads in (1, 2):
        bg = measured(f"scvm: BG/NBD fit, threads = {threads}", lambda: value.fit_bg_nbd(x, t_x, T, threads=threads), parameters)
    measured("scipy: BG/NBD fit, rows that differ", lambda: scipy_bg_nbd(x, t_x, T), numbers)
    measured("scvm: MBG/NBD fit", lambda: value.fit_mbg_nbd(x, t_x, T), parameters)
    drawn = value.simulate_histories(value.ParetoNbd(0.5534, 10.58, 0.6061, 11.66), T, seed=2, threads=2)
    drawn["t_x"] = np.minimum(np.ceil(drawn["t_x"] * 7) / 7, drawn["T"])
    for threads in (1, 2):
        measured(f"scvm: Pareto/NBD fit, threads = {threads}",
                 lambda: value.fit_pareto_nbd(drawn["x"], drawn["t_x"], drawn["T"], threads=threads), parameters)  # fmt: skip
    spend = measured("scvm: Gamma-Gamma fit", lambda: value.fit_gamma_gamma(x, m), parameters)
    measured("scipy: Gamma-Gamma fit", lambda: scipy_gamma_gamma(x, m), numbers)
    found = measured("scvm: purchases expected in 39 weeks", lambda: bg.model.expected_purchases(39, x, t_x, T))
    other = measured("scipy: purchases expected in 39 weeks", lambda: scipy_expected(bg.model, 39, x, t_x, T))
    print(f"{'':46s} largest relative difference {np.nanmax(np.abs(other / found - 1)):.1e}, "
          f"{int(np.isnan(other).sum())} NaN in scipy's closed form")  # fmt: skip
    for threads in (1, 2):
        measured(f"scvm: discounted value of 52 weeks, threads = {threads}",
                 lambda: value.lifetime_value(bg, spend, x, t_x, T, m, unit="week", yearly_discount=0.1, threads=threads))  # fmt: skip
    measured("scvm: the same with intervals", lambda: value.lifetime_value(bg, spend, x, t_x, T, m, unit="week", confidence=0.95))

    try:
        import lifetimes
    except ImportError:
        print("\nlifetimes is not installed: left out")
        return
    fitter = measured("lifetimes: BG/NBD fit", lambda: lifetimes.BetaGeoFitter().fit(x, t_x, T), lambda f: numbers(f.params_))
    repeat = x > 0
    money = measured("lifetimes: Gamma-Gamma fit", lambda: lifetimes.GammaGammaFitter().fit(x[repeat], m[repeat]),
                     lambda f: numbers(f.params_))  # fmt: skip
    worth = lambda: money.customer_lifetime_value(fitter, *(pd.Series(v) for v in (x, t_x, T, np.nan_to_num(m))), freq="W")  # noqa: E731
    measured("lifetimes: value of 12 months", worth)


if __name__ == "__main__":
    main(sys.argv[1:])
