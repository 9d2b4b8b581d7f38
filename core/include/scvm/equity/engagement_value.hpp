#pragma once

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

/// One component by columns: money of one currency, a row per customer, NaN where it is unknown.
struct money_column {
    std::span<const double> amount;  ///< empty: the component is no part of this model
    currency_code currency{};
};

/// What makes up a customer's engagement value.
struct engagement_components {
    money_column lifetime;   ///< CLV: own purchases. Required
    money_column referral;   ///< CRV: referrals, see referral_value() or the credit received for referrals
    money_column influence;  ///< CIV: what others buy by the customer's influence, or the reference value
    money_column knowledge;  ///< CKV: ideas, know-how, tests, see knowledge_value()
    money_column overlap;    ///< what stands in one of these and in somebody's other one as well; deducted
};

/// Which components a customer lacks. Bits; part of the API.
enum engagement_gap : std::uint8_t {
    nothing_missing = 0,
    lifetime_missing = 1,
    referral_missing = 2,
    influence_missing = 4,
    knowledge_missing = 8,
    overlap_missing = 16,
};

struct engagement_values {
    std::vector<double> value;          ///< CEV, in `currency`; NaN where a component of the model is unknown
    std::vector<std::uint8_t> missing;  ///< bits of engagement_gap
    std::array<double, 5> sum{};        ///< of each component over the valued customers, in the order above
    double total = 0;                   ///< Σ CEV
    std::size_t valued = 0;
    currency_code currency{};
};

/// Customer engagement value.
///
///     CEV = CLV + CRV + CIV + CKV - overlap
///
/// The components overlap: the margin of a referred customer is her own CLV and her referrer's CRV. Summed as they are,
/// a base would be worth more than it brings. Two ways to deduct, each conserving the total: where CRV and CIV are
/// credits of network_value(), the overlap is each customer's `given`, so that CEV = network value + CKV; where CRV is
/// referral_value(), it is that result's `overlap`. One component's currency differs from another's: an error.
///
/// Throws error{domain} for an infinite amount or mixed currencies, error{size_mismatch}.
/// Source: Kumar, Aksoy, Donkers, Venkatesan, Wiesel and Tillmanns 2010, Journal of Service Research 13(3); the
/// deduction is ours.
[[nodiscard]] inline engagement_values engagement_value(const engagement_components& of) {
    struct part {
        const char* name;
        const money_column* column;
        double sign;
    };
    const std::array<part, 5> parts{{{"lifetime", &of.lifetime, 1},
                                     {"referral", &of.referral, 1},
                                     {"influence", &of.influence, 1},
                                     {"knowledge", &of.knowledge, 1},
                                     {"overlap", &of.overlap, -1}}};
    const std::size_t customers = of.lifetime.amount.size();
    engagement_values result;
    result.currency = of.lifetime.currency;
    for (const part& each : parts) {
        if (!each.column->amount.empty()) {
            require_size(each.name, each.column->amount.size(), "lifetime", customers);
            require_same(of.lifetime.currency, each.column->currency);
        }
    }
    result.value.resize(customers);
    result.missing.resize(customers);
    std::array<math::precise_sum, 5> sum;
    math::precise_sum total;
    for (std::size_t row = 0; row < customers; ++row) {
        math::precise_sum value;
        for (std::size_t k = 0; k < parts.size(); ++k) {
            if (parts[k].column->amount.empty()) {
                continue;
            }
            const double amount = parts[k].column->amount[row];
            if (std::isinf(amount)) {
                throw_domain(parts[k].name, row, amount, "a finite amount, or NaN where it is unknown");
            }
            if (std::isnan(amount)) {
                result.missing[row] = static_cast<std::uint8_t>(result.missing[row] | 1u << k);
            } else {
                value.add(parts[k].sign * amount);
            }
        }
        if (result.missing[row] != 0) {
            result.value[row] = std::numeric_limits<double>::quiet_NaN();
            continue;
        }
        result.value[row] = value.value();
        total.add(value);
        ++result.valued;
        for (std::size_t k = 0; k < parts.size(); ++k) {
            sum[k].add(parts[k].column->amount.empty() ? 0 : parts[k].column->amount[row]);
        }
    }
    for (std::size_t k = 0; k < sum.size(); ++k) {
        result.sum[k] = sum[k].value();
    }
    result.total = total.value();
    return result;
}

/// The engagement value of one customer, amount by amount. Throws error{domain} if currencies are mixed.
[[nodiscard]] inline money engagement_value(const money& lifetime, const money& referral, const money& influence,
                                            const money& knowledge, const money& overlap) {
    return lifetime + referral + influence + knowledge - overlap;
}

/// Future customers whom today's customers will bring: value from outside the base, never part of Σ n.
struct external_acquisitions {
    double expected = 0;
    double value = 0;
};

void describe(const auto& is, const external_acquisitions& o) {
    is("expected", o.expected, "New customers in the horizon, all referrers together.");
    is("value", o.value,
       "What they are worth today: Σ_i expected_i · (value of a new customer + cost saved) · discount.");
}

/// Adds up what the referrals to come bring from outside the base.
///
///     Σ_i m_i (w + s) / (1 + r)^t
///
/// m_i is the number of new customers that customer i will bring (NaN: unknown, left out), w the lifetime value of a
/// new customer and s the acquisition cost that a referral saves, t the mean time until they join, in periods of r.
/// Throws error{domain} for a negative number, or terms that are not finite, rate not in (-1, 1], or t < 0.
[[nodiscard]] inline external_acquisitions external_value(std::span<const double> expected, double value_of_new,
                                                          double saved = 0, double rate = 0, double periods = 0) {
    if (!std::isfinite(value_of_new)) {
        throw_domain("value_of_new", value_of_new, "a finite amount");
    }
    if (!std::isfinite(saved)) {
        throw_domain("saved", saved, "a finite amount");
    }
    if (!(rate > -1 && rate <= 1)) {
        throw_domain("rate", rate, "-1 < rate <= 1, as a fraction: 0.1 is 10 %");
    }
    if (!(periods >= 0 && std::isfinite(periods))) {
        throw_domain("periods", periods, "a finite number of periods >= 0");
    }
    math::precise_sum total;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (std::isnan(expected[i])) {
            continue;
        }
        if (!(expected[i] >= 0 && std::isfinite(expected[i]))) {
            throw_domain("expected", i, expected[i], "a finite number >= 0, or NaN where it is unknown");
        }
        total.add(expected[i]);
    }
    return {total.value(), total.value() * (value_of_new + saved) * std::pow(1 + rate, -periods)};
}

}  // namespace scvm::equity
