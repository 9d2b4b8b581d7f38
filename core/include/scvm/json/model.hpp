#pragma once

#include <scvm/crm/responses.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/json/content_hash.hpp>
#include <scvm/json/object_reader.hpp>
#include <scvm/json/writer.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/value/parameters.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace scvm::json {

inline constexpr std::string_view model_schema = "scvm-model/1";

/// A questionnaire of more items than this is a mistake, not a survey.
inline constexpr std::size_t max_items = 5000;

namespace detail {

inline constexpr std::string_view out_of_range_words[] = {"error", "missing", "clamp"};
inline constexpr std::string_view fan_rule_words[] = {"attachment", "voice", "both"};
inline constexpr std::string_view captive_rule_words[] = {"attachment", "barrier", "either"};
inline constexpr std::string_view calibration_words[] = {"absolute", "benchmark", "sample_mean", "frozen"};
inline constexpr std::string_view posterior_words[] = {"kelley", "observed"};
inline constexpr std::string_view purchasing_words[] = {"bg_nbd", "mbg_nbd", "pareto_nbd"};
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

/// An item, and its mean in POMP points where the file states one; NaN where not.
[[nodiscard]] inline std::pair<survey::item, double> read_item(const nlohmann::json& value, const std::string& path) {
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
    const double mean = in.number("pomp_mean", std::numeric_limits<double>::quiet_NaN());
    in.finish();
    return {std::move(result), mean};
}

[[nodiscard]] inline std::size_t read_count(object_reader& in, std::string_view key) {
    const double count = in.number(key);
    if (!(count >= 0 && count <= 0x1p53 && count == std::floor(count))) {
        in.fail(in.path(key), "expected a whole number of 0 or more");
    }
    return static_cast<std::size_t>(count);
}

[[nodiscard]] inline survey::calibration read_calibration(object_reader& in, const survey::boundaries& cuts) {
    survey::calibration result{.cuts = cuts};
    if (const auto* found = in.find("calibration")) {
        object_reader at(*found, in.path("calibration"), errc::bad_model);
        result.method = static_cast<survey::calibration_method>(at.choice("method", calibration_words, 0));
        result.source = at.text("source", "");
        result.date = at.text("date", "");
        result.n = at.find("n") != nullptr ? read_count(at, "n") : 0;
        result.guarded = at.flag("guarded", false);
        at.finish();
        const bool named = !result.source.empty() && !result.date.empty() && result.n > 0;
        if (result.method == survey::calibration_method::benchmark && !named) {
            at.fail(at.path(), "a benchmark needs a source, a date and the n behind it");
        }
    }
    return result;
}

[[nodiscard]] inline nlohmann::json write_calibration(const survey::calibration& of) {
    return {{"method", word_of(of.method, calibration_words)},
            {"source", of.source},
            {"date", of.date},
            {"n", of.n},
            {"guarded", of.guarded}};
}

/// Every field of a measurement, with the name that it has in the file.
inline constexpr std::pair<std::string_view, double survey::measurement::*> measurement_fields[] = {
    {"satisfaction_mean", &survey::measurement::satisfaction_mean},
    {"attachment_mean", &survey::measurement::attachment_mean},
    {"satisfaction_variance", &survey::measurement::satisfaction_variance},
    {"attachment_variance", &survey::measurement::attachment_variance},
    {"covariance", &survey::measurement::covariance},
    {"satisfaction_error", &survey::measurement::satisfaction_error},
    {"attachment_error", &survey::measurement::attachment_error},
    {"error_correlation", &survey::measurement::error_correlation},
    {"barrier_mean", &survey::measurement::barrier_mean},
    {"barrier_variance", &survey::measurement::barrier_variance},
    {"barrier_error", &survey::measurement::barrier_error}};

[[nodiscard]] inline std::optional<survey::measurement> read_measurement(object_reader& in) {
    const auto* found = in.find("measurement");
    if (found == nullptr) {
        return std::nullopt;
    }
    object_reader at(*found, in.path("measurement"), errc::bad_model);
    survey::measurement result;
    for (const auto& [name, field] : measurement_fields) {
        const bool of_barrier = name.starts_with("barrier");  // not every questionnaire asks for barriers
        result.*field = of_barrier ? at.number(name, 0) : at.number(name);
    }
    result.n = read_count(at, "n");
    at.finish();
    return result;
}

[[nodiscard]] inline nlohmann::json write_measurement(const survey::measurement& of) {
    nlohmann::json result = {{"n", of.n}};
    for (const auto& [name, field] : measurement_fields) {
        result[std::string(name)] = of.*field;
    }
    return result;
}

[[nodiscard]] inline survey::segment_labels read_labels(object_reader& in) {
    const std::string language = in.text("language", "en");
    survey::segment_labels result = language == "de" ? survey::labels_in("de") : survey::labels_in("en");
    result.language = language;
    const auto* found = in.find("labels");
    if (found == nullptr) {
        if (language != "en" && language != "de") {
            in.fail(in.path("language"), crm::quoted(language) + ": has no labels of its own; give all six in labels");
        }
        return result;
    }
    object_reader at(*found, in.path("labels"), errc::bad_model);
    for (std::size_t i = 0; i < result.text.size(); ++i) {
        const auto name = survey::segment_name(static_cast<survey::segment>(i));
        const bool known = language == "en" || language == "de";
        result.text[i] = known ? at.text(name, result.text[i]) : at.text(name);
    }
    at.finish();
    return result;
}

[[nodiscard]] inline nlohmann::json write_labels(const survey::segment_labels& labels) {
    nlohmann::json result = nlohmann::json::object();
    for (std::size_t i = 0; i < labels.text.size(); ++i) {
        result[std::string(survey::segment_name(static_cast<survey::segment>(i)))] = labels.text[i];
    }
    return result;
}

[[nodiscard]] inline std::optional<double> read_reliability(object_reader& in, std::string_view key) {
    if (in.find(key) == nullptr) {
        return std::nullopt;
    }
    const double value = in.number(key);
    if (!(value >= 0 && value <= 1)) {
        in.fail(in.path(key), number_text(value) + ": expected a reliability from 0 to 1");
    }
    return value;
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
    survey::scoring_rules rules;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        auto [item, mean] = read_item(entries[i], in.path("items") + "[" + std::to_string(i) + "]");
        items.push_back(std::move(item));
        if (!std::isnan(mean)) {
            rules.item_means.push_back(mean);
        }
    }
    if (!rules.item_means.empty() && rules.item_means.size() != items.size()) {
        in.fail(in.path("items"), "pomp_mean: expected for every item, or for none");
    }
    rules.policy = static_cast<survey::out_of_range>(in.choice("out_of_range", out_of_range_words, 0));
    rules.minimum_coverage = in.number("minimum_coverage", rules.minimum_coverage);
    const double minimum_items = in.number("minimum_items", rules.minimum_items);
    if (!(minimum_items >= 1 && minimum_items <= max_items && minimum_items == std::floor(minimum_items))) {
        in.fail(in.path("minimum_items"), "expected a whole number of 1 or more");
    }
    rules.minimum_items = static_cast<int>(minimum_items);
    auto portfolio = read_portfolio(in);
    const std::string voice = in.text("voice_item", "");
    const auto calibration = read_calibration(in, portfolio.cuts());
    const auto labels = read_labels(in);
    const auto satisfaction_reliability = read_reliability(in, "assumed_satisfaction_reliability");
    const auto attachment_reliability = read_reliability(in, "assumed_attachment_reliability");
    const auto posterior = static_cast<survey::posterior>(in.choice("posterior", posterior_words, 0));
    const auto measurement = read_measurement(in);
    in.finish();

