#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/id_table.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace scvm::crm {

std::uint8_t uses_of(std::string_view purpose, const std::optional<consent_rules>& rules) {
    std::uint8_t result = 0;
    for (std::size_t use = 0; use < data_uses; ++use) {
        const bool concerned = !rules || purpose == every_purpose || purpose == rules->purpose[use];
        result = static_cast<std::uint8_t>(result | (concerned ? 1u << use : 0u));
    }
    return result;
}

consent make_consent(std::uint32_t purpose, std::string_view state, std::int64_t time, std::int64_t expires) {
    const auto word = std::find(consent_state_names.begin(), consent_state_names.end(), state);
    if (word == consent_state_names.end()) {
        throw error(errc::domain, "state " + quoted(state) + ": expected granted, refused or withdrawn");
    }
    if (expires <= time) {
        throw error(errc::domain, "expires = " + std::to_string(expires) +
                                      ": expected a time after the consent's own, " + std::to_string(time));
    }
    return {purpose, static_cast<consent_state>(word - consent_state_names.begin()), time, expires, {}, {}};
}

}  // namespace scvm::crm
