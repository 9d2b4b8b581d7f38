"""What a call from Python may cost, and that Ctrl-C ends it."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Any, Callable, Iterator

import numpy as np
import pytest

import scvm
from scvm import network, survey, value


@pytest.fixture(autouse=True)
def own_limits() -> Iterator[None]:
    before = scvm.limits()
    yield
    scvm.set_limits(*before)


def refused(call: Callable[[], Any]) -> None:
    begin = time.perf_counter()
    with pytest.raises(scvm.Error) as caught:
        call()
    assert caught.value.code == scvm.ErrorCode.TOO_COSTLY, caught.value
    assert time.perf_counter() - begin < 2


def test_a_call_that_would_take_too_much_is_refused_before_it_begins() -> None:
    scvm.set_limits(seconds=2, bytes=512e6)
    refused(lambda: value.cohorts(["a"], ["2026-01-05"], start="2000-03-31", observation_end="2026-03-31", days_per_period=1))
    graph = network.Graph.from_edges([0, 1, 2, 0], [1, 2, 0, 3], [0.1, 0.2, 0.5, 0.3])
    refused(lambda: network.spread(graph, [0], model="probabilities", simulations=10_000_000))
    refused(lambda: network.ambassadors(graph, 2, model="probabilities", epsilon=1e-4, delta=1e-300))
    explosive = value.BgNbd(1, 1e-8, 1e-9, 1)
    refused(lambda: value.simulate_histories(explosive, np.ones(1000), seed=1))


def test_limits_are_those_of_the_process_and_checked() -> None:
    before = scvm.set_limits(seconds=5, bytes=1e6)
    assert before == (600, 4e9) and scvm.limits() == (5, 1e6)
    with pytest.raises(scvm.Error):
        scvm.set_limits(seconds=-1)
    assert scvm.limits() == (5, 1e6)


def interrupted(call: Callable[[], Any]) -> None:
    """Presses Ctrl-C while the call is at work."""
    scvm.set_limits()
    sent = []

    def press() -> None:
        sent.append(time.perf_counter())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.3, press)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            call()
        assert time.perf_counter() - sent[0] < 1
    finally:
        timer.cancel()


@pytest.mark.parametrize("threads", [1, 2])
def test_ctrl_c_ends_what_takes_long(threads: int) -> None:
    random = np.random.default_rng(1)
    people = 20_000
    graph = network.Graph.from_edges(random.integers(0, people, 200_000), random.integers(0, people, 200_000), nodes=people)
    interrupted(lambda: network.betweenness(graph, threads=threads))
    interrupted(lambda: value.simulate_histories(value.BgNbd(1, 1e-8, 1e-9, 1), np.ones(1000), seed=1, threads=threads))
    small = network.Graph.from_edges([0, 1, 2, 0], [1, 2, 0, 3], [0.1, 0.2, 0.5, 0.3])
    interrupted(lambda: network.spread(small, [0], model="probabilities", simulations=100_000_000, threads=threads))
    # and the next call is as if nothing had happened
    assert survey.wilson_interval(1, 2).estimate == 0.5
