#pragma once

#include <scvm/crm/responses.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/json/content_hash.hpp>
#include <scvm/json/object_reader.hpp>
#include <scvm/json/writer.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::json {

inline constexpr std::string_view model_schema = "scvm-model/1";

/// A questionnaire of more items than this is a mistake, not a survey.
inline constexpr std::size_t max_items = 5000;

namespace detail {

inline constexpr std::string_view out_of_range_words[] = {"error", "missing", "clamp"};
inline constexpr std::string_view fan_rule_words[] = {"attachment", "voice", "both"};
inline constexpr std::string_view captive_rule_words[] = {"attachment", "barrier", "either"};
inline constexpr std::string_view unit_words[] = {"hour", "day", "week", "month"};
inline constexpr std::string_view refund_words[] = {"net", "ignore", "reject"};
inline constexpr std::string_view zero_words[] = {"count", "ignore", "reject"};

template <class Enum, std::size_t N>
[[nodiscard]] std::string_view word_of(Enum value, const std::string_view (&words)[N]) {
    return words[static_cast<std::size_t>(value)];
}

/// Makes a failure of a room's own checks name the place in the file.
template <class Make>
[[nodiscard]] auto at_path(const std::string& path, Make make) {
    try {
        return make();
    } catch (const error& e) {
        throw error(errc::bad_model, path + ": " + e.what());
    }
}

[[nodiscard]] inline std::vector<double> read_codes(object_reader& in, std::string_view key) {
    std::vector<double> codes;
    for (const auto& code : in.array(key)) {
        codes.push_back(in.as_number(code, in.path(key)));
    }
    return codes;
}

[[nodiscard]] inline survey::item read_item(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    survey::item result;
    result.id = in.text("id");
    result.dimension = in.text("dimension");
    result.lowest = in.number("lowest");
    result.highest = in.number("highest");
    result.reversed = in.flag("reversed", false);
    result.weight = in.number("weight", 1);
    result.missing_codes = read_codes(in, "missing_codes");
    result.not_shown_codes = read_codes(in, "not_shown_codes");
    in.finish();
    return result;
}

[[nodiscard]] inline survey::portfolio read_portfolio(object_reader& in) {
    survey::boundaries cuts;
    if (const auto* found = in.find("boundaries")) {
        object_reader at(*found, in.path("boundaries"), errc::bad_model);
        cuts.satisfied = at.number("satisfied", cuts.satisfied);
        cuts.bound = at.number("bound", cuts.bound);
        cuts.fan_bound = at.number("fan_bound", cuts.fan_bound);
        cuts.fan_satisfied = at.number("fan_satisfied", cuts.satisfied);
        cuts.captive_bound = at.number("captive_bound", cuts.bound);
        cuts.barrier = at.number("barrier", cuts.barrier);
        cuts.voice = at.number("voice", cuts.voice);
        cuts.strict = at.flag("strict", cuts.strict);
        at.finish();
    }
    const auto fans = static_cast<survey::fan_rule>(in.choice("fan_rule", fan_rule_words, 0));
    const auto captives = static_cast<survey::captive_rule>(in.choice("captive_rule", captive_rule_words, 2));
    return at_path(in.path(), [&] { return survey::portfolio(cuts, fans, captives); });
}

[[nodiscard]] inline crm::survey_rules read_survey(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    if (in.text("rule", survey::portfolio_rule_id) != survey::portfolio_rule_id) {
        in.fail(in.path("rule"), "this version knows the rule " + std::string(survey::portfolio_rule_id) + " only");
    }
    const nlohmann::json& entries = in.array("items");
    if (entries.size() > max_items) {
        in.fail(in.path("items"), "more than " + std::to_string(max_items) + " items");
    }
    std::vector<survey::item> items;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        items.push_back(read_item(entries[i], in.path("items") + "[" + std::to_string(i) + "]"));
    }
    survey::scoring_rules rules;
    rules.policy = static_cast<survey::out_of_range>(in.choice("out_of_range", out_of_range_words, 0));
    rules.minimum_coverage = in.number("minimum_coverage", rules.minimum_coverage);
    const double minimum_items = in.number("minimum_items", rules.minimum_items);
    if (!(minimum_items >= 1 && minimum_items <= max_items && minimum_items == std::floor(minimum_items))) {
        in.fail(in.path("minimum_items"), "expected a whole number of 1 or more");
    }
    rules.minimum_items = static_cast<int>(minimum_items);
    auto portfolio = read_portfolio(in);
    const std::string voice = in.text("voice_item", "");
    in.finish();

