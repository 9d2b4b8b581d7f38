"""PageRank and graph building of scvm and igraph, A B A B in one run, on the same R-MAT edges.

usage: PYTHONPATH=build/<preset>/python network_peers.py [MILLIONS_OF_EDGES] [THREADS] [ROUNDS]

graph-tool takes part where it is installed; networkx only up to a million edges. Prints the load of the machine beside
every figure: times on a busy machine say little. graph-tool and igraph set their threads by OMP_NUM_THREADS.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any, Callable, Dict, List

import numpy as np

from scvm import network


def rmat(scale: int, count: int) -> Any:
    draw = np.random.default_rng(1)
    source = np.zeros(count, dtype=np.uint32)
    target = np.zeros(count, dtype=np.uint32)
    for _ in range(scale):
        u = draw.random(count, dtype=np.float32)
        quarter = (u >= 0.57).astype(np.uint32) + (u >= 0.76) + (u >= 0.95)
        source = source * 2 + quarter // 2
        target = target * 2 + quarter % 2
    return source, target


def main() -> None:
    millions = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    threads = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    scale = 22 if millions >= 50 else 20 if millions >= 10 else 17
    source, target = rmat(scale, millions * 1_000_000)
    nodes = 1 << scale
    builders: Dict[str, Callable[[], Any]] = {
        "scvm": lambda: network.Graph.from_edges(source, target, nodes=nodes, threads=threads)
    }
    rankers: Dict[str, Callable[[Any], Any]] = {"scvm": lambda g: network.pagerank(g, threads=threads).value}
    try:
        import igraph

        edges = np.column_stack([source, target]).astype(np.int64)
        builders["igraph"] = lambda: igraph.Graph(n=nodes, edges=edges, directed=True)
        rankers["igraph"] = lambda g: np.array(g.pagerank())
    except ImportError:
        print("igraph is not installed")
    try:
        import graph_tool.all as gt

        def build_gt() -> Any:
            g = gt.Graph(directed=True)
            g.add_vertex(nodes)
            g.add_edge_list(np.column_stack([source, target]))
            return g

        builders["graph-tool"] = build_gt
        rankers["graph-tool"] = lambda g: gt.pagerank(g, epsilon=1e-10).a
    except ImportError:
        print("graph-tool is not installed")
    if millions <= 1:
        import networkx

        builders["networkx"] = lambda: networkx.MultiDiGraph(list(zip(source.tolist(), target.tolist())))
        rankers["networkx"] = lambda g: np.array(list(networkx.pagerank(g, tol=1e-10 / nodes).values()))

    graphs: Dict[str, Any] = {}
    largest: Dict[str, float] = {}
    timed: Dict[str, List[float]] = {}
    for name, build in builders.items():
        start = time.perf_counter()
        graphs[name] = build()
        print(f"{name:12} build    {time.perf_counter() - start:8.3f} s  load {os.getloadavg()[0]:.1f}", flush=True)
    for _ in range(rounds):
        for name, rank in rankers.items():
            start = time.perf_counter()
            cpu = time.process_time()
            ranks = rank(graphs[name])
            elapsed = time.perf_counter() - start
            timed.setdefault(name, []).append(elapsed)
            largest[name] = float(ranks.max())
            used = time.process_time() - cpu
            print(f"{name:12} pagerank {elapsed:8.3f} s  cpu {used:8.3f} s  load {os.getloadavg()[0]:.1f}", flush=True)
    for name, times in timed.items():
        print(f"{name:12} best {min(times):8.3f} s, largest rank {largest[name]:.12f}")


if __name__ == "__main__":
    main()
