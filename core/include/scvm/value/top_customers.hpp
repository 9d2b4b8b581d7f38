#pragma once

#include <scvm/value/simulate.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace scvm::value {

/// The probability of every customer to be among the k that spend most in the next t units; NaN without a history.
///
/// By `simulations` draws of what all customers buy and spend. Customers who tie for the last places share them, so
/// that the probabilities add up to k (or to the number of customers). The standard error of a probability p is at most
/// sqrt(p (1-p) / simulations). Customer i of simulation j draws from stream (seed, j * customers + i): the same result
/// for any number of threads.
/// Throws error{size_mismatch}, and error{domain} unless k >= 1 and 1 <= simulations <= 1e6.
template <buying_model Model>
[[nodiscard]] std::vector<double> probability_in_top(const Model& model, const gamma_gamma& spend,
                                                     const history_columns& columns, std::span<const double> monetary,
                                                     double t, std::size_t k, unsigned simulations, std::uint64_t seed,
                                                     unsigned threads = 1) {
    model.require();
    spend.require();
    require_columns(columns);
    require_size("monetary", monetary.size(), "x", columns.size());
    require_time("t", t);
    if (k < 1) {
        throw_domain("k", static_cast<double>(k), "k >= 1");
    }
    if (!(simulations >= 1 && simulations <= 1'000'000)) {
        throw_domain("simulations", simulations, "1 <= simulations <= 1000000");
    }
    std::vector<std::size_t> known;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        if (!std::isnan(columns.x[row]) && !find_fault(columns[row])) {
            known.push_back(row);
        }
    }
    std::vector<double> result(columns.size(), std::numeric_limits<double>::quiet_NaN());
    const double seconds_of_simulation = 1e-6 * static_cast<double>(known.size());
    require_work("probability_in_top",
                 {seconds_of_simulation * simulations, 100.0 * static_cast<double>(known.size())});
    std::vector<double> hits(known.size());
    std::vector<double> worth(known.size());
    std::vector<double> sorted;
    const std::size_t places = std::min(k, known.size());
    for (unsigned simulation = 0; simulation < simulations && places > 0; ++simulation) {
        checkpoint(seconds_of_simulation);
        constexpr std::size_t grain = 512;
        math::for_each_chunk(known.size(), grain, threads, [&](const math::chunk& part) {
            for (std::size_t i = part.begin; i < part.end; ++i) {
                const std::size_t row = known[i];
                const history h = columns[row];
                math::random_stream random(seed, std::uint64_t{simulation} * columns.size() + row);
                const double count = simulate_future(model, h, t, random);
                const bool own = h.x > 0 && monetary[row] > 0 && std::isfinite(monetary[row]);
                worth[i] = simulate_spend(spend, own ? h.x : 0, own ? monetary[row] : 0, count, random);
            }
        });
        sorted = worth;
        const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(places - 1);
        std::ranges::nth_element(sorted, last, std::ranges::greater{});
        const double bar = *last;
        const auto above = static_cast<double>(std::ranges::count_if(worth, [&](double w) { return w > bar; }));
        const auto tied = static_cast<double>(std::ranges::count(worth, bar));
        const double share = (static_cast<double>(places) - above) / tied;
        for (std::size_t i = 0; i < known.size(); ++i) {
            hits[i] += worth[i] > bar ? 1 : worth[i] == bar ? share : 0;
        }
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        result[known[i]] = hits[i] / simulations;
    }
    return result;
}

}  // namespace scvm::value
