#include "json/card.hpp"
#include "json/writer.hpp"

#include <scvm/crm/score_table.hpp>
#include <scvm/json/table.hpp>
#include <scvm/survey/shares.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

template <class Counts, class Names>
[[nodiscard]] nlohmann::json write_counts(const Counts& counts, const Names& names) {
    nlohmann::json result = nlohmann::json::object();
    for (std::size_t i = 0; i < names.size(); ++i) {
        result[std::string(names[i])] = counts[i];
    }
    return result;
}

[[nodiscard]] inline nlohmann::json write_share(double count, double of) {
    const survey::interval share = survey::wilson_interval(count, of, 0.95);
    return {{"value", share.estimate}, {"low", share.low}, {"high", share.high}, {"confidence", 0.95}, {"n", of}};
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

/// Below so many people a cell would name somebody.
inline constexpr double smallest_cell = 5;

/// The groups of anonymous respondents, and of everybody together, with small cells suppressed.
[[nodiscard]] inline nlohmann::json write_anonymous(const crm::company_summary& summary) {
    std::vector<double> counts;
    for (std::size_t group = 1; group < summary.anonymous.segments.size(); ++group) {
        counts.push_back(static_cast<double>(summary.anonymous.segments[group]));
    }
    const auto hidden = survey::suppress_small(counts, smallest_cell);
    double classified = 0;
    double all = static_cast<double>(summary.classified);
    for (const double count : counts) {
        classified += count;
        all += count;
    }
    nlohmann::json segments = nlohmann::json::array();
    for (std::size_t group = 1; group < summary.anonymous.segments.size(); ++group) {
        nlohmann::json entry = {
            {"segment", crm::segment_names[group]}, {"respondents", nullptr}, {"share_of_all", nullptr}};
        if (hidden[group - 1] == 0 && classified >= smallest_cell) {
            entry["respondents"] = summary.anonymous.segments[group];
            entry["share_of_all"] =
                write_share(counts[group - 1] + static_cast<double>(summary.segments[group].customers), all);
        }
        segments.push_back(std::move(entry));
    }
    return {{"respondents", summary.anonymous.respondents},
            {"classified", classified},
            {"minimum_cell", smallest_cell},
            {"segments", std::move(segments)}};
}

[[nodiscard]] inline nlohmann::json write_network_summary(const crm::network_summary& of) {
    const network::participation_result& part = of.participation;
    nlohmann::json shares = nlohmann::json::object();
    constexpr std::string_view classes[] = {"lurker", "intermittent", "heavy"};
    for (std::size_t i = 0; i < part.shares.size(); ++i) {
        const network::participation_share& each = part.shares[i];
        shares[std::string(classes[i])] = {{"members", each.members},
                                           {"share", each.share},
                                           {"low", each.low},
                                           {"high", each.high},
                                           {"effort", each.effort}};
    }
    return {{"participation",
             {{"members", part.members},
              {"contributions", part.contributions},
              {"classes", std::move(shares)},
              {"against_90_9_1", {{"g", part.g}, {"p_value", part.p_value}}},
              {"gini", part.gini},
              {"top_1_percent", part.top_1_percent},
              {"intermittent_from", part.intermittent_from},
              {"heavy_from", part.heavy_from}}},
            {"scored", of.scored},
            {"follower_correlation", of.follower_correlation},
            {"employee_contacts", of.employee_contacts},
            {"interaction_rows",
             {{"rows", of.rows.rows},
              {"events", of.rows.events},
              {"used", of.rows.used},
              {"retries", of.rows.retries},
              {"upon_oneself", of.rows.upon_oneself},
              {"after_as_of", of.rows.after_as_of},
              {"too_old", of.rows.too_old},
              {"no_consent", of.rows.no_consent},
              {"out_of_range", of.rows.out_of_range},
              {"rejected", of.rows.rejected}}}};
}

[[nodiscard]] inline nlohmann::json write_stages(const equity::stages_result& of) {
    nlohmann::json funnel = nlohmann::json::array();
    for (std::size_t i = 0; i < of.funnel.size(); ++i) {
        const equity::funnel_step& step = of.funnel[i];
        funnel.push_back(
            {{"stage", equity::stage_names[i + 1]},
             {"reached", step.reached},
             {"share", {{"value", step.share}, {"low", step.low}, {"high", step.high}}},
             {"conversion",
              {{"value", step.conversion}, {"low", step.conversion_low}, {"high", step.conversion_high}}}});
    }
    return {{"funnel", std::move(funnel)},
            {"scaled", of.scaled},
            {"errors", of.errors},
            {"reproducibility", of.reproducibility},
            {"minimal_reproducibility", of.minimal_reproducibility},
            {"scalability", of.scalability}};
}

/// Customer Network Equity, and who is worth more to the company than his own purchases.
[[nodiscard]] inline nlohmann::json write_equity_summary(const crm::score_table& table) {
    const crm::equity_summary& of = *table.summary().equity;
    const auto ids = [&](const std::vector<std::uint32_t>& rows) {
        nlohmann::json result = nlohmann::json::array();
        for (const std::uint32_t row : rows) {
            result.push_back(std::string(table.id(row)));
        }
        return result;
    };
    nlohmann::json sharing = nlohmann::json::object();
    for (std::size_t kind = 0; kind < of.sharing.size(); ++kind) {
        const equity::sharing_kind_summary& each = of.sharing[kind];
        sharing[std::string(crm::contribution_kind_names[kind])] = {
            {"events", each.events},
            {"sharers", each.sharers},
            {"decided", each.decided},
            {"acceptance", {{"value", each.acceptance}, {"low", each.acceptance_low}, {"high", each.acceptance_high}}}};
    }
    nlohmann::json rejected = nlohmann::json::object();
    for (const auto& [reason, count] : of.rejected_referrals) {
        rejected[reason] = count;
    }
    return {{"counted", of.counted},
            {"lifetime_value", of.lifetime_value},
            {"customer_network_equity", of.network_value},
            {"credited", of.credited},
            {"knowledge_value", of.knowledge_value},
            {"engagement_value", of.engagement_value},
            {"external", {{"expected_customers", of.external_expected}, {"value", of.external_value}}},
            {"ranks",
             {{"spearman", of.ranks.spearman},
              {"kendall", of.ranks.kendall},
              {"top_decile",
               {{"entered", ids(of.ranks.entered)},
                {"left", ids(of.ranks.left)},
                {"stayed", of.ranks.stayed},
                {"moved_share", of.ranks.moved_share}}}}},
            {"stages", write_stages(of.stages)},
            {"sharing", std::move(sharing)},
            {"sharers", of.sharers},
            {"gini", of.concentration},
            {"referrals", {{"rows", of.referrals}, {"rejected", std::move(rejected)}}}};
}

/// How many customers have each category of a column.
[[nodiscard]] inline nlohmann::json write_counts_of(const crm::score_table& table, std::string_view column) {
    const auto names = table.labels(column);
    std::vector<std::size_t> counts(names.size());
    for (const std::int32_t code : table.codes(column)) {
        ++counts[static_cast<std::size_t>(code)];
    }
    return write_counts(counts, names);
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
          {"no_consent", answers.no_consent},
          {"rejected", answers.rejected}}},
        {"purchase_rows",
         {{"rows", purchases.rows},
          {"used", purchases.used},
          {"merged", purchases.merged},
          {"refunds", purchases.refunds},
          {"zeros_ignored", purchases.zeros_ignored},
          {"after_as_of", purchases.after_end},
          {"no_consent", table.purchases_without_consent()},
          {"rejected", purchases.rejected}}},
        {"rejected_rows", table.rejected().size()},
        {"consent", write_counts(summary.consent, crm::consent_status_names)},
    };
    if (summary.anonymous.respondents > 0) {
        result["anonymous"] = write_anonymous(summary);
    }
    if (summary.network) {
        result["network"] = write_network_summary(*summary.network);
    }
    if (summary.equity) {
        result["equity"] = write_equity_summary(table);
    }
    if (table.model().treatment) {
        result["treatment"] = write_counts_of(table, "treatment_status");
    }
    if (!table.model().hash.empty()) {
        result["model"]["hash"] = table.model().hash;
    }
    if (table.model().survey) {
        result["rule"] = survey::portfolio_rule_id;
    }
    return result;
}

}  // namespace detail

std::string write_summary(const crm::score_table& table) {
    return canonical(detail::summary_of(table));
}

std::string explain(const crm::score_table& table, std::string_view id) {
    const std::size_t row = table.row_of(id);
    const card_details details{table.answers(row)};
    writer out;
    write_card(out, table.model(), table.as_of(), table.id(row), table.scores(row), &details);
    return out.take();
}

std::string write_table(const crm::score_table& table) {
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
