#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/value/history.hpp>
#include <scvm/value/time_unit.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace scvm::value {

/// What a negative amount does.
enum class refund_policy {
    net,     ///< it lowers the latest paid occasion up to its day, then the ones before; an occasion that falls to 0
             ///< (up to a billionth of what was paid) no longer counts as a purchase
    ignore,  ///< it is left out, the purchase stands
    reject,  ///< its row is rejected
};

inline constexpr std::array<std::string_view, 3> refund_policy_names = {"net", "ignore", "reject"};
[[nodiscard]] constexpr const auto& words_of(refund_policy) {
    return refund_policy_names;
}

/// What a purchase of amount 0 does.
enum class zero_policy {
    count,   ///< it is a purchase like any other, worth nothing
    ignore,  ///< it is left out
    reject,  ///< its row is rejected
};

inline constexpr std::array<std::string_view, 3> zero_policy_names = {"count", "ignore", "reject"};
[[nodiscard]] constexpr const auto& words_of(zero_policy) {
    return zero_policy_names;
}

/// What the first purchase is.
enum class first_purchase {
    acquires,  ///< the start of the clock: x and monetary are of the repeat purchases alone, as all models want it
    counts,    ///< a purchase like any other: x and monetary include it (for RFM tables, not for models)
};
inline constexpr std::array<word, 2> first_purchase_words{{
    {"acquires", "the start of the clock: only repeat purchases are counted, as all models want it"},
    {"counts", "a purchase like any other: for RFM tables, not for models"},
}};
[[nodiscard]] constexpr const auto& words_of(first_purchase) {
    return first_purchase_words;
}

/// How rows become purchases.
struct purchase_rules {
    time_unit unit = time_unit::week;  ///< rows of one customer and one day merge; for `hour`, of one hour
    refund_policy refunds = refund_policy::net;
    zero_policy zeros = zero_policy::count;
    first_purchase first = first_purchase::acquires;
    std::span<const utc_offset> offsets = {};  ///< the clock changes of the place whose days count; none: UTC
};

/// What one customer's purchases come to. NaN where it cannot be told: no purchase, no repeat purchase, or no amounts.
struct purchase_history {
    double x = std::numeric_limits<double>::quiet_NaN();    ///< repeat purchases: days with a purchase after the first
    double t_x = std::numeric_limits<double>::quiet_NaN();  ///< first to last purchase, in units
    double T = std::numeric_limits<double>::quiet_NaN();    ///< first purchase to observation end, in units
    double monetary = std::numeric_limits<double>::quiet_NaN();  ///< mean amount of a purchase counted in x
    double revenue = 0;                                          ///< sum of all amounts up to the end, refunds deducted
};

/// Where every row went. rows = used + merged + refunds + zeros_ignored + after_end + rejected.
struct purchase_account {
    std::uint64_t rows = 0;
    std::uint64_t used = 0;           ///< opened a purchase occasion of its own
    std::uint64_t merged = 0;         ///< joined the occasion of the same customer and day
    std::uint64_t refunds = 0;        ///< negative amounts, netted or ignored
    std::uint64_t zeros_ignored = 0;  ///< amounts of 0 left out by policy
    std::uint64_t after_end = 0;      ///< later than the day of the observation end
    std::uint64_t rejected = 0;

    std::uint64_t occasions_refunded = 0;  ///< of `used`: occasions that refunds have undone
    std::uint64_t refunds_unmatched = 0;   ///< of `refunds`: found no (or too little) purchase before them
};
void describe(const auto& is, const purchase_account& o) {
    is("rows", o.rows, "All of them.");
    is("used", o.used, "Opened a purchase occasion of their own.");
    is("merged", o.merged, "Joined the occasion of the same customer and day.");
    is("refunds", o.refunds, "Negative amounts, netted or ignored.");
    is("zeros_ignored", o.zeros_ignored, "Amounts of 0 left out by policy.");
    is("after_end", o.after_end, "Later than the day of the observation end.");
    is("rejected", o.rejected, "Broken rows.");
    is("occasions_refunded", o.occasions_refunded, "Of those used: undone by refunds.");
    is("refunds_unmatched", o.refunds_unmatched, "Of the refunds: found too little purchase before them.");
}

