#pragma once

#include <scvm/crm/equity_scores.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/score_card.hpp>
#include <scvm/equity/rank_change.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/network/inequality.hpp>
#include <scvm/survey/segment.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::crm {

/// One group of the portfolio, or the customers without a group.
struct segment_summary {
    std::size_t customers = 0;
    std::optional<survey::interval> share;  ///< of all customers with a group, Wilson 95 %; absent for "unclassified"
    double revenue = 0;                     ///< of its customers who bought, in the model's currency
    double lifetime_value = 0;              ///< sum over its valued customers
    std::size_t valued = 0;                 ///< customers with a lifetime value

    /// Per valued customer; NaN where there is none.
    [[nodiscard]] double mean_lifetime_value() const {
        return valued == 0 ? absent : lifetime_value / static_cast<double>(valued);
    }
};

/// Answers that were given under a promise of anonymity: they count here and nowhere else.
struct anonymous_summary {
    std::size_t respondents = 0;
    std::array<std::size_t, 6> segments{};  ///< by the number of the segment; 0 is "unclassified"
};

/// How the customers take part.
struct network_summary {
    network::participation_result participation;  ///< its column of persons is empty
    std::size_t scored = 0;                       ///< customers with a social score
    double follower_correlation = absent;         ///< of the social score with ln(1 + followers)
    std::size_t employee_contacts = 0;            ///< customers who interact with an employee
    interaction_account rows;
};

/// Customer Network Equity: the value of the customers and their network, no euro counted twice.
struct equity_summary {
    std::size_t counted = 0;         ///< customers with a lifetime value whose place in the network may be used
    double lifetime_value = 0;       ///< of these, alone
    double network_value = 0;        ///< of these, in the network: the same sum
    double credited = 0;             ///< value that changes hands
    double knowledge_value = 0;      ///< money that contributions are worth
    double engagement_value = 0;     ///< network value and knowledge value
    double external_expected = 0;    ///< new customers whom today's will bring within the horizon
    double external_value = absent;  ///< what they are worth; apart, never in the sums above
    equity::rank_change ranks;       ///< lifetime value against network value; its rows are those of the table
    equity::stages_result stages;    ///< its columns of customers are empty
    std::size_t referrals = 0;       ///< usable ones up to as_of
    std::vector<std::pair<std::string, std::size_t>> rejected_referrals;  ///< by reason
    std::array<equity::sharing_kind_summary, equity::sharing_kinds> sharing{};
    std::size_t sharers = 0;
    double concentration = absent;  ///< Gini of network values of those above 0
};

/// The company's figures.
struct company_summary {
    std::size_t customers = 0;
    std::size_t classified = 0;                 ///< customers with a group; the n of every share
    std::array<segment_summary, 6> segments{};  ///< by the number of the segment; 0 is "unclassified"
    double revenue = 0;
    double lifetime_value = 0;  ///< customer equity: the sum over all valued customers
    std::size_t valued = 0;
    std::array<std::size_t, survey_status_names.size()> survey_status{};
    std::array<std::size_t, value_status_names.size()> value_status{};
    std::array<std::size_t, consent_status_names.size()> consent{};  ///< of all uses that the model scores
    anonymous_summary anonymous;
    std::optional<network_summary> network;  ///< absent without network rules
    std::optional<equity_summary> equity;    ///< absent without equity rules
};

namespace detail {

// Sorted first: the sum is then the same for every order of the customers, to the last bit.
[[nodiscard]] inline double ordered_sum(std::vector<double>& summands) {
    std::sort(summands.begin(), summands.end());
    math::precise_sum sum;
    for (const double each : summands) {
        sum.add(each);
    }
    return sum.value();
}

}  // namespace detail

/// Referrals of the year before as_of, carried on at the same pace over the horizon by those who are still there: how
/// many new customers today's will bring. An extrapolation, no model: it says what the last year says.
[[nodiscard]] inline double expected_referred(std::span<const base_referral> referrals, std::span<const double> p_alive,
                                              std::int64_t as_of, double horizon_days) {
    constexpr std::int64_t year = 365 * 86400;
    std::vector<double> brought;
    for (const base_referral& each : referrals) {
        if (each.time <= as_of && each.time > as_of - year && !std::isnan(p_alive[each.referrer])) {
            brought.push_back(p_alive[each.referrer] * horizon_days / 365);
        }
    }
    return detail::ordered_sum(brought);
}

