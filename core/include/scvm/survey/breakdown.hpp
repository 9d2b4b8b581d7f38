#pragma once

#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/special.hpp>
#include <scvm/survey/disclosure.hpp>
#include <scvm/survey/segment.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

namespace scvm::survey {

/// The groups of one category of an attribute, e.g. of one territory.
struct category_row {
    std::uint32_t category = 0;
    std::size_t n = 0;             ///< classified customers
    std::size_t unclassified = 0;  ///< customers without a group
    std::array<double, 5> count{};
    std::array<double, 5> share{};              ///< of n; NaN without any
    std::array<double, 5> shrunk{};             ///< drawn to the shares of all, the more the fewer customers
    std::array<double, 5> adjusted_residual{};  ///< beyond +-2 it stands out; NaN where there is nothing to compare
    std::array<unsigned char, 5> suppressed{};  ///< the counts that may not be shown
    bool pooled = false;                        ///< n may not be shown either, nor what depends on it
    interval fan_quota;                         ///< Wilson
};

/// The groups by category of an attribute.
struct breakdown_report {
    std::vector<category_row> row;                                  ///< by category number
    std::vector<std::size_t> ranking;                               ///< rows by falling lower bound of the fan quota
    double chi_squared = std::numeric_limits<double>::quiet_NaN();  ///< do the categories differ at all?
    double degrees_of_freedom = 0;
    double p_value = std::numeric_limits<double>::quiet_NaN();
    double fewest_expected = std::numeric_limits<double>::quiet_NaN();  ///< below 5 the p-value is rough
    double concentration = std::numeric_limits<double>::quiet_NaN();    ///< c: customers that the prior is worth
};

struct breakdown_options {
    double confidence = math::usual_confidence;
    double minimum_cell = smallest_cell;
};

namespace detail {

/// The counts of one category with the shares that they are drawn to. Groups that are counted together have one place.
struct shrinkage_row {
    double n = 0;
    std::array<double, 5> count{};
    std::array<double, 5> p{};
};

// ln P(all counts | c) of the Dirichlet-multinomial with means p, without what does not depend on c.
inline double shrinkage_log_likelihood(std::span<const shrinkage_row> rows, double c) {
    double sum = 0;
    for (const shrinkage_row& each : rows) {
        sum += math::log_gamma(c) - math::log_gamma(each.n + c);
        for (std::size_t g = 0; g < 5; ++g) {
            sum += each.p[g] > 0 ? math::log_gamma(each.count[g] + c * each.p[g]) - math::log_gamma(c * each.p[g]) : 0;
        }
    }
    return sum;
}

/// c at its maximum likelihood, between 0.01 and 10^6.
inline double shrinkage_concentration(std::span<const shrinkage_row> rows) {
    const auto minus_likelihood = [&](double log_c) { return -shrinkage_log_likelihood(rows, std::exp(log_c)); };
    return std::exp(math::find_minimum(minus_likelihood, std::log(1e-2), std::log(1e6)));
}

}  // namespace detail

/// The groups by category: counts, shares, fan quotas ranked by their lower bounds, and whether the categories differ.
///
///     chi^2 = sum (n_ij - m_ij)^2 / m_ij,  adjusted residual (n_ij - m_ij) / sqrt(m_ij (1 - n_i/n)(1 - n_j/n))
///     shrunk_ij = (n_ij + c p_j) / (n_i + c),  p the shares of all, c at its maximum likelihood (at most 10^6)
///
/// Ranking by the lower bound keeps one fan of one customer (bound 0.207) from topping the list. Everything is filled
/// in: before showing, leave out what is marked, and whatever depends on it. The marks are those of protect_rows().
/// Throws error{size_mismatch}, and error{domain} for a category beyond `categories`. Source: Wilson (1927); Haberman
/// (1973), Biometrics 29 (residuals); Good (1965), The Estimation of Probabilities.
[[nodiscard]] inline breakdown_report breakdown(std::span<const segment> groups,
                                                std::span<const std::uint32_t> category, std::uint32_t categories,
                                                const breakdown_options& options = {}) {
    require_size("category", category.size(), "groups", groups.size());
    math::require_confidence(options.confidence);
    breakdown_report result;
    result.row.resize(categories);
    std::array<double, 5> total{};
    double n = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (category[i] >= categories) {
            throw_domain("category", i, category[i], "below " + std::to_string(categories));
        }
        category_row& row = result.row[category[i]];
        if (groups[i] == segment::unclassified) {
            ++row.unclassified;
            continue;
        }
        ++row.n;
        row.count[index_of(groups[i])] += 1;
        total[index_of(groups[i])] += 1;
        n += 1;
    }
    std::array<double, 5> pooled{};
    int columns = 0;
    for (std::size_t g = 0; g < 5; ++g) {
        pooled[g] = n > 0 ? total[g] / n : std::numeric_limits<double>::quiet_NaN();
        columns += total[g] > 0;
    }
    if (n > 0) {
        std::vector<detail::shrinkage_row> rows;
        for (const category_row& each : result.row) {
            rows.push_back({static_cast<double>(each.n), each.count, pooled});
        }
        result.concentration = detail::shrinkage_concentration(rows);
    }
    std::vector<tally> cells;
    cells.reserve(5 * result.row.size());
    for (const category_row& each : result.row) {
        for (const double count : each.count) {
            cells.push_back({count});
        }
    }
    std::vector<tally> totals;
    totals.reserve(total.size());
    for (const double count : total) {
        totals.push_back({count});
    }
    const row_protection may = protect_rows(cells, join_neighbours(totals, options.minimum_cell), options.minimum_cell);
    int filled = 0;
    double chi_squared = 0;
    double fewest = std::numeric_limits<double>::infinity();
    for (std::uint32_t c = 0; c < categories; ++c) {
        category_row& row = result.row[c];
        const double size = static_cast<double>(row.n);
        row.category = c;
        filled += row.n > 0;
        std::copy_n(may.hidden.begin() + static_cast<std::ptrdiff_t>(std::size_t{5} * c), 5, row.suppressed.begin());
        row.pooled = may.pooled[c] != 0;
        row.fan_quota = row.n > 0 ? wilson_interval(row.count[0], size, options.confidence) : interval{};
        for (std::size_t g = 0; g < 5; ++g) {
            row.share[g] = row.n > 0 ? row.count[g] / size : std::numeric_limits<double>::quiet_NaN();
            row.shrunk[g] = (row.count[g] + result.concentration * pooled[g]) / (size + result.concentration);
            const double expected = size * pooled[g];
            const double spread = std::sqrt(expected * (1 - size / n) * (1 - pooled[g]));
            row.adjusted_residual[g] =
                spread > 0 ? (row.count[g] - expected) / spread : std::numeric_limits<double>::quiet_NaN();
            if (expected > 0) {
                chi_squared += (row.count[g] - expected) * (row.count[g] - expected) / expected;
                fewest = std::min(fewest, expected);
            }
        }
    }
    if (filled > 1 && columns > 1) {
        result.chi_squared = chi_squared;
        result.degrees_of_freedom = (filled - 1) * (columns - 1);
        result.p_value = math::chi_squared_survival(chi_squared, result.degrees_of_freedom);
        result.fewest_expected = fewest;
    }
    result.ranking.resize(categories);
    std::iota(result.ranking.begin(), result.ranking.end(), std::size_t{0});
    std::stable_sort(result.ranking.begin(), result.ranking.end(), [&](std::size_t a, std::size_t b) {
        const auto bound = [&](std::size_t i) { return result.row[i].n > 0 ? result.row[i].fan_quota.low : -1; };
        return bound(a) > bound(b);
    });
    return result;
}

}  // namespace scvm::survey
