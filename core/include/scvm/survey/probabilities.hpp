#pragma once

#include <scvm/error.hpp>
#include <scvm/math/normal.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/measurement.hpp>
#include <scvm/survey/portfolio.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace scvm::survey {

/// What the probability of a group is the probability of.
enum class posterior : std::uint8_t {
    kelley,    ///< the true score, regressed to the mean: unbiased shares
    observed,  ///< the true score, centred at the observed one: biased shares; for comparison and for small samples
    retest,    ///< the score if the same customer were asked again: the noise in a migration table
};
inline constexpr std::array<std::string_view, 3> posterior_names = {"kelley", "observed", "retest"};
[[nodiscard]] constexpr const auto& words_of(posterior) {
    return posterior_names;
}

/// The probabilities of one customer's groups; NaN and `unclassified` where a score is absent.
struct segment_probability {
    std::array<double, 5> of{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(),
                             std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(),
                             std::numeric_limits<double>::quiet_NaN()};  ///< in the order of `segments`; sum 1
    segment modal = segment::unclassified;                               ///< the most probable group
    segment assigned = segment::unclassified;                            ///< where the rule places the observed scores
    double assigned_probability = std::numeric_limits<double>::quiet_NaN();
    double boundary_distance = std::numeric_limits<double>::quiet_NaN();  ///< to the nearest cut that would change the
                                                                          ///< group, in standard errors of measurement
    bool stable = false;                                                  ///< assigned_probability >= 0.8
};

/// Where a batch of probabilities goes: `of` five a row, the others one a row; an empty span is not filled.
struct probability_columns {
    std::span<double> of{};
    std::span<segment> modal{};
    std::span<segment> assigned{};
    std::span<double> assigned_probability{};
    std::span<double> boundary_distance{};
    std::span<std::uint8_t> stable{};
};

/// The answered shares of a batch's dimensions; an empty column means that everybody answered everything.
struct coverage_columns {
    std::span<const double> satisfaction{};
    std::span<const double> attachment{};
};

/// The distribution of a customer's true (or next) scores, given the observed ones: normal, with this mean and spread.
struct score_belief {
    std::array<double, 4> gain{};  ///< K, row by row: mean = mu + K (x - mu)
    double satisfaction_sd = 0;
    double attachment_sd = 0;
    math::bivariate_normal shape{0};  ///< with the correlation of the two
};

/// The probabilities of the five groups under a portfolio rule and a measurement. Immutable, hence thread-safe.
///
///     kelley    T | x ~ N(mu + K (x - mu), V),  K = Sigma_T Sigma_X^-1,  V = Sigma_T - K Sigma_T,
///               Sigma_T = Sigma_X - Sigma_e
///     observed  T | x ~ N(x, Sigma_e)
///     retest    X' | x ~ N(mu + K (x - mu), V + Sigma_e)
///
///     U(a, b) = P(S >= a, E >= b)
///     fan          U(sigma_F, epsilon_F)          sympathizer  U(sigma, epsilon) - fan
///     mercenary    P(S >= sigma) - U(sigma, epsilon)
///     captive      P(E >= epsilon_C) - U(sigma, epsilon_C), plus what barriers hold of the rest below sigma
///     opponent     the rest
///
/// A dimension answered to the share m has SEM / sqrt(m). Barriers are taken as independent of S and E given the
/// answers, P(K >= kappa) in one dimension the same way; a voice is taken as exact. Where Sigma_T is not positive
/// definite, `observed` takes over: see fell_back(). Below a hundred respondents mu and Sigma are noise themselves: ask
/// for `observed`. The rule of ties plays no part: a cut has probability 0. Source: Kelley (1947); Lord & Novick
/// (1968), section 7.3; observed as in Rudner (2005), PARE 10(13).
class segment_model {
public:
    /// Throws error{bad_model} for a measurement that no sample can have.
    segment_model(portfolio rule, const measurement& of, posterior kind = posterior::kelley, double stable_from = 0.8)
        : rule_(rule), measured_(of), kind_(kind), stable_from_(stable_from) {
        require_measurement();
        fell_back_ = !belief_if_regressed(1, 1).has_value();
        whole_ = belief(1, 1);
    }

    [[nodiscard]] const portfolio& rule() const noexcept { return rule_; }
    [[nodiscard]] const measurement& measured() const noexcept { return measured_; }
    [[nodiscard]] posterior kind() const noexcept { return kind_; }