/// The figures of a base's equity, from its columns. `steps` holds five per customer whose place may be used.
[[nodiscard]] inline equity_summary summarise_equity(const equity_state& state, std::span<const double> lifetime_value,
                                                     std::span<const double> network_value,
                                                     std::span<const double> engagement_value,
                                                     std::span<const double> knowledge_value,
                                                     std::span<const std::uint8_t> steps) {
    const auto sum_of = [](std::span<const double> column) {
        std::vector<double> present;
        std::copy_if(column.begin(), column.end(), std::back_inserter(present),
                     [](double each) { return !std::isnan(each); });
        return detail::ordered_sum(present);
    };
    equity_summary result;
    result.counted = state.values.counted;
    result.lifetime_value = state.values.lifetime_sum;
    result.network_value = state.values.value_sum;
    result.credited = state.values.credit_sum;
    result.knowledge_value = sum_of(knowledge_value);
    result.engagement_value = sum_of(engagement_value);
    result.ranks = equity::compare_ranks(lifetime_value, network_value);
    result.stages = equity::stages(steps);
    result.stages.of_customer.clear();
    result.stages.premature.clear();
    result.stages.incomplete.clear();
    result.referrals = state.referrals;
    constexpr std::array<std::string_view, 5> reasons = {"unknown_customer", "self", "referrer_joined_later",
                                                         "referred_before", "second"};
    for (std::size_t reason = 0; reason < reasons.size(); ++reason) {
        const auto count = std::count_if(
            state.rejected_referrals.begin(), state.rejected_referrals.end(),
            [&](const equity::rejected_credit& each) { return static_cast<std::size_t>(each.reason) == reason; });
        if (count > 0) {
            result.rejected_referrals.emplace_back(reasons[reason], static_cast<std::size_t>(count));
        }
    }
    result.sharing = state.sharing.kinds;
    result.sharers = state.sharing.sharers;
    std::vector<double> positive;
    std::copy_if(network_value.begin(), network_value.end(), std::back_inserter(positive),
                 [](double each) { return each > 0; });
    result.concentration = positive.empty() ? absent : network::gini(positive);
    return result;
}

/// The figures of a base's network.
[[nodiscard]] inline network_summary summarise_network(const network_state& state,
                                                       std::span<const double> social_score) {
    network_summary result{state.participation, 0, state.follower_correlation, state.employee_contacts, state.account};
    result.participation.of_person.clear();
    result.scored = static_cast<std::size_t>(
        std::count_if(social_score.begin(), social_score.end(), [](double each) { return !std::isnan(each); }));
    return result;
}

/// Adds up the columns of a score table; all are equally long.
[[nodiscard]] inline company_summary summarise(std::span<const std::int32_t> segment,
                                               std::span<const std::int32_t> survey_status,
                                               std::span<const std::int32_t> value_status,
                                               std::span<const double> revenue,
                                               std::span<const double> lifetime_value) {
    company_summary result;
    result.customers = segment.size();
    std::array<std::vector<double>, 6> revenues;
    std::array<std::vector<double>, 6> values;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        const auto group = static_cast<std::size_t>(segment[i]);
        ++result.segments[group].customers;
        ++result.survey_status[static_cast<std::size_t>(survey_status[i])];
        ++result.value_status[static_cast<std::size_t>(value_status[i])];
        if (!std::isnan(revenue[i])) {
            revenues[group].push_back(revenue[i]);
        }
        if (!std::isnan(lifetime_value[i])) {
            values[group].push_back(lifetime_value[i]);
        }
    }
    math::precise_sum all_revenue;
    math::precise_sum all_value;
    for (std::size_t group = 0; group < result.segments.size(); ++group) {
        segment_summary& of = result.segments[group];
        of.valued = values[group].size();
        of.revenue = detail::ordered_sum(revenues[group]);
        of.lifetime_value = detail::ordered_sum(values[group]);
        all_revenue.add(of.revenue);
        all_value.add(of.lifetime_value);
        result.valued += of.valued;
    }
    result.revenue = all_revenue.value();
    result.lifetime_value = all_value.value();
    result.classified = result.customers - result.segments[0].customers;
    for (std::size_t group = 1; group < result.segments.size() && result.classified > 0; ++group) {
        segment_summary& of = result.segments[group];
        of.share =
            survey::wilson_interval(static_cast<double>(of.customers), static_cast<double>(result.classified), 0.95);
    }
    return result;
}

}  // namespace scvm::crm
