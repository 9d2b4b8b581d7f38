#pragma once

#include <scvm/crm/consent.hpp>
#include <scvm/crm/treatment.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/stages.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/network/interactions.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/survey/calibration.hpp>
#include <scvm/survey/labels.hpp>
#include <scvm/survey/portfolio.hpp>
#include <scvm/survey/probabilities.hpp>
#include <scvm/survey/questionnaire.hpp>
#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/gamma_gamma.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/pareto_nbd.hpp>
#include <scvm/value/purchases.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace scvm::crm {

/// How survey answers become the portfolio.
struct survey_rules {
    survey::questionnaire questionnaire;  ///< needs an item of "satisfaction" and one of "attachment"
    survey::portfolio portfolio{};        ///< its cuts are those of `calibration`
    survey::calibration calibration{};    ///< where the cuts come from
    std::optional<std::size_t>
        voice_item{};  ///< asks whether the customer recommends; for the fan rules voice and both
    survey::segment_labels labels = survey::labels_in("en");

    /// Reliabilities of scales that cannot have one of their own, e.g. of a single item; absent: none is assumed.
    std::optional<double> assumed_satisfaction_reliability{};
    std::optional<double> assumed_attachment_reliability{};

    survey::posterior posterior = survey::posterior::kelley;
    std::optional<survey::measurement> measurement{};  ///< absent until fitted: then there are no probabilities
};

/// On what data a model's parameters were estimated, and how surely.
struct fit_record {
    std::string as_of;                      ///< the day, e.g. "2026-11-21"
    double log_likelihood = 0;              ///< of the parameters on these data
    std::uint64_t customers = 0;            ///< how many the likelihood is of
    std::vector<double> standard_errors{};  ///< of the parameters, in their order; empty: not known
    math::matrix log_covariance{};          ///< of the logarithms of the parameters; empty: no intervals
};

/// The models of purchasing that a scoring model may hold; the order is that of purchasing_names.
using purchasing_model = std::variant<value::bg_nbd, value::mbg_nbd, value::pareto_nbd>;
inline constexpr std::array<std::string_view, 3> purchasing_names = {"bg_nbd", "mbg_nbd", "pareto_nbd"};

/// A customer who buys for the first time now. NaN: not known.
struct new_customer {
    double purchases = std::numeric_limits<double>::quiet_NaN();  ///< within the horizon, discounted
    double spend = std::numeric_limits<double>::quiet_NaN();      ///< per purchase, in money
    double value = std::numeric_limits<double>::quiet_NaN();      ///< purchases x spend x margin, where it is finite
};

/// How purchases become customer value.
struct value_rules {
    value::time_unit unit = value::time_unit::week;  ///< of t_x, T and horizon
    value::refund_policy refunds = value::refund_policy::net;
    value::zero_policy zeros = value::zero_policy::count;
    double horizon = 52;           ///< how far ahead purchases count, in units; above 0
    double yearly_discount = 0.1;  ///< cost of capital per year as a fraction; 0 or more
    double margin = 1;             ///< share of the money spent that is contribution; -1 to 1, 1 = value in revenue
    double confidence = 0.95;      ///< of the intervals

    std::size_t purchasing_kind = 0;             ///< which of purchasing_names is fitted
    std::optional<purchasing_model> purchasing;  ///< absent until fitted
    std::optional<fit_record> purchasing_fit;    ///< absent for parameters that came from elsewhere
    std::optional<value::gamma_gamma> spending;  ///< absent until fitted
    std::optional<fit_record> spending_fit;

    /// What the lifetime values are compared with. Follows from the parameters: a scorer fills it in.
    new_customer newcomer{};
};

/// How interactions become a place in the network.
struct network_rules {
    network::interaction_rules interactions{};
    double damping = 0.85;                 ///< in [0, 1): part of the attention that is passed on
    network::social_score_model social{};  ///< of one channel: all interactions together
    std::string reference_as_of;           ///< the day on whose data the score's reference was frozen; empty: not
    network::participation_rule participation{};
};

/// What one accepted unit of a kind of sharing is worth, unless the contribution brings its own value.
struct sharing_rate {
    double money = 0;   ///< in the model's currency
    double points = 1;  ///< where no formula leads to money
};

/// How value is credited among the customers, and what else they are worth.
struct equity_rules {
    double referral_share = 0.2;  ///< part of a referred customer's value that is credited to the referrer
    double referral_half_life_days = std::numeric_limits<double>::infinity();
    double influence_share = 0.2;  ///< part of a customer's value that is credited to those who get the attention
    double ceiling = 0.5;          ///< of both together, in (0, 1]
    double passed_on = 0;          ///< weight of each further link of the chain; 0: one step
    equity::loss_rule losses = equity::loss_rule::shared;
    std::array<sharing_rate, 7> sharing{};  ///< by contribution kind
    double sharing_window_days = 365;       ///< contributions of this time before as_of count
    equity::stage_rules stages{};           ///< what it takes to reach a stage
};

/// Rules and fitted parameters: all that scoring needs besides the data. Plain data; a scorer keeps its own copy.
struct scoring_model {
    std::string id;                            ///< the vendor's name of it, e.g. "retail-2026"
    std::string currency;                      ///< of all amounts, e.g. "EUR"; shown, never converted
    std::optional<survey_rules> survey;        ///< absent: no portfolio is scored
    std::optional<value_rules> value;          ///< absent: no value is scored
    std::optional<consent_rules> consent;      ///< absent: another legal basis; only withdrawals leave somebody out
    std::optional<network_rules> network;      ///< absent: no social score, no participation
    std::optional<equity_rules> equity;        ///< absent: no network value
    std::optional<treatment_rules> treatment;  ///< absent: no tiers, no treatments

    /// SHA-256 of the model's canonical JSON, filled by json::read_model and json::with_hash; empty for a model that
    /// was put together in C++ and never written. Stands on every score, so that a score names what made it.
    std::string hash;
};

}  // namespace scvm::crm
