#include "table_builder.hpp"

#include "crm/account_scores.hpp"

#include <scvm/crm/cocreation_scores.hpp>
#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/employee_layer.hpp>
#include <scvm/crm/helper_scores.hpp>
#include <scvm/crm/outside_scores.hpp>
#include <scvm/crm/score_columns.hpp>
#include <scvm/crm/treatment.hpp>
#include <scvm/crm/who_matters.hpp>
#include <scvm/equity/treatment.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/value/time_unit.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

/// The columns that show a part, a member of `scores`.
template <class Part>
[[nodiscard]] column_places columns_of(const customer_scores& scores, const Part& part) {
    const std::size_t from = static_cast<std::size_t>(reinterpret_cast<const std::byte*>(&part) -
                                                      reinterpret_cast<const std::byte*>(&scores));
    const std::size_t to = from + sizeof(Part);
    const auto those_of = [&](const std::vector<score_column>& columns) {
        std::vector<std::size_t> result;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const auto inside = [&](std::size_t offset) { return from <= offset && offset < to; };
            if (std::ranges::any_of(columns[c].offsets, inside)) {
                result.push_back(c);
            }
        }
        return result;
    };
    return {those_of(number_columns()), those_of(category_columns())};
}

/// All columns, and those of what is decided once everybody's own scores are there.
struct columns_by_part {
    column_places all;
    column_places network;
    column_places sharing;
    column_places equity;
    column_places service;
    column_places helper;
    column_places treatment;
    column_places matters;
    column_places account;

    columns_by_part() {
        const customer_scores scores;
        all.numbers.resize(number_columns().size());
        all.categories.resize(category_columns().size());
        std::iota(all.numbers.begin(), all.numbers.end(), std::size_t{0});
        std::iota(all.categories.begin(), all.categories.end(), std::size_t{0});
        network = columns_of(scores, scores.network);
        sharing = columns_of(scores, scores.sharing);
        equity = columns_of(scores, scores.equity);
        service = columns_of(scores, scores.service);
        helper = columns_of(scores, scores.helper);
        treatment = columns_of(scores, scores.treatment);
        matters = columns_of(scores, scores.matters);
        account = columns_of(scores, scores.account);
    }
};

[[nodiscard]] const columns_by_part& columns() {
    static const columns_by_part made;
    return made;
}

}  // namespace

table_builder::table_builder(std::shared_ptr<const scoring_model> model, std::int64_t as_of, const customer_base& base,
                             const usable_data& data) {
    made_.model = std::move(model);
    made_.as_of = as_of;
    made_.rejected = base.rejected();
    std::ranges::move(base.late_rows(as_of), std::back_inserter(made_.rejected));
    const std::size_t customers = base.customers().size();
    made_.ids.reserve(customers);
    for (std::size_t row = 0; row < customers; ++row) {
        made_.ids.insert(base.customers()[row]);
    }
    made_.absent.assign(customers, absent);
    made_.numbers.resize(number_columns().size());
    made_.codes.assign(category_columns().size(), std::vector<std::int32_t>(customers));
    for (const base_attribute& each : base.content().attributes) {
        table_attribute& kept = made_.attributes.emplace_back();
        kept.name = each.name;
        for (std::size_t v = 0; v < each.values.size(); ++v) {
            kept.values.emplace_back(each.values[v]);
        }
        kept.of_row = each.of_row;
        kept.of_row.resize(customers, base_attribute::none);
        for (std::size_t row = 0; row < customers; ++row) {
            if (!data.allows(data_use::survey, row) && !data.allows(data_use::value, row)) {
                kept.of_row[row] = base_attribute::none;
            }
        }
    }
    made_.first_answer.resize(customers + 1);
}