    /// Whether the true scores' covariance is not positive definite, so that probabilities are centred at the observed
    /// scores whatever was asked for: the reliabilities claim more error than there is variance.
    [[nodiscard]] bool fell_back() const noexcept { return fell_back_; }

    /// What is believed of a customer with these coverages, 0 to 1.
    [[nodiscard]] score_belief belief(double satisfaction_coverage, double attachment_coverage) const {
        if (!fell_back_ && kind_ != posterior::observed) {
            if (const auto regressed = belief_if_regressed(satisfaction_coverage, attachment_coverage)) {
                return *regressed;
            }
        }
        const double times = kind_ == posterior::retest ? 2 : 1;  // the error of the first answer and of the second
        const auto [s, e, c] = error_covariance(satisfaction_coverage, attachment_coverage);
        return make_belief({1, 0, 0, 1}, times * s, times * e, times * c);
    }

    /// The probabilities of one customer. Throws error{domain} for scores outside 0 to 100 or a coverage outside 0
    /// to 1.
    [[nodiscard]] segment_probability of(const portfolio_scores& scores, double satisfaction_coverage = 1,
                                         double attachment_coverage = 1) const {
        const placement placed = rule_.place(scores);
        if (placed.group == segment::unclassified) {
            return {};
        }
        require_coverage("satisfaction coverage", satisfaction_coverage);
        require_coverage("attachment coverage", attachment_coverage);
        const bool full = satisfaction_coverage == 1 && attachment_coverage == 1;
        return conclude(scores, placed.group, full ? whole_ : belief(satisfaction_coverage, attachment_coverage),
                        satisfaction_coverage, attachment_coverage);
    }

    /// The same for columns; `barrier`, `voice` and the coverages may be empty. Row i depends on row i alone.
    void of(std::span<const double> satisfaction, std::span<const double> attachment, std::span<const double> barrier,
            std::span<const double> voice, const coverage_columns& coverage, const probability_columns& result) const;

private:
    struct covariance {
        double s, e, both;
    };

    [[nodiscard]] covariance error_covariance(double coverage_s, double coverage_e) const {
        const double s = measured_.satisfaction_error / std::sqrt(coverage_s);
        const double e = measured_.attachment_error / std::sqrt(coverage_e);
        return {s * s, e * e, measured_.error_correlation * s * e};
    }

    [[nodiscard]] std::optional<score_belief> belief_if_regressed(double coverage_s, double coverage_e) const {
        const covariance full = error_covariance(1, 1);
        const covariance error = error_covariance(coverage_s, coverage_e);
        const covariance truth{measured_.satisfaction_variance - full.s, measured_.attachment_variance - full.e,
                               measured_.covariance - full.both};
        const double floor = 1e-12 * measured_.satisfaction_variance * measured_.attachment_variance;
        if (!(truth.s > 0 && truth.e > 0 && truth.s * truth.e - truth.both * truth.both > floor)) {
            return std::nullopt;
        }
        const covariance seen{truth.s + error.s, truth.e + error.e, truth.both + error.both};
        const double determinant = seen.s * seen.e - seen.both * seen.both;
        const std::array<double, 4> gain{(truth.s * seen.e - truth.both * seen.both) / determinant,
                                         (truth.both * seen.s - truth.s * seen.both) / determinant,
                                         (truth.both * seen.e - truth.e * seen.both) / determinant,
                                         (truth.e * seen.s - truth.both * seen.both) / determinant};
        // V = Sigma_T - K Sigma_T = K Sigma_e, the second form without the cancellation
        covariance rest{gain[0] * error.s + gain[1] * error.both, gain[2] * error.both + gain[3] * error.e,
                        gain[0] * error.both + gain[1] * error.e};
        if (kind_ == posterior::retest) {
            rest = {rest.s + error.s, rest.e + error.e, rest.both + error.both};
        }
        return make_belief(gain, rest.s, rest.e, rest.both);
    }

    [[nodiscard]] static score_belief make_belief(const std::array<double, 4>& gain, double s, double e, double both) {
        score_belief result{gain, std::sqrt(std::max(s, 0.0)), std::sqrt(std::max(e, 0.0))};
        const double scale = result.satisfaction_sd * result.attachment_sd;
        result.shape = math::bivariate_normal(scale > 0 ? std::clamp(both / scale, -1.0, 1.0) : 0);
        return result;
    }

