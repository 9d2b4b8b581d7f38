#include <scvm/network/betweenness.hpp>
#include <scvm/network/core_numbers.hpp>
#include <scvm/network/hits.hpp>
#include <scvm/network/hubbell.hpp>
#include <scvm/network/network_value.hpp>
#include <scvm/network/pagerank.hpp>
#include <scvm/network/spectral_radius.hpp>

#include <doctest/doctest.h>
#include <network/graphs.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
    REQUIRE(a.size() == b.size());
    double difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference = std::max(difference, std::abs(a[i] - b[i]));
    }
    return difference;
}

std::vector<double> as_doubles(const std::vector<std::uint32_t>& counts) {
    return {counts.begin(), counts.end()};
}

/// x with M x = b, by elimination with pivots: an oracle that shares nothing with the code under test.
std::vector<double> dense_solve(std::vector<std::vector<double>> m, std::vector<double> b) {
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k; i < n; ++i) {
            pivot = std::abs(m[i][k]) > std::abs(m[pivot][k]) ? i : pivot;
        }
        std::swap(m[k], m[pivot]);
        std::swap(b[k], b[pivot]);
        for (std::size_t i = k + 1; i < n; ++i) {
            const double f = m[i][k] / m[k][k];
            for (std::size_t j = k; j < n; ++j) {
                m[i][j] -= f * m[k][j];
            }
            b[i] -= f * b[k];
        }
    }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j) {
            b[k] -= m[k][j] * b[j];
        }
        b[k] /= m[k][k];
    }
    return b;
}

/// PageRank by elimination, with t and s as distributions.
std::vector<double> dense_pagerank(const graph& g, double d, const std::vector<double>& t,
                                   const std::vector<double>& s) {
    const std::uint32_t n = g.node_count();
    std::vector<std::vector<double>> m(n, std::vector<double>(n));
    std::vector<double> b(n);
    for (std::uint32_t u = 0; u < n; ++u) {
        const double strength = g.outgoing().strength(u);
        for (std::uint32_t v = 0; v < n; ++v) {
            m[v][u] -= strength > 0 ? 0 : d * s[v];
        }
        for (auto e = g.outgoing().offset[u]; e < g.outgoing().offset[u + 1]; ++e) {
            m[g.outgoing().neighbour[e]][u] -= strength > 0 ? d * g.outgoing().edge_weight(e) / strength : 0;
        }
        m[u][u] += 1;
        b[u] = (1 - d) * t[u];
    }
    return dense_solve(m, b);
}

pagerank_options precise(double damping = 0.85) {
    pagerank_options options;
    options.damping = damping;
    options.iteration.tolerance = 1e-15;
    return options;
}

}  // namespace

TEST_CASE("centralities match the shared vectors") {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/network_centrality.json"));
    const double relative = file["tolerance"]["relative"];
    const double absolute = file["tolerance"]["absolute"];
    for (const auto& c : file["cases"]) {
        const std::string measure = c["measure"];
        CAPTURE(measure);
        CAPTURE(c["name"].get<std::string>());
        graphs::edges edges;
        for (std::size_t e = 0; e < c["source"].size(); ++e) {
            edges.add(c["source"][e], c["target"][e], c.contains("weight") ? c["weight"][e].get<double>() : 1);
        }
        const graph g = edges.make(c["directed"], c.contains("weight"));
        const auto column = [&](const char* key) {
            return c.contains(key) ? c[key].get<std::vector<double>>() : std::vector<double>{};
        };
        std::vector<double> value;
        if (measure == "pagerank") {
            const auto teleport = column("teleport");
            auto options = precise(c["damping"]);
            options.teleport = teleport;
            value = pagerank(g, options).value;
        } else if (measure == "katz") {
            value = katz(g, {.factor = c["factor"]}).value;
        } else if (measure == "adoption" || measure == "network_value") {
            const std::vector<double> own(g.node_count(), c["own"]);
            const auto alone = column("alone");
            const iteration_options options{.tolerance = 1e-14};
            value = (measure == "adoption" ? adoption(g, alone, own, options)
                                           : linear_network_value(g, alone, own, options))
                        .value;
        } else if (measure == "hub") {
            value = hits(g).hub;
        } else if (measure == "authority") {
            value = hits(g).authority;
        } else if (measure == "core_number") {
            value = as_doubles(core_numbers(g, edge_direction::out));
        } else if (measure == "h_index") {
            value = as_doubles(h_indices(g, edge_direction::out));
        } else if (measure == "betweenness") {
            value = betweenness(g, {.undirected = !c["directed"].get<bool>()}).value;
        } else if (measure == "spectral_radius") {
            value = {spectral_radius(g).value()};
        } else {
            FAIL("a measure that this test does not know");
        }
        REQUIRE(value.size() == c["value"].size());
        for (std::size_t i = 0; i < value.size(); ++i) {
            CAPTURE(i);
            const double want = c["value"][i];
            CHECK(std::abs(value[i] - want) <= relative * std::abs(want) + absolute);
        }
    }
}

