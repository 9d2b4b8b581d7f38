#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/money.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/proportion.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::equity {

/// What customers share. The numbers are part of the API.
enum class sharing_kind : std::uint8_t {
    products = 0,    ///< products and services: lending, renting, driving together
    ideas = 1,       ///< suggestions, votes, designs
    know_how = 2,    ///< answers that solve somebody's problem
    capital = 3,     ///< crowdfunding and crowdinvesting
    content = 4,     ///< posts, pictures, videos on the company's own ground
    experience = 5,  ///< reviews and ratings
    trends = 6,      ///< being early with what others take up
};
inline constexpr std::size_t sharing_kinds = 7;
inline constexpr std::array<std::string_view, sharing_kinds> sharing_kind_names{
    "products", "ideas", "know_how", "capital", "content", "experience", "trends"};
[[nodiscard]] constexpr const auto& words_of(sharing_kind) {
    return sharing_kind_names;
}

/// What was shared, by columns, in any order.
struct contribution_columns {
    std::span<const std::uint32_t> person;  ///< 0 … persons - 1
    std::span<const std::uint8_t> kind;     ///< a sharing_kind
    std::span<const double> units;     ///< >= 0, in the unit of the kind (ideas, answers, days lent); empty: 1 each
    std::span<const double> accepted;  ///< 0 … 1: accepted, implemented, solved; NaN: not decided yet. Empty: all NaN
    std::span<const double> worth;  ///< money of this row where a formula gives it, NaN where none does; empty: all NaN
    std::span<const double> age_days;  ///< >= 0, before the moment of scoring; empty: 0
};

/// How contributions count.
struct sharing_rules {
    std::array<double, sharing_kinds> points_per_unit{1, 1, 1, 1, 1, 1, 1};
    double half_life_days = std::numeric_limits<double>::infinity();
    double undecided = 1;
    currency_code currency{};
};

void describe(const auto& is, const sharing_rules& o) {
    is("points_per_unit", named(o.points_per_unit, sharing_kind_names), at_least(0).finite(),
       "What a unit of each kind counts.");
    is("half_life_days", o.half_life_days, above(0),
       "The profile and the points halve after so many days; money does not.");
    is("undecided", o.undecided, within(0, 1),
       "How much of what is neither accepted nor refused yet counts in the profile and the points; in money it "
       "counts nothing.");
    is("currency", o.currency, "Of the worth.");
}

/// Why a contribution does not count. The numbers are part of the API.
enum class contribution_rejection : std::uint8_t {
    unknown_person = 0,
    unknown_kind = 1,
    bad_units = 2,     ///< NaN, negative or infinite
    bad_accepted = 3,  ///< outside 0 … 1
    bad_worth = 4,     ///< infinite
    bad_age = 5,       ///< NaN, negative or infinite
};
inline constexpr std::array<std::string_view, 6> contribution_rejection_names = {
    "unknown_person", "unknown_kind", "bad_units", "bad_accepted", "bad_worth", "bad_age"};
[[nodiscard]] constexpr const auto& words_of(contribution_rejection) {
    return contribution_rejection_names;
}
struct rejected_contribution {
    std::size_t row = 0;
    contribution_rejection reason{};
    friend bool operator==(const rejected_contribution&, const rejected_contribution&) = default;
};

void describe(const auto& is, const rejected_contribution& o) {
    is("row", o.row, "Its place, from 0.");
    is("reason", o.reason, "Why it was left out.");
}

/// What one kind of sharing amounts to.
struct sharing_kind_summary {
    std::size_t events = 0;
    std::size_t sharers = 0;
    std::size_t decided = 0;
    double accepted = 0;
    double acceptance = std::numeric_limits<double>::quiet_NaN();
    double acceptance_low = std::numeric_limits<double>::quiet_NaN();
    double acceptance_high = std::numeric_limits<double>::quiet_NaN();
};

