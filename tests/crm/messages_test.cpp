#include "crm/catalogue.hpp"

#include <scvm/survey/segment.hpp>
#include <scvm/value/time_unit.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>

using namespace scvm;
using namespace scvm::crm::detail;

namespace {

const std::string english(crm::detail::catalogue_texts.front());

// What is said of a catalogue that is like the English one, but for one text in it.
std::string complaint(std::string_view there, std::string_view instead) {
    std::string text = english;
    const std::size_t at = text.find(there);
    REQUIRE(at != std::string::npos);
    text.replace(at, there.size(), instead);
    try {
        const catalogue made("xx.txt", text);
    } catch (const error& e) {
        CHECK(e.code() == errc::internal);
        return e.what();
    }
    return "";
}

std::string line_of(std::string_view id) {
    const auto before = english.substr(0, english.find("\n" + std::string(id)) + 1);
    return std::to_string(1 + std::count(before.begin(), before.end(), '\n'));
}

}  // namespace

TEST_CASE("every catalogue has the messages and the places that cards speak with") {
    CHECK(crm::languages.front() == "en");
    CHECK(crm::has_language("de"));
    CHECK_FALSE(crm::has_language("DE"));
    CHECK_NOTHROW((void)catalogues());
    for (std::size_t i = 0; i < std::size(message_forms); ++i) {
        const auto same = [&](const message_form& other) { return other.id == message_forms[i].id; };
        CHECK(std::count_if(std::begin(message_forms), std::end(message_forms), same) == 1);
    }
}

TEST_CASE("a message with a number that is absent or infinite is not said, in any language") {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    for (const double unknown :
         {std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::quiet_NaN(), infinite, -infinite}) {
        CHECK(say("recovered.yes"_message, unknown) == crm::sentence());
        CHECK(say("complaint.place"_message, plain{unknown}) == crm::sentence());
        CHECK(say("account.worth"_message, amount{unknown, "EUR"}) == crm::sentence());
        CHECK(say("lifetime_value.interval"_message, 1.0, unknown) == crm::sentence());
    }
    CHECK(say("complaint.place"_message, plain{3}).front() == "Place 3 in the queue.");
    CHECK(say("open_referrals"_message, plain{1e300}).front().ends_with(": 1e+300."));
    CHECK(say("complaint.place"_message, plain{2.5}).back().find("2,5") != std::string::npos);
}

TEST_CASE("a catalogue that lacks something, or has something more, is refused with its line") {
    CHECK(complaint("", "") == "");
    CHECK(complaint("unit.hour = hours\n", "") == "xx.txt: lacks the message \"unit.hour\"");
    CHECK(complaint("unit.hour = hours", "unit.our = hours") ==
          "xx.txt:" + line_of("unit.hour") +
              ": \"unit.our\": no such message\nxx.txt: lacks the message \"unit.hour\"");
    CHECK(complaint("unit.day", "unit.hour") == "xx.txt:" + line_of("unit.day") +
                                                    ": \"unit.hour\": stands twice\nxx.txt: lacks the message "
                                                    "\"unit.day\"");
    CHECK(complaint("unit.hour = hours", "unit.hour: hours").find(": expected id = text") != std::string::npos);
    CHECK(complaint("= hours", "=") == "xx.txt:" + line_of("unit.hour") + ": \"unit.hour\": has no text");
    CHECK(complaint("{low} and {high}", "{low}") ==
          "xx.txt:" + line_of("lifetime_value.interval") + ": \"lifetime_value.interval\": does not say {high}");
    CHECK(complaint("{low} and", "{low} {mean} and") ==
          "xx.txt:" + line_of("lifetime_value.interval") + ": \"lifetime_value.interval\": there is no value {mean}");
    CHECK(complaint("{low} and", "{low and").find("there is no value {low and {high}") != std::string::npos);
    CHECK(complaint("{low} and {high}", "{low} and {high").find("lacks a }") != std::string::npos);
    CHECK(complaint("{low} and {high}", "{low} and {high}}").find("lacks a {") != std::string::npos);
    CHECK(complaint("= hours", "= \xff").find("not UTF-8") != std::string::npos);
    CHECK(complaint("decimal_point = .", "decimal_point = ..") == "xx.txt: decimal_point = ..: expected one character");
}

TEST_CASE("a translation may order values as it likes, and leaves out only those that say so") {
    CHECK(complaint("{low} and {high}", "{high} and {low}") == "");
    CHECK(complaint(", answer {answer}: expected {lowest} to {highest}", ": off the scale") == "");
    CHECK(complaint("item '{item}'", "the item").find("does not say {item}") != std::string::npos);
}

