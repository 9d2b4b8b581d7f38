#pragma once

#include <scvm/crm/customer_scores.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/survey/interval.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// How long something takes, where it has not happened everywhere yet.
struct time_figures {
    bool suppressed = false;
    std::optional<std::size_t> n;
    std::optional<std::size_t> over;
    survey::interval median;
    survey::interval p90;
};

void describe(const auto& is, const time_figures& o) {
    is("suppressed", o.suppressed, "Whether too few customers are behind it to be shown.");
    is("n", o.n, null_when_absent, "How many waited, or still wait.");
    is("over", o.over, null_when_absent,
       "Of these, for whom it has happened; the others count for as long as they wait. Null where either are of few "
       "persons.");
    is("median", o.median, unit("hours"),
       "Until it has happened to half, by Kaplan and Meier with the log-log interval; null: it has not, by now.");
    is("p90", o.p90, unit("hours"), "Until it has happened to nine of ten.");
}

/// Praise against complaints on one topic, or in one category of an attribute.
struct praise_ratio {
    std::string name;
    bool suppressed = false;
    std::optional<std::size_t> complained;
    std::optional<std::size_t> praised;
    survey::interval ratio;
};

void describe(const auto& is, const praise_ratio& o) {
    is("name", o.name, null_when_absent, "The topic or the category; null: none named.");
    is("suppressed", o.suppressed, "Whether a number is not shown, as it is of too few, or would betray one that is.");
    is("complained", o.complained, null_when_absent, "Customers who complained; null where hidden.");
    is("praised", o.praised, null_when_absent, "Customers who praised; null where hidden.");
    is("ratio", o.ratio,
       "Who praised for each who complained, with the interval that Wilson's of their share makes; null where one of "
       "both is hidden, or nobody complained.");
}

/// Praise against complaints by the categories of one attribute.
struct praise_by_attribute {
    std::string attribute;
    std::vector<praise_ratio> categories;
};

void describe(const auto& is, const praise_by_attribute& o) {
    is("attribute", o.attribute, "Say `territory`.");
    is("categories", o.categories, "In the order of their names.");
}

/// Whether anything can be said of how complaints end.
enum class recovery_status : std::uint8_t { identified, too_few, no_measurement, no_survey };
inline constexpr std::array<word, 4> recovery_status_words{{
    {"identified"},
    {"too_few", "fewer than the model's `fewest_recovered` were asked before and after: nothing is said"},
    {"no_measurement",
     "the model does not know how surely the scores are measured: the change stands without what asking again would "
     "have "
     "shown"},
    {"no_survey", "the model has no survey"},
}};
[[nodiscard]] constexpr const auto& words_of(recovery_status) {
    return recovery_status_words;
}

/// Customers before a complaint and after it was settled, beside what asking the same people twice would have shown.
struct recovery_figures {
    recovery_status status = recovery_status::too_few;
    std::optional<std::size_t> n;
    survey::interval recovered;
    survey::interval change;
    survey::interval beyond_noise;
    double moved_share = absent;
    double noise_share = absent;
    double excess_share = absent;
    double excess_p = absent;
};

void describe(const auto& is, const recovery_figures& o) {
    is("status", o.status, "Whether anything can be said.");
    is("n", o.n, null_when_absent,
       "Customers with a settled complaint who were asked before and after; null where they are too few.");
    is("recovered", o.recovered, unit("share"), "Satisfied afterwards, with Wilson's interval.");
    is("change", o.change, unit("points"), "Mean satisfaction after less before, with Student's interval.");
    is("beyond_noise", o.beyond_noise, unit("points"),
       "Mean satisfaction after less what it would be if nothing had changed, which lies nearer to everybody's mean "
       "than what was measured before.");
    is("moved_share", o.moved_share, unit("share"), "In another group of the portfolio than before.");
    is("noise_share", o.noise_share, unit("share"), "The same if nobody had changed and all were asked again.");
    is("excess_share", o.excess_share, unit("share"), "The difference.");
    is("excess_p", o.excess_p, unit("probability"), "Of so much movement or more by noise.");
}

/// One customer who waits for an answer or a settlement.
struct queue_entry {
    std::string id;
    std::size_t place = 0;
    double open = absent;
    double open_hours = absent;
    double promised_hours = absent;
    double missed_hours = absent;
    double damage_at_risk = absent;
    double p_opponent = absent;
    double priority = absent;
};

void describe(const auto& is, const queue_entry& o) {
    is("id", o.id, "The customer.");
    is("place", o.place, "In the queue, from 1.");
    is("open", o.open, unit("complaints"), "That are not settled.");
    is("open_hours", o.open_hours, unit("hours"), "Since the oldest one came in.");
    is("promised_hours", o.promised_hours, unit("hours"), "Within which the most urgent one is to be answered.");
    is("missed_hours", o.missed_hours, unit("hours"), "By which that was missed; 0: kept so far.");
    is("damage_at_risk", o.damage_at_risk, unit("money"), "The own lifetime value and the audience's.");
    is("p_opponent", o.p_opponent, unit("probability"), "That the customer is an opponent.");
    is("priority", o.priority, unit("money"), "Damage x P(opponent).");
}

/// What customers complained about and praised.
struct complaint_figures {
    std::size_t rows = 0;
    double no_consent = 0;
    double after_as_of = 0;
    std::size_t repeated = 0;
    std::size_t too_old = 0;
    std::size_t complaints = 0;
    std::size_t praises = 0;
    double open = absent;
    double overdue = absent;
    double damage_at_risk = 0;
    survey::interval promise_kept;
    double promises = absent;
    time_figures response;
    time_figures resolution;
    std::vector<praise_ratio> topics;
    std::vector<praise_by_attribute> attributes;
    recovery_figures recovery;
    std::vector<queue_entry> queue;  ///< persons: in matters(), not described here
};

void describe(const auto& is, const complaint_figures& o) {
    is("rows", o.rows, "Rows of the table that were taken; the next six but `open` and `overdue` add up to it.");
    is("no_consent", o.no_consent, unit("rows"),
       "Rows of customers who did not agree; null where few refuse the same uses.");
    is("after_as_of", o.after_as_of, unit("rows"),
       "Rows later than the day of scoring; null together with no_consent.");
    is("repeated", o.repeated, "Rows with the case of another row of the same customer.");
    is("too_old", o.too_old, "Settled rows, or praise, before the window.");
    is("complaints", o.complaints, "Complaints that count.");
    is("praises", o.praises, "Praise that counts.");
    is("open", o.open, unit("complaints"),
       "Complaints that are not settled; null where the customers with one, or with a settled one, are few.");
    is("overdue", o.overdue, unit("complaints"),
       "Of these, not answered within the time promised; null where the customers with such a one, or with another "
       "open "
       "one, are few.");
    is("damage_at_risk", o.damage_at_risk, unit("money"),
       "Of all in the queue together; null where they are few, or one of them could be told from it.");
    is("promise_kept", o.promise_kept, unit("share"),
       "Complaints of the window that were answered in time, of those whose time is over or that were answered, with "
       "Wilson's interval; null where few customers were answered in time, or few were not.");
    is("promises", o.promises, unit("promises"),
       "How many it is of; null, as is the share, where few wait longer than promised, or wait and may.");
    is("response", o.response, "From coming in to the first answer; complaints of the window.");
    is("resolution", o.resolution, "From coming in to the settlement; complaints of the window.");
    is("topics", o.topics, "Praise against complaints by topic.");
    is("attributes", o.attributes, "The same by what the base knows of the customers.");
    is("recovery", o.recovery, "Whether customers are satisfied again afterwards.");
}

}  // namespace scvm::crm
