#include <scvm/crm/as_of.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/fit.hpp>
#include <scvm/crm/forecast.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/dates/date_text.hpp>
#include <scvm/dates/reader.hpp>
#include <scvm/describe/ranges.hpp>
#include <scvm/error.hpp>
#include <scvm/survey/reliability.hpp>
#include <scvm/value/estimate.hpp>
#include <scvm/value/purchase_summary.hpp>
#include <scvm/value/weak_prior.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace scvm::crm {

namespace {

template <class Model>
[[nodiscard]] part_fit part_of(const value::fitted<Model>& fit) {
    return {fit.status, fit.reason, static_cast<std::uint64_t>(fit.customers)};
}

/// A prior of the model file as the fit wants it. The covariance of an earlier fit is doubled: a power prior that
/// counts half. Source: Ibrahim, Chen (2000), Statistical Science 15(1).
template <class Model>
[[nodiscard]] value::log_prior prior_of(const estimated<Model>& given) {
    constexpr double counts = 0.5;
    value::log_prior result;
    if (given.fit && given.fit->log_covariance.size() > 0) {
        result.covariance = given.fit->log_covariance;
        for (std::size_t i = 0; i < result.covariance.size(); ++i) {
            for (double& each : result.covariance.row(i)) {
                each /= counts;
            }
        }
    } else {
        result.covariance = value::weak_prior<Model>(1).covariance;
    }
    const auto mean = value::log_parameters_of(given.parameters);
    result.mean.assign(mean.begin(), mean.end());
    return result;
}

/// Keeps what was found, or, where nothing was, what the model had before.
template <class Model>
[[nodiscard]] part_fit keep(const value::fitted<Model>& found, std::int64_t as_of,
                            std::optional<estimated<Model>>& kept) {
    part_fit part = part_of(found);
    if (found.usable()) {
        try {
            require_described(found.model);
        } catch (const error& e) {  // no other part has to suffer
            part.status = value::fit_status::not_identified;
            part.reason = "the parameters are beyond what a model may hold: " + std::string(e.what());
        }
    }
    if (value::usable(part.status)) {
        kept = {found.model, fit_record{dates::date_text(as_of), found.log_likelihood_value, part.customers,
                                        found.standard_errors, found.log_covariance}};
    } else if (kept) {
        part.reason += "; the earlier parameters stay";
    }
    return part;
}

template <class Model>
void fit_purchasing(value_rules& rules, const value::history_columns& histories, std::int64_t as_of) {
    value::estimate_options options;
    if (rules.prior) {
        options.weak_prior = rules.prior->use == prior_use::where_few;
        if (rules.prior->purchasing) {
            options.fit.prior = prior_of(std::get<estimated<Model>>(*rules.prior->purchasing));
        }
    }
    std::optional<estimated<Model>> kept;
    if (rules.purchasing) {
        kept = std::get<estimated<Model>>(*rules.purchasing);
    }
    rules.purchasing_fit = keep(value::estimate<Model>(histories, {}, options), as_of, kept);
    if (kept) {
        rules.purchasing = std::move(*kept);
    }
}

void fit_purchasing(value_rules& rules, const value::history_columns& histories, std::int64_t as_of) {
    switch (rules.purchasing_model) {
        case purchasing_kind::bg_nbd:
            return fit_purchasing<value::bg_nbd>(rules, histories, as_of);
        case purchasing_kind::mbg_nbd:
            return fit_purchasing<value::mbg_nbd>(rules, histories, as_of);
        case purchasing_kind::pareto_nbd:
            return fit_purchasing<value::pareto_nbd>(rules, histories, as_of);
    }
}

/// What is added to a reason for which no customer is left to fit: purchases that the base did not take.
[[nodiscard]] std::string rejected_purchases(const customer_base& base) {
    const auto of_purchases = [](const rejected_row& row) { return row.where == table::purchases; };
    const auto count = std::ranges::count_if(base.rejected(), of_purchases);
    if (count == 0) {
        return {};
    }
    const rejected_row& first = *std::ranges::find_if(base.rejected(), of_purchases);
    return "; " + std::to_string(count) + " rows of purchases were rejected, the first, row " +
           std::to_string(first.row) + ", for " + first.reason;
}

void fit_value(value_rules& rules, const customer_base& base, const usable_data& data, std::int64_t as_of) {
    const base_purchases& rows = data.purchases();
    const value::purchase_table purchases =
        value::purchase_summary({rows.customer, rows.time, rows.amount, static_cast<std::uint32_t>(data.customers())},
                                end_of_day(as_of), purchase_rules_of(rules));
    fit_purchasing(rules, purchases.histories(), as_of);
    value::estimate_options options;
    if (rules.prior) {
        options.weak_prior = rules.prior->use == prior_use::where_few;
        if (rules.prior->spending) {
            options.fit.prior = prior_of(*rules.prior->spending);
        }
    }
    rules.spending_fit = keep(value::estimate_spending({purchases.x, purchases.monetary, purchases.revenue}, options),
                              as_of, rules.spending);
    for (part_fit* const part : {&*rules.purchasing_fit, &*rules.spending_fit}) {
        if (part->customers == 0) {
            part->reason += rejected_purchases(base);
        }
    }
}

/// How reliable a dimension's scale is: Cronbach's alpha, or what the model assumes where the items allow none.
struct scale_reliability {
    double value = std::numeric_limits<double>::quiet_NaN();
    bool shrunk = false;
};

/// Below, an alpha alone is noise, and so would be every probability made from it.
constexpr std::size_t enough_respondents = 30;

/// Of few respondents, alpha is drawn to 0.77, the mean of 4,286 published alphas, with weights as of two estimates of
/// ln(1 - alpha): one with the variance 2k / ((k - 1)(n - 2)) of k items, the other with a standard deviation of 0.5.
/// Sources: Peterson (1994), Journal of Consumer Research 21(2); Bonett (2002), J. Educ. Behav. Stat. 27(4).
[[nodiscard]] scale_reliability reliability_of(const survey_rules& rules, std::string_view dimension,
                                               const survey::answer_table& answers,
                                               const std::optional<double>& assumed) {
    const auto report = survey::reliability(rules.questionnaire, rules.questionnaire.dimension(dimension), answers);
    const double k = static_cast<double>(report.items);
    if (report.items < 2 || (report.rows >= enough_respondents && std::isnan(report.alpha))) {
        return {assumed.value_or(std::numeric_limits<double>::quiet_NaN()), false};
    }
    if (report.rows >= enough_respondents) {
        return {report.alpha, false};
    }
    const double expected = std::log(1 - assumed.value_or(0.77));
    constexpr double expected_variance = 0.25;
    const double n = static_cast<double>(report.rows);
    if (!(report.alpha < 1) || n < 3) {
        return {1 - std::exp(expected), true};
    }
    const double variance = 2 * k / ((k - 1) * (n - 2));
    const double weight = expected_variance / (expected_variance + variance);
    return {1 - std::exp(weight * std::log(1 - report.alpha) + (1 - weight) * expected), true};
}

/// The variances of few respondents' scores drawn to that of 20 points, and their correlation to 0.5: ours, weighted as
/// five respondents. A sample in which all agree would otherwise be sure of everything.
[[nodiscard]] survey::measurement with_expected_variances(survey::measurement of, double satisfaction_reliability,
                                                          double attachment_reliability) {
    constexpr double variance = 400;
    constexpr double covariance = 200;
    constexpr double weight = 5;
    const double own = static_cast<double>(of.n) - 1;
    const auto drawn = [&](double found, double expected) {
        return (own * found + weight * expected) / (own + weight);
    };
    of.satisfaction_variance = drawn(of.satisfaction_variance, variance);
    of.attachment_variance = drawn(of.attachment_variance, variance);
    of.covariance = drawn(of.covariance, covariance);
    of.satisfaction_error = std::sqrt(of.satisfaction_variance * (1 - std::max(0.0, satisfaction_reliability)));
    of.attachment_error = std::sqrt(of.attachment_variance * (1 - std::max(0.0, attachment_reliability)));
    return of;
}

/// The measurement with the error of the barrier scale; as it is where the scale has no reliability.
[[nodiscard]] survey::measurement with_barrier_error(const survey_rules& rules, const survey::measurement& measured,
                                                     const survey::answer_table& answers) {
    const survey::questionnaire& asked = rules.questionnaire;
    const auto barrier = asked.find_dimension(survey::barrier_dimension);
    if (!barrier) {
        return measured;
    }
    const double alpha = survey::reliability(asked, *barrier, answers).alpha;
    if (!(alpha <= 1)) {
        return measured;
    }
    std::vector<double> scores(answers.rows());
    std::vector<survey::score_columns> columns(asked.dimensions().size());
    columns[*barrier].value = scores;
    (void)asked.score(answers, columns);
    return survey::with_barrier(measured, scores, alpha);
}

/// How the scores vary, and how much of that is error.
[[nodiscard]] part_fit fit_measurement(survey_rules& rules, const score_table& table) {
    std::vector<double> answers;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto of = table.answers(row);
        answers.insert(answers.end(), of.begin(), of.end());
    }
    const std::size_t both = table.summary().classified;
    part_fit part{.customers = both};
    rules.measurement.reset();
    if (both < 2) {
        part.status = value::fit_status::no_data;
        part.reason = std::to_string(both) +
                      " customers have a score of satisfaction and of attachment, expected at least 2: there are no "
                      "probabilities of groups, and nobody may be asked for a recommendation";
        return part;
    }
    const auto matrix = survey::answer_table::by_rows(answers, rules.questionnaire.items().size());
    const auto s =
        reliability_of(rules, survey::satisfaction_dimension, matrix, rules.assumed_satisfaction_reliability);
    const auto e = reliability_of(rules, survey::attachment_dimension, matrix, rules.assumed_attachment_reliability);
    for (const auto& [scale, name] :
         {std::pair{s, survey::satisfaction_dimension}, std::pair{e, survey::attachment_dimension}}) {
        if (!(scale.value <= 1)) {
            part.status = value::fit_status::not_identified;
            part.reason = "the scale of " + std::string(name) +
                          " has no reliability of its own (two items that vary are needed): there are no "
                          "probabilities of groups, and nobody may be asked for a recommendation; ask a second "
                          "question, or give survey.assumed_" +
                          std::string(name) + "_reliability";
            return part;
        }
    }
    const bool few = both < enough_respondents;
    const auto measured = survey::measure(table.numbers("satisfaction"), table.numbers("attachment"), s.value, e.value);
    if (few) {
        rules.measurement = with_expected_variances(measured, s.value, e.value);
    } else {
        rules.measurement = with_barrier_error(rules, measured, matrix);
    }
    part.status = few || s.shrunk || e.shrunk ? value::fit_status::shrunk_to_prior : value::fit_status::converged;
    if (part.status == value::fit_status::shrunk_to_prior) {
        part.reason = std::to_string(both) +
                      " customers with both scores are few: reliabilities and variances are "
                      "drawn to what is usual; 30 and more speak for themselves";
    }
    return part;
}

