#pragma once

// Which figures of accounts tell of enough persons to be told.
#include <scvm/crm/account_tree.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace scvm::crm {

/// Goes through the accounts from below: people of whom nothing may be told count with those directly in the account
/// above, and at last with those in none. Says of which accounts something is told.
///
/// `people` are those directly in each account, and last those in none; an account comes after those below it in
/// `order`.
template <class MayTell>
[[nodiscard]] std::vector<std::uint8_t> told_from_below(std::vector<std::vector<std::uint32_t>>& people,
                                                        std::span<const std::uint32_t> order,
                                                        std::span<const std::uint32_t> above, MayTell may_tell) {
    std::vector<std::uint8_t> result(above.size(), 1);
    for (const std::uint32_t account : order) {
        if (!may_tell(people[account])) {
            auto& to = above[account] == account_tree::none ? people.back() : people[above[account]];
            to.insert(to.end(), people[account].begin(), people[account].end());
            result[account] = 0;
        }
    }
    return result;
}

/// Whose money counts in which account: that of an account's own persons does where it may be told, else with those of
/// the account above, else nowhere. What is told less what is told below it is then what accounts buy, which tells of
/// no person, and the money of whole parts that may be told. So it is for whatever can be worked out.
class told_persons {
public:
    static constexpr std::uint32_t nowhere = account_tree::none;

    /// `people` are all persons; see told_from_below().
    template <class MayTell>
    told_persons(std::vector<std::vector<std::uint32_t>> people, std::span<const std::uint32_t> order,
                 std::span<const std::uint32_t> above, std::size_t customers, MayTell may_tell)
        : account_of_(customers, nowhere),
          told_(
              told_from_below(people, order, above, [&](const auto& rows) { return rows.empty() || may_tell(rows); })) {
        std::vector<std::uint32_t> told;
        std::ranges::copy_if(order, std::back_inserter(told),
                             [&](std::uint32_t account) { return told_[account] != 0 && !people[account].empty(); });
        // What is left beside all that is told: as few parts as will do are left out for its sake, the smallest first.
        std::ranges::stable_sort(told, {}, [&](std::uint32_t account) { return people[account].size(); });
        std::size_t gone = 0;
        for (std::size_t more = 1; gone < told.size() && !people.back().empty() && !may_tell(people.back());
             more *= 2) {
            for (std::size_t i = 0; i < more && gone < told.size(); ++i, ++gone) {  // ever more: a look takes everybody
                const auto& part = people[told[gone]];
                people.back().insert(people.back().end(), part.begin(), part.end());
                for (std::uint32_t each = told[gone]; each != account_tree::none; each = above[each]) {
                    told_[each] = 0;
                }
            }
        }
        for (; gone < told.size(); ++gone) {
            for (const std::uint32_t row : people[told[gone]]) {
                account_of_[row] = told[gone];
            }
        }
        rest_ = std::move(people.back());
    }

    /// The lowest account in which a customer's money counts, or nowhere.
    [[nodiscard]] std::uint32_t account_of(std::uint32_t row) const { return account_of_[row]; }
    /// Whether money of persons directly in it, or moved up to it, is left out.
    [[nodiscard]] bool leaves_out(std::uint32_t account) const { return told_[account] == 0; }
    /// Whose money counts nowhere.
    [[nodiscard]] const std::vector<std::uint32_t>& rest() const { return rest_; }

private:
    std::vector<std::uint32_t> account_of_;
    std::vector<std::uint8_t> told_;
    std::vector<std::uint32_t> rest_;
};

/// Of which accounts money is told beside that of the whole company. Where persons whose money counts in no account are
/// few, what is left beside the highest accounts would be theirs: then accounts that buy are put with them, in their
/// order, until the sum may be told. Nothing is told of such an account and of those above it, but of those below it.
class told_accounts {
public:
    /// `rest` are those persons; `buyer` is the customer that each account is, or none.
    template <class MayTell>
    told_accounts(std::vector<std::uint32_t> rest, std::span<const std::uint32_t> buyer,
                  std::span<const std::uint32_t> above, MayTell may_tell)
        : told_(above.size(), 1), tells_rest_(may_tell(rest)) {
        std::uint32_t next = 0;
        for (std::size_t more = 1; !tells_rest_ && next < above.size(); more *= 2) {
            for (std::size_t taken = 0; taken < more && next < above.size(); ++next) {  // ever more, as above
                if (buyer[next] == account_tree::none || told_[next] == 0) {
                    continue;
                }
                for (std::uint32_t at = next; at != account_tree::none && told_[at] != 0; at = above[at]) {
                    told_[at] = 0;
                    if (buyer[at] != account_tree::none) {
                        rest.push_back(buyer[at]);
                        ++taken;
                    }
                }
            }
            tells_rest_ = may_tell(rest);
        }
    }

    [[nodiscard]] bool operator()(std::uint32_t account) const { return told_[account] != 0; }
    [[nodiscard]] bool tells_rest() const { return tells_rest_; }

private:
    std::vector<std::uint8_t> told_;
    bool tells_rest_;
};

/// Of which accounts a figure of all their people may be shown, beside that of the whole company: what is shown less
/// what is shown below it is always that of nobody, or of people of whom it may be shown. So it is for whatever can be
/// worked out from sums and differences, since each person is in exactly one such rest.
class shown_accounts {
public:
    /// See told_from_below().
    template <class MayShow>
    shown_accounts(std::vector<std::vector<std::uint32_t>> people, std::span<const std::uint32_t> order,
                   std::span<const std::uint32_t> above, MayShow may_show)
        : shown_(told_from_below(people, order, above, may_show)) {
        hide_for_the_rest(people, above, may_show);
    }

    [[nodiscard]] bool operator()(std::size_t account) const { return shown_[account] != 0; }

private:
    /// What is left beside all that is shown: as few accounts as will do are hidden for its sake, the smallest of the
    /// highest first, each of which uncovers those below it.
    template <class MayShow>
    void hide_for_the_rest(std::vector<std::vector<std::uint32_t>>& people, std::span<const std::uint32_t> above,
                           MayShow may_show) {
        std::vector<std::vector<std::uint32_t>> uncovers(above.size() + 1);
        for (std::uint32_t account = 0; account < above.size(); ++account) {
            if (shown_[account] != 0) {
                const std::uint32_t higher = nearest_shown(account, above);
                uncovers[higher == account_tree::none ? above.size() : higher].push_back(account);
            }
        }
        std::set<std::pair<std::size_t, std::uint32_t>> highest;  // by the number of their people
        const auto uncover = [&](std::size_t account) {
            for (const std::uint32_t each : uncovers[account]) {
                highest.emplace(people[each].size(), each);
            }
        };
        uncover(above.size());
        for (std::size_t hidden = 1; !highest.empty() && !may_show(people.back()); hidden *= 2) {
            for (std::size_t i = 0; i < hidden && !highest.empty(); ++i) {  // ever more: a look takes everybody
                const std::uint32_t account = highest.begin()->second;
                highest.erase(highest.begin());
                people.back().insert(people.back().end(), people[account].begin(), people[account].end());
                shown_[account] = 0;
                uncover(account);
            }
        }
    }

    [[nodiscard]] std::uint32_t nearest_shown(std::uint32_t account, std::span<const std::uint32_t> above) const {
        do {
            account = above[account];
        } while (account != account_tree::none && shown_[account] == 0);
        return account;
    }

    std::vector<std::uint8_t> shown_;
};

}  // namespace scvm::crm
