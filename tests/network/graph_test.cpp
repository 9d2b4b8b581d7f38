#include <scvm/network/graph.hpp>
#include <scvm/network/interaction_graph.hpp>

#include <doctest/doctest.h>
#include <network/graphs.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <vector>

using scvm::network::adjacency;
using scvm::network::graph;

namespace {

bool same(const adjacency& a, const adjacency& b) {
    return a.offset == b.offset && a.neighbour == b.neighbour && a.weight == b.weight;
}

using edge = std::tuple<std::uint32_t, std::uint32_t, double>;

std::vector<edge> listed(const adjacency& rows, bool backwards) {
    std::vector<edge> all;
    for (std::uint32_t row = 0; row < rows.row_count(); ++row) {
        for (auto e = rows.offset[row]; e < rows.offset[row + 1]; ++e) {
            const auto other = rows.neighbour[e];
            all.emplace_back(backwards ? other : row, backwards ? row : other, rows.edge_weight(e));
        }
    }
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

TEST_CASE("an empty graph has no nodes and no edges") {
    CHECK(graph().node_count() == 0);
    const auto g = graph::from_edges({});
    CHECK(g.node_count() == 0);
    CHECK(g.edge_count() == 0);
    CHECK(graph::from_edges({}, {.nodes = 3}).node_count() == 3);
}

TEST_CASE("both directions hold every edge, parallel edges and self-loops included") {
    for (const auto& [seed, threads] : {std::pair{1u, 1u}, {2u, 2u}, {3u, 3u}}) {
        auto edges = graphs::rmat(seed, 9, 20000);
        edges.add(5, 5, 2);
        edges.add(5, 5, 1);
        const auto g = edges.make(true, true, 0, threads);
        std::vector<edge> want;
        for (std::size_t e = 0; e < edges.source.size(); ++e) {
            want.emplace_back(edges.source[e], edges.target[e], edges.weight[e]);
        }
        std::sort(want.begin(), want.end());
        CHECK(listed(g.outgoing(), false) == want);
        CHECK(listed(g.incoming(), true) == want);
        CHECK(same(g.reversed().outgoing(), g.incoming()));
    }
}

TEST_CASE("the order of the edges and the number of threads leave no trace in the graph") {
    // More than one chunk and many blocks, so that threads have something to share.
    const auto edges = graphs::rmat(7, 14, 1300000);
    graphs::edges shuffled;
    std::vector<std::size_t> order(edges.source.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    scvm::math::random_stream random(1);
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[random.below(i)]);
    }
    for (const auto e : order) {
        shuffled.add(edges.source[e], edges.target[e], edges.weight[e]);
    }
    const auto one = edges.make();
    const auto two = shuffled.make(true, true, 0, 2);
    CHECK(same(one.outgoing(), two.outgoing()));
    CHECK(same(one.incoming(), two.incoming()));
    const auto plain = edges.make(true, false);
    const auto plain_two = shuffled.make(true, false, 0, 2);
    CHECK_FALSE(plain.weighted());
    CHECK(same(plain.outgoing(), plain_two.outgoing()));
    CHECK(plain.outgoing().neighbour == one.outgoing().neighbour);
}

TEST_CASE("an undirected graph has every edge in both directions and a self-loop once") {
    graphs::edges edges;
    edges.add(0, 1, 3);
    edges.add(2, 2, 5);
    const auto g = edges.make(false);
    CHECK(listed(g.outgoing(), false) == std::vector<edge>{{0, 1, 3}, {1, 0, 3}, {2, 2, 5}});
    CHECK(&g.outgoing() == &g.incoming());
    CHECK(graphs::karate().make(false).edge_count() == 156);
}

TEST_CASE("rows give degrees and strengths") {
    graphs::edges edges;
    edges.add(0, 1, 0.5);
    edges.add(0, 2, 0.25);
    const auto g = edges.make();
    CHECK(g.outgoing().degree(0) == 2);
    CHECK(g.outgoing().strength(0) == 0.75);
    CHECK(g.incoming().strength(0) == 0);
    CHECK(edges.make(true, false).outgoing().strength(0) == 2);
}

TEST_CASE("a bad edge is refused with its row and the rule") {
    const std::vector<std::uint32_t> source{0, 1};
    const std::vector<std::uint32_t> target{1, 7};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> negative{1, -1};
    const std::vector<double> undefined{nan, 1};
    CHECK_THROWS_WITH_AS((void)graph::from_edges({source, target, negative}),
                         "weight[1] = -1: expected a finite weight >= 0", scvm::error);
    CHECK_THROWS_WITH_AS((void)graph::from_edges({source, target, undefined}),
                         "weight[0] = nan: expected a finite weight >= 0", scvm::error);
    CHECK_THROWS_WITH_AS((void)graph::from_edges({source, target, {}}, {.nodes = 4}),
                         "target[1] = 7: expected a node index below 4", scvm::error);
    CHECK_THROWS_AS((void)graph::from_edges({source, std::span(target).first(1), {}}), scvm::error);
    CHECK_THROWS_AS((void)graph::from_edges({source, target, {}}, {.threads = 0}), scvm::error);
    const std::vector<std::uint32_t> last{0xffffffffu};
    CHECK_THROWS_AS((void)graph::from_edges({last, last, {}}), scvm::error);
}

// Sanitizers make every access several times dearer: there the crowd is 2 million, elsewhere 10.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint32_t crowd = 2000000;
#else
constexpr std::uint32_t crowd = 10000000;
#endif

TEST_CASE("ten million followers of one person are one long row and one audience") {
    std::vector<std::uint32_t> follower(crowd);
    std::iota(follower.begin(), follower.end(), 1u);
    const std::vector<std::uint32_t> star(crowd);
    const auto g = graph::from_edges({follower, star, {}}, {.threads = 2});
    CHECK(g.node_count() == crowd + 1);
    CHECK(g.incoming().degree(0) == crowd);
    CHECK(g.incoming().neighbours(0).back() == crowd);
    CHECK(g.outgoing().degree(crowd) == 1);

    const std::vector<std::int64_t> time(crowd, 86400);
    const std::vector<std::uint8_t> follow(crowd, 8);
    const auto weighed = scvm::network::weigh_interactions(
        scvm::network::interaction_columns{time, follower, star, follow, {}, {}, {}, {}, {}}, {}, 86400, 0, 2);
    CHECK(weighed.audiences[0].followers == crowd);
    CHECK(weighed.audiences[0].active == 0);
    CHECK(weighed.audiences[0].engagement_rate() == 0);
    CHECK(weighed.links.edge_count() == 0);
    CHECK(weighed.report.silent_edges == crowd);
}
