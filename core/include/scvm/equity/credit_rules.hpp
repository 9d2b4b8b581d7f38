#pragma once

#include <scvm/describe/ranges.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/attribution.hpp>
#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace scvm::equity {

/// Attributions that a rule made; append several rules' rows, and the ceiling of network_value() binds their sum.
struct credit_rows {
    std::vector<std::uint32_t> receiver;
    std::vector<std::uint32_t> giver;
    std::vector<double> share;

    [[nodiscard]] attribution_columns columns() const noexcept { return {receiver, giver, share}; }
    void add(std::uint32_t to, std::uint32_t of, double part) {
        receiver.push_back(to);
        giver.push_back(of);
        share.push_back(part);
    }
    void append(const credit_rows& other) {
        receiver.insert(receiver.end(), other.receiver.begin(), other.receiver.end());
        giver.insert(giver.end(), other.giver.begin(), other.giver.end());
        share.insert(share.end(), other.share.begin(), other.share.end());
    }
};

void describe(const auto& is, const credit_rows& o) {
    is("receiver", o.receiver, "Who gets credit.");
    is("giver", o.giver, "Whose value it is a part of.");
    is("share", o.share, "The part.");
}

/// Accepted referrals by columns, in any order; times in seconds since 1970-01-01 UTC.
struct referral_rows {
    std::span<const std::uint32_t> referrer;
    std::span<const std::uint32_t> referred;
    std::span<const std::int64_t> time;
};

/// Why a referral gives no credit. The numbers are part of the API.
enum class credit_rejection : std::uint8_t {
    unknown_customer = 0,
    self = 1,
    referrer_joined_later = 2,  ///< than the referral: whoever was not there cannot have referred
    referred_before = 3,        ///< the referred had joined, or had referred others, by then
    second = 4,                 ///< somebody else had referred this customer before
};
inline constexpr std::array<std::string_view, 5> credit_rejection_names = {
    "unknown_customer", "self", "referrer_joined_later", "referred_before", "second"};
[[nodiscard]] constexpr const auto& words_of(credit_rejection) {
    return credit_rejection_names;
}
struct rejected_credit {
    std::size_t row = 0;
    credit_rejection reason{};
    friend bool operator==(const rejected_credit&, const rejected_credit&) = default;
};

void describe(const auto& is, const rejected_credit& o) {
    is("row", o.row, "Its place, from 0.");
    is("reason", o.reason, "Why it was left out.");
}

struct referral_credit_options {
    double share = 0.3;
    double half_life_days = std::numeric_limits<double>::infinity();
    double grace_days = 30;
};

void describe(const auto& is, const referral_credit_options& o) {
    is("share", o.share, within(0, 1), "The part of a referred customer's value that is credited to the referrer.");
    is("half_life_days", o.half_life_days, above(0), "The share halves after so many days from the referral on.");
    is("grace_days", o.grace_days, at_least(0),
       "A referral may be recorded so long after the referred customer joined.");
}

struct referral_credits {
    credit_rows rows;
    std::vector<rejected_credit> rejected;
};

void describe(const auto& is, const referral_credits& o) {
    describe(is, o.rows);
    is("rejected", o.rejected, "Referrals that give no credit, with the reason.");
}

/// When a customer joined, if that is not known.
inline constexpr std::int64_t join_unknown = std::numeric_limits<std::int64_t>::min();

/// The share of each referred customer's value that is owed to the referrer.
///
///     a = share · 2^(-age / half_life),   age = as_of - time of the referral, at least 0, in days
///
/// One referral counts for each customer: the first valid one, ties going to the smaller referrer. Chains run forward
/// in time: who joined later than the referral has referred nobody, who had referred somebody at or before the moment
/// of being referred was there already. Hence there is no cycle. `joined` has one row per customer (join_unknown where
/// it is), or none at all.
///
/// Throws error{size_mismatch}; error{domain} for options outside their range.
[[nodiscard]] inline referral_credits credits_from_referrals(const referral_rows& referrals, std::uint32_t customers,
                                                             std::int64_t as_of,
                                                             const referral_credit_options& options = {},
                                                             std::span<const std::int64_t> joined = {}) {
    const std::size_t count = referrals.referrer.size();
    require_size("referred", referrals.referred.size(), "referrer", count);
    require_size("time", referrals.time.size(), "referrer", count);
    if (!joined.empty()) {
        require_size("joined", joined.size(), "customers", customers);
    }
    require_described(options);
    const auto joined_at = [&](std::uint32_t who) { return joined.empty() ? join_unknown : joined[who]; };
    referral_credits result;
    constexpr auto never = std::numeric_limits<std::int64_t>::max();
    require_work("credits_from_referrals", {1e-7 * customers, 32.0 * customers});
    std::vector<std::int64_t> first_referred_others(customers, never);
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < count; ++row) {
        const auto who = referrals.referrer[row];
        const auto whom = referrals.referred[row];
        const auto reject = [&](credit_rejection reason) { result.rejected.push_back({row, reason}); };
        if (who >= customers || whom >= customers) {
            reject(credit_rejection::unknown_customer);
        } else if (who == whom) {
            reject(credit_rejection::self);
        } else if (joined_at(who) != join_unknown && joined_at(who) > referrals.time[row]) {
            reject(credit_rejection::referrer_joined_later);
        } else {
            order.push_back(row);
            first_referred_others[who] = std::min(first_referred_others[who], referrals.time[row]);
        }
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple(referrals.time[a], referrals.referrer[a], a) <
               std::tuple(referrals.time[b], referrals.referrer[b], b);
    });
    constexpr double day = 86400;
    std::vector<std::uint8_t> referred(customers);
    for (const std::size_t row : order) {
        const auto whom = referrals.referred[row];
        const auto time = referrals.time[row];
        const bool was_there =
            joined_at(whom) != join_unknown &&
            static_cast<double>(time) - static_cast<double>(joined_at(whom)) > options.grace_days * day;
        if (referred[whom] != 0) {
            result.rejected.push_back({row, credit_rejection::second});
        } else if (was_there || first_referred_others[whom] <= time) {
            result.rejected.push_back({row, credit_rejection::referred_before});
        } else {
            referred[whom] = 1;
            const double age = std::max(0.0, (static_cast<double>(as_of) - static_cast<double>(time)) / day);
            result.rows.add(referrals.referrer[row], whom, options.share * std::exp2(-age / options.half_life_days));
        }
    }
    std::sort(result.rejected.begin(), result.rejected.end(),
              [](const auto& a, const auto& b) { return a.row < b.row; });
    return result;
}

