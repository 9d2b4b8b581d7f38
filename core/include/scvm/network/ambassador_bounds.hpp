#pragma once

#include <scvm/math/special.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace scvm::network {

/// ln C(n, k), the number of ways to choose k of n; 0 for k >= n.
[[nodiscard]] inline double log_choose(double n, double k) {
    return k <= 0 || k >= n ? 0 : math::log_gamma(n + 1) - math::log_gamma(k + 1) - math::log_gamma(n - k + 1);
}

/// A number of samples, rounded up; more than anybody ever draws stay as many as a number can hold.
[[nodiscard]] inline std::uint64_t whole_sets(double sets) noexcept {
    constexpr double most = 1e18;
    return static_cast<std::uint64_t>(sets < most ? std::ceil(sets) : most);
}

/// How many samples IMM needs. All in numbers of reverse-reachable sets, times a value.
///
/// The paper counts people; here n becomes `total`, the summed value of all people, ln C(n, k) counts candidates, and
/// log₂ n, the number of guesses at the optimum, becomes `guesses`.
struct imm_bounds {
    double total = 0;        ///< W: expected spread = W × share of the sets that are hit
    double log_choices = 0;  ///< ln of the number of sets that could be chosen
    double log_failure = 0;  ///< l ln n = ln(1 / δ), δ the probability to miss the guarantee
    double guesses = 1;      ///< how many guesses at the optimum are tried
    double epsilon = 0.1;    ///< ε: the result is at least (1 - 1/e - ε) times the optimum

    /// λ' / x sets tell whether the optimum is at least x. Tang, Shi, Xiao 2015, SIGMOD, eq. 9, with ε' = √2 ε.
    [[nodiscard]] double guess_factor() const {
        const double e = std::sqrt(2.0) * epsilon;
        return (2 + 2 * e / 3) * (log_choices + log_failure + std::log(std::max(guesses, 1.0))) * total / (e * e);
    }
    /// λ* / OPT sets suffice for the guarantee. Tang, Shi, Xiao 2015, eq. 6.
    [[nodiscard]] double final_factor() const {
        const double share = 1 - std::exp(-1.0);
        const double alpha = std::sqrt(log_failure + std::log(2.0));
        const double beta = std::sqrt(share * (log_choices + log_failure + std::log(2.0)));
        return 2 * total * (share * alpha + beta) * (share * alpha + beta) / (epsilon * epsilon);
    }
};

/// With probability 1 - e^-a, the expected spread of a set is at least this, when it hits `hits` of `sets` samples that
/// had no part in choosing it. Tang, Tang, Xiao, Yuan 2018, SIGMOD, eq. 5 (OPIM).
[[nodiscard]] inline double spread_at_least(double hits, double sets, double total, double a) {
    const double root = std::max(0.0, std::sqrt(hits + 2 * a / 9) - std::sqrt(a / 2));
    return std::max(0.0, root * root - a / 18) * total / sets;
}

/// With probability 1 - e^-a, the best possible spread is at most this, when no allowed set hits more than `most_hits`
/// of `sets` samples. Tang, Tang, Xiao, Yuan 2018, eq. 8.
[[nodiscard]] inline double spread_at_most(double most_hits, double sets, double total, double a) {
    const double root = std::sqrt(most_hits + a / 2) + std::sqrt(a / 2);
    return root * root * total / sets;
}

}  // namespace scvm::network