/// Boundaries at the sample's means; where the sample has none, those that the rules have.
[[nodiscard]] part_fit fit_boundaries(survey_rules& rules, const score_table& table, std::int64_t as_of) {
    part_fit part{.customers = table.summary().classified};
    try {
        rules.calibration =
            survey::sample_mean_calibration(table.numbers("satisfaction"), table.numbers("attachment"), {},
                                            {.source = rules.calibration.source, .date = dates::date_text(as_of)});
        rules.portfolio = survey::portfolio(rules.calibration.cuts, rules.portfolio.fans(), rules.portfolio.captives());
        part.status = value::fit_status::converged;
    } catch (const error& e) {
        if (e.code() != errc::not_fitted) {
            throw;
        }
        const bool earlier = rules.calibration.n > 0;
        part.status = value::fit_status::not_identified;
        part.reason = std::string(e.what()) +
                      (earlier ? "; the earlier boundaries stay" : "; the fixed boundaries of the rules stand in");
        if (!earlier) {
            rules.calibration.method = survey::calibration_method::absolute;
        }
    }
    return part;
}

/// The sample's means as boundaries where the model wants them, and the errors of measurement for probabilities.
void fit_survey(survey_rules& rules, const std::optional<consent_rules>& consent, const customer_base& base,
                std::int64_t as_of) {
    // Scored with plain rules: scores do not depend on the boundaries that are looked for.
    scoring_model plain;
    plain.survey.emplace(survey_rules{rules.questionnaire});
    plain.consent = consent;
    plain.time_zone = base.place().zone();
    const score_table table = scorer(std::move(plain)).score(base, as_of);
    // Rules whose last fit found no boundaries still want them.
    if (rules.calibration.method == survey::calibration_method::sample_mean || rules.boundaries_fit) {
        rules.boundaries_fit = fit_boundaries(rules, table, as_of);
    }
    rules.measurement_fit = fit_measurement(rules, table);
}

