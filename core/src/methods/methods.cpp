#include "methods/methods.hpp"

#include "json/meant.hpp"

#include <scvm/crm/id_table.hpp>
#include <scvm/json/methods.hpp>

#include <cstddef>
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

std::string call(std::string_view name, std::string_view arguments, const stop_token& stop) {
    const description::method* const found = methods::find(name);
    if (found == nullptr) {
        throw error(errc::unknown_id, "method " + crm::quoted(name) + ": no such method" + hint(name));
    }
    return methods::run(*found, arguments, stop);
}

}  // namespace scvm::json