TEST_CASE("PageRank solves its equations on random graphs, under each dangling rule") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        const auto n = static_cast<std::uint32_t>(2 + seed % 23);
        const auto g = graphs::random(seed, n, 0.12, true).make(true, true, n);
        scvm::math::random_stream random(seed, 1);
        std::vector<double> teleport(n);
        for (double& t : teleport) {
            t = random.bernoulli(0.5) ? random.uniform() : 0;
        }
        teleport[0] = 1;
        auto t = teleport;
        const double sum = std::accumulate(t.begin(), t.end(), 0.0);
        for (double& value : t) {
            value /= sum;
        }
        auto options = precise(0.3 + 0.01 * static_cast<double>(seed));
        options.teleport = teleport;
        const auto x = pagerank(g, options);
        CHECK(x.converged);
        CHECK(largest_difference(x.value, dense_pagerank(g, options.damping, t, t)) < 1e-13);
        CHECK(std::accumulate(x.value.begin(), x.value.end(), 0.0) == Approx(1).epsilon(1e-14));

        options.dangling_rule = dangling::to_everybody;
        const std::vector<double> even(n, 1.0 / n);
        CHECK(largest_difference(pagerank(g, options).value, dense_pagerank(g, options.damping, t, even)) < 1e-13);

        options.dangling_rule = dangling::stays;
        graphs::edges looped;
        for (std::uint32_t u = 0; u < n; ++u) {
            for (auto e = g.outgoing().offset[u]; e < g.outgoing().offset[u + 1]; ++e) {
                looped.add(u, g.outgoing().neighbour[e], g.outgoing().weight[e]);
            }
            if (g.outgoing().degree(u) == 0) {
                looped.add(u, u);
            }
        }
        const auto want = dense_pagerank(looped.make(true, true, n), options.damping, t, t);
        CHECK(largest_difference(pagerank(g, options).value, want) < 1e-13);
    }
}

TEST_CASE("PageRank has the same bits for any number of threads, and a warm start needs fewer rounds") {
    const auto g = graphs::rmat(3, 15, 400000).make();
    pagerank_options options;
    const auto one = pagerank(g, options);
    options.iteration.threads = 2;
    const auto two = pagerank(g, options);
    CHECK(one.value == two.value);
    CHECK(one.iterations == two.iterations);
    options.start = one.value;
    const auto warm = pagerank(g, options);
    CHECK(warm.iterations <= 2);
    CHECK(largest_difference(one.value, warm.value) < 1e-10);
}

TEST_CASE("ten thousand bought followers move nobody's score when the teleport goes to those who act") {
    auto edges = graphs::read("wiki-Vote.txt");
    if (edges.source.empty()) {
        MESSAGE("wiki-Vote.txt is not there: a generated network takes its place");
        edges = graphs::rmat(5, 13, 60000);
    }
    const auto real = edges.make(true, false);
    const std::uint32_t n = real.node_count();
    std::uint32_t member = 0;  // an ordinary one: acts, and has a few who vote for it
    while (real.incoming().degree(member) != 3 || real.outgoing().degree(member) == 0) {
        ++member;
    }
    const auto activity = [&](const graph& g) {
        std::vector<double> act(g.node_count());
        for (std::uint32_t node = 0; node < n; ++node) {
            act[node] = static_cast<double>(real.outgoing().degree(node));
        }
        return act;
    };
    const auto rank_of = [&](const std::vector<double>& score) {
        return std::count_if(score.begin(), score.begin() + n, [&](double s) { return s > score[member]; }) + 1;
    };
    auto options = precise();
    const auto uniform_before = pagerank(real, options).value;
    auto acting = activity(real);
    options.teleport = acting;
    const auto before = pagerank(real, options).value;
    for (const std::uint32_t bots : {10u, 100u, 10000u}) {
        CAPTURE(bots);
        auto bought = edges;
        for (std::uint32_t bot = 0; bot < bots; ++bot) {
            bought.add(n + bot, member);
        }
        const auto g = bought.make(true, false);
        acting = activity(g);
        options.teleport = acting;
        auto after = pagerank(g, options).value;
        CHECK(std::all_of(after.begin() + n, after.end(), [](double score) { return score == 0; }));
        after.resize(n);
        CHECK(largest_difference(before, after) < 1e-15);
        CHECK(rank_of(after) == rank_of(before));
        if (bots == 10000) {  // what a uniform teleport would have made of it
            options.teleport = {};
            CHECK(rank_of(pagerank(g, options).value) == 1);
            CHECK(rank_of(uniform_before) > 100);
        }
    }
}

