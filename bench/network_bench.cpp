// Benchmarks of the network room. Real graphs are read from $SCVM_SHARED_DATA/network, or ../shared/data/network, when
// they are there. Peers: network_peers.py runs igraph and networkx on the same generated graphs.
#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>
#include <scvm/network/ambassadors.hpp>
#include <scvm/network/betweenness.hpp>
#include <scvm/network/core_numbers.hpp>
#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/live_features.hpp>
#include <scvm/network/pagerank.hpp>
#include <scvm/network/spread.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace scvm;
using namespace scvm::network;

struct edge_table {
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> target;
    std::vector<double> weight;
};

/// R-MAT with a, b, c = 0.57, 0.19, 0.19; the same edges in every run. network_peers.py reads them from a file.
edge_table rmat(unsigned scale, std::size_t count) {
    edge_table edges;
    edges.source.resize(count);
    edges.target.resize(count);
    math::for_each_chunk(count, std::size_t{1} << 16, 2, [&](const math::chunk& part) {
        math::random_stream random(1, part.index);
        for (std::size_t e = part.begin; e < part.end; ++e) {
            std::uint32_t from = 0;
            std::uint32_t to = 0;
            for (unsigned bit = 0; bit < scale; ++bit) {
                const double u = random.uniform();
                const std::uint32_t quarter = u < 0.57 ? 0 : u < 0.76 ? 1 : u < 0.95 ? 2 : 3;
                from = from * 2 + (quarter >> 1);
                to = to * 2 + (quarter & 1);
            }
            edges.source[e] = from;
            edges.target[e] = to;
        }
    });
    return edges;
}

unsigned scale_of(std::int64_t millions) {
    return millions >= 50 ? 22 : millions >= 10 ? 20 : 17;
}

const edge_table& rmat_edges(std::int64_t millions) {
    static std::map<std::int64_t, edge_table> made;
    auto& edges = made[millions];
    if (edges.source.empty()) {
        edges = rmat(scale_of(millions), static_cast<std::size_t>(millions) * 1000000);
    }
    return edges;
}

const graph& rmat_graph(std::int64_t millions) {
    static std::map<std::int64_t, graph> made;
    auto& g = made[millions];
    if (g.node_count() == 0) {
        const auto& edges = rmat_edges(millions);
        g = graph::from_edges({edges.source, edges.target, {}}, {.nodes = 1u << scale_of(millions), .threads = 2});
    }
    return g;
}

graph read(const char* name, bool weighted) {
    const char* folder = std::getenv("SCVM_SHARED_DATA");
    std::ifstream file(std::string(folder != nullptr ? folder : "../shared/data") + "/network/" + name);
    edge_table edges;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        std::istringstream words(line);
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        double weight = 1;
        words >> from >> to >> weight;
        edges.source.push_back(from);
        edges.target.push_back(to);
        edges.weight.push_back(weight);
    }
    return graph::from_edges(
        {edges.source, edges.target, weighted ? std::span<const double>(edges.weight) : std::span<const double>()});
}

/// What a measured section needs at its peak, beyond what was there before. Linux only, 0 elsewhere.
class memory_peak {
public:
    memory_peak() {
        std::ofstream("/proc/self/clear_refs") << 5;
        before_ = field("VmRSS:");
    }
    [[nodiscard]] double bytes() const { return (field("VmHWM:") - before_) * 1024; }

private:
    static double field(const std::string& name) {
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);) {
            if (line.rfind(name, 0) == 0) {
                return std::strtod(line.c_str() + name.size(), nullptr);
            }
        }
        return 0;
    }
    double before_ = 0;
};

void build_graph(benchmark::State& state) {
    const auto& edges = rmat_edges(state.range(0));
    double peak = 0;
    for (auto _ : state) {
        const memory_peak memory;
        const auto g = graph::from_edges(
            {edges.source, edges.target, {}},
            {.nodes = 1u << scale_of(state.range(0)), .threads = static_cast<unsigned>(state.range(1))});
        benchmark::DoNotOptimize(g.edge_count());
        peak = std::max(peak, memory.bytes());
    }
    state.counters["peak_bytes_per_edge"] = peak / static_cast<double>(edges.source.size());
}

void rank_pages(benchmark::State& state) {
    const auto& g = rmat_graph(state.range(0));
    pagerank_options options;
    options.iteration.threads = static_cast<unsigned>(state.range(1));
    double peak = 0;
    std::size_t iterations = 0;
    for (auto _ : state) {
        const memory_peak memory;
        const auto ranks = pagerank(g, options);
        iterations = ranks.iterations;
        peak = std::max(peak, memory.bytes());
    }
    state.counters["rounds"] = static_cast<double>(iterations);
    state.counters["peak_bytes_per_edge"] = peak / static_cast<double>(g.edge_count());
}

void find_ambassadors(benchmark::State& state, const graph& g, cascade model) {
    if (g.edge_count() == 0) {
        state.SkipWithError("the file is not there");
        return;
    }
    ambassador_options options;
    options.count = 50;
    options.model = model;
    options.threads = static_cast<unsigned>(state.range(0));
    double peak = 0;
    ambassadors_result found;
    for (auto _ : state) {
        const memory_peak memory;
        found = ambassadors(g, options);
        peak = std::max(peak, memory.bytes());
    }
    state.counters["value"] = found.value;
    state.counters["standard_error"] = found.standard_error;
    state.counters["proven"] = found.proven;
    state.counters["sets"] = static_cast<double>(found.sets);
    state.counters["peak_MB"] = peak / 1e6;
}

