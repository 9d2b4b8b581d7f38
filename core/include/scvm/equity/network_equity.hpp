#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/attribution.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::equity {

/// What happens to the credit for a customer whose own lifetime value is negative.
enum class loss_rule : std::uint8_t {
    shared = 0,  ///< credited like a gain: who brought a loss is worth less by its share
    kept = 1,    ///< stays with the customer: nobody is charged for having brought someone
};
inline constexpr std::array<std::string_view, 2> loss_rule_names = {"shared", "kept"};
[[nodiscard]] constexpr const auto& words_of(loss_rule) {
    return loss_rule_names;
}

struct network_value_options {
    /// c in (0, 1]: the part of a customer's value that can be credited to others, all together.
    double ceiling = 1;

    /// d in [0, 1]: the weight of each further link of the chain. 0: one step; 1: credit is passed on in full. c d < 1.
    double passed_on = 0;

    /// Gains and losses alike by default, as in the sources: Kumar, Petersen and Leone add the margin of a referred
    /// customer whatever its sign, and a network value may be negative in Domingos and Richardson. Crediting only gains
    /// would also make noise in the lifetime values look like value: E[max(v, 0)] > max(E[v], 0).
    loss_rule losses = loss_rule::shared;

    double tolerance = 1e-15;
    std::size_t max_rounds = 1000;
    unsigned threads = 1;
};

void describe(const auto& is, const network_value_options& o) {
    is("ceiling", o.ceiling, above(0).to(1),
       "The part of a customer's value that can be credited to others, all together.");
    is("passed_on", o.passed_on, within(0, 1), "The weight of each further link of the chain; 0: one step.");
    is("losses", o.losses, "What happens to the credit for a customer whose own lifetime value is negative.");
    is("tolerance", o.tolerance, above(0),
       "The chain ends when a round changes less than this part of the summed values.");
    is("max_rounds", o.max_rounds, within(1, 1e9), "After so many the chain ends.");
    is("threads", o.threads, within(1, 256), "How many threads work; the result does not depend on it.");
    is.settled(o, [](const network_value_options& read) {
        if (!(read.ceiling * read.passed_on < 1)) {
            throw_domain("passed_on", read.passed_on,
                         "ceiling x passed_on < 1, or credit may run around a cycle for ever");
        }
    });
}

/// Whether a customer takes part. The numbers are part of the API.
enum class network_status : std::uint8_t {
    counted = 0,
    no_lifetime_value = 1,  ///< unknown is not zero: gives no credit, gets none, has no network value
    withdrawn = 2,          ///< left as a node and from everybody's edges
};
inline constexpr std::array<std::string_view, 3> network_status_names = {"counted", "no_lifetime_value", "withdrawn"};
[[nodiscard]] constexpr const auto& words_of(network_status) {
    return network_status_names;
}

/// The value of every customer alone and in the network, in the unit of the lifetime values. Row i is customer i.
struct network_values {
    std::vector<double> value;
    std::vector<double> given;
    std::vector<double> received;
    std::vector<double> passed;  ///< what the shares of a giver apply to: v + d · credit received
    std::vector<network_status> status;
    attribution credits;  ///< the matrix as used; rejected, left out and scaled rows are counted there
    double lifetime_sum = 0;
    double value_sum = 0;
    double credit_sum = 0;
    std::size_t counted = 0;
    std::size_t rounds = 0;
    bool settled = true;
};

void describe(const auto& is, const network_values& o) {
    is("value", o.value, "Network value; null unless counted.");
    is("given", o.given, "Credit that goes to others; 0 unless counted.");
    is("received", o.received, "Credit for the value of others; 0 unless counted.");
    is("status", o.status, "Whether each customer takes part.");
    is("lifetime_sum", o.lifetime_sum, "Σ v of the counted.");
    is("value_sum", o.value_sum, "Σ n of the counted: Customer Network Equity within the base.");
    is("credit_sum", o.credit_sum, "Σ of credit given, gains and losses each as they are.");
    is("counted", o.counted, "Customers who take part.");
    is("rounds", o.rounds, "Of the chain; 0 for one step.");
    is("settled", o.settled, "False: max_rounds ended it. The sum is kept all the same.");
    is("scaled", o.credits.scaled, "Givers whose credit was cut to the ceiling.");
    is("left_out", o.credits.left_out, "Rows that touch a customer who is not counted.");
    is("rejected", o.credits.rejected, "Rows that make no sense, with the reason.");
}

