#pragma once

#include "json/writer.hpp"

#include <scvm/crm/score_table.hpp>
#include <scvm/survey/drivers.hpp>
#include <scvm/survey/fingerprint.hpp>
#include <scvm/survey/probabilities.hpp>
#include <scvm/survey/recommendation.hpp>
#include <scvm/survey/reliability.hpp>
#include <scvm/survey/revenue.hpp>
#include <scvm/survey/validity.hpp>
#include <scvm/value/fit_check.hpp>
#include <scvm/value/gamma_gamma.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace scvm::json {

namespace detail {

[[nodiscard]] inline nlohmann::json write_interval(const survey::interval& of) {
    return {{"value", of.estimate}, {"low", of.low}, {"high", of.high}};
}

[[nodiscard]] inline std::string name_of_group(std::size_t index) {
    return std::string(survey::segment_name(survey::segments[index]));
}

/// The raw answers of all respondents, one after the other.
struct response_matrix {
    explicit response_matrix(const crm::score_table& table) {
        for (std::size_t row = 0; row < table.size(); ++row) {
            const auto of = table.answers(row);
            answers.insert(answers.end(), of.begin(), of.end());
        }
    }
    [[nodiscard]] survey::answer_table view(const survey::questionnaire& asked) const {
        return survey::answer_table::by_rows(answers, asked.items().size());
    }
    std::vector<double> answers;
};

[[nodiscard]] inline nlohmann::json write_reliability(const survey::questionnaire& asked, std::size_t dimension,
                                                      const survey::reliability_report& of) {
    nlohmann::json items = nlohmann::json::array();
    const auto members = asked.items_of(dimension);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const survey::item_reliability& item = of.by_item[i];
        items.push_back({{"item", asked.items()[members[i]].id},
                         {"mean", item.mean},
                         {"sd", item.sd},
                         {"corrected_item_total", item.corrected_item_total},
                         {"alpha_if_deleted", item.alpha_if_deleted},
                         {"loading", item.loading}});
    }
    nlohmann::json flags = nlohmann::json::array();
    const std::pair<const char*, bool> all[] = {{"too_few_items", of.flags.too_few_items},
                                                {"too_few_rows", of.flags.too_few_rows},
                                                {"unstable", of.flags.unstable},
                                                {"zero_variance", of.flags.zero_variance},
                                                {"not_positive_definite", of.flags.not_positive_definite},
                                                {"negative_alpha", of.flags.negative_alpha},
                                                {"heywood", of.flags.heywood}};
    for (const auto& [name, set] : all) {
        if (set) {
            flags.push_back(name);
        }
    }
    return {{"dimension", asked.dimensions()[dimension]},
            {"n", of.rows},
            {"alpha", {{"value", of.alpha}, {"low", of.alpha_low}, {"high", of.alpha_high}}},
            {"standardised_alpha", of.standardised_alpha},
            {"mean_correlation", of.mean_correlation},
            {"lambda6", of.lambda6},
            {"omega_total", of.omega_total},
            {"mean", of.mean},
            {"sd", of.sd},
            {"standard_error_of_measurement", of.standard_error_of_measurement},
            {"items", std::move(items)},
            {"flags", std::move(flags)}};
}

