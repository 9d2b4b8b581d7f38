#pragma once

#include <scvm/math/matrix.hpp>
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
};

/// Rules and fitted parameters: all that scoring needs besides the data. Plain data; a scorer keeps its own copy.
struct scoring_model {
    std::string id;                      ///< the vendor's name of it, e.g. "retail-2026"
    std::string currency;                ///< of all amounts, e.g. "EUR"; shown, never converted
    std::optional<survey_rules> survey;  ///< absent: no portfolio is scored
    std::optional<value_rules> value;    ///< absent: no value is scored

    /// SHA-256 of the model's canonical JSON, filled by json::read_model and json::with_hash; empty for a model that
    /// was put together in C++ and never written. Stands on every score, so that a score names what made it.
    std::string hash;
};

}  // namespace scvm::crm