void describe(const auto& is, const sharing_kind_summary& o) {
    is("events", o.events, "Contributions of this kind.");
    is("sharers", o.sharers, "Persons with at least one event of this kind.");
    is("decided", o.decided, "Events that were accepted or refused.");
    is("accepted", o.accepted, "Sum of their acceptance.");
    is("acceptance", o.acceptance, "Accepted among decided.");
    is("acceptance_low", o.acceptance_low, "Lower limit of Wilson's interval.");
    is("acceptance_high", o.acceptance_high, "Upper limit.");
}

struct sharing_profiles {
    std::vector<double> profile;        ///< persons × 7, decayed units
    std::vector<double> diversity;      ///< exp(Shannon) of the profile, 1 … 7 kinds; NaN for who shared nothing
    std::vector<double> points;         ///< of the contributions without a price; 0 for none
    std::vector<double> worth;          ///< money of those with one, in `currency`; 0 for none
    std::vector<std::uint32_t> priced;  ///< per person: contributions with a price
    std::vector<std::uint32_t> events;  ///< per person
    std::array<double, sharing_kinds> company{};  ///< Σ of the profiles
    std::array<sharing_kind_summary, sharing_kinds> kinds{};
    std::size_t sharers = 0;                                         ///< persons with at least one event of any kind
    double sharer_share = std::numeric_limits<double>::quiet_NaN();  ///< sharers / persons: how broad sharing is
    double sharer_low = std::numeric_limits<double>::quiet_NaN();    ///< Wilson interval
    double sharer_high = std::numeric_limits<double>::quiet_NaN();
    std::vector<rejected_contribution> rejected;  ///< in the order of rows
    currency_code currency{};
};

/// exp(-Σ p ln p) of parts >= 0, p = part / Σ parts: how many kinds, equally used, would be as diverse; NaN for
/// nothing.
///
/// Source: Shannon 1948; Hill 1973, Ecology 54 (number of order 1).
[[nodiscard]] inline double effective_kinds(std::span<const double> parts) {
    double total = 0;
    for (const double part : parts) {
        total += part;
    }
    double entropy = 0;
    for (const double part : parts) {
        const double p = part / total;
        entropy -= p > 0 ? p * std::log(p) : 0;
    }
    return total > 0 ? std::exp(entropy) : std::numeric_limits<double>::quiet_NaN();
}

namespace detail {}  // namespace detail