/// Shares with everything that doubts them; a group below the minimum cell keeps its counts to itself.
[[nodiscard]] inline nlohmann::json write_shares(const crm::score_table& table, const survey::share_origin& origin) {
    const auto shares = survey::shares_of(table.segments(), {}, {.origin = origin});
    nlohmann::json expected = nullptr;
    if (table.model().survey->measurement) {
        std::vector<double> p(5 * table.size());
        constexpr std::string_view names[] = {"p_fan", "p_sympathizer", "p_mercenary", "p_captive", "p_opponent"};
        for (std::size_t g = 0; g < 5; ++g) {
            const auto column = table.numbers(names[g]);
            for (std::size_t row = 0; row < table.size(); ++row) {
                p[5 * row + g] = column[row];
            }
        }
        expected = survey::expected_shares(p);
    }
    nlohmann::json groups = nlohmann::json::array();
    for (std::size_t g = 0; g < 5; ++g) {
        const survey::group_share& of = shares.group[g];
        nlohmann::json entry = {{"segment", name_of_group(g)},
                                {"suppressed", of.suppressed},
                                {"n", nullptr},
                                {"share", nullptr},
                                {"simultaneous", nullptr},
                                {"expected_share", expected.is_null() ? nlohmann::json(nullptr) : expected[g]}};
        if (!of.suppressed && shares.n > 0) {
            entry["n"] = of.n;
            entry["share"] = write_interval(of.share);
            entry["simultaneous"] = write_interval(of.simultaneous);
        }
        groups.push_back(std::move(entry));
    }
    return {{"n", shares.n},
            {"unclassified", shares.unclassified},
            {"confidence", shares.confidence},
            {"groups", std::move(groups)},
            {"net_fan_balance", shares.n > 0 ? write_interval(shares.fan_balance) : nlohmann::json(nullptr)}};
}

[[nodiscard]] inline nlohmann::json write_conformance(const crm::score_table& table) {
    const auto found = survey::check_conformance(table.segments(), table.numbers("attachment"));
    return {{"known", found.known},
            {"captives_weaker", found.captives_weaker},
            {"captives_weaker_than_attached", found.captives_weaker_than_attached},
            {"captive_mean", found.captive_mean},
            {"sympathizer_mean", found.sympathizer_mean},
            {"fan_mean", found.fan_mean}};
}

/// Whether attachment says more about revenue than satisfaction alone: it may not.
[[nodiscard]] inline nlohmann::json write_validity(const crm::score_table& table) {
    constexpr std::string_view statuses[] = {"tested", "too_few_rows", "constant", "collinear", "separated"};
    const auto found = survey::incremental_r_squared(table.numbers("satisfaction"), table.numbers("attachment"),
                                                     table.numbers("revenue"));
    return {{"outcome", "revenue"},
            {"status", statuses[static_cast<std::size_t>(found.status)]},
            {"n", found.rows},
            {"r_squared_satisfaction", found.satisfaction_only},
            {"r_squared_both", found.both},
            {"gain", found.gain},
            {"p_value", found.p_value}};
}

[[nodiscard]] inline nlohmann::json write_revenue(const crm::score_table& table) {
    // A thousand samples as long as that takes about a second; fewer, but never less than 200, beyond.
    const std::size_t samples =
        std::clamp<std::size_t>(100'000'000 / std::max<std::size_t>(table.size(), 1), 200, 1000);
    const auto groups = survey::revenue_by_group(table.segments(), table.numbers("revenue"), {.samples = samples});
    nlohmann::json result = nlohmann::json::array();
    for (std::size_t g = 0; g < 5; ++g) {
        const survey::group_revenue& of = groups[g];
        result.push_back({{"segment", name_of_group(g)},
                          {"n", of.n},
                          {"sum", of.sum},
                          {"mean", write_interval(of.mean)},
                          {"median", of.median},
                          {"share", write_interval(of.share)},
                          {"top_by_mean", of.top_by_mean},
                          {"top_by_sum", of.top_by_sum}});
    }
    return {{"bootstrap_samples", samples}, {"groups", std::move(result)}};
}