TEST_CASE("PageRank refuses what it cannot rank, and ranks what is merely odd") {
    const auto karate = graphs::karate().make(false);
    pagerank_options options;
    options.damping = 1;
    CHECK_THROWS_WITH_AS((void)pagerank(karate, options), "damping = 1: expected 0 <= damping < 1", scvm::error);
    options.damping = undefined;
    CHECK_THROWS_AS((void)pagerank(karate, options), scvm::error);
    options = {};
    std::vector<double> teleport(34);
    options.teleport = teleport;
    CHECK_THROWS_WITH_AS((void)pagerank(karate, options), "sum of teleport = 0: expected a positive, finite sum",
                         scvm::error);
    teleport[3] = -1;
    CHECK_THROWS_WITH_AS((void)pagerank(karate, options), "teleport[3] = -1: expected a finite value >= 0",
                         scvm::error);
    teleport.resize(33);
    options.teleport = teleport;
    CHECK_THROWS_AS((void)pagerank(karate, options), scvm::error);
    options = {};
    options.iteration.max_iterations = 1;
    CHECK_FALSE(pagerank(karate, options).converged);
    CHECK(pagerank(graph(), {}).value.empty());
    CHECK(pagerank(graph::from_edges({}, {.nodes = 1})).value == std::vector<double>{1});
    const auto lonely = pagerank(graph::from_edges({}, {.nodes = 4}));
    CHECK(lonely.converged);
    CHECK(lonely.value == std::vector<double>{0.25, 0.25, 0.25, 0.25});
    graphs::edges weightless;
    weightless.add(0, 1, 0);
    CHECK(pagerank(weightless.make()).value == std::vector<double>{0.5, 0.5});
    graphs::edges tiny;  // too small to divide by, and almost too large to add
    tiny.add(0, 1, 5e-323);
    tiny.add(1, 0, 1.7e308);
    tiny.add(1, 1, 1.7e308);
    CHECK(std::isfinite(pagerank(tiny.make()).value[0]));
    graphs::edges crowd;  // a dangling majority
    crowd.add(0, 1);
    const auto x = pagerank(crowd.make(true, true, 1000), precise());
    const double rest = (1 - x.value[1]) / 999;
    CHECK(x.value[0] == Approx(rest).epsilon(1e-13));
    CHECK(x.value[1] == Approx(1.85 * rest).epsilon(1e-13));
    options = precise(0);
    CHECK(pagerank(karate, options).value[5] == Approx(1.0 / 34).epsilon(1e-15));
}

TEST_CASE("Hubbell scores solve their equations, and weights beyond the spectral radius are refused with it") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        CAPTURE(seed);
        const auto n = static_cast<std::uint32_t>(2 + seed % 19);
        const auto g = graphs::random(seed, n, 0.3).make(true, true, n);
        const auto radius = spectral_radius(g);
        CHECK(radius.converged);
        const double factor = radius.high > 0 ? 0.9 / radius.high : 1;
        std::vector<double> exogenous(n);
        scvm::math::random_stream random(seed, 1);
        for (double& e : exogenous) {
            e = random.normal();
        }
        std::vector<std::vector<double>> m(n, std::vector<double>(n));
        for (std::uint32_t v = 0; v < n; ++v) {
            m[v][v] += 1;
            for (auto e = g.incoming().offset[v]; e < g.incoming().offset[v + 1]; ++e) {
                m[v][g.incoming().neighbour[e]] -= factor * g.incoming().weight[e];
            }
        }
        const auto s = hubbell(g, exogenous, {.factor = factor});
        CHECK(s.converged);
        CHECK(largest_difference(s.value, dense_solve(m, exogenous)) < 1e-9);
        if (radius.high > 0) {
            CHECK_THROWS_AS((void)hubbell(g, exogenous, {.factor = 1.001 / radius.low}), scvm::error);
        }
    }
    CHECK_THROWS_WITH_AS((void)katz(graphs::karate().make(false, false), {.factor = 0.2}),
                         doctest::Contains("the spectral radius of the weights is 6.72569772"), scvm::error);
    CHECK_THROWS_AS((void)katz(graph(), {.factor = -1}), scvm::error);
    CHECK(katz(graph()).value.empty());
}

