#include <scvm/crm/base_content.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/dates/date_text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace scvm::crm {

namespace {

/// A purpose as people may write it: lower case, one blank for whatever stands between its words, none around it.
[[nodiscard]] std::string folded(std::string_view purpose) {
    std::string result;
    for (const char c : purpose) {
        const bool between = c == ' ' || c == '_' || c == '-' || (c >= '\t' && c <= '\r');
        if (!between) {
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    if (!result.empty() && result.back() == ' ') {
        result.pop_back();
    }
    return result;
}

}  // namespace

bool means_every_purpose(std::string_view purpose) {
    const std::string said = folded(purpose);
    return said == every_purpose || said == "all" || said == "alle";
}

std::uint8_t uses_of(std::string_view purpose, const std::optional<consent_rules>& rules) {
    const std::string said = folded(purpose);
    const bool every = means_every_purpose(purpose);
    std::uint8_t result = 0;
    for (std::size_t use = 0; use < data_uses; ++use) {
        const bool concerned = !rules || every || said == folded(rules->purpose[use]);
        result = static_cast<std::uint8_t>(result | (concerned ? 1u << use : 0u));
    }
    return result;
}

consent_state consent_state_of(std::string_view word) {
    if (const auto state = read_consent_state(word)) {
        return *state;
    }
    throw error(errc::domain, "state " + quoted(word) + ": expected granted, refused or withdrawn");
}

void require_consent(const consent_cells<as_given>& row) {
    (void)consent_state_of(row.state);
    if (row.expires <= row.time) {
        throw error(errc::domain, "expires = " + dates::shown(row.expires) +
                                      ": expected a time after the consent's own, " + dates::shown(row.time));
    }
}

consent make_consent(std::uint32_t purpose, std::string_view state, std::int64_t time, std::int64_t expires) {
    consent_cells<as_given> row;
    row.state = state;
    row.time = time;
    row.expires = expires;
    require_consent(row);
    return {0, purpose, consent_state_of(state), time, expires, {}, {}};
}

consent unclear_consent(std::uint32_t purpose) {
    return {0, purpose, consent_state::unclear, 0, never, {}, {}};
}

}  // namespace scvm::crm
