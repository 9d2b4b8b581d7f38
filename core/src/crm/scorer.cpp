#include "table_builder.hpp"

#include <scvm/crm/as_of.hpp>
#include <scvm/crm/cocreation_scores.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/equity_scores.hpp>
#include <scvm/crm/forecast.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/responses.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/service_scores.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/crm/who_matters.hpp>
#include <scvm/dates/reader.hpp>
#include <scvm/describe/table.hpp>
#include <scvm/survey/captivity.hpp>
#include <scvm/survey/quality.hpp>
#include <scvm/value/purchase_summary.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace scvm::crm {

/// What scoring a survey needs besides the rules, found once.
struct scorer::survey_places {
    explicit survey_places(const survey_rules& rules)
        : questions(rules.questionnaire), barrier(rules.questionnaire.find_dimension(survey::barrier_dimension)) {
        const auto s = rules.questionnaire.find_dimension(survey::satisfaction_dimension);
        const auto e = rules.questionnaire.find_dimension(survey::attachment_dimension);
        if (!s || !e) {
            throw error(errc::bad_model, "survey: the portfolio needs an item of satisfaction and one of attachment");
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
            retest.emplace(rules.portfolio, *rules.measurement, survey::posterior::retest);
        }
    }

    question_index questions;
    std::size_t satisfaction = 0;  // places among the questionnaire's dimensions
    std::size_t attachment = 0;
    std::optional<std::size_t> barrier;
    std::optional<survey::segment_model> probabilities;
    std::optional<survey::segment_model> retest;  ///< of the next answers, were nothing to change
};

/// Memory for one customer after the other.
struct scorer::survey_scratch {
    explicit survey_scratch(const scoring_model& model) {
        if (model.survey) {
            row.resize(model.survey->questionnaire.items().size());
            when.resize(row.size());
            dimensions.resize(model.survey->questionnaire.dimensions().size());
        }
    }

    std::vector<double> row;
    std::vector<std::int64_t> when;
    std::vector<survey::dimension_score> dimensions;
};

/// One customer, once consent has decided: what may not be used is not looked at.
struct scorer::usable_customer {
    std::array<consent_status, data_uses> allowed{};
    std::span<const dated_answer> answers{};
    survey::contract_term contract{};
    value::purchase_history history{};
    const value_forecast* values = nullptr;
    std::size_t row = 0;  // in *values
    std::optional<network_inputs> network{};

    [[nodiscard]] bool may(data_use use) const {
        return allowed[static_cast<std::size_t>(use)] == consent_status::included;
    }
};

scorer::scorer(scoring_model model) {
    description::settle(model, "model");
    if (model.value) {
        model.value->newcomer = new_customer_of(*model.value);
    }
    clocks_ = clock_reader(dates::clock_of(model.time_zone));
    model_ = std::make_shared<const scoring_model>(std::move(model));
    if (model_->survey) {
        survey_ = std::make_shared<const survey_places>(*model_->survey);
    }
}

const question_index& scorer::questions() const noexcept {
    static const question_index none;
    return survey_ ? survey_->questions : none;
}

