#pragma once

// All scores of one customer, part by part as on the score card. Each member is described once, at the end of its
// struct: the canonical card (crm/score_card.hpp), the columns of the score table (crm/score_columns.hpp), the schema
// and the reference page are made from that.
#include <scvm/crm/consent.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/complaints.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/equity/stages.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/survey/portfolio.hpp>
#include <scvm/survey/segment.hpp>
#include <scvm/value/time_unit.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace scvm::crm {

inline constexpr double absent = std::numeric_limits<double>::quiet_NaN();

/// Why a customer has a place in the portfolio, or none.
enum class survey_status : std::int32_t {
    scored,
    not_asked,
    no_answers,
    too_few_answers,
    out_of_range,
    no_consent,
};
inline constexpr std::array<word, 6> survey_status_words{{
    {"scored"},
    {"not_asked", "the model has no questionnaire"},
    {"no_answers", "no answer of this customer counts"},
    {"too_few_answers", "of satisfaction or of attachment"},
    {"out_of_range", "an answer is off its scale, and the model's policy is to reject"},
    {"no_consent", "the customer did not agree to it"},
}};
[[nodiscard]] constexpr const auto& words_of(survey_status) {
    return survey_status_words;
}

/// Why a customer has a lifetime value, or none.
enum class value_status : std::int32_t {
    scored,
    population_spend,
    from_prior,
    not_asked,
    not_fitted,
    no_purchases,
    no_spending,
    undefined,
    no_consent,
};
inline constexpr std::array<word, 9> value_status_words{{
    {"scored", "from the customer's own repeat purchases"},
    {"population_spend", "scored; without a repeat purchase, the mean spend of all customers stands in"},
    {"from_prior", "scored; the data alone do not determine the parameters: the model's purchasing_fit says more"},
    {"not_asked", "the model has no value rules"},
    {"not_fitted", "the model lacks parameters of purchasing or of spending"},
    {"no_purchases", "no purchase of this customer counts, or refunds have undone them all"},
    {"no_spending", "the mean spend does not exist under the model's parameters"},
    {"undefined", "the parameters allow no finite value for this customer"},
    {"no_consent", "the customer did not agree to it"},
}};
[[nodiscard]] constexpr const auto& words_of(value_status) {
    return value_status_words;
}

/// Why a customer has a social score, or none.
enum class network_score_status : std::int32_t {
    scored,
    not_asked,
    no_interactions,
    no_consent,
    not_carried,
};
inline constexpr std::array<word, 5> network_score_status_words{{
    {"scored"},
    {"not_asked", "the model has no network rules"},
    {"no_interactions",
     "nobody reacted and nothing was contributed, or it was hostile: nothing is known, which is not nothing"},
    {"no_consent", "the customer did not agree to it"},
    {"not_carried", "a record of one customer, which brought no place in the network along"},
}};
[[nodiscard]] constexpr const auto& words_of(network_score_status) {
    return network_score_status_words;
}

/// Why a customer has a network value, or none.
enum class equity_status : std::int32_t {
    scored,
    not_asked,
    no_value,
    no_consent,
    not_carried,
};
inline constexpr std::array<word, 5> equity_status_words{{
    {"scored"},
    {"not_asked", "the model has no equity rules"},
    {"no_value", "there is no lifetime value to start from: unknown is not zero"},
    {"no_consent", "the customer did not agree to it"},
    {"not_carried", "a record of one customer, which brought no credit along"},
}};
[[nodiscard]] constexpr const auto& words_of(equity_status) {
    return equity_status_words;
}

/// Whether a customer is treated, and why not.
enum class treatment_status : std::int32_t {
    treated,
    not_asked,
    no_consent,
    gate_closed,
    gate_unknown,
    no_capacity,
};
inline constexpr std::array<word, 6> treatment_status_words{{
    {"treated"},
    {"not_asked", "the model has no treatments"},
    {"no_consent", "the treatment would contact a customer who did not agree, or nothing of the customer may be used"},
    {"gate_closed", "it would ask for a recommendation, and the customer is not surely satisfied and attached"},
    {"gate_unknown", "it would ask for a recommendation, and the model has no probabilities: see measurement_fit"},
    {"no_capacity", "others have a higher priority"},
}};
[[nodiscard]] constexpr const auto& words_of(treatment_status) {
    return treatment_status_words;
}

