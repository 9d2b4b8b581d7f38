#include "methods/methods.hpp"
#include "methods/purchase_rows.hpp"

#include <scvm/value/holdout.hpp>
#include <scvm/value/rfm.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::methods {

namespace {

using description::number_rows;

struct histories {
    std::vector<std::string> customer{};
    value::purchase_table table{};
    numbered_purchases::reasons reasons{};  ///< the texts of what `table` rejected
};
void describe(const auto& is, const histories& o) {
    is("customer", o.customer, "Sorted; the rows of all columns.");
    describe(is, o.table);
}

histories purchase_summary(const purchase_rows& given, const moment& observation_end) {
    const numbered_purchases rows(given);
    histories result{rows.ids(), value::purchase_summary(rows.columns(), rows.end(observation_end), rows.rules()), {}};
    result.reasons = rows.explain(result.table.rejected);
    return result;
}

struct split_histories {
    histories calibration{};
    value::holdout_table found{};
};
void describe(const auto& is, const split_histories& o) {
    is("calibration", o.calibration, "What customers did up to its end.");
    is("holdout_x", o.found.holdout_x, "Purchases after it, up to the observation end.");
    is("holdout_monetary", o.found.holdout_monetary, unit("money"), "Their mean amount.");
    is("holdout_duration", o.found.holdout_duration, "From one end to the other, in units.");
    is("account", o.found.account, "Where every row up to the observation end went.");
}

split_histories calibration_and_holdout(const purchase_rows& given, const moment& calibration_end,
                                        const moment& observation_end) {
    const numbered_purchases rows(given);
    split_histories result;
    result.found = value::calibration_and_holdout(rows.columns(), rows.end(calibration_end), rows.end(observation_end),
                                                  rows.rules());
    result.calibration = {rows.ids(), std::move(result.found.calibration), {}};
    result.calibration.reasons = rows.explain(result.calibration.table.rejected);
    return result;
}

struct cohort_result {
    double length = 0;
    value::time_unit unit = value::time_unit::week;
    std::vector<double> customers{};
    number_rows active{};
    number_rows purchases{};
    number_rows revenue{};
    std::vector<std::string> customer{};
    std::vector<std::optional<std::uint32_t>> cohort_of{};
    std::vector<unreadable_row> unreadable{};
};
void describe(const auto& is, const cohort_result& o) {
    is("length", o.length, "Of a period, in units.");
    is("unit", o.unit, "Of the length.");
    is("customers", o.customers, "Of each cohort.");
    is("active", o.active, "A row a cohort, a column an age: customers with a purchase at that age.");
    is("purchases", o.purchases, "Likewise: days with a purchase.");
    is("revenue", o.revenue, "Likewise: their amounts, refunds deducted.");
    is("customer", o.customer, "Sorted.");
    is("cohort_of", o.cohort_of, "Of each customer; null: no purchase from the start on.");
    is("unreadable", o.unreadable, quiet, "Rows left out, since their date cannot be read.");
}

/// One element each, null where it is `none`.
template <class Value, class Number>
std::vector<std::optional<Value>> unless(const std::vector<Number>& of, Number none, auto&& value_of) {
    std::vector<std::optional<Value>> result;
    for (const Number each : of) {
        result.push_back(each == none ? std::nullopt : std::optional<Value>(value_of(each)));
    }
    return result;
}

cohort_result cohorts(const purchase_rows& given, const moment& start, const moment& observation_end,
                      std::int32_t days_per_period) {
    const numbered_purchases rows(given);
    auto found =
        value::cohorts(rows.columns(), rows.begin(start), rows.end(observation_end), days_per_period, rows.rules());
    return {found.length,
            rows.rules().unit,
            std::move(found.customers),
            {std::move(found.active), found.periods},
            {std::move(found.purchases), found.periods},
            {std::move(found.revenue), found.periods},
            rows.ids(),
            unless<std::uint32_t>(found.cohort_of, 0xffffffffU, [](std::uint32_t cohort) { return cohort; }),
            rows.unreadable()};
}

/// A named block of the RFM cube: the lowest and the highest score of each kind.
struct segment_rule {
    std::string segment{};
    std::array<std::uint8_t, 2> recency{value::score_range{}.lowest, value::score_range{}.highest};
    std::array<std::uint8_t, 2> frequency = recency;
    std::array<std::uint8_t, 2> monetary = recency;
};
void describe(const auto& is, const segment_rule& o) {
    is("segment", o.segment, required, "Its name; several rules may have the same.");
    is("recency", o.recency, within(1, 255), "The lowest and the highest score; 1: bought long ago.");
    is("frequency", o.frequency, within(1, 255), "Likewise; 1: bought rarely.");
    is("monetary", o.monetary, within(1, 255), "Likewise; 1: bought for little.");
}

struct segment_size {
    std::string segment{};
    double customers = 0;
};
void describe(const auto& is, const segment_size& o) {
    is("segment", o.segment, "Its name.");
    is("customers", o.customers, "How many it has.");
}

struct rfm_result {
    value::rfm_table found{};
    std::vector<std::optional<std::string>> segment{};
    std::vector<segment_size> segments{};
};
void describe(const auto& is, const rfm_result& o) {
    is("levels", o.found.levels, "As given.");
    is("recency", o.found.recency, "Scores from 1; 0: no purchase.");
    is("frequency", o.found.frequency, "Likewise.");
    is("monetary", o.found.monetary, "Likewise.");
    is("segment", o.segment, "Of each customer; null: no purchase.");
    is("segments", o.segments, "How many customers each has.");
}

rfm_result rfm_segments(std::span<const double> since_last, std::span<const double> purchases,
                        std::span<const double> spend, const std::vector<segment_rule>& given, unsigned levels) {
    std::vector<value::rfm_rule> rules;
    for (const segment_rule& each : given) {
        rules.push_back({each.segment,
                         {each.recency[0], each.recency[1]},
                         {each.frequency[0], each.frequency[1]},
                         {each.monetary[0], each.monetary[1]}});
    }
    rfm_result result;
    result.found = value::rfm_segments(since_last, purchases, spend,
                                       rules.empty() ? value::default_rfm_rules() : std::move(rules), levels);
    result.segment = unless<std::string>(result.found.segment_of, 0xffffffffU,
                                         [&](std::uint32_t of) { return result.found.segments[of]; });
    for (std::size_t i = 0; i < result.found.segments.size(); ++i) {
        result.segments.push_back({result.found.segments[i], result.found.customers[i]});
    }
    return result;
}

}  // namespace

void purchase_methods(description::method_list& is) {
    using namespace description;
    const auto until = arg("observation_end", "the last day that counts");
    is("purchase_summary", purchase_summary, "What each customer's purchases come to, as the models want it.",
       members(), until);
    is("calibration_and_holdout", calibration_and_holdout,
       "What customers did up to a day, to fit on, and after it, to compare with.", members(),
       arg("calibration_end", "the last day of the first part"), until);
    is("cohorts", cohorts, "Customers by the period of their first purchase, and what each cohort did since.",
       costs("the square of (days from `start` to `observation_end` / `days_per_period`)"), members(),
       arg("start", "the first day"), until,
       arg("days_per_period", "how long a period is; for the unit hour in hours"));
    is("rfm_segments", rfm_segments, "Scores of recency, frequency and spend, and the segments that they make.",
       arg("since_last", "of each customer: time since the last purchase"),
       arg("purchases", "how many there were, the first included"), arg("spend", unit("money"), "their mean amount"),
       arg("rules", may_be_absent, "which scores make which segment, the first that fits; none: five usual ones"),
       arg("levels", otherwise(4U), "scores go from 1 to this"));
}

}  // namespace scvm::methods