void table_builder::write(std::size_t row, const customer_scores& scores, const column_places& of) {
    for (const std::size_t c : of.numbers) {
        const double value = number_columns()[c].get(scores);
        std::vector<double>& column = made_.numbers[c];
        if (column.empty() && !std::isnan(value)) {
            column.assign(size(), absent);
        }
        if (!column.empty()) {
            column[row] = value;
        }
    }
    for (const std::size_t c : of.categories) {
        made_.codes[c][row] = static_cast<std::int32_t>(category_columns()[c].get(scores));
    }
}

void table_builder::add(std::size_t row, const customer_scores& scores, std::span<const double> answers) {
    write(row, scores, columns().all);
    made_.answers.insert(made_.answers.end(), answers.begin(), answers.end());
    made_.first_answer[row + 1] = made_.answers.size();
}

void table_builder::credit(const usable_data& data, std::span<const std::int64_t> first_purchase,
                           credit_evidence evidence, const network_state* network) {
    const scoring_model& model = *made_.model;
    const equity_rules& rules = *model.equity;
    for (const double revenue : made_.numbers_of("revenue")) {
        const credit_bounds bounds = credit_bounds_of(revenue, rules, *model.value);
        evidence.brought.push_back(bounds.brought);
        evidence.most = bounds.most;
    }
    equity_state state = measure_equity(data, rules, made_.numbers_of("lifetime_value"), first_purchase, evidence,
                                        network, standing_rules_of(model).regard.doubt, as_of());
    std::vector<std::uint8_t> steps;
    for (std::size_t row = 0; row < size(); ++row) {
        customer_scores scores = made_.scores(row);
        const bool allowed = data.allows(data_use::network, row);
        score_equity(allowed, state.inputs[row], sharing_of(state.sharing, row, state.accepted[row]), model, scores);
        write(row, scores, columns().sharing);
        write(row, scores, columns().equity);
        if (allowed) {
            const auto own = detail::steps_of(scores, rules);
            steps.insert(steps.end(), own.begin(), own.end());
        }
    }
    equity_ = summarise_equity(state, made_.numbers_of("lifetime_value"), made_.numbers_of("network_value"),
                               made_.numbers_of("engagement_value"), made_.numbers_of("knowledge_value"), steps);
    const double horizon_days =
        model.value ? model.value->horizon * 365.25 / value::units_per_year(model.value->unit) : 0;
    equity_->external_expected =
        expected_referred(data.referrals(), made_.numbers_of("p_alive"), as_of(), horizon_days);
    if (model.value) {
        equity_->external_value = equity_->external_expected * model.value->newcomer.value;
    }
}

std::vector<double> table_builder::costs_of(std::string_view attribute) const {
    std::vector<double> result;
    if (attribute.empty()) {
        return result;
    }
    result.assign(size(), absent);
    for (const table_attribute& each : made_.attributes) {
        if (each.name != attribute) {
            continue;
        }
        std::vector<double> of_value;
        for (const std::string& text : each.values) {
            double number = absent;
            const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
            const bool whole = fault == std::errc() && end == text.data() + text.size();
            of_value.push_back(whole && number > 0 && std::isfinite(number) ? number : absent);
        }
        for (std::size_t row = 0; row < size(); ++row) {
            const std::uint32_t code = each.of_row[row];
            result[row] = code == base_attribute::none ? absent : of_value[code];
        }
    }
    return result;
}

void table_builder::look_outside(const usable_data& data, std::span<const std::int64_t> first_purchase,
                                 const network_state* network) {
    outside_ = measure_outside(data, network, first_purchase, made_.numbers_of("open_referrals"),
                               privacy_of(*made_.model).fewest_shown, as_of());
}

