#include "crm/account_scores.hpp"

#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/sum.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

constexpr std::uint32_t none = account_tree::none;
constexpr std::size_t deepest = 64;  // accounts above one another: sums take one step for each

/// Who belongs to what on one day, by the codes of the base. Who agreed to nothing, be it a person or an account, is in
/// no row: as if erased.
class day_of_memberships {
public:
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

/// A sum of numbers, of which some are absent; absent where all are.
struct sum_of_known {
    math::precise_sum sum;
    std::size_t known = 0;

    void add(double number) {
        if (!std::isnan(number)) {
            sum.add(number);
            ++known;
        }
    }
    void add(const sum_of_known& other) {
        sum.add(other.sum);
        known += other.known;
    }
    [[nodiscard]] double value() const { return known == 0 ? absent : sum.value(); }
};

/// Mean and interval of weighted numbers, kept as sums.
struct weighted_sums {
    math::precise_sum weight, square, first, second;

    void add(double w, double number) {
        weight.add(w);
        square.add(w * w);
        first.add(w * number);
        second.add(w * number * number);
    }
    void add(const weighted_sums& other) {
        weight.add(other.weight);
        square.add(other.square);
        first.add(other.first);
        second.add(other.second);
    }

    /// Other numbers, whose weights were 1, with another weight each.
    void add(const weighted_sums& other, double w) {
        weight.add(w * other.weight.value());
        square.add(w * w * other.square.value());
        first.add(w * other.first.value());
        second.add(w * other.second.value());
    }

    struct estimate {
        double mean = absent;
        double low = absent;
        double high = absent;
    };

    /// The mean with Student's interval on the effective number of respondents. Source: Kish (1965), Survey Sampling,
    /// section 11.7.
    [[nodiscard]] estimate mean() const {
        const double all = weight.value();
        if (!(all > 0)) {
            return {};
        }
        estimate result{.mean = std::clamp(first.value() / all, 0.0, 100.0)};
        const double n = all * all / square.value();
        if (n - 1 > 1e-9) {
            const double spread = std::max(0.0, second.value() / all - result.mean * result.mean);
            const double half = math::student_critical(math::usual_confidence, n - 1) * std::sqrt(spread / (n - 1));
            result.low = std::max(0.0, result.mean - half);
            result.high = std::min(100.0, result.mean + half);
        }
        return result;
    }
};

struct account_sums {
    std::size_t members = 0;
    std::size_t respondents = 0;
    std::size_t heard = 0;  ///< of the respondents, those who have a weight of their own
    weighted_sums satisfaction, attachment;
    weighted_sums unheard_satisfaction, unheard_attachment;  ///< of the others, each with 1
    std::array<sum_of_known, 3> money;

    void add(const account_sums& other) {
        members += other.members;
        respondents += other.respondents;
        heard += other.heard;
        satisfaction.add(other.satisfaction);
        attachment.add(other.attachment);
        unheard_satisfaction.add(other.unheard_satisfaction);
        unheard_attachment.add(other.unheard_attachment);
        for (std::size_t i = 0; i < money.size(); ++i) {
            money[i].add(other.money[i]);
        }
    }

    /// What those weigh who have no weight of their own: as much as the mean of the others.
    [[nodiscard]] double weight_of_unheard() const {
        return heard == 0 ? 1 : satisfaction.weight.value() / static_cast<double>(heard);
    }
    [[nodiscard]] static weighted_sums::estimate mean(weighted_sums of, const weighted_sums& unheard, double weight) {
        of.add(unheard, weight);
        return of.mean();
    }
};

/// Whose money counts in which account: that of an account's own persons does where it may be told, else with those of
/// the account above, else nowhere. What is told less what is told below it is then what accounts buy, which tells of
/// no person, and the money of whole parts that may be told. So it is for whatever can be worked out.
class told_persons {
public:
    static constexpr std::uint32_t nowhere = account_tree::none;

