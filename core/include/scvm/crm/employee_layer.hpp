#pragma once

#include <scvm/crm/network_scores.hpp>
#include <scvm/crm/summary.hpp>
#include <scvm/crm/usable_data.hpp>

#include <cstdint>

namespace scvm::crm {

/// How the staff takes part in the network, among themselves and with customers, as of the end of a day.
[[nodiscard]] employee_summary measure_employees(const usable_data& data, const network_state& network,
                                                 std::int64_t as_of);

}  // namespace scvm::crm