/// Why a customer has a place among those who matter, or none.
enum class matters_status : std::int32_t {
    ranked,
    not_asked,
    not_together,
    no_value,
    no_consent,
    not_carried,
};
inline constexpr std::array<word, 6> matters_status_words{{
    {"ranked"},
    {"not_asked", "the model has no such section"},
    {"not_together", "activity, influence or value is not above 0: what is missing is not made up for by the rest"},
    {"no_value", "there is no value to compare: unknown is not zero"},
    {"no_consent", "the customer did not agree to it"},
    {"not_carried", "a record of one customer, which brought no place among the others along"},
}};
[[nodiscard]] constexpr const auto& words_of(matters_status) {
    return matters_status_words;
}

/// Whether a customer is in the plan of ambassadors, and why not.
enum class ambassador_standing : std::int32_t {
    chosen,
    not_asked,
    not_chosen,
    not_eligible,
    no_consent,
    not_carried,
};
inline constexpr std::array<word, 6> ambassador_standing_words{{
    {"chosen"},
    {"not_asked", "the model has no such section"},
    {"not_chosen", "others reach more for the number and the budget that there is"},
    {"not_eligible", "of another group, not surely enough a fan, or without a cost that can be read"},
    {"no_consent", "the customer may not be contacted, or the place in the network may not be used"},
    {"not_carried", "a record of one customer, which brought no plan along"},
}};
[[nodiscard]] constexpr const auto& words_of(ambassador_standing) {
    return ambassador_standing_words;
}

/// Whether a customer's complaints are known.
enum class complaint_status : std::int32_t {
    scored,
    not_asked,
    none,
    no_consent,
    not_carried,
};
inline constexpr std::array<word, 5> complaint_status_words{{
    {"scored"},
    {"not_asked", "the model has no service rules"},
    {"none", "no complaint or praise of this customer counts"},
    {"no_consent", "the customer did not agree to it"},
    {"not_carried",
     "a record of one customer, which did not say who listens: the complaints count, and what is at risk is not known"},
}};
[[nodiscard]] constexpr const auto& words_of(complaint_status) {
    return complaint_status_words;
}

/// Whether a customer helps others.
enum class helper_status : std::int32_t {
    scored,
    not_asked,
    no_helper,
    no_consent,
    not_carried,
};
inline constexpr std::array<word, 5> helper_status_words{{
    {"scored"},
    {"not_asked", "the model has no service rules"},
    {"no_helper", "the customer is not among the helpers"},
    {"no_consent", "the customer did not agree to it"},
    {"not_carried", "a record of one customer, which did not say what helper the customer is"},
}};
[[nodiscard]] constexpr const auto& words_of(helper_status) {
    return helper_status_words;
}

/// Whether the figures of the customer's account are known.
enum class account_status : std::int32_t {
    scored,
    not_asked,
    no_account,
    too_few,
    no_consent,
    not_carried,
};
inline constexpr std::array<word, 6> account_status_words{{
    {"scored"},
    {"not_asked", "the model has no such section"},
    {"no_account", "the customer belongs to no account on the day, and is none"},
    {"too_few",
     "money is left out, or means are hidden, since too few persons are behind them or answered too much alike, alone "
     "or beside the accounts below it"},
    {"no_consent", "the customer did not agree to it"},
    {"not_carried", "a record of one customer, which brought no account along"},
}};
[[nodiscard]] constexpr const auto& words_of(account_status) {
    return account_status_words;
}

/// What may be done with the customer's data.
struct consent_scores {
    consent_status survey = consent_status::included;
    consent_status value = consent_status::included;
    consent_status network = consent_status::included;
    consent_status contact = consent_status::included;
    consent_status of_all = consent_status::included;
};

void describe(const auto& is, const consent_scores& o) {
    is("survey", o.survey, "Whether survey answers may be linked to the person.");
    is("value", o.value, "Whether purchases and contracts may be valued.");
    is("network", o.network, "Whether interactions, referrals and contributions may be used.");
    is("contact", o.contact, "Whether a treatment that approaches the person may be proposed.");
    is.column("status", o.of_all, "Included where any use that the model scores is; else why none is.");
}

/// Probabilities of the groups for the true scores, given the answers and their reliability; see
/// survey::segment_model. Absent without a measurement.
struct segment_probabilities {
    double fan = absent;
    double sympathizer = absent;
    double mercenary = absent;
    double captive = absent;
    double opponent = absent;
    double assigned = absent;
    survey::segment modal = survey::segment::unclassified;
    bool stable = false;
    double boundary_distance = absent;
};

