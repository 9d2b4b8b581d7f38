#include "json/described_writer.hpp"

#include <scvm/crm/comparison.hpp>
#include <scvm/json/comparison.hpp>

namespace scvm::json {

std::string breakdown(const crm::score_table& table, std::string_view attribute) {
    return write_described(crm::breakdown_by(table, attribute));
}

std::string breakdown(const crm::score_table& table, const crm::table_attribute& attribute) {
    return write_described(crm::breakdown_by(table, attribute));
}

std::string migration(const crm::score_table& before, const crm::score_table& after) {
    return write_described(crm::migration_between(before, after));
}

}  // namespace scvm::json