TEST_CASE("the spectral radius of a chain is 0, of a ring 1, and the bounds always enclose it") {
    graphs::edges chain;
    graphs::edges ring;
    for (std::uint32_t i = 0; i < 50; ++i) {
        chain.add(i, i + 1, 7);
        ring.add(i, (i + 1) % 50);
    }
    CHECK(spectral_radius(chain.make()).high == 0);
    const auto of_ring = spectral_radius(ring.make());
    CHECK(of_ring.low <= 1);
    CHECK(of_ring.high >= 1);
    CHECK(of_ring.value() == Approx(1).epsilon(1e-12));
    graphs::edges both;  // a weak part beside a strong one, joined one way
    both.add(0, 1, 2);
    both.add(1, 0, 2);
    both.add(1, 2, 100);
    both.add(2, 3, 5);
    both.add(3, 2, 0.8);
    CHECK(spectral_radius(both.make()).value() == Approx(2).epsilon(1e-12));
    CHECK(katz(chain.make(), {.factor = 1}).converged);
}

TEST_CASE("adoption and network value are two sides of the same sum") {
    // Σ_i v_i P_i = Σ_k p_k ∂(Σ v P)/∂p_k, since P is linear in p.
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto g = graphs::random(seed, 40, 0.1).make(true, true, 40);
        scvm::math::random_stream random(seed, 2);
        std::vector<double> own(40);
        std::vector<double> alone(40);
        std::vector<double> value(40);
        for (std::size_t i = 0; i < 40; ++i) {
            own[i] = 0.2 + 0.8 * random.uniform();
            alone[i] = random.uniform();
            value[i] = random.normal() * 100;
        }
        const iteration_options options{.tolerance = 1e-15};
        const auto p = adoption(g, alone, own, options);
        const auto network = linear_network_value(g, value, own, options);
        CHECK(p.converged);
        const double left = std::inner_product(value.begin(), value.end(), p.value.begin(), 0.0);
        const double right = std::inner_product(alone.begin(), alone.end(), network.value.begin(), 0.0);
        CHECK(left == Approx(right).epsilon(1e-10));
    }
    const std::vector<double> none{0.0, 1.0};
    graphs::edges pair;
    pair.add(0, 1);
    CHECK_THROWS_WITH_AS((void)adoption(pair.make(), none, none), "own[0] = 0: expected 0 < own <= 1", scvm::error);
}

TEST_CASE("HITS survives graphs without edges and says when it has not converged") {
    CHECK(hits(graph()).hub.empty());
    const auto lonely = hits(graph::from_edges({}, {.nodes = 2}));
    CHECK(lonely.hub == std::vector<double>{0, 0});
    CHECK(lonely.converged);
    CHECK_FALSE(hits(graphs::karate().make(false), {.tolerance = 1e-13, .max_iterations = 2}).converged);
    CHECK_THROWS_AS((void)hits(graph(), {.tolerance = undefined}), scvm::error);
}

