#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/rank.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/answers.hpp>
#include <scvm/survey/interval.hpp>
#include <scvm/survey/moments.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::survey {

/// Mean and spread of one column, without its gaps.
struct column_summary {
    std::size_t n = 0;
    double mean = std::numeric_limits<double>::quiet_NaN();
    double variance = std::numeric_limits<double>::quiet_NaN();  ///< divided by n - 1; NaN for fewer than two
};

/// The same bits for any row order. Throws error{domain} for a value beyond 1e100.
[[nodiscard]] inline column_summary summarise(const answer_table::column& column, std::size_t rows,
                                              const std::string& name) {
    column_summary result;
    math::precise_sum sum;
    for (std::size_t row = 0; row < rows; ++row) {
        require_answer(name, row, column[row]);
        if (!std::isnan(column[row])) {
            ++result.n;
            sum.add(column[row]);
        }
    }
    if (result.n == 0) {
        return result;
    }
    result.mean = sum.value() / static_cast<double>(result.n);
    math::precise_sum squares;
    for (std::size_t row = 0; row < rows; ++row) {
        if (!std::isnan(column[row])) {
            squares.add((column[row] - result.mean) * (column[row] - result.mean));
        }
    }
    if (result.n > 1) {
        result.variance = squares.value() / static_cast<double>(result.n - 1);
    }
    return result;
}

/// One place where customers meet the company.
struct touchpoint {
    std::size_t n = 0;  ///< customers who rated it
    interval mean;      ///< satisfaction with it, in the unit of the ratings; Student's t, absent where all agree
    double importance = 1;
    double opportunity =
        std::numeric_limits<double>::quiet_NaN();  ///< importance x (100 - mean): what better could bring
    std::size_t weakest_for = 0;                   ///< customers whose worst touchpoint it is; ties count for each
};
void describe(const auto& is, const touchpoint& o) {
    is("n", o.n, "Customers who rated it.");
    is("mean", o.mean, "Satisfaction with it, in the unit of the ratings.");
    is("importance", o.importance, "As given, else 1.");
    is("opportunity", o.opportunity, "Importance times what is missing to 100.");
    is("weakest_for", o.weakest_for, "Customers whose worst touchpoint it is; ties count for each.");
}

/// What one customer experienced; NaN for a customer who rated nothing.
struct customer_experience {
    double index = std::numeric_limits<double>::quiet_NaN();     ///< importance-weighted mean of the ratings
    double weakest = std::numeric_limits<double>::quiet_NaN();   ///< the lowest rating
    std::size_t weakest_at = 0;                                  ///< its touchpoint, the first of equals
    double peak_end = std::numeric_limits<double>::quiet_NaN();  ///< mean of the most extreme and of the last rating
};

struct touchpoint_report {
    std::vector<touchpoint> touchpoints;        ///< in the order of the columns
    std::vector<customer_experience> customer;  ///< in the order of the rows
    std::size_t weakest = 0;                    ///< touchpoint of the lowest mean, the first of equals
    std::size_t most_to_gain = 0;               ///< touchpoint of the largest opportunity
};

/// The matrix customer x touchpoint of ratings 0 to 100 (POMP), columns in the order of the customer's journey.
///
///     index_i = sum importance_k y_ik / sum importance_k,  over the rated touchpoints
///     peak-end_i = (the rating farthest from 50 + the last one) / 2;  of equally far ones the lower
///
/// `importance` may be empty: all 1. Throws error{domain} for a rating outside 0 to 100, a negative importance, all
/// importances 0, or no touchpoint, and error{size_mismatch}.
/// Source: Kahneman, Fredrickson, Schreiber & Redelmeier (1993), Psychological Science 4, for peak and end.
[[nodiscard]] inline touchpoint_report touchpoints(const answer_table& ratings, std::span<const double> importance = {},
                                                   double confidence = math::usual_confidence) {
    math::require_confidence(confidence);
    const std::size_t k = ratings.items();
    require_size("importance", importance.empty() ? k : importance.size(), "touchpoints", k);
    touchpoint_report result;
    result.touchpoints.resize(k);
    result.customer.resize(ratings.rows());
    double all = 0;
    for (std::size_t t = 0; t < k; ++t) {
        result.touchpoints[t].importance = importance.empty() ? 1 : importance[t];
        if (!(result.touchpoints[t].importance >= 0 && std::isfinite(result.touchpoints[t].importance))) {
            throw_domain("importance", t, result.touchpoints[t].importance, "0 or more");
        }
        all += result.touchpoints[t].importance;
    }
    if (!(all > 0)) {
        throw_domain("importance", all, "a touchpoint of importance above 0");
    }
    for (std::size_t row = 0; row < ratings.rows(); ++row) {
        customer_experience& of = result.customer[row];
        double sum = 0;
        double weight = 0;
        double peak = 50;
        double last = of.index;
        for (std::size_t t = 0; t < k; ++t) {
            const double y = ratings.at(row, t);
            if (std::isnan(y)) {
                continue;
            }
            if (!(y >= 0 && y <= 100)) {
                throw_domain("ratings of touchpoint " + std::to_string(t), row, y, "0 to 100, or NaN");
            }
            sum += result.touchpoints[t].importance * y;
            weight += result.touchpoints[t].importance;
            const double far = std::fabs(y - 50);
            const double so_far = std::fabs(peak - 50);
            peak = far > so_far || (far == so_far && y < peak) ? y : peak;
            if (!(of.weakest <= y)) {
                of.weakest = y;
                of.weakest_at = t;
            }
            last = y;
        }
        of.index = weight > 0 ? sum / weight : of.index;
        of.peak_end = (peak + last) / 2;
        for (std::size_t t = 0; t < k; ++t) {
            result.touchpoints[t].weakest_for += ratings.at(row, t) == of.weakest;
        }
    }
    for (std::size_t t = 0; t < k; ++t) {
        touchpoint& of = result.touchpoints[t];
        const column_summary summary =
            summarise(ratings.item(t), ratings.rows(), "ratings of touchpoint " + std::to_string(t));
        of.n = summary.n;
        of.mean.estimate = summary.mean;
        of.opportunity = of.importance * (100 - summary.mean);
        if (summary.n > 1 && summary.variance > 0) {
            const double n = static_cast<double>(summary.n);
            const double half = math::student_critical(confidence, n - 1) * std::sqrt(summary.variance / n);
            of.mean.low = summary.mean - half;
            of.mean.high = summary.mean + half;
        }
        const auto lower = [&](std::size_t best) { return !(result.touchpoints[best].mean.estimate <= summary.mean); };
        result.weakest = !std::isnan(summary.mean) && lower(result.weakest) ? t : result.weakest;
        if (of.opportunity > result.touchpoints[result.most_to_gain].opportunity ||
            std::isnan(result.touchpoints[result.most_to_gain].opportunity)) {
            result.most_to_gain = t;
        }
    }
    return result;
}

