#pragma once

#include "methods/value_arguments.hpp"

#include <scvm/value/holdout.hpp>
#include <scvm/value/rfm.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace scvm::json {

namespace detail {

[[nodiscard]] inline nlohmann::json write_account(const value::purchase_account& account) {
    return {{"rows", account.rows},
            {"used", account.used},
            {"merged", account.merged},
            {"refunds", account.refunds},
            {"zeros_ignored", account.zeros_ignored},
            {"after_end", account.after_end},
            {"rejected", account.rejected},
            {"occasions_refunded", account.occasions_refunded},
            {"refunds_unmatched", account.refunds_unmatched}};
}

[[nodiscard]] inline nlohmann::json write_purchases(const value::purchase_table& table, const purchase_rows& rows) {
    return {{"unit", name(table.unit)},
            {"customer", rows.ids()},
            {"x", table.x},
            {"t_x", table.t_x},
            {"T", table.T},
            {"monetary", table.monetary},
            {"revenue", table.revenue},
            {"account", write_account(table.account)},
            {"rejected", write_rejected(table.rejected)}};
}

[[nodiscard]] inline nlohmann::json purchase_summary(object_reader& in) {
    const purchase_rows rows(in);
    return write_purchases(value::purchase_summary(rows.columns(), rows.moment(in, "observation_end"), rows.rules()),
                           rows);
}

[[nodiscard]] inline nlohmann::json calibration_and_holdout(object_reader& in) {
    const purchase_rows rows(in);
    const auto found = value::calibration_and_holdout(rows.columns(), rows.moment(in, "calibration_end"),
                                                      rows.moment(in, "observation_end"), rows.rules());
    return {{"calibration", write_purchases(found.calibration, rows)},
            {"holdout_x", found.holdout_x},
            {"holdout_monetary", found.holdout_monetary},
            {"holdout_duration", found.holdout_duration},
            {"account", write_account(found.account)}};
}

/// A square of cohorts by ages, row after row.
[[nodiscard]] inline nlohmann::json write_square(const std::vector<double>& cells, std::size_t size) {
    nlohmann::json result = nlohmann::json::array();
    for (std::size_t row = 0; row < size; ++row) {
        const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(row * size);
        result.push_back(std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(size)));
    }
    return result;
}

[[nodiscard]] inline nlohmann::json cohorts(object_reader& in) {
    const purchase_rows rows(in);
    const auto found = value::cohorts(rows.columns(), rows.moment(in, "start"), rows.moment(in, "observation_end"),
                                      static_cast<std::int32_t>(count(in, "days_per_period")), rows.rules());
    nlohmann::json cohort_of = nlohmann::json::array();
    for (const std::uint32_t cohort : found.cohort_of) {
        cohort_of.push_back(cohort == 0xffffffff ? nlohmann::json(nullptr) : nlohmann::json(cohort));
    }
    return {{"length", found.length},
            {"unit", name(rows.rules().unit)},
            {"customers", found.customers},
            {"active", write_square(found.active, found.periods)},
            {"purchases", write_square(found.purchases, found.periods)},
            {"revenue", write_square(found.revenue, found.periods)},
            {"customer", rows.ids()},
            {"cohort_of", std::move(cohort_of)}};
}

[[nodiscard]] inline value::score_range score_range_of(object_reader& in, std::string_view key) {
    if (in.find(key) == nullptr) {
        return {};
    }
    const auto ends = numbers<2>(in, key);
    for (const double end : ends) {
        if (!(end >= 1 && end <= 255 && end == std::floor(end))) {
            throw_domain(in.path(key), end, "the lowest and the highest score, whole numbers from 1");
        }
    }
    return {static_cast<std::uint8_t>(ends[0]), static_cast<std::uint8_t>(ends[1])};
}

[[nodiscard]] inline nlohmann::json rfm_segments(object_reader& in) {
    std::vector<value::rfm_rule> rules;
    for (const auto& each : in.array("rules")) {
        object_reader at(each, in.path("rules"), errc::bad_record);
        rules.push_back({at.text("segment"), score_range_of(at, "recency"), score_range_of(at, "frequency"),
                         score_range_of(at, "monetary")});
        at.finish();
    }
    if (rules.empty()) {
        rules = value::default_rfm_rules();
    }
    const unsigned levels = count(in, "levels", 4);
    const auto found = value::rfm_segments(required_column(in, "since_last"), required_column(in, "purchases"),
                                           required_column(in, "spend"), rules, levels);
    nlohmann::json segment = nlohmann::json::array();
    for (const std::uint32_t of : found.segment_of) {
        segment.push_back(of == 0xffffffff ? nlohmann::json(nullptr) : nlohmann::json(found.segments[of]));
    }
    nlohmann::json segments = nlohmann::json::array();
    for (std::size_t i = 0; i < found.segments.size(); ++i) {
        segments.push_back({{"segment", found.segments[i]}, {"customers", found.customers[i]}});
    }
    return {{"levels", levels},           {"recency", found.recency},      {"frequency", found.frequency},
            {"monetary", found.monetary}, {"segment", std::move(segment)}, {"segments", std::move(segments)}};
}

}  // namespace detail

/// The methods that make histories of purchases.
inline constexpr method purchase_methods[] = {
    {"purchase_summary", detail::purchase_summary},
    {"calibration_and_holdout", detail::calibration_and_holdout},
    {"cohorts", detail::cohorts},
    {"rfm_segments", detail::rfm_segments},
};

}  // namespace scvm::json