    /// `people` are all persons, directly in each account, and last those in none. An account comes after those below
    /// it in `order`.
    template <class MayTell>
    told_persons(std::vector<std::vector<std::uint32_t>> people, std::span<const std::uint32_t> order,
                 std::span<const std::uint32_t> above, std::size_t customers, MayTell may_tell)
        : account_of_(customers, nowhere), left_out_(above.size(), 0) {
        std::vector<std::uint32_t> told;
        for (const std::uint32_t account : order) {
            if (people[account].empty()) {
                continue;
            }
            if (may_tell(people[account])) {
                told.push_back(account);
                continue;
            }
            auto& to = above[account] == none ? people.back() : people[above[account]];
            to.insert(to.end(), people[account].begin(), people[account].end());
            left_out_[account] = 1;
        }
        // What is left beside all that is told: as few parts as will do are left out for its sake, the smallest first.
        std::ranges::stable_sort(told, {}, [&](std::uint32_t account) { return people[account].size(); });
        std::size_t gone = 0;
        for (std::size_t more = 1; gone < told.size() && !people.back().empty() && !may_tell(people.back());
             more *= 2) {
            for (std::size_t i = 0; i < more && gone < told.size(); ++i, ++gone) {  // ever more: a look takes everybody
                const auto& part = people[told[gone]];
                people.back().insert(people.back().end(), part.begin(), part.end());
                for (std::uint32_t each = told[gone]; each != account_tree::none; each = above[each]) {
                    left_out_[each] = 1;
                }
            }
        }
        for (; gone < told.size(); ++gone) {
            for (const std::uint32_t row : people[told[gone]]) {
                account_of_[row] = told[gone];
            }
        }
    }

    /// The lowest account in which a customer's money counts, or nowhere.
    [[nodiscard]] std::uint32_t account_of(std::uint32_t row) const { return account_of_[row]; }
    /// Whether money of persons directly in it, or moved up to it, is left out.
    [[nodiscard]] bool leaves_out(std::uint32_t account) const { return left_out_[account] != 0; }

private:
    std::vector<std::uint32_t> account_of_;
    std::vector<std::uint8_t> left_out_;
};

/// Of which accounts a figure of all their people may be shown, beside that of the whole company: what is shown less
/// what is shown below it is always that of nobody, or of people of whom it may be shown. So it is for whatever can be
/// worked out from sums and differences, since each person is in exactly one such rest.
class shown_accounts {
public:
    /// `people` are those directly in each account, and last those in none. An account
    /// comes after those below it in `order`.
    template <class MayShow>
    shown_accounts(std::vector<std::vector<std::uint32_t>> people, std::span<const std::uint32_t> order,
                   std::span<const std::uint32_t> above, MayShow may_show)
        : shown_(above.size(), 1) {
        const auto move_up = [&](std::uint32_t account) {
            auto& to = above[account] == none ? people.back() : people[above[account]];
            to.insert(to.end(), people[account].begin(), people[account].end());
            shown_[account] = 0;
        };
        for (const std::uint32_t account : order) {
            if (!may_show(people[account])) {
                move_up(account);
            }
        }
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
                uncovers[higher == none ? above.size() : higher].push_back(account);
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
        } while (account != none && shown_[account] == 0);
        return account;
    }

    std::vector<std::uint8_t> shown_;
};

/// The accounts of the tree, each after those below it.
[[nodiscard]] std::vector<std::uint32_t> from_below(std::span<const std::uint32_t> above) {
    std::vector<std::uint32_t> left(above.size());
    for (const std::uint32_t each : above) {
        if (each != none) {
            ++left[each];
        }
    }
    std::vector<std::uint32_t> result;
    for (std::uint32_t each = 0; each < above.size(); ++each) {
        if (left[each] == 0) {
            result.push_back(each);
        }
    }
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (const std::uint32_t higher = above[result[i]]; higher != none && --left[higher] == 0) {
            result.push_back(higher);
        }
    }
    return result;
}

