#pragma once

#include <scvm/crm/score_table.hpp>
#include <scvm/json/card.hpp>
#include <scvm/json/writer.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace scvm::json {

inline constexpr std::string_view table_schema = "scvm-scores/1";

namespace detail {

template <class Counts, class Names>
[[nodiscard]] nlohmann::json write_counts(const Counts& counts, const Names& names) {
    nlohmann::json result = nlohmann::json::object();
    for (std::size_t i = 0; i < names.size(); ++i) {
        result[std::string(names[i])] = counts[i];
    }
    return result;
}

[[nodiscard]] inline nlohmann::json write_segments(const crm::company_summary& summary) {
    nlohmann::json result = nlohmann::json::array();
    for (std::size_t group = 1; group <= summary.segments.size(); ++group) {
        // The five groups in their order, then the customers without one.
        const std::size_t at = group % summary.segments.size();
        const crm::segment_summary& of = summary.segments[at];
        nlohmann::json entry = {{"segment", crm::segment_names[at]},
                                {"customers", of.customers},
                                {"revenue", of.revenue},
                                {"lifetime_value", of.lifetime_value},
                                {"valued", of.valued},
                                {"mean_lifetime_value", of.mean_lifetime_value()},
                                {"share", nullptr}};
        if (of.share) {
            entry["share"] = {{"value", of.share->estimate},
                              {"low", of.share->low},
                              {"high", of.share->high},
                              {"confidence", 0.95},
                              {"n", summary.classified}};
        }
        result.push_back(std::move(entry));
    }
    return result;
}

[[nodiscard]] inline nlohmann::json summary_of(const crm::score_table& table) {
    const crm::company_summary& summary = table.summary();
    const crm::answer_account& answers = table.answer_rows();
    const value::purchase_account& purchases = table.purchase_rows();
    nlohmann::json result = {
        {"as_of", crm::date_text(table.as_of())},
        {"model", {{"id", table.model().id}, {"hash", nullptr}}},
        {"currency", table.model().currency},
        {"customers", summary.customers},
        {"classified", summary.classified},
        {"valued", summary.valued},
        {"revenue", summary.revenue},
        {"customer_equity", summary.lifetime_value},
        {"segments", write_segments(summary)},
        {"survey_status", write_counts(summary.survey_status, crm::survey_status_names)},
        {"value_status", write_counts(summary.value_status, crm::value_status_names)},
        {"answer_rows",
         {{"rows", answers.rows},
          {"used", answers.used},
          {"superseded", answers.superseded},
          {"not_answered", answers.not_answered},
          {"after_as_of", answers.after_as_of},
          {"other_items", answers.other_items},
          {"rejected", answers.rejected}}},
        {"purchase_rows",
         {{"rows", purchases.rows},
          {"used", purchases.used},
          {"merged", purchases.merged},
          {"refunds", purchases.refunds},
          {"zeros_ignored", purchases.zeros_ignored},
          {"after_as_of", purchases.after_end},
          {"rejected", purchases.rejected}}},
        {"rejected_rows", table.rejected().size()},
    };
    if (!table.model().hash.empty()) {
        result["model"]["hash"] = table.model().hash;
    }
    if (table.model().survey) {
        result["rule"] = survey::portfolio_rule_id;
    }
    return result;
}

}  // namespace detail

/// The company's figures in canonical form (docs/score-card.md).
[[nodiscard]] inline std::string write_summary(const crm::score_table& table) {
    return canonical(detail::summary_of(table));
}

/// One customer's explained score card in canonical form. Throws error{unknown_id}.
[[nodiscard]] inline std::string explain(const crm::score_table& table, std::string_view id) {
    const std::size_t row = table.row_of(id);
    const card_details details{table.answers(row)};
    writer out;
    write_card(out, table.model(), table.as_of(), table.id(row), table.scores(row), &details);
    return out.take();
}

/// The whole table in canonical form: the summary, a card for each customer in the order of the base, and every row
/// that was not taken.
[[nodiscard]] inline std::string write_table(const crm::score_table& table) {
    writer out;
    out.begin_object();
    out.key("customers");
    out.begin_array();
    for (std::size_t row = 0; row < table.size(); ++row) {
        write_card(out, table.model(), table.as_of(), table.id(row), table.scores(row));
    }
    out.end_array();
    out.key("rejected");
    write_rejected(out, table.rejected());
    out.member("schema", table_schema);
    out.member("summary", detail::summary_of(table));
    out.end_object();
    return out.take();
}

}  // namespace scvm::json
