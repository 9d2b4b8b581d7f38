#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/survey/interval.hpp>
#include <scvm/survey/moments.hpp>
#include <scvm/survey/one_factor.hpp>
#include <scvm/survey/questionnaire.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace scvm::survey {

struct reliability_options {
    std::vector<double> weights{};  ///< w, one an item, 0 or more; empty: all 1. An item of weight 0 is left out
    missing_answers missing = missing_answers::listwise;
    double confidence = math::usual_confidence;  ///< of the interval of alpha
};
void describe(const auto& is, const reliability_options& o) {
    is("weights", o.weights, "One an item; none: all 1. An item of weight 0 is left out.");
    is("missing", o.missing, "Who counts where answers are missing.");
    is("confidence", o.confidence, above(0).below(1), "Of the interval of alpha.");
}

/// What to know before believing the figures.
struct reliability_flags {
    bool too_few_items = false;          ///< k < 2: there is no alpha
    bool too_few_rows = false;           ///< fewer than two respondents: nothing can be computed
    bool unstable = false;               ///< fewer than 30 respondents
    bool zero_variance = false;          ///< everybody gave the same answer to some item
    bool not_positive_definite = false;  ///< no lambda 6 and no omega: an item repeats others, or pairs contradict
    bool negative_alpha = false;         ///< an item points the wrong way: is it reversed?
    bool heywood = false;                ///< the factor behind omega explains some item wholly
    bool no_factor = false;              ///< no omega: two items leave the factor open, or the search found none

    friend bool operator==(const reliability_flags&, const reliability_flags&) = default;
};

void describe(const auto& is, const reliability_flags& o) {
    is("too_few_items", o.too_few_items, "Fewer than two items: there is no alpha.");
    is("too_few_rows", o.too_few_rows, "Fewer than two respondents: nothing can be computed.");
    is("unstable", o.unstable, "Fewer than 30 respondents.");
    is("zero_variance", o.zero_variance, "Everybody gave the same answer to some item.");
    is("not_positive_definite", o.not_positive_definite,
       "No lambda 6 and no omega: an item repeats others, or pairs contradict.");
    is("negative_alpha", o.negative_alpha, "An item points the wrong way: is it reversed?");
    is("heywood", o.heywood, "The factor behind omega explains some item wholly.");
    is("no_factor", o.no_factor, "No omega: two items leave the factor open, or the search found none.");
}

/// What one item does for its scale; NaN where it cannot be said.
struct item_reliability {
    double mean = std::numeric_limits<double>::quiet_NaN();
    double sd = std::numeric_limits<double>::quiet_NaN();
    double corrected_item_total = std::numeric_limits<double>::quiet_NaN();  ///< r with the weighted sum of the others
    double alpha_if_deleted = std::numeric_limits<double>::quiet_NaN();      ///< alpha of the others
    double loading = std::numeric_limits<double>::quiet_NaN();               ///< on the one factor
};

/// How far the items of one scale measure one thing. A figure that cannot be computed is NaN, and a flag says why.
struct reliability_report {
    std::size_t rows = 0;   ///< n used: complete rows, or with pairwise those with any answer
    std::size_t items = 0;  ///< k, items with a weight
    double alpha = std::numeric_limits<double>::quiet_NaN();
    double alpha_low = std::numeric_limits<double>::quiet_NaN();   ///< Feldt interval
    double alpha_high = std::numeric_limits<double>::quiet_NaN();  ///< Feldt interval
    double standardised_alpha = std::numeric_limits<double>::quiet_NaN();
    double mean_correlation = std::numeric_limits<double>::quiet_NaN();  ///< of the pairs of items
    double lambda6 = std::numeric_limits<double>::quiet_NaN();           ///< Guttman's
    double omega_total = std::numeric_limits<double>::quiet_NaN();
    double mean = std::numeric_limits<double>::quiet_NaN();  ///< of the weighted mean of the items, in their unit
    double sd = std::numeric_limits<double>::quiet_NaN();    ///< of the same
    double standard_error_of_measurement = std::numeric_limits<double>::quiet_NaN();  ///< sd sqrt(1 - max(alpha, 0))
    std::vector<item_reliability> by_item;  ///< in the order of the columns; all NaN but mean and sd at weight 0
    reliability_flags flags;
};
void describe(const auto& is, const reliability_report& o) {
    is("n", o.rows, "Respondents used.");
    is("alpha", o.alpha, "Cronbach's alpha.");
    is("alpha_low", o.alpha_low, "The lower end of its interval (Feldt).");
    is("alpha_high", o.alpha_high, "The upper end.");
    is("standardised_alpha", o.standardised_alpha, "Alpha of the standardised items.");
    is("mean_correlation", o.mean_correlation, "Of the pairs of items.");
    is("lambda6", o.lambda6, "Guttman's lambda 6.");
    is("omega_total", o.omega_total, "McDonald's omega of one factor.");
    is("sd", o.sd, "Of the weighted mean of the items, in their unit.");
    is("standard_error_of_measurement", o.standard_error_of_measurement, "How far a score may be off, in its unit.");
}

