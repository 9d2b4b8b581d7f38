#include <scvm/crm/base_content.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/id_table.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
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

std::optional<consent_state> read_consent_state(std::string_view word) {
    using enum consent_state;
    struct known {
        consent_state state;
        std::string_view word;
    };
    // Without case, blanks, hyphens and underscores. An objection, and leaving a list, take back what was agreed to.
    static constexpr known words[] = {{granted, "granted"},
                                      {granted, "grant"},
                                      {granted, "given"},
                                      {granted, "consented"},
                                      {granted, "agreed"},
                                      {granted, "accepted"},
                                      {granted, "allowed"},
                                      {granted, "confirmed"},
                                      {granted, "optin"},
                                      {granted, "optedin"},
                                      {granted, "confirmedoptin"},
                                      {granted, "doubleoptin"},
                                      {granted, "subscribed"},
                                      {granted, "yes"},
                                      {granted, "y"},
                                      {granted, "true"},
                                      {granted, "1"},
                                      {granted, "erteilt"},
                                      {granted, "zugestimmt"},
                                      {granted, "eingewilligt"},
                                      {granted, "einverstanden"},
                                      {granted, "akzeptiert"},
                                      {granted, "erlaubt"},
                                      {granted, "bestätigt"},
                                      {granted, "angemeldet"},
                                      {granted, "ja"},
                                      {granted, "j"},
                                      {granted, "wahr"},
                                      {refused, "refused"},
                                      {refused, "refuse"},
                                      {refused, "denied"},
                                      {refused, "declined"},
                                      {refused, "rejected"},
                                      {refused, "disagreed"},
                                      {refused, "notgranted"},
                                      {refused, "notgiven"},
                                      {refused, "notoptin"},
                                      {refused, "notoptedin"},
                                      {refused, "no"},
                                      {refused, "n"},
                                      {refused, "false"},
                                      {refused, "0"},
                                      {refused, "abgelehnt"},
                                      {refused, "verweigert"},
                                      {refused, "nichterteilt"},
                                      {refused, "nichterlaubt"},
                                      {refused, "nein"},
                                      {refused, "falsch"},
                                      {withdrawn, "withdrawn"},
                                      {withdrawn, "withdraw"},
                                      {withdrawn, "revoked"},
                                      {withdrawn, "optout"},
                                      {withdrawn, "optedout"},
                                      {withdrawn, "unsubscribed"},
                                      {withdrawn, "unsubscribe"},
                                      {withdrawn, "objected"},
                                      {withdrawn, "cancelled"},
                                      {withdrawn, "canceled"},
                                      {withdrawn, "widerrufen"},
                                      {withdrawn, "widerruf"},
                                      {withdrawn, "widersprochen"},
                                      {withdrawn, "widerspruch"},
                                      {withdrawn, "abgemeldet"},
                                      {withdrawn, "abbestellt"},
                                      {withdrawn, "ausgetragen"},
                                      {withdrawn, "zurückgezogen"}};
    constexpr std::size_t longest = 32;
    std::string plain;
    for (std::size_t i = 0; i < word.size() && plain.size() <= longest; ++i) {
        const char c = word[i];
        if (c == ' ' || c == '\t' || ((c == '-' || c == '_') && !plain.empty())) {
            continue;  // but -1 is not 1
        }
        const auto byte = static_cast<unsigned char>(c);
        const bool umlaut = i > 0 && word[i - 1] == '\xC3' && byte >= 0x80 && byte <= 0x9E;  // Ä to ä, Ö to ö, Ü to ü
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : umlaut ? static_cast<char>(byte + 0x20) : c;
    }
    const auto found = std::ranges::find(words, std::string_view(plain), &known::word);
    return found == std::end(words) ? std::nullopt : std::optional(found->state);
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
        throw error(errc::domain, "expires = " + std::to_string(row.expires) +
                                      ": expected a time after the consent's own, " + std::to_string(row.time));
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
