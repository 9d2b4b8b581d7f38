#pragma once

#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/survey/drivers.hpp>
#include <scvm/survey/interval.hpp>
#include <scvm/survey/reliability.hpp>
#include <scvm/survey/revenue.hpp>
#include <scvm/survey/segment.hpp>
#include <scvm/survey/validity.hpp>
#include <scvm/value/fit_check.hpp>
#include <scvm/value/time_unit.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace scvm::crm {

/// Which rule, boundaries and questions made the shares: shares compare only where all three agree.
struct rule_origin {
    std::string id;             ///< of the rule, e.g. "scvm-ap/1"
    std::string boundaries;     ///< fingerprint
    std::string questionnaire;  ///< fingerprint
};

/// One group of the portfolio.
struct group_analysis {
    survey::segment segment = survey::segment::unclassified;
    bool suppressed = false;
    std::optional<std::size_t> n;
    std::optional<survey::interval> share;         ///< Wilson's
    std::optional<survey::interval> simultaneous;  ///< Goodman's
    double expected_share = absent;
};

/// The five groups with everything that doubts their shares.
struct portfolio_analysis {
    std::size_t n = 0;
    std::size_t unclassified = 0;
    double confidence = math::usual_confidence;
    std::vector<group_analysis> groups;
    std::optional<survey::interval> net_fan_balance;
};

/// Whether captives feel less attached than sympathizers, and those less than fans.
struct attachment_order {
    bool known = false;
    bool captives_weaker = false;
    bool captives_weaker_than_attached = false;
    double captive_mean = absent;
    double sympathizer_mean = absent;
    double fan_mean = absent;
};

/// Whether attachment says more about an outcome than satisfaction alone.
struct attachment_validity {
    std::string outcome;
    survey::validity_status status = survey::validity_status::too_few_rows;
    std::size_t n = 0;
    double r_squared_satisfaction = absent;
    double r_squared_both = absent;
    double gain = absent;
    double p_value = absent;
};

/// What one group spends.
struct segment_revenue : survey::group_revenue {
    survey::segment segment = survey::segment::unclassified;
    bool suppressed = false;
    std::optional<std::size_t> customers;  ///< n, where it may be shown
};

/// What the groups spend.
struct revenue_analysis {
    std::size_t bootstrap_samples = 0;
    std::vector<segment_revenue> groups;
};

/// What one question does for its scale.
struct item_analysis : survey::item_reliability {
    std::string id;
};

/// How surely one dimension is measured.
struct scale_analysis {
    std::string dimension;
    std::size_t n = 0;
    survey::interval alpha;  ///< Feldt's
    double standardised_alpha = absent;
    double mean_correlation = absent;
    double lambda6 = absent;
    double omega_total = absent;
    double mean = absent;
    double sd = absent;
    double standard_error_of_measurement = absent;
    std::vector<item_analysis> items;
    survey::reliability_flags flags;
};

/// What one sub-scale adds to the explanation of an outcome.
struct driver_analysis {
    std::string dimension;
    double correlation = absent;
    double beta = absent;
    double lmg_share = absent;
    double johnson_share = absent;
};

/// What moves satisfaction, or attachment.
struct outcome_analysis {
    std::string outcome;
    survey::drivers_status status = survey::drivers_status::too_few_rows;
    std::size_t n = 0;
    double r_squared = absent;
    std::vector<driver_analysis> drivers;
};

/// The willingness to recommend: promoters less detractors.
struct recommendation_analysis {
    std::string item;
    double n = 0;
    double score = absent;
    survey::interval wald;
    survey::interval adjusted_wald;
    survey::interval score_interval;
};

/// How surely customers are placed.
struct classification_quality {
    double accuracy = absent;
    double consistency = absent;
    std::size_t n = 0;
};

/// What the answers of a base say, and what doubts it. NaN: not known.
struct survey_analysis {
    rule_origin rule;
    portfolio_analysis shares;
    attachment_order conformance;
    attachment_validity incremental_validity;
    revenue_analysis revenue_by_segment;
    std::vector<scale_analysis> reliability;  ///< one a dimension; empty without answers
    std::vector<outcome_analysis> drivers;    ///< empty without sub-scales
    std::optional<recommendation_analysis> recommendation;
    std::optional<classification_quality> classification;
};