/// Alpha of the weighted sum of items whose covariances are given; NaN for fewer than two items or without variance.
///
///     k / (k - 1) * (1 - sum w_i^2 s_ii / (w' S w))
///
/// Equal weights: Cronbach (1951), Psychometrika 16, eq. 2.
[[nodiscard]] inline double cronbach_alpha(const math::matrix& covariance, std::span<const double> weights) {
    double own = 0;
    double k = 0;
    for (std::size_t i = 0; i < covariance.size(); ++i) {
        own += weights[i] * weights[i] * covariance(i, i);
        k += weights[i] > 0;
    }
    const double total = math::quadratic_form(covariance, weights, weights);
    return k >= 2 && total > 0 ? k / (k - 1) * (1 - own / total) : std::numeric_limits<double>::quiet_NaN();
}

/// The interval of alpha from n respondents and k items: {alpha, low, high}; high is at most 1, low may be negative.
///
///     1 - (1 - alpha) F_{1 -+ (1 - confidence)/2; n - 1, (n - 1)(k - 1)}
///
/// Assumes normal, essentially tau-equivalent items. n is the number of rows used, never that before deletion.
/// Source: Feldt (1965), Psychometrika 30.
[[nodiscard]] inline interval feldt_interval(double alpha, std::size_t rows, std::size_t items,
                                             double confidence = math::usual_confidence) {
    math::require_confidence(confidence);
    const double absent = std::numeric_limits<double>::quiet_NaN();
    if (!(std::isfinite(alpha) && rows >= 2 && items >= 2)) {
        return {alpha, absent, absent};
    }
    const double first = static_cast<double>(rows - 1);
    const double second = first * static_cast<double>(items - 1);
    const double tail = (1 - confidence) / 2;
    return {alpha, 1 - (1 - alpha) * math::fisher_quantile(1 - tail, first, second),
            1 - (1 - alpha) * math::fisher_quantile(tail, first, second)};
}

namespace detail {

inline std::vector<double> require_item_weights(const std::vector<double>& weights, std::size_t items) {
    if (weights.empty()) {
        return std::vector<double>(items, 1.0);
    }
    require_size("weights", weights.size(), "items", items);
    for (std::size_t i = 0; i < items; ++i) {
        if (!(weights[i] >= 0 && std::isfinite(weights[i]))) {
            throw_domain("weights", i, weights[i], "weight >= 0");
        }
    }
    return weights;
}

// What needs every correlation: standardised alpha, lambda 6 and omega of the unweighted standardised items.
inline void add_correlation_measures(reliability_report& report, const math::matrix& correlation) {
    const double k = static_cast<double>(correlation.size());
    double off = 0;
    for (std::size_t i = 0; i < correlation.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            off += correlation(i, j);
        }
    }
    report.mean_correlation = off / (k * (k - 1) / 2);
    report.standardised_alpha = k * report.mean_correlation / (1 + (k - 1) * report.mean_correlation);
    const auto inverse = math::inverse(correlation);
    report.flags.not_positive_definite = !inverse.has_value();
    if (!inverse) {
        return;
    }
    double unexplained = 0;
    for (std::size_t i = 0; i < correlation.size(); ++i) {
        unexplained += 1 / (*inverse)(i, i);
    }
    report.lambda6 = 1 - unexplained / (k + 2 * off);
}

}  // namespace detail

