"""The network room from Python: shared vectors, peers where they are installed, bad input, and the pictures."""

from __future__ import annotations

import json
import math
import pathlib
import threading
import time
from typing import Any, Dict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scvm
from scvm import network
from scvm.network import Graph, InteractionKind

DAY = 86400
TODAY = 20000 * DAY


def random_graph(seed: int, nodes: int, density: float, weighted: bool) -> Graph:
    draw = np.random.default_rng(seed)
    source, target = np.nonzero(draw.random((nodes, nodes)) < density)
    apart = source != target
    source, target = source[apart], target[apart]
    weight = draw.random(len(source)) + 0.05 if weighted else None
    return Graph.from_edges(source, target, weight, nodes=nodes)


def test_centralities_match_the_shared_vectors(root: pathlib.Path) -> None:
    vectors = json.loads((root / "tests" / "vectors" / "network_centrality.json").read_text(encoding="utf-8"))
    for case in vectors["cases"]:
        graph = Graph.from_edges(case["source"], case["target"], case.get("weight"), directed=case["directed"])
        measure = case["measure"]
        if measure == "pagerank":
            got: Any = network.pagerank(graph, case["damping"], teleport=case.get("teleport"), tolerance=1e-15).value
        elif measure == "katz":
            got = network.katz(graph, case["factor"]).value
        elif measure == "adoption":
            own = [case["own"]] * graph.node_count
            got = network.adoption(graph, case["alone"], own, tolerance=1e-14).value
        elif measure == "network_value":
            own = [case["own"]] * graph.node_count
            got = network.linear_network_value(graph, case["alone"], own, tolerance=1e-14).value
        elif measure == "hub":
            got = network.hits(graph).hub
        elif measure == "authority":
            got = network.hits(graph).authority
        elif measure == "core_number":
            got = network.core_numbers(graph, "out")
        elif measure == "h_index":
            got = network.h_indices(graph, "out")
        elif measure == "betweenness":
            got = network.betweenness(graph, undirected=not case["directed"]).value
        else:
            assert measure == "spectral_radius"
            got = [network.spectral_radius(graph).value]
        tolerance = vectors["tolerance"]
        np.testing.assert_allclose(
            got, case["value"], rtol=tolerance["relative"], atol=tolerance["absolute"], err_msg=case["name"]
        )


@pytest.mark.parametrize("block", range(10))
def test_two_hundred_random_graphs_have_the_centralities_of_igraph(block: int) -> None:
    igraph = pytest.importorskip("igraph")
    for seed in range(20 * block, 20 * block + 20):
        weighted = seed % 2 == 1
        graph = random_graph(seed, 5 + seed % 40, 0.15, weighted)
        source, target, weight = graph.edges()
        peer = igraph.Graph(n=graph.node_count, edges=list(zip(source.tolist(), target.tolist())), directed=True)
        weights = weight.tolist() if weighted else None
        ranks = network.pagerank(graph, tolerance=1e-15).value
        np.testing.assert_allclose(ranks, peer.pagerank(weights=weights), atol=1e-10)
        np.testing.assert_allclose(network.betweenness(graph).value, peer.betweenness(), atol=1e-10)
        if weighted:
            by_length = network.betweenness(graph, weights_are_lengths=True).value
            np.testing.assert_allclose(by_length, peer.betweenness(weights=weights), atol=1e-10)
        assert network.core_numbers(graph).tolist() == peer.coreness(mode="all")
        assert network.core_numbers(graph, "in").tolist() == peer.coreness(mode="in")
        assert network.degrees(graph, "out").tolist() == peer.outdegree()
        np.testing.assert_allclose(network.strengths(graph, "in"), peer.strength(mode="in", weights=weights))
        if graph.edge_count:
            assert network.reciprocity(graph).share == pytest.approx(peer.reciprocity(), abs=1e-12)
        group = (np.arange(graph.node_count) * 7 % 3).tolist()
        plain = Graph.from_edges(source, target, nodes=graph.node_count)
        expected = peer.assortativity_nominal(group, directed=True)
        assert network.mixing(plain, group, 3).assortativity == pytest.approx(expected, abs=1e-10, nan_ok=True)
        assert np.flatnonzero(network.cut_vertices(graph)).tolist() == sorted(
            peer.as_undirected().cut_vertices()
        )
        strong = peer.connected_components(mode="strong").membership
        assert len(set(zip(strong, network.strongly_connected_parts(graph).tolist()))) == len(set(strong))