void ambassadors_nethept(benchmark::State& state) {
    static const graph g = read("NetHEPT_imm_graph_ic.inf", true);
    find_ambassadors(state, g, {.kind = cascade_kind::probabilities});
}

void ambassadors_epinions(benchmark::State& state) {
    static const graph g = read("soc-Epinions1.txt", false);
    find_ambassadors(state, g, {});
}

void ambassadors_rmat(benchmark::State& state) {
    find_ambassadors(state, rmat_graph(10), {});
}

void weigh_events(benchmark::State& state) {
    const auto millions = state.range(0);
    const auto& edges = rmat_edges(millions);
    static std::vector<std::int64_t> time;
    static std::vector<std::uint8_t> kind;
    if (time.size() != edges.source.size()) {
        time.resize(edges.source.size());
        kind.resize(edges.source.size());
        math::for_each_chunk(time.size(), std::size_t{1} << 16, 2, [&](const math::chunk& part) {
            math::random_stream random(2, part.index);
            for (std::size_t e = part.begin; e < part.end; ++e) {
                time[e] = (20000 - static_cast<std::int64_t>(random.below(365))) * 86400;
                kind[e] = static_cast<std::uint8_t>(random.below(interaction_kinds));
            }
        });
    }
    const auto threads = static_cast<unsigned>(state.range(1));
    double peak = 0;
    for (auto _ : state) {
        const memory_peak memory;
        const auto g =
            weigh_interactions(interaction_columns{time, edges.source, edges.target, kind, {}, {}, {}, {}, {}}, {},
                               20000 * std::int64_t{86400}, 0, threads);
        benchmark::DoNotOptimize(g.links.edge_count());
        peak = std::max(peak, memory.bytes());
    }
    state.counters["peak_bytes_per_event"] = peak / static_cast<double>(edges.source.size());
}

void apply_one_event(benchmark::State& state) {
    constexpr std::uint32_t persons = 100000;
    math::random_stream random(3);
    std::vector<std::int64_t> time;
    std::vector<std::uint32_t> actor;
    std::vector<std::uint32_t> target;
    std::vector<std::uint8_t> kind;
    for (int i = 0; i < 3000000; ++i) {
        time.push_back((20000 - static_cast<std::int64_t>(random.below(90))) * 86400);
        actor.push_back(static_cast<std::uint32_t>(random.below(persons)));
        target.push_back(static_cast<std::uint32_t>(random.below(persons)));
        kind.push_back(static_cast<std::uint8_t>(random.below(interaction_kinds)));
    }
    interaction_ledger ledger;
    ledger.append({time, actor, target, kind, {}, {}, {}, {}, {}});
    const social_score_model model;
    live_features live(ledger, {}, 20000 * std::int64_t{86400}, std::vector<double>(persons, 1.0), model.channels[0]);
    for (auto _ : state) {
        const auto who = static_cast<std::uint32_t>(random.below(persons));
        const auto whom = static_cast<std::uint32_t>(random.below(persons));
        live.apply({20000 * std::int64_t{86400}, who, whom, interaction_kind::comment});
        const social_features features = live.features_of(whom);
        benchmark::DoNotOptimize(social_score(std::span(&features, 1), model));
    }
}

void simulate_spread(benchmark::State& state) {
    static const graph g = read("NetHEPT_imm_graph_ic.inf", true);
    if (g.edge_count() == 0) {
        state.SkipWithError("the file is not there");
        return;
    }
    std::vector<std::uint32_t> seeds(50);
    for (std::uint32_t i = 0; i < 50; ++i) {
        seeds[i] = i * 7;
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(spread(g, seeds, {.kind = cascade_kind::probabilities},
                                        {.simulations = 10000, .threads = static_cast<unsigned>(state.range(0))}));
    }
}

void peel_cores(benchmark::State& state) {
    const auto& g = rmat_graph(state.range(0));
    for (auto _ : state) {
        benchmark::DoNotOptimize(core_numbers(g).back());
    }
}

void sample_betweenness(benchmark::State& state) {
    const auto& g = rmat_graph(1);
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            betweenness(g, {.sources = 64, .threads = static_cast<unsigned>(state.range(0))}).value);
    }
}

#define HEAVY(name) BENCHMARK(name)->Unit(benchmark::kSecond)->UseRealTime()->MeasureProcessCPUTime()
HEAVY(ambassadors_nethept)->Arg(1)->Arg(2)->Iterations(5);
HEAVY(ambassadors_epinions)->Arg(1)->Arg(2)->Iterations(5);
HEAVY(ambassadors_rmat)->Arg(1)->Arg(2)->Iterations(1);
HEAVY(build_graph)->Args({10, 1})->Args({10, 2})->Args({50, 1})->Args({50, 2})->Iterations(2);
HEAVY(rank_pages)->Args({10, 1})->Args({10, 2})->Args({50, 1})->Args({50, 2})->Iterations(2);
HEAVY(weigh_events)->Args({10, 2})->Args({50, 1})->Args({50, 2})->Iterations(1);
HEAVY(peel_cores)->Arg(10)->Iterations(1);
HEAVY(sample_betweenness)->Arg(1)->Arg(2)->Iterations(1);
HEAVY(simulate_spread)->Arg(1)->Arg(2)->Iterations(2);
BENCHMARK(apply_one_event)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