void table_builder::compare(const usable_data& data, const network_state& network,
                            const value::purchase_table& purchases) {
    const scoring_model& model = *made_.model;
    const std::vector<double> cost = costs_of(model.ambassadors ? model.ambassadors->cost_attribute : "");
    const bool valued = model.value && model.value->purchasing;
    const matters_state state = measure_matters(
        model, data, network,
        {made_.numbers_of("lifetime_value"), made_.numbers_of("network_value"), made_.numbers_of("given_share"),
         made_.codes_of("segment"), made_.numbers_of("p_fan"), made_.codes_of("consent_contact"),
         valued ? purchases.histories() : value::history_columns{}, purchases.monetary, cost});
    matters_ = state.summary;
    for (std::size_t row = 0; row < size(); ++row) {
        customer_scores scores = made_.scores(row);
        settle_matters(model, state.of[row], data.allows(data_use::network, row), scores);
        write(row, scores, columns().matters);
    }
}

void table_builder::listen(const usable_data& data) {
    const auto audience = audience_values(data, *made_.model->network, made_.numbers_of("lifetime_value"), as_of());
    for (std::uint32_t row = 0; row < size(); ++row) {
        if (data.allows(data_use::network, row)) {
            customer_scores scores = made_.scores(row);
            scores.network.audience_value = audience[row];
            write(row, scores, columns().network);
        }
    }
}

void table_builder::serve(const usable_data& data, const counted_complaints& complaints,
                          std::span<const mood_pair> moods) {
    const scoring_model& model = *made_.model;
    for (std::uint32_t row = 0; row < size(); ++row) {
        if (data.allows(data_use::network, row)) {
            customer_scores scores = made_.scores(row);
            score_damage({}, *model.service, scores);
            write(row, scores, columns().service);
        }
    }
    std::vector<std::uint32_t> queue;
    for (std::uint32_t row = 0; row < size(); ++row) {
        if (made_.numbers_of("open_complaints")[row] > 0) {
            queue.push_back(row);
        }
    }
    const auto waited = made_.numbers_of("open_hours");
    std::sort(queue.begin(), queue.end(),
              equity::by_priority(made_.numbers_of("complaint_priority"), [&](std::size_t a, std::size_t b) {
                  return waited[a] != waited[b] ? waited[a] > waited[b] : made_.ids[a] < made_.ids[b];
              }));
    complaints_ = summarise_complaints(data, complaints, made_.attributes, moods, model, as_of());
    math::precise_sum damage;
    std::vector<double> damages;
    for (std::size_t place = 1; place <= queue.size(); ++place) {
        const std::uint32_t row = queue[place - 1];
        customer_scores scores = made_.scores(row);
        complaint_scores& of = scores.service;
        of.queue_place = static_cast<double>(place);
        write(row, scores, columns().service);
        damage.add(std::isnan(of.damage_at_risk) ? 0 : of.damage_at_risk);
        damages.push_back(of.damage_at_risk);
        complaints_->queue.push_back({std::string(made_.ids[row]), place, of.open, of.open_hours, of.promised_hours,
                                      of.missed_hours, of.damage_at_risk, of.p_opponent, of.priority});
    }
    complaints_->damage_at_risk = may_show_sum(damages, privacy_of(model)) ? damage.value() : absent;
}

void table_builder::help(const usable_data& data) {
    const scoring_model& model = *made_.model;
    helper_measure found = measure_helpers(data, *model.service, privacy_of(model).fewest_shown, as_of());
    for (std::uint32_t row = 0; row < size(); ++row) {
        if (!data.allows(data_use::network, row)) {
            continue;
        }
        customer_scores scores;
        const std::size_t place = found.of_customer[row];
        scores.helper.status = helper_status::no_helper;
        if (place < found.figures.helpers.size()) {
            scores.helper = scores_of(found.figures.helpers[place]);
        }
        write(row, scores, columns().helper);
    }
    helpers_ = std::move(found.figures);
}

void table_builder::cocreate(const customer_base& base, const usable_data& data, std::span<const std::uint8_t> voters) {
    std::vector<rejected_row> rejected;
    cocreation_ = measure_cocreation(base, data, made_, voters, rejected);
    std::ranges::move(rejected, std::back_inserter(made_.rejected));
}