/// What moves satisfaction and attachment: the named sub-scales of the questionnaire, if there are any.
[[nodiscard]] inline nlohmann::json write_drivers(const survey::questionnaire& asked,
                                                  const survey::answer_table& answers) {
    constexpr std::array known = {survey::satisfaction_dimension, survey::attachment_dimension,
                                  survey::barrier_dimension};
    constexpr std::string_view statuses[] = {"fitted", "too_few_rows", "constant", "collinear"};
    const std::size_t dimensions = asked.dimensions().size();
    std::vector<std::vector<double>> values(dimensions, std::vector<double>(answers.rows()));
    std::vector<survey::score_columns> columns(dimensions);
    std::vector<std::size_t> scales;
    for (std::size_t d = 0; d < dimensions; ++d) {
        columns[d].value = values[d];
        if (std::find(known.begin(), known.end(), asked.dimensions()[d]) == known.end()) {
            scales.push_back(d);
        }
    }
    nlohmann::json result = nlohmann::json::array();
    constexpr std::size_t most = 15;  // Shapley's division visits every subset
    if (scales.empty() || scales.size() > most) {
        return result;
    }
    (void)asked.score(answers, columns);
    std::vector<std::span<const double>> drivers;
    for (const std::size_t d : scales) {
        drivers.emplace_back(values[d]);
    }
    for (const auto outcome : {survey::satisfaction_dimension, survey::attachment_dimension}) {
        const auto found =
            survey::drivers_of(survey::answer_table::by_columns(drivers), values[asked.dimension(outcome)]);
        nlohmann::json of = nlohmann::json::array();
        for (std::size_t i = 0; i < scales.size(); ++i) {
            const survey::driver& each = found.driver_of[i];
            of.push_back({{"dimension", asked.dimensions()[scales[i]]},
                          {"correlation", each.correlation},
                          {"beta", each.beta},
                          {"lmg_share", each.lmg_share},
                          {"johnson_share", each.johnson_share}});
        }
        result.push_back({{"outcome", outcome},
                          {"status", statuses[static_cast<std::size_t>(found.status)]},
                          {"n", found.rows},
                          {"r_squared", found.r_squared},
                          {"drivers", std::move(of)}});
    }
    return result;
}

/// The recommendation score of the item that asks for it, if its scale is 0 to 10.
[[nodiscard]] inline nlohmann::json write_recommendation(const crm::survey_rules& rules,
                                                         const survey::answer_table& answers) {
    if (!rules.voice) {
        return nullptr;
    }
    const survey::item& item = rules.questionnaire.items()[*rules.voice];
    if (item.lowest != 0 || item.highest != 10) {
        return nullptr;
    }
    survey::recommendation_counts counts;
    for (std::size_t row = 0; row < answers.rows(); ++row) {
        const double answer = answers.at(row, *rules.voice);
        if (answer >= 0 && answer <= 10) {
            (answer >= 9 ? counts.promoters : answer >= 7 ? counts.passives : counts.detractors) += 1;
        }
    }
    const auto found = survey::recommendation_score(counts);
    return {{"item", item.id},
            {"n", found.n},
            {"score", found.score},
            {"wald", write_interval(found.wald)},
            {"adjusted_wald", write_interval(found.adjusted_wald)},
            {"score_interval", write_interval(found.score_interval)}};
}

[[nodiscard]] inline survey::share_origin origin_of(const crm::survey_rules& rules) {
    return {std::string(survey::portfolio_rule_id), survey::fingerprint(rules.portfolio),
            survey::fingerprint(rules.questionnaire)};
}

/// The willingness to recommend of every customer, POMP; all NaN where the model has no item for it.
[[nodiscard]] inline std::vector<double> voices(const crm::score_table& table, const crm::survey_rules& rules) {
    std::vector<double> result(table.size(), crm::absent);
    const auto status = table.codes("survey_status");
    for (std::size_t row = 0; rules.voice && row < table.size(); ++row) {
        if (status[row] == static_cast<std::int32_t>(crm::survey_status::scored)) {
            result[row] = rules.questionnaire.points(*rules.voice, table.answers(row)[*rules.voice]);
        }
    }
    return result;
}

