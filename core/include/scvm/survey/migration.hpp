#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/math/normal.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/probabilities.hpp>
#include <scvm/survey/segment.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace scvm::survey {

/// The same customers in two waves: row = group before, column = group after, in the order of `segments`.
struct panel_table {
    math::matrix count{5};    ///< customers classified in both waves
    std::size_t joiners = 0;  ///< classified in the second wave only; never imputed
    std::size_t leavers = 0;  ///< classified in the first wave only
    std::size_t absent = 0;   ///< in neither
};

/// Counts who went where. Row i of both columns is the same customer. Throws error{size_mismatch}.
[[nodiscard]] inline panel_table count_panel(std::span<const segment> before, std::span<const segment> after) {
    require_size("after", after.size(), "before", before.size());
    panel_table result;
    for (std::size_t row = 0; row < before.size(); ++row) {
        const bool was = before[row] != segment::unclassified;
        const bool is = after[row] != segment::unclassified;
        if (was && is) {
            result.count(index_of(before[row]), index_of(after[row])) += 1;
        } else {
            ++(was ? result.leavers : is ? result.joiners : result.absent);
        }
    }
    return result;
}

/// The same for waves of one rule and one questionnaire only; throws error{bad_model} for others.
[[nodiscard]] inline panel_table count_panel(std::span<const segment> before, const share_origin& before_origin,
                                             std::span<const segment> after, const share_origin& after_origin) {
    require_comparable(before_origin, after_origin);
    return count_panel(before, after);
}

/// A chi-squared test; everything NaN where there is nothing to test.
struct chi_squared_test {
    double statistic = std::numeric_limits<double>::quiet_NaN();
    double degrees_of_freedom = std::numeric_limits<double>::quiet_NaN();
    double p_value = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const chi_squared_test& o) {
    is("statistic", o.statistic, "Chi-squared; null with a p-value of 0: infinite.");
    is("degrees_of_freedom", o.degrees_of_freedom, "Its degrees of freedom.");
    is("p_value", o.p_value, "Probability of so large a statistic if there were no change.");
}

/// Did one group win or lose customers?
struct group_change {
    double joined = 0;   ///< came from another group
    double left = 0;     ///< went to another group
    double p_value = 1;  ///< exact McNemar, two-sided
    double holm_p = 1;   ///< the same, adjusted for asking about every group
};

/// What a k x k table of movements says.
struct migration_report {
    double n = 0;
    double moved_share = std::numeric_limits<double>::quiet_NaN();  ///< off the diagonal, 0 to 1
    std::vector<double> change;                                     ///< share after less share before, by group
    chi_squared_test stuart_maxwell;  ///< did the shares change? df: rank of the groups that anybody entered or left
    chi_squared_test stuart_maxwell_full;  ///< the same statistic at k - 1 degrees of freedom
    chi_squared_test bhapkar;              ///< SM / (1 - SM/n), a little more powerful
    chi_squared_test bowker;               ///< is the flow one-sided? df: pairs with any movement
    chi_squared_test bowker_full;          ///< the same statistic at k (k - 1)/2 degrees of freedom
    std::vector<group_change> group;       ///< one a group, exact
};
void describe(const auto& is, const migration_report& o) {
    is("n", o.n, "Customers in the table.");
    is("moved_share", o.moved_share, within(0, 1), "The share off the diagonal.");
    is("stuart_maxwell", o.stuart_maxwell.statistic, "Did the shares change? The statistic.");
    is("stuart_maxwell_df", o.stuart_maxwell.degrees_of_freedom, "Its degrees of freedom: groups entered or left.");
    is("stuart_maxwell_p", o.stuart_maxwell.p_value, "Its p value.");
    is("stuart_maxwell_full_df", o.stuart_maxwell_full.degrees_of_freedom, "One less than there are groups.");
    is("bhapkar", o.bhapkar.statistic, "The same question, a little more powerful.");
    is("bowker", o.bowker.statistic, "Is the flow between two groups one-sided? The statistic.");
    is("bowker_df", o.bowker.degrees_of_freedom, "Its degrees of freedom: pairs with any movement.");
    is("bowker_p", o.bowker.p_value, "Its p value.");
    is("bowker_full_df", o.bowker_full.degrees_of_freedom, "All pairs of groups.");
}

