#include "json/described_writer.hpp"

#include <scvm/crm/analysis.hpp>
#include <scvm/json/analysis.hpp>

namespace scvm::json {

std::string analyse(const crm::score_table& table) {
    return write_described(crm::analyse(table));
}

}  // namespace scvm::json
