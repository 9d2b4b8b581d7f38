#pragma once

#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/responses.hpp>
#include <scvm/crm/score_card.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/value/lifetime_value.hpp>
#include <scvm/value/purchase_summary.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace scvm::crm {

/// What is known of one customer: usable answers up to the day of scoring, and purchases by columns.
struct customer_history {
    std::vector<dated_answer> answers;
    std::vector<std::int64_t> purchase_time;  ///< seconds since 1970-01-01 UTC
    std::vector<double> purchase_amount;      ///< money; negative: a refund
};

/// Applies a scoring model to a customer base, or to one customer. Immutable, hence thread-safe: many threads may share
/// one scorer. Both ways give the same scores for the same data, to the last bit.
class scorer {
public:
    explicit scorer(scoring_model model)
        : model_(std::make_shared<const scoring_model>(std::move(model))),
          questions_(model_->survey ? question_index(model_->survey->questionnaire) : question_index()) {
        if (model_->survey) {
            const survey::questionnaire& q = model_->survey->questionnaire;
            satisfaction_ = q.find_dimension(survey::satisfaction_dimension);
            attachment_ = q.find_dimension(survey::attachment_dimension);
            barrier_ = q.find_dimension(survey::barrier_dimension);
            if (!satisfaction_ || !attachment_) {
                throw error(errc::bad_model,
                            "survey: the portfolio needs an item of satisfaction and one of attachment");
            }
        }
    }

    [[nodiscard]] const scoring_model& model() const noexcept { return *model_; }
    [[nodiscard]] const question_index& questions() const noexcept { return questions_; }

    /// The scores of one customer as of a day. `answers` receives the raw answers that were scored, in the order of the
    /// model's items; it stays empty without a response.
    [[nodiscard]] customer_scores score(const customer_history& of, std::int64_t as_of,
                                        std::vector<double>& answers) const {
        customer_scores result;
        answers.clear();
        if (model_->survey) {
            answer_account unused;
            answers.resize(model_->survey->questionnaire.items().size());
            std::vector<survey::dimension_score> dimensions(model_->survey->questionnaire.dimensions().size());
            if (!score_survey(of.answers, answers, dimensions, result, unused)) {
                answers.clear();
            }
        }
        if (model_->value) {
            const auto history =
                value::purchase_history_of(of.purchase_time, of.purchase_amount, end_of_day(as_of), purchase_rules());
            const bool forecast = model_->value->purchasing && !std::isnan(history.x);
            score_value(history, forecast ? if_alive(history.x, history.T) : future{}, result);
        }
        return result;
    }

    /// The scores of every customer as of a day: what happened on it counts, what happened later does not.
    [[nodiscard]] score_table score(const customer_base& base, std::int64_t as_of) const;

private:
    /// Fills the survey part of `result`; `row` receives the response. False where the customer has none.
    bool score_survey(std::span<const dated_answer> answers, std::span<double> row,
                      std::span<survey::dimension_score> dimensions, customer_scores& result,
                      answer_account& account) const {
        const auto response = newest_response(answers, row);
        account.used += response.answered;
        account.superseded += answers.size() - response.answered;
        if (response.answered == 0) {
            result.survey = static_cast<std::int32_t>(survey_status::no_answers);
            return false;
        }
        result.wave = response.wave;
        try {
            model_->survey->questionnaire.score(row, dimensions);
        } catch (const error&) {  // an answer off its scale, under the policy "error"
            result.survey = static_cast<std::int32_t>(survey_status::out_of_range);
            return true;
        }
        const survey::dimension_score& satisfaction = dimensions[*satisfaction_];
        const survey::dimension_score& attachment = dimensions[*attachment_];
        result.satisfaction = satisfaction.value;
        result.satisfaction_coverage = satisfaction.coverage;
        result.attachment = attachment.value;
        result.attachment_coverage = attachment.coverage;
        result.barrier = barrier_ ? dimensions[*barrier_].value : absent;
        const auto& voice = model_->survey->voice_item;
        const auto place = model_->survey->portfolio.place(
            {.satisfaction = result.satisfaction,
             .attachment = result.attachment,
             .barrier = result.barrier,
             .voice = voice ? model_->survey->questionnaire.points(*voice, row[*voice]) : absent});
        result.segment = static_cast<std::int32_t>(place.group);
        result.survey = static_cast<std::int32_t>(
            place.group == survey::segment::unclassified ? survey_status::too_few_answers : survey_status::scored);
        return true;
    }

    /// What a customer of x and T is expected to buy within the horizon, if still alive at T.
    struct future {
        double purchases = absent;
        double discounted = absent;
    };

    [[nodiscard]] double purchases_if_alive(double x, double T, double rate) const {
        return model_->value->purchasing->if_alive(x, T).discounted_expected_purchases_new(rate,
                                                                                           model_->value->horizon);
    }

