#pragma once

#include <scvm/work.hpp>

#include <string>
#include <string_view>

namespace scvm::json {

/// Calls a method of a room by name: arguments by their names in, the result out, both as JSON (docs/methods.md).
///
/// For the languages that have no function of their own for it. NaN and infinities go in as "nan", "inf" and "-inf",
/// and come out as null. Throws error{unknown_id} for a name that there is not, error{bad_record} for arguments of the
/// wrong shape, error{too_costly} for a call that its limits do not allow, error{stopped} after stop.stop(), and what
/// the method itself throws. Link scvm::methods.
[[nodiscard]] std::string call(std::string_view name, std::string_view arguments, const stop_token& stop = {});

}  // namespace scvm::json
