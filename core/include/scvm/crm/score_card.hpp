#pragma once

#include <scvm/crm/consent.hpp>
#include <scvm/equity/stages.hpp>
#include <scvm/survey/segment.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace scvm::crm {

inline constexpr double absent = std::numeric_limits<double>::quiet_NaN();

/// Why a customer has a place in the portfolio, or none.
enum class survey_status : std::int32_t {
    scored,
    not_asked,        ///< the model has no questionnaire
    no_answers,       ///< no answer of this customer counts
    too_few_answers,  ///< of satisfaction or of attachment
    out_of_range,     ///< an answer is off its scale, and the model's policy is to reject
    no_consent,       ///< the customer did not agree to it
};
inline constexpr std::array<std::string_view, 6> survey_status_names = {
    "scored", "not_asked", "no_answers", "too_few_answers", "out_of_range", "no_consent"};
[[nodiscard]] constexpr const auto& words_of(survey_status) {
    return survey_status_names;
}

/// Why a customer has a lifetime value, or none.
enum class value_status : std::int32_t {
    scored,            ///< from the customer's own repeat purchases
    population_spend,  ///< scored; without a repeat purchase, the mean spend of all customers stands in
    not_asked,         ///< the model has no value rules
    not_fitted,        ///< the model lacks parameters of purchasing or of spending
    no_purchases,      ///< no purchase of this customer counts, or refunds have undone them all
    no_spending,       ///< the mean spend does not exist under the model's parameters
    undefined,         ///< the parameters allow no finite value for this customer
    no_consent,        ///< the customer did not agree to it
};
inline constexpr std::array<std::string_view, 8> value_status_names = {
    "scored", "population_spend", "not_asked", "not_fitted", "no_purchases", "no_spending", "undefined", "no_consent"};
[[nodiscard]] constexpr const auto& words_of(value_status) {
    return value_status_names;
}

/// Why a customer has a social score, or none.
enum class network_score_status : std::int32_t {
    scored,
    not_asked,        ///< the model has no network rules
    no_interactions,  ///< nobody reacted, and nothing was contributed: nothing is known, which is not nothing
    no_consent,       ///< the customer did not agree to it
    not_carried,      ///< a record of one customer, which brought no place in the network along
};
inline constexpr std::array<std::string_view, 5> network_score_status_names = {"scored", "not_asked", "no_interactions",
                                                                               "no_consent", "not_carried"};

/// Why a customer has a network value, or none.
enum class equity_status : std::int32_t {
    scored,
    not_asked,    ///< the model has no equity rules
    no_value,     ///< there is no lifetime value to start from: unknown is not zero
    no_consent,   ///< the customer did not agree to it
    not_carried,  ///< a record of one customer, which brought no credit along
};
inline constexpr std::array<std::string_view, 5> equity_status_names = {"scored", "not_asked", "no_value", "no_consent",
                                                                        "not_carried"};

inline constexpr auto& segment_names = survey::segment_names;

/// Whether a customer is treated, and why not.
enum class treatment_status : std::int32_t {
    treated,
    not_asked,    ///< the model has no treatments
    no_consent,   ///< the treatment would contact a customer who did not agree, or nothing of the customer may be used
    gate_closed,  ///< it would ask for a recommendation, and the customer is not surely satisfied and attached
    no_capacity,  ///< others have a higher priority
};
inline constexpr std::array<std::string_view, 5> treatment_status_names = {"treated", "not_asked", "no_consent",
                                                                           "gate_closed", "no_capacity"};
[[nodiscard]] constexpr const auto& words_of(treatment_status) {
    return treatment_status_names;
}

/// How much a customer contributes; the numbers are those of network::participation_class.
inline constexpr std::array<std::string_view, 4> participation_names = {"inactive", "lurker", "intermittent", "heavy"};

/// What holds a captive; the numbers are those of survey::captive_kind.
inline constexpr std::array<std::string_view, 4> captive_kind_names = {"none", "affective", "calculative", "both"};
inline constexpr std::array<std::string_view, 2> flag_names = {"no", "yes"};