customer_scores scorer::score(const customer_history& of, std::int64_t as_of, std::vector<double>& answers) const {
    const std::int64_t until = end_of_day(as_of);
    std::vector<const consent*> decisions;
    for (const consent& each : of.consents) {
        decisions.push_back(&each);
    }
    usable_customer usable;
    usable.allowed = consent_for_uses(std::span<const consent* const>(decisions), model_->consent, until,
                                      [](const consent& each) { return static_cast<std::uint8_t>(each.purpose); });
    usable.answers = of.answers;
    usable.contract = usable.may(data_use::value) ? of.contract : survey::contract_term{};
    usable.network = of.network;
    value_forecast values(1);
    if (model_->value && usable.may(data_use::value)) {
        usable.history =
            value::purchase_history_of(of.purchase_time, of.purchase_amount, until, purchase_rules_of(*model_->value));
        if (model_->value->purchasing && !std::isnan(usable.history.x)) {
            const std::array x{usable.history.x};
            const std::array t_x{usable.history.t_x};
            const std::array T{usable.history.T};
            values = forecast(*model_->value, {x, t_x, T}, std::array{usable.history.monetary});
        }
    }
    usable.values = &values;
    customer_scores result;
    survey_scratch scratch(*model_);
    answer_account unused;
    answers.clear();
    if (model_->service && usable.may(data_use::network)) {
        const auto counted = count_complaints(
            of.complaints, 1, promised_by_channel(of.complaint_channels, *model_->service), *model_->service, until);
        (void)score_own_complaints(counted.rows,
                                   usable.may(data_use::survey) ? usable.answers : std::span<const dated_answer>(),
                                   until, scratch, result.service);
    } else if (model_->service) {
        result.service.status = complaint_status::no_consent;
        result.helper.status = helper_status::no_consent;
    }
    if (score_alone(usable, until, scratch, unused, result)) {
        answers = std::move(scratch.row);
    }
    if (model_->equity) {
        const sharing_inputs shared = sharing_of(of.contributions, *model_->equity, until);
        score_equity(usable.may(data_use::network), of.equity, shared, *model_, result);
    }
    if (model_->matters || model_->ambassadors) {
        settle_matters(*model_, of.matters, usable.may(data_use::network), result);
    }
    if (model_->service && usable.may(data_use::network)) {
        if (model_->network && !(of.service && of.network)) {
            result.service.status = complaint_status::not_carried;
        } else {
            score_damage(of.service.value_or(service_inputs{}), *model_->service, result);
        }
        result.helper = of.helper.value_or(helper_scores{.status = helper_status::not_carried});
    }
    if (model_->accounts) {
        const bool any = usable.may(data_use::survey) || usable.may(data_use::value);
        const account_scores unknown{.status = account_status::not_carried, .figures = {}};
        result.account =
            any ? of.account.value_or(unknown) : account_scores{.status = account_status::no_consent, .figures = {}};
    }
    if (model_->treatment) {
        score_treatment(*model_->treatment, of.previous_tier, result);
        // Only a batch counts everybody: who found no room waits for the next one, unless it is another action now.
        if (result.treatment.action != 0 && result.treatment.action == of.waits_for) {
            result.treatment.status = treatment_status::no_capacity;
        }
    }
    return result;
}

bool scorer::score_alone(const usable_customer& of, std::int64_t as_of, survey_scratch& scratch,
                         answer_account& account, customer_scores& result) const {
    note_consent(of.allowed, result.consent);
    bool responded = false;
    if (survey_ && !of.may(data_use::survey)) {
        result.survey.status = survey_status::no_consent;
    } else if (survey_) {
        responded = score_survey(of.answers, of.contract, as_of, scratch, result.survey, account);
    }
    if (model_->value && !of.may(data_use::value)) {
        result.value.status = value_status::no_consent;
    } else if (model_->value) {
        score_value(of.history, *of.values, of.row, result.value);
    }
    if (model_->network && !of.may(data_use::network)) {
        result.network.status = network_score_status::no_consent;
    } else if (model_->network && of.network) {
        score_network(*of.network, *model_->network, result.network);
    } else if (model_->network) {
        result.network.status = network_score_status::not_carried;
    }
    return responded;
}

void scorer::note_consent(const std::array<consent_status, data_uses>& allowed, consent_scores& result) const {
    result = {allowed[0], allowed[1], allowed[2], allowed[3]};
    const std::array asked{model_->survey.has_value(), model_->value.has_value(),
                           model_->network.has_value() || model_->equity.has_value()};
    bool any = false;
    for (std::size_t use = 0; use < asked.size(); ++use) {
        if (asked[use]) {
            any |= allowed[use] == consent_status::included;
            result.of_all = std::max(result.of_all, allowed[use]);
        }
    }
    result.of_all = any ? consent_status::included : result.of_all;
}

