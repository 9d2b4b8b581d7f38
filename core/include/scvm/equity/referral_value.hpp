#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/equity/money.hpp>
#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/work.hpp>

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

namespace scvm::equity {

/// What referred customers bring and cost, one row for each of them and each period; money of one currency.
///
/// An empty column is 0 throughout, `type_one` 1; a NaN rejects its row.
struct referral_flows {
    std::span<const std::uint32_t> referrer;
    std::span<const double> period;
    std::span<const double> margin;
    std::span<const double> reward;
    std::span<const double> marketing;
    std::span<const double> saved_type_one;
    std::span<const double> saved_type_two;
    std::span<const double> type_one;
    std::span<const std::uint8_t> has_own_value;
};

void describe(const auto& is, const referral_flows& o) {
    is("referrer", o.referrer, required, "Who brought the referred customer of this row.");
    is("period", o.period, required, "When, t >= 0 in periods of the rate; 0 is now, undiscounted.");
    is("margin", o.margin, "Gross margin of the referred customer y in period t, A_ty.");
    is("reward", o.reward, "What the referral cost in rewards, a_ty.");
    is("marketing", o.marketing, "Marketing to keep y, M_ty.");
    is("saved_type_one", o.saved_type_one, "Acquisition cost saved if y came by the referral alone, ACQ1_ty.");
    is("saved_type_two", o.saved_type_two, "Acquisition cost saved if y would have joined anyway, ACQ2_ty.");
    is("type_one", o.type_one, "Probability that y would not have joined otherwise, p_y in [0, 1]; empty: 1.");
    is("has_own_value", o.has_own_value, yes_or_no, "Whether y is a customer whose own lifetime value holds A - M.");
}

struct referral_terms {
    double rate = 0.1;
    bool reward_paid_to_type_two = false;
    currency_code currency{};
};

void describe(const auto& is, const referral_terms& o) {
    is("rate", o.rate, "Discount rate per period, above -1, as a fraction: 0.1 is 10 %.");
    is("reward_paid_to_type_two", o.reward_paid_to_type_two,
       "Whether the reward is a cost for those who would have joined anyway as well.");
    is("currency", o.currency, "Of all amounts.");
}

/// Referral value by customer, in the currency of the terms; columns of one length.
struct referral_values {
    std::vector<double> value;
    std::vector<double> type_one_margin;
    std::vector<double> type_one_savings;
    std::vector<double> type_two_savings;
    std::vector<double> rewards;
    std::vector<double> overlap;
    std::vector<std::size_t> rejected;
    currency_code currency{};
};

void describe(const auto& is, const referral_values& o) {
    is("value", o.value, "Margin and savings less rewards, per customer.");
    is("type_one_margin", o.type_one_margin, "Σ p (A - M) / (1 + r)^t.");
    is("type_one_savings", o.type_one_savings, "Σ p ACQ1 / (1 + r)^t.");
    is("type_two_savings", o.type_two_savings, "Σ (1 - p) ACQ2 / (1 + r)^t.");
    is("rewards", o.rewards, "Σ p a / (1 + r)^t, and (1 - p) a if paid there.");
    is("overlap", o.overlap, "The part of the margin that stands in lifetime values of others, too.");
    is("rejected", o.rejected, "Rows with a customer or a number outside its range; rising.");
    is("currency", o.currency, null_when_absent, "Of all amounts.");
}

/// What the referrals of each customer are worth.
///
///     CRV_i = Σ_t Σ_y [ p_y (A_ty - a_ty - M_ty + ACQ1_ty) + (1 - p_y) ACQ2_ty ] / (1 + r)^t
///
/// With p = 1 for type-one referrals (would not have joined) and 0 for type two (would have joined anyway: only the
/// saved acquisition cost counts) this is the source's formula; between them it is its expectation. A margin below zero
/// counts as it is. Who referred nobody has 0, which is known.
///
/// Throws error{size_mismatch}; error{domain} unless -1 < rate <= 1. A bad row is rejected alone.
/// Source: Kumar, Petersen and Leone 2007, Harvard Business Review 85(10); 2010, Journal of Marketing 74(5).
[[nodiscard]] inline referral_values referral_value(const referral_flows& flows, std::size_t customers,
                                                    const referral_terms& terms = {}) {
    require_work("referral_value", {5e-7 * static_cast<double>(customers), 150 * static_cast<double>(customers)});
    const std::size_t count = flows.referrer.size();
    const auto require = [&](const char* name, std::size_t size) {
        require_size(name, size == 0 ? count : size, "referrer", count);
    };
    require_size("period", flows.period.size(), "referrer", count);
    require("margin", flows.margin.size());
    require("reward", flows.reward.size());
    require("marketing", flows.marketing.size());
    require("saved_type_one", flows.saved_type_one.size());
    require("saved_type_two", flows.saved_type_two.size());
    require("type_one", flows.type_one.size());
    require("has_own_value", flows.has_own_value.size());
    if (!(terms.rate > -1 && terms.rate <= 1)) {
        throw_domain("rate", terms.rate, "-1 < rate <= 1, as a fraction: 0.1 is 10 %");
    }
    struct sums {
        math::precise_sum margin, one, two, rewards, overlap;
    };
    std::vector<sums> total(customers);
    referral_values result;
    result.currency = terms.currency;
    const auto at = [](std::span<const double> column, std::size_t row, double otherwise) {
        return column.empty() ? otherwise : column[row];
    };
    for (std::size_t row = 0; row < count; ++row) {
        const double p = at(flows.type_one, row, 1);
        const double kept = at(flows.margin, row, 0) - at(flows.marketing, row, 0);
        const double reward = at(flows.reward, row, 0);
        const double one = at(flows.saved_type_one, row, 0);
        const double two = at(flows.saved_type_two, row, 0);
        const double period = flows.period[row];
        const bool good = flows.referrer[row] < customers && p >= 0 && p <= 1 && period >= 0 && std::isfinite(period) &&
                          std::isfinite(kept) && std::isfinite(reward) && std::isfinite(one) && std::isfinite(two);
        if (!good) {
            result.rejected.push_back(row);
            continue;
        }
        const double discount = std::pow(1 + terms.rate, -period);
        sums& of = total[flows.referrer[row]];
        of.margin.add(p * kept * discount);
        of.one.add(p * one * discount);
        of.two.add((1 - p) * two * discount);
        of.rewards.add((terms.reward_paid_to_type_two ? 1 : p) * reward * discount);
        if (!flows.has_own_value.empty() && flows.has_own_value[row] != 0) {
            of.overlap.add(p * kept * discount);
        }
    }
    for (const sums& of : total) {
        result.type_one_margin.push_back(of.margin.value());
        result.type_one_savings.push_back(of.one.value());
        result.type_two_savings.push_back(of.two.value());
        result.rewards.push_back(of.rewards.value());
        result.overlap.push_back(of.overlap.value());
        math::precise_sum all = of.margin;
        all.add(of.one);
        all.add(of.two);
        all.add({-of.rewards.high, -of.rewards.low});
        result.value.push_back(all.value());
    }
    return result;
}

/// Where a customer stands by lifetime and referral value. The numbers are part of the API.
enum class referral_segment : std::uint8_t {
    unknown = 0,   ///< one of the two is absent
    champion = 1,  ///< high in both
    affluent = 2,  ///< buys much, refers little
    advocate = 3,  ///< refers much, buys little
    miser = 4,     ///< low in both
};
inline constexpr std::array<std::string_view, 5> referral_segment_names = {"unknown", "champion", "affluent",
                                                                           "advocate", "miser"};
[[nodiscard]] constexpr const auto& words_of(referral_segment) {
    return referral_segment_names;
}

/// The segment of one customer; a value at or above its split is high.
///
/// Source: Kumar, Petersen and Leone 2007, who split both values at the median.
[[nodiscard]] constexpr referral_segment referral_segment_of(double lifetime_value, double referral_value,
                                                             double lifetime_split, double referral_split) noexcept {
    if (!(lifetime_value == lifetime_value && referral_value == referral_value)) {
        return referral_segment::unknown;
    }
    if (lifetime_value >= lifetime_split) {
        return referral_value >= referral_split ? referral_segment::champion : referral_segment::affluent;
    }
    return referral_value >= referral_split ? referral_segment::advocate : referral_segment::miser;
}

/// What a customer's talk is worth in a year or whatever period the contribution is of, in its money; may be negative.
struct reference_inputs {
    double net_reference_rate = 0;  ///< part of a recipient's contribution owed to one reference giver; 0 … 1
    double gross_contribution = 0;  ///< money; mean contribution of a potential customer in the period
    double network_size = 0;        ///< >= 0; persons whom the customer talks to about such products
    double opinion_leadership = 0;  ///< 0 … 1, how far the talk moves purchases
    double satisfied = 1;           ///< P(satisfied), 0 … 1
    double dissatisfied = 0;        ///< P(dissatisfied), 0 … 1; together at most 1
};

/// The reference value of one customer; an opponent's reach is worth less than nothing. NaN if an input is.
///
///     RV = rate · contribution · network · leadership · E[sign],   E[sign] = P(satisfied) - P(dissatisfied)
///
/// The source has a sign of +1 or -1; where satisfaction is only probable we take its expectation.
/// Throws error{domain} for an input outside its range.
/// Source: Bauer and Hammerschmidt, Customer-Based Corporate Valuation, 2005, Management Decision 43(3).
[[nodiscard]] inline double reference_value(const reference_inputs& of) {
    const auto require = [](const char* name, double value, double most, const char* rule) {
        if (!(std::isnan(value) || (value >= 0 && value <= most))) {
            throw_domain(name, value, rule);
        }
    };
    constexpr double unbounded = std::numeric_limits<double>::max();
    require("net_reference_rate", of.net_reference_rate, 1, "0 <= net_reference_rate <= 1");
    require("network_size", of.network_size, unbounded, "a finite network_size >= 0");
    require("opinion_leadership", of.opinion_leadership, 1, "0 <= opinion_leadership <= 1");
    require("satisfied", of.satisfied, 1, "0 <= satisfied <= 1");
    require("dissatisfied", of.dissatisfied, 1, "0 <= dissatisfied <= 1");
    require("satisfied + dissatisfied", of.satisfied + of.dissatisfied, 1 + 1e-9, "at most 1");
    if (std::isinf(of.gross_contribution)) {
        throw_domain("gross_contribution", of.gross_contribution, "a finite amount");
    }
    return of.net_reference_rate * of.gross_contribution * of.network_size * of.opinion_leadership *
           (of.satisfied - of.dissatisfied);
}

}  // namespace scvm::equity