    // How far a mean lies above a cut, in standard deviations; without any spread it is above or below for certain.
    [[nodiscard]] static double height(double mean, double cut, double sd) {
        if (sd > 0) {
            return (mean - cut) / sd;
        }
        return mean >= cut - boundary_tolerance ? std::numeric_limits<double>::infinity()
                                                : -std::numeric_limits<double>::infinity();
    }

    [[nodiscard]] std::array<double, 5> masses(const portfolio_scores& scores, const score_belief& belief) const {
        const boundaries& cuts = rule_.cuts();
        const double ds = scores.satisfaction - measured_.satisfaction_mean;
        const double de = scores.attachment - measured_.attachment_mean;
        const bool centred = belief.gain == std::array<double, 4>{1, 0, 0, 1};
        const double mean_s =
            centred ? scores.satisfaction : measured_.satisfaction_mean + belief.gain[0] * ds + belief.gain[1] * de;
        const double mean_e =
            centred ? scores.attachment : measured_.attachment_mean + belief.gain[2] * ds + belief.gain[3] * de;
        struct tail {
            double at, probability;
        };
        const auto above = [](double mean, double cut, double sd) {
            const double at = height(mean, cut, sd);
            return tail{at, math::normal_cdf(at)};
        };
        const auto both = [&](const tail& s, const tail& e) {
            return belief.shape.cdf(s.at, e.at, s.probability, e.probability);
        };
        const tail satisfied = above(mean_s, cuts.satisfied, belief.satisfaction_sd);
        const tail bound = above(mean_e, cuts.bound, belief.attachment_sd);
        const double satisfied_and_bound = both(satisfied, bound);

        const bool by_voice = rule_.fans() != fan_rule::attachment && !std::isnan(scores.voice);
        const bool speaks = !by_voice || scores.voice >= cuts.voice - boundary_tolerance;
        const bool by_attachment = !by_voice || rule_.fans() == fan_rule::both;
        double fan = 0;
        if (speaks) {
            const tail fully = by_attachment ? above(mean_e, cuts.fan_bound, belief.attachment_sd) : bound;
            const tail enough = cuts.fan_satisfied == cuts.satisfied
                                    ? satisfied
                                    : above(mean_s, cuts.fan_satisfied, belief.satisfaction_sd);
            fan = both(enough, fully);
        }
        double captive = 0;
        if (rule_.captives() != captive_rule::barrier) {
            const bool same = cuts.captive_bound == cuts.bound;
            const tail held = same ? bound : above(mean_e, cuts.captive_bound, belief.attachment_sd);
            captive = held.probability - (same ? satisfied_and_bound : both(satisfied, held));
        }
        double opponent = 1 - satisfied.probability - captive;
        if (rule_.captives() != captive_rule::attachment) {
            const double locked = std::max(opponent, 0.0) * barrier_holds(scores.barrier);
            captive += locked;
            opponent -= locked;
        }
        return {fan, satisfied_and_bound - fan, satisfied.probability - satisfied_and_bound, captive, opponent};
    }

    // The barrier score on its own, in one dimension: regressed if its variance is known.
    [[nodiscard]] double barrier_holds(double barrier) const {
        if (std::isnan(barrier)) {
            return 0;
        }
        const double error = measured_.barrier_error * measured_.barrier_error;
        const double truth = measured_.barrier_variance - error;
        const bool regressed = kind_ != posterior::observed && truth > 0;
        const double kept = regressed ? truth / measured_.barrier_variance : 1;
        const double mean = measured_.barrier_mean + kept * (barrier - measured_.barrier_mean);
        const double spread = std::sqrt(error * (kept + (kind_ == posterior::retest)));
        return math::normal_cdf(height(regressed ? mean : barrier, rule_.cuts().barrier, spread));
    }