bool scorer::score_survey(std::span<const dated_answer> answers, const survey::contract_term& contract,
                          std::int64_t as_of, survey_scratch& scratch, survey_scores& result,
                          answer_account& account) const {
    const survey_rules& rules = *model_->survey;
    const auto response = newest_response(answers, scratch.row, scratch.when);
    account.used += response.answered;
    account.superseded += answers.size() - response.answered;
    if (response.answered == 0) {
        result.status = survey_status::no_answers;
        return false;
    }
    result.wave = response.wave;
    try {
        rules.questionnaire.score(scratch.row, scratch.dimensions);
    } catch (const error&) {  // an answer off its scale, under the policy "error"
        result.status = survey_status::out_of_range;
        return true;
    }
    const survey::response_flags flags = survey::inspect_response(rules.questionnaire, scratch.row);
    result.marks.straight_lining = flags.straight_lining;
    result.marks.all_extreme = flags.all_extreme;
    result.marks.broken_off = flags.broken_off;
    place(contract, as_of, scratch, result);
    return true;
}

void scorer::place(const survey::contract_term& contract, std::int64_t as_of, const survey_scratch& scratch,
                   survey_scores& result) const {
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
        .voice = rules.voice ? rules.questionnaire.points(*rules.voice, scratch.row[*rules.voice]) : absent};
    const survey::placement placed = rules.portfolio.place(scores);
    result.segment = placed.group;
    if (placed.group == survey::segment::unclassified) {
        result.status = survey_status::too_few_answers;
        return;
    }
    result.status = survey_status::scored;
    result.captive_kind = placed.held_by;
    result.marks.hurt_fan = placed.hurt_fan;
    result.marks.latched = placed.latched;
    result.marks.on_boundary = placed.on_boundary;
    result.release_date = survey::release_date(placed, contract, today) * 86400;
    result.advocacy = survey::is_satisfied(placed.group) ? 1 : -1;
    if (survey_->probabilities) {
        const auto p = survey_->probabilities->of(scores, satisfaction.coverage, attachment.coverage);
        result.advocacy = (p.of[0] + p.of[1] + p.of[2]) - (p.of[3] + p.of[4]);
        result.probabilities = {p.of[0], p.of[1],  p.of[2],
                                p.of[3], p.of[4],  p.assigned_probability,
                                p.modal, p.stable, p.boundary_distance};
    }
}

mood_pair scorer::score_own_complaints(std::span<const counted_complaint> complaints,
                                       std::span<const dated_answer> answers, std::int64_t as_of,
                                       survey_scratch& scratch, complaint_scores& result) const {
    score_complaints(complaints, as_of, result);
    const counted_complaint* last = nullptr;
    for (const counted_complaint& each : complaints) {
        const bool settled = each.kind == equity::complaint_kind::complaint && !each.is_open(as_of);
        if (settled && (last == nullptr || each.times.closed >= last->times.closed)) {
            last = &each;
        }
    }
    mood_pair result_pair;
    if (last == nullptr || result.open > 0) {
        result.recovered = result.open > 0 ? equity::recovery::open : equity::recovery::none;
        return result_pair;
    }
    result.recovered = equity::recovery::unknown;
    if (!survey_) {
        return result_pair;
    }
    const auto reach = static_cast<std::int64_t>(model_->service->recovery_days * 86400);
    const auto mood = [&](std::int64_t after, std::int64_t until) {  // of answers in (after, until]
        std::vector<dated_answer> then;
        std::copy_if(answers.begin(), answers.end(), std::back_inserter(then), [&](const dated_answer& each) {
            return each.time != 0 && each.time > after && each.time <= until;
        });
        survey_scores scores;
        answer_account unused;
        (void)score_survey(then, {}, as_of, scratch, scores, unused);
        return scores;
    };
    const survey_scores before = mood(last->times.opened - reach, last->times.opened - 1);
    const survey_scores after = mood(last->times.closed, std::min(last->times.closed + reach, as_of));
    result.satisfaction_before = before.satisfaction;
    result.satisfaction_after = after.satisfaction;
    if (after.segment == survey::segment::unclassified) {
        return result_pair;
    }
    result.recovered = survey::is_satisfied(after.segment) ? equity::recovery::yes : equity::recovery::no;
    if (before.segment == survey::segment::unclassified) {
        return result_pair;
    }
    result_pair = {before.segment, after.segment, before.satisfaction, after.satisfaction};
    if (survey_->retest) {
        const survey::segment_model& again = *survey_->retest;
        const auto p =
            again.of({.satisfaction = before.satisfaction, .attachment = before.attachment, .barrier = before.barrier},
                     before.satisfaction_coverage, before.attachment_coverage);
        const auto belief = again.belief(before.satisfaction_coverage, before.attachment_coverage);
        const survey::measurement& mean = again.measured();
        result_pair.expected_after = again.fell_back()
                                         ? before.satisfaction
                                         : mean.satisfaction_mean +
                                               belief.gain[0] * (before.satisfaction - mean.satisfaction_mean) +
                                               belief.gain[1] * (before.attachment - mean.attachment_mean);
        result_pair.retest = p.of;
        result_pair.measured = std::none_of(p.of.begin(), p.of.end(), [](double each) { return std::isnan(each); });
    }
    return result_pair;
}

