#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/normal.hpp>
#include <scvm/survey/interval.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace scvm::survey {

/// Willingness to recommend, 0 to 10, in its three classes.
struct recommendation_counts {
    double detractors = 0;  ///< answers 0 to 6
    double passives = 0;    ///< answers 7 and 8
    double promoters = 0;   ///< answers 9 and 10
};
void describe(const auto& is, const recommendation_counts& o) {
    is("detractors", o.detractors, required, "How many answers are 0 to 6.");
    is("passives", o.passives, required, "How many are 7 or 8.");
    is("promoters", o.promoters, required, "How many are 9 or 10.");
}

/// Promoters less detractors, -1 to 1 (times 100 as usually printed), with three intervals.
struct recommendation_report {
    double n = 0;
    double score = std::numeric_limits<double>::quiet_NaN();
    double variance = std::numeric_limits<double>::quiet_NaN();        ///< of one answer, p + d - (p - d)^2
    double standard_error = std::numeric_limits<double>::quiet_NaN();  ///< sqrt(variance / n)
    interval wald;                                                     ///< collapses where all answers agree
    interval adjusted_wald;                                            ///< with 3 pseudo-answers, cut at -1 and 1
    interval score_interval;                                           ///< by inverting the score test; the one to show
};
void describe(const auto& is, const recommendation_report& o) {
    is("n", o.n, "Answers.");
    is("score", o.score, within(-1, 1), "Promoters less detractors.");
    is("variance", o.variance, "Of one answer.");
    is("standard_error", o.standard_error, "Of the score.");
    is("wald", o.wald, "Wald's interval, which collapses where all answers agree.");
    is("adjusted_wald", o.adjusted_wald, "With 3 pseudo-answers, cut at -1 and 1.");
    is("score_interval", o.score_interval, "By inverting the score test: the one to show.");
}

/// The classes of raw answers 0 to 10. NaN is no answer and counts nowhere, also not in the denominator.
///
/// Throws error{domain} for an answer that is no whole number from 0 to 10.
[[nodiscard]] inline recommendation_counts count_recommendations(std::span<const double> answers) {
    recommendation_counts result;
    for (std::size_t row = 0; row < answers.size(); ++row) {
        const double answer = answers[row];
        if (std::isnan(answer)) {
            continue;
        }
        if (!(answer >= 0 && answer <= 10 && std::floor(answer) == answer)) {
            throw_domain("answers", row, answer, "a whole number from 0 to 10");
        }
        (answer >= 9 ? result.promoters : answer >= 7 ? result.passives : result.detractors) += 1;
    }
    return result;
}

/// The recommendation score with its three intervals; all NaN without answers.
///
///     Wald           s -+ z sqrt((p + d - s^2) / n)
///     adjusted Wald  the same after adding 3/4 promoter, 3/2 passives and 3/4 detractor; cut at -1 and 1
///     score          all balances that a score test does not reject
///
/// The variance includes the covariance of promoters and detractors. Throws error{domain} for a negative count.
/// Source: Agresti & Min (2005), Statistics in Medicine 24 (adjusted); Tango (1998), Statistics in Medicine 17, eqs.
/// 6-9.
[[nodiscard]] inline recommendation_report recommendation_score(double detractors, double passives, double promoters,
                                                                double confidence = math::usual_confidence) {
    math::require_confidence(confidence);
    const std::array<double, 3> counts{detractors, passives, promoters};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!(counts[i] >= 0 && std::isfinite(counts[i]))) {
            throw_domain("counts", i, counts[i], "count >= 0");
        }
    }
    recommendation_report result;
    result.n = detractors + passives + promoters;
    if (result.n == 0) {
        return result;
    }
    const double z = math::two_sided_quantile(confidence);
    result.score = (promoters - detractors) / result.n;
    result.variance = std::max(0.0, (promoters + detractors) / result.n - result.score * result.score);
    result.standard_error = std::sqrt(result.variance / result.n);
    const auto wald = [&](double plus, double minus, double n) -> interval {
        const double balance = (plus - minus) / n;
        const double half = z * std::sqrt(std::max(0.0, (plus + minus) / n - balance * balance) / n);
        return {balance, std::max(-1.0, balance - half), std::min(1.0, balance + half)};
    };
    result.wald = wald(promoters, detractors, result.n);
    result.adjusted_wald = wald(promoters + 0.75, detractors + 0.75, result.n + 3);
    result.score_interval = balance_interval(promoters, detractors, result.n, confidence);
    return result;
}