    auto questionnaire = at_path(path, [&] { return survey::questionnaire(std::move(items), rules); });
    for (const auto dimension : {survey::satisfaction_dimension, survey::attachment_dimension}) {
        if (!questionnaire.find_dimension(dimension)) {
            in.fail(in.path("items"), "no item measures " + std::string(dimension) + ", which the portfolio needs");
        }
    }
    crm::survey_rules result{std::move(questionnaire), portfolio};
    if (const std::uint32_t place = crm::question_index(result.questionnaire).find(voice);
        place != crm::question_index::none) {
        result.voice_item = place;
    } else if (!voice.empty() || portfolio.fans() != survey::fan_rule::attachment) {
        in.fail(in.path("voice_item"), crm::quoted(voice) + ": expected the id of the item that asks whether the " +
                                           "customer recommends, as the fan rule needs it");
    }
    return result;
}

[[nodiscard]] inline nlohmann::json write_survey(const crm::survey_rules& survey) {
    nlohmann::json items = nlohmann::json::array();
    for (const survey::item& each : survey.questionnaire.items()) {
        items.push_back({{"id", each.id},
                         {"dimension", each.dimension},
                         {"lowest", each.lowest},
                         {"highest", each.highest},
                         {"reversed", each.reversed},
                         {"weight", each.weight},
                         {"missing_codes", each.missing_codes},
                         {"not_shown_codes", each.not_shown_codes}});
    }
    const survey::boundaries& cuts = survey.portfolio.cuts();
    const survey::scoring_rules& rules = survey.questionnaire.rules();
    nlohmann::json result = {{"rule", survey::portfolio_rule_id},
                             {"items", std::move(items)},
                             {"out_of_range", word_of(rules.policy, out_of_range_words)},
                             {"minimum_coverage", rules.minimum_coverage},
                             {"minimum_items", rules.minimum_items},
                             {"fan_rule", word_of(survey.portfolio.fans(), fan_rule_words)},
                             {"captive_rule", word_of(survey.portfolio.captives(), captive_rule_words)},
                             {"boundaries",
                              {{"satisfied", cuts.satisfied},
                               {"bound", cuts.bound},
                               {"fan_bound", cuts.fan_bound},
                               {"fan_satisfied", cuts.fan_satisfied},
                               {"captive_bound", cuts.captive_bound},
                               {"barrier", cuts.barrier},
                               {"voice", cuts.voice},
                               {"strict", cuts.strict}}}};
    if (survey.voice_item) {
        result["voice_item"] = survey.questionnaire.items()[*survey.voice_item].id;
    }
    return result;
}

[[nodiscard]] inline crm::fit_record read_fit_record(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    crm::fit_record result;
    result.as_of = in.text("as_of");
    result.log_likelihood = in.number("log_likelihood");
    const double customers = in.number("customers");
    if (!(customers >= 0 && customers <= 0x1p53 && customers == std::floor(customers))) {
        in.fail(in.path("customers"), "expected a whole number of 0 or more");
    }
    result.customers = static_cast<std::uint64_t>(customers);
    in.finish();
    return result;
}

[[nodiscard]] inline nlohmann::json write_fit_record(const crm::fit_record& fit) {
    return {{"as_of", fit.as_of}, {"log_likelihood", fit.log_likelihood}, {"customers", fit.customers}};
}

/// A parameter of a fitted model: positive and finite.
[[nodiscard]] inline double read_parameter(object_reader& in, std::string_view key) {
    const double value = in.number(key);
    if (!(value > 0 && std::isfinite(value))) {
        in.fail(in.path(key), number_text(value) + " is no parameter: expected a number above 0");
    }
    return value;
}

inline void read_purchasing(object_reader& in, crm::value_rules& rules) {
    if (const auto* found = in.find("bg_nbd")) {
        object_reader at(*found, in.path("bg_nbd"), errc::bad_model);
        rules.purchasing.emplace();
        rules.purchasing->r = read_parameter(at, "r");
        rules.purchasing->alpha = read_parameter(at, "alpha");
        rules.purchasing->a = read_parameter(at, "a");
        rules.purchasing->b = read_parameter(at, "b");
        if (const auto* fit = at.find("fit")) {
            rules.purchasing_fit = read_fit_record(*fit, at.path("fit"));
        }
        at.finish();
    }
}

