#include "json/analysis.hpp"

#include "json/writer.hpp"

#include <scvm/json/analysis.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace scvm::json {

std::string analyse(const crm::score_table& table) {
    nlohmann::json result = {{"as_of", crm::date_text(table.as_of())}, {"survey", nullptr}, {"value", nullptr}};
    if (table.model().survey) {
        result["survey"] = detail::analyse_survey(table);
    }
    if (table.model().value) {
        result["value"] = detail::analyse_value(table);
    }
    return canonical(result);
}

}  // namespace scvm::json
