#pragma once

#include <scvm/crm/score_card.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/segment.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace scvm::crm {

/// One group of the portfolio, or the customers without a group.
struct segment_summary {
    std::size_t customers = 0;
    std::optional<survey::interval> share;  ///< of all customers with a group, Wilson 95 %; absent for "unclassified"
    double revenue = 0;                     ///< of its customers who bought, in the model's currency
    double lifetime_value = 0;              ///< sum over its valued customers
    std::size_t valued = 0;                 ///< customers with a lifetime value

    /// Per valued customer; NaN where there is none.
    [[nodiscard]] double mean_lifetime_value() const {
        return valued == 0 ? absent : lifetime_value / static_cast<double>(valued);
    }
};

/// The company's figures.
struct company_summary {
    std::size_t customers = 0;
    std::size_t classified = 0;                 ///< customers with a group; the n of every share
    std::array<segment_summary, 6> segments{};  ///< by the number of the segment; 0 is "unclassified"
    double revenue = 0;
    double lifetime_value = 0;  ///< customer equity: the sum over all valued customers
    std::size_t valued = 0;
    std::array<std::size_t, survey_status_names.size()> survey_status{};
    std::array<std::size_t, value_status_names.size()> value_status{};
};

namespace detail {

// Sorted first: the sum is then the same for every order of the customers, to the last bit.
[[nodiscard]] inline double ordered_sum(std::vector<double>& summands) {
    std::sort(summands.begin(), summands.end());
    math::precise_sum sum;
    for (const double each : summands) {
        sum.add(each);
    }
    return sum.value();
}

}  // namespace detail

/// Adds up the columns of a score table; all are equally long.
[[nodiscard]] inline company_summary summarise(std::span<const std::int32_t> segment,
                                               std::span<const std::int32_t> survey_status,
                                               std::span<const std::int32_t> value_status,
                                               std::span<const double> revenue,
                                               std::span<const double> lifetime_value) {
    company_summary result;
    result.customers = segment.size();
    std::array<std::vector<double>, 6> revenues;
    std::array<std::vector<double>, 6> values;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        const auto group = static_cast<std::size_t>(segment[i]);
        ++result.segments[group].customers;
        ++result.survey_status[static_cast<std::size_t>(survey_status[i])];
        ++result.value_status[static_cast<std::size_t>(value_status[i])];
        if (!std::isnan(revenue[i])) {
            revenues[group].push_back(revenue[i]);
        }
        if (!std::isnan(lifetime_value[i])) {
            values[group].push_back(lifetime_value[i]);
        }
    }
    math::precise_sum all_revenue;
    math::precise_sum all_value;
    for (std::size_t group = 0; group < result.segments.size(); ++group) {
        segment_summary& of = result.segments[group];
        of.valued = values[group].size();
        of.revenue = detail::ordered_sum(revenues[group]);
        of.lifetime_value = detail::ordered_sum(values[group]);
        all_revenue.add(of.revenue);
        all_value.add(of.lifetime_value);
        result.valued += of.valued;
    }
    result.revenue = all_revenue.value();
    result.lifetime_value = all_value.value();
    result.classified = result.customers - result.segments[0].customers;
    for (std::size_t group = 1; group < result.segments.size() && result.classified > 0; ++group) {
        segment_summary& of = result.segments[group];
        of.share =
            survey::wilson_interval(static_cast<double>(of.customers), static_cast<double>(result.classified), 0.95);
    }
    return result;
}

}  // namespace scvm::crm