TEST_CASE("peeling a graph by hand gives its core numbers") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        CAPTURE(seed);
        const auto g = graphs::random(seed, 30, 0.1, true).make(true, false, 30);
        for (const auto direction : {edge_direction::out, edge_direction::in, edge_direction::both}) {
            const auto core = core_numbers(g, direction);
            // Definition: repeatedly remove all nodes of degree < k; who is left has a core number >= k.
            for (std::uint32_t k = 0; k <= 12; ++k) {
                std::vector<bool> left(30, true);
                for (bool changed = true; changed;) {
                    changed = false;
                    for (std::uint32_t node = 0; node < 30; ++node) {
                        std::uint32_t degree = 0;
                        for (const auto* rows : {&g.outgoing(), &g.incoming()}) {
                            const bool counted = direction == edge_direction::both ||
                                                 (rows == &g.outgoing()) == (direction == edge_direction::out);
                            for (const auto other : rows->neighbours(node)) {
                                degree += counted && left[other] ? 1u : 0u;
                            }
                        }
                        if (left[node] && degree < k) {
                            left[node] = false;
                            changed = true;
                        }
                    }
                }
                for (std::uint32_t node = 0; node < 30; ++node) {
                    CHECK_UNARY((core[node] >= k) == left[node]);
                }
            }
        }
    }
}

TEST_CASE("betweenness counts the shortest paths that an exhaustive search finds") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        for (const bool lengths : {false, true}) {
            CAPTURE(seed);
            CAPTURE(lengths);
            constexpr std::uint32_t n = 12;
            auto edges = graphs::random(seed, n, 0.25);
            for (double& w : edges.weight) {
                w = std::ceil(w * 3);  // ties are wanted
            }
            const auto g = edges.make(true, true, n);
            constexpr double far = std::numeric_limits<double>::infinity();
            std::vector<std::vector<double>> distance(n, std::vector<double>(n, far));
            std::vector<std::vector<double>> length(n, std::vector<double>(n, far));
            for (std::size_t e = 0; e < edges.source.size(); ++e) {
                length[edges.source[e]][edges.target[e]] = lengths ? edges.weight[e] : 1;
            }
            distance = length;
            for (std::uint32_t i = 0; i < n; ++i) {
                distance[i][i] = 0;
            }
            for (std::uint32_t k = 0; k < n; ++k) {
                for (std::uint32_t i = 0; i < n; ++i) {
                    for (std::uint32_t j = 0; j < n; ++j) {
                        distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
                    }
                }
            }
            // Number of shortest paths, by rising distance.
            std::vector<std::vector<double>> paths(n, std::vector<double>(n));
            for (std::uint32_t i = 0; i < n; ++i) {
                std::vector<std::uint32_t> order(n);
                std::iota(order.begin(), order.end(), 0u);
                std::sort(order.begin(), order.end(), [&](auto a, auto b) { return distance[i][a] < distance[i][b]; });
                paths[i][i] = 1;
                for (const auto j : order) {
                    for (std::uint32_t k = 0; k < n && j != i; ++k) {
                        if (distance[i][j] < far && distance[i][k] + length[k][j] == distance[i][j]) {
                            paths[i][j] += paths[i][k];
                        }
                    }
                }
            }
            std::vector<double> want(n);
            for (std::uint32_t s = 0; s < n; ++s) {
                for (std::uint32_t t = 0; t < n; ++t) {
                    for (std::uint32_t v = 0; v < n; ++v) {
                        if (s != t && v != s && v != t && distance[s][t] < far &&
                            distance[s][v] + distance[v][t] == distance[s][t]) {
                            want[v] += paths[s][v] * paths[v][t] / paths[s][t];
                        }
                    }
                }
            }
            CHECK(largest_difference(betweenness(g, {.weights_are_lengths = lengths}).value, want) < 1e-10);
        }
    }
}

