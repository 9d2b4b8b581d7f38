#include "crm/catalogue.hpp"

#include <scvm/crm/id_table.hpp>
#include <scvm/crm/shipped_text.hpp>
#include <scvm/error.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace scvm::crm {

namespace detail {

namespace {

[[nodiscard]] std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

}  // namespace

/// Reads one catalogue and notes what is wrong with it.
class catalogue_reader {
public:
    catalogue_reader(catalogue& result, std::string_view file) : result_(result), file_(file) {}

    void read(std::string_view text) {
        if (!is_utf8(text)) {
            note("", "not UTF-8");
        }
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size() - 1);
            ++line_;
            read_line(trimmed(text.substr(0, end + 1 - (text[end] == '\n'))));
            text.remove_prefix(end + 1);
        }
        for (std::size_t i = 0; i < std::size(message_forms); ++i) {
            if (!seen_[i]) {
                wrong_ += "\n" + file_ + ": lacks the message " + quoted(message_forms[i].id);
            }
        }
        if (!wrong_.empty()) {
            throw error(errc::internal, wrong_.substr(1));
        }
        const std::string_view point = result_.text_of("decimal_point"_message);
        if (point.size() != 1) {
            throw error(errc::internal, file_ + ": decimal_point = " + std::string(point) + ": expected one character");
        }
        result_.decimal_point_ = point.front();
    }

private:
    void read_line(std::string_view line) {
        if (line.empty() || line.front() == '#') {
            return;
        }
        const std::size_t equals = std::min(line.find('='), line.size());
        const std::string_view id = trimmed(line.substr(0, equals));
        const auto* const form = std::find_if(std::begin(message_forms), std::end(message_forms),
                                              [&](const message_form& each) { return each.id == id; });
        if (equals == line.size()) {
            return note("", "expected id = text");
        }
        if (form == std::end(message_forms)) {
            return note(id, "no such message");
        }
        const auto index = static_cast<std::size_t>(form - std::begin(message_forms));
        if (std::exchange(seen_[index], true)) {
            return note(id, "stands twice");
        }
        read_text(trimmed(line.substr(equals + 1)), *form, result_.messages_[index]);
    }

    void read_text(std::string_view text, const message_form& form, std::vector<catalogue::piece>& message) {
        if (text.empty()) {
            note(form.id, "has no text");
        }
        std::array<bool, std::tuple_size_v<decltype(form.places)>> said{};
        for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{')) {
            const std::size_t close = std::min(text.find('}', open), text.size());
            const std::string_view name = text.substr(open + 1, close - open - 1);
            const auto found = std::find_if(form.places.begin(), form.places.begin() + form.size(),
                                            [&](std::string_view place) { return name_of(place) == name; });
            const auto place = static_cast<std::size_t>(found - form.places.begin());
            if (close == text.size()) {
                return note(form.id, "lacks a }");
            }
            if (place == form.size()) {
                return note(form.id, "there is no value {" + std::string(name) + "}");
            }
            said[place] = true;
            message.push_back({text.substr(0, open), place});
            text.remove_prefix(close + 1);
        }
        if (text.find('}') != std::string_view::npos) {
            return note(form.id, "lacks a {");
        }
        message.push_back({text, form.size()});
        for (std::size_t i = 0; i < form.size(); ++i) {
            if (!said[i] && form.places[i].back() != '?') {
                note(form.id, "does not say {" + std::string(form.places[i]) + "}");
            }
        }
    }

    [[nodiscard]] static std::string_view name_of(std::string_view place) {
        return place.substr(0, place.size() - (place.back() == '?'));
    }

    void note(std::string_view id, std::string_view rule) {
        wrong_ += "\n" + file_ + ":" + std::to_string(line_) + ": ";
        if (!id.empty()) {
            wrong_ += quoted(id) + ": ";
        }
        wrong_ += rule;
    }

    catalogue& result_;
    std::string file_;
    std::string wrong_;
    std::size_t line_ = 0;
    std::array<bool, std::size(message_forms)> seen_{};
};

place_value::place_value(message part) {
    for (std::size_t language = 0; language < texts_.size(); ++language) {
        texts_[language] = catalogues()[language].text_of(part);
    }
}

void place_value::set_number(double number) {
    set_digits(number, std::to_chars(digits_, digits_ + sizeof digits_, number, std::chars_format::fixed, 2).ptr);
}

