#pragma once

#include <scvm/math/rank.hpp>
#include <scvm/math/sum.hpp>

#include <cstddef>
#include <limits>
#include <span>

namespace scvm::math {

/// How unequally members share a quantity, in the making: they come in rising order of what ranks them, those of one
/// rank together.
///
///     G = Σ_g (2 B_g + m_g - n) q_g / (n Σ q),   m_g members of rank g have q_g together, B_g come before them
///
/// Ranked by what they have it is Gini's coefficient: 0 when all have the same, (n - 1) / n when one has everything.
/// Ranked by something else, such as a forecast, it says how well that ranks them, and is negative where it ranks them
/// the wrong way round. Source: Gini 1912.
class inequality {
public:
    /// n, the number of all members.
    explicit constexpr inequality(double members) noexcept : members_(members) {}

    constexpr void add(double quantity, double members = 1) noexcept {
        weighted_.add((2 * before_ + members - members_) * quantity);
        sum_.add(quantity);
        before_ += members;
    }

    /// NaN unless there is something to share.
    [[nodiscard]] constexpr double value() const noexcept {
        const double sum = sum_.value();
        return sum > 0 ? weighted_.value() / (members_ * sum) : std::numeric_limits<double>::quiet_NaN();
    }

private:
    double members_;
    double before_ = 0;
    precise_sum weighted_;
    precise_sum sum_;
};

/// Gini's coefficient of rising quantities; NaN when they sum to 0.
[[nodiscard]] inline double gini_of_rising(std::span<const double> quantity) noexcept {
    inequality result(static_cast<double>(quantity.size()));
    const double scale = power_of_two_for(quantity.empty() ? 0 : quantity.back());
    for (const double each : quantity) {
        result.add(each * scale);
    }
    return result.value();
}

/// The part of the whole that the ⌈share n⌉ largest of rising quantities hold; NaN when they sum to 0.
[[nodiscard]] inline double top_share_of_rising(std::span<const double> quantity, double share) noexcept {
    const std::size_t below = quantity.size() - rank_of_share(share, quantity.size());
    precise_sum sum;
    precise_sum top;
    const double scale = power_of_two_for(quantity.empty() ? 0 : quantity.back());
    for (std::size_t i = 0; i < quantity.size(); ++i) {
        sum.add(quantity[i] * scale);
        top.add(i >= below ? quantity[i] * scale : 0);
    }
    return sum.value() > 0 ? top.value() / sum.value() : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace scvm::math
