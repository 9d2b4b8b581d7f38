#pragma once

#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/by_word.hpp>
#include <scvm/crm/complaint_figures.hpp>
#include <scvm/crm/counted_share.hpp>
#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/model_name.hpp>
#include <scvm/crm/outside_figures.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/survey/interval.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace scvm::crm {

/// A share of all customers with a group, with Wilson's interval.
struct segment_share : survey::interval {
    double confidence = math::usual_confidence;
    std::size_t n = 0;
};

/// A share of customers and anonymous respondents together.
struct anonymous_share : survey::interval {
    double confidence = math::usual_confidence;
    double n = 0;
};

/// One group of the portfolio, or the customers without one.
struct segment_figures {
    survey::segment segment = survey::segment::unclassified;
    suppressed_figures suppressed = suppressed_figures::nothing;
    std::optional<std::size_t> customers;
    std::optional<segment_share> part;
    double revenue = absent;
    double lifetime_value = absent;
    std::optional<std::size_t> valued;
    double mean_lifetime_value = absent;
};

/// What the suppressed figures of all groups add up to.
struct hidden_figures {
    std::size_t customers = 0;
    double revenue = 0;
    double lifetime_value = 0;
    std::size_t valued = 0;
};

/// Where every answer went: `rows` is the sum of the others.
struct answer_rows {
    std::size_t rows = 0;
    std::size_t used = 0;
    std::size_t superseded = 0;
    std::size_t not_answered = 0;
    std::optional<std::size_t> after_as_of;
    std::size_t other_items = 0;
    std::optional<std::size_t> no_consent;
    std::size_t rejected = 0;
};

/// Where every interaction went: `events` is the sum of what follows.
struct interaction_rows {
    std::size_t rows = 0;
    std::size_t events = 0;
    std::optional<std::size_t> used;
    std::size_t retries = 0;
    std::size_t upon_oneself = 0;
    std::optional<std::size_t> after_as_of;
    std::size_t too_old = 0;
    std::optional<std::size_t> no_consent;
    std::optional<std::size_t> hostile;
    std::size_t out_of_range = 0;
    std::size_t rejected = 0;
};

/// Where every purchase went: `rows` is the sum of the others.
struct purchase_rows {
    std::uint64_t rows = 0;
    std::uint64_t used = 0;
    std::uint64_t merged = 0;
    std::uint64_t refunds = 0;
    std::uint64_t zeros_ignored = 0;
    std::optional<std::size_t> after_as_of;
    std::optional<std::size_t> no_consent;
    std::uint64_t rejected = 0;
};

/// One group of the anonymous respondents.
struct anonymous_group {
    survey::segment segment = survey::segment::unclassified;
    std::optional<std::size_t> respondents;
    std::optional<anonymous_share> share_of_all;
};

/// Answers under a promise of anonymity.
struct anonymous_figures {
    std::size_t respondents = 0;
    double classified = 0;
    double minimum_cell = 5;
    std::vector<anonymous_group> segments;
};

/// The members of one class; nothing where those of neighbouring classes are told together, since they are few.
struct class_figures {
    std::optional<std::size_t> members;
    double share = absent;
    double low = absent;
    double high = absent;
    double effort = absent;
};

/// The members by class.
struct participation_classes {
    class_figures lurker;
    class_figures intermittent;
    class_figures heavy;
};

/// Do the classes differ from 90-9-1?
struct participation_test {
    double g = absent;
    double p_value = absent;
};

/// How the customers take part. Of few members nothing is shown.
struct participation_figures {
    std::optional<std::size_t> members;
    double contributions = absent;
    participation_classes classes;
    participation_test against_90_9_1;
    double gini = absent;
    double top_1_percent = absent;
    double intermittent_from = absent;
    double heavy_from = absent;
};

/// The network of a base.
struct network_figures {
    participation_figures participation;
    std::optional<std::size_t> scored;
    double follower_correlation = absent;
    std::optional<std::size_t> employee_contacts;
    std::optional<std::size_t> brand_followers;
    std::optional<std::size_t> brand_followers_heard;
    crm::interaction_rows interactions;
};