void describe(const auto& is, const segment_probabilities& o) {
    is("fan", o.fan, unit("probability"), "Of being one.");
    is("sympathizer", o.sympathizer, unit("probability"), "Of being one.");
    is("mercenary", o.mercenary, unit("probability"), "Of being one.");
    is("captive", o.captive, unit("probability"), "Of being one.");
    is("opponent", o.opponent, unit("probability"), "Of being one.");
    is("assigned", o.assigned, column("assigned_probability"), unit("probability"), "Of the customer's group.");
    is("modal", o.modal, column("modal_segment"), "The most probable group; unclassified without probabilities.");
    is("stable", o.stable, column("stable"), "The probability of the customer's group is 0.8 or more.");
    is("boundary_distance", o.boundary_distance, column("boundary_distance"), unit("standard errors of measurement"),
       "To the nearest boundary that would change the group.");
}

/// What is special about a customer's response.
struct response_marks {
    bool all_extreme = false;
    bool broken_off = false;
    bool hurt_fan = false;
    bool latched = false;
    bool on_boundary = false;
    bool straight_lining = false;
};

void describe(const auto& is, const response_marks& o) {
    is("all_extreme", o.all_extreme, "Every answer lies at an end of its scale: doubt the response.");
    is("broken_off", o.broken_off, "Nothing is answered from some item on: doubt the response.");
    is("hurt_fan", o.hurt_fan, "Dissatisfied, attached like a fan, not held: first in complaint handling.");
    is("latched", o.latched, "Satisfied, unattached, held by barriers.");
    is("on_boundary", o.on_boundary, "A score lies on a boundary that mattered.");
    is("straight_lining", o.straight_lining, "One answer along a block with reversed items: doubt the response.");
}

/// The place in the portfolio.
struct survey_scores {
    survey::segment segment = survey::segment::unclassified;
    survey_status status = survey_status::not_asked;
    std::string label;
    std::string_view rule;
    double satisfaction = absent;
    double satisfaction_coverage = absent;
    double attachment = absent;
    double attachment_coverage = absent;
    double barrier = absent;
    double advocacy = absent;
    segment_probabilities probabilities;
    survey::captive_kind captive_kind = survey::captive_kind::none;
    response_marks marks;
    double release_date = absent;  ///< seconds since 1970-01-01 UTC
    std::optional<std::int32_t> wave;
};

void describe(const auto& is, const survey_scores& o) {
    const auto where_asked = left_out_when(o.status, survey_status::not_asked);
    is("segment", o.segment, "Group of the portfolio.");
    is("status", o.status, column("survey_status"), "Why there is a group, or none.");
    is("label", o.label, where_asked,
       "What the customer's group is called: the model's label, else its neutral name in the model's language.");
    is("rule", o.rule, where_asked, "The id of the rule that placed the customer.");
    is("satisfaction", o.satisfaction, unit("0 to 100"), "In percent of what could be reached.");
    is("satisfaction_coverage", o.satisfaction_coverage, unit("share"), "Answered part of the weights.");
    is("attachment", o.attachment, unit("0 to 100"), "In percent of what could be reached.");
    is("attachment_coverage", o.attachment_coverage, unit("share"), "Answered part of the weights.");
    is("barrier", o.barrier, unit("0 to 100"),
       "What keeps the customer from leaving; a contract that holds makes it 100.");
    is("advocacy", o.advocacy, unit("-1 to 1"),
       "P(satisfied) - P(dissatisfied): the sign that the customer's reach has.");
    is("probabilities", o.probabilities, columns("p_"), null_without(o.probabilities.fan),
       "Of each group for the true scores, given how surely they are measured; null without a measurement.");
    is("captive_kind", o.captive_kind, "What holds a captive.");
    is("flags", flags(o.marks), "What is special about the response.");
    is("release_date", date(o.release_date), unit("seconds since 1970-01-01 UTC"),
       "When a contract lets a held customer go.");
    is("wave", o.wave, where_asked, null_when_absent, null_without(o.satisfaction_coverage), unit("survey wave"),
       "Of the response that was scored.");
}

/// The customer value. The amounts are in the model's currency.
struct value_scores {
    value_status status = value_status::not_asked;
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
    double lifetime_value_low = absent;
    double lifetime_value_high = absent;
    double confidence = absent;
    double horizon = absent;
    value::time_unit unit = value::time_unit::week;
    std::string currency;
    std::string rule;
};

