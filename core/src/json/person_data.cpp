#include "json/described_writer.hpp"

#include <scvm/crm/erasure.hpp>
#include <scvm/crm/person_data.hpp>
#include <scvm/json/person_data.hpp>

namespace scvm::json {

std::string export_person(const crm::customer_base& base, std::string_view id) {
    return write_described(crm::data_of(base, id));
}

std::string erase_person(crm::customer_base& base, std::string_view id) {
    return write_described(crm::erase(base, id));
}

std::string erasure_effect(const crm::scorer& by, const crm::customer_base& base, std::string_view id,
                           std::int64_t as_of) {
    return write_described(crm::effect_of_erasing(by, base, id, as_of));
}

}  // namespace scvm::json
