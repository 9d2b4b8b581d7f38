#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/portfolio.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::survey {

/// How the cuts of a portfolio were found.
enum class calibration_method : std::uint8_t {
    absolute,     ///< fixed points of the answer scale: for steering, targets and small samples
    benchmark,    ///< the means of a named, dated reference: for league tables
    sample_mean,  ///< "above average" in this very sample: for a one-off portrait, blind to change
    frozen,       ///< the cuts of an earlier wave: for every comparison over time
};

inline constexpr std::array<std::string_view, 4> calibration_method_names{"absolute", "benchmark", "sample_mean",
                                                                          "frozen"};
[[nodiscard]] constexpr const auto& words_of(calibration_method) {
    return calibration_method_names;
}

[[nodiscard]] constexpr std::string_view calibration_name(calibration_method of) {
    return calibration_method_names[static_cast<std::size_t>(of)];
}

/// Cuts with where they come from. Shares say which one made them.
struct calibration {
    boundaries cuts{};
    calibration_method method = calibration_method::absolute;
    std::string rule_id{portfolio_rule_id};
    std::string source{};
    std::string date{};
    std::size_t n = 0;
    bool guarded = false;
};

void describe(const auto& is, const calibration& o) {
    is("method", o.method, "How the boundaries were found.");
    is("source", o.source, "Name of the reference or wave; free text.");
    is("date", o.date, "Of the reference or wave, e.g. 2026-03-31.");
    is("n", o.n, "Respondents behind the boundaries; 0 for absolute ones.");
    is("guarded", o.guarded, "A mean lay outside 50 to 75 and was moved to the nearer end.");
    is.settled(o, [](const calibration& made) {
        if (made.method == calibration_method::benchmark && (made.source.empty() || made.date.empty() || made.n == 0)) {
            throw misfit{"", "a benchmark needs a source, a date and the n behind it"};
        }
    });
}

/// The q-quantile of weighted values; equal weights give the common definition (type 7 of R and numpy).
///
///     sum_i (F(t_i) - F(t_{i-1})) x_(i),  t_i = cumulated weight share,  F rises linearly from (h - 1)/n to h/n,
///     h = q (n - 1) + 1,  n = (sum w)^2 / sum w^2
///
/// Does not change when all weights are multiplied. NaN without values. Throws error{domain} unless 0 <= q <= 1.
/// Source: Hyndman & Fan (1996), The American Statistician 50; Akinshin (2023), arXiv 2304.07265, section 4.
[[nodiscard]] inline double weighted_quantile(std::span<const double> values, std::span<const double> weights,
                                              double q) {
    if (!(q >= 0 && q <= 1)) {
        throw_domain("q", q, "0 <= q <= 1");
    }
    struct pair {
        double value, weight;
        auto operator<=>(const pair&) const = default;
    };
    require_size("weights", weights.empty() ? values.size() : weights.size(), "values", values.size());
    std::vector<pair> sorted;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sorted.push_back({values[i], weights.empty() ? 1 : weights[i]});
    }
    std::sort(sorted.begin(), sorted.end(), [](const pair& a, const pair& b) { return (a <=> b) < 0; });
    math::precise_sum sum;
    math::precise_sum squares;
    for (const pair& each : sorted) {
        sum.add(each.weight);
        squares.add(each.weight * each.weight);
    }
    if (!(sum.value() > 0)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double n = sum.value() * sum.value() / squares.value();
    const double h = q * (n - 1);
    const auto share_below = [n, h](double t) { return std::clamp(t * n - h, 0.0, 1.0); };
    // Relative to the first value with mass, so that a quantile of equal values is that value exactly.
    double passed = 0;
    double first = std::numeric_limits<double>::quiet_NaN();
    double result = 0;
    for (const pair& each : sorted) {
        const double before = share_below(passed / sum.value());
        passed += each.weight;
        const double mass = share_below(passed / sum.value()) - before;
        if (mass > 0) {
            first = std::isnan(first) ? each.value : first;
            result += mass * (each.value - first);
        }
    }
    return first + result;
}

[[nodiscard]] inline calibration absolute_calibration(const boundaries& cuts = {}) {
    require_boundaries(cuts);
    return {.cuts = cuts};
}

/// A published or own reference: what the cuts of a benchmark are made of.
struct benchmark_reference {
    std::string name;
    std::string date;
    std::size_t n = 0;
    double satisfaction_mean = std::numeric_limits<double>::quiet_NaN();        ///< mu_S, POMP
    double attachment_mean = std::numeric_limits<double>::quiet_NaN();          ///< mu_E, POMP
    double attachment_fan_quantile = std::numeric_limits<double>::quiet_NaN();  ///< from here on: fans, POMP
};

/// Cuts at the means of a reference. Throws error{bad_model} for a reference without name, date or a usable number.
[[nodiscard]] inline calibration benchmark_calibration(const benchmark_reference& reference) {
    if (reference.name.empty() || reference.date.empty() || reference.n == 0) {
        throw error(errc::bad_model, "benchmark '" + reference.name + "' of '" + reference.date +
                                         "': expected a name, a date and the number of respondents behind it");
    }
    calibration result{.cuts = {.satisfied = reference.satisfaction_mean,
                                .bound = reference.attachment_mean,
                                .fan_bound = reference.attachment_fan_quantile},
                       .method = calibration_method::benchmark,
                       .source = reference.name,
                       .date = reference.date,
                       .n = reference.n};
    require_boundaries(result.cuts);
    return result;
}