void table_builder::add_up(const customer_base& base, const usable_data& data) {
    std::vector<rejected_row> rejected;
    account_tree tree = measure_accounts(base, data, made_, rejected);
    std::ranges::move(rejected, std::back_inserter(made_.rejected));
    for (std::size_t row = 0; row < size(); ++row) {
        const bool allowed = data.allows(data_use::survey, row) || data.allows(data_use::value, row);
        customer_scores scores;
        scores.account = account_scores_of(tree, row, allowed);
        write(row, scores, columns().account);
    }
    made_.accounts = std::move(tree);
}

void table_builder::treat() {
    const treatment_rules& rules = *made_.model->treatment;
    const std::vector<std::uint8_t> before = tiers_before(rules);
    std::vector<std::vector<std::uint32_t>> wanting(rules.actions.size());
    for (std::uint32_t row = 0; row < size(); ++row) {
        customer_scores scores = made_.scores(row);
        score_treatment(rules, before.empty() ? equity::no_tier : before[row], scores);
        if (scores.treatment.action > 0) {
            wanting[static_cast<std::size_t>(scores.treatment.action - 1)].push_back(row);
        }
        write(row, scores, columns().treatment);
    }
    const auto first_of_each = made_.by_priority();
    for (std::size_t action = 0; action < wanting.size(); ++action) {
        for (const std::uint32_t row :
             equity::beyond_capacity(wanting[action], rules.actions[action].capacity, first_of_each)) {
            customer_scores scores = made_.scores(row);
            scores.treatment.status = treatment_status::no_capacity;
            write(row, scores, columns().treatment);
        }
    }
}

std::vector<std::uint8_t> table_builder::tiers_before(const treatment_rules& rules) const {
    std::vector<std::uint8_t> result;
    for (const table_attribute& each : made_.attributes) {
        if (each.name == rules.previous_tier) {
            for (const std::uint32_t code : each.of_row) {
                result.push_back(code == base_attribute::none ? equity::no_tier : rules.tier_named(each.values[code]));
            }
        }
    }
    return result;
}

score_table table_builder::finish(const usable_data& data, network_state* network) {
    company_summary& summary = made_.summary;
    summary = summarise(made_.codes_of("segment"), made_.codes_of("survey_status"), made_.codes_of("value_status"),
                        made_.numbers_of("revenue"), made_.numbers_of("lifetime_value"));
    for (const std::int32_t status : made_.codes_of("consent_status")) {
        ++summary.consent[static_cast<std::size_t>(status)];
    }
    summary.anonymous = anonymous_;
    summary.equity = std::move(equity_);
    summary.matters = matters_;
    summary.complaints = std::move(complaints_);
    summary.helpers = std::move(helpers_);
    summary.cocreation = std::move(cocreation_);
    summary.outside = outside_;
    std::size_t rejected_interactions = 0;
    for (const rejected_row& row : made_.rejected) {
        made_.answer_rows.rejected += row.where == table::answers;
        made_.purchase_rows.rejected += row.where == table::purchases;
        rejected_interactions += row.where == table::interactions;
    }
    made_.answer_rows.no_consent = data.left_out(table::answers);
    made_.answer_rows.rows += made_.answer_rows.rejected + made_.answer_rows.no_consent;
    made_.purchases_without_consent = data.left_out(table::purchases);
    made_.purchase_rows.rows += made_.purchase_rows.rejected + made_.purchases_without_consent;
    if (network != nullptr) {
        network->account.rejected += rejected_interactions;
        network->account.rows += network->account.rejected;
        network->account.events += network->account.rejected;
        summary.network = summarise_network(*network, made_.numbers_of("social_score"));
        if (data.employees() > 0) {
            summary.employees = measure_employees(data, *network, made_.as_of);
        }
    }
    return score_table(std::move(made_));
}

}  // namespace scvm::crm
