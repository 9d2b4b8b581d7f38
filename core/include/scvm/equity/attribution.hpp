#pragma once

#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace scvm::equity {

/// Whose value is owed to whom, by columns, in any order: `share` of the giver's value is credited to the receiver.
struct attribution_columns {
    std::span<const std::uint32_t> receiver;  ///< the customer who gets credit, 0 … customers - 1
    std::span<const std::uint32_t> giver;     ///< the customer whose value the credit is a part of
    std::span<const double> share;            ///< a_ij in [0, 1]
};

/// Why a row of attributions does not count. The numbers are part of the API.
enum class attribution_rejection : std::uint8_t {
    unknown_receiver = 0,
    unknown_giver = 1,
    self_credit = 2,  ///< nobody is owed her own value
    bad_share = 3,    ///< NaN, below 0 or above 1
};
struct rejected_attribution {
    std::size_t row = 0;
    attribution_rejection reason{};
    friend bool operator==(const rejected_attribution&, const rejected_attribution&) = default;
};

/// The matrix A of shares, sparse, from both sides. Immutable once built, hence thread-safe.
///
/// A pair that occurs more than once stands here as often: its shares add up. Rows of `giver` are in the order of the
/// receivers' lists, givers ascending, whatever the order of the input.
struct attribution {
    std::vector<std::uint64_t> giver_offset;  ///< credits that j gives: [giver_offset[j], giver_offset[j + 1])
    std::vector<std::uint32_t> receiver;
    std::vector<double> given_share;             ///< as told, before `factor`
    std::vector<std::uint64_t> receiver_offset;  ///< credits that i receives
    std::vector<std::uint32_t> giver;
    std::vector<double> received_share;
    std::vector<double> share_sum;               ///< Σ_i a_ij of giver j as told
    std::vector<double> factor;                  ///< min(1, ceiling / share_sum): what every share of j is scaled by
    std::size_t scaled = 0;                      ///< givers with a factor below 1
    std::size_t left_out = 0;                    ///< rows that touch a customer who is not counted
    std::vector<rejected_attribution> rejected;  ///< in the order of rows

    [[nodiscard]] std::size_t customers() const noexcept { return factor.size(); }
};

/// Builds the matrix for the customers that `counted` marks (1 or 0 each).
///
/// Where the shares of one giver sum to more than `ceiling`, all of them are scaled to sum to it: the proportions of
/// those who are owed stay, and nobody's value is given away more than once. Rows that touch a customer who is not
/// counted are left out first, so that the others are treated as if that customer had never been there. A bad row is
/// rejected alone. Time and memory grow linearly with rows and customers.
///
/// Throws error{size_mismatch}; error{domain} unless 0 < ceiling <= 1.
[[nodiscard]] inline attribution build_attribution(const attribution_columns& rows,
                                                   std::span<const std::uint8_t> counted, double ceiling = 1) {
    const std::size_t count = rows.receiver.size();
    require_size("giver", rows.giver.size(), "receiver", count);
    require_size("share", rows.share.size(), "receiver", count);
    if (!(ceiling > 0 && ceiling <= 1)) {
        throw_domain("ceiling", ceiling, "0 < ceiling <= 1");
    }
    const std::size_t customers = counted.size();
    attribution result;
    result.giver_offset.resize(customers + 1);
    result.receiver_offset.resize(customers + 1);
    result.factor.assign(customers, 1);
    result.share_sum.resize(customers);
    const auto good = [&](std::size_t row) {
        return rows.receiver[row] < customers && rows.giver[row] < customers && rows.receiver[row] != rows.giver[row] &&
               rows.share[row] >= 0 && rows.share[row] <= 1;
    };
    const auto used = [&](std::size_t row) {
        return good(row) && counted[rows.receiver[row]] != 0 && counted[rows.giver[row]] != 0;
    };
    for (std::size_t row = 0; row < count; ++row) {
        if (used(row)) {
            ++result.giver_offset[rows.giver[row] + 1];
            ++result.receiver_offset[rows.receiver[row] + 1];
        } else if (good(row)) {
            ++result.left_out;
        } else {
            using enum attribution_rejection;
            result.rejected.push_back({row, rows.receiver[row] >= customers         ? unknown_receiver
                                            : rows.giver[row] >= customers          ? unknown_giver
                                            : rows.receiver[row] == rows.giver[row] ? self_credit
                                                                                    : bad_share});
        }
    }
    for (std::size_t i = 0; i < customers; ++i) {
        result.giver_offset[i + 1] += result.giver_offset[i];
        result.receiver_offset[i + 1] += result.receiver_offset[i];
    }
    const std::uint64_t kept = result.giver_offset.back();
    result.receiver.resize(kept);
    result.given_share.resize(kept);
    result.giver.resize(kept);
    result.received_share.resize(kept);
    std::vector<std::uint64_t> next(result.giver_offset.begin(), result.giver_offset.end() - 1);
    for (std::size_t row = 0; row < count; ++row) {
        if (used(row)) {
            const std::uint64_t place = next[rows.giver[row]]++;
            result.receiver[place] = rows.receiver[row];
            result.given_share[place] = rows.share[row];
        }
    }
    next.assign(result.receiver_offset.begin(), result.receiver_offset.end() - 1);
    for (std::uint32_t giver = 0; giver < customers; ++giver) {  // ascending: the receivers' lists come out sorted
        math::precise_sum sum;
        for (auto e = result.giver_offset[giver]; e < result.giver_offset[giver + 1]; ++e) {
            sum.add(result.given_share[e]);
            const std::uint64_t place = next[result.receiver[e]]++;
            result.giver[place] = giver;
            result.received_share[place] = result.given_share[e];
        }
        result.share_sum[giver] = sum.value();
        if (sum.value() > ceiling * (1 + 1e-12)) {  // ten shares of 0.1 are one, whatever their last bit says
            result.factor[giver] = ceiling / sum.value();
            ++result.scaled;
        }
    }
    for (std::size_t receiver = 0; receiver < customers; ++receiver) {  // shares of one pair, in rising order
        const auto end = result.receiver_offset[receiver + 1];
        for (auto first = result.receiver_offset[receiver]; first < end;) {
            auto last = first + 1;
            while (last < end && result.giver[last] == result.giver[first]) {
                ++last;
            }
            if (last - first > 1) {
                std::sort(result.received_share.begin() + static_cast<std::ptrdiff_t>(first),
                          result.received_share.begin() + static_cast<std::ptrdiff_t>(last));
            }
            first = last;
        }
    }
    return result;
}

}  // namespace scvm::equity