namespace detail {

/// r = Φ (v + d r) by repeated substitution, Φ with its factors: the credit that everybody receives. Replaces `passed`,
/// which holds v (or its gains) at first, by v + d r. To the last digits, so that whoever makes v + d r of the received
/// credit again, as a save hook does, gets the same.
inline void pass_along_chain(network_values& result, const network_value_options& options) {
    const attribution& credits = result.credits;
    const std::vector<double> own = result.passed;
    std::vector<double> scaled(own.size());
    double size = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
        scaled[i] = credits.factor[i] * own[i];
        size += std::abs(own[i]);
    }
    std::vector<double> next(own.size());
    result.settled = false;
    const double seconds_of_round =
        5e-9 * static_cast<double>(own.size()) + 2e-9 * static_cast<double>(credits.giver.size());
    while (!result.settled && result.rounds < options.max_rounds) {
        checkpoint(seconds_of_round);
        const double change =
            math::sum_chunks(own.size(), std::size_t{1} << 14, options.threads, [&](const math::chunk& part) {
                double changed = 0;
                for (std::size_t i = part.begin; i < part.end; ++i) {
                    double received = 0;
                    for (auto e = credits.receiver_offset[i]; e < credits.receiver_offset[i + 1]; ++e) {
                        received += credits.received_share[e] * scaled[credits.giver[e]];
                    }
                    const double passed = own[i] + options.passed_on * received;
                    changed += std::abs(passed - result.passed[i]);
                    result.passed[i] = passed;
                    next[i] = credits.factor[i] * passed;
                }
                return changed;
            });
        std::swap(scaled, next);
        ++result.rounds;
        result.settled = change <= options.tolerance * size;
    }
}

}  // namespace detail

/// What every customer is worth once credit has gone to those who are owed it: Customer Network Equity, conserved.
///
///     n_i = v_i - Σ_k t_ki + Σ_j t_ij        t_ij = φ_ij (v_j + d r_j)        r_i = Σ_j t_ij        Σ n = Σ v
///
/// v are lifetime values (NaN: unknown), φ_ij = a_ij min(1, c / Σ_k a_kj) the share of j's value credited to i. With
/// d = 0 this is one step, n = v - credit given + credit received; with d > 0 credit is itself credited onwards along
/// the chain, a link k steps away with weight d^(k-1). Cycles are allowed: credit that runs around one fades by c d < 1
/// with every step, and r solves the linear system (I - d Φ) r = Φ v.
///
/// What is taken from one customer is the very number that is added to another, and all additions are carried in two
/// doubles. Only writing n down rounds: |Σ n - Σ v| <= 2^-52 Σ |n|, which is below half a cent up to Σ |n| = 2 · 10^13;
/// in whatever state the chain is, and whatever the order of the rows.
///
/// `withdrawn` marks (1) who has left; empty: nobody. The others get what they would get had the withdrawn never been
/// there, to the last bit. Time and memory are linear in customers and rows, a round of the chain is linear in rows.
///
/// Throws error{size_mismatch}; error{domain} for options outside their range or an infinite value.
/// Source: own definition, after Kumar et al. 2010, Journal of Service Research 13(3) (components of engagement value)
/// and Domingos and Richardson 2001, KDD (network value), made to conserve.
[[nodiscard]] inline network_values network_value(std::span<const double> value, const attribution_columns& credits,
                                                  const network_value_options& options = {},
                                                  std::span<const std::uint8_t> withdrawn = {}) {
    require_described(options);
    const std::size_t customers = value.size();
    if (!withdrawn.empty()) {
        require_size("withdrawn", withdrawn.size(), "value", customers);
    }
    network_values result;
    result.status.resize(customers);
    result.passed.resize(customers);
    std::vector<std::uint8_t> counted(customers);
    for (std::size_t i = 0; i < customers; ++i) {
        if (std::isinf(value[i])) {
            throw_domain("value", i, value[i], "a finite value, or NaN where it is unknown");
        }
        result.status[i] = !withdrawn.empty() && withdrawn[i] != 0 ? network_status::withdrawn
                           : std::isnan(value[i])                  ? network_status::no_lifetime_value
                                                                   : network_status::counted;
        counted[i] = result.status[i] == network_status::counted ? 1 : 0;
        result.counted += counted[i];
        const bool passes = counted[i] != 0 && (value[i] >= 0 || options.losses == loss_rule::shared);
        result.passed[i] = passes ? value[i] : 0;
    }
    result.credits = build_attribution(credits, counted, options.ceiling);
    if (options.passed_on > 0) {
        detail::pass_along_chain(result, options);
    }
    std::vector<double> scaled(customers);
    for (std::size_t i = 0; i < customers; ++i) {
        scaled[i] = result.credits.factor[i] * result.passed[i];
    }
    result.value.assign(customers, std::numeric_limits<double>::quiet_NaN());
    result.given.resize(customers);
    result.received.resize(customers);
    math::for_each_chunk(customers, std::size_t{1} << 14, options.threads, [&](const math::chunk& part) {
        for (std::size_t i = part.begin; i < part.end; ++i) {
            if (counted[i] == 0) {
                continue;
            }
            math::running_sum all_given;
            for (auto e = result.credits.giver_offset[i]; e < result.credits.giver_offset[i + 1]; ++e) {
                all_given.add(result.credits.given_share[e] * scaled[i]);
            }
            math::running_sum all_received;
            for (auto e = result.credits.receiver_offset[i]; e < result.credits.receiver_offset[i + 1]; ++e) {
                all_received.add(result.credits.received_share[e] * scaled[result.credits.giver[e]]);
            }
            const math::precise_sum given = all_given.done();
            math::precise_sum received = all_received.done();
            result.given[i] = given.value();
            result.received[i] = received.value();
            received.add({-given.high, -given.low});
            received.add(value[i]);
            result.value[i] = received.value();
        }
    });
    math::precise_sum before;
    math::precise_sum after;
    math::precise_sum moved;
    for (std::size_t i = 0; i < customers; ++i) {
        if (counted[i] != 0) {
            before.add(value[i]);
            after.add(result.value[i]);
            moved.add(result.given[i]);
        }
    }
    result.lifetime_sum = before.value();
    result.value_sum = after.value();
    result.credit_sum = moved.value();
    return result;
}