@pytest.mark.parametrize("block", range(10))
def test_two_hundred_random_graphs_have_the_centralities_of_networkx(block: int) -> None:
    networkx = pytest.importorskip("networkx")
    for seed in range(1000 + 20 * block, 1000 + 20 * block + 20):
        graph = random_graph(seed, 4 + seed % 25, 0.2, True)
        source, target, weight = graph.edges()
        peer = networkx.DiGraph()
        peer.add_nodes_from(range(graph.node_count))
        peer.add_weighted_edges_from(zip(source.tolist(), target.tolist(), weight.tolist()))
        teleport = np.arange(graph.node_count) % 4 + 0.0
        teleport[0] = 1
        ranks = network.pagerank(graph, teleport=teleport, tolerance=1e-15).value
        expected = networkx.pagerank(peer, personalization=dict(enumerate(teleport)), tol=1e-14, max_iter=2000)
        np.testing.assert_allclose(ranks, [expected[i] for i in range(graph.node_count)], atol=1e-10)
        even = {i: 1 / graph.node_count for i in range(graph.node_count)}
        ranks = network.pagerank(graph, teleport=teleport, dangling="to_everybody", tolerance=1e-15).value
        expected = networkx.pagerank(
            peer, personalization=dict(enumerate(teleport)), dangling=even, tol=1e-14, max_iter=2000
        )
        np.testing.assert_allclose(ranks, [expected[i] for i in range(graph.node_count)], atol=1e-10)
        radius = network.spectral_radius(graph)
        matrix = networkx.to_numpy_array(peer)
        assert radius.value == pytest.approx(max(abs(np.linalg.eigvals(matrix)), default=0), abs=1e-6)
        if radius.high > 0:
            factor = 0.8 / radius.high
            scores = network.katz(graph, factor).value
            expected_katz = np.linalg.solve(np.eye(len(matrix)) - factor * matrix.T, np.ones(len(matrix)))
            np.testing.assert_allclose(scores, expected_katz, rtol=1e-9)


def test_events_become_a_graph() -> None:
    events = pd.DataFrame(
        {
            "time": pd.to_datetime(["2024-10-03", "2024-10-03", "2024-07-05", "2024-10-03"]),
            "actor": [0, 0, 1, 2],
            "target": [1, 2, 0, 2],
            "kind": ["comment", "like", "share", "comment"],
        }
    )
    seen = Graph.from_interactions(**{name: events[name] for name in events}, as_of="2024-10-03T18:00:00Z")
    source, target, weight = seen.graph.edges()
    assert list(zip(source, target, weight)) == [(0, 1, 1.0), (0, 2, 0.25), (1, 0, 0.5)]
    assert seen.report["self"] == 1
    assert seen.activity.tolist() == [1.25, 0.5, 0.0]
    with pytest.raises(scvm.Error, match="expected an InteractionKind"):
        Graph.from_interactions([TODAY], [0], [1], ["wink"], as_of=TODAY)


def test_pieces_of_a_ledger_are_the_whole() -> None:
    draw = np.random.default_rng(1)
    n = 5000
    when = TODAY - draw.integers(0, 60, n) * DAY
    who, whom = draw.integers(0, 80, n), draw.integers(0, 80, n)
    kind = draw.integers(0, 9, n)
    whole = network.InteractionLedger()
    assert whole.append(when, who, whom, kind) == []
    pieces, other = network.InteractionLedger(), network.InteractionLedger()
    pieces.append(when[:1000], who[:1000], whom[:1000], kind[:1000])
    other.append(when[1000:], who[1000:], whom[1000:], kind[1000:], threads=2)
    other.merge(pieces)
    a, b = whole.weigh(TODAY), other.weigh(TODAY, threads=2)
    for left, right in zip(a.graph.edges(), b.graph.edges()):
        assert (left == right).all()
    live = network.LiveFeatures(network.InteractionLedger(), TODAY, np.ones(80))
    for row in zip(when.tolist(), who.tolist(), whom.tolist(), kind.tolist()):
        live.apply(row[0], row[1], row[2], InteractionKind(row[3]))
    batch = network.social_features(a, np.ones(80))
    assert [live.features_of(person) for person in range(80)] == [tuple(row) for row in batch.tolist()]
    assert whole.append([TODAY], [network.NOBODY], [1], [1]) == [(0, "no_actor")]


