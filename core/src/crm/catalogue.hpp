#pragma once

#include <scvm/crm/messages.hpp>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm::detail {

/// What a message is called in every catalogue, and which values it is given, in their order. A translation need not
/// say a value whose name ends in '?'.
struct message_form {
    std::string_view id;
    std::array<std::string_view, 7> places{};

    [[nodiscard]] constexpr std::size_t size() const {
        return static_cast<std::size_t>(std::find(places.begin(), places.end(), std::string_view()) - places.begin());
    }
};

/// All that cards say. Every catalogue has exactly these messages.
inline constexpr message_form message_forms[] = {
    {"decimal_point"},
    {"label.unclassified"},
    {"label.fan"},
    {"label.sympathizer"},
    {"label.mercenary"},
    {"label.captive"},
    {"label.opponent"},
    {"group.unclassified"},
    {"group.fan"},
    {"group.sympathizer"},
    {"group.mercenary"},
    {"group.captive"},
    {"group.opponent"},
    {"satisfaction", {"score", "answered", "asked", "item", "most"}},
    {"attachment", {"score", "answered", "asked", "item", "most"}},
    {"barrier", {"score", "answered", "asked", "item", "most"}},
    {"barrier.contract"},
    {"segment.satisfied", {"group", "satisfaction", "boundary", "attachment", "certainty"}},
    {"segment.dissatisfied", {"group", "satisfaction", "boundary", "attachment", "certainty"}},
    {"segment.held", {"group", "satisfaction", "boundary", "attachment", "barrier", "certainty"}},
    {"segment.certainty", {"probability"}},
    {"lifetime_value", {"horizon", "unit", "value", "purchases", "spend", "margin", "p_alive"}},
    {"lifetime_value.mean_spend", {"horizon", "unit", "value", "purchases", "spend", "margin", "p_alive"}},
    {"lifetime_value.interval", {"low", "high"}},
    {"lifetime_value.pooled"},
    {"lifetime_value.prior"},
    {"unit.hour"},
    {"unit.day"},
    {"unit.week"},
    {"unit.month"},
    {"social_score", {"score", "reach", "amplification", "reactor_influence"}},
    {"community_points", {"points", "others"}},
    {"community_points.badge", {"badge"}},
    {"network_value", {"value", "lifetime_value", "credit_given", "referral_value", "influence_value"}},
    {"engagement_value", {"value", "knowledge_value", "points"}},
    {"stage", {"stage", "next", "premature"}},
    {"stage.next", {"missing"}},
    {"stage.premature"},
    {"stage.none"},
    {"stage.find"},
    {"stage.understand"},
    {"stage.bind"},
    {"stage.delight"},
    {"stage.integrate"},
    {"missing.find"},
    {"missing.understand"},
    {"missing.bind"},
    {"missing.delight"},
    {"missing.integrate"},
    {"sharing", {"units", "kinds", "most", "points"}},
    {"sharing.nothing"},
    {"open_referrals", {"count"}},
    {"kind.products"},
    {"kind.ideas"},
    {"kind.know_how"},
    {"kind.capital"},
    {"kind.content"},
    {"kind.experiences"},
    {"kind.trends"},
    {"matters.alone", {"place", "layer", "profile", "certainty"}},
    {"matters.shared", {"place", "shared", "layer", "profile", "certainty"}},
    {"matters.profile", {"active", "influential", "valuable"}},
    {"matters.certainty", {"probability", "low", "high"}},
    {"word.no"},
    {"word.yes"},
    {"between.hub"},
    {"between.bridge", {"others"}},
    {"between.spanner", {"others"}},
    {"ambassador", {"place", "gain"}},
    {"ambassador.persons", {"place", "gain"}},
    {"complaint", {"hours", "promised", "missed", "damage", "p_opponent", "priority"}},
    {"complaint.no_damage", {"hours", "promised", "missed"}},
    {"complaint.place", {"place"}},
    {"recovered.yes", {"after"}},
    {"recovered.no", {"after"}},
    {"recovered.before", {"before"}},
    {"account.worth", {"value"}},
    {"account.unknown"},
    {"account.mood", {"respondents", "satisfaction", "attachment"}},
    {"account.too_few"},
    {"helper", {"solved", "jobs", "trust", "low", "high"}},
    {"treatment", {"action"}},
    {"treatment.reason", {"action", "reason"}},
    {"treatment.no_capacity", {"action"}},
    {"treatment.gate_closed"},
    {"treatment.gate_unknown"},
    {"treatment.no_consent"},
    {"action.ambassador_programme"},
    {"action.ask_for_review"},
    {"action.ask_for_referral"},
    {"action.loyalty_offer"},
    {"action.watch_the_contract"},
    {"action.personal_call"},
    {"action.service_recovery"},
    {"action.invite_to_survey"},
    {"why.fan_high"},
    {"why.fan"},
    {"why.sympathizer"},
    {"why.mercenary"},
    {"why.captive"},
    {"why.opponent_high"},
    {"why.opponent"},
    {"why.unclassified"},
    {"absent.segment", {"reason"}},
    {"absent.lifetime_value", {"reason"}},
    {"absent.social_score", {"reason"}},
    {"absent.network_value", {"reason"}},
    {"absent.matters", {"reason"}},
    {"absent.ambassador", {"reason"}},
    {"reason.not_asked"},
    {"reason.no_consent"},
    {"reason.no_answers"},
    {"reason.too_few_answers"},
    {"reason.out_of_range", {"item", "answer?", "lowest?", "highest?"}},
    {"reason.not_fitted"},
    {"reason.no_purchases"},
    {"reason.no_spending"},
    {"reason.undefined"},
    {"reason.no_interactions"},
    {"reason.no_place"},
    {"reason.no_value"},
    {"reason.no_credit"},
    {"reason.not_together"},
    {"reason.not_chosen"},
    {"reason.not_eligible"},
};

