#pragma once

#include <scvm/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::value {

/// Scores 1 … levels by quantile: level 1 is the lowest, or the highest where `lower_is_better`. 0 for NaN.
///
///     score = 1 + floor(levels * share),  share of the customers that are worse, those who tie counting half
///
/// Ties share one score, however many they are, and a column of ties scores in the middle. Throws error{domain} unless
/// 2 <= levels <= 100, error{size_mismatch}.
inline void quantile_scores(std::span<const double> column, unsigned levels, bool lower_is_better,
                            std::span<std::uint8_t> result) {
    require_size("result", result.size(), "column", column.size());
    if (!(levels >= 2 && levels <= 100)) {
        throw_domain("levels", levels, "2 <= levels <= 100");
    }
    std::vector<double> sorted;
    sorted.reserve(column.size());
    std::ranges::copy_if(column, std::back_inserter(sorted), [](double v) { return !std::isnan(v); });
    std::ranges::sort(sorted);
    const auto count = static_cast<double>(sorted.size());
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (std::isnan(column[row])) {
            result[row] = 0;
            continue;
        }
        const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), column[row]);
        const double below = static_cast<double>(first - sorted.begin());
        const double above = static_cast<double>(sorted.end() - last);
        const double share = ((lower_is_better ? above : below) + 0.5 * static_cast<double>(last - first)) / count;
        result[row] = static_cast<std::uint8_t>(1 + std::min(levels - 1.0, std::floor(levels * share)));
    }
}

/// Scores that a segment takes: from `lowest` to `highest`, both included.
struct score_range {
    std::uint8_t lowest = 1;
    std::uint8_t highest = 255;

    [[nodiscard]] bool has(std::uint8_t score) const noexcept { return score >= lowest && score <= highest; }
};

/// A named block of the RFM cube. A segment may have several rules.
struct rfm_rule {
    std::string segment;
    score_range recency;    ///< 1: bought long ago
    score_range frequency;  ///< 1: bought rarely
    score_range monetary;   ///< 1: bought for little
};

/// Quartile scores and rules that cut them into segments, in plain words:
///
///     premium      upper half in all three
///     loyal        upper half in frequency and one other
///     big spender  upper half in spend and recency
///     inactive     lowest quarter in at least two
///     at risk      lower half in at least two
///
/// The first rule that fits names the segment.
[[nodiscard]] inline std::vector<rfm_rule> default_rfm_rules() {
    const score_range upper{3, 4};
    const score_range lower{1, 2};
    const score_range lowest{1, 1};
    const score_range any{1, 4};
    return {{"premium", upper, upper, upper},   {"loyal", upper, upper, any},      {"loyal", any, upper, upper},
            {"big spender", upper, any, upper}, {"inactive", lowest, lowest, any}, {"inactive", lowest, any, lowest},
            {"inactive", any, lowest, lowest},  {"at risk", lower, lower, any},    {"at risk", lower, any, lower},
            {"at risk", any, lower, lower}};
}

/// RFM scores and segments, one row per customer. Scores 0 and segment "": the customer has no purchase.
struct rfm_table {
    std::vector<std::uint8_t> recency;
    std::vector<std::uint8_t> frequency;
    std::vector<std::uint8_t> monetary;
    std::vector<std::string> segments;      ///< the names, each once; "other" if some customers fit no rule
    std::vector<std::uint32_t> segment_of;  ///< index into segments; 0xffffffff: no purchase
    std::vector<double> customers;          ///< per segment
    unsigned levels = 4;
};

/// `since_last`: time since the last purchase (T - t_x); `purchases` and `spend`: as purchase_summary gives them with
/// first_purchase::counts. A customer with NaN in any of them has no scores.
/// Throws error{size_mismatch}, error{domain}.
[[nodiscard]] inline rfm_table rfm_segments(std::span<const double> since_last, std::span<const double> purchases,
                                            std::span<const double> spend, std::span<const rfm_rule> rules,
                                            unsigned levels = 4) {
    const std::size_t size = since_last.size();
    require_size("purchases", purchases.size(), "since_last", size);
    require_size("spend", spend.size(), "since_last", size);
    rfm_table table;
    table.levels = levels;
    std::array<std::vector<double>, 3> columns;
    for (std::size_t row = 0; row < size; ++row) {
        const double absent = since_last[row] + purchases[row] + spend[row];  // NaN if one of them is
        columns[0].push_back(std::isnan(absent) ? absent : since_last[row]);
        columns[1].push_back(std::isnan(absent) ? absent : purchases[row]);
        columns[2].push_back(std::isnan(absent) ? absent : spend[row]);
    }
    for (auto* scores : {&table.recency, &table.frequency, &table.monetary}) {
        scores->resize(size);
    }
    quantile_scores(columns[0], levels, true, table.recency);
    quantile_scores(columns[1], levels, false, table.frequency);
    quantile_scores(columns[2], levels, false, table.monetary);

    const auto index_of = [&](std::string_view name) {
        const auto found = std::ranges::find(table.segments, name);
        if (found == table.segments.end()) {
            table.segments.emplace_back(name);
            table.customers.push_back(0);
            return static_cast<std::uint32_t>(table.segments.size() - 1);
        }
        return static_cast<std::uint32_t>(found - table.segments.begin());
    };
    for (const rfm_rule& rule : rules) {
        (void)index_of(rule.segment);
    }
    for (std::size_t row = 0; row < size; ++row) {
        std::uint32_t segment = 0xffffffff;
        if (table.recency[row] > 0) {
            const auto fits = std::ranges::find_if(rules, [&](const rfm_rule& rule) {
                return rule.recency.has(table.recency[row]) && rule.frequency.has(table.frequency[row]) &&
                       rule.monetary.has(table.monetary[row]);
            });
            segment = index_of(fits == rules.end() ? std::string_view("other") : std::string_view(fits->segment));
            table.customers[segment] += 1;
        }
        table.segment_of.push_back(segment);
    }
    return table;
}

}  // namespace scvm::value
