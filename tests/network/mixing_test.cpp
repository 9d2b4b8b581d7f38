#include <scvm/network/betweenness.hpp>
#include <scvm/network/components.hpp>
#include <scvm/network/mixing.hpp>

#include <doctest/doctest.h>
#include <network/graphs.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

std::vector<std::vector<bool>> reachability(const graph& g, bool directed) {
    const std::uint32_t n = g.node_count();
    std::vector<std::vector<bool>> reach(n, std::vector<bool>(n));
    for (std::uint32_t u = 0; u < n; ++u) {
        reach[u][u] = true;
        for (const auto v : g.outgoing().neighbours(u)) {
            reach[u][v] = true;
            if (!directed) {
                reach[v][u] = true;
            }
        }
    }
    for (std::uint32_t k = 0; k < n; ++k) {
        for (std::uint32_t i = 0; i < n; ++i) {
            for (std::uint32_t j = 0; j < n; ++j) {
                reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
            }
        }
    }
    return reach;
}

}  // namespace

TEST_CASE("parts and cut vertices are what reachability says") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        constexpr std::uint32_t n = 16;
        const auto edges = graphs::random(seed, n, 0.09, true);
        const auto g = edges.make(true, false, n);
        const auto strong = strongly_connected_parts(g);
        const auto weak = connected_parts(g);
        const auto directed = reachability(g, true);
        const auto either = reachability(g, false);
        for (std::uint32_t u = 0; u < n; ++u) {
            for (std::uint32_t v = 0; v < n; ++v) {
                CHECK_UNARY((strong.part_of[u] == strong.part_of[v]) == (directed[u][v] && directed[v][u]));
                CHECK_UNARY((weak.part_of[u] == weak.part_of[v]) == either[u][v]);
            }
        }
        CHECK(strong.part_of[0] == 0);
        CHECK(*std::max_element(weak.part_of.begin(), weak.part_of.end()) + 1 == weak.count);

        const auto cuts = cut_vertices(g);
        for (std::uint32_t cut = 0; cut < n; ++cut) {
            graphs::edges without;
            for (std::size_t e = 0; e < edges.source.size(); ++e) {
                if (edges.source[e] != cut && edges.target[e] != cut) {
                    without.add(edges.source[e], edges.target[e]);
                }
            }
            const auto left = reachability(without.make(true, false, n), false);
            bool breaks = false;
            for (std::uint32_t u = 0; u < n; ++u) {
                for (std::uint32_t v = 0; v < n; ++v) {
                    breaks = breaks || (u != cut && v != cut && either[u][v] && !left[u][v]);
                }
            }
            CHECK_UNARY((cuts[cut] == 1) == breaks);
        }
    }
    CHECK(strongly_connected_parts(graph()).count == 0);
    CHECK(cut_vertices(graph()).empty());
}

TEST_CASE("reciprocity counts what comes back") {
    graphs::edges edges;
    edges.add(0, 1, 4);
    edges.add(1, 0, 1);
    edges.add(1, 0, 2);  // parallel: one pair
    edges.add(1, 2, 5);
    edges.add(2, 2, 9);  // not towards others
    const auto result = reciprocity(edges.make());
    CHECK(result.pairs == 3);
    CHECK(result.share == Approx(2.0 / 3).epsilon(1e-15));
    CHECK(result.weighted == Approx(6.0 / 12).epsilon(1e-15));
    CHECK(std::isnan(reciprocity(graph()).share));
    CHECK(reciprocity(graphs::karate().make(false)).share == 1);
}

TEST_CASE("a network of two layers has an E-I index, an assortativity and boundary spanners") {
    // Customers 0, 1, 2; employees 3, 4. Only employee 3 talks to customers.
    graphs::edges edges;
    edges.add(0, 1);
    edges.add(1, 2);
    edges.add(3, 4);
    edges.add(2, 3);
    const std::vector<std::uint32_t> layer{0, 0, 0, 1, 1};
    const auto result = mixing(edges.make(), layer, 2);
    CHECK(result.all.ei_index() == Approx(-0.5));
    CHECK(result.group[1].ei_index() == Approx((1.0 - 2) / 3));
    CHECK(result.node[3].spans_boundary());
    CHECK_FALSE(result.node[4].spans_boundary());
    CHECK(std::isnan(
        mixing(edges.make(true, true, 6), std::vector<std::uint32_t>{0, 0, 0, 1, 1, 0}, 2).node[5].ei_index()));
    // e = 3/4 inside, a = (3/4, 1/4), b = (2/4, 2/4): expected 1/2.
    CHECK(result.assortativity == Approx((0.75 - 0.5) / 0.5));
    const auto steps = steps_from(edges.make(), std::vector<std::uint32_t>{3});
    CHECK(steps == std::vector<std::uint32_t>{3, 2, 1, 0, 1});
    CHECK_THROWS_AS((void)mixing(edges.make(), std::vector<std::uint32_t>{0, 0, 0, 1, 2}, 2), scvm::error);
    CHECK_THROWS_AS((void)mixing(edges.make(), std::vector<std::uint32_t>{0}, 2), scvm::error);
    CHECK_THROWS_AS((void)steps_from(edges.make(), std::vector<std::uint32_t>{9}), scvm::error);
    CHECK(std::isnan(mixing(graph(), {}, 1).assortativity));
}

TEST_CASE("hubs are high in degree and in betweenness, and a graph of equals has none") {
    const auto karate = graphs::karate().make(false, false);
    std::vector<double> degree(34);
    for (std::uint32_t node = 0; node < 34; ++node) {
        degree[node] = static_cast<double>(karate.outgoing().degree(node));
    }
    const auto between = betweenness(karate, {.undirected = true}).value;
    const auto found = hubs(degree, between, 0.9);
    std::vector<std::uint32_t> names;
    for (std::uint32_t node = 0; node < 34; ++node) {
        if (found[node] == 1) {
            names.push_back(node);
        }
    }
    CHECK(names == std::vector<std::uint32_t>{0, 32, 33});
    const std::vector<double> equal(5, 2.0);
    CHECK(hubs(equal, equal) == std::vector<std::uint8_t>(5));
    CHECK(hubs({}, {}).empty());
    CHECK_THROWS_AS((void)hubs(equal, equal, 1), scvm::error);
}