struct sample_mean_options {
    double fan_quantile = 28.0 / 47.0;  ///< q: share of the satisfied and attached who are sympathizers; as 28 : 19
    bool guard = true;                  ///< keep the two means within 50 to 75
    std::size_t fewest = 20;            ///< respondents with both scores, below which the mean is no boundary
    std::string source{};               ///< name of the wave
    std::string date{};                 ///< of the wave
};

/// Cuts at the sample's own means, "above average": strictly above counts, the mean itself does not.
///
///     sigma = mean S,  epsilon = mean E,  epsilon_F = q-quantile of E inside {S > sigma, E > epsilon}
///
/// Respondents without both scores are left out; `weights` may be empty. Such shares hide change: if everybody gains
/// ten points, they stay. Freeze the cuts before comparing waves. Throws error{not_fitted} where a mean is no boundary:
/// fewer than `fewest` respondents, or nobody differs, or nobody lies above both means. Same bits for any row order.
/// Source: our reading of "ueberdurchschnittlich"; q from the shares 19 % and 28 % published for Germany in 2013.
[[nodiscard]] inline calibration sample_mean_calibration(std::span<const double> satisfaction,
                                                         std::span<const double> attachment,
                                                         std::span<const double> weights = {},
                                                         const sample_mean_options& options = {}) {
    require_size("attachment", attachment.size(), "satisfaction", satisfaction.size());
    require_size("weights", weights.empty() ? satisfaction.size() : weights.size(), "satisfaction",
                 satisfaction.size());
    std::vector<double> s;
    std::vector<double> e;
    std::vector<double> w;
    math::precise_sum sum_s;
    math::precise_sum sum_e;
    math::precise_sum sum_w;
    for (std::size_t row = 0; row < satisfaction.size(); ++row) {
        const double weight = weights.empty() ? 1 : weights[row];
        if (!(weight >= 0 && std::isfinite(weight))) {
            throw_domain("weights", row, weight, "weight >= 0");
        }
        if (std::isnan(satisfaction[row]) || std::isnan(attachment[row]) || weight == 0) {
            continue;
        }
        s.push_back(satisfaction[row]);
        e.push_back(attachment[row]);
        w.push_back(weight);
        sum_s.add(weight * satisfaction[row]);
        sum_e.add(weight * attachment[row]);
        sum_w.add(weight);
    }
    const auto refuse = [](const std::string& why) {
        throw error(errc::not_fitted,
                    "boundaries from the sample mean: " + why + "; use absolute or frozen boundaries");
    };
    if (s.size() < options.fewest) {
        refuse(std::to_string(s.size()) + " respondents have both scores, expected at least " +
               std::to_string(options.fewest));
    }
    const auto varies = [](const std::vector<double>& column) {
        const auto [low, high] = std::minmax_element(column.begin(), column.end());
        return !column.empty() && *high - *low > boundary_tolerance;
    };
    if (!varies(s) || !varies(e)) {
        refuse(std::string("all respondents have the same ") + (varies(s) ? "attachment" : "satisfaction") +
               ", so nobody is above average");
    }
    calibration result{
        .method = calibration_method::sample_mean, .source = options.source, .date = options.date, .n = s.size()};
    const double mean_s = sum_s.value() / sum_w.value();
    const double mean_e = sum_e.value() / sum_w.value();
    boundaries& cuts = result.cuts;
    cuts.strict = true;
    cuts.satisfied = options.guard ? std::clamp(mean_s, 50.0, 75.0) : mean_s;
    cuts.bound = options.guard ? std::clamp(mean_e, 50.0, 75.0) : mean_e;
    result.guarded = cuts.satisfied != mean_s || cuts.bound != mean_e;
    cuts.fan_satisfied = cuts.satisfied;
    cuts.captive_bound = cuts.bound;
    std::vector<double> inside;
    std::vector<double> inside_weight;
    for (std::size_t i = 0; i < s.size(); ++i) {
        if (s[i] > cuts.satisfied + boundary_tolerance && e[i] > cuts.bound + boundary_tolerance) {
            inside.push_back(e[i]);
            inside_weight.push_back(w[i]);
        }
    }
    if (inside.empty()) {
        refuse("nobody is above both boundaries");
    }
    cuts.fan_bound = weighted_quantile(inside, inside_weight, options.fan_quantile);
    require_boundaries(cuts);
    return result;
}

/// The cuts of an earlier wave for a later one. Throws error{bad_model} if they came with another rule.
[[nodiscard]] inline calibration frozen_calibration(calibration earlier) {
    if (earlier.rule_id != portfolio_rule_id) {
        throw error(errc::bad_model, "boundaries of rule '" + earlier.rule_id + "': expected " +
                                         std::string(portfolio_rule_id) + ", the rule of this portfolio");
    }
    require_boundaries(earlier.cuts);
    earlier.method = calibration_method::frozen;
    return earlier;
}

}  // namespace scvm::survey