/// New customers whom today's would bring.
struct expected_newcomers {
    double expected_customers = 0;
    double value = absent;
};

/// How many are in the top decile by lifetime value, and by network value.
struct top_decile_change {
    std::optional<std::size_t> stayed;
    double moved_share = absent;
};

/// Lifetime value against network value.
struct rank_figures {
    double spearman = absent;
    double kendall = absent;
    top_decile_change top;
};

/// One stage of the funnel.
struct stage_figures {
    equity::stage stage = equity::stage::none;
    std::optional<std::size_t> reached;
    survey::interval share{absent, absent, absent};
    survey::interval conversion{absent, absent, absent};
};

/// How far customers have come, and whether the stages are a scale.
struct funnel_figures {
    std::optional<std::size_t> customers;
    std::vector<stage_figures> funnel;
    std::optional<std::size_t> scaled;
    std::optional<std::size_t> errors;
    double reproducibility = absent;
    double minimal_reproducibility = absent;
    double scalability = absent;
};

/// One kind of sharing.
struct sharing_figures {
    std::optional<std::size_t> events;
    std::optional<std::size_t> sharers;
    std::optional<std::size_t> decided;
    survey::interval acceptance{absent, absent, absent};
};

/// Where every referral went.
struct referral_rows {
    std::size_t rows = 0;
    std::map<std::string, std::size_t> rejected;  ///< by reason
};

/// Customer Network Equity: the value of the customers and their network, no euro counted twice.
struct equity_figures {
    std::optional<std::size_t> counted;
    double lifetime_value = 0;
    double customer_network_equity = 0;
    double credited = 0;
    double knowledge_value = 0;
    double knowledge_value_apart = 0;
    double engagement_value = 0;
    expected_newcomers external;
    rank_figures ranks;
    funnel_figures stages;
    by_word<equity::sharing_kind, sharing_figures> sharing;
    std::optional<std::size_t> sharers;
    double gini = absent;
    referral_rows referrals;
};

/// Ties across groups of the staff.
struct crossing_figures {
    std::size_t ties = 0;
    survey::interval crossed;
    double ei_index = absent;
    double against_chance = absent;
};

/// How the staff takes part in the network. Of few employees nothing is shown.
struct employee_figures {
    std::optional<std::size_t> employees;
    std::optional<counted_share> taking_part;
    std::optional<counted_share> bridging;
    std::optional<counted_share> coverage;
    std::optional<std::size_t> pairs;
    double returned = absent;
    std::optional<crossing_figures> departments;
    std::optional<crossing_figures> levels;
    std::optional<network::maturity_result> maturity;
    network::lead_lag_result lead;
};

/// Customers by why they are treated, or not.
struct treatment_counts : by_word<treatment_status, std::optional<std::size_t>> {};

/// The company's figures, with where every row went. NaN: not known.
struct table_summary {
    std::int64_t as_of = 0;  ///< the last second of the day, since 1970-01-01 UTC
    model_name model;
    std::string currency;
    std::optional<std::string> rule;
    std::size_t customers = 0;
    std::size_t classified = 0;
    std::size_t valued = 0;
    double revenue = 0;
    double customer_equity = 0;
    std::vector<segment_figures> segments;
    std::optional<hidden_figures> hidden;
    by_word<survey_status, std::optional<std::size_t>> survey_statuses;
    by_word<value_status, std::optional<std::size_t>> value_statuses;
    by_word<consent_status, std::optional<std::size_t>> consent;
    answer_rows answers;
    purchase_rows purchases;
    std::size_t rejected_rows = 0;
    std::optional<anonymous_figures> anonymous;
    std::optional<network_figures> network;
    std::optional<equity_figures> equity;
    std::optional<employee_figures> employees;
    std::optional<complaint_figures> complaints;
    std::optional<helper_figures> helpers;
    std::optional<cocreation_figures> cocreation;
    std::optional<outside_figures> outside;
    std::optional<treatment_counts> treatment;
};

void describe(const auto& is, const segment_share& o) {
    is("value", o.estimate, "The share, 0 to 1.");
    is("low", o.low, "The lower end of its interval.");
    is("high", o.high, "The upper end.");
    is("confidence", o.confidence, "Level of the interval.");
    is("n", o.n, "Customers with a group.");
}