namespace detail {

inline chi_squared_test chi_squared(double statistic, double df) {
    if (!(df > 0)) {
        return {};
    }
    return {statistic, df, std::isinf(statistic) ? 0 : math::chi_squared_survival(statistic, df)};
}

// d' V^- d and the rank of V: groups that exchange customers in separate circles make V singular, not the test void.
inline chi_squared_test stuart_maxwell(const math::matrix& table) {
    const std::size_t k = table.size();
    std::vector<double> d(k);
    math::matrix v(k);
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < k; ++j) {
            if (i != j) {
                d[i] += table(i, j) - table(j, i);
                v(i, i) += table(i, j) + table(j, i);
                v(i, j) = -(table(i, j) + table(j, i));
            }
        }
    }
    const math::eigen_system parts = math::symmetric_eigen(v);
    double statistic = 0;
    int rank = 0;
    for (std::size_t m = 0; m < k; ++m) {
        if (parts.values[m] > 1e-10 * math::trace(v)) {
            ++rank;
            double along = 0;
            for (std::size_t i = 0; i < k; ++i) {
                along += d[i] * parts.vectors(i, m);
            }
            statistic += along * along / parts.values[m];
        }
    }
    return chi_squared(statistic, rank);
}

inline double exact_mcnemar(double joined, double left) {
    const double n = joined + left;
    return n == 0 ? 1 : std::min(1.0, 2 * math::binomial_cdf(std::min(joined, left), n, 0.5));
}

// Smallest p times k, next one times k - 1, ...; never falling. Holm (1979), Scandinavian Journal of Statistics 6.
inline void adjust_holm(std::vector<group_change>& groups) {
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return groups[a].p_value < groups[b].p_value; });
    double running = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double scaled = static_cast<double>(order.size() - i) * groups[order[i]].p_value;
        running = std::max(running, std::min(1.0, scaled));
        groups[order[i]].holm_p = running;
    }
}

}  // namespace detail

/// Tests of a k x k table of the same customers before (rows) and after (columns).
///
///     Stuart-Maxwell  d' V^- d,  d_i = n_i+ - n_+i,  V_ii = n_i+ + n_+i - 2 n_ii,  V_ij = -(n_ij + n_ji)
///     Bhapkar         SM / (1 - SM/n)
///     Bowker          sum over pairs with any movement of (n_ij - n_ji)^2 / (n_ij + n_ji)
///
/// A group leaves the test only if nobody entered or left it, never because as many came as went; an empty pair adds
/// nothing, where R's mcnemar.test says NaN. Both conventions of the degrees of freedom are given.
/// Throws error{domain} for fewer than two groups, a count that is no number >= 0, or, for the exact tests, no integer.
/// Source: Stuart (1955), Biometrika 42; Maxwell (1970); Bhapkar (1966), JASA 61; Bowker (1948), JASA 43.
[[nodiscard]] inline migration_report migration(const math::matrix& table) {
    const std::size_t k = table.size();
    if (k < 2) {
        throw_domain("groups", static_cast<double>(k), "at least two");
    }
    migration_report result;
    double stayed = 0;
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < k; ++j) {
            if (!(table(i, j) >= 0 && std::isfinite(table(i, j)) && std::floor(table(i, j)) == table(i, j))) {
                throw_domain("table[" + std::to_string(i) + "]", j, table(i, j), "a whole number >= 0");
            }
            result.n += table(i, j);
        }
        stayed += table(i, i);
    }
    result.change.assign(k, std::numeric_limits<double>::quiet_NaN());
    result.group.resize(k);
    double bowker = 0;
    int pairs = 0;
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < k; ++j) {
            result.group[i].left += i == j ? 0 : table(i, j);
            result.group[i].joined += i == j ? 0 : table(j, i);
            const double both = table(i, j) + table(j, i);
            if (j < i && both > 0) {
                ++pairs;
                bowker += (table(i, j) - table(j, i)) * (table(i, j) - table(j, i)) / both;
            }
        }
        result.group[i].p_value = detail::exact_mcnemar(result.group[i].joined, result.group[i].left);
    }
    detail::adjust_holm(result.group);
    if (result.n == 0) {
        return result;
    }
    result.moved_share = (result.n - stayed) / result.n;
    for (std::size_t i = 0; i < k; ++i) {
        result.change[i] = (result.group[i].joined - result.group[i].left) / result.n;
    }
    const double full = static_cast<double>(k - 1);
    result.stuart_maxwell = detail::stuart_maxwell(table);
    const double sm = result.stuart_maxwell.statistic;
    if (!std::isnan(sm)) {
        result.stuart_maxwell_full = detail::chi_squared(sm, full);
        const double rest = 1 - sm / result.n;
        result.bhapkar = detail::chi_squared(rest > 0 ? sm / rest : std::numeric_limits<double>::infinity(),
                                             result.stuart_maxwell.degrees_of_freedom);
    }
    result.bowker = detail::chi_squared(bowker, pairs);
    if (pairs > 0) {
        result.bowker_full = detail::chi_squared(bowker, full * static_cast<double>(k) / 2);
    }
    return result;
}

