#pragma once

#include "json/object_reader.hpp"

#include <scvm/crm/responses.hpp>
#include <scvm/crm/scoring_model.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

/// A questionnaire of more items than this is a mistake, not a survey.
inline constexpr std::size_t max_items = 5000;

namespace detail {

inline constexpr std::string_view out_of_range_words[] = {"error", "missing", "clamp"};
inline constexpr std::string_view fan_rule_words[] = {"attachment", "voice", "both"};
inline constexpr std::string_view captive_rule_words[] = {"attachment", "barrier", "either"};
inline constexpr std::string_view calibration_words[] = {"absolute", "benchmark", "sample_mean", "frozen"};
inline constexpr std::string_view posterior_words[] = {"kelley", "observed"};

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

}  // namespace detail

}  // namespace scvm::json