void describe(const auto& is, const anonymous_share& o) {
    is("value", o.estimate, "The share, 0 to 1.");
    is("low", o.low, "The lower end of its interval.");
    is("high", o.high, "The upper end.");
    is("confidence", o.confidence, "Level of the interval.");
    is("n", o.n, "Customers and anonymous respondents with a group.");
}

void describe(const auto& is, const segment_figures& o) {
    is("segment", o.segment, "The group.");
    is("suppressed", o.suppressed,
       "What is null since too few customers are behind it, or behind what could be worked out from it: nothing, the "
       "money (revenue and all that follows), or everything.");
    is("customers", o.customers, null_when_absent, "Customers in the group.");
    is("share", o.part, null_when_absent, "Of all with a group; null for those without one, and where there is none.");
    is("revenue", o.revenue, unit("money"), "Of its customers who bought.");
    is("lifetime_value", o.lifetime_value, unit("money"), "Sum over its customers.");
    is("valued", o.valued, null_when_absent, "Customers with a lifetime value.");
    is("mean_lifetime_value", o.mean_lifetime_value, unit("money"), "Per valued customer.");
}

void describe(const auto& is, const hidden_figures& o) {
    is("customers", o.customers, "In groups whose number is not shown.");
    is("revenue", o.revenue, unit("money"), "Of groups whose money is not shown.");
    is("lifetime_value", o.lifetime_value, unit("money"), "Of the same.");
    is("valued", o.valued, "Customers with a lifetime value among them.");
}

void describe(const auto& is, const answer_rows& o) {
    is("rows", o.rows, "Rows of the table; the others add up to it.");
    is("used", o.used, "Rows in the newest response of their customer.");
    is("superseded", o.superseded, "Rows of an older wave, or answered again later in the same one.");
    is("not_answered", o.not_answered, "Rows that were shown, but left empty.");
    is("after_as_of", o.after_as_of, null_when_absent,
       "Rows later than the day of scoring; null together with no_consent.");
    is("other_items", o.other_items, "Rows of items that the model's questionnaire does not have.");
    is("no_consent", o.no_consent, null_when_absent,
       "Rows of customers who did not agree to be linked with their answers; null where few refuse the same uses.");
    is("rejected", o.rejected, "Rows that were not taken into the base.");
}

void describe(const auto& is, const interaction_rows& o) {
    is("rows", o.rows, "Rows of the table.");
    is("events", o.events, "Interactions that the rows stand for; what follows adds up to it.");
    is("used", o.used, null_when_absent,
       "Interactions that made a weight, an activity or a follower; null together with hostile.");
    is("retries", o.retries, "Interactions with the id, or the text, of an event that was there already.");
    is("upon_oneself", o.upon_oneself, "Interactions of a person with herself.");
    is("after_as_of", o.after_as_of, null_when_absent,
       "Interactions later than the day of scoring; null together with no_consent.");
    is("too_old", o.too_old, "Interactions before the window.");
    is("no_consent", o.no_consent, null_when_absent,
       "Interactions between persons of whom one did not agree; null where few refuse the same uses.");
    is("hostile", o.hostile, null_when_absent,
       "Interactions against somebody, and those of or upon a dissatisfied customer in no known tone: they spread "
       "damage, and make nobody valuable. Null where a group is hidden.");
    is("out_of_range", o.out_of_range, "Interactions of a time that none can have.");
    is("rejected", o.rejected, "Rows that were not taken into the base; one interaction each.");
}

void describe(const auto& is, const purchase_rows& o) {
    is("rows", o.rows, "Rows of the table; the others add up to it.");
    is("used", o.used, "Rows that opened a purchase occasion of their own.");
    is("merged", o.merged, "Rows that joined the occasion of the same customer and day.");
    is("refunds", o.refunds, "Rows with a negative amount, netted or ignored.");
    is("zeros_ignored", o.zeros_ignored, "Rows of amount 0 that the model's policy leaves out.");
    is("after_as_of", o.after_as_of, null_when_absent,
       "Rows later than the day of scoring; null together with no_consent.");
    is("no_consent", o.no_consent, null_when_absent,
       "Rows of customers who did not agree; null where few refuse the same uses.");
    is("rejected", o.rejected, "Rows that were not taken into the base.");
}

