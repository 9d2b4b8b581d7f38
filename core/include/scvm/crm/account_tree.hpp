#pragma once

#include <scvm/crm/base_content.hpp>
#include <scvm/crm/customer_scores.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace scvm::crm {

/// Money of customers.
struct account_money {
    double revenue = absent;
    double lifetime_value = absent;
    double network_value = absent;
};

void describe(const auto& is, const account_money& o) {
    is("revenue", o.revenue, unit("money"), "Revenue.");
    is("lifetime_value", o.lifetime_value, unit("money"), "Lifetime values.");
    is("network_value", o.network_value, unit("money"), "Network values; null without equity rules.");
}

/// The accounts of a score table: which belongs to which, who belongs to them, and what they are worth.
struct account_tree {
    static constexpr std::uint32_t none = base_attribute::none;

    std::vector<std::string> ids;        ///< in rising order
    std::vector<std::uint32_t> above;    ///< the account that it belongs to, or none
    std::vector<std::uint32_t> of_row;   ///< of each customer: the account that it is, else belongs to, or none
    std::vector<account_scores> scores;  ///< as their members' cards tell them
    account_money rest;                  ///< of the customers in no account whose money is told; absent if they are few
    account_money total;                 ///< of all customers
    std::size_t superseded = 0;          ///< memberships of the day that count for nothing, since a newer one does
};

}  // namespace scvm::crm