/// All scores of one customer. A double that is NaN is absent; the status beside it says why.
struct customer_scores {
    std::int32_t segment = static_cast<std::int32_t>(survey::segment::unclassified);
    std::int32_t survey = static_cast<std::int32_t>(survey_status::not_asked);
    std::int32_t wave = 0;  ///< of the response that was scored; 0 where none was
    double satisfaction = absent;
    double satisfaction_coverage = absent;
    double attachment = absent;
    double attachment_coverage = absent;
    double barrier = absent;
    double p_fan = absent;  ///< of the true scores, given the answers and their reliability; see survey::segment_model
    double p_sympathizer = absent;
    double p_mercenary = absent;
    double p_captive = absent;
    double p_opponent = absent;
    double assigned_probability = absent;  ///< of the segment above
    double boundary_distance = absent;     ///< to the nearest boundary that would change the segment, in SEMs
    double release_date = absent;          ///< when a contract lets a held customer go, seconds since 1970-01-01 UTC
    std::int32_t modal_segment = 0;        ///< the most probable one; unclassified without probabilities
    std::int32_t captive_kind = 0;
    std::int32_t stable = 0;           ///< 1: assigned_probability >= 0.8
    std::int32_t hurt_fan = 0;         ///< 1: dissatisfied, attached like a fan, not held: first in complaint handling
    std::int32_t latched = 0;          ///< 1: satisfied, unattached, held by barriers
    std::int32_t on_boundary = 0;      ///< 1: a score lies on a boundary that mattered
    std::int32_t straight_lining = 0;  ///< 1: one answer along a block with reversed items
    std::int32_t all_extreme = 0;      ///< 1: every answer at an end of its scale
    std::int32_t broken_off = 0;       ///< 1: nothing answered from some item on

    std::int32_t value = static_cast<std::int32_t>(value_status::not_asked);
    double x = absent;
    double t_x = absent;
    double T = absent;
    double monetary = absent;
    double revenue = absent;
    double p_alive = absent;
    double expected_purchases = absent;
    double discounted_expected_purchases = absent;
    double expected_spend = absent;
    double lifetime_value = absent;
    double lifetime_value_low = absent;  ///< of the interval that the parameters' uncertainty makes
    double lifetime_value_high = absent;

    std::int32_t consent_survey = 0;  ///< a consent_status, like the next three
    std::int32_t consent_value = 0;
    std::int32_t consent_network = 0;
    std::int32_t consent_contact = 0;
    std::int32_t consent_of_all = 0;  ///< included where any use that the model scores is; else why none is

    std::int32_t network = static_cast<std::int32_t>(network_score_status::not_asked);
    std::int32_t participation = 0;
    double social_score = absent;
    double reach = absent;              ///< distinct reactors, faded
    double amplification = absent;      ///< reactions per own contribution, shrunk
    double reactor_influence = absent;  ///< influence of the reactors, added up
    double contributions = absent;      ///< decayed number of own posts, answers and reviews
    double influence = absent;          ///< share of all attention; sums to 1 over customers and employees
    double followers = absent;
    double engaged_followers = absent;  ///< of these, who reacted

    std::int32_t equity = static_cast<std::int32_t>(equity_status::not_asked);
    double referral_value = absent;     ///< credit received for those whom the customer brought
    double influence_value = absent;    ///< credit received for those whom the customer influences
    double credit_received = absent;    ///< both together
    double credit_given = absent;       ///< part of the own value that is credited to others
    double network_value = absent;      ///< lifetime value - credit given + credit received
    double knowledge_value = absent;    ///< money that contributions are worth
    double engagement_value = absent;   ///< network value + knowledge value
    double sharing_points = absent;     ///< what no formula turns into money
    double sharing_diversity = absent;  ///< effective number of kinds of sharing, 1 to 7
    double given_share = absent;        ///< part of the own value that is credited to others
    double contacts = absent;           ///< interactions that the customer took part in
    double answered = absent;           ///< utterances of the customer that an employee answered
    double recommendations = absent;    ///< customers who came on the customer's word
    double helped = absent;             ///< answers to other customers
    double accepted_contributions = absent;
    double shared_products = absent;  ///< units shared, times acceptance, like the next six
    double shared_ideas = absent;
    double shared_know_how = absent;
    double shared_capital = absent;
    double shared_content = absent;
    double shared_experience = absent;
    double shared_trends = absent;
    double advocacy = absent;          ///< P(satisfied) - P(dissatisfied)
    std::int32_t stage = 0;            ///< the highest stage up to which none is missing; see equity::stage
    std::int32_t stage_premature = 0;  ///< 1: a higher stage is reached although a lower one is not

