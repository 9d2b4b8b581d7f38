#pragma once

#include <scvm/value/purchases.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::value {

/// Purchases of many customers, one row each, in any order. The caller owns the columns.
struct purchase_columns {
    std::span<const std::uint32_t> customer;  ///< 0 … customers - 1
    std::span<const std::int64_t> time;       ///< seconds since 1970-01-01 UTC
    std::span<const double> amount;           ///< money; empty: no amounts are known
    std::uint32_t customers = 0;

    [[nodiscard]] std::size_t size() const noexcept { return customer.size(); }
};

/// One row per customer, and where every input row went. A customer without a purchase has NaN, and revenue 0.
struct purchase_table {
    std::vector<double> x;
    std::vector<double> t_x;
    std::vector<double> T;
    std::vector<double> monetary;
    std::vector<double> revenue;
    time_unit unit = time_unit::week;
    purchase_account account;
    std::vector<rejected_row> rejected;

    [[nodiscard]] history_columns histories() const noexcept { return {x, t_x, T}; }

    void resize(std::size_t customers) {
        for (auto* column : {&x, &t_x, &T, &monetary, &revenue}) {
            column->resize(customers);
        }
    }

    void set(std::size_t customer, const purchase_history& h) noexcept {
        x[customer] = h.x;
        t_x[customer] = h.t_x;
        T[customer] = h.T;
        monetary[customer] = h.monetary;
        revenue[customer] = h.revenue;
    }
};

/// x, t_x, T and monetary of every customer, from the rows up to the day of observation_end.
///
/// Rows of one customer and one day merge into one purchase; t_x and T are exact differences of days in rules.unit (for
/// weeks, days / 7). The order of the rows does not matter, to the last bit. A row whose amount is not finite, or that
/// a policy rejects, is listed in `rejected`; the account adds up to the number of rows. Throws error{size_mismatch},
/// and error{domain} for a customer code that is too high or a time stamp not in seconds.
[[nodiscard]] inline purchase_table purchase_summary(const purchase_columns& rows, std::int64_t observation_end,
                                                     const purchase_rules& rules = {}) {
    require_size("time", rows.time.size(), "customer", rows.size());
    if (!rows.amount.empty()) {
        require_size("amount", rows.amount.size(), "customer", rows.size());
    }
    const calendar days(rules.unit, rules.offsets);
    const std::int32_t end = days.day("observation_end", observation_end);
    const auto amount_of = [&](std::size_t row) { return rows.amount.empty() ? 1.0 : rows.amount[row]; };

    purchase_table result;
    result.unit = rules.unit;
    result.account.rows = rows.size();

    // A counting sort by customer: first how many rows each one has, then every row into its customer's slice.
    std::vector<std::size_t> slice(rows.customers + std::size_t{1});
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::uint32_t customer = rows.customer[row];
        if (customer >= rows.customers) {
            throw_domain("customer", row, customer, "a code below " + std::to_string(rows.customers));
        }
        const row_fate fate = judge(days.day("time", row, rows.time[row]), amount_of(row), end, rules);
        switch (fate) {
            case row_fate::kept:
                ++slice[customer];
                break;
            case row_fate::zero_ignored:
                ++result.account.zeros_ignored;
                break;
            case row_fate::after_end:
                ++result.account.after_end;
                break;
            default:
                result.rejected.push_back({row, rejection_reason(fate)});
        }
    }
    result.account.rejected = result.rejected.size();

    std::size_t kept = 0;
    for (std::size_t& entry : slice) {
        const std::size_t count = entry;
        entry = kept;
        kept += count;
    }
    std::vector<dated_amount> sorted(kept);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const dated_amount entry{days.day(rows.time[row]), amount_of(row)};
        if (judge(entry.day, entry.amount, end, rules) == row_fate::kept) {
            sorted[slice[rows.customer[row]]++] = entry;
        }
    }

    // slice[c] is now the end of customer c's rows, hence the begin of customer c + 1's.
    result.resize(rows.customers);
    occasion_book book;
    std::size_t begin = 0;
    for (std::size_t customer = 0; customer < rows.customers; ++customer) {
        const std::size_t stop = slice[customer];
        enter_rows(std::span(sorted).subspan(begin, stop - begin), rules.refunds, book, result.account);
        auto h = book.close(days, end, rules.first);
        if (rows.amount.empty()) {
            h.monetary = h.revenue = std::numeric_limits<double>::quiet_NaN();
        }
        result.set(customer, h);
        begin = stop;
    }
    return result;
}

}  // namespace scvm::value
