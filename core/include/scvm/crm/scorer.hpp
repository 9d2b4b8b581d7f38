#pragma once

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/forecast.hpp>
#include <scvm/crm/responses.hpp>
#include <scvm/crm/score_card.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/survey/captivity.hpp>
#include <scvm/survey/quality.hpp>
#include <scvm/value/purchase_summary.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace scvm::crm {

/// What is known of one customer: usable answers up to the day of scoring, purchases by columns, and a contract.
struct customer_history {
    std::vector<dated_answer> answers;
    std::vector<std::int64_t> purchase_time;  ///< seconds since 1970-01-01 UTC
    std::vector<double> purchase_amount;      ///< money; negative: a refund
    survey::contract_term contract{};         ///< days since 1970-01-01 UTC
};

/// Applies a scoring model to a customer base, or to one customer. Immutable, hence thread-safe: many threads may share
/// one scorer. Both ways give the same scores for the same data, to the last bit.
class scorer {
public:
    /// Throws error{bad_model} for a questionnaire without satisfaction or attachment, and error{not_fitted} for
    /// boundaries that are to be the sample's means but were never fitted.
    explicit scorer(scoring_model model) : model_(std::make_shared<const scoring_model>(std::move(model))) {
        if (model_->survey) {
            survey_.emplace(*model_->survey);
        }
    }

    [[nodiscard]] const scoring_model& model() const noexcept { return *model_; }

    /// Finds the model's items; empty without a questionnaire.
    [[nodiscard]] const question_index& questions() const noexcept {
        static const question_index none;
        return survey_ ? survey_->questions : none;
    }

    /// The scores of one customer as of a day. `answers` receives the raw answers that were scored, in the order of the
    /// model's items; it stays empty without a response.
    [[nodiscard]] customer_scores score(const customer_history& of, std::int64_t as_of,
                                        std::vector<double>& answers) const {
        customer_scores result;
        answers.clear();
        if (survey_) {
            survey_scratch scratch(*model_->survey);
            answer_account unused;
            if (score_survey(of.answers, of.contract, end_of_day(as_of), scratch, result, unused)) {
                answers = std::move(scratch.row);
            }
        }
        if (model_->value) {
            const auto history = value::purchase_history_of(of.purchase_time, of.purchase_amount, end_of_day(as_of),
                                                            purchase_rules_of(*model_->value));
            const std::array x{history.x};
            const std::array t_x{history.t_x};
            const std::array T{history.T};
            const std::array monetary{history.monetary};
            const bool known = model_->value->purchasing && !std::isnan(history.x);
            score_value(history, known ? forecast(*model_->value, {x, t_x, T}, monetary) : value_forecast(1), 0,
                        result);
        }
        return result;
    }

    /// The scores of every customer as of a day: what happened on it counts, what happened later does not.
    [[nodiscard]] score_table score(const customer_base& base, std::int64_t as_of) const;

private:
    /// What scoring a survey needs besides the rules, found once.
    struct survey_places {
        explicit survey_places(const survey_rules& rules)
            : questions(rules.questionnaire), barrier(rules.questionnaire.find_dimension(survey::barrier_dimension)) {
            const auto s = rules.questionnaire.find_dimension(survey::satisfaction_dimension);
            const auto e = rules.questionnaire.find_dimension(survey::attachment_dimension);
            if (!s || !e) {
                throw error(errc::bad_model,
                            "survey: the portfolio needs an item of satisfaction and one of attachment");
            }
            satisfaction = *s;
            attachment = *e;
            if (rules.calibration.method == survey::calibration_method::sample_mean && rules.calibration.n == 0) {
                throw error(errc::not_fitted,
                            "survey.calibration: the boundaries are to be the sample's means, which "
                            "were never fitted; fit the model first");
            }
            if (rules.measurement) {
                probabilities.emplace(rules.portfolio, *rules.measurement, rules.posterior);
            }
        }

        question_index questions;
        std::size_t satisfaction = 0;  // places among the questionnaire's dimensions
        std::size_t attachment = 0;
        std::optional<std::size_t> barrier;
        std::optional<survey::segment_model> probabilities;
    };

    /// Memory for one customer after the other.
    struct survey_scratch {
        explicit survey_scratch(const survey_rules& rules)
            : row(rules.questionnaire.items().size()),
              when(rules.questionnaire.items().size()),
              dimensions(rules.questionnaire.dimensions().size()) {}

        std::vector<double> row;
        std::vector<std::int64_t> when;
        std::vector<survey::dimension_score> dimensions;
    };

    /// Fills the survey part of `result`; the scratch's row receives the response. False where the customer has none.
    bool score_survey(std::span<const dated_answer> answers, const survey::contract_term& contract, std::int64_t as_of,
                      survey_scratch& scratch, customer_scores& result, answer_account& account) const {
        const survey_rules& rules = *model_->survey;
        const auto response = newest_response(answers, scratch.row, scratch.when);
        account.used += response.answered;
        account.superseded += answers.size() - response.answered;
        if (response.answered == 0) {
            result.survey = static_cast<std::int32_t>(survey_status::no_answers);
            return false;
        }
        result.wave = response.wave;
        try {
            rules.questionnaire.score(scratch.row, scratch.dimensions);
        } catch (const error&) {  // an answer off its scale, under the policy "error"
            result.survey = static_cast<std::int32_t>(survey_status::out_of_range);
            return true;
        }
        const survey::response_flags flags = survey::inspect_response(rules.questionnaire, scratch.row);
        result.straight_lining = flags.straight_lining;
        result.all_extreme = flags.all_extreme;
        result.broken_off = flags.broken_off;
        place(contract, as_of, scratch, result);
        return true;
    }