/// Observed movement beside the movement that asking the same, unchanged people again would have produced.
struct migration_noise {
    math::matrix expected{5};  ///< customers by group before and group if asked again
    math::matrix excess{5};    ///< observed less expected
    double moved_share = std::numeric_limits<double>::quiet_NaN();   ///< observed, 0 to 1
    double noise_share = std::numeric_limits<double>::quiet_NaN();   ///< expected without any change
    double excess_share = std::numeric_limits<double>::quiet_NaN();  ///< the difference; may be negative
    double excess_z = std::numeric_limits<double>::quiet_NaN();      ///< in standard deviations of the noise
    double excess_p = std::numeric_limits<double>::quiet_NaN();      ///< P(so much movement or more by noise), normal
    std::size_t n = 0;                                               ///< customers classified in both waves
};

/// The noise baseline of a panel: `retest` five probabilities a row, segment_model(…, posterior::retest) of the first
/// wave's scores. Customers who are missing from a wave are left out.
///
///     expected_ab = sum over customers in a of P_retest(b),  excess = observed - expected
///     z = (moved - sum P_retest(other group)) / sqrt(sum P (1 - P))
///
/// Same bits for any row order. Throws error{size_mismatch}, and error{domain} for a customer without probabilities.
[[nodiscard]] inline migration_noise migration_against_noise(std::span<const segment> before,
                                                             std::span<const segment> after,
                                                             std::span<const double> retest) {
    const panel_table observed = count_panel(before, after);
    require_size("retest", retest.size(), "5 x before", 5 * before.size());
    std::array<math::precise_sum, 25> sums;
    math::precise_sum variance;
    migration_noise result;
    for (std::size_t row = 0; row < before.size(); ++row) {
        if (before[row] == segment::unclassified || after[row] == segment::unclassified) {
            continue;
        }
        ++result.n;
        for (std::size_t to = 0; to < 5; ++to) {
            const double p = retest[5 * row + to];
            if (!(p >= 0 && p <= 1)) {
                throw_domain("retest", 5 * row + to, p, "a probability for every classified customer");
            }
            sums[5 * index_of(before[row]) + to].add(p);
        }
        const double stay = retest[5 * row + index_of(before[row])];
        variance.add(stay * (1 - stay));
    }
    if (result.n == 0) {
        return result;
    }
    double moved = 0;
    double noise = 0;
    for (std::size_t a = 0; a < 5; ++a) {
        for (std::size_t b = 0; b < 5; ++b) {
            result.expected(a, b) = sums[5 * a + b].value();
            result.excess(a, b) = observed.count(a, b) - result.expected(a, b);
            moved += a == b ? 0 : observed.count(a, b);
            noise += a == b ? 0 : result.expected(a, b);
        }
    }
    const double n = static_cast<double>(result.n);
    result.moved_share = moved / n;
    result.noise_share = noise / n;
    result.excess_share = (moved - noise) / n;
    if (variance.value() > 0) {
        result.excess_z = (moved - noise) / std::sqrt(variance.value());
        result.excess_p = math::normal_cdf(-result.excess_z);
    }
    return result;
}

/// "38 % moved, of which 34 points are what asking the same people again would have produced"; whole percents.
[[nodiscard]] inline std::string headline(const migration_noise& of) {
    if (std::isnan(of.moved_share)) {
        return "nobody is classified in both waves";
    }
    const auto percent = [](double share) { return number_text(std::round(100 * share) + 0.0); };
    return percent(of.moved_share) + " % moved, of which " + percent(std::min(of.noise_share, of.moved_share)) +
           " points are what asking the same people again would have produced";
}

}  // namespace scvm::survey