[[nodiscard]] inline nlohmann::json analyse_survey(const crm::score_table& table) {
    const crm::survey_rules& rules = *table.model().survey;
    const survey::share_origin origin = origin_of(rules);
    nlohmann::json result = {
        {"rule", {{"id", origin.rule_id}, {"boundaries", origin.fingerprint}, {"questionnaire", origin.questionnaire}}},
        {"shares", write_shares(table, origin)},
        {"conformance", write_conformance(table)},
        {"incremental_validity", write_validity(table)},
        {"revenue_by_segment", write_revenue(table)},
        {"reliability", nlohmann::json::array()},
        {"drivers", nlohmann::json::array()},
        {"recommendation", nullptr},
        {"classification", nullptr}};
    const response_matrix responses(table);
    if (responses.answers.empty()) {
        return result;
    }
    const survey::answer_table answers = responses.view(rules.questionnaire);
    for (std::size_t d = 0; d < rules.questionnaire.dimensions().size(); ++d) {
        result["reliability"].push_back(
            write_reliability(rules.questionnaire, d, survey::reliability(rules.questionnaire, d, answers)));
    }
    result["drivers"] = write_drivers(rules.questionnaire, answers);
    result["recommendation"] = write_recommendation(rules, answers);
    if (rules.measurement) {
        const survey::segment_model model(rules.portfolio, *rules.measurement, rules.posterior);
        const auto quality = survey::quality_of(model, table.numbers("satisfaction"), table.numbers("attachment"),
                                                table.numbers("barrier"), voices(table, rules));
        result["classification"] = {
            {"accuracy", quality.accuracy}, {"consistency", quality.consistency}, {"n", quality.n}};
    }
    return result;
}

/// How unequal the values are: Gini's coefficient, and what the top customers hold.
[[nodiscard]] inline nlohmann::json write_concentration(std::span<const double> column) {
    std::vector<double> values;
    for (const double each : column) {
        if (each >= 0) {
            values.push_back(each);
        }
    }
    std::sort(values.begin(), values.end());
    math::precise_sum total;
    math::precise_sum weighted;
    for (std::size_t i = 0; i < values.size(); ++i) {
        total.add(values[i]);
        weighted.add(static_cast<double>(2 * i + 1) * values[i]);
    }
    const double n = static_cast<double>(values.size());
    const auto top = [&](double share) {
        math::precise_sum sum;
        const auto count = static_cast<std::size_t>(std::ceil(share * n));
        for (std::size_t i = values.size() - count; i < values.size(); ++i) {
            sum.add(values[i]);
        }
        return total.value() > 0 ? sum.value() / total.value() : crm::absent;
    };
    return {{"n", values.size()},
            {"gini", total.value() > 0 ? weighted.value() / (n * total.value()) - 1 : crm::absent},
            {"top_1_percent", top(0.01)},
            {"top_10_percent", top(0.1)},
            {"top_20_percent", top(0.2)}};
}

[[nodiscard]] inline nlohmann::json analyse_value(const crm::score_table& table) {
    const crm::value_rules& rules = *table.model().value;
    const auto independence = value::independence(table.numbers("x"), table.numbers("monetary"));
    nlohmann::json result = {{"model", crm::purchasing_names[static_cast<std::size_t>(rules.purchasing_model)]},
                             {"unit", value::name(rules.unit)},
                             {"lifetime_value_concentration", write_concentration(table.numbers("lifetime_value"))},
                             {"revenue_concentration", write_concentration(table.numbers("revenue"))},
                             {"spend_independence",
                              {{"correlation", independence.correlation},
                               {"low", independence.lower},
                               {"high", independence.upper},
                               {"n", independence.customers},
                               {"plausible", independence.plausible()}}},
                             {"repeat_purchases", nullptr}};
    if (rules.purchasing) {
        const value::history_columns histories{table.numbers("x"), table.numbers("t_x"), table.numbers("T")};
        const auto check =
            std::visit([&](const auto& model) { return value::check_frequencies(model.parameters, histories); },
                       *rules.purchasing);
        result["repeat_purchases"] = {{"actual", check.actual},
                                      {"expected", check.expected},
                                      {"chi_square", check.chi_square},
                                      {"degrees_of_freedom", check.degrees_of_freedom},
                                      {"p_value", check.p_value}};
    }
    return result;
}

[[nodiscard]] inline const crm::survey_rules& survey_of(const crm::score_table& table) {
    if (!table.model().survey) {
        throw error(errc::bad_model, "model.survey: is missing, so that there is no portfolio");
    }
    return *table.model().survey;
}

}  // namespace detail

}  // namespace scvm::json
