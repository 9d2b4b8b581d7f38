#pragma once

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/scorer.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace scvm::json {

/// Everything that a base holds about one customer or employee, in canonical form. Throws error{unknown_id}.
[[nodiscard]] std::string export_person(const crm::customer_base& base, std::string_view id);

/// Erases a person, and says how many rows went, table by table, in canonical form. Throws error{unknown_id}.
[[nodiscard]] std::string erase_person(crm::customer_base& base, std::string_view id);

/// What erasing one person would change for others: every other customer of whom a score changes, with the score before
/// and after, in canonical form; the base stays as it is. Scores the base twice. Throws error{unknown_id}.
[[nodiscard]] std::string erasure_effect(const crm::scorer& by, const crm::customer_base& base, std::string_view id,
                                         std::int64_t as_of);

}  // namespace scvm::json
