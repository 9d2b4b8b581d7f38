#include "json/equity_rules.hpp"
#include "json/network_rules.hpp"
#include "json/object_reader.hpp"
#include "json/survey_rules.hpp"
#include "json/value_rules.hpp"
#include "json/writer.hpp"

#include <scvm/crm/scoring_model.hpp>
#include <scvm/json/content_hash.hpp>
#include <scvm/json/model.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace scvm::json {

std::string write_model(const crm::scoring_model& model) {
    nlohmann::json result = {{"schema", model_schema}, {"id", model.id}, {"currency", model.currency}};
    if (model.survey) {
        result["survey"] = detail::write_survey(*model.survey);
    }
    if (model.value) {
        result["value"] = detail::write_value(*model.value);
    }
    if (model.consent) {
        result["consent"] = detail::write_consent(*model.consent);
    }
    if (model.network) {
        result["network"] = detail::write_network(*model.network);
    }
    if (model.equity) {
        result["equity"] = detail::write_equity(*model.equity);
    }
    if (model.treatment) {
        result["treatment"] = detail::write_treatment(*model.treatment);
    }
    return canonical(result);
}

crm::scoring_model with_hash(crm::scoring_model model) {
    model.hash = content_hash(write_model(model));
    return model;
}

crm::scoring_model read_model(std::string_view text) {
    const nlohmann::json document = parse(text, errc::bad_model, "model");
    object_reader in(document, "model", errc::bad_model);
    if (const std::string schema = in.text("schema"); schema != model_schema) {
        in.fail(in.path("schema"), crm::quoted(schema) + ": this version reads " + std::string(model_schema));
    }
    crm::scoring_model model;
    model.id = in.text("id");
    model.currency = in.text("currency", "");
    if (const auto* found = in.find("survey")) {
        model.survey = detail::read_survey(*found, in.path("survey"));
    }
    if (const auto* found = in.find("value")) {
        model.value = detail::read_value(*found, in.path("value"));
    }
    if (const auto* found = in.find("consent")) {
        model.consent = detail::read_consent(*found, in.path("consent"));
    }
    if (const auto* found = in.find("network")) {
        model.network = detail::read_network(*found, in.path("network"));
    }
    if (const auto* found = in.find("equity")) {
        model.equity = detail::read_equity(*found, in.path("equity"));
    }
    if (const auto* found = in.find("treatment")) {
        model.treatment = detail::read_treatment(*found, in.path("treatment"));
    }
    in.finish();
    if (!model.survey && !model.value && !model.network) {
        in.fail(in.path(), "has neither a survey, nor a value, nor a network section: nothing would be scored");
    }
    if (model.equity && !model.value) {
        in.fail(in.path("equity"), "needs a value section: credit is a part of lifetime values");
    }
    return with_hash(std::move(model));
}

}  // namespace scvm::json