void describe(const auto& is, const anonymous_group& o) {
    is("segment", o.segment, "The group.");
    is("respondents", o.respondents, null_when_absent,
       "Anonymous ones in it; null where they are too few to be shown.");
    is("share_of_all", o.share_of_all, null_when_absent,
       "Of customers and anonymous respondents together; null where one of both is suppressed.");
}

void describe(const auto& is, const anonymous_figures& o) {
    is("respondents", o.respondents, "Persons who answered anonymously.");
    is("classified", o.classified, "Of them with a group.");
    is("minimum_cell", o.minimum_cell, "Respondents below which a group is not shown.");
    is("segments", o.segments, "The five groups, fans first.");
}

void describe(const auto& is, const class_figures& o) {
    is("members", o.members, null_when_absent,
       "How many belong to this class; null, as is the rest, where neighbouring classes are told together, since one "
       "of "
       "them has few.");
    is("share", o.share, "Of all members.");
    is("low", o.low, "Lower confidence limit, of three shares at once.");
    is("high", o.high, "Upper one.");
    is("effort", o.effort, "The part of all contributions that this class made.");
}

void describe(const auto& is, const participation_classes& o) {
    is("lurker", o.lurker, "Members who read.");
    is("intermittent", o.intermittent, "Members who contribute now and then.");
    is("heavy", o.heavy, "Members who contribute most.");
}

void describe(const auto& is, const participation_test& o) {
    is("g", o.g, "The G statistic of the three counts against 90-9-1.");
    is("p_value", o.p_value, "Of g, with 2 degrees of freedom.");
}

void describe(const auto& is, const participation_figures& o) {
    is("members", o.members, null_when_absent,
       "Customers whose place in the network may be used; null, as is the rest, where they are few. Where few refuse "
       "the "
       "same uses, these count among the lurkers.");
    is("contributions", o.contributions, "Of members in the window.");
    is("classes", o.classes, "The members by class.");
    is("against_90_9_1", o.against_90_9_1,
       "Do the classes differ from 90-9-1? Null, as are the two numbers below, where a class is hidden.");
    is("gini", o.gini,
       "Of the members' contributions: 0 all contribute the same, 1 one does all; null of fewer than four times as "
       "many members as a figure needs.");
    is("top_1_percent", o.top_1_percent,
       "Part of the contributions made by the 1 percent who made most; null where these are few.");
    is("intermittent_from", o.intermittent_from, "Contributions that make an intermittent contributor.");
    is("heavy_from", o.heavy_from, "Contributions that make a heavy contributor; null, too: nobody's do.");
}

void describe(const auto& is, const network_figures& o) {
    is("participation", o.participation, "How the customers take part.");
    is("scored", o.scored, null_when_absent,
       "Customers with a social score; null, as are the next numbers, where they or the other customers are few.");
    is("follower_correlation", o.follower_correlation, "Of the social score with the logarithm of 1 + followers.");
    is("employee_contacts", o.employee_contacts, null_when_absent, "Customers who interact with an employee.");
    is("brand_followers", o.brand_followers, null_when_absent,
       "Customers who follow the brand: a follow without a target.");
    is("brand_followers_heard", o.brand_followers_heard, null_when_absent, "Of these, whose account has a standing.");
    is("interaction_rows", o.interactions, "Where every interaction went.");
}

void describe(const auto& is, const expected_newcomers& o) {
    is("expected_customers", o.expected_customers,
       "New customers within the horizon if referrals went on as in the year before.");
    is("value", o.value, unit("money"), "What they would be worth.");
}

void describe(const auto& is, const top_decile_change& o) {
    is("stayed", o.stayed, null_when_absent,
       "Customers in the top decile by either; null where they, or those who entered or left it, are few.");
    is("moved_share", o.moved_share, "Of those in it by lifetime value, who are not by network value; likewise.");
}