/// Shares from who influences whom: interactions, reviews read, answers used. NaN and negative weights are refused.
///
///     a_ij = share · w_ij / Σ_k w_kj
///
/// `weight` may be decayed counts of any kind; rows of one pair add up. Leave out the rows of who withdrew: the shares
/// are then divided among those who stay. Those who influence themselves are left out,
/// as are rows of weight 0. Throws error{size_mismatch}; error{domain} for a customer who is not there, a weight that
/// is negative or not finite, or a share outside [0, 1].
[[nodiscard]] inline credit_rows credits_from_influence(std::span<const std::uint32_t> influencer,
                                                        std::span<const std::uint32_t> influenced,
                                                        std::span<const double> weight, std::uint32_t customers,
                                                        double share) {
    const std::size_t count = influencer.size();
    require_size("influenced", influenced.size(), "influencer", count);
    require_size("weight", weight.size(), "influencer", count);
    if (!(share >= 0 && share <= 1)) {
        throw_domain("share", share, "0 <= share <= 1");
    }
    require_work("credits_from_influence", {1e-7 * customers, 32.0 * customers});
    std::vector<math::precise_sum> total(customers);
    for (std::size_t row = 0; row < count; ++row) {
        if (influencer[row] >= customers || influenced[row] >= customers) {
            throw_domain(influencer[row] >= customers ? "influencer" : "influenced", row,
                         influencer[row] >= customers ? influencer[row] : influenced[row],
                         "a customer below " + std::to_string(customers));
        }
        if (!(weight[row] >= 0 && weight[row] <= std::numeric_limits<double>::max())) {
            throw_domain("weight", row, weight[row], "a finite weight >= 0");
        }
        if (influencer[row] != influenced[row]) {
            total[influenced[row]].add(weight[row]);
        }
    }
    credit_rows result;
    for (std::size_t row = 0; row < count; ++row) {
        if (influencer[row] != influenced[row] && weight[row] > 0) {
            result.add(influencer[row], influenced[row], share * (weight[row] / total[influenced[row]].value()));
        }
    }
    return result;
}

/// The part of a value that what was exchanged bears out: min(1, |exchanged| / |value|); 0 where that is not known.
[[nodiscard]] inline double part_borne_out(double value, double exchanged) {
    const double worth = std::abs(value);
    const double brought = std::abs(exchanged);
    return std::isnan(brought) ? 0 : worth > brought ? brought / worth : 1;
}

/// The part of a share that evidence bears out: no credit for more than was exchanged, none for who is not known.
///
///     a' = a · evidence_j · min(1, |exchanged_j| / |value_j|)
///
/// so that the credit a' |v_j| stays within a |exchanged_j|: what a giver has brought so far, of which the share is
/// owed. `evidence` (0 … 1, how surely the giver is a customer) and `exchanged` (money) have a row per customer, as the
/// values have; a giver with an undefined one of them, or who is not there, gives nothing.
///
/// Throws error{size_mismatch}; error{domain} for an evidence outside 0 … 1.
[[nodiscard]] inline credit_rows borne_out(credit_rows rows, std::span<const double> value,
                                           std::span<const double> evidence, std::span<const double> exchanged) {
    require_size("evidence", evidence.size(), "value", value.size());
    require_size("exchanged", exchanged.size(), "value", value.size());
    for (std::size_t giver = 0; giver < evidence.size(); ++giver) {
        if (!(evidence[giver] >= 0 && evidence[giver] <= 1) && !std::isnan(evidence[giver])) {
            throw_domain("evidence", giver, evidence[giver], "0 <= evidence <= 1, or NaN");
        }
    }
    for (std::size_t row = 0; row < rows.share.size(); ++row) {
        const std::uint32_t giver = rows.giver[row];
        const bool shown = giver < value.size() && evidence[giver] > 0;
        rows.share[row] *= shown ? evidence[giver] * part_borne_out(value[giver], exchanged[giver]) : 0;
    }
    return rows;
}

}  // namespace scvm::equity