/// The credit that each customer receives by some of the rows, such as those of one rule: what of it is for referrals.
///
/// `rows` are among those that `values` were made of; ceiling and chain are theirs. Over all rules the columns add up
/// to `received`. Rows that do not count add nothing. Throws error{size_mismatch}.
[[nodiscard]] inline std::vector<double> credit_received(const network_values& values,
                                                         const attribution_columns& rows) {
    const std::size_t customers = values.value.size();
    require_size("giver", rows.giver.size(), "receiver", rows.receiver.size());
    require_size("share", rows.share.size(), "receiver", rows.receiver.size());
    const auto counted = [&](std::uint32_t who) {
        return who < customers && values.status[who] == network_status::counted;
    };
    std::vector<math::running_sum> sum(customers);
    for (std::size_t row = 0; row < rows.receiver.size(); ++row) {
        const std::uint32_t giver = rows.giver[row];
        const double share = rows.share[row];
        if (counted(rows.receiver[row]) && counted(giver) && rows.receiver[row] != giver && share >= 0 && share <= 1) {
            sum[rows.receiver[row]].add(share * (values.credits.factor[giver] * values.passed[giver]));
        }
    }
    std::vector<double> result(sum.size());
    std::ranges::transform(sum, result.begin(), [](const auto& of) { return of.done().value(); });
    return result;
}

/// One line of the account between a customer and another one.
struct credit_line {
    std::uint32_t customer = 0;
    double share = 0;
    double amount = 0;
};

void describe(const auto& is, const credit_line& o) {
    is("customer", o.customer, "The other customer.");
    is("share", o.share, "The part, after scaling, φ.");
    is("amount", o.amount, "Money; negative: the share of a loss.");
}

/// How a network value comes about: own value, less what goes to others, plus what comes from others.
struct credit_account {
    double lifetime_value = 0;
    std::vector<credit_line> given;
    std::vector<credit_line> received;
    double value = 0;
};

void describe(const auto& is, const credit_account& o) {
    is("lifetime_value", o.lifetime_value, "NaN, and no lines, unless counted.");
    is("given", o.given, "To whom, largest first.");
    is("received", o.received, "For whom, largest first.");
    is("value", o.value, "Lifetime value, less given, plus received.");
}

/// The account of one customer; the lines sum to the network value, up to the rounding of its last digit.
///
/// `value` are the lifetime values that `values` were made of. Lines go by falling |amount|, then by customer.
/// Throws error{domain} for a customer who is not there; error{size_mismatch}.
[[nodiscard]] inline credit_account account_of(const network_values& values, std::span<const double> value,
                                               std::uint32_t customer) {
    require_size("value", value.size(), "the network values", values.value.size());
    if (customer >= value.size()) {
        throw_domain("customer", customer, "a customer below " + std::to_string(value.size()));
    }
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (values.status[customer] != network_status::counted) {
        return {none, {}, {}, none};
    }
    credit_account result{value[customer], {}, {}, values.value[customer]};
    const attribution& credits = values.credits;
    const auto add = [&](std::vector<credit_line>& lines, std::uint32_t other, std::uint32_t giver, double share) {
        lines.push_back({other, share * credits.factor[giver], share * (credits.factor[giver] * values.passed[giver])});
    };
    for (auto e = credits.giver_offset[customer]; e < credits.giver_offset[customer + 1]; ++e) {
        add(result.given, credits.receiver[e], customer, credits.given_share[e]);
    }
    for (auto e = credits.receiver_offset[customer]; e < credits.receiver_offset[customer + 1]; ++e) {
        add(result.received, credits.giver[e], credits.giver[e], credits.received_share[e]);
    }
    for (auto* lines : {&result.given, &result.received}) {
        std::sort(lines->begin(), lines->end(), [](const credit_line& a, const credit_line& b) {
            return a.customer != b.customer ? a.customer < b.customer : a.share < b.share;
        });
        std::vector<credit_line> merged;
        for (const credit_line& line : *lines) {
            if (!merged.empty() && merged.back().customer == line.customer) {
                merged.back().share += line.share;
                merged.back().amount += line.amount;
            } else {
                merged.push_back(line);
            }
        }
        std::stable_sort(merged.begin(), merged.end(), [](const credit_line& a, const credit_line& b) {
            return std::abs(a.amount) > std::abs(b.amount);
        });
        *lines = std::move(merged);
    }
    return result;
}

}  // namespace scvm::equity
