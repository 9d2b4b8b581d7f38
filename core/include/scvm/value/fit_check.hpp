#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/value/distinct.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/forecast.hpp>
#include <scvm/value/purchase_summary.hpp>
#include <scvm/value/time_unit.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <vector>

namespace scvm::value {

/// How many customers made 0, 1, 2, … repeat purchases, and how many the model expects.
struct frequency_check {
    std::vector<double> actual;    ///< the last element: that many or more
    std::vector<double> expected;  ///< the same, from the model, each customer with its own T
    double chi_square = std::numeric_limits<double>::quiet_NaN();
    double degrees_of_freedom = 0;  ///< bins - 1 - parameters, where bins expected below 5 have joined their neighbour
    double p_value = std::numeric_limits<double>::quiet_NaN();  ///< NaN without a degree of freedom
};

void describe(const auto& is, const frequency_check& o) {
    is("actual", o.actual, "Customers by number of repeat purchases from 0; the last: that many or more.");
    is("expected", o.expected, "The same, from the model.");
    is("chi_square", o.chi_square, "How far the two are apart.");
    is("degrees_of_freedom", o.degrees_of_freedom, "Of chi_square.");
    is("p_value", o.p_value, "Of chi_square; null without a degree of freedom.");
}

/// Which bin of the test each number belongs to: those expected below 5 join their neighbours, at the end the last one.
[[nodiscard]] inline std::vector<std::size_t> bins_of_test(std::span<const double> expected) {
    std::vector<std::size_t> result;
    std::size_t bins = 0;
    double sum = 0;
    for (const double each : expected) {
        result.push_back(bins);
        sum += each;
        if (sum >= 5) {
            ++bins;
            sum = 0;
        }
    }
    for (std::size_t& each : result) {
        each = bins > 0 ? std::min(each, bins - 1) : each;
    }
    return result;
}

/// Compares a fitted model with the histogram of x. `bins` >= 2, the last one open; `parameters`: how many were
/// estimated on these data (0 for a model from elsewhere).
///
///     chi² = sum (actual - expected)² / expected
///
/// Throws error{size_mismatch}, error{domain}.
template <buying_model Model>
[[nodiscard]] frequency_check check_frequencies(const Model& model, const history_columns& columns,
                                                std::span<const double> weights = {}, std::size_t bins = 8,
                                                std::size_t parameters = 4) {
    if (!(bins >= 2 && bins <= 10'000)) {
        throw_domain("bins", static_cast<double>(bins), "2 <= bins <= 10000");
    }
    const auto rows = distinct(columns, weights);
    frequency_check check;
    check.actual.assign(bins, 0);
    check.expected.assign(bins, 0);
    std::vector<double> weight_of_T(rows.T_values.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const double x = rows.x_values[rows.x[row]];
        check.actual[x < static_cast<double>(bins) ? static_cast<std::size_t>(x) : bins - 1] += rows.weight[row];
        weight_of_T[rows.T[row]] += rows.weight[row];
    }
    constexpr double seconds_of_bin = 2e-6;
    require_work("check_frequencies",
                 {seconds_of_bin * static_cast<double>(bins) * static_cast<double>(weight_of_T.size()), 0});
    for (std::size_t i = 0; i < weight_of_T.size(); ++i) {
        double rest = weight_of_T[i];
        for (std::size_t n = 0; n + 1 < bins; ++n) {
            checkpoint(seconds_of_bin);
            const double share = weight_of_T[i] * model.probability_of(static_cast<unsigned>(n), rows.T_values[i]);
            check.expected[n] += share;
            rest -= share;
        }
        check.expected[bins - 1] += std::max(rest, 0.0);
    }

    const std::vector<std::size_t> tested = bins_of_test(check.expected);
    std::vector<std::pair<double, double>> joined(tested.back() + 1);
    for (std::size_t n = 0; n < bins; ++n) {
        joined[tested[n]].first += check.actual[n];
        joined[tested[n]].second += check.expected[n];
    }
    if (joined.front().second >= 5) {
        check.chi_square = 0;
        for (const auto& [a, e] : joined) {
            check.chi_square += (a - e) * (a - e) / e;
        }
    }
    if (joined.size() > parameters + 1) {
        check.degrees_of_freedom = static_cast<double>(joined.size() - 1 - parameters);
        check.p_value = math::chi_squared_survival(check.chi_square, check.degrees_of_freedom);
    }
    return check;
}

/// Repeat purchases of all customers, period after period, and what the model expects.
struct tracking_table {
    double length = 0;                        ///< of a period, in units
    std::vector<double> actual;               ///< repeat purchases in period i
    std::vector<double> expected;             ///< the same, from the model
    std::vector<double> cumulative_actual;    ///< up to the last day of period i
    std::vector<double> cumulative_expected;  ///< the same, from the model
};
void describe(const auto& is, const tracking_table& o) {
    is("length", o.length, "Of a period, in units.");
    is("actual", o.actual, "Repeat purchases in each period.");
    is("expected", o.expected, "The same, from the model.");
    is("cumulative_actual", o.cumulative_actual, "Up to the last day of each period.");
    is("cumulative_expected", o.cumulative_expected, "The same, from the model.");
}

/// Tracks a model from the day of `start` to that of observation_end, in full periods of `days_per_period` days.
///
///     cumulative_expected(i) = sum over the customers acquired by the end of period i of E[X(time since then)]
///
/// Days before `start` are left out; a customer acquired before it counts with what it is expected to do from then on.
/// Throws as purchase_summary, and error{domain} unless there are 1 to 10 000 periods.
template <buying_model Model>
[[nodiscard]] tracking_table track(const Model& model, const purchase_columns& rows, std::int64_t start,
                                   std::int64_t observation_end, std::int32_t days_per_period,
                                   const purchase_rules& rules = {}) {
    model.require();
    grouped_purchases grouped(rows, observation_end, rules);
    const std::int32_t first_day = grouped.days().day("start", start);
    if (days_per_period < 1) {
        throw_domain("days_per_period", days_per_period, "days_per_period >= 1");
    }
    const double wanted = std::floor((static_cast<double>(grouped.end()) - first_day + 1) / days_per_period);
    if (!(wanted >= 1 && wanted <= 10'000)) {
        throw_domain("periods", wanted, "1 to 10000 full periods from start to observation_end");
    }
    const auto periods = static_cast<std::size_t>(wanted);
    tracking_table table;
    table.length = grouped.days().units(days_per_period);
    table.actual.assign(periods, 0);
    std::map<std::int32_t, double> acquired;  // customers by the day of their first purchase

    occasion_book book;
    purchase_account account;
    for (std::size_t customer = 0; customer < grouped.customers(); ++customer) {
        enter_rows(grouped.of(customer), rules.refunds, book, account);
        bool first = true;
        book.for_each_occasion([&](std::int32_t day, double) {
            if (first) {
                acquired[day] += 1;
                first = false;
                return;
            }
            const std::int32_t since = day - first_day;
            if (since >= 0 && static_cast<std::size_t>(since / days_per_period) < periods) {
                table.actual[static_cast<std::size_t>(since / days_per_period)] += 1;
            }
        });
    }

    std::map<std::int32_t, double> expected_by;  // E[X] by age in days: many cohorts share an age
    const auto expected = [&](std::int32_t age) {
        const auto [at, fresh] = expected_by.try_emplace(age, 0.0);
        if (fresh) {
            checkpoint(2e-5);
            at->second = model.expected_purchases_new(grouped.days().units(age));
        }
        return at->second;
    };
    double before = 0;
    double actual = 0;
    for (std::size_t period = 0; period < periods; ++period) {
        const std::int32_t last = first_day + static_cast<std::int32_t>(period + 1) * days_per_period - 1;
        double total = 0;
        checkpoint(1e-7 * static_cast<double>(acquired.size()));
        for (const auto& [day, count] : acquired) {
            if (day <= last) {
                total += count * (expected(last - day) - (day < first_day ? expected(first_day - day) : 0));
            }
        }
        actual += table.actual[period];
        table.cumulative_actual.push_back(actual);
        table.cumulative_expected.push_back(total);
        table.expected.push_back(total - before);
        before = total;
    }
    return table;
}

/// The same for a fit, whose unit, where it is known, has to be that of the rules. Throws error{domain} as well.
template <buying_model Model>
[[nodiscard]] tracking_table track(const fitted<Model>& fit, const purchase_columns& rows, std::int64_t start,
                                   std::int64_t observation_end, std::int32_t days_per_period,
                                   const purchase_rules& rules = {}) {
    require_unit(rules.unit, fit.unit);
    return track(fit.model, rows, start, observation_end, days_per_period, rules);
}

}  // namespace scvm::value