    std::int32_t treatment_status = static_cast<std::int32_t>(treatment_status::not_asked);
    std::int32_t treatment = 0;         ///< 0: none; else the action's place in the model, from 1
    std::int32_t treatment_rule = 0;    ///< 0: none; else the place of the rule that decided, from 1
    std::int32_t value_tier = 0;        ///< 0: none; else the tier's place in the model, from 1
    std::int32_t may_ask_referral = 0;  ///< 1: the gate is open, and the customer may be contacted
    std::int32_t integrable = 0;        ///< 1: heavy contributor, fan or sympathizer, may be contacted
    double priority = absent;           ///< among those who get the same treatment; higher first
};

/// What a model must have for a column to hold anything.
enum class model_part { survey, value, network, equity, treatment };

/// One numeric column of the score table.
struct number_column {
    std::string_view name;
    std::string_view unit;
    double customer_scores::*field;
    model_part part;
};

/// Every numeric column, in the order in which tables show them. This list is the only place that names them.
inline constexpr std::array number_columns = {
    number_column{"satisfaction", "0 to 100", &customer_scores::satisfaction, model_part::survey},
    number_column{"satisfaction_coverage", "share", &customer_scores::satisfaction_coverage, model_part::survey},
    number_column{"attachment", "0 to 100", &customer_scores::attachment, model_part::survey},
    number_column{"attachment_coverage", "share", &customer_scores::attachment_coverage, model_part::survey},
    number_column{"barrier", "0 to 100", &customer_scores::barrier, model_part::survey},
    number_column{"p_fan", "probability", &customer_scores::p_fan, model_part::survey},
    number_column{"p_sympathizer", "probability", &customer_scores::p_sympathizer, model_part::survey},
    number_column{"p_mercenary", "probability", &customer_scores::p_mercenary, model_part::survey},
    number_column{"p_captive", "probability", &customer_scores::p_captive, model_part::survey},
    number_column{"p_opponent", "probability", &customer_scores::p_opponent, model_part::survey},
    number_column{"assigned_probability", "probability", &customer_scores::assigned_probability, model_part::survey},
    number_column{"boundary_distance", "standard errors of measurement", &customer_scores::boundary_distance,
                  model_part::survey},
    number_column{"release_date", "seconds since 1970-01-01 UTC", &customer_scores::release_date, model_part::survey},
    number_column{"x", "purchases", &customer_scores::x, model_part::value},
    number_column{"t_x", "model unit", &customer_scores::t_x, model_part::value},
    number_column{"T", "model unit", &customer_scores::T, model_part::value},
    number_column{"monetary", "money", &customer_scores::monetary, model_part::value},
    number_column{"revenue", "money", &customer_scores::revenue, model_part::value},
    number_column{"p_alive", "probability", &customer_scores::p_alive, model_part::value},
    number_column{"expected_purchases", "purchases", &customer_scores::expected_purchases, model_part::value},
    number_column{"discounted_expected_purchases", "purchases", &customer_scores::discounted_expected_purchases,
                  model_part::value},
    number_column{"expected_spend", "money", &customer_scores::expected_spend, model_part::value},
    number_column{"lifetime_value", "money", &customer_scores::lifetime_value, model_part::value},
    number_column{"lifetime_value_low", "money", &customer_scores::lifetime_value_low, model_part::value},
    number_column{"lifetime_value_high", "money", &customer_scores::lifetime_value_high, model_part::value},
    number_column{"social_score", "0 to 100", &customer_scores::social_score, model_part::network},
    number_column{"reach", "persons", &customer_scores::reach, model_part::network},
    number_column{"amplification", "reactions per contribution", &customer_scores::amplification, model_part::network},
    number_column{"reactor_influence", "decayed interactions", &customer_scores::reactor_influence,
                  model_part::network},
    number_column{"contributions", "decayed contributions", &customer_scores::contributions, model_part::network},
    number_column{"influence", "share", &customer_scores::influence, model_part::network},
    number_column{"followers", "persons", &customer_scores::followers, model_part::network},
    number_column{"engaged_followers", "persons", &customer_scores::engaged_followers, model_part::network},
    number_column{"referral_value", "money", &customer_scores::referral_value, model_part::equity},
    number_column{"influence_value", "money", &customer_scores::influence_value, model_part::equity},
    number_column{"credit_received", "money", &customer_scores::credit_received, model_part::equity},
    number_column{"credit_given", "money", &customer_scores::credit_given, model_part::equity},
    number_column{"network_value", "money", &customer_scores::network_value, model_part::equity},
    number_column{"knowledge_value", "money", &customer_scores::knowledge_value, model_part::equity},
    number_column{"engagement_value", "money", &customer_scores::engagement_value, model_part::equity},
    number_column{"sharing_points", "points", &customer_scores::sharing_points, model_part::equity},
    number_column{"sharing_diversity", "effective kinds, 1 to 7", &customer_scores::sharing_diversity,
                  model_part::equity},
    number_column{"given_share", "share", &customer_scores::given_share, model_part::equity},
    number_column{"contacts", "interactions", &customer_scores::contacts, model_part::equity},
    number_column{"answered", "utterances", &customer_scores::answered, model_part::equity},
    number_column{"recommendations", "customers", &customer_scores::recommendations, model_part::equity},
    number_column{"helped", "answers", &customer_scores::helped, model_part::equity},
    number_column{"accepted_contributions", "contributions", &customer_scores::accepted_contributions,
                  model_part::equity},
    number_column{"shared_products", "units", &customer_scores::shared_products, model_part::equity},
    number_column{"shared_ideas", "units", &customer_scores::shared_ideas, model_part::equity},
    number_column{"shared_know_how", "units", &customer_scores::shared_know_how, model_part::equity},
    number_column{"shared_capital", "units", &customer_scores::shared_capital, model_part::equity},
    number_column{"shared_content", "units", &customer_scores::shared_content, model_part::equity},
    number_column{"shared_experience", "units", &customer_scores::shared_experience, model_part::equity},
    number_column{"shared_trends", "units", &customer_scores::shared_trends, model_part::equity},
    number_column{"advocacy", "-1 to 1", &customer_scores::advocacy, model_part::survey},
    number_column{"priority", "of the action", &customer_scores::priority, model_part::treatment},
};