    auto questionnaire = at_path(path, [&] { return survey::questionnaire(std::move(items), rules); });
    for (const auto dimension : {survey::satisfaction_dimension, survey::attachment_dimension}) {
        if (!questionnaire.find_dimension(dimension)) {
            in.fail(in.path("items"), "no item measures " + std::string(dimension) + ", which the portfolio needs");
        }
    }
    crm::survey_rules result{std::move(questionnaire), portfolio, calibration};
    result.labels = labels;
    result.assumed_satisfaction_reliability = satisfaction_reliability;
    result.assumed_attachment_reliability = attachment_reliability;
    result.posterior = posterior;
    result.measurement = measurement;
    if (measurement) {  // refuses one that no sample can have
        (void)at_path(path, [&] { return survey::segment_model(portfolio, *measurement, posterior); });
    }
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
    const std::vector<double>& means = survey.questionnaire.rules().item_means;
    for (const survey::item& each : survey.questionnaire.items()) {
        items.push_back({{"id", each.id},
                         {"dimension", each.dimension},
                         {"lowest", each.lowest},
                         {"highest", each.highest},
                         {"reversed", each.reversed},
                         {"weight", each.weight},
                         {"missing_codes", each.missing_codes},
                         {"not_shown_codes", each.not_shown_codes}});
        if (!means.empty()) {
            items.back()["pomp_mean"] = means[items.size() - 1];
        }
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
    result["calibration"] = write_calibration(survey.calibration);
    result["posterior"] = word_of(survey.posterior, posterior_words);
    result["language"] = survey.labels.language;
    result["labels"] = write_labels(survey.labels);
    if (survey.assumed_satisfaction_reliability) {
        result["assumed_satisfaction_reliability"] = *survey.assumed_satisfaction_reliability;
    }
    if (survey.assumed_attachment_reliability) {
        result["assumed_attachment_reliability"] = *survey.assumed_attachment_reliability;
    }
    if (survey.measurement) {
        result["measurement"] = write_measurement(*survey.measurement);
    }
    if (survey.voice_item) {
        result["voice_item"] = survey.questionnaire.items()[*survey.voice_item].id;
    }
    return result;
}

/// The fit of a model with `size` parameters.
[[nodiscard]] inline crm::fit_record read_fit_record(const nlohmann::json& value, const std::string& path,
                                                     std::size_t size) {
    object_reader in(value, path, errc::bad_model);
    crm::fit_record result;
    result.as_of = in.text("as_of");
    result.log_likelihood = in.number("log_likelihood");
    result.customers = read_count(in, "customers");
    const auto& errors = in.array("standard_errors");
    const auto& covariance = in.array("log_covariance");
    in.finish();
    const auto require = [&](bool holds, std::string_view key) {
        if (!holds) {
            in.fail(in.path(key), "expected " + std::to_string(size) + " numbers a row, as the model has parameters");
        }
    };
    require(errors.empty() || errors.size() == size, "standard_errors");
    for (const auto& each : errors) {
        result.standard_errors.push_back(in.as_number(each, in.path("standard_errors")));
    }
    require(covariance.empty() || covariance.size() == size, "log_covariance");
    result.log_covariance = math::matrix(covariance.size());
    for (std::size_t i = 0; i < covariance.size(); ++i) {
        require(covariance[i].is_array() && covariance[i].size() == size, "log_covariance");
        for (std::size_t j = 0; j < size; ++j) {
            result.log_covariance(i, j) = in.as_number(covariance[i][j], in.path("log_covariance"));
        }
    }
    if (!covariance.empty() && !math::cholesky(result.log_covariance)) {
        in.fail(in.path("log_covariance"), "is not positive definite: no covariance");
    }
    return result;
}

[[nodiscard]] inline nlohmann::json write_fit_record(const crm::fit_record& fit) {
    nlohmann::json result = {
        {"as_of", fit.as_of}, {"log_likelihood", fit.log_likelihood}, {"customers", fit.customers}};
    if (!fit.standard_errors.empty()) {
        result["standard_errors"] = fit.standard_errors;
    }
    for (std::size_t i = 0; i < fit.log_covariance.size(); ++i) {
        nlohmann::json row = nlohmann::json::array();
        for (std::size_t j = 0; j < fit.log_covariance.size(); ++j) {
            row.push_back(fit.log_covariance(i, j));
        }
        result["log_covariance"].push_back(std::move(row));
    }
    return result;
}

template <class Model>
inline constexpr std::array<std::string_view, 4> parameter_names = {"r", "alpha", "a", "b"};
template <>
inline constexpr std::array<std::string_view, 4> parameter_names<value::pareto_nbd> = {"r", "alpha", "s", "beta"};
template <>
inline constexpr std::array<std::string_view, 4> parameter_names<value::gamma_gamma> = {"p", "q", "v", ""};

/// A fitted model under its key: parameters above 0, and the record of the fit. False where the key is absent.
template <class Model>
bool read_parameters(object_reader& in, std::string_view key, Model& model, std::optional<crm::fit_record>& fit) {
    const auto* found = in.find(key);
    if (found == nullptr) {
        return false;
    }
    object_reader at(*found, in.path(key), errc::bad_model);
    constexpr std::size_t size = value::parameter_count<Model>;
    std::array<double, size> theta{};
    for (std::size_t i = 0; i < size; ++i) {
        const std::string_view name = parameter_names<Model>[i];
        const double parameter = at.number(name);
        if (!(parameter > 0 && std::isfinite(parameter))) {
            at.fail(at.path(name), number_text(parameter) + " is no parameter: expected a number above 0");
        }
        theta[i] = parameter;
    }
    model = std::apply([](auto... each) { return Model{each...}; }, theta);
    if (const auto* record = at.find("fit")) {
        fit = read_fit_record(*record, at.path("fit"), size);
    }
    at.finish();
    return true;
}

template <class Model>
[[nodiscard]] nlohmann::json write_parameters(const Model& model, const std::optional<crm::fit_record>& fit) {
    nlohmann::json result = nlohmann::json::object();
    const auto parameters = value::parameters_of(model);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        result[std::string(parameter_names<Model>[i])] = parameters[i];
    }
    if (fit) {
        result["fit"] = write_fit_record(*fit);
    }
    return result;
}