/// What one customer bought, and gave back, on one day.
struct purchase_day {
    std::int32_t day = 0;
    std::uint32_t purchases = 0;  ///< rows that count as purchases, those of amount 0 included
    std::uint32_t refunds = 0;    ///< rows with a negative amount
    math::precise_sum bought;
    math::precise_sum returned;  ///< >= 0
};

/// The purchase occasions of one customer, day after day; scratch memory that is reused from customer to customer.
class occasion_book {
public:
    void clear() noexcept {
        occasions_.clear();
        paid_.clear();
        refunded_ = unmatched_ = 0;
        revenue_ = {};
    }

    /// Takes the next day; days come in rising order.
    void add(const purchase_day& day, refund_policy refunds) {
        if (day.purchases > 0) {
            const double amount = day.bought.value();
            if (amount > 0) {
                paid_.push_back(occasions_.size());
            }
            occasions_.push_back({day.day, amount, amount, true});
            revenue_.add(day.bought);
        }
        if (day.refunds > 0 && refunds == refund_policy::net) {
            give_back(day);
            revenue_.add(-day.returned.high);
            revenue_.add(-day.returned.low);
        }
    }

    /// What the days come to, with the end of the observation on `end`.
    [[nodiscard]] purchase_history close(const calendar& days, std::int32_t end, first_purchase first) const {
        purchase_history result;
        result.revenue = revenue_.value();
        const auto counted = [](const occasion& o) { return o.counts; };
        const auto begin = std::ranges::find_if(occasions_, counted);
        if (begin == occasions_.end()) {
            return result;
        }
        std::int32_t last = begin->day;
        double count = 0;
        math::precise_sum spent;
        for (auto at = first == first_purchase::counts ? begin : begin + 1; at != occasions_.end(); ++at) {
            if (at->counts) {
                last = at->day;
                count += 1;
                spent.add(at->net);
            }
        }
        result.x = count;
        result.t_x = days.units(last - begin->day);
        result.T = days.units(end - begin->day);
        if (count > 0) {
            result.monetary = spent.value() / count;
        }
        return result;
    }

    /// Calls take(day, net amount) for the occasions that count, day after day.
    template <class Take>
    void for_each_occasion(Take&& take) const {
        for (const occasion& o : occasions_) {
            if (o.counts) {
                take(o.day, o.net);
            }
        }
    }

    [[nodiscard]] std::uint64_t occasions_refunded() const noexcept { return refunded_; }
    [[nodiscard]] std::uint64_t refunds_unmatched() const noexcept { return unmatched_; }

private:
    struct occasion {
        std::int32_t day;
        double paid;
        double net;
        bool counts;
    };

    void give_back(const purchase_day& day) {
        constexpr double crumb = 1e-9;  // 10.1 + 20.2 - 30.3 is not 0 in binary, yet nothing is left of it
        double rest = day.returned.value();
        while (rest > 0 && !paid_.empty()) {
            occasion& latest = occasions_[paid_.back()];
            const double left = latest.net - rest;
            if (left > crumb * latest.paid) {
                latest.net = left;
                return;
            }
            rest = left < -crumb * latest.paid ? -left : 0;
            latest.net = 0;
            latest.counts = false;
            paid_.pop_back();
            ++refunded_;
        }
        if (rest > 0) {
            unmatched_ += day.refunds;
        }
    }

    std::vector<occasion> occasions_;
    std::vector<std::size_t> paid_;  // occasions that a refund can still lower
    math::precise_sum revenue_;
    std::uint64_t refunded_ = 0;
    std::uint64_t unmatched_ = 0;
};

/// One row that has passed the rules: its day and amount.
struct dated_amount {
    std::int32_t day = 0;
    double amount = 0;
};

/// What the rules make of one row.
enum class row_fate { kept, zero_ignored, after_end, timeless, not_finite, refund_rejected, zero_rejected };