    [[nodiscard]] future if_alive(double x, double T) const {
        return {purchases_if_alive(x, T, 0), purchases_if_alive(x, T, terms().rate())};
    }

    /// Fills the value part of `result`.
    void score_value(const value::purchase_history& history, const future& expected, customer_scores& result) const {
        const value_rules& rules = *model_->value;
        const auto say = [&](value_status status) { result.value = static_cast<std::int32_t>(status); };
        result.x = history.x;
        result.t_x = history.t_x;
        result.T = history.T;
        result.monetary = history.monetary;
        result.revenue = history.revenue;
        if (std::isnan(history.x)) {
            return say(value_status::no_purchases);
        }
        if (!rules.purchasing) {
            return say(value_status::not_fitted);
        }
        result.p_alive = rules.purchasing->p_alive(history.x, history.t_x, history.T);
        result.expected_purchases = result.p_alive * expected.purchases;
        result.discounted_expected_purchases = result.p_alive * expected.discounted;
        if (!rules.spending) {
            return say(value_status::not_fitted);
        }
        const auto parts = value::lifetime_value_of(*rules.purchasing, *rules.spending, terms(), expected.discounted,
                                                    {history.x, history.t_x, history.T}, history.monetary);
        result.expected_spend = parts.expected_spend;
        if (std::isnan(parts.expected_spend)) {
            return say(value_status::no_spending);
        }
        if (!std::isfinite(parts.value)) {
            return say(value_status::undefined);
        }
        result.lifetime_value = parts.value;
        say(parts.status == value::value_status::population_spend ? value_status::population_spend
                                                                  : value_status::scored);
    }

    [[nodiscard]] value::lifetime_terms terms() const {
        const value_rules& rules = *model_->value;
        return {rules.horizon, rules.yearly_discount, rules.margin, rules.unit};
    }

    [[nodiscard]] value::purchase_rules purchase_rules() const {
        return {.unit = model_->value->unit, .refunds = model_->value->refunds, .zeros = model_->value->zeros};
    }

    /// The purchases of a base, and what is expected of each distinct (x, T): the rows of a table share few of them.
    struct forecasts {
        forecasts(const scorer& by, const customer_base& base, std::int64_t as_of)
            : purchases(
                  value::purchase_summary({base.purchases().customer, base.purchases().time, base.purchases().amount,
                                           static_cast<std::uint32_t>(base.customers().size())},
                                          as_of, by.purchase_rules())),
              pairs(purchases.histories()) {
            if (by.model_->value->purchasing) {
                const double rate = by.terms().rate();
                expected = pairs.map(1, [&](double x, double T) { return by.purchases_if_alive(x, T, 0); });
                discounted = pairs.map(1, [&](double x, double T) { return by.purchases_if_alive(x, T, rate); });
            }
        }

        [[nodiscard]] value::purchase_history history(std::size_t customer) const {
            return {purchases.x[customer], purchases.t_x[customer], purchases.T[customer], purchases.monetary[customer],
                    purchases.revenue[customer]};
        }

        [[nodiscard]] future of(std::size_t customer) const {
            const std::uint32_t pair = pairs.codes()[customer];
            return pair == value::distinct_pairs::none || expected.empty() ? future{}
                                                                           : future{expected[pair], discounted[pair]};
        }

        value::purchase_table purchases;
        value::distinct_pairs pairs;
        std::vector<double> expected;
        std::vector<double> discounted;
    };

    std::shared_ptr<const scoring_model> model_;
    question_index questions_;
    std::optional<std::size_t> satisfaction_;  // places among the questionnaire's dimensions
    std::optional<std::size_t> attachment_;
    std::optional<std::size_t> barrier_;
};

inline score_table scorer::score(const customer_base& base, std::int64_t as_of) const {
    require_timestamp("as_of", as_of);
    score_table table(model_, end_of_day(as_of), base);
    std::optional<grouped_answers> grouped;
    std::vector<double> row;
    std::vector<survey::dimension_score> dimensions;
    if (model_->survey) {
        grouped = group_answers(base, questions_, table.as_of());
        row.resize(model_->survey->questionnaire.items().size());
        dimensions.resize(model_->survey->questionnaire.dimensions().size());
        table.answer_rows_ = grouped->account;
    }
    std::optional<forecasts> forecast;
    if (model_->value) {
        forecast.emplace(*this, base, table.as_of());
        table.purchase_rows_ = forecast->purchases.account;
    }
    for (std::size_t customer = 0; customer < table.size(); ++customer) {
        customer_scores scores;
        const bool responded =
            grouped && score_survey(grouped->of(customer), row, dimensions, scores, table.answer_rows_);
        if (forecast) {
            score_value(forecast->history(customer), forecast->of(customer), scores);
        }
        table.set(customer, scores, responded ? std::span<const double>(row) : std::span<const double>());
    }
    table.conclude();
    return table;
}

}  // namespace scvm::crm