inline void read_purchasing(object_reader& in, crm::value_rules& rules) {
    rules.purchasing_kind = in.choice("purchasing_model", purchasing_words, rules.purchasing_kind);
    const auto take = [&](auto model) {
        if (read_parameters(in, purchasing_words[rules.purchasing_kind], model, rules.purchasing_fit)) {
            rules.purchasing = model;
        }
    };
    rules.purchasing_kind == 0   ? take(value::bg_nbd{})
    : rules.purchasing_kind == 1 ? take(value::mbg_nbd{})
                                 : take(value::pareto_nbd{});
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
    rules.confidence = in.number("confidence", rules.confidence);
    read_purchasing(in, rules);
    if (value::gamma_gamma spending; read_parameters(in, "gamma_gamma", spending, rules.spending_fit)) {
        rules.spending = spending;
    }
    in.finish();
    if (!(rules.confidence > 0 && rules.confidence < 1)) {
        in.fail(in.path("confidence"), number_text(rules.confidence) + ": expected 0 < confidence < 1");
    }
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
    result["confidence"] = rules.confidence;
    result["purchasing_model"] = purchasing_words[rules.purchasing_kind];
    if (rules.purchasing) {
        result[std::string(purchasing_words[rules.purchasing_kind])] = std::visit(
            [&](const auto& model) { return write_parameters(model, rules.purchasing_fit); }, *rules.purchasing);
    }
    if (rules.spending) {
        result["gamma_gamma"] = write_parameters(*rules.spending, rules.spending_fit);
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
