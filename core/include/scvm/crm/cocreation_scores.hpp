#pragma once

#include <scvm/crm/cocreation_figures.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/usable_data.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace scvm::crm {

/// 1 for each customer whose votes count: who has backing, a contract, or a standing of a tenth at least (regard by who
/// has bought). Empty where nobody has any of these: then nothing tells people from invented accounts.
[[nodiscard]] std::vector<std::uint8_t> voters_of(const usable_data& data, std::span<const double> backing,
                                                  const network_state* network);

/// Counts ideas and votes, draws testers, and adds up capital, once everybody's scores are there. Votes that do not
/// count are added to `rejected`.
///
/// Of a customer's votes for an idea the earliest counts, for any order of the rows: accounts that were resolved to one
/// customer have one vote, and who is not among the `voters` (1; empty: everybody is) has none. A draw takes the lowest
/// tickets of equity::draw_winners among who is eligible, value by value of its quotas.
[[nodiscard]] cocreation_figures measure_cocreation(const customer_base& base, const usable_data& data,
                                                    const score_table_content& made,
                                                    std::span<const std::uint8_t> voters,
                                                    std::vector<rejected_row>& rejected);

}  // namespace scvm::crm
