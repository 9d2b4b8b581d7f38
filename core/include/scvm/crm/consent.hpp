#pragma once

#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/describe/words.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace scvm::crm {

/// What the library does with a person's data. Each use needs a purpose that the person agreed to.
enum class data_use : std::size_t {
    survey,   ///< linking survey answers to the person
    value,    ///< valuing purchases and contracts
    network,  ///< interactions, referrals and contributions
    contact,  ///< being proposed for a treatment that approaches the person
};
inline constexpr std::size_t data_uses = 4;
inline constexpr std::array<std::string_view, data_uses> data_use_names = {"survey", "value", "network", "contact"};

/// What becomes of a person who said nothing.
enum class missing_consent : std::uint8_t { exclude, include };
inline constexpr std::array<std::string_view, 2> missing_consent_names = {"exclude", "include"};
[[nodiscard]] constexpr const auto& words_of(missing_consent) {
    return missing_consent_names;
}

/// The purpose that means every purpose.
inline constexpr std::string_view every_purpose = "*";

/// How consent decides. Part of the model file.
struct consent_rules {
    std::array<std::string, data_uses> purpose = {"scoring", "scoring", "scoring", "contact"};
    missing_consent missing = missing_consent::exclude;
};

void describe(const auto& is, const consent_rules& o) {
    constexpr std::array<std::string_view, data_uses> sentences = {
        "Purpose that allows linking survey answers to the person.",
        "Purpose that allows valuing purchases and contracts.",
        "Purpose that allows using interactions, referrals and contributions.",
        "Purpose that allows proposing a treatment that approaches the person."};
    is("missing", o.missing, "Whether whoever said nothing is left out.");
    for (std::size_t use = 0; use < data_uses; ++use) {
        is(data_use_names[use], o.purpose[use], sentences[use]);
    }
    is.settled(o, [](const consent_rules& read) {
        for (std::size_t use = 0; use < data_uses; ++use) {
            if (read.purpose[use].empty() || read.purpose[use] == every_purpose) {
                throw misfit{std::string(data_use_names[use]), "expected the name of a purpose"};
            }
        }
    });
}

/// Whether a person's data may be used for something, and why not.
enum class consent_status : std::int32_t {
    included,
    missing,    ///< nothing is recorded, or the consent begins only later
    refused,    ///< the newest decision is a refusal
    expired,    ///< a consent was given, but its time is over
    withdrawn,  ///< beats everything else, whatever the dates
};
inline constexpr std::array<std::string_view, 5> consent_status_names = {"included", "missing", "refused", "expired",
                                                                         "withdrawn"};
[[nodiscard]] constexpr const auto& words_of(consent_status) {
    return consent_status_names;
}

enum class consent_state : std::uint8_t { granted, refused, withdrawn };
inline constexpr std::array<std::string_view, 3> consent_state_names = {"granted", "refused", "withdrawn"};
[[nodiscard]] constexpr const auto& words_of(consent_state) {
    return consent_state_names;
}

/// One decision of one customer about one purpose.
struct consent {
    std::uint32_t purpose = 0;  ///< code of customer_base::purposes()
    consent_state state = consent_state::granted;
    std::int64_t time = 0;         ///< seconds since 1970-01-01 UTC
    std::int64_t expires = never;  ///< the first second without it
    std::string evidence;
    std::string source;
};

/// What some decisions say about one purpose as of a moment. `applies(c)`: decision c is about it.
///
/// A withdrawal counts whatever its date: a person who takes it back today is not scored as of yesterday either. Of
/// grants and refusals, the newest up to `as_of` decides; of two in the same second, the refusal.
template <class Applies>
[[nodiscard]] consent_status consent_of(std::span<const consent* const> decisions, std::int64_t as_of,
                                        Applies applies) {
    const consent* newest = nullptr;
    bool granted_now = false;
    bool expired = false;
    for (const consent* const decision : decisions) {
        const consent& each = *decision;
        if (!applies(decision)) {
            continue;
        }
        if (each.state == consent_state::withdrawn) {
            return consent_status::withdrawn;
        }
        if (each.time > as_of) {
            continue;
        }
        if (each.state == consent_state::granted) {
            granted_now |= as_of < each.expires;
            expired |= as_of >= each.expires;
        }
        if (newest == nullptr || each.time > newest->time ||
            (each.time == newest->time && each.state == consent_state::refused)) {
            newest = &each;
        }
    }
    if (newest != nullptr && newest->state == consent_state::refused) {
        return consent_status::refused;
    }
    return granted_now ? consent_status::included : expired ? consent_status::expired : consent_status::missing;
}

/// The uses that a purpose allows under these rules, one bit each; without rules (a model that rests on another legal
/// basis) all of them.
[[nodiscard]] std::uint8_t uses_of(std::string_view purpose, const std::optional<consent_rules>& rules);

/// Which of a customer's data may be used as of a moment, use by use. `uses(c)`: the bits of uses_of() of decision c.
///
/// Without rules everybody is included who withdrew nothing.
template <class Uses>
[[nodiscard]] std::array<consent_status, data_uses> consent_for_uses(std::span<const consent* const> decisions,
                                                                     const std::optional<consent_rules>& rules,
                                                                     std::int64_t as_of, Uses uses) {
    std::array<consent_status, data_uses> result{};
    for (std::size_t use = 0; use < data_uses; ++use) {
        const auto about = [&](const consent* each) { return (uses(*each) >> use & 1u) != 0; };
        if (rules &&
            (rules->missing == missing_consent::exclude || std::any_of(decisions.begin(), decisions.end(), about))) {
            result[use] = consent_of(decisions, as_of, about);
        } else if (std::any_of(decisions.begin(), decisions.end(), [&](const consent* each) {
                       return about(each) && each->state == consent_state::withdrawn;
                   })) {
            result[use] = consent_status::withdrawn;
        }
    }
    return result;
}

/// Reads a consent's columns. Throws error{domain} for an unknown state, or an end at or before the beginning.
[[nodiscard]] consent make_consent(std::uint32_t purpose, std::string_view state, std::int64_t time,
                                   std::int64_t expires);

}  // namespace scvm::crm
