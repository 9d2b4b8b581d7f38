#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/value/purchases.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::value {

/// Purchases of many customers, one row each, in any order. The caller owns the columns.
struct purchase_columns {
    std::span<const std::uint32_t> customer;  ///< 0 … customers - 1
    std::span<const std::int64_t> time;       ///< seconds since 1970-01-01 UTC; no_time: missing, the row is rejected
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

    [[nodiscard]] std::size_t size() const noexcept { return x.size(); }
    [[nodiscard]] history_columns histories() const noexcept { return {x, t_x, T, unit}; }

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
void describe(const auto& is, const purchase_table& o) {
    is("x", o.x, "Of each customer: repeat purchases; null: no purchase.");
    is("t_x", o.t_x, "First to last purchase, in units.");
    is("T", o.T, "First purchase to observation end, in units.");
    is("monetary", o.monetary, unit("money"), "Mean amount of a purchase counted in x.");
    is("revenue", o.revenue, unit("money"), "Of all purchases, refunds deducted.");
    is("unit", o.unit, "Of the times.");
    is("account", o.account, "Where every row went.");
    is("rejected", o.rejected, "Broken rows, and why.");
}

/// The accepted rows up to the day of observation_end, customer after customer, and the account of all rows.
/// Immutable once made, hence thread-safe.
class grouped_purchases {
public:
    /// A counting sort by customer: linear, and no memory is taken per customer or row.
    ///
    /// Throws error{size_mismatch}, and error{domain} for a customer code that is too high or a time not in seconds.
    grouped_purchases(const purchase_columns& rows, std::int64_t observation_end, const purchase_rules& rules)
        : days_(rules.unit, rules.offsets), rules_(rules), priced_(!rows.amount.empty() || rows.size() == 0) {
        require_size("time", rows.time.size(), "customer", rows.size());
        if (priced_) {
            require_size("amount", rows.amount.size(), "customer", rows.size());
        }
        end_ = days_.day("observation_end", observation_end);
        const auto entry = [&](std::size_t row) {
            return dated_amount{days_.day("time", row, rows.time[row]), priced_ ? rows.amount[row] : 1.0};
        };
        count(rows, entry);
        std::size_t kept = 0;
        for (std::size_t& begin : begin_) {
            kept += std::exchange(begin, kept);
        }
        rows_.resize(kept);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const dated_amount e = entry(row);
            if (judge(e.day, e.amount, end_, rules_) == row_fate::kept) {
                rows_[begin_[rows.customer[row]]++] = e;
            }
        }
        // Each begin has moved to its customer's end, which is where the next customer begins.
        for (std::size_t customer = begin_.size() - 1; customer > 0; --customer) {
            begin_[customer] = begin_[customer - 1];
        }
        begin_[0] = 0;
    }

    [[nodiscard]] std::size_t customers() const noexcept { return begin_.size() - 1; }
    [[nodiscard]] const calendar& days() const noexcept { return days_; }
    [[nodiscard]] std::int32_t end() const noexcept { return end_; }
    [[nodiscard]] const purchase_rules& rules() const noexcept { return rules_; }
    [[nodiscard]] bool priced() const noexcept { return priced_; }
    [[nodiscard]] const purchase_account& account() const noexcept { return account_; }
    [[nodiscard]] const std::vector<rejected_row>& rejected() const noexcept { return rejected_; }

    /// One customer's rows, in the order of the input.
    [[nodiscard]] std::span<dated_amount> of(std::size_t customer) noexcept {
        return std::span(rows_).subspan(begin_[customer], begin_[customer + 1] - begin_[customer]);
    }

private:
    template <class Entry>
    void count(const purchase_columns& rows, const Entry& entry) {
        begin_.resize(rows.customers + std::size_t{1});
        account_.rows = rows.size();
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::uint32_t customer = rows.customer[row];
            if (customer >= rows.customers) {
                throw_domain("customer", row, customer, "a code below " + std::to_string(rows.customers));
            }
            const dated_amount e = entry(row);
            const row_fate fate = judge(e.day, e.amount, end_, rules_);
            switch (fate) {
                case row_fate::kept:
                    ++begin_[customer];
                    break;
                case row_fate::zero_ignored:
                    ++account_.zeros_ignored;
                    break;
                case row_fate::after_end:
                    ++account_.after_end;
                    break;
                default:
                    rejected_.push_back({row, rejection_reason(fate)});
            }
        }
        account_.rejected = rejected_.size();
    }

    calendar days_;
    purchase_rules rules_;
    bool priced_;
    std::int32_t end_ = 0;
    std::vector<std::size_t> begin_;
    std::vector<dated_amount> rows_;
    purchase_account account_;
    std::vector<rejected_row> rejected_;
};

/// x, t_x, T and monetary of every customer, from the rows up to the day of observation_end.
///
/// Rows of one customer and one day merge into one purchase; t_x and T are exact differences of days in rules.unit (for
/// weeks, days / 7). The order of the rows does not matter, to the last bit. A row whose amount is not finite, or that
/// a policy rejects, is listed in `rejected`; the account adds up to the number of rows. Throws error{size_mismatch},
/// and error{domain} for a customer code that is too high or a time stamp not in seconds.
[[nodiscard]] inline purchase_table purchase_summary(const purchase_columns& rows, std::int64_t observation_end,
                                                     const purchase_rules& rules = {}) {
    grouped_purchases grouped(rows, observation_end, rules);
    purchase_table result;
    result.unit = rules.unit;
    result.account = grouped.account();
    result.rejected = grouped.rejected();
    result.resize(grouped.customers());
    occasion_book book;
    for (std::size_t customer = 0; customer < grouped.customers(); ++customer) {
        enter_rows(grouped.of(customer), rules.refunds, book, result.account);
        auto h = book.close(grouped.days(), grouped.end(), rules.first);
        if (!grouped.priced()) {
            h.monetary = h.revenue = std::numeric_limits<double>::quiet_NaN();
        }
        result.set(customer, h);
    }
    return result;
}

}  // namespace scvm::value