std::vector<std::uint8_t> scorer::dissatisfied(const usable_data& data, const grouped_answers& answers,
                                               std::int64_t as_of, survey_scratch& scratch) const {
    std::vector<std::uint8_t> result(data.customers());
    for (std::size_t c = 0; c < result.size(); ++c) {
        survey_scores scores;
        answer_account unused;
        if (data.allows(data_use::survey, c) &&
            score_survey(answers.of(c), data.contract(c), as_of, scratch, scores, unused)) {
            result[c] = scores.advocacy < 0;
        }
    }
    return result;
}

anonymous_summary scorer::count_anonymous(const base_content& content, survey_scratch& scratch,
                                          std::int64_t as_of) const {
    anonymous_summary result;
    const auto grouped =
        group_answers(content.anonymous_answers, content.respondents.size(), content.items, survey_->questions, as_of);
    for (std::size_t who = 0; who < content.respondents.size(); ++who) {
        survey_scores scores;
        answer_account unused;
        if (score_survey(grouped.of(who), {}, as_of, scratch, scores, unused)) {
            ++result.respondents;
            ++result.segments[static_cast<std::size_t>(scores.segment)];
        }
    }
    return result;
}

void scorer::score_value(const value::purchase_history& history, const value_forecast& forecast, std::size_t row,
                         value_scores& result) const {
    const auto say = [&](value_status status) { result.status = status; };
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
    const bool pooled = model_->value->spending_fit && model_->value->spending_fit->status == value::fit_status::pooled;
    say(rests_on_prior(*model_->value)                                            ? value_status::from_prior
        : pooled || forecast.status[row] == value::value_status::population_spend ? value_status::population_spend
                                                                                  : value_status::scored);
}

namespace {

/// When each customer first bought, as far as purchases up to as_of tell.
[[nodiscard]] std::vector<std::int64_t> first_purchases(const usable_data& data, std::int64_t as_of) {
    constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
    std::vector<std::int64_t> result(data.customers(), none);
    const base_purchases& rows = data.purchases();
    for (std::size_t row = 0; row < rows.customer.size(); ++row) {
        if (rows.time[row] <= as_of && rows.amount[row] > 0) {
            result[rows.customer[row]] = std::min(result[rows.customer[row]], rows.time[row]);
        }
    }
    std::replace(result.begin(), result.end(), none, equity::join_unknown);
    return result;
}

}  // namespace

