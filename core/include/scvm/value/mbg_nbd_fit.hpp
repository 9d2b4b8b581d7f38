#pragma once

#include <scvm/value/bg_nbd_fit.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/mbg_nbd.hpp>

#include <span>

namespace scvm::value {

/// The maximum-likelihood MBG/NBD model of a batch of customers; everything as in fit_bg_nbd.
///
/// Source: Batislam, Denizel, Filiztekin (2007).
[[nodiscard]] inline fitted<mbg_nbd> fit_mbg_nbd(const history_columns& columns, std::span<const double> weights = {},
                                                 const fit_options& options = {}) {
    return detail::fit_beta_geometric_nbd<mbg_nbd>(columns, weights, first_dropout::at_once, options);
}

}  // namespace scvm::value