/// Freezes what counts as a full score, and how many reactions a contribution usually gets.
void fit_network(network_rules& rules, const usable_data& data, double typical_purchase, std::int64_t as_of) {
    const std::int64_t until = end_of_day(as_of);
    const network_state state =
        measure_network(data, rules, backing_of(data, rules.standing, typical_purchase, until), until);
    double reactions = 0;
    double contributions = 0;
    std::vector<network::social_features> own;
    std::vector<std::uint32_t> persons;
    const std::vector<double>& reactions_to = state.reactions;
    for (std::uint32_t c = 0; c < data.customers(); ++c) {
        if (state.features[c].absent() || !(state.standings.standing[c] > 0)) {
            continue;  // a crowd of invented accounts moves no reference
        }
        persons.push_back(c);
        own.push_back(state.features[c]);
        contributions += state.graph.contributions[c];
        reactions += reactions_to[c];
    }
    if (own.empty()) {
        rules.reference_fit =
            part_fit{value::fit_status::no_data, "nobody reacted or contributed: the model's own reference stays", 0};
        return;
    }
    network::social_channel& channel = rules.social.channel;
    // Amplification is shrunk to the usual number of reactions: its reference goes with the number that is frozen
    // beside it, not with the one that the model had before.
    channel.usual_reactions = contributions > 0 ? reactions / contributions : channel.usual_reactions;
    for (std::size_t i = 0; i < own.size(); ++i) {
        own[i].amplification = (reactions_to[persons[i]] + channel.shrinkage * channel.usual_reactions) /
                               (state.graph.contributions[persons[i]] + channel.shrinkage);
    }
    channel = network::fit_reference(own, channel, reactions, contributions);
    rules.reference_as_of = dates::date_text(as_of);
    rules.reference_fit = part_fit{value::fit_status::converged, {}, own.size()};
}

