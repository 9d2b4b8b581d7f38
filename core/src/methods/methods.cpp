#include "methods/methods.hpp"

#include "json/meant.hpp"
#include "json/object_reader.hpp"
#include "json/writer.hpp"
#include "methods/arguments.hpp"
#include "methods/equity_methods.hpp"
#include "methods/equity_people_methods.hpp"
#include "methods/network_cascade_methods.hpp"
#include "methods/network_event_methods.hpp"
#include "methods/network_methods.hpp"
#include "methods/network_people_methods.hpp"
#include "methods/treatment_methods.hpp"

#include <scvm/json/methods.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::json {

namespace {

/// "; did you mean wilson_interval?" for a word that is nearly a name, or a part of one.
[[nodiscard]] std::string hint(std::string_view name) {
    std::vector<std::string_view> names;
    for (const description::method& each : methods::all_methods()) {
        names.push_back(each.name);
    }
    std::string result = meant(name, names);
    for (std::size_t i = 0; result.empty() && name.size() >= 3 && i < names.size(); ++i) {
        if (names[i].find(name) != std::string_view::npos) {
            result = "; did you mean " + std::string(names[i]) + "?";
        }
    }
    return result;
}

}  // namespace

std::string call(std::string_view name, std::string_view arguments) {
    if (const description::method* const found = methods::find(name)) {
        return methods::run(*found, arguments);
    }
    const method* found = nullptr;
    for (const std::span<const method> room :
         {std::span<const method>(network_methods), std::span<const method>(network_people_methods),
          std::span<const method>(network_cascade_methods), std::span<const method>(network_event_methods),
          std::span<const method>(equity_methods), std::span<const method>(equity_people_methods),
          std::span<const method>(treatment_methods)}) {
        for (const method& each : room) {
            found = each.name == name ? &each : found;
        }
    }
    if (found == nullptr) {
        throw error(errc::unknown_id, "method " + crm::quoted(name) + ": no such method" + hint(name));
    }
    const nlohmann::json document = parse(arguments, errc::bad_record, name);
    object_reader in(document, std::string(name), errc::bad_record);
    nlohmann::json result = found->call(in);
    in.finish();
    return canonical(result);
}

}  // namespace scvm::json