[[nodiscard]] inline recommendation_report recommendation_score(const recommendation_counts& counts,
                                                                double confidence = math::usual_confidence) {
    return recommendation_score(counts.detractors, counts.passives, counts.promoters, confidence);
}

/// Whether two independent scores differ.
struct recommendation_difference {
    interval difference;  ///< second less first
    double z = std::numeric_limits<double>::quiet_NaN();
    double p_value = std::numeric_limits<double>::quiet_NaN();  ///< two-sided
};
void describe(const auto& is, const recommendation_difference& o) {
    is("difference", o.difference, "Second less first.");
    is("z", o.z, "The difference in standard errors, as they are if there is none.");
    is("p_value", o.p_value, within(0, 1), "Of no difference, two-sided.");
}

/// Compares the scores of two independent samples; NaN where one has no answers.
///
///     d - sqrt((s2 - l2)^2 + (u1 - s1)^2)  to  d + sqrt((u2 - s2)^2 + (s1 - l1)^2),  l and u those of the score test
///     z = d / sqrt(V (1/n1 + 1/n2)),  V the variance of an answer in both samples together
///
/// The interval has a width however the answers fall; so has the test a p-value: 1 where all answers of both agree.
/// Source: Zou & Donner (2008), Statistics in Medicine 27 (Newcombe's way for any two intervals); Tango (1998).
[[nodiscard]] inline recommendation_difference compare_recommendation(const recommendation_report& first,
                                                                      const recommendation_report& second,
                                                                      double confidence = math::usual_confidence) {
    math::require_confidence(confidence);
    recommendation_difference result;
    if (!(first.n > 0 && second.n > 0)) {
        return result;
    }
    // The share of all answers that are for or against, and with it each class.
    const auto score_interval_of = [&](const recommendation_report& of) {
        const double either = std::min(1.0, of.variance + of.score * of.score);
        return balance_interval(std::max(0.0, of.n * (either + of.score) / 2),
                                std::max(0.0, of.n * (either - of.score) / 2), of.n, confidence);
    };
    const interval one = score_interval_of(first);
    const interval two = score_interval_of(second);
    const double difference = second.score - first.score;
    result.difference = {difference,
                         difference - detail::root_of_squares(second.score - two.low, one.high - first.score),
                         difference + detail::root_of_squares(two.high - second.score, first.score - one.low)};
    const double part = first.n / (first.n + second.n);
    const double rest = second.n / (first.n + second.n);
    const double variance = part * first.variance + rest * second.variance + part * rest * difference * difference;
    const double error = std::sqrt(variance * (1 / first.n + 1 / second.n));
    result.z = error > 0 ? difference / error : 0;
    result.p_value = 2 * math::normal_cdf(-std::fabs(result.z));
    return result;
}

/// CSAT: the share of answers in the `top` best boxes, with Wilson's interval. `counts` by answer, worst first.
///
/// Absent without answers. Throws error{domain} for a negative count or unless 1 <= top < number of boxes.
[[nodiscard]] inline interval top_box_share(std::span<const double> counts, std::size_t top = 2,
                                            double confidence = math::usual_confidence) {
    if (!(top >= 1 && top < counts.size())) {
        throw_domain("top", static_cast<double>(top), "at least 1, fewer than there are boxes");
    }
    double n = 0;
    double best = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!(counts[i] >= 0 && std::isfinite(counts[i]))) {
            throw_domain("counts", i, counts[i], "count >= 0");
        }
        n += counts[i];
        best += i + top >= counts.size() ? counts[i] : 0;
    }
    return n > 0 ? wilson_interval(best, n, confidence) : interval{};
}

