#pragma once

#include <scvm/crm/base_content.hpp>
#include <scvm/crm/cocreation_figures.hpp>
#include <scvm/crm/complaint_figures.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/helper_figures.hpp>
#include <scvm/crm/outside_figures.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/rank_change.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/network/ambassadors.hpp>
#include <scvm/network/inequality.hpp>
#include <scvm/network/internal_maturity.hpp>
#include <scvm/network/lead_lag.hpp>
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

struct equity_state;
struct network_state;

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

/// What became of the interactions. A row stands for as many as its count says; what follows `events` adds up to them.
struct interaction_account {
    std::size_t rows = 0;
    std::size_t events = 0;
    std::size_t used = 0;     ///< made a weight, an activity or a follower
    std::size_t retries = 0;  ///< had the id, or the text, of an event that was there already
    std::size_t upon_oneself = 0;
    std::size_t after_as_of = 0;
    std::size_t too_old = 0;       ///< before the window
    std::size_t no_consent = 0;    ///< between persons of whom one did not agree
    std::size_t hostile = 0;       ///< against somebody, or of or upon who is dissatisfied, in no known tone
    std::size_t out_of_range = 0;  ///< of a time that no interaction can have
    std::size_t rejected = 0;      ///< rows that were not taken into the base; one each
};

/// How the customers take part.
struct network_summary {
    network::participation_result participation;  ///< its column of persons is empty
    std::size_t scored = 0;                       ///< customers with a social score
    double follower_correlation = absent;         ///< of the social score with ln(1 + followers)
    std::size_t employee_contacts = 0;            ///< customers who interact with an employee
    std::size_t brand_followers = 0;              ///< customers who follow the brand
    std::size_t brand_followers_heard = 0;        ///< of these, whose account has a standing
    interaction_account rows;
};

/// Customer Network Equity: the value of the customers and their network, no euro counted twice.
struct equity_summary {
    std::size_t counted = 0;           ///< customers with a lifetime value whose place in the network may be used
    double lifetime_value = 0;         ///< of these, alone
    double network_value = 0;          ///< of these, in the network: the same sum
    double credited = 0;               ///< value that changes hands
    double knowledge_value = 0;        ///< money that contributions are worth
    double knowledge_value_apart = 0;  ///< of it, that of customers without a network value: in no engagement value
    double engagement_value = 0;       ///< network value and knowledge value
    double external_expected = 0;      ///< new customers whom today's will bring within the horizon
    double external_value = absent;    ///< what they are worth; apart, never in the sums above
    equity::rank_change ranks;         ///< lifetime value against network value; its rows are those of the table
    equity::stages_result stages;      ///< its columns of customers are empty
    std::size_t referrals = 0;         ///< usable ones up to as_of
    std::vector<std::pair<std::string, std::size_t>> rejected_referrals;  ///< by reason
    std::array<equity::sharing_kind_summary, equity::sharing_kinds> sharing{};
    std::size_t sharers = 0;
    double concentration = absent;  ///< Gini of network values of those above 0
};

/// Ties across groups, of employees whose groups are known.
struct crossing_summary {
    std::size_t ties = 0;     ///< ordered pairs with a tie
    std::size_t crossed = 0;  ///< of these, those between different groups
    double ei_index = absent;
    double against_chance = absent;  ///< part that crosses, by that of ties without regard to groups
};

/// An employee with ties both inside and outside.
struct staff_bridge {
    std::string id;
    std::size_t inside = 0;   ///< employees with a tie
    std::size_t outside = 0;  ///< customers with a tie
};

