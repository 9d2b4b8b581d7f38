#include "methods/methods.hpp"

#include "json/object_reader.hpp"
#include "json/writer.hpp"
#include "methods/arguments.hpp"
#include "methods/equity_methods.hpp"
#include "methods/equity_people_methods.hpp"
#include "methods/fit_methods.hpp"
#include "methods/network_cascade_methods.hpp"
#include "methods/network_event_methods.hpp"
#include "methods/network_methods.hpp"
#include "methods/network_people_methods.hpp"
#include "methods/treatment_methods.hpp"
#include "methods/value_forecasts.hpp"
#include "methods/value_methods.hpp"
#include "methods/value_purchases.hpp"

#include <scvm/json/methods.hpp>

#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <string_view>

namespace scvm::json {

std::string call(std::string_view name, std::string_view arguments) {
    if (const description::method* described = methods::find(name)) {
        return methods::run(*described, arguments);
    }
    const method* found = nullptr;
    for (const std::span<const method> room :
         {std::span<const method>(value_methods), std::span<const method>(purchase_methods),
          std::span<const method>(forecast_methods), std::span<const method>(network_methods),
          std::span<const method>(network_people_methods), std::span<const method>(network_cascade_methods),
          std::span<const method>(network_event_methods), std::span<const method>(equity_methods),
          std::span<const method>(equity_people_methods), std::span<const method>(treatment_methods),
          std::span<const method>(fit_methods)}) {
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
