#pragma once

#include <span>

// What is computed by Boost.Math, behind declarations: its headers cost whoever includes them 1.5 s and 290 MB.
// Who links scvm::scvm (it defines SCVM_COMPILED, as scvm.hpp does) finds the functions there; whoever uses the rooms
// by their headers alone gets them inline.

namespace scvm::math {

/// ln Gamma(x) for x > 0. Re-entrant, unlike std::lgamma, which writes the global `signgam`.
[[nodiscard]] double log_gamma(double x);

/// psi(x) = d ln Gamma(x) / dx for x > 0.
[[nodiscard]] double digamma(double x);

/// psi'(x) = d psi(x) / dx for x > 0.
[[nodiscard]] double trigamma(double x);

/// P(X <= p) of X ~ Beta(a, b), a, b > 0: the regularized incomplete beta function.
[[nodiscard]] double beta_cdf(double a, double b, double p);

/// 1 - beta_cdf(a, b, p), without loss where that is small.
[[nodiscard]] double beta_survival(double a, double b, double p);

/// The p with beta_cdf(a, b, p) = share, and 1 - p.
struct beta_quantiles {
    double p;
    double rest;
};
[[nodiscard]] beta_quantiles beta_quantile(double a, double b, double share);

/// P(X > x) of X ~ Gamma(shape, 1).
[[nodiscard]] double gamma_survival(double shape, double x);

/// The x with P(X <= x) = p of X ~ Gamma(shape, 1), 0 <= p < 1.
[[nodiscard]] double gamma_quantile(double shape, double p);

namespace detail {

/// ln(1 + x) - x, which starts with -x^2/2, for x > -1.
[[nodiscard]] double log1p_less(double x);

/// The x with erfc(x) = p, 0 < p < 2.
[[nodiscard]] double inverse_erfc(double p);

/// Owen's T(h, a) for finite a.
[[nodiscard]] double finite_owens_t(double h, double a);

/// The nodes >= 0 of a Gauss-Legendre rule on [-1, 1], and their weights; those below 0 mirror them.
struct gauss_half {
    std::span<const double> node;
    std::span<const double> weight;
};

constexpr bool has_gauss_half(unsigned nodes) {
    return nodes == 7 || nodes == 10 || nodes == 15 || nodes == 16 || nodes == 20 || nodes == 32;
}

/// The rule with so many nodes; has_gauss_half(nodes).
[[nodiscard]] gauss_half gauss_half_of(unsigned nodes);

/// A function of one number, borrowed for a call.
struct borrowed_function {
    const void* object;
    double (*call)(const void* object, double x);
};
template <class Function>
[[nodiscard]] borrowed_function borrow(const Function& f) {
    return {&f, [](const void* object, double x) { return (*static_cast<const Function*>(object))(x); }};
}

[[nodiscard]] double root_between(borrowed_function f, double from, double to);
[[nodiscard]] double minimum_between(borrowed_function f, double from, double to);

}  // namespace detail

/// The x with f(x) = 0 between `from` and `to`, where f has different signs.
/// Source: Alefeld, Potra & Shi (1995), ACM Transactions on Mathematical Software 21 (algorithm 748).
template <class Function>
[[nodiscard]] double find_root(const Function& f, double from, double to) {
    return detail::root_between(detail::borrow(f), from, to);
}

/// The x between `from` and `to` at which f, which has one valley there, is least, to half of a double's digits.
/// Source: Brent (1973), Algorithms for Minimization without Derivatives, ch. 5.
template <class Function>
[[nodiscard]] double find_minimum(const Function& f, double from, double to) {
    return detail::minimum_between(detail::borrow(f), from, to);
}

}  // namespace scvm::math

#ifndef SCVM_COMPILED
#define SCVM_BOOST_LINKAGE inline
#include <scvm/math/boost_definitions.hpp>
#endif