[[nodiscard]] account_money money_of(const std::array<double, 3>& of) {
    return {of[0], of[1], of[2]};
}

}  // namespace

account_tree measure_accounts(const customer_base& base, const usable_data& data, const score_table_content& of,
                              std::vector<rejected_row>& rejected) {
    const day_of_memberships day(base, data, of.as_of, rejected);
    const base_content& content = base.content();
    const std::size_t customers = of.ids.size();
    account_tree tree;
    tree.superseded = day.superseded();

    // Places by id, so that the order of the rows decides nothing.
    std::vector<std::uint32_t> codes;
    for (std::uint32_t code = 0; code < content.accounts.size(); ++code) {
        if (day.is_account(code)) {
            codes.push_back(code);
        }
    }
    std::ranges::sort(codes, {}, [&](std::uint32_t code) { return content.accounts[code]; });
    std::vector<std::uint32_t> place_of(content.accounts.size(), none);
    for (std::uint32_t place = 0; place < codes.size(); ++place) {
        place_of[codes[place]] = place;
        tree.ids.emplace_back(content.accounts[codes[place]]);
    }
    const auto place = [&](std::uint32_t code) { return code == none ? none : place_of[code]; };
    for (const std::uint32_t code : codes) {
        tree.above.push_back(place(day.above(code)));
    }

    const std::array<std::span<const double>, 3> amounts = {of.numbers_of("revenue"), of.numbers_of("lifetime_value"),
                                                            of.numbers_of("network_value")};
    const auto satisfaction = of.numbers_of("satisfaction");
    const auto attachment = of.numbers_of("attachment");
    const auto influence = of.numbers_of("influence");
    const auto advocacy = of.numbers_of("advocacy");
    const auto segment = of.codes_of("segment");
    const bool by_influence = of.model->accounts->weight == account_weight::influence;
    std::vector<account_sums> sums(codes.size());
    std::array<sum_of_known, 3> total;
    std::vector<std::vector<std::uint32_t>> persons(codes.size() + 1);
    std::vector<std::vector<std::uint32_t>> respondents(codes.size() + 1);
    std::vector<double> weight(customers);
    math::precise_sum heard;
    std::size_t who_are_heard = 0;
    tree.of_row.resize(customers, none);
    const auto unhappy = [&](std::uint32_t row) { return by_influence && advocacy[row] < 0; };
    for (std::uint32_t row = 0; row < customers; ++row) {
        const std::uint32_t own = place(day.account_of(row));
        const std::uint32_t at = own == none ? place(day.account_above(row)) : own;
        tree.of_row[row] = at;
        const std::size_t bin = at == none ? codes.size() : at;
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            total[i].add(amounts[i][row]);
            if (own != none) {  // what an account buys tells of no person
                sums[own].money[i].add(amounts[i][row]);
            }
        }
        if (own != none || !day.counts(row)) {
            continue;
        }
        persons[bin].push_back(row);
        if (at != none) {
            ++sums[at].members;
        }
        if (segment[row] == static_cast<std::int32_t>(survey::segment::unclassified)) {
            continue;
        }
        respondents[bin].push_back(row);
        weight[row] = !by_influence ? 1 : std::isnan(influence[row]) ? 0 : influence[row];
        if (!unhappy(row)) {
            heard.add(weight[row]);
            ++who_are_heard;
        }
        if (at != none) {
            account_sums& to = sums[at];
            ++to.respondents;
            if (unhappy(row)) {  // who is dissatisfied gets no influence from the network, whatever the attention
                to.unheard_satisfaction.add(1, satisfaction[row]);
                to.unheard_attachment.add(1, attachment[row]);
            } else {
                ++to.heard;
                to.satisfaction.add(weight[row], satisfaction[row]);
                to.attachment.add(weight[row], attachment[row]);
            }
        }
    }
    for (std::uint32_t row = 0; row < customers; ++row) {
        if (unhappy(row)) {
            weight[row] = who_are_heard == 0 ? 1 : heard.value() / static_cast<double>(who_are_heard);
        }
    }
    const std::vector<std::uint32_t> order = from_below(tree.above);
    const privacy_rules privacy = privacy_of(*of.model);
    const auto may_show = [&](std::span<const std::uint32_t> rows, std::span<const double> amount) {
        std::vector<double> list;
        for (const std::uint32_t row : rows) {
            list.push_back(amount[row]);
        }
        return may_show_sum(list, privacy);
    };
    const auto enough = [&](std::span<const std::uint32_t> rows) {
        return rows.empty() || static_cast<double>(rows.size()) >= privacy.fewest_shown;
    };
    const shown_accounts members(persons, order, tree.above, enough);
    const told_persons told(std::move(persons), order, tree.above, customers, [&](const auto& rows) {
        return enough(rows) && std::ranges::all_of(amounts, [&](const auto& amount) { return may_show(rows, amount); });
    });
    const shown_accounts survey(std::move(respondents), order, tree.above,
                                [&](const auto& rows) { return may_show(rows, weight); });
    for (std::uint32_t row = 0; row < customers; ++row) {
        if (const std::uint32_t at = told.account_of(row); at != told_persons::nowhere) {
            for (std::size_t i = 0; i < amounts.size(); ++i) {
                sums[at].money[i].add(amounts[i][row]);
            }
        }
    }
    for (const std::uint32_t each : order) {
        if (tree.above[each] != none) {
            sums[tree.above[each]].add(sums[each]);
        }
    }

    std::array<double, 3> whole{};
    std::array<double, 3> rest{};
    std::array<sum_of_known, 3> highest;
    for (std::uint32_t each = 0; each < codes.size(); ++each) {
        account_scores& made = tree.scores.emplace_back();
        account_figures& to = made.figures;
        const account_sums& from = sums[each];
        const auto told_count = [&](std::size_t count) {
            return static_cast<double>(count) >= privacy.fewest_shown ? static_cast<double>(count) : absent;
        };
        to.members = members(each) ? told_count(from.members) : absent;
        to.respondents = survey(each) ? told_count(from.respondents) : absent;
        const bool answered = !std::isnan(to.respondents);
        if (answered) {
            const double unheard = from.weight_of_unheard();
            const auto s = account_sums::mean(from.satisfaction, from.unheard_satisfaction, unheard);
            const auto e = account_sums::mean(from.attachment, from.unheard_attachment, unheard);
            to.satisfaction = s.mean;
            to.satisfaction_low = s.low;
            to.satisfaction_high = s.high;
            to.attachment = e.mean;
            to.attachment_low = e.low;
            to.attachment_high = e.high;
            to.segment = of.model->survey->portfolio.place(s.mean, e.mean).group;
        }
        to.revenue = from.money[0].value();
        to.lifetime_value = from.money[1].value();
        to.network_value = from.money[2].value();
        if (tree.above[each] == none) {
            for (std::size_t i = 0; i < highest.size(); ++i) {
                highest[i].add(from.money[i]);
            }
        }
        made.status = !told.leaves_out(each) && (answered || !of.model->survey) ? account_status::scored
                                                                                : account_status::too_few;
    }
    for (std::size_t i = 0; i < total.size(); ++i) {
        whole[i] = total[i].value();
        math::precise_sum left = total[i].sum;
        left.add(-highest[i].sum.high);
        left.add(-highest[i].sum.low);
        rest[i] = total[i].known == 0 ? absent : left.value();
    }
    tree.total = money_of(whole);
    tree.rest = money_of(rest);
    return tree;
}

account_scores account_scores_of(const account_tree& tree, std::size_t row, bool allowed) {
    account_scores result;
    if (!allowed) {
        result.status = account_status::no_consent;
    } else if (tree.of_row[row] == account_tree::none) {
        result.status = account_status::no_account;
    } else {
        result = tree.scores[tree.of_row[row]];
    }
    return result;
}

}  // namespace scvm::crm