void place_value::set_plain(double number) {
    set_digits(number, std::to_chars(digits_, digits_ + sizeof digits_, number).ptr);
}

void place_value::set_digits(double number, const char* end) {
    const std::string_view digits(digits_, static_cast<std::size_t>(end - digits_));
    texts_.fill(digits);
    point_ = digits.rfind('.');
    known_ = std::isfinite(number);
}

void place_value::set_count(std::uint64_t count) {
    const char* const end = std::to_chars(digits_, digits_ + sizeof digits_, count).ptr;
    texts_.fill({digits_, static_cast<std::size_t>(end - digits_)});
}

catalogue::catalogue(std::string_view file, std::string_view text) {
    catalogue_reader(*this, file).read(text);
}

std::string catalogue::say(message which, std::span<const place_value> values, std::size_t language) const {
    std::string result;
    result.reserve(256);
    for (const piece& each : messages_[which.index]) {
        result += each.before;
        if (each.place < values.size()) {
            values[each.place].append_to(result, language, decimal_point_);
        }
    }
    return result;
}

const std::array<catalogue, languages.size()>& catalogues() {
    static const auto all = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array{catalogue("core/messages/" + std::string(languages[I]) + ".txt", catalogue_texts[I])...};
    }
    (std::make_index_sequence<languages.size()>());
    return all;
}

sentence say_with(message which, std::span<const place_value> values) {
    if (values.size() != message_forms[which.index].size()) {
        throw error(errc::internal, "message " + quoted(message_forms[which.index].id) + ": given " +
                                        std::to_string(values.size()) + " values");
    }
    sentence result;
    if (!std::ranges::all_of(values, &place_value::known)) {
        return result;
    }
    for (std::size_t language = 0; language < languages.size(); ++language) {
        result[language] = catalogues()[language].say(which, values, language);
    }
    return result;
}

}  // namespace detail

std::string_view sentence_key(std::size_t language) {
    static const auto keys = [] {
        std::array<std::string, languages.size()> result;
        for (std::size_t i = 0; i < languages.size(); ++i) {
            result[i] = i == 0 ? "sentence" : "sentence_" + std::string(languages[i]);
        }
        return result;
    }();
    return keys[language];
}

sentence shipped_text(std::string_view text) {
    using detail::operator""_message;
    constexpr detail::message last = "why.unclassified"_message;
    for (detail::message each = "action.ambassador_programme"_message; each.index <= last.index;
         each = after(each, 1)) {
        if (detail::catalogues().front().text_of(each) == text) {
            return detail::say(each);
        }
    }
    sentence result;
    result.fill(std::string(text));
    return result;
}

bool has_language(std::string_view language) {
    return std::find(languages.begin(), languages.end(), language) != languages.end();
}

namespace {

[[nodiscard]] const detail::catalogue& catalogue_in(std::string_view language) {
    const auto found = std::find(languages.begin(), languages.end(), language);
    if (found == languages.end()) {
        std::string known;
        for (const std::string_view each : languages) {
            known += each == languages.front() ? "" : each == languages.back() ? " or " : ", ";
            known += each;
        }
        throw error(errc::unknown_id,
                    "language '" + std::string(language) + "': expected " + known + ", or labels of your own");
    }
    return detail::catalogues()[static_cast<std::size_t>(found - languages.begin())];
}

}  // namespace

survey::segment_labels labels_in(std::string_view language) {
    using namespace detail;
    const catalogue& from = catalogue_in(language);
    survey::segment_labels result{std::string(language), {}};
    for (std::size_t group = 0; group < result.text.size(); ++group) {
        result.text[group] = from.text_of(after("label.unclassified"_message, group));
    }
    return result;
}

std::string_view group_name(survey::segment group, const survey::segment_labels& labels, std::string_view language) {
    using namespace detail;
    const auto index = static_cast<std::size_t>(group);
    const std::string_view given = labels.language == language ? std::string_view(labels.of(group)) : "";
    if (!given.empty() && !has_language(language)) {
        return given;
    }
    const catalogue& from = catalogue_in(language);
    const bool chosen = !given.empty() && given != from.text_of(after("label.unclassified"_message, index));
    return chosen ? given : from.text_of(after("group.unclassified"_message, index));
}

}  // namespace scvm::crm