void describe(const auto& is, const rule_origin& o) {
    is("id", o.id, "The rule that places customers into groups.");
    is("boundaries", o.boundaries, "Fingerprint of the rule's boundaries.");
    is("questionnaire", o.questionnaire, "Fingerprint of the questions.");
}

void describe(const auto& is, const group_analysis& o) {
    is("segment", o.segment, "The group.");
    is("suppressed", o.suppressed, "Whether the group is too small to be shown, or would betray one that is.");
    is("n", o.n, null_when_absent, "Customers in it; null where suppressed.");
    is("share", o.share, null_when_absent, "Of the classified, with Wilson's interval; null where suppressed.");
    is("simultaneous", o.simultaneous, null_when_absent,
       "The same with Goodman's interval, which holds for all five at once; null where suppressed.");
    is("expected_share", o.expected_share,
       "The mean of the probabilities, unbiased where counting is not; null without a measurement, and where "
       "suppressed.");
}

void describe(const auto& is, const portfolio_analysis& o) {
    is("n", o.n, "Customers with a group.");
    is("unclassified", o.unclassified, "Customers without one, who are no part of any share.");
    is("confidence", o.confidence, "Level of the intervals.");
    is("groups", o.groups, "The five groups, fans first.");
    is("net_fan_balance", o.net_fan_balance, null_when_absent,
       "Fans less opponents, as a share of the classified; null without any, and where one of them is suppressed.");
}

void describe(const auto& is, const attachment_order& o) {
    is("known", o.known, "Whether captives, sympathizers and fans all have members, and none is suppressed.");
    is("captives_weaker", o.captives_weaker,
       "Whether captives feel less attached than sympathizers, and those less than fans; says something only if "
       "known.");
    is("captives_weaker_than_attached", o.captives_weaker_than_attached,
       "The weaker claim: captives feel less attached than sympathizers and fans together.");
    is("captive_mean", o.captive_mean, "Mean attachment of captives, 0 to 100.");
    is("sympathizer_mean", o.sympathizer_mean, "Mean attachment of sympathizers, 0 to 100.");
    is("fan_mean", o.fan_mean, "Mean attachment of fans, 0 to 100; each is null where its group is suppressed.");
}

void describe(const auto& is, const attachment_validity& o) {
    is("outcome", o.outcome, "What is to be explained.");
    is("status", o.status, "Whether it could be tested, or why not.");
    is("n", o.n, "Customers with satisfaction, attachment and the outcome.");
    is("r_squared_satisfaction", o.r_squared_satisfaction, "Share of the variance that satisfaction alone explains.");
    is("r_squared_both", o.r_squared_both, "Share of the variance that satisfaction and attachment explain.");
    is("gain", o.gain, "The difference: what attachment adds.");
    is("p_value", o.p_value, "Of \"attachment adds nothing\".");
}

void describe(const auto& is, const segment_revenue& o) {
    is("segment", o.segment, "The group.");
    is("suppressed", o.suppressed,
       "Whether too few customers are behind the amounts, or would be behind those that can be worked out from them.");
    is("n", o.customers, null_when_absent,
       "Customers with a known revenue; null, as all that follows, where suppressed.");
    is("sum", o.sum, unit("money"), "Of all its customers.");
    is("mean", o.mean, unit("money"), "Per customer, with its bootstrap interval.");
    is("median", o.median, unit("money"), "Per customer.");
    is("share", o.share, "Of the revenue of all five groups, with its bootstrap interval.");
    is("top_by_mean", o.top_by_mean,
       "Probability that no group spends more per customer; those whose amounts are suppressed are one group.");
    is("top_by_sum", o.top_by_sum, "Probability that no group spends more together.");
}

void describe(const auto& is, const revenue_analysis& o) {
    is("bootstrap_samples", o.bootstrap_samples, "Samples behind the intervals and probabilities.");
    is("groups", o.groups, "The five groups, fans first.");
}