/// Customer effort in its three usual forms, which are not comparable: say which one is meant.
struct effort_report {
    double n = 0;
    interval mean;        ///< of the answers 1 (much effort) to 7 (easy); Student's t, absent where all agree
    interval index;       ///< share of 6 and 7 less share of 1 to 3, -1 to 1; by the score test
    interval easy_share;  ///< share of 5 to 7, 0 to 1; Wilson
};
void describe(const auto& is, const effort_report& o) {
    is("n", o.n, "Answers.");
    is("mean", o.mean, "Of the answers 1 (much effort) to 7 (easy).");
    is("index", o.index, "The share of 6 and 7 less that of 1 to 3.");
    is("easy_share", o.easy_share, "The share of 5 to 7.");
}

/// The effort score from the counts of the answers 1 to 7. Absent without answers; the mean's interval needs two that
/// differ.
///
/// Throws error{domain} for a negative count.
[[nodiscard]] inline effort_report effort_score(const std::array<double, 7>& counts,
                                                double confidence = math::usual_confidence) {
    math::require_confidence(confidence);
    effort_report result;
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!(counts[i] >= 0 && std::isfinite(counts[i]))) {
            throw_domain("counts", i, counts[i], "count >= 0");
        }
        const double answer = static_cast<double>(i + 1);
        result.n += counts[i];
        sum += counts[i] * answer;
        squares += counts[i] * answer * answer;
    }
    if (result.n == 0) {
        return result;
    }
    result.mean.estimate = sum / result.n;
    if (result.n >= 2) {
        const double variance = std::max(0.0, squares - sum * result.mean.estimate) / (result.n - 1);
        const double half = math::student_critical(confidence, result.n - 1) * std::sqrt(variance / result.n);
        if (half > 0) {
            result.mean.low = result.mean.estimate - half;
            result.mean.high = result.mean.estimate + half;
        }
    }
    result.index = balance_interval(counts[5] + counts[6], counts[0] + counts[1] + counts[2], result.n, confidence);
    result.easy_share = wilson_interval(counts[4] + counts[5] + counts[6], result.n, confidence);
    return result;
}

/// Equal weights of the three questions of acsi().
inline constexpr std::array<double, 3> acsi_equal_weights{1, 1, 1};

/// The customer satisfaction index of three answers from 1 to 10 (overall, against expectations, against the ideal), or
/// of their means; 0 to 100. NaN if one is missing.
///
///     100 sum w_i (x_i - 1)/9 / sum w_i
///
/// The published weights are each study's own, e.g. (.3885, .3190, .2925); equal ones unless given.
/// Throws error{domain} for an answer outside 1 to 10 or unusable weights.
/// Source: Fornell, Johnson, Anderson, Cha & Bryant (1996), Journal of Marketing 60.
[[nodiscard]] inline double acsi(double overall, double expectation, double ideal,
                                 const std::array<double, 3>& weights = acsi_equal_weights) {
    const std::array<double, 3> answers{overall, expectation, ideal};
    double sum = 0;
    double weight = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        if (!(weights[i] >= 0 && std::isfinite(weights[i]))) {
            throw_domain("weights", i, weights[i], "weight >= 0");
        }
        if (!(std::isnan(answers[i]) || (answers[i] >= 1 && answers[i] <= 10))) {
            throw_domain("answers", i, answers[i], "1 to 10");
        }
        sum += weights[i] * (answers[i] - 1) / 9;
        weight += weights[i];
    }
    if (!(weight > 0)) {
        throw_domain("weights", weight, "a weight above 0");
    }
    return 100 * sum / weight;
}

}  // namespace scvm::survey