[[nodiscard]] inline row_fate judge(std::int32_t day, double amount, std::int32_t end, const purchase_rules& rules) {
    if (day == no_day) {
        return row_fate::timeless;
    }
    if (!(std::abs(amount) <= std::numeric_limits<double>::max())) {
        return row_fate::not_finite;
    }
    if (amount < 0 && rules.refunds == refund_policy::reject) {
        return row_fate::refund_rejected;
    }
    if (amount == 0 && rules.zeros == zero_policy::reject) {
        return row_fate::zero_rejected;
    }
    if (day > end) {
        return row_fate::after_end;
    }
    return amount == 0 && rules.zeros == zero_policy::ignore ? row_fate::zero_ignored : row_fate::kept;
}

[[nodiscard]] constexpr std::string_view rejection_reason(row_fate fate) noexcept {
    switch (fate) {
        case row_fate::timeless:
            return "expected a time";
        case row_fate::not_finite:
            return "expected a finite amount";
        case row_fate::refund_rejected:
            return "expected no refund: amount < 0";
        case row_fate::zero_rejected:
            return "expected an amount other than 0";
        default:
            return "";
    }
}

/// Enters one day's rows into the account.
inline void count_day(const purchase_day& day, purchase_account& account) noexcept {
    account.refunds += day.refunds;
    account.used += day.purchases > 0 ? 1 : 0;
    account.merged += day.purchases > 0 ? day.purchases - 1 : 0;
}

/// Sorts one customer's rows by day and enters them, those of the same day merged, into an emptied book and the
/// account.
inline void enter_rows(std::span<dated_amount> rows, refund_policy refunds, occasion_book& book,
                       purchase_account& account) {
    std::ranges::sort(rows, [](const dated_amount& a, const dated_amount& b) {
        return a.day != b.day ? a.day < b.day : a.amount < b.amount;
    });
    book.clear();
    for (std::size_t at = 0; at < rows.size();) {
        purchase_day day;
        day.day = rows[at].day;
        for (; at < rows.size() && rows[at].day == day.day; ++at) {
            if (rows[at].amount < 0) {
                ++day.refunds;
                day.returned.add(-rows[at].amount);
            } else {
                ++day.purchases;
                day.bought.add(rows[at].amount);
            }
        }
        book.add(day, refunds);
        count_day(day, account);
    }
    account.occasions_refunded += book.occasions_refunded();
    account.refunds_unmatched += book.refunds_unmatched();
}

/// The purchases of one customer, in any order; `amount` may be empty: then monetary and revenue are NaN.
///
/// Days are whole days: all rows of the day of observation_end count, and t_x and T are exact differences of days (of
/// hours for `hour`) in units: for weeks, days / 7. Rows that the rules reject are left out.
/// Throws error{size_mismatch}, and error{domain} for a time stamp that is not in seconds.
[[nodiscard]] inline purchase_history purchase_history_of(std::span<const std::int64_t> time,
                                                          std::span<const double> amount, std::int64_t observation_end,
                                                          const purchase_rules& rules = {}) {
    if (!amount.empty()) {
        require_size("amount", amount.size(), "time", time.size());
    }
    const calendar days(rules.unit, rules.offsets);
    const std::int32_t end = days.day("observation_end", observation_end);
    std::vector<dated_amount> rows;
    rows.reserve(time.size());
    for (std::size_t row = 0; row < time.size(); ++row) {
        const dated_amount entry{days.day("time", row, time[row]), amount.empty() ? 1 : amount[row]};
        if (judge(entry.day, entry.amount, end, rules) == row_fate::kept) {
            rows.push_back(entry);
        }
    }
    occasion_book book;
    purchase_account account;
    enter_rows(rows, rules.refunds, book, account);
    auto result = book.close(days, end, rules.first);
    if (amount.empty() && !time.empty()) {
        result.monetary = result.revenue = std::numeric_limits<double>::quiet_NaN();
    }
    return result;
}

}  // namespace scvm::value
