#pragma once

#include <scvm/crm/base_content.hpp>
#include <scvm/crm/carried_inputs.hpp>
#include <scvm/crm/customer_scores.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/summary.hpp>
#include <scvm/crm/usable_data.hpp>
#include <scvm/network/community_points.hpp>
#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/network/social_scores.hpp>
#include <scvm/network/standing.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace scvm::crm {

/// Persons who pay attention to customers.
struct outside_audience {
    std::size_t persons = 0;
    std::size_t outside = 0;   ///< of them, outside the base
    std::size_t regarded = 0;  ///< of these, with a standing: customers who are backed pay attention to them
};

/// The network of a base as of a day. Its persons are the customers in the order of their ids: sums over neighbours
/// then come out the same, to the last bit, for every order of the base. Employees are in none of it but `staff` and
/// `contacts`: what they do moves no customer's place. What people outside did is in what customers reach, and in no
/// other column: they stand in no row.
struct network_state {
    std::vector<std::uint32_t> place;  ///< by row of the customers: the person
    network::interaction_graph graph;  ///< who pays attention to whom
    network::standings standings;      ///< whose reactions count how much
    std::vector<double> influence;     ///< a share of all attention that has a standing; empty where none has
    std::vector<network::social_features> features;
    std::vector<double> reactions;  ///< to each person, as the features add them up
    outside_audience audience;
    network::participation_result participation;     ///< of the customers whose data may be used
    std::vector<std::uint8_t> member;                ///< of the first persons: counted in the participation
    std::vector<std::uint32_t> effective_followers;  ///< by person: those who weigh
    std::vector<std::uint8_t> follows_brand;         ///< by person
    std::vector<network::recognition> recognised;    ///< by person: points and badges
    double follower_correlation = absent;            ///< of the social score with ln(1 + followers)
    network::interaction_graph staff;  ///< ties of employees, who come after the customers; empty without employees
    /// The same in any tone, hostile acts as well: who quarrels with a customer, or answers one, is in contact.
    network::interaction_graph contacts;
    std::size_t employee_contacts = 0;  ///< customers who interact with an employee, in either direction
    interaction_account account;
};

/// The rules of standing of a model; the defaults where it has no network section.
[[nodiscard]] network::standing_rules standing_rules_of(const scoring_model& model);

/// Money that a purchase usually comes to under a model; NaN: it does not say.
[[nodiscard]] double typical_purchase_of(const scoring_model& model);

/// The backing of each customer, 0 … 1: from settled purchases, less all refunds; as long as those back few, also from
/// how long an account has acted, which counts in full where they back nobody, and nothing once ten are backed in full.
/// `typical` is the money that a purchase usually comes to; NaN: purchases are counted.
[[nodiscard]] std::vector<double> backing_of(const usable_data& data, const network::standing_rules& rules,
                                             double typical, std::int64_t as_of);

/// Weighs the usable interactions as of the end of a day, and measures everybody's place in the network. `backing` has
/// a row per customer.
[[nodiscard]] network_state measure_network(const usable_data& data, const network_rules& rules,
                                            std::span<const double> backing, std::int64_t as_of);

/// All usable interactions, hostile ones as well, as they weigh under other rules. The persons are those of a
/// network_state.
[[nodiscard]] network::interaction_graph weigh_all(const usable_data& data, const network::interaction_rules& rules,
                                                   std::int64_t as_of);

[[nodiscard]] network_inputs inputs_of(const network_state& state, std::size_t customer);

/// The social score that was published last, and when.
struct last_published {
    double score = absent;
    std::int64_t time = std::numeric_limits<std::int64_t>::min();  ///< seconds since 1970-01-01 UTC

    /// Days from then to a moment; 0 where nothing was published.
    [[nodiscard]] double days_until(std::int64_t moment) const noexcept {
        const std::int64_t days = moment / 86400 - time / 86400;
        return std::isnan(score) ? 0 : static_cast<double>(days);
    }
};

/// That of each customer, as of a moment.
[[nodiscard]] std::vector<last_published> last_published_of(const usable_data& data, std::int64_t as_of);

/// Fills the network part of a customer's scores.
void score_network(const network_inputs& inputs, const network_rules& rules, network_scores& result);

}  // namespace scvm::crm