def test_a_date_that_cannot_be_read_costs_its_row_and_says_so() -> None:
    when = ["2024-10-03", "03.10.2024", "now", None, TODAY]
    ledger = network.InteractionLedger()
    rejected = ledger.append(when, [0, 0, 0, 0, network.NOBODY], [1] * 5, ["like"] * 5)
    assert [row for row, _ in rejected] == [1, 2, 3, 4] and rejected[3][1] == "no_actor"
    assert rejected[0][1].startswith('time[1] = "03.10.2024": expected a date')
    assert ledger.append(["03.10.2024"], [0], [1], ["like"], date_format="%d.%m.%Y") == []
    with pytest.warns(scvm.errors.RejectedRowsWarning, match="05.01.2026"):
        Graph.from_interactions(["2026-01-05", "05.01.2026"], [0, 0], [1, 1], ["like"] * 2, as_of="2026-02-01")
    forest = network.referral_trees([0, 0, 1], [1, 2, 3], ["2026-01-05", "13.01.2026", "2026-01-06"], 4)
    assert [row for row, _ in forest.rejected] == [1] and forest.referrer[2] == network.NOBODY
    with pytest.warns(scvm.errors.RejectedRowsWarning, match="46027"):
        touched = network.touched_first_purchases(["2026-01-05", 46027], [0], ["2026-01-04"], ["review"])
    assert touched.first_purchases == 1 and touched.review == 1
    with pytest.raises(scvm.Error, match='as_of = "today"'):
        ledger.weigh("today")


def test_a_social_score_is_explained_and_bounded() -> None:
    features = np.array([[10.0, 1.0, 5.0], [math.nan] * 3, [1e9, 1e9, 1e9]])
    model = network.SocialScoreModel()
    result = network.social_score(features, model, followers=[10, 0, 1000000])
    assert np.isnan(result.score[1])
    assert 0 < result.score[0] < result.score[2] < 100
    assert model.floor + result.reasons[0].sum() == pytest.approx(result.score[0], rel=1e-13)
    assert result.follower_correlation == pytest.approx(1)
    assert network.published_score(80, 50, 1, model) == 52
    channel = network.SocialChannel()
    channel.reference = [1, 1, 1]
    model.channels = [channel, network.SocialChannel()]
    with pytest.raises(scvm.Error, match="2 channels"):
        network.social_score(features, model)
    fitted = network.fit_reference(features, quantile=0.5)
    assert fitted.reference[0] == 10
    assert len(network.weight_sensitivities(features)) == 6


def test_influence_value_is_conserved() -> None:
    graph = random_graph(3, 50, 0.1, True)
    value = np.linspace(-100, 900, 50)
    result = network.influence_value(graph, value, 0.5)
    assert result.attributed.sum() == pytest.approx(value.sum(), rel=1e-9)


def test_participation_and_inequality() -> None:
    result = network.participation([100.0] * 10 + [5.0] * 90 + [0.0] * 900)
    assert [share.members for share in result.shares] == [900, 90, 10]
    assert result.p_value == pytest.approx(1)
    assert network.participation([1, 9, 10], rule="absolute").shares[2].members == 1
    assert network.gini([0, 0, 0, 4]) == pytest.approx(0.75)
    assert network.top_share([1, 2, 3, 10], 0.25) == pytest.approx(10 / 16)
    assert network.notable_posts([100] * 3 + [1] * 97, 50).share == pytest.approx(0.03)
    assert network.super_users([3, 3], [90, 3], [100, 3]).tolist() == [1, 0]
    assert network.early_signal([9, 8, 1, 0], [1, 1, 0, 0]).auc == 1
    followers = network.effective_followers([999, -1], [5, 6], [10, 10], [10, 10], [0.0, math.nan], 1000)
    assert followers.count[network.FollowerStatus.EFFECTIVE] == 1
    assert followers.count[network.FollowerStatus.NEVER_ACTS] == 1


