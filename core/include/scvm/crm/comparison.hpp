#pragma once

#include <scvm/crm/score_table.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/survey/disclosure.hpp>
#include <scvm/survey/interval.hpp>
#include <scvm/survey/migration.hpp>
#include <scvm/survey/segment.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// One group in one category.
struct breakdown_cell {
    survey::segment segment = survey::segment::unclassified;
    bool suppressed = false;
    double count = absent;
    double share = absent;
    double shrunk_share = absent;
    double adjusted_residual = absent;
};

/// One category of an attribute.
struct breakdown_row {
    std::string category;
    bool suppressed = false;
    std::optional<std::size_t> n;
    std::optional<std::size_t> unclassified;
    std::optional<std::size_t> hidden;
    std::optional<survey::interval> fan_quota;  ///< Wilson's
    std::vector<breakdown_cell> segments;
};

/// The categories that are too small to be shown one by one.
struct small_categories {
    std::size_t categories = 0;
    std::size_t n = 0;
    std::size_t unclassified = 0;
};

/// The groups by category of an attribute, e.g. by territory.
struct breakdown {
    std::string attribute;
    std::vector<breakdown_row> rows;  ///< by falling lower bound of the fan quota
    std::optional<small_categories> too_small;
    std::optional<std::size_t> unknown;
    double chi_squared = absent;
    double degrees_of_freedom = 0;
    double p_value = absent;
    double fewest_expected = absent;
    std::string rule;
};

void describe(const auto& is, const breakdown_cell& o) {
    is("segment", o.segment, "The group.");
    is("suppressed", o.suppressed, "Whether the count may not be shown.");
    is("count", o.count, "Customers; null where suppressed.");
    is("share", o.share, "Of the category's classified customers; null where suppressed.");
    is("shrunk_share", o.shrunk_share,
       "The share drawn to that of all, the more the fewer customers; null where suppressed.");
    is("adjusted_residual", o.adjusted_residual,
       "How far the count stands out, in standard errors: beyond -2 or 2 it does; null where suppressed. Where any "
       "cell is, these two compare with the shares of all customers, of unknown category as well.");
}

void describe(const auto& is, const breakdown_row& o) {
    is("category", o.category, "The attribute's value.");
    is("suppressed", o.suppressed, "Whether the category is too small to show anything of it.");
    is("n", o.n, null_when_absent, "Customers with a group; null where suppressed.");
    is("unclassified", o.unclassified, null_when_absent, "Customers without one; null where suppressed.");
    is("hidden", o.hidden, null_when_absent,
       "Customers in the groups that are not shown: with those that are, they add up to n.");
    is("fan_quota", o.fan_quota, null_when_absent, "Share of fans with Wilson's interval; null where suppressed.");
    is("segments", o.segments, "The five groups, fans first.");
}

void describe(const auto& is, const small_categories& o) {
    is("categories", o.categories, "How many; customers of an unknown one may be one more.");
    is("n", o.n, "Their customers with a group.");
    is("unclassified", o.unclassified, "Their customers without one.");
}

void describe(const auto& is, const breakdown& o) {
    is("attribute", o.attribute, "What the customers are broken down by.");
    is("rows", o.rows, "The categories, ranked by the lower bound of the fan quota; those without one follow by name.");
    is("too_small", o.too_small, null_when_absent, "The suppressed categories together; null if there are none.");
    is("unknown", o.unknown, null_when_absent,
       "Customers of whom the attribute is not known; null where they are among the suppressed, or few.");
    is("chi_squared", o.chi_squared,
       "Statistic of \"the categories do not differ\"; it and what follows are null where any cell is suppressed, "
       "which could be worked out from them.");
    is("degrees_of_freedom", o.degrees_of_freedom, "Of chi_squared.");
    is("p_value", o.p_value, "Of chi_squared.");
    is("fewest_expected", o.fewest_expected, "Customers expected in the smallest cell; below 5 the p-value is rough.");
    is("rule", o.rule, "The rule that places customers into groups.");
}

/// What is too small to be shown is absent: see crm/disclosure.hpp. Throws error{unknown_id} for an attribute that the
/// base did not have, and error{bad_model} for a model without a questionnaire.
[[nodiscard]] breakdown breakdown_by(const score_table& table, std::string_view attribute);

/// The same by an attribute that the base did not have; one value or `none` a row of the table. Throws
/// error{size_mismatch}, and error{domain} for a place beyond the values.
[[nodiscard]] breakdown breakdown_by(const score_table& table, const table_attribute& attribute);