/// Who is dissatisfied by the fitted survey, by row of the customers: 1 or 0.
[[nodiscard]] std::vector<std::uint8_t> dissatisfied(const scoring_model& model, const customer_base& base,
                                                     std::int64_t as_of) {
    std::vector<std::uint8_t> result;
    if (model.survey) {
        scoring_model asked;
        asked.survey = model.survey;
        asked.consent = model.consent;
        asked.time_zone = model.time_zone;
        const score_table table = scorer(std::move(asked)).score(base, as_of);
        for (const double advocacy : table.numbers("advocacy")) {
            result.push_back(advocacy < 0 ? 1 : 0);
        }
    }
    return result;
}

/// A part that fails blocks no other; but a fit that learned nothing at all is none.
void require_anything(const scoring_model& model) {
    std::string reasons;
    for (const fitted_part& each : fitted_parts(model)) {
        if (each.fit->usable()) {
            return;
        }
        reasons += (reasons.empty() ? "" : ". ") + std::string(each.name) + ": " +
                   std::string(value::name(each.fit->status)) + ", " + each.fit->reason;
    }
    if (model.value) {
        throw error(errc::not_fitted, "the model could not be fitted: " + reasons);
    }
}

}  // namespace

scoring_model fit(const customer_base& base, const scoring_model& model, std::int64_t as_of) {
    dates::require_date("as_of", as_of);
    require_place(base, model);
    scoring_model result = model;
    result.hash.clear();
    usable_data data(base, result.consent, end_of_day(as_of));
    if (result.survey) {
        fit_survey(*result.survey, result.consent, base, as_of);
    }
    if (result.network) {
        data.leave_out_hostile(dissatisfied(result, base, as_of));
    }
    if (result.value) {
        fit_value(*result.value, base, data, as_of);
    }
    if (result.network) {
        fit_network(*result.network, data, typical_purchase_of(result), as_of);
    }
    require_anything(result);
    return result;
}

}  // namespace scvm::crm
