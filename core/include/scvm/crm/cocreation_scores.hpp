#pragma once

#include <scvm/crm/cocreation_figures.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/usable_data.hpp>

#include <vector>

namespace scvm::crm {

/// Counts ideas and votes, draws testers, and adds up capital, once everybody's scores are there. Votes that do not
/// count are added to `rejected`.
///
/// Of a customer's votes for an idea the earliest counts, for any order of the rows: accounts that were resolved to one
/// customer have one vote. A draw takes the lowest tickets of equity::draw_winners among who is eligible, value by
/// value of its quotas.
[[nodiscard]] cocreation_figures measure_cocreation(const customer_base& base, const usable_data& data,
                                                    const score_table_content& made,
                                                    std::vector<rejected_row>& rejected);

}  // namespace scvm::crm
