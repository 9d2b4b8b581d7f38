"""Pictures of the network: who moves whom, who takes part, what a budget buys, why a score is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, List, Optional, Sequence, Tuple

import numpy as np

from scvm.errors import Error, ErrorCode
from scvm.network import Ambassadors, Graph, Participation, SocialScoreModel, SocialScores, lorenz_curve, pagerank
from scvm.plots.axes import BLUE, GREY, ORANGE, axes_for

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["influence_network", "layout", "participation_pyramid", "score_waterfall", "spread_against_budget"]

FEATURES = ("reach", "amplification", "network")


def influence_network(
    graph: Graph,
    score: Any = None,
    top: int = 40,
    chosen: Sequence[int] = (),
    names: Optional[Sequence[str]] = None,
    ax: Optional[Axes] = None,
) -> Axes:
    """The `top` persons by score (PageRank if None) and the strongest ties among them; `chosen` ones are marked."""
    axes = axes_for(ax, (9, 8))
    value = np.asarray(pagerank(graph).value if score is None else score, dtype=float)
    _same_length(value, graph.node_count, "score")
    people = np.argsort(-np.nan_to_num(value, nan=-np.inf), kind="stable")[: min(top, len(value))]
    place = {int(person): i for i, person in enumerate(people)}
    source, target, weight = graph.edges()
    inside = np.isin(source, people) & np.isin(target, people) & (source != target)
    ties = [(place[int(s)], place[int(t)], w) for s, t, w in zip(source[inside], target[inside], weight[inside])]
    at = layout(len(people), ties)
    strongest = max((w for _, _, w in ties), default=1.0)
    for start, end, w in ties:
        axes.plot(*zip(at[start], at[end]), color=GREY, linewidth=0.3 + 2.5 * w / strongest, zorder=1)
    largest = max(float(value[people].max(initial=0)), 1e-300)
    marked = set(int(person) for person in chosen)
    for i, person in enumerate(people):
        colour = ORANGE if int(person) in marked else BLUE
        size = 30 + 500 * max(float(value[person]), 0) / largest
        axes.scatter(*at[i], s=size, color=colour, edgecolor="white", linewidth=0.8, zorder=2)
        name = str(names[person]) if names is not None else str(int(person))
        above = (0, 3 + size**0.5 / 2)
        axes.annotate(name, at[i], above, textcoords="offset points", ha="center", va="bottom", fontsize=7, zorder=3)
    axes.set_title(f"The {len(people)} most influential of {graph.node_count:,}")
    axes.set_axis_off()
    axes.set_aspect("equal")
    return axes


def participation_pyramid(result: Participation, contributions: Any, axes: Optional[Tuple[Axes, Axes]] = None) -> Any:
    """Left the shares of members and of the effort they make, right the Lorenz curve. Returns the two axes."""
    if axes is None:
        import matplotlib.pyplot as plt

        _, pair = plt.subplots(1, 2, figsize=(11, 4.5), constrained_layout=True)
        axes = (pair[0], pair[1])
    pyramid, curve = axes
    for row, (name, share) in enumerate(zip(("lurkers", "intermittent", "heavy"), result.shares)):
        pyramid.barh(row, -100 * share.share, color=GREY, height=0.8)
        pyramid.barh(row, 100 * share.effort, color=BLUE, height=0.8)
        pyramid.annotate(f"{100 * share.share:.1f} %", (-2 - 100 * share.share, row), ha="right", va="center")
        pyramid.annotate(f"{100 * share.effort:.1f} %", (2 + 100 * share.effort, row), ha="left", va="center")
        pyramid.annotate(name, (0, row + 0.42), ha="center", va="bottom", fontsize=8)
    pyramid.set_xlim(-128, 128)
    pyramid.set_yticks([])
    pyramid.set_xticks([-100, -50, 0, 50, 100])
    pyramid.set_xticklabels(["100", "50", "0", "50", "100"])
    pyramid.set_xlabel("← % of members          % of contributions →")
    pyramid.set_title(f"{result.members:,} members")

    members = np.asarray(contributions, dtype=float)[np.asarray(result.of_person) > 0]
    population, quantity = lorenz_curve(members)
    curve.plot([0, 1], [0, 1], color=GREY, linewidth=1)
    curve.plot(population, quantity, color=BLUE)
    curve.set_xlabel("share of members, least active first")
    curve.set_ylabel("share of contributions")
    curve.set_title(f"Gini {result.gini:.2f}, top 1 % make {100 * result.top_1_percent:.0f} %")
    return axes


def spread_against_budget(found: Ambassadors, cost: Any = None, ax: Optional[Axes] = None) -> Axes:
    """Expected value against people, or against money if `cost` per person is given, in the order of choice."""
    axes = axes_for(ax, (7, 4.5))
    reached = np.concatenate([[0.0], np.cumsum(found.gain)])
    if cost is None:
        spent = np.arange(len(reached), dtype=float)
    else:
        spent = np.concatenate([[0.0], np.cumsum(np.asarray(cost, dtype=float)[found.person])])
    axes.plot(spent, reached, color=BLUE, marker="o", markersize=3)
    axes.errorbar(spent[-1:], reached[-1:], yerr=2 * found.standard_error, color=BLUE, capsize=4)
    axes.axhline(found.best_at_most, color=ORANGE, linewidth=1, linestyle="--")
    axes.annotate("no choice can be better", (0, found.best_at_most), va="bottom", color=ORANGE, fontsize=8)
    axes.set_xlabel("ambassadors" if cost is None else "spent")
    axes.set_ylabel("expected value reached")
    axes.set_title(str(found), fontsize=9)
    axes.set_ylim(bottom=0)
    return axes


def score_waterfall(
    scores: SocialScores,
    person: int,
    model: Optional[SocialScoreModel] = None,
    channels: Optional[Sequence[str]] = None,
    ax: Optional[Axes] = None,
) -> Axes:
    """How the points of one person's social score add up."""
    axes = axes_for(ax, (7, 4))
    if not np.isfinite(scores.score[person]):
        raise Error(f"person {person} has no score to explain", ErrorCode.NOT_FITTED)
    floor = (model or SocialScoreModel()).floor
    reasons = np.nan_to_num(scores.reasons[person])
    count = reasons.shape[0]
    named = list(channels) if channels is not None else [f"channel {i}" for i in range(count)]
    _same_length(np.asarray(named), count, "channels")
    labels: List[str] = ["floor"]
    points: List[float] = [floor]
    for c in range(count):
        for f, feature in enumerate(FEATURES):
            labels.append(f"{named[c]}: {feature}" if count > 1 else feature)
            points.append(float(reasons[c, f]))
    start = np.concatenate([[0.0], np.cumsum(points)[:-1]])
    axes.barh(range(len(points)), points, left=start, color=[GREY] + [BLUE] * (len(points) - 1))
    axes.barh(len(points), float(scores.score[person]), color=ORANGE)
    for row, (left, height) in enumerate(zip(start, points)):
        axes.annotate(f"{height:.1f}", (left + height + 0.8, row), va="center", fontsize=8)
    axes.annotate(f"{scores.score[person]:.1f}", (float(scores.score[person]) + 0.8, len(points)), va="center")
    axes.set_yticks(range(len(points) + 1))
    axes.set_yticklabels([*labels, "score"])
    axes.invert_yaxis()
    axes.set_xlim(0, 105)
    axes.set_title(f"Social score of person {person}")
    return axes


def _same_length(values: Any, expected: int, name: str) -> None:
    if len(values) != expected:
        raise Error(f"{name} has {len(values)} rows: expected {expected}", ErrorCode.SIZE_MISMATCH)


def layout(count: int, ties: List[Tuple[int, int, float]], rounds: int = 150) -> Any:
    """Fruchterman and Reingold 1991 from a circle: the same picture every time."""
    angle = 2 * np.pi * np.arange(count) / max(count, 1)
    at = np.column_stack([np.cos(angle), np.sin(angle)])
    if count < 2:
        return at
    ideal = 2.0 / np.sqrt(count)
    pairs = np.array([(a, b) for a, b, _ in ties], dtype=int).reshape(-1, 2)
    for step in range(rounds):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-3)
        move = (apart * (ideal**2 / distance**2)[..., None]).sum(axis=1)
        pull = at[pairs[:, 0]] - at[pairs[:, 1]]
        pull *= np.hypot(pull[:, 0], pull[:, 1])[:, None] / ideal
        np.add.at(move, pairs[:, 0], -pull)
        np.add.at(move, pairs[:, 1], pull)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        at = at + move / length[:, None] * np.minimum(length, 0.2 * (1 - step / rounds))[:, None]
    return at
