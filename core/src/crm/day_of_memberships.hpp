#pragma once

#include <scvm/crm/account_tree.hpp>
#include <scvm/crm/base_content.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/usable_data.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::crm {

/// Who belongs to what on one day, by the codes of the base. Who agreed to nothing, be it a person or an account, is in
/// no row: as if erased.
class day_of_memberships {
public:
    static constexpr std::uint32_t none = account_tree::none;

    day_of_memberships(const customer_base& base, const usable_data& data, std::int64_t as_of,
                       std::vector<rejected_row>& rejected)
        : from_(base.content()),
          data_(data),
          rejected_(rejected),
          numbers_(base.row_numbers(table::memberships, rows().size())) {
        customer_of_.resize(from_.accounts.size(), none);
        for (std::uint32_t a = 0; a < customer_of_.size(); ++a) {
            customer_of_[a] = from_.customers.find(from_.accounts[a]).value_or(none);
        }
        account_of_.resize(from_.customers.size(), none);
        for (std::uint32_t a = 0; a < customer_of_.size(); ++a) {
            if (customer_of_[a] != none) {
                account_of_[customer_of_[a]] = a;
            }
        }
        find_named();
        row_of_customer_.resize(from_.customers.size(), none);
        row_of_account_.resize(from_.accounts.size(), none);
        for (std::uint32_t row = 0; row < rows().size(); ++row) {
            if (usable_[row] != 0) {
                take(row, as_of);
            }
        }
        leave_out_circles();
    }

    [[nodiscard]] std::size_t superseded() const noexcept { return superseded_; }
    /// Whether anything of a customer may be used.
    [[nodiscard]] bool counts(std::uint32_t customer) const {
        return data_.allows(data_use::survey, customer) || data_.allows(data_use::value, customer);
    }
    [[nodiscard]] bool is_account(std::uint32_t account) const { return named_[account] != 0; }
    /// The customer that an account is, or none.
    [[nodiscard]] std::uint32_t customer_of(std::uint32_t account) const { return customer_of_[account]; }
    [[nodiscard]] std::uint32_t above(std::uint32_t account) const { return account_in(row_of_account_[account]); }
    /// The account that a customer is, or none.
    [[nodiscard]] std::uint32_t account_of(std::uint32_t customer) const {
        const std::uint32_t account = account_of_[customer];
        return account != none && is_account(account) ? account : none;
    }
    /// The account that a customer belongs to, or none.
    [[nodiscard]] std::uint32_t account_above(std::uint32_t customer) const {
        return account_in(row_of_customer_[customer]);
    }

private:
    static constexpr std::size_t deepest = 64;  // accounts above one another: sums take one step for each

    [[nodiscard]] const std::vector<base_membership>& rows() const { return from_.memberships; }
    [[nodiscard]] std::uint32_t account_in(std::uint32_t row) const { return row == none ? none : rows()[row].account; }

    void reject(std::uint32_t row, errc code, std::string reason) {
        rejected_.push_back({table::memberships, numbers_[row], code, std::move(reason)});
    }

    /// An account is what some customer belongs to, by way of others or not, on whatever day. What is only said to
    /// belong to one must be a customer: a misspelt id makes no account.
    void find_named() {
        named_.resize(from_.accounts.size());
        const auto may_count = [&](std::uint32_t customer) { return customer == none || counts(customer); };
        std::vector<std::vector<std::uint32_t>> above(from_.accounts.size());
        std::vector<std::uint32_t> reached;
        for (const base_membership& each : rows()) {
            const bool is_account = (each.member & layer_bits) == account_bit;
            const std::uint32_t member = is_account ? customer_of_[each.member & ~account_bit] : each.member;
            usable_.push_back(may_count(member) && may_count(customer_of_[each.account]));
            if (usable_.back() != 0 && member != none) {
                reached.push_back(each.account);
            } else if (usable_.back() != 0) {
                above[each.member & ~account_bit].push_back(each.account);
            }
        }
        while (!reached.empty()) {
            const std::uint32_t account = reached.back();
            reached.pop_back();
            if (named_[account] == 0) {
                named_[account] = 1;
                reached.insert(reached.end(), above[account].begin(), above[account].end());
            }
        }
    }

    void take(std::uint32_t row, std::int64_t as_of) {
        const base_membership& of = rows()[row];
        std::uint32_t account = (of.member & layer_bits) == account_bit ? of.member & ~account_bit : none;
        std::uint32_t customer = account == none ? of.member : customer_of_[account];
        if (account == none) {
            account = account_of_[customer];
        }
        if (account != none && is_account(account)) {
            customer = none;
        } else if (customer == none) {
            return reject(row, errc::unknown_id,
                          "member " + quoted(from_.accounts[account]) +
                              ": not in the customers table, and nobody belongs to such an account");
        }
        if (of.since > as_of || of.end <= as_of) {
            return;
        }
        std::uint32_t& newest = customer == none ? row_of_account_[account] : row_of_customer_[customer];
        superseded_ += newest != none;
        if (newest == none || newer(of, rows()[newest])) {
            newest = row;
        }
    }

    /// For any order of the rows: of equally new ones that which comes first by the account's id.
    [[nodiscard]] bool newer(const base_membership& a, const base_membership& b) const {
        return a.since != b.since ? a.since > b.since : from_.accounts[a.account] < from_.accounts[b.account];
    }

    void leave_out_circles() {
        std::vector<std::uint32_t> seen(from_.accounts.size(), none);
        std::vector<std::size_t> depth(from_.accounts.size());
        for (std::uint32_t start = 0; start < seen.size(); ++start) {
            std::vector<std::uint32_t> way;
            std::uint32_t at = start;
            for (; at != none && seen[at] == none; at = above(at)) {
                seen[at] = start;
                way.push_back(at);
            }
            if (const auto begin = std::ranges::find(way, at); at != none && begin != way.end()) {
                for (const std::uint32_t each : std::span(begin, way.end())) {
                    reject(row_of_account_[each], errc::domain,
                           "account " + quoted(from_.accounts[each]) + ": belongs, by way of others, to itself");
                }
                for (const std::uint32_t each : std::span(begin, way.end())) {
                    row_of_account_[each] = none;
                }
            }
            for (auto each = way.rbegin(); each != way.rend(); ++each) {
                const std::uint32_t higher = above(*each);
                depth[*each] = higher == none ? 1 : depth[higher] + 1;
                if (depth[*each] > deepest) {
                    reject(row_of_account_[*each], errc::domain,
                           "account " + quoted(from_.accounts[*each]) + ": more than " + std::to_string(deepest) +
                               " accounts above one another");
                    row_of_account_[*each] = none;
                    depth[*each] = 1;
                }
            }
        }
    }

    const base_content& from_;
    const usable_data& data_;
    std::vector<rejected_row>& rejected_;
    std::vector<std::size_t> numbers_;
    std::vector<std::uint32_t> customer_of_;
    std::vector<std::uint32_t> account_of_;
    std::vector<std::uint8_t> usable_;  ///< of each row
    std::vector<std::uint8_t> named_;
    std::vector<std::uint32_t> row_of_customer_;
    std::vector<std::uint32_t> row_of_account_;
    std::size_t superseded_ = 0;
};

}  // namespace scvm::crm
