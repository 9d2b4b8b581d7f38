#pragma once

#include <scvm/equity/money.hpp>
#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::equity {

/// Service contacts that did not come because customers found their answer at other customers.
struct deflection_inputs {
    double visits = 0;                ///< >= 0, visits to the community in the window
    double support_share = 0;         ///< 0 … 1, of the visits that look for help
    double resolved = 0;              ///< 0 … 1, of these that find it
    double would_have_contacted = 0;  ///< 0 … 1, of these that would have called otherwise
};

/// Deflected contacts.
///
///     visits · support share · resolved · would have contacted
///
/// NaN if an input is. Throws error{domain} for an input outside its range.
[[nodiscard]] inline double deflected_contacts(const deflection_inputs& of) {
    if (!(std::isnan(of.visits) || (of.visits >= 0 && std::isfinite(of.visits)))) {
        throw_domain("visits", of.visits, "a finite number of visits >= 0");
    }
    const auto require = [](const char* name, double share) {
        if (!(std::isnan(share) || (share >= 0 && share <= 1))) {
            throw_domain(name, share, "a share from 0 to 1");
        }
    };
    require("support_share", of.support_share);
    require("resolved", of.resolved);
    require("would_have_contacted", of.would_have_contacted);
    return of.visits * of.support_share * of.resolved * of.would_have_contacted;
}

/// What deflected contacts save: contacts · (cost of a contact - cost of the same answer in the community).
///
/// Negative if the community costs more. Throws error{domain} for mixed currencies.
[[nodiscard]] inline money deflection_saving(double contacts, const money& contact_cost, const money& community_cost) {
    return contacts * (contact_cost - community_cost);
}

/// What ideas bring: implemented · mean value of an implemented idea.
[[nodiscard]] inline money idea_value(double implemented, const money& mean_value) {
    if (!(implemented >= 0)) {
        throw_domain("implemented", implemented, "a number of ideas >= 0");
    }
    return implemented * mean_value;
}

/// What product tests by customers are worth.
struct tester_inputs {
    double completed = 0;       ///< >= 0, tests done
    double hours_per_test = 0;  ///< >= 0, paid hours that a test saves
    money hour;                 ///< cost of a paid hour
    double days_earlier = 0;    ///< >= 0, that the product comes earlier to market by all tests together
    money day;                  ///< what such a day brings
};

///     completed · hours per test · hour + days earlier · day
///
/// Throws error{domain} for a negative number or mixed currencies.
[[nodiscard]] inline money tester_value(const tester_inputs& of) {
    const auto require = [](const char* name, double value) {
        if (!(value >= 0)) {
            throw_domain(name, value, "a number >= 0");
        }
    };
    require("completed", of.completed);
    require("hours_per_test", of.hours_per_test);
    require("days_earlier", of.days_earlier);
    return of.completed * of.hours_per_test * of.hour + of.days_earlier * of.day;
}

/// Divides a total (a saving, a value of ideas) among persons in proportion to weights (accepted answers, votes).
///
///     part_i = total · w_i / Σ w
///
/// The parts sum to the total, up to the rounding of each one's last digit. Without any weight everybody's part is NaN:
/// nobody is known to have earned it. Throws error{domain} for a weight that is negative or not finite.
[[nodiscard]] inline std::vector<double> split_by_weight(double total, std::span<const double> weight) {
    math::precise_sum sum;
    for (std::size_t i = 0; i < weight.size(); ++i) {
        if (!(weight[i] >= 0 && std::isfinite(weight[i]))) {
            throw_domain("weight", i, weight[i], "a finite weight >= 0");
        }
        sum.add(weight[i]);
    }
    std::vector<double> result(weight.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < weight.size() && sum.value() > 0; ++i) {
        result[i] = total * (weight[i] / sum.value());
    }
    return result;
}

/// Knowledge value of each customer by columns: the sum of its parts, money of one currency.
///
/// A part is one column of money (savings of answers, value of ideas, tests): 0 for who did nothing of the kind, NaN
/// where it is not known, and then the sum is not known either. What has no price counts in points, elsewhere.
/// Throws error{size_mismatch}; error{domain} for an infinite amount.
[[nodiscard]] inline std::vector<double> knowledge_value(std::span<const std::span<const double>> parts) {
    std::vector<double> result(parts.empty() ? 0 : parts[0].size());
    for (std::size_t part = 0; part < parts.size(); ++part) {
        require_size("parts[" + std::to_string(part) + "]", parts[part].size(), "parts[0]", result.size());
    }
    for (std::size_t row = 0; row < result.size(); ++row) {
        math::precise_sum sum;
        for (std::size_t part = 0; part < parts.size(); ++part) {
            const double amount = parts[part][row];
            if (std::isinf(amount)) {
                throw_domain("parts[" + std::to_string(part) + "]", row, amount, "a finite amount, or NaN if unknown");
            }
            sum.add(amount);
        }
        result[row] = sum.value();
    }
    return result;
}

}  // namespace scvm::equity