    /// Fills in the dimensions' scores, the segment and its probabilities.
    void place(const survey::contract_term& contract, std::int64_t as_of, const survey_scratch& scratch,
               customer_scores& result) const {
        const survey_rules& rules = *model_->survey;
        const survey::dimension_score& satisfaction = scratch.dimensions[survey_->satisfaction];
        const survey::dimension_score& attachment = scratch.dimensions[survey_->attachment];
        const double today = static_cast<double>(as_of) / 86400;
        result.satisfaction = satisfaction.value;
        result.satisfaction_coverage = satisfaction.coverage;
        result.attachment = attachment.value;
        result.attachment_coverage = attachment.coverage;
        result.barrier = survey::barrier_with_contract(
            survey_->barrier ? scratch.dimensions[*survey_->barrier].value : absent, contract, today);
        const survey::portfolio_scores scores{
            .satisfaction = result.satisfaction,
            .attachment = result.attachment,
            .barrier = result.barrier,
            .voice = rules.voice_item ? rules.questionnaire.points(*rules.voice_item, scratch.row[*rules.voice_item])
                                      : absent};
        const survey::placement placed = rules.portfolio.place(scores);
        result.segment = static_cast<std::int32_t>(placed.group);
        if (placed.group == survey::segment::unclassified) {
            result.survey = static_cast<std::int32_t>(survey_status::too_few_answers);
            return;
        }
        result.survey = static_cast<std::int32_t>(survey_status::scored);
        result.captive_kind = static_cast<std::int32_t>(placed.held_by);
        result.hurt_fan = placed.hurt_fan;
        result.latched = placed.latched;
        result.on_boundary = placed.on_boundary;
        result.release_date = survey::release_date(placed, contract, today) * 86400;
        if (survey_->probabilities) {
            const auto p = survey_->probabilities->of(scores, satisfaction.coverage, attachment.coverage);
            result.p_fan = p.of[0];
            result.p_sympathizer = p.of[1];
            result.p_mercenary = p.of[2];
            result.p_captive = p.of[3];
            result.p_opponent = p.of[4];
            result.assigned_probability = p.assigned_probability;
            result.boundary_distance = p.boundary_distance;
            result.modal_segment = static_cast<std::int32_t>(p.modal);
            result.stable = p.stable;
        }
    }

    /// Fills the value part of `result` from row `row` of a forecast.
    void score_value(const value::purchase_history& history, const value_forecast& forecast, std::size_t row,
                     customer_scores& result) const {
        const auto say = [&](value_status status) { result.value = static_cast<std::int32_t>(status); };
        result.x = history.x;
        result.t_x = history.t_x;
        result.T = history.T;
        result.monetary = history.monetary;
        result.revenue = history.revenue;
        if (std::isnan(history.x)) {
            return say(value_status::no_purchases);
        }
        result.p_alive = forecast.p_alive[row];
        result.expected_purchases = forecast.expected_purchases[row];
        result.discounted_expected_purchases = forecast.discounted_expected_purchases[row];
        if (!model_->value->purchasing || !model_->value->spending) {
            return say(value_status::not_fitted);
        }
        result.expected_spend = forecast.expected_spend[row];
        if (std::isnan(result.expected_spend)) {
            return say(value_status::no_spending);
        }
        if (!std::isfinite(forecast.lifetime_value[row])) {
            return say(value_status::undefined);
        }
        result.lifetime_value = forecast.lifetime_value[row];
        result.lifetime_value_low = forecast.low[row];
        result.lifetime_value_high = forecast.high[row];
        say(forecast.status[row] == value::value_status::population_spend ? value_status::population_spend
                                                                          : value_status::scored);
    }

    std::shared_ptr<const scoring_model> model_;
    std::optional<survey_places> survey_;
};

inline score_table scorer::score(const customer_base& base, std::int64_t as_of) const {
    require_timestamp("as_of", as_of);
    score_table table(model_, end_of_day(as_of), base);
    std::optional<grouped_answers> grouped;
    std::optional<survey_scratch> scratch;
    if (survey_) {
        grouped = group_answers(base, survey_->questions, table.as_of());
        scratch.emplace(*model_->survey);
        table.answer_rows_ = grouped->account;
    }
    value::purchase_table purchases;
    value_forecast values(0);
    if (model_->value) {
        purchases = value::purchase_summary({base.purchases().customer, base.purchases().time, base.purchases().amount,
                                             static_cast<std::uint32_t>(table.size())},
                                            table.as_of(), purchase_rules_of(*model_->value));
        values = model_->value->purchasing ? forecast(*model_->value, purchases.histories(), purchases.monetary)
                                           : value_forecast(table.size());
        table.purchase_rows_ = purchases.account;
    }
    for (std::size_t c = 0; c < table.size(); ++c) {
        customer_scores scores;
        const bool responded = grouped && score_survey(grouped->of(c), base.contract(c), table.as_of(), *scratch,
                                                       scores, table.answer_rows_);
        if (model_->value) {
            score_value({purchases.x[c], purchases.t_x[c], purchases.T[c], purchases.monetary[c], purchases.revenue[c]},
                        values, c, scores);
        }
        table.set(c, scores, responded ? std::span<const double>(scratch->row) : std::span<const double>());
    }
    table.conclude();
    return table;
}

}  // namespace scvm::crm
