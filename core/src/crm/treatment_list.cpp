#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/treatment_list.hpp>
#include <scvm/dates/date_text.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <utility>

namespace scvm::crm {

namespace {

/// Everybody who gets an action, the most urgent first; equal priorities by id.
std::vector<listed_action> list_actions(const score_table& table) {
    const treatment_rules& rules = *table.model().treatment;
    const auto action = table.codes("treatment");
    const auto status = table.codes("treatment_status");
    const auto priority = table.numbers("priority");
    const auto rule_of = table.codes("treatment_rule");
    std::vector<std::vector<std::size_t>> rows(rules.actions.size());
    std::vector<listed_action> result(rules.actions.size());
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (action[row] > 0) {
            const auto which = static_cast<std::size_t>(action[row] - 1);
            if (status[row] == static_cast<std::int32_t>(treatment_status::treated)) {
                rows[which].push_back(row);
            } else {
                ++result[which].waiting;
            }
        }
    }
    for (std::size_t which = 0; which < rows.size(); ++which) {
        const treatment_action& of = rules.actions[which];
        listed_action& to = result[which];
        std::sort(rows[which].begin(), rows[which].end(), table.by_priority());
        to.id = of.id;
        to.priority = of.priority;
        if (of.capacity != equity::treatment_action::unlimited) {
            to.capacity = of.capacity;
        }
        to.customers.reserve(rows[which].size());
        for (const std::size_t row : rows[which]) {
            to.customers.push_back({std::string(table.id(row)), priority[row],
                                    rules.rules[static_cast<std::size_t>(rule_of[row] - 1)].reason});
        }
    }
    return result;
}

/// The first by participation, then influence, then value; ties by id.
std::vector<attention_entry> list_attention(const score_table& table) {
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
    std::vector<attention_entry> result;
    for (const std::uint32_t row :
         equity::attention_list({participation, influence, value, tie, eligible}, table.model().treatment->attention)) {
        result.push_back({std::string(table.id(row)), static_cast<network::participation_class>(participation[row]),
                          influence[row], value[row]});
    }
    return result;
}

/// Of which months nothing may be shown, since too few customers, or captives, are released in them; captives without
/// a month are counted too, for their revenue is known together.
std::map<std::int32_t, bool> hidden_months(const score_table& table, std::span<const std::int32_t> month,
                                           std::span<const double> p_captive) {
    const auto segment = table.codes("segment");
    const auto revenue = table.numbers("revenue");
    const privacy_rules rules = privacy_of(table.model());
    std::map<std::int32_t, survey::tally> months;
    std::map<std::int32_t, survey::sum_parts> parts;
    for (std::size_t row = 0; row < table.size(); ++row) {
        survey::tally& of = months[month[row]];
        const bool captive = segment[row] == static_cast<std::int32_t>(survey::segment::captive);
        of[0] += captive;
        of[1] += captive && !std::isnan(revenue[row]);
        of[2] += captive && !std::isnan(revenue[row]) && revenue[row] != 0;
        const bool counts = p_captive[row] > 0 && !std::isnan(revenue[row]);
        of[3] += counts;
        parts[month[row]].add(counts ? p_captive[row] * revenue[row] : 0);
    }
    std::vector<survey::tally> cells;
    for (const auto& each : months) {
        // A month whose revenue tells one customer's is as one of a single customer.
        survey::tally of = each.second;
        for (double& count : of) {
            count = parts[each.first].tells(rules.p_percent) ? std::min(count, 1.0) : count;
        }
        cells.push_back(of);
    }
    const std::vector<std::size_t> one_group{0};
    const auto pooled = survey::protect_rows(cells, one_group, rules.fewest_shown).pooled;
    std::map<std::int32_t, bool> result;
    for (const auto& each : months) {
        const std::size_t place = result.size();
        result[each.first] = pooled[place] != 0;
    }
    return result;
}

/// What may leave when the contracts of captives end, month by month.
std::vector<release_entry> list_releases(const score_table& table) {
    std::vector<std::int32_t> month(table.size(), equity::no_release);
    std::vector<double> captive(table.size());
    const auto release = table.numbers("release_date");
    const auto p_captive = table.numbers("p_captive");
    const auto segment = table.segments();
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (!std::isnan(release[row])) {
            const std::string date = dates::date_text(static_cast<std::int64_t>(release[row]));
            month[row] = (std::stoi(date.substr(0, 4)) - 1970) * 12 + std::stoi(date.substr(5, 2)) - 1;
        }
        captive[row] = probability_or_group(p_captive[row], segment[row], survey::segment::captive);
    }
    auto hidden = hidden_months(table, month, captive);
    const bool shows_captives = disclose(table).shows_money(survey::segment::captive);
    std::vector<release_entry> result;
    for (const equity::release_month& each : equity::revenue_at_release(month, captive, table.numbers("revenue"))) {
        const std::string number = std::to_string(each.month % 12 + 1);
        release_entry& to = result.emplace_back();
        to.month = std::to_string(1970 + each.month / 12) + (number.size() < 2 ? "-0" : "-") + number;
        if (!hidden[each.month]) {
            to.customers = each.customers;
            to.revenue = shows_captives ? each.revenue : absent;
        }
    }
    return result;
}

/// How many recommendations more there would be, if sympathizers spoke up like fans.
activation_estimate estimate_activation(const score_table& table) {
    const auto segment = table.segments();
    const auto recommendations = table.numbers("recommendations");
    const auto p_sympathizer = table.numbers("p_sympathizer");
    const disclosure may = disclose(table);
    const auto mean_of = [&](survey::segment group) {
        double sum = 0;
        double n = 0;
        for (std::size_t row = 0; row < table.size(); ++row) {
            if (segment[row] == group && !std::isnan(recommendations[row])) {
                sum += recommendations[row];
                n += 1;
            }
        }
        return may.shows(group) && n >= privacy_of(table.model()).fewest_shown ? sum / n : absent;
    };
    activation_estimate result;
    result.recommendations_per_fan = mean_of(survey::segment::fan);
    result.recommendations_per_sympathizer = mean_of(survey::segment::sympathizer);
    std::vector<double> each;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const double p = probability_or_group(p_sympathizer[row], segment[row], survey::segment::sympathizer);
        const double gain =
            equity::activation_potential(p, result.recommendations_per_fan, result.recommendations_per_sympathizer);
        if (!std::isnan(gain)) {
            each.push_back(gain);
        }
    }
    if (!each.empty()) {
        result.potential = detail::ordered_sum(each);
    }
    return result;
}

}  // namespace

treatment_list treatments_of(const score_table& table) {
    if (!table.model().treatment) {
        throw error(errc::not_fitted, "treatment: the model has no such section");
    }
    return {table.as_of(),         name_of(table.model()), list_actions(table),
            list_attention(table), list_releases(table),   estimate_activation(table)};
}

}  // namespace scvm::crm