/// How far the company misjudges one topic.
struct topic_gap {
    interval gap;  ///< mean of the customers less mean of the managers, in answer units; Welch's interval
    double p_value = std::numeric_limits<double>::quiet_NaN();
};
void describe(const auto& is, const topic_gap& o) {
    is("gap", o.gap, "Mean of the customers less mean of the managers.");
    is("p_value", o.p_value, within(0, 1), "Of no gap.");
}

struct perception_gap_report {
    std::vector<topic_gap> topic;                                        ///< in the order of the columns
    double rank_correlation = std::numeric_limits<double>::quiet_NaN();  ///< Spearman's, of the mean importances
};
void describe(const auto& is, const perception_gap_report& o) {
    is("topics", o.topic, "In the order of the columns.");
    is("rank_correlation", o.rank_correlation, within(-1, 1), "Of the mean importances (Spearman).");
}

/// What customers find important beside what managers think that customers find important: the same topics, two groups.
///
///     gap_k = mean of customers - mean of managers,  with Welch's t interval
///
/// A topic that one group never answered is absent and left out of the rank correlation; an interval needs two answers
/// in each group. Throws error{size_mismatch} for other topics, error{domain} for an answer beyond 1e100.
/// Source: Parasuraman, Zeithaml & Berry (1985), Journal of Marketing 49 (gap 1); Welch (1947), Biometrika 34.
[[nodiscard]] inline perception_gap_report perception_gap(const answer_table& customers, const answer_table& managers,
                                                          double confidence = math::usual_confidence) {
    math::require_confidence(confidence);
    require_size("managers", managers.items(), "customers' topics", customers.items());
    perception_gap_report result;
    std::vector<double> means_customers;
    std::vector<double> means_managers;
    for (std::size_t t = 0; t < customers.items(); ++t) {
        const column_summary a =
            summarise(customers.item(t), customers.rows(), "customers, topic " + std::to_string(t));
        const column_summary b = summarise(managers.item(t), managers.rows(), "managers, topic " + std::to_string(t));
        topic_gap of;
        of.gap.estimate = a.mean - b.mean;
        if (a.n > 0 && b.n > 0) {
            means_customers.push_back(a.mean);
            means_managers.push_back(b.mean);
        }
        const double va = a.variance / static_cast<double>(a.n);
        const double vb = b.variance / static_cast<double>(b.n);
        if (a.n > 1 && b.n > 1 && va + vb > 0) {
            const double part = va / (va + vb);
            const double rest = vb / (va + vb);
            const double df =
                1 / (part * part / static_cast<double>(a.n - 1) + rest * rest / static_cast<double>(b.n - 1));
            const double half = math::student_critical(confidence, df) * std::sqrt(va + vb);
            of.gap.low = of.gap.estimate - half;
            of.gap.high = of.gap.estimate + half;
            of.p_value = math::student_two_sided(of.gap.estimate / std::sqrt(va + vb), df);
        }
        result.topic.push_back(of);
    }
    if (means_customers.size() > 1) {
        result.rank_correlation = math::spearman_correlation(means_customers, means_managers);
    }
    return result;
}

}  // namespace scvm::survey
