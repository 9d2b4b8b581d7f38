#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/sum.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::equity {

/// Whose value is owed to whom, by columns, in any order: `share` of the giver's value is credited to the receiver.
struct attribution_columns {
    std::span<const std::uint32_t> receiver;
    std::span<const std::uint32_t> giver;
    std::span<const double> share;
};

void describe(const auto& is, const attribution_columns& o) {
    is("receiver", o.receiver, "The customer who gets credit.");
    is("giver", o.giver, "The customer whose value the credit is a part of.");
    is("share", o.share, "The part, in [0, 1].");
}

/// Why a row of attributions does not count. The numbers are part of the API.
enum class attribution_rejection : std::uint8_t {
    unknown_receiver = 0,
    unknown_giver = 1,
    self_credit = 2,  ///< nobody is owed her own value
    bad_share = 3,    ///< NaN, below 0 or above 1
};
inline constexpr std::array<std::string_view, 4> attribution_rejection_names = {"unknown_receiver", "unknown_giver",
                                                                                "self_credit", "bad_share"};
[[nodiscard]] constexpr const auto& words_of(attribution_rejection) {
    return attribution_rejection_names;
}
struct rejected_attribution {
    std::size_t row = 0;
    attribution_rejection reason{};
    friend bool operator==(const rejected_attribution&, const rejected_attribution&) = default;
};

void describe(const auto& is, const rejected_attribution& o) {
    is("row", o.row, "Its place, from 0.");
    is("reason", o.reason, "Why it was left out.");
}

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

namespace detail {

struct keyed_row {
    std::uint32_t key;
    std::uint32_t other;
    double share;
};

/// Sorts rows (key, other, share) by key, stably, into columns with offsets: first into blocks of neighbouring keys,
/// then each block, which fits a cache, by key. `each` calls its argument with every row in order.
template <class Each>
void group_by_key(std::size_t keys, Each&& each, keyed_row* blocked, std::vector<std::uint64_t>& offset,
                  std::vector<std::uint32_t>& other, std::vector<double>& share) {
    constexpr unsigned block_bits = 12;
    constexpr std::size_t block_size = std::size_t{1} << block_bits;
    std::vector<std::uint64_t> begin((keys >> block_bits) + 2);
    each([&](std::uint32_t key, std::uint32_t, double) { ++begin[(key >> block_bits) + 1]; });
    for (std::size_t block = 1; block < begin.size(); ++block) {
        begin[block] += begin[block - 1];
    }
    const std::uint64_t count = begin.back();
    std::vector<std::uint64_t> next(begin.begin(), begin.end() - 1);
    each([&](std::uint32_t key, std::uint32_t who, double part) {
        blocked[next[key >> block_bits]++] = {key, who, part};
    });
    offset.assign(keys + 1, count);
    other.resize(count);
    share.resize(count);
    std::vector<std::uint64_t> place(block_size);
    for (std::size_t first = 0; first < keys; first += block_size) {
        const std::span rows(blocked + begin[first >> block_bits], blocked + begin[(first >> block_bits) + 1]);
        std::fill(place.begin(), place.end(), 0);
        for (const keyed_row& row : rows) {
            ++place[row.key - first];
        }
        std::uint64_t at = begin[first >> block_bits];
        for (std::size_t key = first; key < std::min(first + block_size, keys); ++key) {
            offset[key] = at;
            at += std::exchange(place[key - first], at);
        }
        for (const keyed_row& row : rows) {
            const std::uint64_t to = place[row.key - first]++;
            other[to] = row.other;
            share[to] = row.share;
        }
    }
}

}  // namespace detail

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
    std::vector<std::uint8_t> used(count);
    for (std::size_t row = 0; row < count; ++row) {
        const std::uint32_t to = rows.receiver[row];
        const std::uint32_t of = rows.giver[row];
        if (to < customers && of < customers && to != of && rows.share[row] >= 0 && rows.share[row] <= 1) {
            used[row] = counted[to] & counted[of];
            result.left_out += 1u - used[row];
        } else {
            using enum attribution_rejection;
            result.rejected.push_back({row, to >= customers   ? unknown_receiver
                                            : of >= customers ? unknown_giver
                                            : to == of        ? self_credit
                                                              : bad_share});
        }
    }
    const auto room = std::make_unique_for_overwrite<detail::keyed_row[]>(count);
    detail::group_by_key(
        customers,
        [&](auto&& take) {
            for (std::size_t row = 0; row < count; ++row) {
                if (used[row] != 0) {
                    take(rows.giver[row], rows.receiver[row], rows.share[row]);
                }
            }
        },
        room.get(), result.giver_offset, result.receiver, result.given_share);
    detail::group_by_key(
        customers,
        [&](auto&& take) {  // givers ascending: so they are in every receiver's list
            for (std::uint32_t giver = 0; giver < customers; ++giver) {
                for (auto e = result.giver_offset[giver]; e < result.giver_offset[giver + 1]; ++e) {
                    take(result.receiver[e], giver, result.given_share[e]);
                }
            }
        },
        room.get(), result.receiver_offset, result.giver, result.received_share);
    result.share_sum.resize(customers);
    result.factor.assign(customers, 1);
    for (std::size_t giver = 0; giver < customers; ++giver) {
        math::running_sum shares;
        for (auto e = result.giver_offset[giver]; e < result.giver_offset[giver + 1]; ++e) {
            shares.add(result.given_share[e]);
        }
        const double sum = shares.done().value();
        result.share_sum[giver] = sum;
        if (sum > ceiling * (1 + 1e-12)) {  // ten shares of 0.1 are one, whatever their last bit says
            result.factor[giver] = ceiling / sum;
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
