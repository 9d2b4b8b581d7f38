// The value room on a million simulated customers: purchases into histories, fits, forecasts.
//
// Every benchmark reports `peak`: the most memory that it held at once, beyond the input, as a multiple of the input.
#include <scvm/math/random.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/holdout.hpp>
#include <scvm/value/interval.hpp>
#include <scvm/value/lifetime_value.hpp>
#include <scvm/value/mbg_nbd_fit.hpp>
#include <scvm/value/pareto_nbd_fit.hpp>
#include <scvm/value/purchase_ledger.hpp>
#include <scvm/value/purchase_summary.hpp>
#include <scvm/value/simulate.hpp>

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <new>
#include <vector>

namespace {

std::atomic<std::int64_t> held{0};
std::atomic<std::int64_t> most{0};

void* count(void* memory) {
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    const std::int64_t now = held += static_cast<std::int64_t>(malloc_usable_size(memory));
    std::int64_t before = most.load();
    while (now > before && !most.compare_exchange_weak(before, now)) {
    }
    return memory;
}

void give_back(void* memory) {
    held -= static_cast<std::int64_t>(malloc_usable_size(memory));
    std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
    return count(std::malloc(size));
}
void operator delete(void* memory) noexcept {
    give_back(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    give_back(memory);
}

namespace {

using namespace scvm::value;

constexpr std::size_t customers = 1'000'000;
constexpr std::int64_t last_day = 20'000;
const bg_nbd truth{0.2426, 4.4136, 0.793, 2.426};
const gamma_gamma spend_truth{6.25, 3.74, 15.44};
const lifetime_terms year{52, 0.1, 0.4, time_unit::week};

/// 2.5 million purchases, T from 13 to 104 weeks on a grid of days, amounts in cents.
struct purchase_data {
    std::vector<std::uint32_t> customer;
    std::vector<std::int64_t> time;
    std::vector<double> amount;

    purchase_data() {
        for (std::uint32_t i = 0; i < customers; ++i) {
            scvm::math::random_stream random(20240601, i);
            const auto age = static_cast<std::int64_t>(91 + random.below(638));
            const double rate = random.gamma(spend_truth.q, 1 / spend_truth.v);
            const auto add = [&](double weeks) {
                customer.push_back(i);
                time.push_back((last_day - age + static_cast<std::int64_t>(weeks * 7)) * 86400 +
                               static_cast<std::int64_t>(random.below(86400)));
                amount.push_back(std::round(100 * random.gamma(spend_truth.p) / rate) / 100);
            };
            add(0);
            simulate_new(truth, static_cast<double>(age) / 7, random, add);
        }
        // In a CRM's table purchases come in the order of time, not of customers.
        std::vector<std::uint32_t> order(customer.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        std::ranges::sort(order, [&](auto a, auto b) { return time[a] < time[b]; });
        const auto arrange = [&](auto& column) {
            auto sorted = column;
            for (std::size_t i = 0; i < order.size(); ++i) {
                sorted[i] = column[order[i]];
            }
            column = std::move(sorted);
        };
        arrange(customer);
        arrange(time);
        arrange(amount);
    }

    [[nodiscard]] purchase_columns columns() const { return {customer, time, amount, customers}; }
    [[nodiscard]] double bytes() const { return static_cast<double>(customer.size() * (4 + 8 + 8)); }
};

const purchase_data& purchases() {
    static const purchase_data data;
    return data;
}

const purchase_table& table() {
    static const purchase_table result = purchase_summary(purchases().columns(), last_day * 86400);
    return result;
}

const fitted<bg_nbd>& bg_fit() {
    static const auto result = fit_bg_nbd(table().histories());
    return result;
}

const fitted<gamma_gamma>& spend_fit() {
    static const auto result = fit_gamma_gamma(table().x, table().monetary);
    return result;
}

/// Runs body in the timed loop and reports the memory it took as a multiple of `input` bytes.
template <class Body>
void measure(benchmark::State& state, double input, Body&& body) {
    (void)bg_fit();  // what several benchmarks share is no part of any
    (void)spend_fit();
    const std::int64_t before = held;
    most = before;
    for (auto _ : state) {
        body(static_cast<unsigned>(state.range(0)));
    }
    state.counters["peak"] = static_cast<double>(most - before) / input;
}

void summary(benchmark::State& state) {
    const auto columns = purchases().columns();
    measure(state, purchases().bytes(),
            [&](unsigned) { benchmark::DoNotOptimize(purchase_summary(columns, last_day * 86400)); });
    state.counters["purchases"] = static_cast<double>(columns.size());
}

void holdout(benchmark::State& state) {
    const auto columns = purchases().columns();
    measure(state, purchases().bytes(), [&](unsigned) {
        benchmark::DoNotOptimize(calibration_and_holdout(columns, (last_day - 182) * 86400, last_day * 86400));
    });
}

void ledger_of_all(benchmark::State& state) {
    const auto columns = purchases().columns();
    measure(state, purchases().bytes(), [&](unsigned) {
        purchase_ledger ledger;
        ledger.add(columns);
        benchmark::DoNotOptimize(ledger.entries());
    });
}

void ledger_update_1000(benchmark::State& state) {
    const auto& data = purchases();
    purchase_ledger ledger;
    ledger.add(data.columns());
    const auto tail = data.customer.size() - 1000;
    const purchase_columns fresh{std::span(data.customer).subspan(tail), std::span(data.time).subspan(tail),
                                 std::span(data.amount).subspan(tail), customers};
    measure(state, purchases().bytes(), [&](unsigned) {
        ledger.add(fresh);
        for (const std::uint32_t customer : fresh.customer) {
            benchmark::DoNotOptimize(ledger.history_of(customer, last_day * 86400));
        }
    });
}

constexpr double history_bytes = customers * 3 * 8.0;

template <class Fit>
void fit(benchmark::State& state, Fit&& fit_of) {
    const auto columns = table().histories();
    measure(state, history_bytes, [&](unsigned threads) {
        fit_options options;
        options.threads = threads;
        const auto result = fit_of(columns, options);
        if (!result.converged()) {
            state.SkipWithError(result.reason.c_str());
        }
        state.counters["evaluations"] = result.evaluations;
        state.counters["rows"] = static_cast<double>(result.distinct_rows);
    });
}

void compress(benchmark::State& state) {
    measure(state, history_bytes,
            [&](unsigned threads) { benchmark::DoNotOptimize(distinct(table().histories(), {}, threads)); });
}

void bg_nbd_fit(benchmark::State& state) {
    fit(state, [](const auto& columns, const auto& options) { return fit_bg_nbd(columns, {}, options); });
}

void mbg_nbd_fit(benchmark::State& state) {
    fit(state, [](const auto& columns, const auto& options) { return fit_mbg_nbd(columns, {}, options); });
}

/// On customers drawn from Pareto/NBD: those of BG/NBD do not determine its dropout.
void pareto_nbd_fit(benchmark::State& state) {
    static const auto h = [] {
        std::vector<double> T;
        for (std::size_t i = 0; i < customers; ++i) {
            T.push_back(static_cast<double>(91 + scvm::math::random_stream(7, i).below(638)) / 7);
        }
        auto result = simulate_histories(pareto_nbd{0.5534, 10.58, 0.6061, 11.66}, T, 8, 2);
        for (double& t : result.t_x) {
            t = std::ceil(t * 7) / 7;
        }
        return result;
    }();
    measure(state, history_bytes, [&](unsigned threads) {
        fit_options options;
        options.threads = threads;
        const auto result = fit_pareto_nbd(h.columns(), {}, options);
        if (!result.converged()) {
            state.SkipWithError(result.reason.c_str());
        }
        state.counters["evaluations"] = result.evaluations;
        state.counters["rows"] = static_cast<double>(result.distinct_rows);
    });
}

void gamma_gamma_fit(benchmark::State& state) {
    measure(state, customers * 2 * 8.0, [&](unsigned threads) {
        fit_options options;
        options.threads = threads;
        const auto result = fit_gamma_gamma(table().x, table().monetary, {}, options);
        if (!result.converged()) {
            state.SkipWithError(result.reason.c_str());
        }
        state.counters["evaluations"] = result.evaluations;
    });
}

void p_alive(benchmark::State& state) {
    std::vector<double> result(customers);
    measure(state, history_bytes,
            [&](unsigned) { benchmark::DoNotOptimize(bg_fit().model.p_alive(table().histories(), result)); });
}

void expected_purchases_39(benchmark::State& state) {
    std::vector<double> result(customers);
    measure(state, history_bytes, [&](unsigned threads) {
        benchmark::DoNotOptimize(expected_purchases(bg_fit().model, 39, table().histories(), result, threads));
    });
}

void discounted_value_52(benchmark::State& state) {
    measure(state, history_bytes + customers * 8.0, [&](unsigned threads) {
        benchmark::DoNotOptimize(
            lifetime_value(bg_fit().model, spend_fit().model, year, table().histories(), table().monetary, threads));
    });
}

void value_intervals_52(benchmark::State& state) {
    measure(state, history_bytes + customers * 8.0, [&](unsigned threads) {
        benchmark::DoNotOptimize(lifetime_value_intervals(bg_fit(), spend_fit(), year, table().histories(),
                                                          table().monetary, 0.95, threads));
    });
}

/// One customer of a save hook: purchases to value, with all factors.
void one_customer(benchmark::State& state) {
    const std::vector<std::int64_t> time{19'000 * 86400, 19'100 * 86400, 19'400 * 86400, 19'700 * 86400};
    const std::vector<double> amount{20, 35, 12.5, 40};
    for (auto _ : state) {
        const auto h = purchase_history_of(time, amount, last_day * 86400);
        benchmark::DoNotOptimize(
            lifetime_value(bg_fit().model, spend_fit().model, year, {h.x, h.t_x, h.T}, h.monetary));
    }
}

BENCHMARK(summary)->ArgName("threads")->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(holdout)->ArgName("threads")->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(ledger_of_all)->ArgName("threads")->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(ledger_update_1000)->ArgName("threads")->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(compress)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(bg_nbd_fit)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(mbg_nbd_fit)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(pareto_nbd_fit)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(gamma_gamma_fit)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(p_alive)->ArgName("threads")->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(expected_purchases_39)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(discounted_value_52)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(value_intervals_52)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(one_customer)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
