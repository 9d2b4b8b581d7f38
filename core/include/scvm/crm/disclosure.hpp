#pragma once

#include <scvm/crm/score_table.hpp>
#include <scvm/survey/disclosure.hpp>
#include <scvm/survey/segment.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// What is suppressed of one group's figures.
enum class suppressed_figures : std::uint8_t { nothing, money, everything };
inline constexpr std::array<std::string_view, 3> suppressed_figures_names = {"nothing", "money", "everything"};
[[nodiscard]] constexpr const auto& words_of(suppressed_figures) {
    return suppressed_figures_names;
}

/// The customers behind the figures of one group, and what its amounts are made of.
struct group_tally {
    survey::tally persons{};
    survey::sum_parts revenue;
    survey::sum_parts lifetime_value;

    void add(const group_tally& other);
};

/// Those of the five groups, fans first, then of those without a group; of the latter only those with amounts, since
/// their number is no secret.
using group_tallies = std::array<group_tally, 6>;

/// What may be shown of the groups of a whole base. It is the same for every page that is made of one score table:
/// summary, analysis, breakdown, migration, plan and report. See survey/disclosure.hpp for the rule.
struct disclosure {
    std::vector<std::size_t> joined;          ///< join_neighbours() of the five groups' numbers of customers
    std::vector<std::size_t> money_joined;    ///< the same of the amounts of all six, on top of it
    std::vector<unsigned char> hidden;        ///< by group: its number of customers is not shown
    std::vector<unsigned char> money_hidden;  ///< by group, six of them: its amounts are not shown

    /// Whether figures of such a group's customers may be shown; customers without a group are no secret.
    [[nodiscard]] bool shows(survey::segment group) const {
        return group == survey::segment::unclassified || hidden[survey::index_of(group)] == 0;
    }

    [[nodiscard]] bool shows_money(survey::segment group) const {
        return money_hidden[group == survey::segment::unclassified ? 5 : survey::index_of(group)] == 0;
    }

    /// Whether figures of all customers of some groups together may be shown: the groups that are hidden are all among
    /// them, or none is. Else a part of what is hidden would be told.
    [[nodiscard]] bool shows_together(std::span<const survey::segment> groups) const {
        return takes_all_or_none(hidden, groups);
    }

    /// Whether groups that are hidden, by place among the five, are all among some groups, or none is.
    [[nodiscard]] static bool takes_all_or_none(std::span<const unsigned char> hidden,
                                                std::span<const survey::segment> groups) {
        const auto among = std::count_if(groups.begin(), groups.end(), [&](survey::segment each) {
            return each != survey::segment::unclassified && hidden[survey::index_of(each)] != 0;
        });
        return among == 0 || among == std::count_if(hidden.begin(), hidden.end(), [](auto each) { return each != 0; });
    }

    /// Whether any group is hidden.
    [[nodiscard]] bool hides() const {
        for (const unsigned char each : hidden) {
            if (each != 0) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] suppressed_figures suppressed(survey::segment group) const {
        return !shows(group)         ? suppressed_figures::everything
               : !shows_money(group) ? suppressed_figures::money
                                     : suppressed_figures::nothing;
    }
};

/// Whether a sum of one amount for each customer may be shown: nobody's or that of enough, and none can be told from
/// it.
[[nodiscard]] bool may_show_sum(std::span<const double> amounts, const privacy_rules& rules);

[[nodiscard]] disclosure disclose(const group_tallies& groups, const privacy_rules& rules = {});
[[nodiscard]] disclosure disclose(const score_table& table);

/// Whether it may be shown how many of some groups, of all customers where none is named, were selected: neither they
/// nor the others are few, and no part of the groups that are hidden is told.
[[nodiscard]] bool may_show_selected(const score_table& table, std::span<const survey::segment> groups,
                                     std::size_t selected);

// Beyond the groups there are counts of people by what they said, did or refused. One rule is for all of them: such a
// count is shown where neither it nor what it leaves of a total that is published is of few. Published are the
// customers in the base, those with a group and those with a lifetime value; so these tell nothing else by subtraction.

/// So many of a published number, where neither they nor the others are few.
[[nodiscard]] std::optional<std::size_t> told_of(std::size_t count, std::size_t of, double fewest_shown);

/// What may be told of how many customers did not agree to a use of their data. It is one answer for all that is
/// published, since most of these numbers can be worked out from each other.
struct refusal_disclosure {
    bool told = true;
    std::size_t customers = 0;   ///< in the base
    std::size_t in_network = 0;  ///< of these, whose place in the network may be used

    /// The number of which a reader knows, where those are counted whose place in the network may be used.
    [[nodiscard]] std::size_t known_in_network() const { return told ? in_network : customers; }
};

/// It is told if whoever refuses the same uses are not few, and if those who are without a group, or without a lifetime
/// value, for lack of consent are shown among the others without one.
[[nodiscard]] refusal_disclosure disclose_refusals(const score_table& table);

/// Customers by status, of which the first so many words are the scored, whose sum is published, and the last is
/// no_consent. Where refusals are not told, no reason for having no score is.
[[nodiscard]] std::vector<std::optional<std::size_t>> told_by_status(std::span<const std::size_t> counts,
                                                                     std::size_t scored, bool refusals_told,
                                                                     double fewest_shown);

/// Parts of a published total, those left out that may not be shown; ordered by kinship.
[[nodiscard]] std::vector<std::optional<std::size_t>> told_parts(std::span<const std::size_t> counts,
                                                                 double fewest_shown);

/// What may be shown of the groups by category of an attribute: by category in the order of its values, then one row
/// for those of whom it is not known.
struct category_disclosure {
    survey::row_protection customers;  ///< the five groups
    survey::row_protection money;      ///< the six groups
};

/// What a model says of it; the defaults where it does not.
[[nodiscard]] privacy_rules privacy_of(const scoring_model& model);

/// It does not depend on the order of the values.
[[nodiscard]] category_disclosure disclose_by(const score_table& table, const table_attribute& attribute);

}  // namespace scvm::crm
