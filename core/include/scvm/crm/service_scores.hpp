#pragma once

#include <scvm/crm/base_content.hpp>
#include <scvm/crm/carried_inputs.hpp>
#include <scvm/crm/complaint_figures.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/equity/complaints.hpp>
#include <scvm/survey/disclosure.hpp>
#include <scvm/survey/segment.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::crm {

struct network_state;
struct table_attribute;

/// One complaint, or one word of praise, that counts.
struct counted_complaint {
    std::uint32_t customer = 0;
    equity::complaint_kind kind{};
    equity::complaint_times times{};
    double promised_hours = 0;
    std::uint32_t topic = 0;  ///< a tag, from 1; 0: none
    bool recent = true;       ///< within the model's window

    [[nodiscard]] bool is_open(std::int64_t as_of) const {
        return kind == equity::complaint_kind::complaint && (times.closed == 0 || times.closed > as_of);
    }
};

/// The complaints that count as of a moment, customer after customer, the one that came in first first.
struct counted_complaints {
    std::vector<std::size_t> first;  ///< customer c has rows[first[c] .. first[c + 1])
    std::vector<counted_complaint> rows;
    std::size_t after_as_of = 0;
    std::size_t repeated = 0;
    std::size_t too_old = 0;

    [[nodiscard]] std::span<const counted_complaint> of(std::size_t customer) const {
        return std::span(rows).subspan(first[customer], first[customer + 1] - first[customer]);
    }
};

/// `promised` has the hours of each channel by its number, 0 first. Of rows of a customer with one case the first that
/// came in counts, for any order of the rows.
[[nodiscard]] counted_complaints count_complaints(std::span<const base_complaint> rows, std::size_t customers,
                                                  std::span<const double> promised, const service_rules& rules,
                                                  std::int64_t as_of);

/// The hours that each channel promises, by its number, 0 first.
[[nodiscard]] std::vector<double> promised_by_channel(const id_table& channels, const service_rules& rules);

/// A customer's mood before a complaint and after it was settled.
struct mood_pair {
    survey::segment before = survey::segment::unclassified;
    survey::segment after = survey::segment::unclassified;
    double satisfaction_before = absent;
    double satisfaction_after = absent;
    double expected_after = absent;  ///< satisfaction, had nothing changed
    std::array<double, 5> retest{};  ///< of the groups, had nothing changed
    bool measured = false;           ///< the two above are known
};

/// Fills in what one customer's complaints say by themselves.
void score_complaints(std::span<const counted_complaint> own, std::int64_t as_of, complaint_scores& result);

/// Money that the customer's talk puts at risk: the one definition, of the queue of complaints and of treatments.
/// Absent where it would have to be said who listens, and nobody may say it, or did; without network rules the own
/// value alone.
[[nodiscard]] double damage_of(const customer_scores& scores);

/// P(opponent) as the queue of complaints and the priority `damage` of treatments take it, the one definition: that of
/// the group; of who is in none, score_damage()'s assumption while a complaint of theirs is open; else absent, since
/// nothing is known.
[[nodiscard]] double p_opponent_of(const customer_scores& scores);

/// Fills in what is at risk, once the other scores are there.
void score_damage(const service_inputs& inputs, const service_rules& rules, customer_scores& scores);

/// What those are worth who listen to each customer, in any tone, by row of the customers. `lifetime_value` is theirs.
[[nodiscard]] std::vector<double> audience_values(const usable_data& data, const network_rules& rules,
                                                  std::span<const double> lifetime_value, std::int64_t as_of);

/// How long something takes, by Kaplan and Meier; hidden where fewer than `fewest_shown` of `persons` are behind it.
/// For how many it is over is told unless of those who still wait, or for whom it is, there are few: `by_end` has both.
[[nodiscard]] time_figures time_figures_of(std::span<const double> hours, std::span<const std::uint8_t> over,
                                           double persons, const survey::tally& by_end, double confidence,
                                           double fewest_shown);

/// The company's figures but for the queue. `moods` are those of customers with a settled complaint who were asked
/// before and after.
[[nodiscard]] complaint_figures summarise_complaints(const usable_data& data, const counted_complaints& counted,
                                                     std::span<const table_attribute> attributes,
                                                     std::span<const mood_pair> moods, const scoring_model& model,
                                                     std::int64_t as_of);

}  // namespace scvm::crm
