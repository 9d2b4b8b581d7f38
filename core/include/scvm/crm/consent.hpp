#pragma once

#include <scvm/crm/as_of.hpp>
#include <scvm/crm/base_content.hpp>
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

/// Whether a purpose means every purpose: "*", "all" or "alle", in whatever case.
[[nodiscard]] bool means_every_purpose(std::string_view purpose);

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

/// What a word of an opt-in or opt-out form means, in English or German, whatever its case, blanks, hyphens, full stops
/// and quotation marks: "Opted-in", "1", "ja"; "refused", "pending", "nicht erteilt"; "withdrawn", "opt_out",
/// "gesperrt", "zurückgezogen" with ü or ue. The list is consent_words.cpp's. nullopt: the word means neither, surely.
[[nodiscard]] std::optional<consent_state> read_consent_state(std::string_view word);

/// The same; throws error{domain} for a word that is not on the list.
[[nodiscard]] consent_state consent_state_of(std::string_view word);

/// Whether a row of consent is a refusal that was mistyped: one that cannot be read, or that is dated more than a day
/// after the moment. It counts whatever the rules.
[[nodiscard]] constexpr bool is_mistyped_refusal(const consent& of, std::int64_t as_of) {
    return of.state == consent_state::unclear ||
           (of.state == consent_state::refused && of.time > last_second_for(as_of));
}

/// What some decisions say about one purpose as of a moment. `applies(c)`: decision c is about it.
///
/// A withdrawal counts whatever its date: a person who takes it back today is not scored as of yesterday either. So
/// does a refusal that has no date, a date more than a day after `as_of`, or none that could be read. Of grants and
/// other refusals, the newest up to `as_of` decides; of two in the same second, the refusal.
template <class Applies>
[[nodiscard]] consent_status consent_of(std::span<const consent* const> decisions, std::int64_t as_of,
                                        Applies applies) {
    const consent* newest = nullptr;
    bool granted_now = false;
    bool expired = false;
    bool refused_for_ever = false;
    for (const consent* const decision : decisions) {
        const consent& each = *decision;
        if (!applies(decision)) {
            continue;
        }
        if (each.state == consent_state::withdrawn) {
            return consent_status::withdrawn;
        }
        if (is_mistyped_refusal(each, as_of) || (each.state == consent_state::refused && each.time == 0)) {
            refused_for_ever = true;
            continue;
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
    if (refused_for_ever || (newest != nullptr && newest->state == consent_state::refused)) {
        return consent_status::refused;
    }
    return granted_now ? consent_status::included : expired ? consent_status::expired : consent_status::missing;
}

/// The uses that a purpose allows under these rules, one bit each; without rules (a model that rests on another legal
/// basis) all of them.
[[nodiscard]] std::uint8_t uses_of(std::string_view purpose, const std::optional<consent_rules>& rules);

/// Which of a customer's data may be used as of a moment, use by use. `uses(c)`: the bits of uses_of() of decision c.
///
/// Without rules everybody is included who withdrew nothing, and of whom every decision could be read.
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
            continue;
        }
        for (const consent* const each : decisions) {
            if (about(each) && each->state == consent_state::withdrawn) {
                result[use] = consent_status::withdrawn;
            } else if (about(each) && is_mistyped_refusal(*each, as_of) && result[use] == consent_status::included) {
                result[use] = consent_status::refused;
            }
        }
    }
    return result;
}

/// Checks what joins the columns of a consent. Throws error{domain} for an unknown state, or an end at or before the
/// beginning.
void require_consent(const consent_cells<as_given>& row);

/// A decision, of a state's word. Throws as require_consent() does.
[[nodiscard]] consent make_consent(std::uint32_t purpose, std::string_view state, std::int64_t time,
                                   std::int64_t expires);

/// What a row counts as that cannot be read: a refusal, whatever its date.
[[nodiscard]] consent unclear_consent(std::uint32_t purpose);

}  // namespace scvm::crm