void describe(const auto& is, const value_scores& o) {
    const auto where_asked = left_out_when(o.status, value_status::not_asked);
    is("status", o.status, column("value_status"), "Why there is a lifetime value, or none.");
    is("x", o.x, unit("purchases"), "Repeat purchases.");
    is("t_x", o.t_x, unit("model unit"), "From the first to the last purchase.");
    is("T", o.T, unit("model unit"), "From the first purchase to the day of scoring.");
    is("monetary", o.monetary, unit("money"), "Mean repeat purchase.");
    is("revenue", o.revenue, unit("money"), "Sum of all amounts, refunds deducted.");
    is("p_alive", o.p_alive, unit("probability"), "Of still being a customer.");
    is("expected_purchases", o.expected_purchases, unit("purchases"), "Within the horizon.");
    is("discounted_expected_purchases", o.discounted_expected_purchases, unit("purchases"),
       "Within the horizon, discounted to the day of scoring.");
    is("expected_spend", o.expected_spend, unit("money"), "Per purchase.");
    is("lifetime_value", o.lifetime_value, unit("money"), "Discounted purchases x spend x margin.");
    is("lifetime_value_low", o.lifetime_value_low, unit("money"),
       "Lower end of the interval that the uncertainty of the parameters makes; it says nothing of how much single "
       "customers scatter.");
    is("lifetime_value_high", o.lifetime_value_high, unit("money"), "Its upper end.");
    is("confidence", o.confidence, where_asked, no_column, unit("probability"), "Of the interval.");
    is("horizon", o.horizon, where_asked, no_column, unit("model unit"), "How far ahead purchases count.");
    is("unit", o.unit, where_asked, no_column, "The model unit: of t_x, T and horizon.");
    is("currency", o.currency, where_asked, "Of all amounts.");
    is("rule", o.rule, where_asked, "What made the value.");
}

/// Of a sum of money that a CRM's field holds: 20 digits before the point. Numbers with a range here are those that a
/// save hook hands back.
inline constexpr range sum_of_money = within(-1e20, 1e20);

/// The place in the network.
struct network_scores {
    network_score_status status = network_score_status::not_asked;
    network::participation_class participation = network::participation_class::inactive;
    double social_score = absent;
    double published_score = absent;
    double reach = absent;
    double amplification = absent;
    double reactor_influence = absent;
    double contributions = absent;
    double influence = absent;
    double followers = absent;
    double engaged_followers = absent;
    double effective_followers = absent;
    double engagement_rate = absent;
    double audience_value = absent;
    double community_points = absent;
    double community_others = absent;
    double community_badge = absent;
    bool follows_brand = false;
};

void describe(const auto& is, const network_scores& o) {
    is("status", o.status, column("network_status"), "Why there is a social score, or none.");
    is("participation", o.participation, "How much the customer contributes.");
    is("social_score", o.social_score, within(0, 100), unit("0 to 100"),
       "An open formula of reach, amplification and reactor_influence; never exactly 0 or 100.");
    is("published_score", o.published_score, within(0, 100), unit("0 to 100"),
       "The social score to show and to act on: from what was published last it moves by the model's "
       "max_change_per_day at most, so that no burst of a day lifts anybody.");
    is("reach", o.reach, at_least(0), unit("persons"), "Distinct reactors, faded.");
    is("amplification", o.amplification, at_least(0), unit("reactions per contribution"),
       "Reactions per own contribution, shrunk.");
    is("reactor_influence", o.reactor_influence, at_least(0), unit("decayed interactions"),
       "Influence of the reactors, added up.");
    is("contributions", o.contributions, at_least(0), unit("decayed contributions"), "Own posts, answers and reviews.");
    is("influence", o.influence, within(0, 1), unit("share"),
       "Of the attention that comes from accounts with a standing; sums to 1 over the customers.");
    is("followers", o.followers, at_least(0), unit("persons"), "Who follow the customer.");
    is("engaged_followers", o.engaged_followers, at_least(0), unit("persons"), "Of these, who reacted.");
    is("effective_followers", o.effective_followers, at_least(0), unit("persons"),
       "Persons who answer for those followers who act, look like persons and have a standing: whoever others vouch "
       "for "
       "counts as these, and whom only the customer vouches for not at all.");
    is("engagement_rate", o.engagement_rate, no_column, unit("share"),
       "Engaged followers / followers: a number of followers never stands without what it is worth.");
    is("audience_value", o.audience_value, sum_of_money, unit("money"),
       "What those are worth who listen to the customer, in any tone, each times the part of attention that goes to "
       "the "
       "customer: what talk puts at risk, and no worth of the customer. Where complaints, or a treatment by damage, "
       "ask "
       "for it.");
    is("community_points", o.community_points, at_least(0), unit("points"),
       "For being recognised by different others with a standing, by likes, comments, shares and mentions; they cannot "
       "be "
       "farmed.");
    is("community_others", o.community_others, at_least(0), unit("persons"),
       "Different others with a standing who reacted.");
    is("community_badge", o.community_badge, within(0, 3), unit("level"),
       "What points and others come to, 1 to 3; 0: no badge yet.");
    is("follows_brand", o.follows_brand, "The customer follows the brand: a follow without a target.");
}