/// The units shared of each kind, in the order of contribution_kind_names.
inline constexpr std::array<double customer_scores::*, 7> shared_units = {
    &customer_scores::shared_products, &customer_scores::shared_ideas,   &customer_scores::shared_know_how,
    &customer_scores::shared_capital,  &customer_scores::shared_content, &customer_scores::shared_experience,
    &customer_scores::shared_trends};

/// One column of categories: a code per customer, and what the codes mean.
struct category_column {
    std::string_view name;
    std::span<const std::string_view> labels;  ///< empty: they stand in the model; see score_table::labels()
    std::int32_t customer_scores::*field;
};

inline constexpr std::array category_columns = {
    category_column{"segment", segment_names, &customer_scores::segment},
    category_column{"survey_status", survey_status_names, &customer_scores::survey},
    category_column{"value_status", value_status_names, &customer_scores::value},
    category_column{"modal_segment", segment_names, &customer_scores::modal_segment},
    category_column{"captive_kind", captive_kind_names, &customer_scores::captive_kind},
    category_column{"stable", flag_names, &customer_scores::stable},
    category_column{"hurt_fan", flag_names, &customer_scores::hurt_fan},
    category_column{"latched", flag_names, &customer_scores::latched},
    category_column{"on_boundary", flag_names, &customer_scores::on_boundary},
    category_column{"straight_lining", flag_names, &customer_scores::straight_lining},
    category_column{"all_extreme", flag_names, &customer_scores::all_extreme},
    category_column{"broken_off", flag_names, &customer_scores::broken_off},
    category_column{"consent_status", consent_status_names, &customer_scores::consent_of_all},
    category_column{"consent_survey", consent_status_names, &customer_scores::consent_survey},
    category_column{"consent_value", consent_status_names, &customer_scores::consent_value},
    category_column{"consent_network", consent_status_names, &customer_scores::consent_network},
    category_column{"consent_contact", consent_status_names, &customer_scores::consent_contact},
    category_column{"network_status", network_score_status_names, &customer_scores::network},
    category_column{"participation", participation_names, &customer_scores::participation},
    category_column{"equity_status", equity_status_names, &customer_scores::equity},
    category_column{"stage", equity::stage_names, &customer_scores::stage},
    category_column{"stage_premature", flag_names, &customer_scores::stage_premature},
    category_column{"treatment_status", treatment_status_names, &customer_scores::treatment_status},
    category_column{"treatment", {}, &customer_scores::treatment},
    category_column{"treatment_rule", {}, &customer_scores::treatment_rule},
    category_column{"value_tier", {}, &customer_scores::value_tier},
    category_column{"may_ask_referral", flag_names, &customer_scores::may_ask_referral},
    category_column{"integrable", flag_names, &customer_scores::integrable},
};

}  // namespace scvm::crm