TEST_CASE("paths as long as each other on paper are so in betweenness") {
    // Exact by rational arithmetic: 36.5 at the fourth node. Lengths of one or more decimals are no binary fractions.
    graphs::edges many;
    many.source = {0, 1, 2, 2, 2, 3, 5, 6, 1, 8, 4, 6, 8, 8, 4, 7};
    many.target = {3, 2, 5, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    many.weight = {1.9617537, .9060834,   2.2165446, 1.6251956,  2.4473929, .591349,   8.7093236, 2.838733,
                   6.1225042, 20.7217776, 6.8027218, 16.3147479, 5.2605598, 6.6816853, 4.9482123, 1.898979};
    CHECK(betweenness(many.make(false), {.weights_are_lengths = true, .undirected = true}).value[3] == 36.5);
    graphs::edges decimal;
    decimal.add(0, 1, .1);
    decimal.add(1, 2, .2);
    decimal.add(0, 2, .3);
    CHECK(betweenness(decimal.make(false), {.weights_are_lengths = true, .undirected = true}).value ==
          std::vector<double>{0, .5, 0});
    graphs::edges tiny;
    tiny.add(0, 1);
    tiny.add(1, 2);
    tiny.add(2, 3, 1e-16);
    tiny.add(0, 3);
    CHECK(betweenness(tiny.make(false), {.weights_are_lengths = true, .undirected = true}).value ==
          std::vector<double>{0, 0, 1, 1});
    graphs::edges flat;  // two nodes that are equally far: the way round by the other one is as long, for both alike
    flat.add(0, 1);
    flat.add(0, 2);
    flat.add(1, 2, 1e-16);
    CHECK(betweenness(flat.make(false), {.weights_are_lengths = true, .undirected = true}).value ==
          std::vector<double>{0, .25, .25});
}

TEST_CASE("lengths in tenths give the betweenness of their tenfold") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        auto edges = graphs::random(seed, 25, 0.15);
        auto whole = edges;
        for (std::size_t e = 0; e < edges.weight.size(); ++e) {
            whole.weight[e] = std::ceil(edges.weight[e] * 9);
            edges.weight[e] = whole.weight[e] / 10;
        }
        CAPTURE(seed);
        CHECK(largest_difference(betweenness(edges.make(true, true, 25), {.weights_are_lengths = true}).value,
                                 betweenness(whole.make(true, true, 25), {.weights_are_lengths = true}).value) < 1e-9);
    }
}

TEST_CASE("an h-index counts other people, not edges") {
    graphs::edges same;
    for (int i = 0; i < 5; ++i) {
        same.add(0, 1);
    }
    CHECK(h_indices(same.make(false), edge_direction::out) == std::vector<std::uint32_t>{1, 1});
    CHECK(h_indices(same.make(), edge_direction::both) == std::vector<std::uint32_t>{1, 1});
    graphs::edges loops;
    for (int i = 0; i < 3; ++i) {
        loops.add(0, 0);
    }
    CHECK(h_indices(loops.make(false), edge_direction::out) == std::vector<std::uint32_t>{0});
    graphs::edges triangle;
    triangle.add(0, 1);
    triangle.add(1, 2);
    triangle.add(2, 0);
    triangle.add(0, 2);
    CHECK(h_indices(triangle.make(), edge_direction::both) == std::vector<std::uint32_t>{2, 2, 2});
}

TEST_CASE("sampled betweenness is unbiased, and stays within its error bound") {
    const auto g = graphs::rmat(4, 9, 4000).make(true, false);
    const auto exact = betweenness(g);
    CHECK(exact.sources == g.node_count());
    CHECK(exact.error_bound == 0);
    const auto hub =
        static_cast<std::size_t>(std::max_element(exact.value.begin(), exact.value.end()) - exact.value.begin());
    double mean = 0;
    double squares = 0;
    double variance = 0;
    constexpr int repetitions = 200;
    for (int seed = 0; seed < repetitions; ++seed) {
        const auto sampled = betweenness(g, {.sources = 60, .seed = static_cast<std::uint64_t>(seed)});
        CHECK(largest_difference(sampled.value, exact.value) <= sampled.error_bound);
        const double deviation = sampled.value[hub] - exact.value[hub];
        mean += deviation / repetitions;
        squares += deviation * deviation / repetitions;
        variance += sampled.standard_error[hub] * sampled.standard_error[hub] / repetitions;
    }
    CHECK(std::abs(mean) < 4 * std::sqrt(squares / repetitions));
    CHECK(variance == Approx(squares).epsilon(0.3));
    const auto two = betweenness(g, {.sources = 60, .seed = 7, .threads = 2});
    CHECK(betweenness(g, {.sources = 60, .seed = 7}).value == two.value);
    CHECK(betweenness(g, {.threads = 2}).value == exact.value);
}

TEST_CASE("betweenness refuses lengths of 0 and handles graphs too small to have a middle") {
    graphs::edges edges;
    edges.add(0, 1, 0);
    CHECK_THROWS_WITH_AS((void)betweenness(edges.make(), {.weights_are_lengths = true}),
                         "length[0] = 0: expected length > 0", scvm::error);
    CHECK(betweenness(graph()).value.empty());
    CHECK(betweenness(edges.make()).value == std::vector<double>{0, 0});
    CHECK_THROWS_AS((void)betweenness(edges.make(), {.confidence = 1}), scvm::error);
}