/// The value in the network. The amounts are in the model's currency.
struct equity_scores {
    equity_status status = equity_status::not_asked;
    equity::stage stage = equity::stage::none;
    bool stage_premature = false;
    double referral_value = absent;
    double influence_value = absent;
    double credit_received = absent;
    double credit_given = absent;
    double network_value = absent;
    double knowledge_value = absent;
    double engagement_value = absent;
    double given_share = absent;
    double owed_for_referral = absent;
    double owed_for_influence = absent;
    double contacts = absent;
    double answered = absent;
    double recommendations = absent;
    double helped = absent;
    double open_referrals = absent;
};

void describe(const auto& is, const equity_scores& o) {
    is("status", o.status, column("equity_status"), "Why there is a network value, or none.");
    is("stage", o.stage, "The highest stage up to which none is missing.");
    is("stage_premature", o.stage_premature, "A higher stage is reached although a lower one is not.");
    is("referral_value", o.referral_value, sum_of_money, unit("money"),
       "Credit received for those whom the customer brought.");
    is("influence_value", o.influence_value, sum_of_money, unit("money"),
       "Credit received for those whom the customer influences.");
    is("credit_received", o.credit_received, sum_of_money, unit("money"), "Referral value + influence value.");
    is("credit_given", o.credit_given, sum_of_money, unit("money"),
       "Part of the own value that is credited to others.");
    is("network_value", o.network_value, sum_of_money, unit("money"),
       "Lifetime value - credit given + credit received; the sum over all customers is that of the lifetime values.");
    is("knowledge_value", o.knowledge_value, sum_of_money, unit("money"), "What contributions are worth.");
    is("engagement_value", o.engagement_value, sum_of_money, unit("money"), "Network value + knowledge value.");
    is("given_share", o.given_share, within(0, 1), unit("share"), "Of the own value that is credited to others.");
    is("owed_for_referral", o.owed_for_referral, within(0, 1), unit("share"),
       "Of the own value for who brought the customer, were all of it borne out by purchases.");
    is("owed_for_influence", o.owed_for_influence, within(0, 1), unit("share"),
       "The same for those who influence the customer.");
    is("contacts", o.contacts, at_least(0), unit("interactions"), "Interactions that the customer took part in.");
    is("answered", o.answered, at_least(0), unit("utterances"),
       "Utterances of the customer that an employee answered.");
    is("recommendations", o.recommendations, at_least(0), unit("customers"),
       "Customers who came on the customer's word.");
    is("helped", o.helped, at_least(0), unit("answers"), "Answers to other customers.");
    is("open_referrals", o.open_referrals, at_least(0), unit("persons"),
       "People outside the base whom the customer brought first, and who are no customers yet.");
}

/// What the customer shared with the company.
struct sharing_scores {
    double points = absent;
    double diversity = absent;
    double accepted = absent;
    double money = absent;
    std::array<double, equity::sharing_kinds> units = {absent, absent, absent, absent, absent, absent, absent};
};

void describe(const auto& is, const sharing_scores& o) {
    is("points", o.points, column("sharing_points"), unit("points"),
       "What no formula turns into money; never added to money.");
    is("diversity", o.diversity, column("sharing_diversity"), unit("effective kinds, 1 to 7"), "Of what is shared.");
    is("accepted", o.accepted, column("accepted_contributions"), unit("contributions"), "That were accepted.");
    is("money", o.money, repeats("knowledge_value"), unit("money"), "What contributions are worth.");
    is("units", named(o.units, equity::sharing_kind_names), columns("shared_"), unit("units"),
       "Units shared of each kind, times acceptance.");
}

/// What is done for the customer.
struct treatment_scores {
    treatment_status status = treatment_status::not_asked;
    std::int32_t action = 0;
    std::int32_t rule = 0;
    std::int32_t tier = 0;
    std::optional<std::string> action_id;
    std::optional<std::string> reason;
    std::optional<std::string> tier_name;
    bool may_ask_referral = false;
    bool integrable = false;
    double priority = absent;
};

