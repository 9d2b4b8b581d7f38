// The equity room on a million customers and ten million attributions, one thread unless the name says otherwise.
#include <scvm/equity/attention.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/equity/engagement_value.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/rank_change.hpp>
#include <scvm/equity/treatment.hpp>
#include <scvm/math/random.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace {

using namespace scvm::equity;

constexpr std::uint32_t customers = 1'000'000;
constexpr std::size_t attributions = 10'000'000;

/// Values of a skewed base; receivers are skewed, too: few are owed much.
struct world {
    std::vector<double> value;
    std::vector<std::uint32_t> receiver;
    std::vector<std::uint32_t> giver;
    std::vector<double> share;

    world() {
        scvm::math::random_stream random(20240601);
        for (std::uint32_t i = 0; i < customers; ++i) {
            value.push_back(std::round(20000 * std::exp(random.normal())) / 100);
        }
        for (std::size_t i = 0; i < attributions; ++i) {
            const double u = random.uniform();
            receiver.push_back(static_cast<std::uint32_t>(customers * u * u * u));
            giver.push_back(static_cast<std::uint32_t>(random.below(customers)));
            share.push_back(0.06 * random.uniform());
        }
    }
    [[nodiscard]] attribution_columns credits() const { return {receiver, giver, share}; }
};

const world& data() {
    static const world made;
    return made;
}

void report(benchmark::State& state, const network_values& found) {
    state.counters["rounds"] = static_cast<double>(found.rounds);
    state.counters["moved"] = found.credit_sum / found.lifetime_sum;
    state.counters["error"] = found.value_sum - found.lifetime_sum;
}

void network_value_one_step(benchmark::State& state) {
    network_value_options options;
    options.threads = static_cast<unsigned>(state.range(0));
    network_values found;
    for (auto _ : state) {
        found = network_value(data().value, data().credits(), options);
    }
    report(state, found);
}
BENCHMARK(network_value_one_step)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void network_value_along_the_chain(benchmark::State& state) {
    network_value_options options;
    options.ceiling = 0.5;
    options.passed_on = static_cast<double>(state.range(0)) / 10;
    options.threads = static_cast<unsigned>(state.range(1));
    network_values found;
    for (auto _ : state) {
        found = network_value(data().value, data().credits(), options);
    }
    report(state, found);
}
BENCHMARK(network_value_along_the_chain)
    ->Args({5, 1})
    ->Args({10, 1})
    ->Args({10, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void account_of_one_customer(benchmark::State& state) {
    const auto found = network_value(data().value, data().credits());
    std::uint32_t customer = 500'000;
    for (auto _ : state) {
        benchmark::DoNotOptimize(account_of(found, data().value, customer));
        customer = 500'000 + (customer + 7919) % 500'000;
    }
}
BENCHMARK(account_of_one_customer)->Unit(benchmark::kMicrosecond);

void ranks_of_lifetime_and_network_value(benchmark::State& state) {
    const auto found = network_value(data().value, data().credits());
    for (auto _ : state) {
        const auto moved = compare_ranks(data().value, found.value);
        state.counters["spearman"] = moved.spearman;
        state.counters["moved_share"] = moved.moved_share;
    }
}
BENCHMARK(ranks_of_lifetime_and_network_value)->Unit(benchmark::kMillisecond);

void engagement_values_of_a_million(benchmark::State& state) {
    const auto& column = data().value;
    const engagement_components parts{{column, {}}, {column, {}}, {column, {}}, {column, {}}, {column, {}}};
    for (auto _ : state) {
        benchmark::DoNotOptimize(engagement_value(parts));
    }
}
BENCHMARK(engagement_values_of_a_million)->Unit(benchmark::kMillisecond);

void sharing_profiles_of_five_million_contributions(benchmark::State& state) {
    const std::size_t rows = 5'000'000;
    scvm::math::random_stream random(7);
    std::vector<std::uint32_t> person;
    std::vector<std::uint8_t> kind;
    std::vector<double> age;
    for (std::size_t i = 0; i < rows; ++i) {
        person.push_back(static_cast<std::uint32_t>(random.below(customers)));
        kind.push_back(static_cast<std::uint8_t>(random.below(sharing_kinds)));
        age.push_back(static_cast<double>(random.below(700)));
    }
    sharing_rules rules;
    rules.half_life_days = 90;
    for (auto _ : state) {
        benchmark::DoNotOptimize(sharing_profile({person, kind, {}, {}, {}, age}, customers, rules));
    }
}
BENCHMARK(sharing_profiles_of_five_million_contributions)->Unit(benchmark::kMillisecond);

void treatments_of_a_million(benchmark::State& state) {
    const treatment_dimension five{"five", {"a", "b", "c", "d", "e"}};
    const treatment_table table({five, five, five, five}, {{"scarce", 1000}, {"usual", treatment_action::unlimited}},
                                {{{{0}, {}, {}, {}}, 0, ""}, {{{1, 2, 3, 4}, {}, {}, {}}, 1, ""}});
    scvm::math::random_stream random(8);
    std::vector<std::uint8_t> codes;
    for (std::size_t i = 0; i < std::size_t{4} * customers; ++i) {
        codes.push_back(static_cast<std::uint8_t>(random.below(5)));
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(treat(table, codes, data().value));
    }
}
BENCHMARK(treatments_of_a_million)->Unit(benchmark::kMillisecond);

void attention_list_of_a_thousand_in_a_million(benchmark::State& state) {
    std::vector<std::uint8_t> participation;
    for (std::uint32_t i = 0; i < customers; ++i) {
        participation.push_back(i % 100 == 0 ? 3 : i % 10 == 0 ? 2 : 1);
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(attention_list({participation, data().value, data().value, {}, {}}, 1000));
    }
}
BENCHMARK(attention_list_of_a_thousand_in_a_million)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
