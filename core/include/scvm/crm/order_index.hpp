#pragma once

#include <scvm/crm/id_table.hpp>
#include <scvm/error.hpp>
#include <scvm/math/fnv.hpp>
#include <scvm/math/random.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace scvm::crm {

/// The 64-bit digest of a key, never 0, which means none.
[[nodiscard]] inline std::uint64_t event_digest(std::string_view key) noexcept {
    return key.empty() ? 0 : std::max<std::uint64_t>(math::fnv1a(key), 1);
}

/// The orders that purchases named: exports repeat an order on each of its lines, and it counts once, with one refund
/// besides. Not thread-safe.
class order_index {
public:
    /// Notes an order, by its digest, and tells whether it is new to the customer.
    bool note(std::uint32_t customer, std::uint64_t order, std::int64_t time, double amount) {
        return of_.try_emplace({order, customer, amount < 0}, purchase{time, amount}).second;
    }

    /// The same for a row that is to count. Throws error{domain}, which says what `row` repeats, where the order is not
    /// new.
    void require_new(const std::string& row, std::uint32_t customer, std::uint64_t order, std::int64_t time,
                     double amount) {
        if (note(customer, order, time, amount)) {
            return;
        }
        const purchase& before = of_.at({order, customer, amount < 0});
        throw error(errc::domain, row + (before.amount != amount ? ": was there before, with another amount"
                                         : before.time != time   ? ": was there before, at another time"
                                                                 : ": a duplicate, the first one counts"));
    }

private:
    struct key {
        std::uint64_t order;
        std::uint32_t customer;
        bool refund;
        bool operator==(const key&) const = default;
    };
    struct hash {
        std::size_t operator()(const key& of) const noexcept {
            return static_cast<std::size_t>(math::mix_bits(of.order + 2 * std::uint64_t{of.customer} + of.refund));
        }
    };
    struct purchase {
        std::int64_t time;
        double amount;
    };
    std::unordered_map<key, purchase, hash> of_;
};

}  // namespace scvm::crm