void describe(const auto& is, const treatment_scores& o) {
    is("status", o.status, column("treatment_status"), "Whether something is done, and why not.");
    is.column("treatment", o.action, labelled, "The action, by its place in the model from 1; 0 for none.");
    is.column("treatment_rule", o.rule, labelled, "The rule that decided, by its place in the model from 1.");
    is.column("value_tier", o.tier, labelled,
              "By network value, else lifetime value, by its place in the model from 1.");
    is("action", o.action_id, null_when_absent, "The id of the action.");
    is("reason", o.reason, null_when_absent, "Of the rule that decided.");
    is("value_tier", o.tier_name, null_when_absent, "By network value, else lifetime value.");
    is("may_ask_referral", o.may_ask_referral, "The recommendation gate is open, and contact is allowed.");
    is("integrable", o.integrable, "Heavy contributor, fan or sympathizer, contact allowed.");
    is("priority", o.priority, sum_of_money, unit("of the action"),
       "Among those who get the same action; higher first.");
}

/// Whether the customer matters to the others, and how: the place among the active, influential and valuable, the place
/// between others, and the plan of ambassadors. What is told here takes everybody; a save hook hands it back.
struct matters_scores {
    matters_status status = matters_status::not_asked;
    double layer = absent;
    double place = absent;
    double shared_by = absent;
    double index = absent;
    double first_layer = absent;
    double layer_low = absent;
    double layer_high = absent;
    bool active = false;
    bool influential = false;
    bool valuable = false;
    double betweenness = absent;
    double cut_off = absent;
    double spans = absent;
    bool hub = false;
    bool bridge = false;
    bool spanner = false;
    ambassador_standing ambassador_status = ambassador_standing::not_asked;
    bool ambassador = false;
    double ambassador_place = absent;
    double ambassador_gain = absent;
};

void describe(const auto& is, const matters_scores& o) {
    is("status", o.status, column("matters_status"), "Why there is a place among those who matter, or none.");
    is("layer", o.layer, column("matters_layer"), at_least(1), unit("layer"),
       "Pareto layer of activity, influence and value: 1 holds those before whom there is nobody.");
    is("place", o.place, column("matters_place"), at_least(1), unit("place"),
       "1 more than the number of those who are before; equal ones share a place.");
    is("shared_by", o.shared_by, column("matters_shared_by"), at_least(1), unit("customers"),
       "How many have that place; 1: the customer alone.");
    is("index", o.index, column("matters_index"), within(0, 100), unit("0 to 100"),
       "Weighted geometric mean of percentile ranks; decides the place by the order weights.");
    is("first_layer", o.first_layer, column("matters_first_layer"), within(0, 1), unit("probability"),
       "Of being in the first layer, as far as the parameters of the lifetime values are known; absent without a fit.");
    is("layer_low", o.layer_low, column("matters_layer_low"), at_least(1), unit("layer"),
       "The best layer that the same uncertainty leaves, at the model's confidence.");
    is("layer_high", o.layer_high, column("matters_layer_high"), at_least(1), unit("layer"), "The worst one.");
    is("active", o.active, "Among those who contribute most; copies of one text count once.");
    is("influential", o.influential, "Among those who get most attention.");
    is("valuable", o.valuable, "Among those of the highest network value, else lifetime value.");
    is("betweenness", o.betweenness, within(0, 1), unit("share"),
       "Of the pairs of other customers with ties, the part whose shortest way runs through the customer.");
    is("cut_off", o.cut_off, at_least(0), unit("customers"),
       "Who could not reach the largest rest of the customer's part of the network if the customer left.");
    is("spans", o.spans, at_least(0), unit("customers"),
       "Without a tie to an employee of their own, who have one to this customer, "
       "who has one.");
    is("hub", o.hub, "Among the 5 % with most ties and among the 5 % with the highest betweenness.");
    is("bridge", o.bridge,
       "Joins parts that few others join: among the 5 % with most betweenness per tie, or at least 5 are cut off.");
    is("spanner", o.spanner, "Has ties to an employee and to other customers.");
    is("ambassador_status", o.ambassador_status, column("ambassador_status"),
       "Whether the customer is in the plan of ambassadors, and why not.");
    is("ambassador", o.ambassador, column("ambassador"), "In the plan of ambassadors.");
    is("ambassador_place", o.ambassador_place, column("ambassador_place"), at_least(1), unit("place"),
       "In the order of the plan.");
    is("ambassador_gain", o.ambassador_gain, column("ambassador_gain"), sum_of_money, unit("of the plan"),
       "What the customer adds to those before in the plan: money, or persons.");
}

