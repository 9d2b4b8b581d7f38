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

std::size_t score_table::row_of(std::string_view id) const {
    const auto found = find_row(id);
    if (!found) {
        throw error(errc::unknown_id, "customer " + quoted(id) + ": not in this score table");
    }
    return *found;
}

std::size_t score_table::find(const std::vector<score_column>& columns, std::string_view name) {
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

std::vector<std::string> score_table::labels(std::string_view name) const {
    const score_column& column = category_columns()[find(category_columns(), name)];
    std::vector<std::string> result(column.labels.begin(), column.labels.end());
    if (!column.labels.empty()) {
        return result;
    }
    result.emplace_back("none");
    if (!model_->treatment) {
        return result;
    }
    if (name == "treatment_rule") {
        for (std::size_t rule = 1; rule <= model_->treatment->rules.size(); ++rule) {
            result.push_back(std::to_string(rule));
        }
    } else if (name == "treatment") {
        for (const treatment_action& each : model_->treatment->actions) {
            result.push_back(each.id);
        }
    } else {
        for (const value_tier& each : model_->treatment->tiers) {
            result.push_back(each.name);
        }
    }
    return result;
}

customer_scores score_table::scores(std::size_t row) const {
    customer_scores result;
    for (std::size_t c = 0; c < numbers_.size(); ++c) {
        if (!numbers_[c].empty()) {
            number_columns()[c].set(result, numbers_[c][row]);
        }
    }
    for (std::size_t c = 0; c < codes_.size(); ++c) {
        category_columns()[c].set(result, codes_[c][row]);
    }
    return result;
}

const score_table::attribute_column& score_table::attribute(std::string_view name) const {
    for (const attribute_column& each : attributes_) {
        if (each.name == name) {
            return each;
        }
    }
    std::string known;
    for (const attribute_column& each : attributes_) {
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

score_table::score_table(std::shared_ptr<const scoring_model> model, std::int64_t as_of, const customer_base& base,
                         const usable_data& data)
    : model_(std::move(model)), as_of_(as_of), rejected_(base.rejected()) {
    const std::size_t customers = base.customers().size();
    ids_.reserve(customers);
    for (std::size_t row = 0; row < customers; ++row) {
        ids_.insert(base.customers()[row]);
    }
    absent_.assign(customers, absent);
    numbers_.resize(number_columns().size());
    codes_.assign(category_columns().size(), std::vector<std::int32_t>(customers));
    for (const base_attribute& each : base.content().attributes) {
        attribute_column& kept = attributes_.emplace_back();
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
    first_answer_.resize(customers + 1);
}

void score_table::set(std::size_t row, const customer_scores& scores, std::span<const double> answers) {
    fill(row, scores);
    answers_.insert(answers_.end(), answers.begin(), answers.end());
    first_answer_[row + 1] = answers_.size();
}

void score_table::fill(std::size_t row, const customer_scores& scores) {
    for (std::size_t c = 0; c < numbers_.size(); ++c) {
        const double value = number_columns()[c].get(scores);
        if (numbers_[c].empty() && !std::isnan(value)) {
            numbers_[c].assign(size(), absent);
        }
        if (!numbers_[c].empty()) {
            numbers_[c][row] = value;
        }
    }
    for (std::size_t c = 0; c < codes_.size(); ++c) {
        codes_[c][row] = static_cast<std::int32_t>(category_columns()[c].get(scores));
    }
}

void score_table::credit(const usable_data& data, std::span<const std::int64_t> first_purchase,
                         credit_evidence evidence) {
    const equity_rules& rules = *model_->equity;
    for (const double revenue : numbers("revenue")) {
        evidence.brought.push_back(model_->value->margin * revenue);
    }
    evidence.most = rules.most_credited * model_->value->newcomer.value;
    equity_state state = measure_equity(data, rules, numbers("lifetime_value"), first_purchase, evidence,
                                        network_.get(), standing_rules_of(*model_).regard.doubt, as_of_);
    std::vector<std::uint8_t> steps;
    for (std::size_t row = 0; row < size(); ++row) {
        customer_scores scores = this->scores(row);
        const bool allowed = data.allows(data_use::network, row);
        score_equity(allowed, state.inputs[row], sharing_of(state.sharing, row, state.accepted[row]), rules, scores);
        fill(row, scores);
        if (allowed) {
            const auto own = detail::steps_of(scores, rules);
            steps.insert(steps.end(), own.begin(), own.end());
        }
    }
    summary_equity_ = summarise_equity(state, numbers("lifetime_value"), numbers("network_value"),
                                       numbers("engagement_value"), numbers("knowledge_value"), steps);
    summary_equity_->external_expected =
        expected_referred(data.referrals(), numbers("p_alive"), as_of_, horizon_days());
    if (model_->value) {
        summary_equity_->external_value = summary_equity_->external_expected * model_->value->newcomer.value;
    }
}

void score_table::treat() {
    const treatment_rules& rules = *model_->treatment;
    const std::vector<std::uint8_t> before = tiers_before(rules);
    std::vector<std::vector<std::uint32_t>> wanting(rules.actions.size());
    for (std::uint32_t row = 0; row < size(); ++row) {
        customer_scores scores = this->scores(row);
        score_treatment(rules, before.empty() ? equity::no_tier : before[row], scores);
        if (scores.treatment.action > 0) {
            wanting[static_cast<std::size_t>(scores.treatment.action - 1)].push_back(row);
        }
        fill(row, scores);
    }
    const std::span<std::int32_t> status = codes_[find(category_columns(), "treatment_status")];
    for (std::size_t action = 0; action < wanting.size(); ++action) {
        for (const std::uint32_t row :
             equity::beyond_capacity(wanting[action], rules.actions[action].capacity, by_priority())) {
            status[row] = static_cast<std::int32_t>(treatment_status::no_capacity);
        }
    }
}

std::vector<std::uint8_t> score_table::tiers_before(const treatment_rules& rules) const {
    std::vector<std::uint8_t> result;
    for (const attribute_column& each : attributes_) {
        if (each.name == rules.previous_tier) {
            for (const std::uint32_t code : each.of_row) {
                result.push_back(code == base_attribute::none ? equity::no_tier : rules.tier_named(each.values[code]));
            }
        }
    }
    return result;
}

void score_table::conclude(const usable_data& data) {
    summary_ = summarise(codes("segment"), codes("survey_status"), codes("value_status"), numbers("revenue"),
                         numbers("lifetime_value"));
    for (const std::int32_t status : codes("consent_status")) {
        ++summary_.consent[static_cast<std::size_t>(status)];
    }
    summary_.anonymous = anonymous_;
    summary_.equity = std::move(summary_equity_);
    for (const rejected_row& row : rejected_) {
        answer_rows_.rejected += row.where == table::answers;
        purchase_rows_.rejected += row.where == table::purchases;
        if (network_) {
            network_->account.rejected += row.where == table::interactions;
        }
    }
    answer_rows_.no_consent = data.left_out(table::answers);
    answer_rows_.rows += answer_rows_.rejected + answer_rows_.no_consent;
    purchases_without_consent_ = data.left_out(table::purchases);
    purchase_rows_.rows += purchase_rows_.rejected + purchases_without_consent_;
    if (network_) {
        network_->account.rows += network_->account.rejected;
        network_->account.events += network_->account.rejected;
        summary_.network = summarise_network(*network_, numbers("social_score"));
        network_.reset();  // the graph is large, and all that the table shows is in its columns
    }
}

}  // namespace scvm::crm