/// Who shares what: a profile over the seven kinds, its diversity, and what it is worth in money or in points.
///
///     profile_ik = Σ units · acceptance · 2^(-age / half-life)       points_i = Σ_k points_per_unit_k · (rows without
///     a price) diversity_i = exp(-Σ_k p ln p),  p_k = profile_ik / Σ profile_i
///     worth_i = Σ worth · acceptance over the rows that are decided
///
/// Acceptance that is not decided counts as `undecided` in the profile and the points, and as 0 in money: what only the
/// person himself says of it is worth nothing yet. A row with `worth` counts in money; a row without counts in points:
/// never in both, and the two never add. Throws error{size_mismatch}; error{domain} for
/// rules or a confidence outside their range. A bad row is rejected alone.
[[nodiscard]] inline sharing_profiles sharing_profile(const contribution_columns& rows, std::size_t persons,
                                                      const sharing_rules& rules = {},
                                                      double confidence = math::usual_confidence) {
    require_work("sharing_profile", {4e-6 * static_cast<double>(persons), 500 * static_cast<double>(persons)});
    require_described(rules);
    math::require_confidence(confidence);
    const std::size_t count = rows.person.size();
    const auto require = [&](const char* name, std::size_t size) {
        require_size(name, size == 0 ? count : size, "person", count);
    };
    require_size("kind", rows.kind.size(), "person", count);
    require("units", rows.units.size());
    require("accepted", rows.accepted.size());
    require("worth", rows.worth.size());
    require("age_days", rows.age_days.size());

    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    sharing_profiles result;
    result.currency = rules.currency;
    result.events.resize(persons);
    result.priced.resize(persons);
    std::vector<std::array<math::precise_sum, sharing_kinds>> profile(persons);
    std::vector<math::precise_sum> points(persons);
    std::vector<math::precise_sum> worth(persons);
    std::vector<std::uint8_t> shares(persons);  // a bit per kind
    const auto at = [](std::span<const double> column, std::size_t row, double otherwise) {
        return column.empty() ? otherwise : column[row];
    };
    const auto finite = [](double value) { return value >= 0 && std::isfinite(value); };
    for (std::size_t row = 0; row < count; ++row) {
        const double units = at(rows.units, row, 1);
        const double accepted = at(rows.accepted, row, none);
        const double price = at(rows.worth, row, none);
        const double age = at(rows.age_days, row, 0);
        using enum contribution_rejection;
        const auto reject = [&](contribution_rejection reason) { result.rejected.push_back({row, reason}); };
        if (rows.person[row] >= persons) {
            reject(unknown_person);
        } else if (rows.kind[row] >= sharing_kinds) {
            reject(unknown_kind);
        } else if (!finite(units)) {
            reject(bad_units);
        } else if (!(std::isnan(accepted) || (accepted >= 0 && accepted <= 1))) {
            reject(bad_accepted);
        } else if (std::isinf(price)) {
            reject(bad_worth);
        } else if (!finite(age)) {
            reject(bad_age);
        } else {
            const auto person = rows.person[row];
            const auto kind = rows.kind[row];
            const double counts = std::isnan(accepted) ? rules.undecided : accepted;
            const double decayed = units * counts * std::exp2(-age / rules.half_life_days);
            profile[person][kind].add(decayed);
            if (std::isnan(price)) {
                points[person].add(rules.points_per_unit[kind] * decayed);
            } else {
                worth[person].add(std::isnan(accepted) ? 0 : price * accepted);
                ++result.priced[person];
            }
            ++result.events[person];
            auto& summary = result.kinds[kind];
            ++summary.events;
            summary.sharers += (shares[person] >> kind & 1u) == 0 ? 1 : 0;
            shares[person] = static_cast<std::uint8_t>(shares[person] | 1u << kind);
            if (!std::isnan(accepted)) {
                ++summary.decided;
                summary.accepted += accepted;
            }
        }
    }
    std::array<math::precise_sum, sharing_kinds> company;
    result.profile.resize(persons * sharing_kinds);
    for (std::size_t person = 0; person < persons; ++person) {
        const auto own = std::span(result.profile).subspan(person * sharing_kinds, sharing_kinds);
        for (std::size_t k = 0; k < sharing_kinds; ++k) {
            own[k] = profile[person][k].value();
            company[k].add(own[k]);
        }
        result.diversity.push_back(effective_kinds(own));
        result.points.push_back(points[person].value());
        result.worth.push_back(worth[person].value());
        result.sharers += result.events[person] > 0 ? 1 : 0;
    }
    const double z = math::two_sided_quantile(confidence);
    for (std::size_t k = 0; k < sharing_kinds; ++k) {
        result.company[k] = company[k].value();
        auto& summary = result.kinds[k];
        if (summary.decided > 0) {
            const auto decided = static_cast<double>(summary.decided);
            const auto range = math::score_range(summary.accepted, decided, z);
            summary.acceptance = summary.accepted / decided;
            summary.acceptance_low = range.low;
            summary.acceptance_high = range.high;
        }
    }
    if (persons > 0) {
        const auto k = static_cast<double>(result.sharers);
        const auto n = static_cast<double>(persons);
        const auto range = math::score_range(k, n, z);
        result.sharer_share = k / n;
        result.sharer_low = range.low;
        result.sharer_high = range.high;
    }
    return result;
}

}  // namespace scvm::equity