/// What the customer complained about, and what is at risk.
struct complaint_scores {
    complaint_status status = complaint_status::not_asked;
    double open = absent;
    double complaints = absent;
    double praises = absent;
    double open_hours = absent;
    double promised_hours = absent;
    double missed_hours = absent;
    double damage_at_risk = absent;
    double p_opponent = absent;
    double priority = absent;
    double queue_place = absent;
    equity::recovery recovered = equity::recovery::none;
    double satisfaction_before = absent;
    double satisfaction_after = absent;
};

void describe(const auto& is, const complaint_scores& o) {
    is("status", o.status, column("complaint_status"), "Whether anything is known of complaints.");
    is("open", o.open, column("open_complaints"), at_least(0), unit("complaints"), "That are not settled.");
    is("complaints", o.complaints, at_least(0), unit("complaints"), "In the model's window, and those that are open.");
    is("praises", o.praises, at_least(0), unit("rows"), "Praise in the model's window.");
    is("open_hours", o.open_hours, at_least(0), unit("hours"),
       "Since the oldest open one came in, up to the end of the day.");
    is("promised_hours", o.promised_hours, at_least(0), unit("hours"),
       "Within which the open one is to be answered that is latest, or has least time left.");
    is("missed_hours", o.missed_hours, at_least(0), unit("hours"),
       "By which that promise was missed, or is by now; 0: kept so far.");
    is("damage_at_risk", o.damage_at_risk, sum_of_money, unit("money"),
       "The own lifetime value and the audience's, while a complaint is open.");
    is("p_opponent", o.p_opponent, column("complaint_p_opponent"), within(0, 1), unit("probability"),
       "That the customer is an opponent; of who was never asked, the model's assumption.");
    is("priority", o.priority, column("complaint_priority"), sum_of_money, unit("money"),
       "Damage x P(opponent): higher first.");
    is("queue_place", o.queue_place, at_least(1), unit("place"), "Among those with an open complaint, from 1.");
    is("recovered", o.recovered, "Whether the customer is satisfied again since the last complaint was settled.");
    is("satisfaction_before", o.satisfaction_before, within(0, 100), unit("0 to 100"),
       "In the last survey before the last complaint that was settled.");
    is("satisfaction_after", o.satisfaction_after, within(0, 100), unit("0 to 100"),
       "In the last survey after it was settled.");
}

/// The customer as somebody who helps customers.
struct helper_scores {
    helper_status status = helper_status::not_asked;
    equity::helper_state state = equity::helper_state::applicant;
    bool badge = false;
    double jobs = absent;
    double solved = absent;
    double trust = absent;
    double trust_low = absent;
    double trust_high = absent;
    double rating = absent;
    double ratings = absent;
};

void describe(const auto& is, const helper_scores& o) {
    is("status", o.status, column("helper_status"), "Whether the customer is a helper.");
    is("state", o.state, column("helper_state"), "How far the helper has come.");
    is("badge", o.badge, column("helper_badge"), "Certified by several jobs that went well.");
    is("jobs", o.jobs, column("helper_jobs"), at_least(0), unit("jobs"), "That ended.");
    is("solved", o.solved, column("helper_solved"), at_least(0), unit("jobs"), "Of these, that went well.");
    is("trust", o.trust, column("helper_trust"), within(0, 1), unit("probability"), "That the next job goes well.");
    is("trust_low", o.trust_low, column("helper_trust_low"), within(0, 1), unit("probability"),
       "The lower end of its interval.");
    is("trust_high", o.trust_high, column("helper_trust_high"), within(0, 1), unit("probability"), "Its upper end.");
    is("rating", o.rating, column("helper_rating"), within(1, 5), unit("stars"),
       "Mean of the ratings that count, drawn to the usual one.");
    is("ratings", o.ratings, column("helper_ratings"), at_least(0), unit("ratings"), "That count.");
}

/// An account with all that belongs to it or to accounts below it, each customer once.
struct account_figures {
    double members = absent;
    double respondents = absent;
    double satisfaction = absent;
    double satisfaction_low = absent;
    double satisfaction_high = absent;
    double attachment = absent;
    double attachment_low = absent;
    double attachment_high = absent;
    survey::segment segment = survey::segment::unclassified;
    double revenue = absent;
    double lifetime_value = absent;
    double network_value = absent;
};

