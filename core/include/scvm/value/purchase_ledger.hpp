#pragma once

#include <scvm/value/purchase_summary.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace scvm::value {

/// Purchases kept as one entry per customer and day: a summary that grows. Not thread-safe while it grows.
///
/// Ledgers of parts merge to the ledger of the whole, new rows cost time for themselves alone (as long as they are not
/// much older than what is there), and a summary can be made for any observation end. It equals purchase_summary of all
/// rows together; to the last bit, too, wherever a day's amounts add up in 106 bits, as money does.
class purchase_ledger {
public:
    /// The rules hold for all rows; the caller keeps rules.offsets alive.
    explicit purchase_ledger(const purchase_rules& rules = {}) : rules_(rules), days_(rules.unit, rules.offsets) {}

    /// Takes rows of any time, for customers 0 … rows.customers - 1. Rejected rows are numbered from the first row that
    /// this ledger was ever given. Either all rows of a ledger have amounts or none.
    ///
    /// Throws error{size_mismatch}, and error{domain} as purchase_summary; the ledger is then unchanged.
    void add(const purchase_columns& rows) {
        require_size("time", rows.time.size(), "customer", rows.size());
        const bool priced = !rows.amount.empty();
        if (priced) {
            require_size("amount", rows.amount.size(), "customer", rows.size());
        }
        if (rows.size() == 0) {
            grow(rows.customers);
            return;
        }
        require_pricing(priced);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (rows.customer[row] >= rows.customers) {
                throw_domain("customer", row, rows.customer[row], "a code below " + std::to_string(rows.customers));
            }
            (void)days_.day("time", row, rows.time[row]);  // throws before anything has changed
        }
        priced_ = priced;
        grow(rows.customers);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const std::int32_t day = days_.day("time", row, rows.time[row]);
            const double amount = priced ? rows.amount[row] : 1;
            const row_fate fate = judge(day, amount, std::numeric_limits<std::int32_t>::max(), rules_);
            if (fate == row_fate::kept) {
                post(at(rows.customer[row], day), amount);
            } else if (fate == row_fate::zero_ignored) {
                ++at(rows.customer[row], day).zeros_ignored;
            } else {
                rejected_.push_back({rows_ + row, rejection_reason(fate)});
            }
        }
        rows_ += rows.size();
    }

    /// Takes all that another ledger of the same customers has taken. Its rejected rows come after ours.
    /// Throws error{domain} unless both were made with the same rules.
    void merge(const purchase_ledger& other) {
        if (&other == this) {
            return merge(purchase_ledger(other));  // what is read must not grow
        }
        if (other.rules_.unit != rules_.unit || other.rules_.refunds != rules_.refunds ||
            other.rules_.zeros != rules_.zeros || other.rules_.first != rules_.first) {
            throw error(errc::domain, "merge: expected a ledger with the same rules");
        }
        if (other.rows_ > 0) {
            require_pricing(other.priced_);
            priced_ = other.priced_;
        }
        grow(static_cast<std::uint32_t>(other.newest_.size()));
        for (std::uint32_t customer = 0; customer < other.newest_.size(); ++customer) {
            for (std::uint32_t i = other.newest_[customer]; i != none; i = other.entries_[i].older) {
                const entry& from = other.entries_[i];
                entry& into = at(customer, from.day.day);
                into.day.purchases += from.day.purchases;
                into.day.refunds += from.day.refunds;
                into.zeros_ignored += from.zeros_ignored;
                into.day.bought.add(from.day.bought);
                into.day.returned.add(from.day.returned);
            }
        }
        for (const rejected_row& r : other.rejected_) {
            rejected_.push_back({rows_ + r.row, r.reason});
        }
        rows_ += other.rows_;
    }

    /// As purchase_summary of all rows taken so far.
    [[nodiscard]] purchase_table summary(std::int64_t observation_end) const {
        const std::int32_t end = days_.day("observation_end", observation_end);
        purchase_table result;
        result.unit = rules_.unit;
        result.rejected = rejected_;
        result.account.rows = rows_;
        result.account.rejected = rejected_.size();
        result.resize(newest_.size());
        occasion_book book;
        std::vector<std::uint32_t> chain;
        for (std::uint32_t customer = 0; customer < newest_.size(); ++customer) {
            result.set(customer, close(customer, end, book, chain, result.account));
        }
        return result;
    }

    /// As one row of summary: for the customers that new rows have touched. Throws error{domain} for an unknown code.
    [[nodiscard]] purchase_history history_of(std::uint32_t customer, std::int64_t observation_end) const {
        if (customer >= newest_.size()) {
            throw_domain("customer", customer, "a code below " + std::to_string(newest_.size()));
        }
        occasion_book book;
        std::vector<std::uint32_t> chain;
        purchase_account account;
        return close(customer, days_.day("observation_end", observation_end), book, chain, account);
    }

    [[nodiscard]] std::size_t customers() const noexcept { return newest_.size(); }
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t entries() const noexcept { return entries_.size(); }