void describe(const auto& is, const item_analysis& o) {
    is("item", o.id, "The question.");
    is("mean", o.mean,
       "Of the answers, in the unit of the item. It and sd are null where a group of the portfolio is suppressed: they "
       "tell how many gave extreme answers.");
    is("sd", o.sd, "Standard deviation of the answers, in the unit of the item.");
    is("corrected_item_total", o.corrected_item_total, "Correlation with the weighted sum of the other items.");
    is("alpha_if_deleted", o.alpha_if_deleted, "Alpha of the other items.");
    is("loading", o.loading, "On the one factor behind omega.");
}

void describe(const auto& is, const scale_analysis& o) {
    is("dimension", o.dimension, "What its items measure.");
    is("n", o.n, "Complete responses.");
    is("alpha", o.alpha, "Cronbach's alpha with Feldt's interval.");
    is("standardised_alpha", o.standardised_alpha, "Alpha of items of equal variance.");
    is("mean_correlation", o.mean_correlation, "Of the pairs of items.");
    is("lambda6", o.lambda6, "Guttman's lambda 6.");
    is("omega_total", o.omega_total, "McDonald's omega of one factor.");
    is("mean", o.mean,
       "Of the weighted mean of the items, in their unit; null, as sd, where a group of the portfolio is suppressed.");
    is("sd", o.sd, "Standard deviation of the same.");
    is("standard_error_of_measurement", o.standard_error_of_measurement, "In the unit of sd.");
    is("items", o.items, "Item by item.");
    is("flags", flags(o.flags), "What to know before believing the figures.");
}

void describe(const auto& is, const driver_analysis& o) {
    is("dimension", o.dimension, "The sub-scale of the questionnaire.");
    is("correlation", o.correlation, "With the outcome.");
    is("beta", o.beta, "Standardised regression coefficient.");
    is("lmg_share", o.lmg_share, "Shapley's (LMG) part of the explained variance, 0 to 1.");
    is("johnson_share", o.johnson_share, "Johnson's relative weight, as a part of the explained variance, 0 to 1.");
}

void describe(const auto& is, const outcome_analysis& o) {
    is("outcome", o.outcome, "The dimension that is driven.");
    is("status", o.status, "Whether it could be fitted, or why not.");
    is("n", o.n, "Complete responses.");
    is("r_squared", o.r_squared, "Share of the variance that the drivers explain.");
    is("drivers", o.drivers, "The sub-scales, in the order of the questionnaire.");
}

void describe(const auto& is, const recommendation_analysis& o) {
    is("item", o.item, "The question that asks for it.");
    is("n", o.n, "Answers.");
    is("score", o.score, "Promoters less detractors, as a share of the answers, -1 to 1.");
    is("wald", o.wald, "The score with Wald's interval, which collapses where all answers agree.");
    is("adjusted_wald", o.adjusted_wald, "The score with the interval after adding three answers.");
    is("score_interval", o.score_interval, "The score with the interval of the score test: the one to show.");
}

void describe(const auto& is, const classification_quality& o) {
    is("accuracy", o.accuracy, "Mean probability of the assigned group.");
    is("consistency", o.consistency, "Expected share of the same group if everybody were asked again.");
    is("n", o.n, "Customers with a group.");
}

void describe(const auto& is, const survey_analysis& o) {
    is("rule", o.rule, "What made the shares: they compare only where rule, boundaries and questionnaire agree.");
    is("shares", o.shares, "The five groups, with everything that doubts their shares.");
    is("conformance", o.conformance, "Do captives feel less attached than sympathizers, and those less than fans?");
    is("incremental_validity", o.incremental_validity,
       "Does attachment explain revenue beyond satisfaction? It may not: then the theory fails on these data.");
    is("revenue_by_segment", o.revenue_by_segment, "What each group spends.");
    is("reliability", o.reliability, "How surely each dimension is measured.");
    is("drivers", o.drivers,
       "What moves satisfaction and attachment; empty for a questionnaire without sub-scales or with more than 15.");
    is("recommendation", o.recommendation, null_when_absent,
       "Willingness to recommend; null where the model has no item for it on a scale of 0 to 10, and where promoters, "
       "passives, detractors or those who did not answer are few.");
    is("classification", o.classification, null_when_absent,
       "How surely customers are placed; null without a measurement.");
}