    [[nodiscard]] segment_probability conclude(const portfolio_scores& scores, segment assigned,
                                               const score_belief& belief, double coverage_s, double coverage_e) const {
        segment_probability result;
        result.of = masses(scores, belief);
        double sum = 0;
        for (double& mass : result.of) {
            mass = std::max(mass, 0.0);  // differences of probabilities go to -1e-17
            sum += mass;
        }
        std::size_t most = 0;
        for (std::size_t i = 0; i < result.of.size(); ++i) {
            result.of[i] /= sum;
            most = result.of[i] > result.of[most] ? i : most;
        }
        result.modal = segments[most];
        result.assigned = assigned;
        result.assigned_probability = result.of[index_of(assigned)];
        result.stable = result.assigned_probability >= stable_from_;
        result.boundary_distance = distance(scores, assigned, coverage_s, coverage_e);
        return result;
    }

    // The shortest move of one score that changes the group, barriers and voice as they are.
    [[nodiscard]] double distance(const portfolio_scores& of, segment group, double coverage_s,
                                  double coverage_e) const {
        const boundaries& cuts = rule_.cuts();
        double nearest = std::numeric_limits<double>::infinity();
        const auto s = [&](double cut) {
            const double error = measured_.satisfaction_error / std::sqrt(coverage_s);
            nearest = std::min(nearest, std::fabs(of.satisfaction - cut) / error);
        };
        const auto e = [&](double cut) {
            const double error = measured_.attachment_error / std::sqrt(coverage_e);
            nearest = std::min(nearest, std::fabs(of.attachment - cut) / error);
        };
        s(cuts.satisfied);
        if (is_satisfied(group)) {
            e(cuts.bound);
            const bool by_attachment = rule_.fans() != fan_rule::voice || std::isnan(of.voice);
            const bool enough = of.satisfaction >= cuts.fan_satisfied;
            if (by_attachment && (group == segment::fan || (group == segment::sympathizer && enough))) {
                e(cuts.fan_bound);
            }
            if (group == segment::fan || (group == segment::sympathizer && of.attachment >= cuts.fan_bound)) {
                s(cuts.fan_satisfied);
            }
        } else if (rule_.captives() != captive_rule::barrier &&
                   !(rule_.captives() == captive_rule::either && of.barrier >= cuts.barrier)) {
            e(cuts.captive_bound);
        }
        return nearest;
    }

    static void require_coverage(std::string_view name, double coverage) {
        if (!(coverage > 0 && coverage <= 1)) {
            throw_domain(name, coverage, "0 < coverage <= 1");
        }
    }

    void require_measurement() const {
        const auto require = [](std::string_view name, double value, bool holds, std::string_view rule) {
            if (!holds) {
                throw error(errc::bad_model, "measurement." + std::string(name) + " = " + number_text(value) +
                                                 ": expected " + std::string(rule));
            }
        };
        const measurement& m = measured_;
        const auto finite = [](double value) { return std::isfinite(value); };
        const auto size = [](double value) { return value >= 0 && std::isfinite(value); };
        require("satisfaction_mean", m.satisfaction_mean, finite(m.satisfaction_mean), "a number");
        require("attachment_mean", m.attachment_mean, finite(m.attachment_mean), "a number");
        require("satisfaction_variance", m.satisfaction_variance, size(m.satisfaction_variance), "0 or more");
        require("attachment_variance", m.attachment_variance, size(m.attachment_variance), "0 or more");
        require("covariance", m.covariance, finite(m.covariance), "a number");
        require("satisfaction_error", m.satisfaction_error, size(m.satisfaction_error), "0 or more");
        require("attachment_error", m.attachment_error, size(m.attachment_error), "0 or more");
        require("barrier_mean", m.barrier_mean, finite(m.barrier_mean), "a number");
        require("barrier_variance", m.barrier_variance, size(m.barrier_variance), "0 or more");
        require("barrier_error", m.barrier_error, size(m.barrier_error), "0 or more");
        require("error_correlation", m.error_correlation, std::fabs(m.error_correlation) < 1, "above -1 and below 1");
        require("stable_from", stable_from_, stable_from_ >= 0 && stable_from_ <= 1, "0 to 1");
    }

    portfolio rule_;
    measurement measured_;
    posterior kind_;
    double stable_from_;
    bool fell_back_ = false;
    score_belief whole_;
};

