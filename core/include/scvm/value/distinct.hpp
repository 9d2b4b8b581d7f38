#pragma once

#include <scvm/math/digit_sort.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/value/history.hpp>
#include <scvm/value/time_unit.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace scvm::value {

/// Finds equal 64-bit keys: each new key gets the next number, from 0 on. Open addressing; not thread-safe.
class key_numbers {
public:
    [[nodiscard]] std::uint32_t number(std::uint64_t key) {
        std::size_t slot = math::mix_bits(key) >> shift_;
        while (numbers_[slot] != none) {
            if (keys_[numbers_[slot]] == key) {
                return numbers_[slot];
            }
            slot = (slot + 1) & (numbers_.size() - 1);
        }
        const auto fresh = static_cast<std::uint32_t>(keys_.size());
        numbers_[slot] = fresh;
        keys_.push_back(key);
        if (keys_.size() * 2 > numbers_.size()) {
            grow();
        }
        return fresh;
    }

    /// The keys, by their numbers.
    [[nodiscard]] const std::vector<std::uint64_t>& keys() const noexcept { return keys_; }

private:
    static constexpr std::uint32_t none = 0xffffffff;

    void grow() {
        --shift_;
        numbers_.assign(numbers_.size() * 2, none);
        for (std::uint32_t number = 0; number < keys_.size(); ++number) {
            std::size_t slot = math::mix_bits(keys_[number]) >> shift_;
            while (numbers_[slot] != none) {
                slot = (slot + 1) & (numbers_.size() - 1);
            }
            numbers_[slot] = number;
        }
    }

    unsigned shift_ = 64 - 10;
    std::vector<std::uint32_t> numbers_ = std::vector<std::uint32_t>(1024, none);
    std::vector<std::uint64_t> keys_;
};

/// A column as codes into its distinct values, which are sorted: equal columns in any row order have equal values.
struct coded_column {
    std::vector<double> values;
    std::vector<std::uint32_t> codes;
};

/// Assumes that no value is NaN; -0 is 0.
[[nodiscard]] inline coded_column encode(std::span<const double> column) {
    coded_column result;
    result.codes.resize(column.size());
    key_numbers numbers;
    for (std::size_t row = 0; row < column.size(); ++row) {
        result.codes[row] = numbers.number(std::bit_cast<std::uint64_t>(column[row] + 0.0));
    }
    std::vector<std::pair<double, std::uint32_t>> order;
    order.reserve(numbers.keys().size());
    for (const std::uint64_t key : numbers.keys()) {
        order.emplace_back(std::bit_cast<double>(key), static_cast<std::uint32_t>(order.size()));
    }
    std::ranges::sort(order);
    std::vector<std::uint32_t> rank(order.size());
    result.values.resize(order.size());
    for (std::uint32_t at = 0; at < order.size(); ++at) {
        result.values[at] = order[at].first;
        rank[order[at].second] = at;
    }
    for (std::uint32_t& code : result.codes) {
        code = rank[code];
    }
    return result;
}

/// The distinct (x, T, t_x) of a batch, sorted in that order, each with its weight: all that a likelihood needs.
/// A million customers on a grid of days have a third as many, and only a few hundred different times.
struct distinct_histories {
    std::vector<double> x_values;
    std::vector<double> t_x_values;
    std::vector<double> T_values;
    std::vector<std::uint32_t> x;  ///< codes into the values
    std::vector<std::uint32_t> t_x;
    std::vector<std::uint32_t> T;
    std::vector<double> weight;
    double customers = 0;             ///< sum of the weights
    std::optional<time_unit> unit{};  ///< of the times, where the columns know it
    std::vector<rejected_row> rejected;

    [[nodiscard]] std::size_t size() const noexcept { return weight.size(); }
    [[nodiscard]] history operator[](std::size_t row) const noexcept {
        return {x_values[x[row]], t_x_values[t_x[row]], T_values[T[row]]};
    }
};

/// The mean T of all customers; 1 where it is 0 or there is nobody, so that its logarithm exists.
[[nodiscard]] inline double mean_T(const distinct_histories& rows) {
    double time = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        time += rows.weight[row] * rows.T_values[rows.T[row]];
    }
    return time > 0 ? time / rows.customers : 1;
}