void describe(const auto& is, const rank_figures& o) {
    is("spearman", o.spearman, "Rank correlation, ties averaged.");
    is("kendall", o.kendall, "Tau-b.");
    is("top_decile", o.top, "How many enter and leave it.");
}

void describe(const auto& is, const stage_figures& o) {
    is("stage", o.stage, "The stage.");
    is("reached", o.reached, null_when_absent,
       "Customers who stand here or higher; null where those of neighbouring stages are told together, since they are "
       "few.");
    is("share", o.share, "Of the customers who are placed, with Wilson's interval.");
    is("conversion", o.conversion, "Of those at the stage before, with Wilson's interval.");
}

void describe(const auto& is, const funnel_figures& o) {
    is("customers", o.customers, null_when_absent,
       "Who are placed, on a stage or on none: those whose place in the network may be used; null, as are the shares "
       "of "
       "them, where they are few, or those who did not agree to it.");
    is("funnel", o.funnel, "Stage by stage.");
    is("scaled", o.scaled, null_when_absent,
       "Customers of whom every step is known: the n of what follows; null where they, or the others, are few.");
    is("errors", o.errors, null_when_absent,
       "Steps that differ from the ideal pattern of the same number of steps; null, as is what follows, where that or "
       "a "
       "stage would tell of few.");
    is("reproducibility", o.reproducibility, "Guttman's coefficient: a scale from 0.9.");
    is("minimal_reproducibility", o.minimal_reproducibility, "What the marginals alone would give.");
    is("scalability", o.scalability, "Menzel's coefficient: good from 0.6.");
}

void describe(const auto& is, const sharing_figures& o) {
    is("events", o.events, null_when_absent, "Contributions of this kind; null, as is the rest, of few sharers.");
    is("sharers", o.sharers, null_when_absent, "Customers with at least one.");
    is("decided", o.decided, null_when_absent,
       "Contributions that were accepted or refused; null, as is acceptance, where few were accepted, refused or are "
       "open.");
    is("acceptance", o.acceptance, "Accepted share of the decided, with Wilson's interval.");
}

void describe(const auto& is, const referral_rows& o) {
    is("rows", o.rows, "Usable rows.");
    is("rejected", o.rejected, "Rows that gave no credit, by reason.");
}

void describe(const auto& is, const equity_figures& o) {
    is("counted", o.counted, null_when_absent,
       "Customers with a lifetime value whose place in the network may be used; null where those whose may not are "
       "few.");
    is("lifetime_value", o.lifetime_value, unit("money"),
       "These customers alone; null, as is the next, where customer_equity less this would tell what few are worth.");
    is("customer_network_equity", o.customer_network_equity, unit("money"),
       "Sum of the network values, which equals lifetime_value to the last cent.");
    is("credited", o.credited, unit("money"), "Value that changes hands.");
    is("knowledge_value", o.knowledge_value, unit("money"),
       "What accepted contributions are worth; null where they, or a part that is published as well, are of few.");
    is("knowledge_value_apart", o.knowledge_value_apart, unit("money"),
       "Of it, what those contributed who have no network value: it is in no engagement value. Null like the next "
       "one.");
    is("engagement_value", o.engagement_value, unit("money"),
       "Customer Network Equity and knowledge value, less the knowledge value apart; null where that would tell what "
       "few "
       "contributed.");
    is("external", o.external, "New customers whom today's would bring; never part of the sums above.");
    is("ranks", o.ranks, "Lifetime value against network value.");
    is("stages", o.stages, "How far customers have come.");
    is("sharing", named(o.sharing.of, words_of(equity::sharing_kind{})), "Kind by kind.");
    is("sharers", o.sharers, null_when_absent,
       "Customers who shared anything; null where they, or those of a kind, are few.");
    is("gini", o.gini, "Of the network values above 0.");
    is("referrals", o.referrals, "Where every referral went.");
}

void describe(const auto& is, const crossing_figures& o) {
    is("ties", o.ties, "Ordered pairs of employees with a tie whose groups are known.");
    is("crossed", o.crossed, "Share of them between different groups, with Wilson's interval.");
    is("ei_index", o.ei_index, unit("-1 to 1"), "Between less inside, by both together: -1 closed, 1 open.");
    is("against_chance", o.against_chance, unit("ratio"),
       "That share, by the one that ties without regard to groups would have; 1: groups do not matter.");
}

