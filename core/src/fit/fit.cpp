#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/fit.hpp>
#include <scvm/crm/forecast.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/error.hpp>
#include <scvm/survey/reliability.hpp>
#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/gamma_gamma_fit.hpp>
#include <scvm/value/mbg_nbd_fit.hpp>
#include <scvm/value/pareto_nbd_fit.hpp>
#include <scvm/value/purchase_summary.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

namespace {

// A model keeps parameters of a strict maximum only: what else a fit can end with would score nonsense in silence.
template <class Model>
[[nodiscard]] fit_record require_converged(std::string_view which, const value::fitted<Model>& fit,
                                           std::int64_t as_of) {
    if (!fit.converged()) {
        throw error(errc::not_fitted, std::string(which) + " could not be fitted on " + number_text(fit.customers) +
                                          " customers: " + std::string(value::name(fit.status)) + ", " + fit.reason);
    }
    return {date_text(as_of), fit.log_likelihood_value, static_cast<std::uint64_t>(fit.customers), fit.standard_errors,
            fit.log_covariance};
}

void fit_purchasing(value_rules& rules, const value::history_columns& histories, std::int64_t as_of) {
    const auto keep = [&](std::string_view name, const auto& fit) {
        rules.purchasing = estimated{fit.model, std::optional(require_converged(name, fit, as_of))};
    };
    switch (rules.purchasing_model) {
        case purchasing_kind::bg_nbd:
            return keep("BG/NBD", value::fit_bg_nbd(histories));
        case purchasing_kind::mbg_nbd:
            return keep("MBG/NBD", value::fit_mbg_nbd(histories));
        case purchasing_kind::pareto_nbd:
            return keep("Pareto/NBD", value::fit_pareto_nbd(histories));
    }
}

void fit_value(value_rules& rules, const usable_data& data, std::int64_t as_of) {
    const base_purchases& rows = data.purchases();
    const value::purchase_table purchases =
        value::purchase_summary({rows.customer, rows.time, rows.amount, static_cast<std::uint32_t>(data.customers())},
                                end_of_day(as_of), purchase_rules_of(rules));
    fit_purchasing(rules, purchases.histories(), as_of);
    const auto spending = value::fit_gamma_gamma(purchases.x, purchases.monetary);
    rules.spending = {spending.model, require_converged("Gamma-Gamma", spending, as_of)};
}

/// Cronbach's alpha of a dimension, or what the model assumes where its items allow none.
[[nodiscard]] std::optional<double> reliability_of(const survey_rules& rules, std::string_view dimension,
                                                   const survey::answer_table& answers,
                                                   const std::optional<double>& assumed) {
    const auto report = survey::reliability(rules.questionnaire, rules.questionnaire.dimension(dimension), answers);
    return std::isnan(report.alpha) ? assumed : std::optional(report.alpha);
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

/// The sample's means as boundaries where the model wants them, and the errors of measurement for probabilities.
void fit_survey(survey_rules& rules, const std::optional<consent_rules>& consent, const customer_base& base,
                std::int64_t as_of) {
    // Scored with plain rules: scores do not depend on the boundaries that are looked for.
    scoring_model plain;
    plain.survey.emplace(survey_rules{rules.questionnaire});
    plain.consent = consent;
    const score_table table = scorer(std::move(plain)).score(base, as_of);
    const auto satisfaction = table.numbers("satisfaction");
    const auto attachment = table.numbers("attachment");
    if (rules.calibration.method == survey::calibration_method::sample_mean) {
        rules.calibration = survey::sample_mean_calibration(
            satisfaction, attachment, {}, {.source = rules.calibration.source, .date = date_text(as_of)});
        rules.portfolio = survey::portfolio(rules.calibration.cuts, rules.portfolio.fans(), rules.portfolio.captives());
    }
    std::vector<double> answers;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto of = table.answers(row);
        answers.insert(answers.end(), of.begin(), of.end());
    }
    rules.measurement.reset();
    if (answers.empty()) {
        return;
    }
    const auto matrix = survey::answer_table::by_rows(answers, rules.questionnaire.items().size());
    const auto s =
        reliability_of(rules, survey::satisfaction_dimension, matrix, rules.assumed_satisfaction_reliability);
    const auto e = reliability_of(rules, survey::attachment_dimension, matrix, rules.assumed_attachment_reliability);
    constexpr std::size_t fewest = 30;  // below, an alpha is noise, and so would be every probability made from it
    if (s && e && *s <= 1 && *e <= 1 && table.summary().classified >= fewest) {
        rules.measurement = with_barrier_error(rules, survey::measure(satisfaction, attachment, *s, *e), matrix);
    }
}

/// Freezes what counts as a full score, and how many reactions a contribution usually gets.
void fit_network(network_rules& rules, const usable_data& data, double typical_purchase, std::int64_t as_of) {
    const std::int64_t until = end_of_day(as_of);
    const network_state state =
        measure_network(data, rules, backing_of(data, rules.standing, typical_purchase, until), until);
    double reactions = 0;
    double contributions = 0;
    std::vector<network::social_features> own;
    for (std::uint32_t c = 0; c < data.customers(); ++c) {  // persons: employees come after them
        const network::social_features& of = state.features[c];
        if (!of.absent() && state.standings.standing[c] > 0) {  // a crowd of invented accounts moves no reference
            const network::social_channel& channel = rules.social.channel;
            const double made = state.graph.contributions[c];
            own.push_back(of);
            contributions += made;
            reactions += of.amplification * (made + channel.shrinkage) - channel.shrinkage * channel.usual_reactions;
        }
    }
    if (own.empty()) {
        return;  // nobody to learn from: the model's own reference stays
    }
    network::social_channel& channel = rules.social.channel;
    channel = network::fit_reference(own, channel, reactions, contributions);
    rules.reference_as_of = date_text(as_of);
}

}  // namespace

scoring_model fit(const customer_base& base, const scoring_model& model, std::int64_t as_of) {
    require_timestamp("as_of", as_of);
    scoring_model result = model;
    result.hash.clear();
    const usable_data data(base, result.consent, end_of_day(as_of));
    if (result.survey) {
        fit_survey(*result.survey, result.consent, base, as_of);
    }
    if (result.value) {
        fit_value(*result.value, data, as_of);
    }
    if (result.network) {
        fit_network(*result.network, data, typical_purchase_of(result), as_of);
    }
    return result;
}

}  // namespace scvm::crm