/// Who won and who lost: one group of two tables.
struct segment_change : survey::group_change {
    survey::segment segment = survey::segment::unclassified;
    double difference = absent;
};

/// How much movement asking the same people again would have produced.
struct migration_baseline {
    std::string headline;
    double noise_share = absent;
    double excess_share = absent;
    double excess_z = absent;
    double excess_p = absent;
    std::vector<std::vector<double>> expected;
};

/// Who moved from group to group between two score tables: a table of the customers in both, tests of change, and how
/// much movement asking the same people again would have produced.
struct migration {
    std::int64_t from = 0;  ///< the last second of the earlier day, since 1970-01-01 UTC
    std::int64_t to = 0;    ///< the last second of the later day
    double n = 0;
    std::size_t joiners = 0;
    std::size_t leavers = 0;
    std::size_t not_asked_again = 0;
    survey::movement_shown shown = survey::movement_shown::everything;
    double moved_share = absent;
    std::vector<std::vector<double>> table;
    std::vector<segment_change> segments;
    survey::chi_squared_test stuart_maxwell;
    survey::chi_squared_test stuart_maxwell_full;
    survey::chi_squared_test bhapkar;
    survey::chi_squared_test bowker;
    survey::chi_squared_test bowker_full;
    std::optional<migration_baseline> noise;
};

void describe(const auto& is, const segment_change& o) {
    is("segment", o.segment, "The group.");
    is("change", o.difference, "Share after less share before, -1 to 1; null where the movement is suppressed.");
    is("joined", o.joined, "Customers who came from another group; it and what follows are null where the table is.");
    is("left", o.left, "Customers who went to another group.");
    is("p_value", o.p_value, "Of McNemar's exact test, two-sided.");
    is("holm_p", o.holm_p, "The same, adjusted by Holm for asking about every group.");
}

void describe(const auto& is, const migration_baseline& o) {
    is("headline", o.headline, "The finding as an English sentence.");
    is("noise_share", o.noise_share, "Share of customers who would move if nobody's mind had changed.");
    is("excess_share", o.excess_share, "Share who moved beyond that; may be negative.");
    is("excess_z", o.excess_z, "The same in standard deviations of the noise.");
    is("excess_p", o.excess_p, "Probability of so much movement or more by noise.");
    is("expected", o.expected,
       "Customers by group before and group if asked again, fans first; null where the table is.");
}

void describe(const auto& is, const migration& o) {
    is("from", date(o.from), "The day of the earlier table.");
    is("to", date(o.to), "The day of the later table.");
    is("n", o.n, "Customers with a group in both, asked again in between.");
    is("joiners", o.joiners, "Customers with a group in the later table only.");
    is("leavers", o.leavers, "Customers with a group in the earlier table only, those not asked again left out.");
    is("not_asked_again", o.not_asked_again, "Customers with the same response in both tables.");
    is("suppressed", o.shown,
       "What is too small to be shown, or would betray what is: nothing, the table with all that depends on its cells, "
       "or all of the movement.");
    is("moved_share", o.moved_share, "Share of n that changed the group; null where the movement is suppressed.");
    is("table", o.table, "Customers by group before and group after, fans first; null where suppressed.");
    is("segments", o.segments, "Who won and who lost, fans first.");
    is("stuart_maxwell", o.stuart_maxwell, "Did the shares change? Degrees of freedom: groups that anybody left.");
    is("stuart_maxwell_full", o.stuart_maxwell_full, "The same statistic with all degrees of freedom.");
    is("bhapkar", o.bhapkar, "The same question, a little more powerful.");
    is("bowker", o.bowker, "Is the flow one-sided? Degrees of freedom: pairs with any movement.");
    is("bowker_full", o.bowker_full, "The same statistic with all degrees of freedom.");
    is("noise", o.noise, null_when_absent,
       "What asking the same people again would have produced; null without a measurement, and where the movement is "
       "suppressed.");
}

/// A customer whose wave and answers are the same in both was not asked again: such customers are counted apart, since
/// they neither moved nor stayed.
/// Customers are matched by id. What is too small to be shown is absent: see survey::shown_of_movement(). Throws
/// error{bad_model} unless both tables come from one rule, one set of boundaries
/// and one questionnaire: other shares are not comparable.
[[nodiscard]] migration migration_between(const score_table& before, const score_table& after);

}  // namespace scvm::crm