void describe(const auto& is, const employee_figures& o) {
    is("employees", o.employees, null_when_absent,
       "In the base; null, as is the rest but for coverage, where they are few.");
    is("taking_part", o.taking_part, "Employees who did anything but follow in the window; absent where they are few.");
    is("bridging", o.bridging, "Employees with ties to other employees and to customers; absent where they are few.");
    is("coverage", o.coverage,
       "Customers two steps or less from an employee; absent where they, or the others, are few.");
    is("pairs", o.pairs, null_when_absent, "Ordered pairs of employees with a tie; null where they are few.");
    is("returned", o.returned, unit("share"),
       "Of these, those with a tie in both directions; null where they, or the others, are few.");
    is("departments", o.departments,
       "Ties across departments; absent where none are known, or those that cross, or do not, are few.");
    is("levels", o.levels, "The same of levels of the hierarchy.");
    is("maturity", o.maturity,
       "Maturity of internal use; absent where employees, or their ties, are few. Its index is null where a part is "
       "that would tell of few.");
    is("lead", o.lead,
       "Whether acts among employees go before acts between employees and customers, in weeks; no proof of a cause.");
}

void describe(const auto& is, const treatment_counts& o) {
    for (std::size_t i = 0; i < o.of.size(); ++i) {
        is(words_of(treatment_status{})[i], o.of[i], null_when_absent,
           "Customers; null where these or others are few, and all where few refuse the same uses.");
    }
}

void describe(const auto& is, const table_summary& o) {
    is("as_of", date(o.as_of), "The day of scoring.");
    is("model", o.model, "Which model.");
    is("currency", o.currency, "Of all amounts.");
    is("rule", o.rule, "The rule that places customers into groups; absent without a questionnaire.");
    is("customers", o.customers, "In the base.");
    is("classified", o.classified, "Customers with a group.");
    is("valued", o.valued, "Customers with a lifetime value.");
    is("revenue", o.revenue, unit("money"), "Of its customers who bought.");
    is("customer_equity", o.customer_equity, unit("money"), "Sum of the lifetime values.");
    is("segments", o.segments, "The five groups, fans first, then the customers without one.");
    is("hidden", o.hidden,
       "What is suppressed, together: with what is shown it adds up to the totals; absent where nothing is.");
    is("survey_status", named(o.survey_statuses.of, words_of(survey_status{})), null_when_absent,
       "Customers by why they have a group, or none; null where these are few, or others that would follow.");
    is("value_status", named(o.value_statuses.of, words_of(value_status{})), null_when_absent,
       "Customers by why they have a lifetime value, or none; likewise.");
    is("consent", named(o.consent.of, words_of(consent_status{})), null_when_absent,
       "Customers by consent to the uses that are scored; likewise, and all null where few refuse the same uses.");
    is("answer_rows", o.answers, "Where every answer went.");
    is("purchase_rows", o.purchases, "Where every purchase went.");
    is("rejected_rows", o.rejected_rows, "Rows of all tables that were not taken.");
    is("anonymous", o.anonymous, "Answers under a promise of anonymity; absent without any.");
    is("network", o.network, "How the customers take part; absent without network rules.");
    is("equity", o.equity, "Customer Network Equity; absent without equity rules.");
    is("employees", o.employees,
       "How the staff takes part; its activity is in no customer's score. Absent without network rules, or without "
       "employees.");
    is("complaints", o.complaints, "Complaints and praise; absent without service rules.");
    is("helpers", o.helpers, "What helpers do; absent without service rules.");
    is("cocreation", o.cocreation, "Ideas, votes, tests and capital; absent without cocreation rules.");
    is("outside", o.outside,
       "People outside the base; absent without network and equity rules, or where nobody is named.");
    is("treatment", o.treatment, "Customers by why they are treated, or not; absent without treatments.");
}

/// What is too small to be shown is absent: see crm/disclosure.hpp.
[[nodiscard]] table_summary summary_of(const score_table& table);

}  // namespace scvm::crm
