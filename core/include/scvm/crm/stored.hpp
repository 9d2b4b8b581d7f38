#pragma once

// A base and a score table as bytes, and back: to hand them to another process, to copy them, to put them aside for a
// while. The bytes are for the same version of scvm on a machine of the same byte order; what is to last goes out as
// rows, JSON or Arrow.
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scoring_model.hpp>

#include <string>
#include <string_view>

namespace scvm::crm {

/// Everything that the base holds, rejected rows included.
[[nodiscard]] std::string stored_base(const customer_base& base);

/// Throws error{bad_record} for bytes of another version, of something else, cut off or changed.
[[nodiscard]] customer_base restored_base(std::string_view bytes);

/// Everything that the table holds but for its model.
[[nodiscard]] std::string stored_table(const score_table& table);

/// `model` is the one that made the table. Throws error{bad_record} as restored_base() does.
[[nodiscard]] score_table restored_table(std::string_view bytes, scoring_model model);

}  // namespace scvm::crm
