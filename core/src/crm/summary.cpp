#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/equity_scores.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/summary.hpp>
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

namespace detail {

double ordered_sum(std::vector<double>& summands) {
    std::sort(summands.begin(), summands.end());
    math::precise_sum sum;
    for (const double each : summands) {
        sum.add(each);
    }
    return sum.value();
}

}  // namespace detail

double expected_referred(std::span<const base_referral> referrals, std::span<const double> p_alive, std::int64_t as_of,
                         double horizon_days) {
    constexpr std::int64_t year = 365 * 86400;
    std::vector<double> brought;
    for (const base_referral& each : referrals) {
        const bool of_customers = each.referrer < p_alive.size() && each.referred < p_alive.size();
        if (of_customers && each.time <= as_of && each.time > as_of - year && !std::isnan(p_alive[each.referrer])) {
            brought.push_back(p_alive[each.referrer] * horizon_days / 365);
        }
    }
    return detail::ordered_sum(brought);
}

equity_summary summarise_equity(const equity_state& state, std::span<const double> lifetime_value,
                                std::span<const double> network_value, std::span<const double> engagement_value,
                                std::span<const double> knowledge_value, std::span<const std::uint8_t> steps) {
    const auto sum_of = [](std::span<const double> column) {
        std::vector<double> present;
        std::copy_if(column.begin(), column.end(), std::back_inserter(present),
                     [](double each) { return !std::isnan(each); });
        return detail::ordered_sum(present);
    };
    equity_summary result;
    result.counted = state.values.counted;
    result.lifetime_value = state.values.lifetime_sum;
    result.network_value = sum_of(network_value);  // of what is published, whatever made it
    result.credited = state.values.credit_sum;
    result.knowledge_value = sum_of(knowledge_value);
    result.engagement_value = sum_of(engagement_value);
    std::vector<double> apart;
    for (std::size_t i = 0; i < knowledge_value.size(); ++i) {
        apart.push_back(std::isnan(engagement_value[i]) ? knowledge_value[i] : absent);
    }
    result.knowledge_value_apart = sum_of(apart);
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

network_summary summarise_network(const network_state& state, std::span<const double> social_score) {
    network_summary result;
    result.participation = state.participation;
    result.follower_correlation = state.follower_correlation;
    result.employee_contacts = state.employee_contacts;
    result.rows = state.account;
    for (std::size_t person = 0; person < state.follows_brand.size(); ++person) {
        result.brand_followers += state.follows_brand[person];
        result.brand_followers_heard += state.follows_brand[person] != 0 && state.standings.standing[person] > 0;
    }
    result.participation.of_person.clear();
    result.scored = static_cast<std::size_t>(
        std::count_if(social_score.begin(), social_score.end(), [](double each) { return !std::isnan(each); }));
    return result;
}

company_summary summarise(std::span<const std::int32_t> segment, std::span<const std::int32_t> survey_status,
                          std::span<const std::int32_t> value_status, std::span<const double> revenue,
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
        of.share = survey::wilson_interval(static_cast<double>(of.customers), static_cast<double>(result.classified),
                                           math::usual_confidence);
    }
    return result;
}

}  // namespace scvm::crm
