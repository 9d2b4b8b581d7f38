#pragma once

#include <scvm/crm/as_of.hpp>
#include <scvm/crm/carried_inputs.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/responses.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/survey/captivity.hpp>
#include <scvm/value/purchase_summary.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace scvm::crm {

class usable_data;
struct counted_complaint;
struct mood_pair;
struct value_forecast;

/// What is known of one customer: answers up to the day of scoring, purchases by columns, a contract, decisions about
/// consent, contributions, and the place that the last batch found in the network.
struct customer_history {
    std::vector<dated_answer> answers;
    std::vector<std::int64_t> purchase_time;  ///< what clocks show, as if it were UTC, in seconds since 1970
    std::vector<double> purchase_amount;      ///< money; negative: a refund
    survey::contract_term contract{};         ///< days since 1970-01-01
    std::vector<consent> consents;            ///< `purpose` holds the bits of uses_of()
    std::vector<base_contribution> contributions;
    std::vector<base_complaint> complaints;  ///< `channel` is a place among complaint_channels, from 1
    id_table complaint_channels;
    std::optional<network_inputs> network;  ///< as the last batch's card told them
    std::optional<equity_inputs> equity;    ///< as the last batch's card told them
    std::optional<matters_scores> matters;  ///< as the last batch's card told them
    std::optional<service_inputs> service;  ///< as the last batch's card told them
    std::optional<account_scores> account;  ///< as the last batch's card told it
    std::optional<helper_scores> helper;    ///< as the last batch's card told them
    std::uint8_t previous_tier = equity::no_tier;
    std::int32_t waits_for = 0;  ///< the action, from 1, for which the last batch had no capacity; 0: none
};

/// Applies a scoring model to a customer base, or to one customer. Immutable, hence thread-safe: many threads may share
/// one scorer. Both ways give the same scores for the same data, to the last bit.
class scorer {
public:
    /// Throws error{bad_model} for a questionnaire without satisfaction or attachment, and error{not_fitted} for
    /// boundaries that are to be the sample's means but were never fitted.
    explicit scorer(scoring_model model);

    [[nodiscard]] const scoring_model& model() const noexcept { return *model_; }

    /// How dates of records are read, and where the model's customers live.
    [[nodiscard]] const clock_reader& clocks() const noexcept { return clocks_; }
    [[nodiscard]] const dates::local_clock& place() const noexcept { return clocks_.place(); }

    /// Finds the model's items; empty without a questionnaire.
    [[nodiscard]] const question_index& questions() const noexcept;

    /// The scores of one customer as of a day; all times are what clocks show. `answers` receives the raw answers that
    /// were scored, in the order of the model's items; it stays empty without a response.
    [[nodiscard]] customer_scores score(const customer_history& of, std::int64_t as_of,
                                        std::vector<double>& answers) const;

    /// The scores of every customer as of a day (see read_as_of()): what happened on it counts, what happened later
    /// does not. Throws error{domain} for a base of another place than the model's.
    [[nodiscard]] score_table score(const customer_base& base, std::int64_t as_of) const {
        return score_without(base, as_of, no_person);
    }

    /// The same as if one person, a customer or an employee, had withdrawn everything: see customer_base::person().
    [[nodiscard]] score_table score_without(const customer_base& base, std::int64_t as_of, std::uint32_t person) const;

private:
    struct survey_places;   ///< what scoring a survey needs besides the rules, found once
    struct survey_scratch;  ///< memory for one customer after the other
    struct usable_customer;

    /// The one way to score a customer, but for what needs everybody's scores: equity and treatment. The scratch's row
    /// receives the response; false where the customer has none.
    bool score_alone(const usable_customer& of, std::int64_t as_of, survey_scratch& scratch, answer_account& account,
                     customer_scores& result) const;

    /// Notes who agreed to what.
    void note_consent(const std::array<consent_status, data_uses>& allowed, consent_scores& result) const;

    /// Fills in what a customer's complaints say alone, with the mood before and after the last one that was settled.
    [[nodiscard]] mood_pair score_own_complaints(std::span<const counted_complaint> complaints,
                                                 std::span<const dated_answer> answers, std::int64_t as_of,
                                                 survey_scratch& scratch, complaint_scores& result) const;

    /// Who is dissatisfied, by row of the customers: 1 or 0.
    [[nodiscard]] std::vector<std::uint8_t> dissatisfied(const usable_data& data, const grouped_answers& answers,
                                                         std::int64_t as_of, survey_scratch& scratch) const;

    /// Fills `result`; the scratch's row receives the response. False where the customer has none.
    bool score_survey(std::span<const dated_answer> answers, const survey::contract_term& contract, std::int64_t as_of,
                      survey_scratch& scratch, survey_scores& result, answer_account& account) const;

    /// Fills in the dimensions' scores, the segment and its probabilities.
    void place(const survey::contract_term& contract, std::int64_t as_of, const survey_scratch& scratch,
               survey_scores& result) const;

    /// The groups of those who answered under a promise of anonymity.
    [[nodiscard]] anonymous_summary count_anonymous(const base_content& content, survey_scratch& scratch,
                                                    std::int64_t as_of) const;

    /// Fills `result` from row `row` of a forecast.
    void score_value(const value::purchase_history& history, const value_forecast& forecast, std::size_t row,
                     value_scores& result) const;

    std::shared_ptr<const scoring_model> model_;
    std::shared_ptr<const survey_places> survey_;
    clock_reader clocks_;
};

}  // namespace scvm::crm
