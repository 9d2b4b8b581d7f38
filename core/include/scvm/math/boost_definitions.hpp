#pragma once

// The definitions of math/boost.hpp, which includes this page where nothing is linked; SCVM_BOOST_LINKAGE is `inline`
// there, and empty in the one file that is compiled.
#include <scvm/math/boost.hpp>

#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/log1p.hpp>
#include <boost/math/special_functions/owens_t.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/roots.hpp>

#include <cstdint>

namespace scvm::math {

namespace detail {

// No promotion to long double (ten times slower for digits we round away), and no exceptions across a host:
// a pole or an overflow comes back as NaN or infinity, and the caller says what that means.
using quiet =
    boost::math::policies::policy<boost::math::policies::promote_double<false>,
                                  boost::math::policies::domain_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::pole_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

}  // namespace detail

SCVM_BOOST_LINKAGE double log_gamma(double x) {
    return boost::math::lgamma(x, detail::quiet{});
}

SCVM_BOOST_LINKAGE double digamma(double x) {
    return boost::math::digamma(x, detail::quiet{});
}

SCVM_BOOST_LINKAGE double trigamma(double x) {
    return boost::math::trigamma(x, detail::quiet{});
}

SCVM_BOOST_LINKAGE double beta_cdf(double a, double b, double p) {
    return boost::math::ibeta(a, b, p, detail::quiet{});
}

SCVM_BOOST_LINKAGE double beta_survival(double a, double b, double p) {
    return boost::math::ibetac(a, b, p, detail::quiet{});
}

SCVM_BOOST_LINKAGE beta_quantiles beta_quantile(double a, double b, double share) {
    double rest = 0;
    const double p = boost::math::ibeta_inv(a, b, share, &rest, detail::quiet{});
    return {p, rest};
}

SCVM_BOOST_LINKAGE double gamma_survival(double shape, double x) {
    return boost::math::gamma_q(shape, x, detail::quiet{});
}

SCVM_BOOST_LINKAGE double gamma_quantile(double shape, double p) {
    return boost::math::gamma_p_inv(shape, p, detail::quiet{});
}

namespace detail {

SCVM_BOOST_LINKAGE double log1p_less(double x) {
    return boost::math::log1pmx(x, quiet{});
}

SCVM_BOOST_LINKAGE double inverse_erfc(double p) {
    return boost::math::erfc_inv(p, quiet{});
}

SCVM_BOOST_LINKAGE double finite_owens_t(double h, double a) {
    return boost::math::owens_t(h, a, quiet{});
}

template <unsigned Nodes>
[[nodiscard]] gauss_half boost_gauss_half() {
    using rule = boost::math::quadrature::gauss<double, Nodes>;
    return {rule::abscissa(), rule::weights()};
}

SCVM_BOOST_LINKAGE gauss_half gauss_half_of(unsigned nodes) {
    switch (nodes) {
        case 7:
            return boost_gauss_half<7>();
        case 10:
            return boost_gauss_half<10>();
        case 15:
            return boost_gauss_half<15>();
        case 16:
            return boost_gauss_half<16>();
        case 20:
            return boost_gauss_half<20>();
        default:
            return boost_gauss_half<32>();
    }
}

SCVM_BOOST_LINKAGE double root_between(borrowed_function f, double from, double to) {
    std::uintmax_t steps = 200;
    const auto [low, high] =
        boost::math::tools::toms748_solve([f](double x) { return f.call(f.object, x); }, from, to,
                                          boost::math::tools::eps_tolerance<double>(52), steps, quiet{});
    return low + (high - low) / 2;
}

SCVM_BOOST_LINKAGE double minimum_between(borrowed_function f, double from, double to) {
    return boost::math::tools::brent_find_minima([f](double x) { return f.call(f.object, x); }, from, to, 40).first;
}

}  // namespace detail

}  // namespace scvm::math