/// How the staff takes part in the network. Its activity is in no customer's score.
struct employee_summary {
    std::size_t employees = 0;
    std::size_t taking_part = 0;        ///< did anything but follow
    std::vector<staff_bridge> bridges;  ///< those with most ties on the side where they have fewer, first
    std::uint64_t pairs = 0;            ///< ordered pairs of employees with a tie
    double returned = absent;           ///< of these, with one in both directions
    crossing_summary departments;
    crossing_summary levels;
    network::maturity_result maturity;
    std::size_t customers = 0;      ///< whose place in the network may be used
    std::size_t covered = 0;        ///< of these, two steps or less from an employee
    network::lead_lag_result lead;  ///< of acts inside before acts with customers, week by week
};

/// How the order of who matters and the plan of ambassadors came about.
struct matters_summary {
    std::size_t ranked = 0;   ///< customers in the order
    std::size_t draws = 0;    ///< of lifetime values, behind the probabilities of the first layer
    std::size_t tied = 0;     ///< customers with ties among each other
    std::size_t sources = 0;  ///< of these, those whom betweenness looked from; all: it is exact
    double betweenness_error =
        absent;  ///< with probability 0.95 no betweenness is further from the exact one; 0: exact
    network::ambassador_status plan = network::ambassador_status::nobody_eligible;
    std::size_t eligible = 0;
    double spent = 0;
    double reached = absent;  ///< by the whole plan, in the unit of the objective
    double reached_error = absent;
    double at_least = absent;
    double proven = absent;
    double persons = absent;  ///< whom the plan reaches, each by standing
    double persons_error = absent;
};

/// The company's figures.
struct company_summary {
    std::size_t customers = 0;
    std::size_t classified = 0;                 ///< customers with a group; the n of every share
    std::array<segment_summary, 6> segments{};  ///< by the number of the segment; 0 is "unclassified"
    double revenue = 0;
    double lifetime_value = 0;  ///< customer equity: the sum over all valued customers
    std::size_t valued = 0;
    std::array<std::size_t, survey_status_words.size()> survey_status{};
    std::array<std::size_t, value_status_words.size()> value_status{};
    std::array<std::size_t, consent_status_names.size()> consent{};  ///< of all uses that the model scores
    anonymous_summary anonymous;
    std::optional<network_summary> network;        ///< absent without network rules
    std::optional<equity_summary> equity;          ///< absent without equity rules
    std::optional<employee_summary> employees;     ///< absent without network rules, or without employees
    std::optional<matters_summary> matters;        ///< absent without rules of who matters or of ambassadors
    std::optional<helper_figures> helpers;         ///< likewise
    std::optional<cocreation_figures> cocreation;  ///< absent without cocreation rules
    std::optional<complaint_figures> complaints;   ///< absent without service rules; what may not be shown is hidden
    std::optional<outside_figures> outside;        ///< absent where nobody outside is named; likewise hidden
};

namespace detail {

// Sorted first: the sum is then the same for every order of the customers, to the last bit.
[[nodiscard]] double ordered_sum(std::vector<double>& summands);

}  // namespace detail

/// Referrals of the year before as_of, carried on at the same pace over the horizon by those who are still there: how
/// many new customers today's will bring. An extrapolation, no model: it says what the last year says.
[[nodiscard]] double expected_referred(std::span<const base_referral> referrals, std::span<const double> p_alive,
                                       std::int64_t as_of, double horizon_days);

/// The figures of a base's equity, from its columns. `steps` holds five per customer whose place may be used.
[[nodiscard]] equity_summary summarise_equity(const equity_state& state, std::span<const double> lifetime_value,
                                              std::span<const double> network_value,
                                              std::span<const double> engagement_value,
                                              std::span<const double> knowledge_value,
                                              std::span<const std::uint8_t> steps);

/// The figures of a base's network.
[[nodiscard]] network_summary summarise_network(const network_state& state, std::span<const double> social_score);

/// Adds up the columns of a score table; all are equally long.
[[nodiscard]] company_summary summarise(std::span<const std::int32_t> segment,
                                        std::span<const std::int32_t> survey_status,
                                        std::span<const std::int32_t> value_status, std::span<const double> revenue,
                                        std::span<const double> lifetime_value);

}  // namespace scvm::crm