def test_ambassadors_say_how_sure_they_are() -> None:
    friends = Graph.from_edges([0, 0, 0, 3], [1, 2, 3, 4], [0.2] * 4)
    found = network.ambassadors(friends, 2, value=[1, 1, 1, 1, 100], model="probabilities")
    assert found.person.tolist() == [4, 0]
    assert abs(found.value - 101.6) < 5 * found.standard_error + 0.2
    assert found.gain.sum() == pytest.approx(found.value)
    assert "of the best possible is proven" in str(found)
    again = network.ambassadors(friends, 2, value=[1, 1, 1, 1, 100], model="probabilities", threads=2)
    assert again.gain.tolist() == found.gain.tolist()
    reach = network.reach_of(friends, [0], model="probabilities")
    assert abs(reach.value - 1.64) < 5 * reach.standard_error
    simulated = network.spread(friends, [0], model="probabilities")
    assert abs(simulated.mean - 1.64) < 5 * simulated.standard_error
    consent = network.ambassadors(friends, 1, eligible=[False, True, True, True, True], model="probabilities")
    assert consent.person.tolist() == [3]
    cheap = network.ambassadors(friends, 5, cost=[9, 1, 1, 1, 1], budget=2, model="probabilities")
    assert cheap.spent == 2
    with pytest.raises(scvm.Error, match="k = 0: expected k >= 1"):
        network.ambassadors(friends, 0)
    stopped = network.ambassadors(random_graph(1, 300, 0.02, False), 5, epsilon=0.02, keep_going=lambda: False)
    assert stopped.status == network.AmbassadorStatus.STOPPED
    effect = network.programme_effect(friends, [0], [4], model="probabilities", discount=0.5)
    assert effect.total.mean == pytest.approx(effect.expansion.mean + effect.acceleration.mean)


def test_an_estimate_is_as_sharp_as_one_pays_for() -> None:
    graph = random_graph(1, 300, 0.02, False)
    usual = network.ambassadors(graph, 5, epsilon=0.3)
    sharper = network.ambassadors(graph, 5, epsilon=0.3, check_sets=16 * usual.sets)
    assert sharper.person.tolist() == usual.person.tolist()
    assert sharper.standard_error == pytest.approx(usual.standard_error / 4, rel=0.1)
    simulated = network.ambassadors(graph, 5, epsilon=0.3, simulations=4000)
    assert simulated.gain.sum() == pytest.approx(simulated.value)
    assert abs(simulated.value - sharper.value) < 5 * math.hypot(simulated.standard_error, sharper.standard_error)
    reach = network.simulated_reach_of(graph, usual.person, active=usual.person[:1])
    assert reach.gain[0] == 0
    assert reach.sets == 10000


def test_opponents_put_value_at_risk() -> None:
    friends = Graph.from_edges([0, 0, 0, 3], [1, 2, 3, 4], [0.2, 0.2, 1.0, 1.0])
    reach = network.negative_reach(friends, [0], model="probabilities", value=[999, -5, 0, 10, 100])
    assert reach.value.mean == 110
    assert abs(reach.people.mean - 2.4) < 5 * reach.people.standard_error
    alone = network.negative_reach_of_each(friends, [0, 3], model="probabilities")
    assert [each.value.mean for each in alone] == [reach.people.mean, 1]
    with pytest.raises(scvm.Error, match=r"opponents\[0\] = 9"):
        network.negative_reach(friends, [9])


def test_shares_of_attention_serve_thresholds() -> None:
    events = Graph.from_interactions([TODAY] * 3, [1, 1, 2], [0, 2, 0], ["comment"] * 3, as_of=TODAY)
    shares = network.attention_shares(events)
    assert shares.edges()[2].tolist() == pytest.approx([0.5, 1, 0.5])
    effect = network.programme_effect(shares, [], [0], model="linear_threshold", discount=1.0)
    assert effect.expansion.mean == 3


def test_a_callback_that_fails_reaches_the_caller() -> None:
    def fail() -> bool:
        raise RuntimeError("out of patience")

    with pytest.raises(RuntimeError, match="out of patience"):
        network.ambassadors(random_graph(1, 300, 0.02, False), 5, epsilon=0.02, keep_going=fail)


