#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/inequality.hpp>
#include <scvm/math/rank.hpp>
#include <scvm/math/sum.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace scvm::value {

/// Customers with one predicted value, and what they really did. In rising or falling order of the prediction.
struct forecast_group {
    double predicted = 0;
    double customers = 0;
    double actual = 0;  ///< sum
};

/// A share of the customers, from the highest predictions down.
struct forecast_band {
    double customers = 0;
    double mean_predicted = 0;
    double mean_actual = 0;
    double share_of_actual = 0;             ///< of the sum over all customers
    double cumulative_share_of_actual = 0;  ///< of this band and all above it
};
void describe(const auto& is, const forecast_band& o) {
    is("customers", o.customers, "In the band.");
    is("mean_predicted", o.mean_predicted, "Of them.");
    is("mean_actual", o.mean_actual, "Of them.");
    is("share_of_actual", o.share_of_actual, "Of the sum over all customers.");
    is("cumulative_share_of_actual", o.cumulative_share_of_actual, "Of this band and all above it.");
}

/// How a forecast came out. Customers with a NaN on either side are left out; ties of the prediction count as one, so
/// that no order of the rows matters.
struct forecast_check {
    double customers = 0;
    double mean_predicted = std::numeric_limits<double>::quiet_NaN();
    double mean_actual = std::numeric_limits<double>::quiet_NaN();
    double bias =
        std::numeric_limits<double>::quiet_NaN();  ///< predicted / actual - 1, of the sums; NaN if nothing happened
    double mean_absolute_error = std::numeric_limits<double>::quiet_NaN();
    double root_mean_square_error = std::numeric_limits<double>::quiet_NaN();
    double calibration_error =
        std::numeric_limits<double>::quiet_NaN();  ///< mean |predicted - actual| of the bands' means
    double rank_correlation = std::numeric_limits<double>::quiet_NaN();  ///< Spearman's, ties averaged
    double gini = std::numeric_limits<double>::quiet_NaN();  ///< of the actual, ordered by prediction: 0 random
    double normalised_gini = std::numeric_limits<double>::quiet_NaN();  ///< gini / gini of the perfect order: 1 perfect
    std::vector<forecast_band> bands;                                   ///< deciles, by default
};
void describe(const auto& is, const forecast_check& o) {
    is("customers", o.customers, "With both numbers.");
    is("mean_predicted", o.mean_predicted, "Of them.");
    is("mean_actual", o.mean_actual, "Of them.");
    is("bias", o.bias, "Predicted by actual, less 1, of the sums.");
    is("mean_absolute_error", o.mean_absolute_error, "Of a customer.");
    is("root_mean_square_error", o.root_mean_square_error, "Of a customer.");
    is("calibration_error", o.calibration_error, "The mean error of the bands' means.");
    is("rank_correlation", o.rank_correlation, within(-1, 1), "Spearman's, ties averaged.");
    is("gini", o.gini, "Of the actual, ordered by prediction; 0: random.");
    is("normalised_gini", o.normalised_gini, "By that of the perfect order; 1: perfect.");
    is("bands", o.bands, "From the highest predictions down.");
}

namespace detail {

/// The groups of equal prediction, highest first.
[[nodiscard]] inline std::vector<forecast_group> groups(std::span<const double> predicted,
                                                        std::span<const double> actual) {
    std::vector<std::pair<double, double>> rows;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        rows.emplace_back(predicted[i], actual[i]);
    }
    std::ranges::sort(rows, std::ranges::greater{});
    std::vector<forecast_group> result;
    for (std::size_t i = 0; i < rows.size();) {
        forecast_group group{rows[i].first, 0, 0};
        math::precise_sum sum;
        for (; i < rows.size() && rows[i].first == group.predicted; ++i) {
            group.customers += 1;
            sum.add(rows[i].second);
        }
        group.actual = sum.value();
        result.push_back(group);
    }
    return result;
}

