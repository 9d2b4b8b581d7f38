#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/equity_scores.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/responses.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/summary.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/error.hpp>
#include <scvm/value/purchases.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

namespace {

[[nodiscard]] std::size_t place_of_column(const std::vector<score_column>& columns, std::string_view name) {
    const auto found = std::ranges::find(columns, name, &score_column::name);
    if (found != columns.end()) {
        return static_cast<std::size_t>(found - columns.begin());
    }
    std::string known;
    for (const score_column& each : columns) {
        known += (known.empty() ? "" : ", ") + each.name;
    }
    throw error(errc::unknown_id, "column " + quoted(name) + ": expected one of " + known);
}

}  // namespace

std::span<const double> score_table_content::numbers_of(std::string_view name) const {
    const std::vector<double>& found = numbers[place_of_column(number_columns(), name)];
    return found.empty() ? absent : found;
}

std::span<const std::int32_t> score_table_content::codes_of(std::string_view name) const {
    return codes[place_of_column(category_columns(), name)];
}

customer_scores score_table_content::scores(std::size_t row) const {
    customer_scores result;
    for (std::size_t c = 0; c < numbers.size(); ++c) {
        if (!numbers[c].empty()) {
            number_columns()[c].set(result, numbers[c][row]);
        }
    }
    for (std::size_t c = 0; c < codes.size(); ++c) {
        category_columns()[c].set(result, codes[c][row]);
    }
    return result;
}

std::size_t score_table::row_of(std::string_view id) const {
    const auto found = find_row(id);
    if (!found) {
        throw error(errc::unknown_id, "customer " + quoted(id) + ": not in this score table");
    }
    return *found;
}

std::vector<std::string> score_table::labels(std::string_view name) const {
    const score_column& column = category_columns()[place_of_column(category_columns(), name)];
    std::vector<std::string> result(column.labels.begin(), column.labels.end());
    if (!column.labels.empty()) {
        return result;
    }
    result.emplace_back("none");
    if (!content_.model->treatment) {
        return result;
    }
    if (name == "treatment_rule") {
        for (std::size_t rule = 1; rule <= content_.model->treatment->rules.size(); ++rule) {
            result.push_back(std::to_string(rule));
        }
    } else if (name == "treatment") {
        for (const treatment_action& each : content_.model->treatment->actions) {
            result.push_back(each.id);
        }
    } else {
        for (const value_tier& each : content_.model->treatment->tiers) {
            result.push_back(each.name);
        }
    }
    return result;
}

const table_attribute& score_table::attribute(std::string_view name) const {
    for (const table_attribute& each : content_.attributes) {
        if (each.name == name) {
            return each;
        }
    }
    std::string known;
    for (const table_attribute& each : content_.attributes) {
        known += (known.empty() ? "" : ", ") + each.name;
    }
    throw error(errc::unknown_id, "attribute " + quoted(name) + ": the base has " + (known.empty() ? "none" : known));
}

std::vector<survey::segment> score_table::segments() const {
    std::vector<survey::segment> result;
    for (const std::int32_t code : codes("segment")) {
        result.push_back(static_cast<survey::segment>(code));
    }
    return result;
}

}  // namespace scvm::crm