void describe(const auto& is, const account_figures& o) {
    is("members", o.members, column("account_members"), at_least(0), unit("customers"),
       "Persons who belong to it; who agreed to nothing counts nowhere. Null: too few, alone or beside the accounts "
       "below "
       "it.");
    is("respondents", o.respondents, column("account_respondents"), at_least(0), unit("customers"),
       "Of these, who have a group. Null, as all that follows of answers: too few, or the mean would tell an answer.");
    is("satisfaction", o.satisfaction, column("account_satisfaction"), within(0, 100), unit("0 to 100"),
       "Mean of the respondents', weighted as the model says.");
    is("satisfaction_low", o.satisfaction_low, column("account_satisfaction_low"), within(0, 100), unit("0 to 100"),
       "The lower end of its 95 % interval, were the respondents a sample of the account: Wilson's, made of the mean "
       "and their number alone, and so rather wide.");
    is("satisfaction_high", o.satisfaction_high, column("account_satisfaction_high"), within(0, 100), unit("0 to 100"),
       "Its upper end.");
    is("attachment", o.attachment, column("account_attachment"), within(0, 100), unit("0 to 100"),
       "The same of their attachment.");
    is("attachment_low", o.attachment_low, column("account_attachment_low"), within(0, 100), unit("0 to 100"),
       "The lower end of its interval.");
    is("attachment_high", o.attachment_high, column("account_attachment_high"), within(0, 100), unit("0 to 100"),
       "Its upper end.");
    is("segment", o.segment, column("account_segment"), "Group of the portfolio to which both means belong.");
    is("revenue", o.revenue, column("account_revenue"), sum_of_money, unit("money"),
       "Of the accounts, and of those of their persons whose sum may be told.");
    is("lifetime_value", o.lifetime_value, column("account_lifetime_value"), sum_of_money, unit("money"), "The same.");
    is("network_value", o.network_value, column("account_network_value"), sum_of_money, unit("money"), "The same.");
}

/// The account that a customer belongs to, or is: what a business is worth to the company, and how its people feel.
/// What is told here takes all of them; a save hook hands it back. It does not say which account: that may be another
/// customer, and a card names nobody else.
struct account_scores {
    account_status status = account_status::not_asked;
    account_figures figures;
};

void describe(const auto& is, const account_scores& o) {
    is("status", o.status, column("account_status"), "Whether the account's figures are known.");
    describe(is, o.figures);
}

/// All scores of one customer. A double that is NaN is absent; the status beside it says why. Texts (labels, rules,
/// names of the model) are filled in on a score card only.
struct customer_scores {
    consent_scores consent;
    survey_scores survey;
    value_scores value;
    network_scores network;
    equity_scores equity;
    sharing_scores sharing;
    complaint_scores service;
    helper_scores helper;
    treatment_scores treatment;
    matters_scores matters;
    account_scores account;
    bool planned = false;   ///< the model has treatment rules
    bool compared = false;  ///< the model has rules of who matters, or of ambassadors
};

void describe(const auto& is, const customer_scores& o) {
    is("survey", o.survey, "The place in the portfolio.");
    is("value", o.value, "The customer value.");
    is("network", o.network, left_out_when(o.network.status, network_score_status::not_asked),
       "The place in the network; left out without network rules.");
    is("equity", o.equity, left_out_when(o.equity.status, equity_status::not_asked),
       "The value in the network; left out without equity rules.");
    is("sharing", o.sharing, left_out_when(o.equity.status, equity_status::not_asked),
       "What the customer shared with the company; left out without equity rules.");
    is("service", o.service, left_out_when(o.service.status, complaint_status::not_asked),
       "What the customer complained about, and what is at risk; left out without service rules.");
    is("helper", o.helper, left_out_when(o.helper.status, helper_status::not_asked),
       "The customer as somebody who helps customers; left out without service rules.");
    is("treatment", o.treatment, left_out_when(o.planned, false),
       "What is done for the customer; left out without treatment rules.");
    is("matters", o.matters, left_out_when(o.compared, false),
       "Whether the customer matters to the others; left out without rules of who matters or of ambassadors.");
    is("account", o.account, left_out_when(o.account.status, account_status::not_asked),
       "The account that the customer belongs to, or is; left out without a section of accounts.");
    is("consent", o.consent, columns("consent_"), "What may be done with the customer's data, use by use.");
}

}  // namespace scvm::crm