score_table scorer::score_without(const customer_base& base, std::int64_t as_of, std::uint32_t person) const {
    dates::require_date("as_of", as_of);
    require_place(base, *model_);
    // Consent comes first, once, and here: nothing below sees a row that may not be used.
    usable_data data(base, model_->consent, end_of_day(as_of), person);
    table_builder table(model_, end_of_day(as_of), base, data);
    std::optional<grouped_answers> grouped;
    survey_scratch scratch(*model_);
    if (survey_) {
        grouped = group_answers(data.answers(), table.size(), data.items(), survey_->questions, table.as_of());
        table.answer_rows() = grouped->account;
        table.note(count_anonymous(base.content(), scratch, table.as_of()));
    }
    value::purchase_table purchases;
    value_forecast values(0);
    if (model_->value) {
        const base_purchases& rows = data.purchases();
        purchases =
            value::purchase_summary({rows.customer, rows.time, rows.amount, static_cast<std::uint32_t>(table.size())},
                                    table.as_of(), purchase_rules_of(*model_->value));
        values = model_->value->purchasing ? forecast(*model_->value, purchases.histories(), purchases.monetary)
                                           : value_forecast(table.size());
        table.note(purchases.account);
    }
    if (model_->network || model_->equity) {
        data.leave_out_hostile(grouped ? dissatisfied(data, *grouped, table.as_of(), scratch)
                                       : std::vector<std::uint8_t>());
    }
    counted_complaints complaints;
    std::vector<mood_pair> moods;
    if (model_->service) {
        complaints =
            count_complaints(data.complaints(), table.size(), promised_by_channel(data.channels(), *model_->service),
                             *model_->service, table.as_of());
    }
    credit_evidence evidence;
    if (model_->network || model_->equity) {
        evidence.backing = backing_of(data, standing_rules_of(*model_), typical_purchase_of(*model_), table.as_of());
    }
    std::optional<network_state> network;
    if (model_->network) {
        network = measure_network(data, *model_->network, evidence.backing, table.as_of());
    }
    const std::vector<std::uint8_t> voters = model_->cocreation
                                                 ? voters_of(data, evidence.backing, network ? &*network : nullptr)
                                                 : std::vector<std::uint8_t>();
    const std::vector<last_published> published = last_published_of(data, table.as_of());
    for (std::uint32_t c = 0; c < table.size(); ++c) {
        usable_customer usable;
        for (std::size_t use = 0; use < data_uses; ++use) {
            usable.allowed[use] = data.status(static_cast<data_use>(use), c);
        }
        if (grouped) {
            usable.answers = grouped->of(c);
            usable.contract = data.contract(c);
        }
        if (model_->value) {
            usable.history = {purchases.x[c], purchases.t_x[c], purchases.T[c], purchases.monetary[c],
                              purchases.revenue[c]};
        }
        usable.values = &values;
        usable.row = c;
        if (network) {
            usable.network = inputs_of(*network, c);
            usable.network->published = published[c].score;
            usable.network->days = published[c].days_until(table.as_of());
        }
        customer_scores scores;
        if (model_->service && usable.may(data_use::network)) {
            const mood_pair mood =
                score_own_complaints(complaints.of(c), usable.answers, table.as_of(), scratch, scores.service);
            if (mood.before != survey::segment::unclassified) {
                moods.push_back(mood);
            }
        } else if (model_->service) {
            scores.service.status = complaint_status::no_consent;
            scores.helper.status = helper_status::no_consent;
        }
        const bool responded = score_alone(usable, table.as_of(), scratch, table.answer_rows(), scores);
        table.add(c, scores, responded ? std::span<const double>(scratch.row) : std::span<const double>());
    }
    network_state* const found = network ? &*network : nullptr;
    if (model_->equity) {
        table.credit(data, first_purchases(data, table.as_of()), std::move(evidence), found);
    }
    if (!data.prospects().empty() && (model_->network || model_->equity)) {
        table.look_outside(data, first_purchases(data, table.as_of()), found);
    }
    if (found != nullptr && (model_->matters || model_->ambassadors)) {
        table.compare(data, *found, purchases);
    }
    if (found != nullptr && (model_->service || (model_->treatment && model_->treatment->asks_for_damage()))) {
        table.listen(data);
    }
    if (model_->service) {
        table.serve(data, complaints, moods);
        table.help(data);
    }
    if (model_->accounts) {
        table.add_up(base, data);
    }
    if (model_->treatment) {
        table.treat();
    }
    if (model_->cocreation) {
        table.cocreate(base, data, voters);
    }
    return table.finish(data, found);
}

}  // namespace scvm::crm
