#pragma once

#include <scvm/crm/by_word.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/describe/words.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace scvm::crm {

/// What went with a person.
struct erasure {
    std::string id;
    by_word<table> removed;
};

void describe(const auto& is, const erasure& o) {
    is("id", o.id, "The person who was erased.");
    is("removed", named(o.removed.of, words_of(table{})), "Rows that went, table by table.");
}

/// Erases a person from a base. Throws error{unknown_id}.
[[nodiscard]] erasure erase(customer_base& from, std::string_view id);

/// A number (NaN: absent), or the word of a category.
using score_value = std::variant<double, std::string>;

/// One score before and after.
struct score_change {
    score_value before = absent;
    score_value after = absent;
};

/// Another customer of whom a score changes.
struct changed_customer {
    std::string id;
    std::map<std::string, score_change> changes;  ///< by column of the score table
};

/// What erasing one person would change for others.
struct erasure_effect {
    std::string id;
    std::int64_t as_of = 0;  ///< the last second of the day, since 1970-01-01 UTC
    std::vector<changed_customer> changed;
};

void describe(const auto& is, const score_change& o) {
    is("before", o.before, "The score as it is.");
    is("after", o.after, "The score without the person.");
}

void describe(const auto& is, const changed_customer& o) {
    is("id", o.id, "The customer.");
    is("changes", o.changes, "By column of the score table.");
}

void describe(const auto& is, const erasure_effect& o) {
    is("id", o.id, "The person who would be erased.");
    is("as_of", date(o.as_of), "The day of scoring.");
    is("changed", o.changed, "Every other customer of whom a score changes, in the order of the base.");
}

/// The base stays as it is. Scores it twice. Throws error{unknown_id}.
[[nodiscard]] erasure_effect effect_of_erasing(const scorer& by, const customer_base& base, std::string_view id,
                                               std::int64_t as_of);

}  // namespace scvm::crm