def test_referrals() -> None:
    forest = network.referral_trees([0, 1, 0], [1, 2, 0], [TODAY, TODAY + 1, TODAY + 2], 4)
    assert forest.depth.tolist() == [0, 1, 2, 0]
    assert forest.rejected == [(2, "self")]
    assert network.referral_types(forest, [math.nan, 0.5, 1, 0]).type_one == 1.5
    assert network.k_factor(200, 300, 60).k == pytest.approx(0.3)
    assert network.type_one_probability(30, 100, 10, 100) == pytest.approx(2 / 3)
    touched = network.touched_first_purchases([TODAY, None], [0, 1], [TODAY - DAY, TODAY], ["referral", "review"])
    assert (touched.first_purchases, touched.referral, touched.review) == (1, 1, 0)


def test_bad_input_is_refused_by_name() -> None:
    refused: Dict[str, Any] = {
        r"weight\[1\] = -1": lambda: Graph.from_edges([0, 1], [1, 2], [1, -1]),
        "source: expected whole numbers": lambda: Graph.from_edges([-1], [0]),
        "target has 1 rows": lambda: Graph.from_edges([0, 1], [1]),
        r"damping = 1\.5": lambda: network.pagerank(Graph.from_edges([0], [1]), 1.5),
        "spectral radius of the weights is 1": lambda: network.katz(Graph.from_edges([0, 1], [1, 0]), 2.0),
        'model = "viral"': lambda: network.spread(Graph.from_edges([0], [1]), [0], model="viral"),
        "probability from 0 to 1 = 2": lambda: network.ambassadors(
            Graph.from_edges([0], [1], [2.0]), 1, model="probabilities"
        ),
        r"contributions\[0\] = -1": lambda: network.participation([-1]),
        "epsilon = 0": lambda: network.ambassadors(Graph.from_edges([0], [1]), 1, epsilon=0),
    }
    for message, call in refused.items():
        with pytest.raises(scvm.Error, match=message):
            call()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.floats(0, 5)), max_size=60),
    st.permutations(range(60)),
)
def test_the_order_of_edges_leaves_no_trace(edges: Any, order: Any) -> None:
    shuffled = [edges[i] for i in order if i < len(edges)]
    first, second = (
        Graph.from_edges(
            [e[0] for e in rows], [e[1] for e in rows], np.array([e[2] for e in rows], dtype=float), nodes=13
        )
        for rows in (edges, shuffled)
    )
    for a, b in zip(first.edges(), second.edges()):
        assert (a == b).all()
    ranks = network.pagerank(first).value
    assert (ranks == network.pagerank(second, threads=2).value).all()
    assert ranks.sum() == pytest.approx(1)


def test_the_lock_is_free_while_the_core_works() -> None:
    graph = random_graph(5, 400, 0.05, False)
    ticks = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    start = time.perf_counter()
    network.spread(graph, list(range(50)), simulations=20000)
    end = time.perf_counter()
    done.set()
    thread.join()
    assert sum(start < t < end for t in ticks) > 5 * (end - start)


def test_pictures_show_what_they_are_asked(tmp_path: pathlib.Path) -> None:
    pytest.importorskip("matplotlib").use("Agg")
    from matplotlib import pyplot

    from scvm import plots

    graph = random_graph(2, 80, 0.05, True)
    axes = plots.influence_network(graph, top=10, chosen=[3])
    assert len(axes.texts) == 10
    counts = np.arange(100.0) ** 3
    pyramid, curve = plots.participation_pyramid(network.participation(counts), counts)
    assert len(curve.lines) == 2
    assert len(pyramid.patches) == 6
    found = network.ambassadors(graph, 5)
    axes = plots.spread_against_budget(found)
    assert axes.lines[0].get_ydata()[-1] == pytest.approx(found.value)
    axes = plots.spread_against_budget(found, cost=np.ones(80))
    scores = network.social_score(np.array([[10.0, 1.0, 5.0], [math.nan] * 3]))
    axes = plots.score_waterfall(scores, 0)
    assert sum(patch.get_width() for patch in axes.patches[:-1]) == pytest.approx(scores.score[0])
    with pytest.raises(scvm.Error, match="no score"):
        plots.score_waterfall(scores, 1)
    for number in pyplot.get_fignums():
        pyplot.figure(number).savefig(tmp_path / f"{number}.png")
    assert len(list(tmp_path.glob("*.png"))) >= 5
    pyplot.close("all")