/// The same from moments that are there already; see reliability().
[[nodiscard]] inline reliability_report reliability(const item_moments& moments,
                                                    const reliability_options& options = {}) {
    const std::size_t all = moments.covariance.size();
    const std::vector<double> weights = detail::require_item_weights(options.weights, all);
    math::require_confidence(options.confidence);
    const math::matrix& s = moments.covariance;
    reliability_report report;
    report.rows = moments.rows;
    report.by_item.resize(all);
    std::vector<std::size_t> used;
    double weight = 0;
    double weighted_mean = 0;
    for (std::size_t i = 0; i < all; ++i) {
        report.by_item[i].mean = moments.mean[i];
        report.by_item[i].sd = std::sqrt(s(i, i));
        if (weights[i] > 0) {
            used.push_back(i);
            weight += weights[i];
            weighted_mean += weights[i] * moments.mean[i];
            report.flags.zero_variance |= s(i, i) == 0;
        }
    }
    report.items = used.size();
    report.mean = weight > 0 ? weighted_mean / weight : report.mean;
    report.flags.too_few_items = report.items < 2;
    report.flags.too_few_rows = moments.fewest_rows < 2;
    report.flags.unstable = report.rows < 30;
    if (report.flags.too_few_items || report.flags.too_few_rows) {
        return report;
    }
    const double total = math::quadratic_form(s, weights, weights);
    report.sd = total >= 0 ? std::sqrt(total) / weight : report.sd;
    report.alpha = cronbach_alpha(s, weights);
    report.flags.negative_alpha = report.alpha < 0;
    report.standard_error_of_measurement = report.sd * std::sqrt(1 - std::clamp(report.alpha, 0.0, 1.0));
    const interval feldt = feldt_interval(report.alpha, report.rows, report.items, options.confidence);
    report.alpha_low = feldt.low;
    report.alpha_high = feldt.high;

    math::matrix chosen(used.size());
    for (std::size_t a = 0; a < used.size(); ++a) {
        for (std::size_t b = 0; b < used.size(); ++b) {
            chosen(a, b) = s(used[a], used[b]);
        }
        std::vector<double> others = weights;
        others[used[a]] = 0;
        std::vector<double> self(all, 0.0);
        self[used[a]] = 1;
        item_reliability& of = report.by_item[used[a]];
        of.alpha_if_deleted = cronbach_alpha(s, others);
        const double rest = math::quadratic_form(s, others, others);
        const double scale = std::sqrt(s(used[a], used[a])) * std::sqrt(rest);
        of.corrected_item_total = scale > 0 ? math::quadratic_form(s, self, others) / scale : of.corrected_item_total;
    }
    if (report.flags.zero_variance) {
        return report;
    }
    const math::matrix correlation = math::correlation_of(chosen);
    detail::add_correlation_measures(report, correlation);
    const one_factor factor = fit_one_factor(correlation);
    report.omega_total = omega_total(factor);
    report.flags.heywood = factor.status == one_factor_status::heywood;
    report.flags.no_factor = factor.loading.empty();
    for (std::size_t a = 0; a < factor.loading.size(); ++a) {
        report.by_item[used[a]].loading = factor.loading[a];
    }
    return report;
}

/// How far the columns of a table measure one thing: alpha with its interval, lambda 6, omega, and what each item adds.
///
///     alpha      k / (k - 1) * (1 - sum w_i^2 s_ii / (w' S w)), with the Feldt interval
///     lambda 6   1 - sum (1 - R_i^2) / sum of all correlations; R_i^2 of item i on the others
///     omega      (sum l)^2 / ((sum l)^2 + sum (1 - l^2)), l the loadings of one ML factor
///     SEM        sd(weighted mean) sqrt(1 - alpha); a negative alpha counts as 0 and is flagged
///
/// Answers are used as they are: pass POMP values, or reverse the reversed items first. Same bits for any row order.
/// Throws error{size_mismatch} and error{domain} for bad weights, confidence, or an infinite answer.
/// Source: Cronbach (1951); Feldt (1965); Guttman (1945), Psychometrika 10; McDonald (1999).
[[nodiscard]] inline reliability_report reliability(const answer_table& answers,
                                                    const reliability_options& options = {}) {
    return reliability(
        options.missing == missing_answers::listwise ? complete_moments(answers) : pairwise_moments(answers), options);
}

/// The same for one dimension of a questionnaire from raw answers: POMP values, polarity and item weights applied.
///
/// An answer off the scale counts as missing here, whatever the policy: its respondent has no score either.
/// `options.weights` is not read. `by_item` follows items_of(dimension). Allocates a copy of the dimension's answers.
[[nodiscard]] inline reliability_report reliability(const questionnaire& asked, std::size_t dimension,
                                                    const answer_table& answers, reliability_options options = {}) {
    require_size("answers", answers.items(), "items", asked.items().size());
    const auto members = asked.items_of(dimension);
    options.weights.clear();
    std::vector<double> points(answers.rows() * members.size());
    for (std::size_t m = 0; m < members.size(); ++m) {
        options.weights.push_back(asked.items()[members[m]].weight);
        const auto column = answers.item(members[m]);
        for (std::size_t row = 0; row < answers.rows(); ++row) {
            const bool off = asked.classify(members[m], column[row]) == answer_kind::out_of_range;
            points[m * answers.rows() + row] =
                off ? std::numeric_limits<double>::quiet_NaN() : asked.points(members[m], column[row]);
        }
    }
    const auto rows = static_cast<std::ptrdiff_t>(answers.rows());
    return reliability(answer_table(points.data(), answers.rows(), members.size(), 1, rows), options);
}

}  // namespace scvm::survey
