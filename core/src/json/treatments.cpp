#include "json/card.hpp"
#include "json/writer.hpp"

#include <scvm/crm/score_table.hpp>
#include <scvm/equity/attention.hpp>
#include <scvm/json/treatments.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

/// Everybody who gets an action, the most urgent first; equal priorities by id.
inline void write_actions(writer& out, const crm::score_table& table) {
    const crm::treatment_rules& rules = *table.model().treatment;
    const auto action = table.codes("treatment");
    const auto status = table.codes("treatment_status");
    const auto priority = table.numbers("priority");
    const auto rule_of = table.codes("treatment_rule");
    std::vector<std::vector<std::size_t>> rows(rules.actions.size());
    std::vector<std::size_t> waiting(rules.actions.size());
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (action[row] > 0) {
            const auto which = static_cast<std::size_t>(action[row] - 1);
            if (status[row] == static_cast<std::int32_t>(crm::treatment_status::treated)) {
                rows[which].push_back(row);
            } else {
                ++waiting[which];
            }
        }
    }
    out.begin_array();
    for (std::size_t which = 0; which < rows.size(); ++which) {
        const crm::treatment_action& of = rules.actions[which];
        std::sort(rows[which].begin(), rows[which].end(), table.by_priority());
        out.begin_object();
        out.member("action", of.id);
        out.key("capacity");
        of.capacity == equity::treatment_action::unlimited ? out.null() : out.value(of.capacity);
        out.key("customers");
        out.begin_array();
        for (const std::size_t row : rows[which]) {
            out.begin_object();
            out.member("id", table.id(row));
            out.member("priority", priority[row]);
            out.member("reason", rules.rules[static_cast<std::size_t>(rule_of[row] - 1)].reason);
            out.end_object();
        }
        out.end_array();
        out.member("priority", crm::priority_rule_names[static_cast<std::size_t>(of.priority)]);
        out.member("waiting", waiting[which]);
        out.end_object();
    }
    out.end_array();
}

/// The first by participation, then influence, then value; ties by id.
[[nodiscard]] inline nlohmann::json write_attention(const crm::score_table& table) {
    const auto codes = table.codes("participation");
    const auto contact = table.codes("consent_contact");
    const auto consent = table.codes("consent_status");
    const auto influence = table.numbers("influence");
    const auto value = table.numbers(table.model().equity ? "network_value" : "lifetime_value");
    const std::vector<std::uint8_t> participation(codes.begin(), codes.end());
    std::vector<std::uint8_t> eligible;
    for (std::size_t row = 0; row < table.size(); ++row) {
        eligible.push_back(contact[row] == 0 && consent[row] == 0);
    }
    const auto ranks = table.id_ranks();
    const std::vector<std::uint64_t> tie(ranks.begin(), ranks.end());
    const auto rows =
        equity::attention_list({participation, influence, value, tie, eligible}, table.model().treatment->attention);
    const auto names = table.labels("participation");
    nlohmann::json result = nlohmann::json::array();
    for (const std::uint32_t row : rows) {
        result.push_back({{"id", std::string(table.id(row))},
                          {"participation", names[participation[row]]},
                          {"influence", influence[row]},
                          {"value", value[row]}});
    }
    return result;
}

/// What may leave when the contracts of captives end, month by month.
[[nodiscard]] inline nlohmann::json write_releases(const crm::score_table& table) {
    std::vector<std::int32_t> month(table.size(), equity::no_release);
    std::vector<double> captive(table.size());
    const auto release = table.numbers("release_date");
    const auto p_captive = table.numbers("p_captive");
    const auto segment = table.codes("segment");
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (!std::isnan(release[row])) {
            const std::string date = crm::date_text(static_cast<std::int64_t>(release[row]));
            month[row] = (std::stoi(date.substr(0, 4)) - 1970) * 12 + std::stoi(date.substr(5, 2)) - 1;
        }
        captive[row] = crm::probability_or_group(p_captive[row], segment[row], survey::segment::captive);
    }
    nlohmann::json result = nlohmann::json::array();
    for (const equity::release_month& each : equity::revenue_at_release(month, captive, table.numbers("revenue"))) {
        const std::string number = std::to_string(each.month % 12 + 1);
        result.push_back({{"month", std::to_string(1970 + each.month / 12) + (number.size() < 2 ? "-0" : "-") + number},
                          {"customers", each.customers},
                          {"revenue", each.revenue}});
    }
    return result;
}

/// How many recommendations more there would be, if sympathizers spoke up like fans.
[[nodiscard]] inline nlohmann::json write_activation(const crm::score_table& table) {
    const auto segment = table.codes("segment");
    const auto recommendations = table.numbers("recommendations");
    const auto p_sympathizer = table.numbers("p_sympathizer");
    const auto mean_of = [&](survey::segment group) {
        double sum = 0;
        double n = 0;
        for (std::size_t row = 0; row < table.size(); ++row) {
            if (segment[row] == static_cast<std::int32_t>(group) && !std::isnan(recommendations[row])) {
                sum += recommendations[row];
                n += 1;
            }
        }
        return n > 0 ? sum / n : crm::absent;
    };
    const double of_fan = mean_of(survey::segment::fan);
    const double of_sympathizer = mean_of(survey::segment::sympathizer);
    std::vector<double> each;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const double p = crm::probability_or_group(p_sympathizer[row], segment[row], survey::segment::sympathizer);
        const double gain = equity::activation_potential(p, of_fan, of_sympathizer);
        if (!std::isnan(gain)) {
            each.push_back(gain);
        }
    }
    return {{"recommendations_per_fan", of_fan},
            {"recommendations_per_sympathizer", of_sympathizer},
            {"potential", each.empty() ? crm::absent : crm::detail::ordered_sum(each)}};
}

}  // namespace detail

std::string write_treatments(const crm::score_table& table) {
    if (!table.model().treatment) {
        throw error(errc::not_fitted, "treatment: the model has no such section");
    }
    writer out;
    out.begin_object();
    out.key("actions");
    detail::write_actions(out, table);
    out.member("activation", detail::write_activation(table));
    out.member("as_of", crm::date_text(table.as_of()));
    out.member("attention", detail::write_attention(table));
    out.key("model");
    detail::write_model_name(out, table.model());
    out.member("releases", detail::write_releases(table));
    out.end_object();
    return out.take();
}

}  // namespace scvm::json