namespace detail {

struct good_histories {
    std::vector<double> x, t_x, T, weight;  // empty where all rows are good: then the caller's columns serve
    std::vector<rejected_row> rejected;
    bool all = true;
};

[[nodiscard]] inline good_histories good_rows(const history_columns& columns, std::span<const double> weights) {
    good_histories good;
    const auto start_copy = [&](std::size_t rows) {
        good.all = false;
        good.x.assign(columns.x.begin(), columns.x.begin() + static_cast<std::ptrdiff_t>(rows));
        good.t_x.assign(columns.t_x.begin(), columns.t_x.begin() + static_cast<std::ptrdiff_t>(rows));
        good.T.assign(columns.T.begin(), columns.T.begin() + static_cast<std::ptrdiff_t>(rows));
        if (!weights.empty()) {
            good.weight.assign(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(rows));
        }
    };
    for (std::size_t row = 0; row < columns.size(); ++row) {
        const history h = columns[row];
        const bool absent = std::isnan(h.x) || (!weights.empty() && weights[row] == 0);
        std::string_view reason;
        if (!absent) {
            reason = find_fault(h).reason;
            if (!weights.empty() && !(weights[row] > 0 && weights[row] <= 0x1p53)) {
                reason = "expected a weight >= 0";
            }
        }
        if (!reason.empty()) {
            good.rejected.push_back({row, reason});
        }
        if (absent || !reason.empty()) {
            if (good.all) {
                start_copy(row);
            }
        } else if (!good.all) {
            good.x.push_back(h.x);
            good.t_x.push_back(h.t_x);
            good.T.push_back(h.T);
            if (!weights.empty()) {
                good.weight.push_back(weights[row]);
            }
        }
    }
    return good;
}

struct plain_key {
    std::uint64_t key = 0;
    [[nodiscard]] static constexpr double weight() noexcept { return 1; }
};

struct weighted_key {
    std::uint64_t key = 0;
    double amount = 0;
    [[nodiscard]] double weight() const noexcept { return amount; }
};

/// Sums the weights of equal keys: calls emit(key, weight) in rising order of the keys.
template <class Row, class Emit>
void sum_by_key(std::vector<Row>& rows, unsigned bits, Emit&& emit) {
    std::vector<Row> spare(rows.size());
    const auto sorted =
        math::sort_by_digits(std::span(rows), std::span(spare), bits, [](const Row& row) { return row.key; });
    for (std::size_t at = 0; at < sorted.size();) {
        const std::uint64_t key = sorted[at].key;
        math::precise_sum weight;
        for (; at < sorted.size() && sorted[at].key == key; ++at) {
            weight.add(sorted[at].weight());
        }
        emit(key, weight.value());
    }
}

}  // namespace detail

/// The distinct histories of a batch; `weights` says how many customers a row stands for (empty: one each).
///
/// The same for any order of the rows and any number of threads. Absent rows (x NaN) and rows of weight 0 are left out;
/// contradictory rows are rejected.
/// Throws error{size_mismatch}.
[[nodiscard]] inline distinct_histories distinct(const history_columns& columns, std::span<const double> weights = {},
                                                 unsigned threads = 1) {
    require_columns(columns);
    if (!weights.empty()) {
        require_size("weights", weights.size(), "x", columns.size());
    }
    auto good = detail::good_rows(columns, weights);
    const std::array<std::span<const double>, 3> inputs =
        good.all ? std::array<std::span<const double>, 3>{columns.x, columns.T, columns.t_x}
                 : std::array<std::span<const double>, 3>{good.x, good.T, good.t_x};
    const std::span<const double> weight = good.all ? weights : std::span<const double>(good.weight);
    std::array<coded_column, 3> coded;
    math::for_each_chunk(3, 1, threads, [&](const math::chunk& c) { coded[c.index] = encode(inputs[c.index]); });

    std::array<unsigned, 3> bits{};
    for (std::size_t i = 0; i < 3; ++i) {
        bits[i] = static_cast<unsigned>(std::bit_width(coded[i].values.empty() ? 0 : coded[i].values.size() - 1));
    }
    const unsigned total = bits[0] + bits[1] + bits[2];
    if (total > 64) {
        throw error(errc::domain, "x, t_x, T: expected at most 2^64 combinations of their distinct values");
    }

    distinct_histories result;
    result.unit = columns.unit;
    result.rejected = std::move(good.rejected);
    math::precise_sum customers;
    const auto emit = [&](std::uint64_t key, double count) {
        const auto part = [&](unsigned low, unsigned width) {
            return static_cast<std::uint32_t>((key >> low) & ((std::uint64_t{1} << width) - 1));
        };
        result.x.push_back(part(bits[1] + bits[2], bits[0]));
        result.T.push_back(part(bits[2], bits[1]));
        result.t_x.push_back(part(0, bits[2]));
        result.weight.push_back(count);
        customers.add(count);
    };
    const auto key_of = [&](std::size_t row) {
        return (((std::uint64_t{coded[0].codes[row]} << bits[1]) | coded[1].codes[row]) << bits[2]) |
               coded[2].codes[row];
    };
    const std::size_t rows = inputs[0].size();
    if (weight.empty()) {
        std::vector<detail::plain_key> keys(rows);
        for (std::size_t row = 0; row < rows; ++row) {
            keys[row].key = key_of(row);
        }
        detail::sum_by_key(keys, total, emit);
    } else {
        std::vector<detail::weighted_key> keys(rows);
        for (std::size_t row = 0; row < rows; ++row) {
            keys[row] = {key_of(row), weight[row]};
        }
        detail::sum_by_key(keys, total, emit);
    }
    result.customers = customers.value();
    result.x_values = std::move(coded[0].values);
    result.T_values = std::move(coded[1].values);
    result.t_x_values = std::move(coded[2].values);
    return result;
}

/// Every k-th distinct history, k such that about `size` remain: as the table is sorted, a stratified sample.
[[nodiscard]] inline distinct_histories thin(const distinct_histories& all, std::size_t size) {
    const std::size_t k = std::max<std::size_t>(1, all.size() / std::max<std::size_t>(1, size));
    distinct_histories result;
    result.x_values = all.x_values;
    result.t_x_values = all.t_x_values;
    result.T_values = all.T_values;
    for (std::size_t row = k / 2; row < all.size(); row += k) {
        result.x.push_back(all.x[row]);
        result.t_x.push_back(all.t_x[row]);
        result.T.push_back(all.T[row]);
        result.weight.push_back(all.weight[row]);
        result.customers += all.weight[row];
    }
    return result;
}

}  // namespace scvm::value
