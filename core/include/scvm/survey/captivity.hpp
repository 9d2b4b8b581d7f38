#pragma once

#include <scvm/error.hpp>
#include <scvm/survey/portfolio.hpp>

#include <cmath>
#include <limits>

namespace scvm::survey {

/// What the CRM knows of a customer's contract. Times in one unit of the caller's, e.g. days since 1970.
struct contract_term {
    double end = std::numeric_limits<double>::quiet_NaN();  ///< first moment without contract; NaN: none
    double notice = 0;                                      ///< time between giving notice and leaving; 0 or more
};

/// Whether the contract holds the customer at `as_of`: its end lies beyond the notice period.
[[nodiscard]] inline bool holds(const contract_term& contract, double as_of) {
    return contract.end > as_of + contract.notice;
}

/// The barrier score with the contract in it: 100 while the contract holds, otherwise the score as it was (NaN if
/// absent).
///
/// Throws error{domain} for a negative notice.
[[nodiscard]] inline double barrier_with_contract(double barrier, const contract_term& contract, double as_of) {
    if (!(contract.notice >= 0)) {
        throw_domain("notice", contract.notice, "notice >= 0");
    }
    return holds(contract, as_of) ? 100 : barrier;
}

/// When a customer whom only barriers hold may leave: the end of the contract. NaN for everybody else, and where the
/// contract never ends.
///
/// It is the date to watch for captives held by barriers and for latched mercenaries.
[[nodiscard]] inline double release_date(const placement& of, const contract_term& contract, double as_of) {
    const bool locked = of.latched || of.held_by == captive_kind::calculative || of.held_by == captive_kind::both;
    return locked && holds(contract, as_of) && std::isfinite(contract.end) ? contract.end
                                                                           : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace scvm::survey
