#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/money.hpp>
#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::equity {

/// How the benefit is known. The numbers are part of the API.
enum class measurability : std::uint8_t {
    experiment = 0,        ///< A: against a random holdout
    quasi_experiment = 1,  ///< B: against a matched group, or difference in differences
    attribution = 2,       ///< C: by a model of attribution, which is named
    assumption = 3,        ///< D: assumed; no point value is given
};
inline constexpr std::array<std::string_view, 4> measurability_grades = {"A", "B", "C", "D"};
[[nodiscard]] constexpr const auto& words_of(measurability) {
    return measurability_grades;
}

[[nodiscard]] constexpr char grade_of(measurability how) noexcept {
    return static_cast<char>('A' + static_cast<int>(how));
}

/// Benefits and costs by period of one length, the first one now. Money of one currency.
struct social_programme {
    std::span<const double> benefit;
    std::span<const double> cost;
    std::span<const double> benefit_low;
    std::span<const double> benefit_high;
    double rate = 0;
    double carry_over = 0;
    measurability how = measurability::assumption;
    currency_code currency{};
};

void describe(const auto& is, const social_programme& o) {
    is("benefit", o.benefit, required, finite_number,
       "Contribution margin and savings that each period's activity causes in the end.");
    is("cost", o.cost, required, at_least(0).finite(), "Of each period; the first one is now.");
    is("benefit_low", o.benefit_low, "Lower limits of the benefit; with the upper ones or without both.");
    is("benefit_high", o.benefit_high, "Upper limits of the benefit.");
    is("rate", o.rate, above(-1).to(1), "Discount rate per period, as a fraction: 0.1 is 10 %.");
    is("carry_over", o.carry_over, at_least(0).below(1),
       "The part of an effect that comes a period later; 0: all at once.");
    is("grade", o.how, "How the benefit is known, from A (experiment) to D (assumed).");
    is("currency", o.currency, "Of all amounts.");
}

/// The return on a programme. Money is discounted to the first period, in the currency of the programme.
struct social_return {
    double benefit =
        std::numeric_limits<double>::quiet_NaN();  ///< present value of what arrives in the horizon; NaN for grade D
    double cost = 0;                               ///< present value
    double net = std::numeric_limits<double>::quiet_NaN();        ///< benefit - cost
    double ratio = std::numeric_limits<double>::quiet_NaN();      ///< net / cost; NaN where nothing was spent
    double ratio_low = std::numeric_limits<double>::quiet_NaN();  ///< by the limits of the benefit, for every grade
    double ratio_high = std::numeric_limits<double>::quiet_NaN();
    double payback =
        std::numeric_limits<double>::quiet_NaN();  ///< first period, from 1, after which the discounted sum
                                                   ///< stays >= 0 to the end; NaN: not within the horizon
    double mean_lag = 0;                           ///< λ / (1 - λ), in periods
    bool truncated = false;  ///< the horizon is shorter than the mean lag: much of the benefit is still to come
    double outside = 0;      ///< undiscounted benefit that arrives after the horizon; NaN for grade D
    bool sustained = false;  ///< net of the period above 0 in three periods running, at least once
    char grade = 'D';
    std::vector<double> net_by_period;  ///< discounted; empty for grade D
    currency_code currency{};
};

namespace detail {

/// When the effects of activity arrive: (1 - λ) Σ_k λ^k of the period k before.
[[nodiscard]] inline std::vector<double> with_lag(std::span<const double> caused, double carry_over) {
    std::vector<double> arriving;
    double waiting = 0;  // caused, and not yet arrived
    for (const double each : caused) {
        waiting += each;
        arriving.push_back((1 - carry_over) * waiting);
        waiting *= carry_over;
    }
    return arriving;
}

[[nodiscard]] inline double present_value(std::span<const double> amounts, double rate) {
    math::precise_sum sum;
    for (std::size_t t = 0; t < amounts.size(); ++t) {
        sum.add(amounts[t] * std::pow(1 + rate, -static_cast<double>(t)));
    }
    return sum.value();
}

inline void check(const social_programme& of) {
    const std::size_t periods = of.cost.size();
    require_size("benefit", of.benefit.size(), "cost", periods);
    if (!of.benefit_low.empty() || !of.benefit_high.empty()) {
        require_size("benefit_low", of.benefit_low.size(), "cost", periods);
        require_size("benefit_high", of.benefit_high.size(), "cost", periods);
    }
    require_described(of);
    for (std::size_t t = 0; t < periods; ++t) {
        if (!of.benefit_low.empty() && !(std::isfinite(of.benefit_low[t]) && std::isfinite(of.benefit_high[t]) &&
                                         of.benefit_low[t] <= of.benefit[t] && of.benefit[t] <= of.benefit_high[t])) {
            throw_domain("benefit_low", t, of.benefit_low[t], "benefit_low <= benefit <= benefit_high, all finite");
        }
    }
}

}  // namespace detail

/// Return on social media: what a programme brings beyond its cost, when, and how well that is known.
///
///     ratio = (Σ b'_t / (1+r)^t - Σ c_t / (1+r)^t) / Σ c_t / (1+r)^t,      b'_t = (1 - λ) Σ_k λ^k b_(t-k)
///
/// The effect of activity arrives late, by a geometric lag; what would arrive beyond the horizon is not counted, and
/// the result says how much it is. For grade D, an assumption, there is no point value: only the limits, if they are
/// given, and the cost. Throws error{size_mismatch}, error{domain}. Source: Koyck 1954 for the lag; the grades are
/// ours.
[[nodiscard]] inline social_return return_on_social(const social_programme& of) {
    detail::check(of);
    social_return result;
    result.currency = of.currency;
    result.grade = grade_of(of.how);
    result.mean_lag = of.carry_over / (1 - of.carry_over);
    result.truncated = static_cast<double>(of.cost.size()) < result.mean_lag;
    result.cost = detail::present_value(of.cost, of.rate);
    const auto ratio = [&](std::span<const double> benefit) {
        const double value = detail::present_value(detail::with_lag(benefit, of.carry_over), of.rate);
        return result.cost > 0 ? (value - result.cost) / result.cost : std::numeric_limits<double>::quiet_NaN();
    };
    if (!of.benefit_low.empty()) {
        result.ratio_low = ratio(of.benefit_low);
        result.ratio_high = ratio(of.benefit_high);
    }
    if (of.how == measurability::assumption) {
        result.outside = std::numeric_limits<double>::quiet_NaN();
        return result;
    }
    const std::vector<double> arriving = detail::with_lag(of.benefit, of.carry_over);
    result.benefit = detail::present_value(arriving, of.rate);
    result.net = result.benefit - result.cost;
    result.ratio = ratio(of.benefit);
    math::precise_sum caused;
    math::precise_sum arrived;
    math::precise_sum cumulative;
    int above = 0;
    for (std::size_t t = 0; t < arriving.size(); ++t) {
        caused.add(of.benefit[t]);
        arrived.add(arriving[t]);
        const double net = (arriving[t] - of.cost[t]) * std::pow(1 + of.rate, -static_cast<double>(t));
        result.net_by_period.push_back(net);
        cumulative.add(net);
        if (cumulative.value() < 0) {
            result.payback = std::numeric_limits<double>::quiet_NaN();
        } else if (std::isnan(result.payback)) {
            result.payback = static_cast<double>(t + 1);
        }
        above = net > 0 ? above + 1 : 0;
        result.sustained = result.sustained || above >= 3;
    }
    result.outside = caused.value() - arrived.value();
    return result;
}

}  // namespace scvm::equity