/// A message by its place in message_forms.
struct message {
    std::size_t index;
};

/// The message of an id; an id that there is not does not compile.
[[nodiscard]] consteval message operator""_message(const char* id, std::size_t size) {
    for (std::size_t i = 0; i < std::size(message_forms); ++i) {
        if (message_forms[i].id == std::string_view(id, size)) {
            return {i};
        }
    }
    throw "no such message";
}

/// The message that stands some places after another one: of a group after the first, of a unit after the first.
[[nodiscard]] constexpr message after(message first, std::size_t places) {
    return {first.index + places};
}

/// One text in every language that lives elsewhere.
using texts = std::array<std::string_view, languages.size()>;

/// An amount of money; without a currency, as many models are, a plain number.
struct amount {
    double value;
    std::string_view currency;
};

/// A number with as many digits as it has: of customers, of weeks.
struct plain {
    double value;
};

/// What stands in a place of a message. Refers to the texts that it is made from. A number that is absent or infinite
/// is not known: a message with it is not said.
class place_value {
public:
    place_value(double number) { set_number(number); }
    place_value(const amount& money) : suffix_(money.currency) { set_number(money.value); }
    place_value(const plain& number) { set_plain(number.value); }
    place_value(std::unsigned_integral auto count) { set_count(count); }
    place_value(const std::convertible_to<std::string_view> auto& text) { texts_.fill(text); }
    place_value(const texts& in_each) : texts_(in_each) {}
    place_value(const sentence& in_each) { std::copy(in_each.begin(), in_each.end(), texts_.begin()); }
    place_value(message part);  ///< one without places
    place_value(const place_value&) = delete;
    place_value& operator=(const place_value&) = delete;

    [[nodiscard]] bool known() const { return known_; }

    void append_to(std::string& text, std::size_t language, char decimal_point) const {
        const std::size_t begin = text.size();
        text += texts_[language];
        if (point_ != none) {
            text[begin + point_] = decimal_point;
        }
        if (!suffix_.empty()) {
            text += ' ';
            text += suffix_;
        }
    }

private:
    static constexpr std::size_t none = std::string_view::npos;

    void set_number(double number);
    void set_plain(double number);
    void set_count(std::uint64_t count);
    void set_digits(double number, const char* end);

    bool known_ = true;
    texts texts_{};
    std::string_view suffix_{};
    std::size_t point_ = none;
    char digits_[344];  // the longest double has 309 digits before the point
};

/// The messages of one language. Immutable, hence thread-safe.
class catalogue {
public:
    /// Reads lines `id = text with {places}`; empty lines and those that begin with '#' say nothing. The text must
    /// outlive the catalogue. Throws error{internal} that lists every line that is wrong and every message that is
    /// missing, under the name of the file.
    catalogue(std::string_view file, std::string_view text);

    [[nodiscard]] std::string say(message which, std::span<const place_value> values, std::size_t language) const;

    /// A message without places.
    [[nodiscard]] std::string_view text_of(message which) const { return messages_[which.index].front().before; }

private:
    /// A text, and the place behind it.
    struct piece {
        std::string_view before;
        std::size_t place;  ///< of the message's values; the number of them: the end
    };

    std::array<std::vector<piece>, std::size(message_forms)> messages_;
    char decimal_point_ = '.';

    friend class catalogue_reader;
};

/// The files of core/messages, in the order of `languages`.
extern const std::array<std::string_view, languages.size()> catalogue_texts;

/// The catalogues in the order of `languages`, read on first use.
[[nodiscard]] const std::array<catalogue, languages.size()>& catalogues();

/// A message in every language; empty where a number in it is not known.
[[nodiscard]] sentence say_with(message which, std::span<const place_value> values);

template <class... Values>
[[nodiscard]] sentence say(message which, const Values&... values) {
    if constexpr (sizeof...(Values) == 0) {
        return say_with(which, {});
    } else {
        const place_value given[] = {place_value(values)...};
        return say_with(which, given);
    }
}

}  // namespace scvm::crm::detail
