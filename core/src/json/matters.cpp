#include "json/described_writer.hpp"

#include <scvm/crm/matter_list.hpp>
#include <scvm/json/matters.hpp>

namespace scvm::json {

std::string write_matters(const crm::score_table& table) {
    return write_described(crm::matters_of(table));
}

}  // namespace scvm::json
