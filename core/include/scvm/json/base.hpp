#pragma once

#include <scvm/crm/customer_base.hpp>

#include <string_view>

namespace scvm::json {

inline constexpr std::string_view base_schema = "scvm-base/1";

/// Reads a customer base by columns (docs/records.md): what the C ABI takes, and what the shared test vectors hold.
///
/// Throws error{bad_record} with the path of the offender for a document of the wrong shape, error{size_mismatch} for
/// columns of unequal length. A row that cannot be used is rejected alone: see customer_base::rejected().
[[nodiscard]] crm::customer_base read_base(std::string_view text);

}  // namespace scvm::json
