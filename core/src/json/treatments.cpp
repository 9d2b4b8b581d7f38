#include "json/described_writer.hpp"

#include <scvm/crm/treatment_list.hpp>
#include <scvm/json/treatments.hpp>

namespace scvm::json {

std::string write_treatments(const crm::score_table& table) {
    return write_described(crm::treatments_of(table));
}

}  // namespace scvm::json