private:
    static constexpr std::uint32_t none = 0xffffffff;

    struct entry {
        purchase_day day;
        std::uint32_t zeros_ignored = 0;
        std::uint32_t older = none;  // the same customer's next entry, of an earlier day
    };

    void require_pricing(bool priced) const {
        if (rows_ > 0 && priced != priced_) {
            throw error(errc::domain, "amount: expected amounts for all rows of a ledger, or for none");
        }
    }

    void grow(std::uint32_t customers) {
        if (newest_.size() < customers) {
            newest_.resize(customers, none);
        }
    }

    [[nodiscard]] entry& at(std::uint32_t customer, std::int32_t day) {
        std::uint32_t newer = none;
        std::uint32_t here = newest_[customer];
        while (here != none && entries_[here].day.day > day) {
            newer = here;
            here = entries_[here].older;
        }
        if (here != none && entries_[here].day.day == day) {
            return entries_[here];
        }
        if (entries_.size() >= none) {
            throw error(errc::domain, "a ledger has room for 4294967295 days of customers");
        }
        const auto fresh = static_cast<std::uint32_t>(entries_.size());
        entries_.emplace_back();
        entries_.back().day.day = day;
        entries_.back().older = here;
        (newer == none ? newest_[customer] : entries_[newer].older) = fresh;
        return entries_.back();
    }

    static void post(entry& into, double amount) {
        if (amount < 0) {
            ++into.day.refunds;
            into.day.returned.add(-amount);
        } else {
            ++into.day.purchases;
            into.day.bought.add(amount);
        }
    }

    [[nodiscard]] purchase_history close(std::uint32_t customer, std::int32_t end, occasion_book& book,
                                         std::vector<std::uint32_t>& chain, purchase_account& account) const {
        chain.clear();
        for (std::uint32_t i = newest_[customer]; i != none; i = entries_[i].older) {
            chain.push_back(i);
        }
        book.clear();
        for (auto i = chain.rbegin(); i != chain.rend(); ++i) {
            const entry& e = entries_[*i];
            if (e.day.day > end) {
                account.after_end += e.day.purchases + e.day.refunds + e.zeros_ignored;
                continue;
            }
            book.add(e.day, rules_.refunds);
            count_day(e.day, account);
            account.zeros_ignored += e.zeros_ignored;
        }
        account.occasions_refunded += book.occasions_refunded();
        account.refunds_unmatched += book.refunds_unmatched();
        auto h = book.close(days_, end, rules_.first);
        if (!priced_) {
            h.monetary = h.revenue = std::numeric_limits<double>::quiet_NaN();
        }
        return h;
    }

    purchase_rules rules_;
    calendar days_;
    bool priced_ = true;
    std::uint64_t rows_ = 0;
    std::vector<std::uint32_t> newest_;  // per customer: its latest day
    std::deque<entry> entries_;          // a vector would hold three times its size while it grows
    std::vector<rejected_row> rejected_;
};

}  // namespace scvm::value
