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
    begin = time.process_time()
    with pytest.raises(scvm.Error) as caught:
        call()
    assert caught.value.code == scvm.ErrorCode.TOO_COSTLY, caught.value
    assert time.process_time() - begin < 2


def test_a_call_that_would_take_too_much_is_refused_before_it_begins() -> None:
    scvm.set_limits(seconds=2, bytes=512e6)
    refused(lambda: value.cohorts(["a"], ["2026-01-05"], start="2000-03-31", observation_end="2026-03-31", days_per_period=1))
    graph = network.Graph.from_edges([0, 1, 2, 0], [1, 2, 0, 3], [0.1, 0.2, 0.5, 0.3])
    refused(lambda: network.spread(graph, [0], model="probabilities", simulations=10_000_000))
    refused(lambda: network.ambassadors(graph, 2, model="probabilities", epsilon=1e-4, delta=1e-300))
    explosive = value.BgNbd(1, 1e-8, 1e-9, 1)
    refused(lambda: value.simulate_histories(explosive, np.ones(1000), seed=1))


def test_a_method_of_a_class_is_bounded_like_a_function() -> None:
    scvm.set_limits(seconds=0.2)
    rare = value.BgBb(1.2, 0.75, 0.66, 2.8)
    refused(lambda: rare.probability_of(6, 10**9))
    refused(lambda: rare.probability_of(0, 2**32 - 1))
    ledger = network.InteractionLedger()
    ledger.append(["2026-01-05"], [0], [1], ["like"])
    scvm.set_limits(seconds=600, bytes=1e6)
    refused(lambda: ledger.weigh("2026-01-05", persons=4_000_000_000))
    refused(lambda: network.Graph.from_edges([0], [1], nodes=4_000_000_000))


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
        sent.append(time.process_time())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.3, press)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs behind it without one
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            call()
        assert time.process_time() - sent[0] < 1  # of computing: the machine may be busy
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("threads", [1, 2])
def test_ctrl_c_ends_what_takes_long(threads: int) -> None:
    random = np.random.default_rng(1)
    people = 20_000
    graph = network.Graph.from_edges(random.integers(0, people, 200_000), random.integers(0, people, 200_000), nodes=people)
    interrupted(lambda: network.betweenness(graph, threads=threads))
    interrupted(lambda: value.simulate_histories(value.BgNbd(1, 1e-8, 1e-9, 1), np.ones(1000), seed=1, threads=threads))
    small = network.Graph.from_edges([0, 1, 2, 0], [1, 2, 0, 3], [0.1, 0.2, 0.5, 0.3])
    interrupted(lambda: network.spread(small, [0], model="probabilities", simulations=100_000_000, threads=threads))
    interrupted(lambda: value.BgBb(1.2, 0.75, 0.66, 2.8).probability_of(6, 2**32 - 1))
    # and the next call is as if nothing had happened
    assert survey.wilson_interval(1, 2).estimate == 0.5


def test_other_threads_run_while_a_method_computes() -> None:
    scvm.set_limits(seconds=1)
    done = threading.Event()
    steps = []

    def count() -> None:
        while not done.is_set():
            steps.append(time.perf_counter())
            time.sleep(0.01)

    counting = threading.Thread(target=count)
    counting.start()
    try:
        begin = time.perf_counter()
        with pytest.raises(scvm.Error):
            value.BgBb(1.2, 0.75, 0.66, 2.8).probability_of(6, 2**32 - 1)
        took = time.perf_counter() - begin
    finally:
        done.set()
        counting.join()
    between = [b - a for a, b in zip([begin, *steps], [*steps, begin + took]) if a >= begin]
    assert took > 0.3 and max(between) < took / 2