inline void segment_model::of(std::span<const double> satisfaction, std::span<const double> attachment,
                              std::span<const double> barrier, std::span<const double> voice,
                              const coverage_columns& coverage, const probability_columns& result) const {
    const std::size_t rows = satisfaction.size();
    const auto or_rows = [rows](std::size_t size) { return size == 0 ? rows : size; };
    require_size("attachment", attachment.size(), "satisfaction", rows);
    require_size("barrier", or_rows(barrier.size()), "satisfaction", rows);
    require_size("voice", or_rows(voice.size()), "satisfaction", rows);
    require_size("satisfaction coverage", or_rows(coverage.satisfaction.size()), "satisfaction", rows);
    require_size("attachment coverage", or_rows(coverage.attachment.size()), "satisfaction", rows);
    require_size("result of", result.of.empty() ? 5 * rows : result.of.size(), "5 x satisfaction", 5 * rows);
    for (const std::size_t size : {result.modal.size(), result.assigned.size(), result.assigned_probability.size(),
                                   result.boundary_distance.size(), result.stable.size()}) {
        require_size("result", or_rows(size), "satisfaction", rows);
    }
    // Coverages take few values, and neighbours often share them: the last belief is kept.
    double kept_s = 1;
    double kept_e = 1;
    score_belief kept = whole_;
    for (std::size_t row = 0; row < rows; ++row) {
        portfolio_scores scores{.satisfaction = satisfaction[row], .attachment = attachment[row]};
        scores.barrier = barrier.empty() ? scores.barrier : barrier[row];
        scores.voice = voice.empty() ? scores.voice : voice[row];
        const segment assigned = rule_.place(scores).group;
        segment_probability one;
        if (assigned != segment::unclassified) {
            const double s = coverage.satisfaction.empty() ? 1 : coverage.satisfaction[row];
            const double e = coverage.attachment.empty() ? 1 : coverage.attachment[row];
            if (s != kept_s || e != kept_e) {
                require_coverage("satisfaction coverage", s);
                require_coverage("attachment coverage", e);
                kept = s == 1 && e == 1 ? whole_ : belief(s, e);
                kept_s = s;
                kept_e = e;
            }
            one = conclude(scores, assigned, kept, s, e);
        }
        if (!result.of.empty()) {
            std::copy(one.of.begin(), one.of.end(), result.of.begin() + static_cast<std::ptrdiff_t>(5 * row));
        }
        result.modal.empty() ? void() : void(result.modal[row] = one.modal);
        result.assigned.empty() ? void() : void(result.assigned[row] = one.assigned);
        result.assigned_probability.empty() ? void()
                                            : void(result.assigned_probability[row] = one.assigned_probability);
        result.boundary_distance.empty() ? void() : void(result.boundary_distance[row] = one.boundary_distance);
        result.stable.empty() ? void() : void(result.stable[row] = one.stable);
    }
}

/// How well a whole wave is classified.
struct classification_quality {
    double accuracy = std::numeric_limits<double>::quiet_NaN();     ///< mean probability of the assigned group; 0 to 1
    double consistency = std::numeric_limits<double>::quiet_NaN();  ///< expected share of the same group if asked again
    std::size_t n = 0;                                              ///< classified respondents
};

/// Accuracy under the model's own posterior, consistency under the retest predictive. Same bits for any row order.
///
/// The sum of squared probabilities would overstate consistency: it pretends that the two answers are independent given
/// a known true score, while the belief about that score comes from the first answer.
/// Source: terms of Livingston & Lewis (1995), Journal of Educational Measurement 32; our predictive form.
[[nodiscard]] inline classification_quality quality_of(const segment_model& model, std::span<const double> satisfaction,
                                                       std::span<const double> attachment,
                                                       std::span<const double> barrier = {},
                                                       std::span<const double> voice = {}) {
    const segment_model again(model.rule(), model.measured(), posterior::retest);
    math::precise_sum accuracy;
    math::precise_sum consistency;
    classification_quality result;
    std::vector<double> own(satisfaction.size());
    const auto add = [&](const segment_model& by, math::precise_sum& sum) {
        by.of(satisfaction, attachment, barrier, voice, {}, {.assigned_probability = own});
        for (const double probability : own) {
            if (!std::isnan(probability)) {
                sum.add(probability);
            }
        }
    };
    add(model, accuracy);
    for (const double probability : own) {
        result.n += !std::isnan(probability);
    }
    add(again, consistency);
    if (result.n > 0) {
        result.accuracy = accuracy.value() / static_cast<double>(result.n);
        result.consistency = consistency.value() / static_cast<double>(result.n);
    }
    return result;
}

}  // namespace scvm::survey