TEST_CASE("comments, empty lines, blanks around a text and the line ends of Windows say nothing") {
    std::string text = "# a comment = of {nothing}\r\n\r\n  \t\n";
    for (const char c : english) {
        text += c == '\n' ? std::string(" \r\n") : std::string(1, c);
    }
    const catalogue made("xx.txt", text);
    CHECK(made.text_of("unit.hour"_message) == "hours");
    CHECK(catalogue("xx.txt", english.substr(0, english.size() - 1)).text_of("reason.no_credit"_message) ==
          "the record brought no credit along");
}

TEST_CASE("sentences have two decimals, with the point of the language") {
    const crm::sentence text = say("lifetime_value.interval"_message, -1.005, 1234.5);
    CHECK(text[0] == "The parameters leave it between -1.00 and 1234.50.");
    CHECK(text[1] == "Die Parameter lassen Werte von -1,00 bis 1234,50 zu.");
}

TEST_CASE("a sentence takes counts, texts, amounts of money, and parts in its own language") {
    const crm::sentence score =
        say("barrier"_message, 50.0, std::size_t{1}, std::size_t{12}, std::string("q.1, {most}"), 50.0);
    CHECK(score[0] == "The barrier is 50.00 of 100, from 1 of 12 answers; most of it comes from q.1, {most} (50.00).");
    const crm::sentence value =
        say("lifetime_value"_message, "52.5", "unit.week"_message, amount{38.5, "EUR"}, 2.0, 60.0, 0.25, 1.0);
    CHECK(
        value[0].starts_with("The lifetime value of the next 52.5 weeks is 38.50 EUR: 2.00 purchases of 60.00 each,"));
    CHECK(value[1].starts_with("Der Kundenwert der nächsten 52.5 Wochen beträgt 38,50 EUR: 2,00 Käufe zu je 60,00,"));
    CHECK(say("engagement_value"_message, amount{7, ""}, 1e300, 0.0)[1].starts_with(
        "Der Engagementwert beträgt 7,00: der Netzwerkwert und 1"));
    const crm::sentence absence = say("absent.segment"_message, say("reason.out_of_range"_message, "s", "9", "1", "5"));
    CHECK(absence[0] == "There is no group: item 's', answer 9: expected 1 to 5, or one of its codes for missing.");
    CHECK(absence[1] == "Es gibt die Gruppe nicht: die Antwort auf s liegt außerhalb der Skala.");
    CHECK_THROWS_AS((void)say("unit.hour"_message, 1.0), error);
    CHECK_THROWS_AS((void)say("absent.segment"_message), error);
}

TEST_CASE("labels and units stand in the order of their numbers") {
    for (std::size_t group = 0; group <= survey::segments.size(); ++group) {
        const std::string name(survey::segment_name(static_cast<survey::segment>(group)));
        CHECK(message_forms[after("label.unclassified"_message, group).index].id == "label." + name);
        CHECK(message_forms[after("group.unclassified"_message, group).index].id == "group." + name);
    }
    for (const auto unit :
         {value::time_unit::hour, value::time_unit::day, value::time_unit::week, value::time_unit::month}) {
        CHECK(message_forms[after("unit.hour"_message, static_cast<std::size_t>(unit)).index].id ==
              "unit." + std::string(value::name(unit)));
    }
}

TEST_CASE("no group's name in a sentence judges, unless somebody chose it") {
    constexpr std::string_view judging[] = {"opponent", "mercenar", "captive", "Gegner", "Söldner", "Gefangene"};
    for (const std::string_view language : crm::languages) {
        for (std::size_t group = 0; group < survey::segment_names.size(); ++group) {
            const auto of = static_cast<survey::segment>(group);
            const std::string_view name = crm::group_name(of, crm::labels_in(language), language);
            CHECK_FALSE(name.empty());
            CHECK(name != crm::labels_in(language).of(of));
            for (const std::string_view word : judging) {
                CHECK_MESSAGE(name.find(word) == std::string_view::npos, name);
            }
        }
    }
    const survey::segment_labels own{"fr", {"-", "a", "b", "c", "d", "e"}};
    CHECK(crm::group_name(survey::segment::fan, own, "fr") == "a");
    CHECK(crm::group_name(survey::segment::fan, own, "en") == "satisfied, closely attached");
    CHECK_THROWS_WITH_AS((void)crm::group_name(survey::segment::fan, own, "it"),
                         "language 'it': expected en or de, or labels of your own", error);
}

TEST_CASE("labels come in the languages of the catalogues and in no other") {
    CHECK(crm::labels_in("de").of(survey::segment::mercenary) == "Söldner");
    CHECK(crm::labels_in("de").language == "de");
    CHECK(crm::labels_in("en").of(survey::segment::unclassified) == "unclassified");
    CHECK_THROWS_WITH_AS((void)crm::labels_in("fr"), "language 'fr': expected en or de, or labels of your own", error);
}