/// How unequal values are.
struct concentration {
    std::optional<std::size_t> n;
    double gini = absent;
    double top_1_percent = absent;
    double top_10_percent = absent;
    double top_20_percent = absent;
};

/// Whether frequency and amount of purchases are independent.
struct independence_analysis {
    double correlation = absent;
    double low = absent;
    double high = absent;
    double n = absent;
    bool plausible = true;
};

/// What the purchases of a base say. NaN: not known.
struct value_analysis {
    purchasing_kind model = purchasing_kind::bg_nbd;
    value::time_unit unit = value::time_unit::week;
    concentration lifetime_value_concentration;
    concentration revenue_concentration;
    independence_analysis spend_independence;
    std::optional<value::frequency_check> repeat_purchases;
};

void describe(const auto& is, const concentration& o) {
    is("n", o.n, null_when_absent,
       "Customers with a value of 0 or more, and all others where these are few: they count as 0. Null where n is "
       "few.");
    is("gini", o.gini, "Gini's coefficient: 0 all hold the same, 1 one holds all.");
    is("top_1_percent", o.top_1_percent, "Part of the sum that the top 1 percent hold.");
    is("top_10_percent", o.top_10_percent, "Part of the sum that the top 10 percent hold.");
    is("top_20_percent", o.top_20_percent, "Part of the sum that the top 20 percent hold.");
}

void describe(const auto& is, const independence_analysis& o) {
    is("correlation", o.correlation, "Of the number of repeat purchases with their mean amount.");
    is("low", o.low, "Of the 95 % interval by Fisher's z; null where n is, which it tells.");
    is("high", o.high, "Of the 95 % interval by Fisher's z.");
    is("n", o.n,
       "Customers with a repeat purchase and an amount; null where they, or those with a history and none, are few.");
    is("plausible", o.plausible, "Whether Gamma-Gamma may take it as 0.");
}

void describe(const auto& is, const value_analysis& o) {
    is("model", o.model, "The model of purchasing.");
    is("unit", o.unit, "Of time.");
    is("lifetime_value_concentration", o.lifetime_value_concentration, "How unequal the lifetime values are.");
    is("revenue_concentration", o.revenue_concentration, "How unequal the revenues are.");
    is("spend_independence", o.spend_independence,
       "Correlation of frequency and amount, which Gamma-Gamma takes as 0.");
    is("repeat_purchases", o.repeat_purchases, null_when_absent,
       "Customers by number of repeat purchases, against the model; null until it is fitted. Numbers of few are null, "
       "as "
       "is the test where it would tell them.");
}

/// What an analyst asks of a score table: shares with what doubts them, reliability, classification quality, whether
/// the theory holds on these data, revenue by group with bootstrap intervals, drivers, the recommendation score;
/// concentration and the fit of the purchasing model.
struct analysis {
    std::int64_t as_of = 0;  ///< the last second of the day, since 1970-01-01 UTC
    std::optional<survey_analysis> survey;
    std::optional<value_analysis> value;
};

void describe(const auto& is, const analysis& o) {
    is("as_of", date(o.as_of), "The day of scoring.");
    is("survey", o.survey, null_when_absent, "What the answers say; null for a model without a questionnaire.");
    is("value", o.value, null_when_absent, "What the purchases say; null for a model without value rules.");
}

/// Takes seconds for a million customers; score_table::summary() has what a page needs at once. What is too small to be
/// shown is absent: see crm/disclosure.hpp.
[[nodiscard]] analysis analyse(const score_table& table);

/// How unequal some customers' values are; those that are absent or negative are left out. What few hold, or one of
/// them, is absent.
[[nodiscard]] concentration concentration_of(std::span<const double> values, const privacy_rules& rules);

}  // namespace scvm::crm
