#pragma once

#include <scvm/json/arguments.hpp>
#include <scvm/json/equity_methods.hpp>
#include <scvm/json/equity_people_methods.hpp>
#include <scvm/json/network_cascade_methods.hpp>
#include <scvm/json/network_event_methods.hpp>
#include <scvm/json/network_methods.hpp>
#include <scvm/json/network_people_methods.hpp>
#include <scvm/json/object_reader.hpp>
#include <scvm/json/survey_methods.hpp>
#include <scvm/json/treatment_methods.hpp>
#include <scvm/json/value_forecasts.hpp>
#include <scvm/json/value_methods.hpp>
#include <scvm/json/value_purchases.hpp>
#include <scvm/json/writer.hpp>

#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <string_view>

namespace scvm::json {

/// Calls a method of a room by name: arguments by their names in, the result out, both as JSON (docs/methods.md).
///
/// For the languages that have no function of their own for it. `more` are methods that this header leaves out because
/// they need more than scoring does: fit_methods of json/fit_methods.hpp. NaN and infinities go in as "nan", "inf" and
/// "-inf", and come out as null. Throws error{unknown_id} for a name that there is not, error{bad_record} for arguments
/// of the wrong shape, and what the method itself throws.
[[nodiscard]] inline std::string call(std::string_view name, std::string_view arguments,
                                      std::span<const method> more = {}) {
    const method* found = nullptr;
    for (const std::span<const method> room :
         {std::span<const method>(survey_methods), std::span<const method>(value_methods),
          std::span<const method>(purchase_methods), std::span<const method>(forecast_methods),
          std::span<const method>(network_methods), std::span<const method>(network_people_methods),
          std::span<const method>(network_cascade_methods), std::span<const method>(network_event_methods),
          std::span<const method>(equity_methods), std::span<const method>(equity_people_methods),
          std::span<const method>(treatment_methods), more}) {
        for (const method& each : room) {
            found = each.name == name ? &each : found;
        }
    }
    if (found == nullptr) {
        throw error(errc::unknown_id, "method " + crm::quoted(name) + ": there is none of this name");
    }
    const nlohmann::json document = parse(arguments, errc::bad_record, name);
    object_reader in(document, std::string(name), errc::bad_record);
    nlohmann::json result = found->call(in);
    in.finish();
    return canonical(result);
}

}  // namespace scvm::json
