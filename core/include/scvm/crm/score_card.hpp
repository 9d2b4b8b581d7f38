#pragma once

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
};
inline constexpr std::array<std::string_view, 5> survey_status_names = {"scored", "not_asked", "no_answers",
                                                                        "too_few_answers", "out_of_range"};

/// Why a customer has a lifetime value, or none.
enum class value_status : std::int32_t {
    scored,            ///< from the customer's own repeat purchases
    population_spend,  ///< scored; without a repeat purchase, the mean spend of all customers stands in
    not_asked,         ///< the model has no value rules
    not_fitted,        ///< the model lacks parameters of purchasing or of spending
    no_purchases,      ///< no purchase of this customer counts, or refunds have undone them all
    no_spending,       ///< the mean spend does not exist under the model's parameters
    undefined,         ///< the parameters allow no finite value for this customer
};
inline constexpr std::array<std::string_view, 7> value_status_names = {
    "scored", "population_spend", "not_asked", "not_fitted", "no_purchases", "no_spending", "undefined"};

inline constexpr std::array<std::string_view, 6> segment_names = {"unclassified", "fan",     "sympathizer",
                                                                  "mercenary",    "captive", "opponent"};

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
};

/// One numeric column of the score table.
struct number_column {
    std::string_view name;
    std::string_view unit;
    double customer_scores::*field;
};

/// Every numeric column, in the order in which tables show them. This list is the only place that names them.
inline constexpr std::array number_columns = {
    number_column{"satisfaction", "0 to 100", &customer_scores::satisfaction},
    number_column{"satisfaction_coverage", "share", &customer_scores::satisfaction_coverage},
    number_column{"attachment", "0 to 100", &customer_scores::attachment},
    number_column{"attachment_coverage", "share", &customer_scores::attachment_coverage},
    number_column{"barrier", "0 to 100", &customer_scores::barrier},
    number_column{"p_fan", "probability", &customer_scores::p_fan},
    number_column{"p_sympathizer", "probability", &customer_scores::p_sympathizer},
    number_column{"p_mercenary", "probability", &customer_scores::p_mercenary},
    number_column{"p_captive", "probability", &customer_scores::p_captive},
    number_column{"p_opponent", "probability", &customer_scores::p_opponent},
    number_column{"assigned_probability", "probability", &customer_scores::assigned_probability},
    number_column{"boundary_distance", "standard errors of measurement", &customer_scores::boundary_distance},
    number_column{"release_date", "seconds since 1970-01-01 UTC", &customer_scores::release_date},
    number_column{"x", "purchases", &customer_scores::x},
    number_column{"t_x", "model unit", &customer_scores::t_x},
    number_column{"T", "model unit", &customer_scores::T},
    number_column{"monetary", "money", &customer_scores::monetary},
    number_column{"revenue", "money", &customer_scores::revenue},
    number_column{"p_alive", "probability", &customer_scores::p_alive},
    number_column{"expected_purchases", "purchases", &customer_scores::expected_purchases},
    number_column{"discounted_expected_purchases", "purchases", &customer_scores::discounted_expected_purchases},
    number_column{"expected_spend", "money", &customer_scores::expected_spend},
    number_column{"lifetime_value", "money", &customer_scores::lifetime_value},
    number_column{"lifetime_value_low", "money", &customer_scores::lifetime_value_low},
    number_column{"lifetime_value_high", "money", &customer_scores::lifetime_value_high},
};

/// One column of categories: a code per customer, and what the codes mean.
struct category_column {
    std::string_view name;
    std::span<const std::string_view> labels;
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
};

}  // namespace scvm::crm