/// How well the prediction ranks what happened.
[[nodiscard]] inline double gini(std::span<const forecast_group> highest_first, double customers) {
    math::inequality result(customers);
    for (auto group = highest_first.rbegin(); group != highest_first.rend(); ++group) {
        result.add(group->actual, group->customers);
    }
    return result.value();
}

[[nodiscard]] inline std::vector<forecast_band> bands_of(std::span<const forecast_group> groups, double customers,
                                                         double total, std::size_t count) {
    std::vector<forecast_band> bands(count);
    std::size_t group = 0;
    double left = groups.empty() ? 0 : groups[0].customers;
    double cumulative = 0;
    for (std::size_t b = 0; b < count && customers > 0; ++b) {
        double room = customers / static_cast<double>(count);
        double predicted = 0;
        double actual = 0;
        while (room > 1e-9 * customers && group < groups.size()) {
            // A tie that does not fit into one band is split between two, each with the tie's mean.
            const double taken = std::min(room, left);
            predicted += taken * groups[group].predicted;
            actual += taken * groups[group].actual / groups[group].customers;
            bands[b].customers += taken;
            room -= taken;
            left -= taken;
            if (left <= 1e-9 * customers && ++group < groups.size()) {
                left = groups[group].customers;
            }
        }
        cumulative += actual;
        bands[b].mean_predicted = predicted / bands[b].customers;
        bands[b].mean_actual = actual / bands[b].customers;
        bands[b].share_of_actual = actual / total;
        bands[b].cumulative_share_of_actual = cumulative / total;
    }
    return bands;
}

}  // namespace detail

/// Compares a forecast with what happened: purchases or money, one row per customer.
///
/// `bands` >= 1: into how many equal shares of the customers the table is cut. Throws error{size_mismatch},
/// error{domain}.
[[nodiscard]] inline forecast_check check_forecast(std::span<const double> predicted, std::span<const double> actual,
                                                   std::size_t bands = 10) {
    require_size("actual", actual.size(), "predicted", predicted.size());
    if (!(bands >= 1 && bands <= 10'000)) {
        throw_domain("bands", static_cast<double>(bands), "1 <= bands <= 10000");
    }
    std::vector<double> p;
    std::vector<double> a;
    math::precise_sum sum_p;
    math::precise_sum sum_a;
    math::precise_sum absolute;
    math::precise_sum square;
    for (std::size_t row = 0; row < predicted.size(); ++row) {
        if (std::isfinite(predicted[row]) && std::isfinite(actual[row])) {
            p.push_back(predicted[row]);
            a.push_back(actual[row]);
            const double gap = predicted[row] - actual[row];
            sum_p.add(predicted[row]);
            sum_a.add(actual[row]);
            absolute.add(std::abs(gap));
            square.add(gap * gap);
        }
    }
    forecast_check check;
    check.customers = static_cast<double>(p.size());
    if (p.empty()) {
        return check;
    }
    const double n = check.customers;
    const double total = sum_a.value();
    check.mean_predicted = sum_p.value() / n;
    check.mean_actual = total / n;
    check.mean_absolute_error = absolute.value() / n;
    check.root_mean_square_error = std::sqrt(square.value() / n);
    check.rank_correlation = math::spearman_correlation(p, a);
    const auto groups = detail::groups(p, a);
    check.bands = detail::bands_of(groups, n, total, std::min(bands, p.size()));
    check.calibration_error = 0;
    for (const forecast_band& band : check.bands) {
        check.calibration_error += band.customers / n * std::abs(band.mean_predicted - band.mean_actual);
    }
    if (total > 0) {
        check.bias = sum_p.value() / total - 1;
        check.gini = detail::gini(groups, n);
        const double perfect = detail::gini(detail::groups(a, a), n);
        if (perfect > 0) {
            check.normalised_gini = check.gini / perfect;
        }
    }
    return check;
}

}  // namespace scvm::value
