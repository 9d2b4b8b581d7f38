#include <scvm/crm/consent.hpp>
#include <scvm/crm/consent_words.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace scvm::crm {

namespace {

using enum consent_state;

// A grant is a word that can mean nothing else: what is doubtful (active, explicit, checked, single opt-in) is not
// here. Taken back, and counted whatever its date, is what was agreed to before, and whoever is on a list of those who
// must not be approached. The rest is no grant yet, or no longer: a later grant counts.
constexpr meant_word words[] = {
    {"granted", granted},
    {"withdrawn", withdrawn},
    {"refused", refused},
    {"yes", granted},
    {"no", refused},
    {"true", granted},
    {"false", refused},
    {"1", granted},
    {"0", refused},
    {"1.0", granted},  // a flag in a table of floating numbers
    {"0.0", refused},
    {"y", granted},
    {"n", refused},
    {"t", granted},
    {"f", refused},
    {"on", granted},
    {"off", refused},
    {"ja", granted},
    {"nein", refused},
    {"j", granted},
    {"wahr", granted},
    {"falsch", refused},

    {"grant", granted},
    {"given", granted},
    {"consented", granted},
    {"agreed", granted},
    {"agree", granted},
    {"accepted", granted},
    {"accept", granted},
    {"allowed", granted},
    {"allow", granted},
    {"approved", granted},
    {"authorised", granted},
    {"authorized", granted},
    {"permitted", granted},
    {"confirmed", granted},
    {"obtained", granted},
    {"subscribed", granted},
    {"subscribe", granted},
    {"optin", granted},
    {"optedin", granted},
    {"confirmedoptin", granted},
    {"optinconfirmed", granted},
    {"doubleoptin", granted},
    {"doubleoptedin", granted},
    {"doubleoptinconfirmed", granted},
    {"confirmeddoubleoptin", granted},
    {"erteilt", granted},
    {"zugestimmt", granted},
    {"eingewilligt", granted},
    {"einverstanden", granted},
    {"akzeptiert", granted},
    {"angenommen", granted},
    {"erlaubt", granted},
    {"gestattet", granted},
    {"genehmigt", granted},
    {"bewilligt", granted},
    {"bestaetigt", granted},
    {"angemeldet", granted},
    {"abonniert", granted},

    {"refuse", refused},
    {"refusal", refused},
    {"denied", refused},
    {"deny", refused},
    {"denial", refused},
    {"declined", refused},
    {"decline", refused},
    {"rejected", refused},
    {"reject", refused},
    {"rejection", refused},
    {"disagreed", refused},
    {"disagree", refused},
    {"disallowed", refused},
    {"disallow", refused},
    {"forbidden", refused},
    {"prohibited", refused},
    {"never", refused},
    {"notopted", refused},
    {"donotallow", refused},
    {"expired", refused},
    {"lapsed", refused},
    {"pending", refused},
    {"pendingoptin", refused},
    {"optinpending", refused},
    {"pendingdoubleoptin", refused},
    {"doubleoptinpending", refused},
    {"pendingconfirmation", refused},
    {"confirmationpending", refused},
    {"awaitingconfirmation", refused},
    {"waiting", refused},
    {"requested", refused},
    {"invited", refused},
    {"notresponded", refused},
    {"noresponse", refused},
    {"cleaned", refused},
    {"bounced", refused},
    {"hardbounced", refused},
    {"undeliverable", refused},
    {"invalid", refused},
    {"transactional", refused},
    {"abgelehnt", refused},
    {"ablehnung", refused},
    {"verweigert", refused},
    {"verweigerung", refused},
    {"untersagt", refused},
    {"verboten", refused},
    {"kein", refused},
    {"keine", refused},
    {"nie", refused},
    {"niemals", refused},
    {"offen", refused},
    {"ausstehend", refused},
    {"angefragt", refused},
    {"wartend", refused},
    {"abgelaufen", refused},
    {"ungueltig", refused},

    {"withdraw", withdrawn},
    {"withdrew", withdrawn},
    {"withdrawal", withdrawn},
    {"revoked", withdrawn},
    {"revoke", withdrawn},
    {"revocation", withdrawn},
    {"retracted", withdrawn},
    {"retraction", withdrawn},
    {"rescinded", withdrawn},
    {"cancelled", withdrawn},
    {"canceled", withdrawn},
    {"terminated", withdrawn},
    {"objected", withdrawn},
    {"objects", withdrawn},
    {"objection", withdrawn},
    {"optout", withdrawn},
    {"optedout", withdrawn},
    {"hasoptedout", withdrawn},
    {"globaloptout", withdrawn},
    {"unsubscribed", withdrawn},
    {"unsubscribe", withdrawn},
    {"unsub", withdrawn},
    {"deregistered", withdrawn},
    {"removed", withdrawn},
    {"erased", withdrawn},
    {"redacted", withdrawn},
    {"stop", withdrawn},
    {"stopped", withdrawn},
    {"donotcontact", withdrawn},
    {"dontcontact", withdrawn},
    {"nocontact", withdrawn},
    {"donotemail", withdrawn},
    {"donotmail", withdrawn},
    {"donotcall", withdrawn},
    {"donotprocess", withdrawn},
    {"donotuse", withdrawn},
    {"donotsell", withdrawn},
    {"dnc", withdrawn},
    {"blocked", withdrawn},
    {"blacklist", withdrawn},
    {"blacklisted", withdrawn},
    {"blocklist", withdrawn},
    {"blocklisted", withdrawn},
    {"denylisted", withdrawn},
    {"suppressed", withdrawn},
    {"complained", withdrawn},
    {"complaint", withdrawn},
    {"spam", withdrawn},
    {"spamcomplaint", withdrawn},
    {"reportedspam", withdrawn},
    {"widerrufen", withdrawn},
    {"widerruf", withdrawn},
    {"widersprochen", withdrawn},
    {"widerspruch", withdrawn},
    {"einspruch", withdrawn},
    {"abgemeldet", withdrawn},
    {"abmeldung", withdrawn},
    {"abbestellt", withdrawn},
    {"abbestellung", withdrawn},
    {"ausgetragen", withdrawn},
    {"zurueckgezogen", withdrawn},
    {"zurueckgenommen", withdrawn},
    {"entzogen", withdrawn},
    {"gekuendigt", withdrawn},
    {"geloescht", withdrawn},
    {"gesperrt", withdrawn},
    {"sperre", withdrawn},
    {"sperrvermerk", withdrawn},
    {"kontaktsperre", withdrawn},
    {"werbesperre", withdrawn},
    {"blockiert", withdrawn},
    {"keinewerbung", withdrawn},
    {"keinkontakt", withdrawn},
    {"nichtkontaktieren", withdrawn},
    {"robinsonliste", withdrawn},
};

// What a word may be about: "consent withdrawn", "Einwilligung erteilt"; and, with a negation, is not there.
constexpr std::string_view nouns[] = {"consent",      "permission",      "optin",      "subscription", "agreement",
                                      "einwilligung", "einverstaendnis", "zustimmung", "erlaubnis"};

// Before a grant or one of the nouns they make a refusal, and never a grant of anything.
constexpr std::string_view negations[] = {"not", "non",   "no",        "never",     "nolonger", "without", "un",
                                          "dis", "nicht", "nochnicht", "nichtmehr", "kein",     "keine",   "ohne"};

constexpr std::size_t longest = 48;

/// How many bytes a blank, a dash or a quotation mark of Unicode has at the front of a text; 0: there is none.
[[nodiscard]] std::size_t unseen_mark(std::string_view text) {
    static constexpr std::string_view two[] = {"\u00A0", "\u00AB", "\u00AD", "\u00B4", "\u00BB"};
    if (std::ranges::any_of(two, [&](std::string_view each) { return text.starts_with(each); })) {
        return 2;
    }
    const auto last = static_cast<unsigned char>(text.size() > 2 ? text[2] : 0);
    const bool general = text.starts_with("\xE2\x80") && (last <= 0x9F || last == 0xAF || last == 0xB9 || last == 0xBA);
    return general || text.starts_with("\uFEFF") ? 3 : 0;
}

/// Without blanks, quotation marks, and what joins or ends words; in lower case; with ae for ä, however that is made
/// up. Nothing for what is too long for a word, and for numbers that are no flags: -1 is not 1.
[[nodiscard]] std::optional<std::string> plain_word(std::string_view text) {
    struct spelling {
        std::string_view from;
        std::string_view to;
    };
    static constexpr spelling spellings[] = {{"\u00C4", "ae"}, {"\u00E4", "ae"}, {"\u00D6", "oe"},
                                             {"\u00F6", "oe"}, {"\u00DC", "ue"}, {"\u00FC", "ue"},
                                             {"\u0308", "e"},  {"\u00DF", "ss"}, {"\u1E9E", "ss"}};
    std::string result;
    bool joined = false;
    while (!text.empty() && result.size() <= longest) {
        const char c = text.front();
        std::size_t taken = 1;
        if (static_cast<unsigned char>(c) >= 0x80) {
            const auto* const found =
                std::ranges::find_if(spellings, [&](const spelling& each) { return text.starts_with(each.from); });
            const std::size_t unseen = unseen_mark(text);
            result += found != std::end(spellings) ? found->to : text.substr(0, unseen == 0 ? 1 : 0);
            taken = found != std::end(spellings) ? found->from.size() : std::max<std::size_t>(unseen, 1);
            joined |= text.starts_with("\u00AD") || (text >= "\u2010" && text < "\u2016");
        } else if (std::string_view("-_/:").find(c) != std::string_view::npos) {
            joined = true;
        } else if (std::string_view(" \t\r\n\v\f\"'`").find(c) == std::string_view::npos) {
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        }
        text.remove_prefix(taken);
    }
    if (result.size() > longest) {
        return std::nullopt;
    }
    if (result.find_first_of("0123456789") != std::string::npos) {
        const bool flag = result == "1" || result == "0" || result == "1.0" || result == "0.0";
        return flag && !joined ? std::optional(result) : std::nullopt;
    }
    std::erase(result, '.');
    return result;
}

[[nodiscard]] std::optional<consent_state> state_of(std::string_view word) {
    const auto* const found = std::ranges::find(words, word, &meant_word::word);
    if (found != std::end(words)) {
        return found->state;
    }
    for (const std::string_view noun : nouns) {
        if (word.starts_with(noun) && word.size() > noun.size() + 1) {
            if (const auto state = state_of(word.substr(noun.size()))) {
                return state;
            }
        }
    }
    for (const std::string_view negation : negations) {
        if (word.starts_with(negation) && word.size() > negation.size() + 1) {
            const std::string_view rest = word.substr(negation.size());
            if (std::ranges::find(nouns, rest) != std::end(nouns) || state_of(rest) == granted) {
                return refused;
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::span<const meant_word> consent_words() {
    return words;
}

std::optional<consent_state> read_consent_state(std::string_view text) {
    const auto word = plain_word(text);
    return word ? state_of(*word) : std::nullopt;
}

}  // namespace scvm::crm