inline void read_spending(object_reader& in, crm::value_rules& rules) {
    if (const auto* found = in.find("gamma_gamma")) {
        object_reader at(*found, in.path("gamma_gamma"), errc::bad_model);
        rules.spending.emplace();
        rules.spending->p = read_parameter(at, "p");
        rules.spending->q = read_parameter(at, "q");
        rules.spending->v = read_parameter(at, "v");
        if (const auto* fit = at.find("fit")) {
            rules.spending_fit = read_fit_record(*fit, at.path("fit"));
        }
        at.finish();
    }
}

[[nodiscard]] inline crm::value_rules read_value(const nlohmann::json& value, const std::string& path) {
    object_reader in(value, path, errc::bad_model);
    crm::value_rules rules;
    rules.unit = static_cast<value::time_unit>(in.choice("unit", unit_words, static_cast<std::size_t>(rules.unit)));
    rules.refunds = static_cast<value::refund_policy>(in.choice("refunds", refund_words, 0));
    rules.zeros = static_cast<value::zero_policy>(in.choice("zero_amounts", zero_words, 0));
    rules.horizon = in.number("horizon", rules.horizon);
    rules.yearly_discount = in.number("yearly_discount", rules.yearly_discount);
    rules.margin = in.number("margin", rules.margin);
    read_purchasing(in, rules);
    read_spending(in, rules);
    in.finish();
    if (!(rules.horizon > 0 && rules.horizon <= 1e6)) {
        in.fail(in.path("horizon"), number_text(rules.horizon) + ": expected 0 < horizon <= 1e6, in units");
    }
    if (!(rules.yearly_discount >= 0 && rules.yearly_discount <= 100)) {
        in.fail(in.path("yearly_discount"),
                number_text(rules.yearly_discount) + ": expected 0 to 100, as a fraction: 0.1 is 10 % a year");
    }
    if (!(rules.margin >= -1 && rules.margin <= 1)) {
        in.fail(in.path("margin"), number_text(rules.margin) + ": expected -1 to 1, as a share of the money spent");
    }
    return rules;
}

[[nodiscard]] inline nlohmann::json write_value(const crm::value_rules& rules) {
    nlohmann::json result = {
        {"unit", word_of(rules.unit, unit_words)},          {"refunds", word_of(rules.refunds, refund_words)},
        {"zero_amounts", word_of(rules.zeros, zero_words)}, {"horizon", rules.horizon},
        {"yearly_discount", rules.yearly_discount},         {"margin", rules.margin}};
    if (const auto& m = rules.purchasing) {
        result["bg_nbd"] = {{"r", m->r}, {"alpha", m->alpha}, {"a", m->a}, {"b", m->b}};
        if (rules.purchasing_fit) {
            result["bg_nbd"]["fit"] = write_fit_record(*rules.purchasing_fit);
        }
    }
    if (const auto& m = rules.spending) {
        result["gamma_gamma"] = {{"p", m->p}, {"q", m->q}, {"v", m->v}};
        if (rules.spending_fit) {
            result["gamma_gamma"]["fit"] = write_fit_record(*rules.spending_fit);
        }
    }
    return result;
}

}  // namespace detail

/// The model in its canonical form, with every default written out: equal rules give equal texts.
[[nodiscard]] inline std::string write_model(const crm::scoring_model& model) {
    nlohmann::json result = {{"schema", model_schema}, {"id", model.id}, {"currency", model.currency}};
    if (model.survey) {
        result["survey"] = detail::write_survey(*model.survey);
    }
    if (model.value) {
        result["value"] = detail::write_value(*model.value);
    }
    return canonical(result);
}

/// The same model with the hash of its canonical form.
[[nodiscard]] inline crm::scoring_model with_hash(crm::scoring_model model) {
    model.hash = content_hash(write_model(model));
    return model;
}

/// Reads a model file (docs/model-file.md, schema/scvm-model-1.schema.json), and hashes it.
///
/// Throws error{bad_model} with the path of the offender: text that is no JSON, another schema, an unknown, missing or
/// mistyped key, a value out of range, a questionnaire or boundaries that make no sense.
[[nodiscard]] inline crm::scoring_model read_model(std::string_view text) {
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
    in.finish();
    if (!model.survey && !model.value) {
        in.fail(in.path(), "has neither a survey nor a value section: nothing would be scored");
    }
    return with_hash(std::move(model));
}

}  // namespace scvm::json
