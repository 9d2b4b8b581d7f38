#include "json/described_reader.hpp"
#include "json/described_writer.hpp"

#include <scvm/describe/method.hpp>
#include <scvm/describe/table.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// A garden shop that nobody has: one member of every kind.
namespace garden {

enum class season { spring, summer };
inline constexpr std::array<std::string_view, 2> season_names = {"spring", "summer"};
[[nodiscard]] constexpr const auto& words_of(season) {
    return season_names;
}

struct bed {
    double length = 0;
};
void describe(const auto& is, const bed& o) {
    using namespace scvm;
    is("length", o.length, above(0), required, "In metres.");
}

struct pot {
    double volume = 0;
};
void describe(const auto& is, const pot& o) {
    using namespace scvm;
    is("volume", o.volume, above(0), required, "In litres.");
}

class planting {
public:
    [[nodiscard]] double sum() const { return sum_; }

private:
    friend void describe(const auto& is, const planting& o) {
        using namespace scvm;
        is("seeds", o.seeds_, within(0, 9), most(3), "How many, hole by hole.");
        is.settled(o, [](planting& made) {
            for (const double each : made.seeds_) {
                made.sum_ += each;
            }
            if (made.sum_ == 7) {
                throw misfit{"seeds", "seven bring no luck"};
            }
        });
    }
    std::vector<double> seeds_;
    double sum_ = 0;
};

struct plan {
    std::string id;
    season start = season::summer;
    std::int64_t day = 86400;
    std::uint32_t workers = 2;
    bool fenced = true;
    double low = 10;
    double high = 20;
    double half_life = std::numeric_limits<double>::infinity();
    double measured = std::numeric_limits<double>::quiet_NaN();
    std::array<double, 2> water = {1, 2};
    std::optional<std::variant<bed, pot>> place;
    std::optional<bed> spare;
    std::vector<bed> beds;
    scvm::math::matrix distances;
    planting seeds;
};
void describe(const auto& is, const plan& o) {
    using namespace scvm;
    is.constant("schema", "plan/1", required);
    is("id", o.id, required, "The gardener's name of it.");
    is("start", o.start, "When it begins.");
    is("day", date(o.day), "The day of planting.");
    is("workers", o.workers, at_least(1), "Who digs.");
    is("fenced", o.fenced, "Whether hares stay out.");
    is("low", o.low, at_least(0).below(100), "The lowest temperature, in degrees.");
    is("high", o.high, like(o.low), "The highest one.");
    is("half_life", o.half_life, above(0), quiet, "Of the fertiliser, in days.");
    is("measured", o.measured, "Rain, in litres.");
    is("water", named(o.water, season_names), at_least(0), "Litres a day.");
    is.alternatives(std::array<std::string_view, 2>{"bed", "pot"}, o.place, "Where it grows.");
    is("spare", o.spare, "Another bed.");
    is("beds", o.beds, quiet, "All of them.");
    is("distances", o.distances, quiet, "Between them, in metres.");
    describe(is, o.seeds);
}

}  // namespace garden

namespace {

using namespace scvm;

[[nodiscard]] std::string read_and_write(std::string_view text) {
    return json::write_described(json::read_described<garden::plan>(text, {"plan"}));
}

[[nodiscard]] std::string refusal(std::string_view text) {
    try {
        (void)read_and_write(text);
    } catch (const error& e) {
        CHECK(e.code() == errc::bad_model);
        return e.what();
    }
    return "read";
}

[[nodiscard]] std::string with(std::string_view member) {
    return R"({"schema": "plan/1", "id": "p", )" + std::string(member) + "}";
}

}  // namespace

TEST_CASE("what a document does not say keeps the member's initialiser, and is written out in the order of the bytes") {
    CHECK(read_and_write(R"({"schema": "plan/1", "id": "p"})") ==
          R"({"day":"1970-01-02","fenced":true,"high":10,"id":"p","low":10,"measured":null,"schema":"plan/1",)"
          R"("seeds":[],"start":"summer","water":{"spring":1,"summer":2},"workers":2})");
}

TEST_CASE("every kind of member is read and written again without loss") {
    const std::string text =
        R"({"bed":{"length":2.5},"beds":[{"length":1},{"length":1e+300}],"day":"2026-11-21","distances":[[0,1],[1,0]],)"
        R"("fenced":false,"half_life":12.5,"high":30,"id":"caf)"
        "\xC3\xA9"
        R"(","low":-0,"measured":0.1,"schema":"plan/1","seeds":[1,2.5],"spare":{"length":3},"start":"spring",)"
        R"("water":{"spring":0,"summer":7},"workers":9})";
    CHECK(read_and_write(text) == text);
    CHECK(json::read_described<garden::plan>(text, {"plan"}).seeds.sum() == 3.5);
}

TEST_CASE("a refused document names the path of the offender and what was probably meant") {
    CHECK(refusal(with(R"("wrokers": 1)")).starts_with("plan.wrokers: unknown key; expected one of schema, id, start"));
    CHECK(refusal(with(R"("wrokers": 1)")).ends_with("; did you mean workers?"));
    CHECK(refusal(with(R"("start": "sommer")")) ==
          "plan.start: \"sommer\": expected one of spring, summer; did you mean summer?");
    CHECK(refusal(with(R"("workers": 0)")) == "plan.workers: 0: expected workers >= 1 (Who digs)");
    CHECK(refusal(with(R"("workers": 1.5)")) == "plan.workers: 1.5: expected a whole number of 0 or more");
    CHECK(refusal(with(R"("workers": 4294967296)")).starts_with("plan.workers: 4294967296: expected a whole number"));
    CHECK(refusal(with(R"("low": 100)")) ==
          "plan.low: 100: expected 0 <= low < 100 (The lowest temperature, in degrees)");
    CHECK(refusal(with(R"("water": {"summer": -1})")) == "plan.water.summer: -1: expected summer >= 0");
    CHECK(refusal(with(R"("beds": [{"length": 1}, {}])")) == "plan.beds[1].length: is missing");
    CHECK(refusal(with(R"("beds": 7)")) == "plan.beds: expected an array");
    CHECK(refusal(with(R"("spare": [])")) == "plan.spare: expected an object");
    CHECK(refusal(with(R"("seeds": [1, 2, 3, 0])")) == "plan.seeds: more than 3 elements");
    CHECK(refusal(with(R"("seeds": [1, 10])")).starts_with("plan.seeds[1]: 10: expected 0 <= seeds <= 9"));
    CHECK(refusal(with(R"("seeds": [7])")) == "plan.seeds: seven bring no luck");
    CHECK(refusal(with(R"("day": "21.11.2026")")) ==
          "plan.day: \"21.11.2026\": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z");
    CHECK(refusal(with(R"("distances": [[0, 1], [1]])")).starts_with("plan.distances: expected as many numbers a row"));
    CHECK(refusal(with(R"("bed": {"length": 1}, "pot": {"volume": 1})")) == "plan: expected only one of bed and pot");
    CHECK(refusal(with(R"("fenced": 1)")) == "plan.fenced: expected true or false");
    CHECK(refusal(with(R"("id": "again")")) == "plan.id: duplicate key");
    CHECK(refusal(R"({"schema": "plan/1"})") == "plan.id: is missing");
    CHECK(refusal(R"({"wrong": 1, "schema": "plan/2"})") == "plan.schema: \"plan/2\": this version reads plan/1");
    CHECK(refusal(R"({"wrong": 1})") == "plan.schema: is missing");
}

TEST_CASE("null is as if the key were not there") {
    CHECK(read_and_write(with(R"("start": null, "beds": null, "spare": null)")) ==
          read_and_write(R"({"schema": "plan/1", "id": "p"})"));
    CHECK(refusal(R"({"schema": "plan/1", "id": null})") == "plan.id: is missing");
    CHECK(refusal(R"({"schema": "plan/1", "id": null, "id": "p"})") == "plan.id: duplicate key");
}

TEST_CASE("what is no JSON is refused at the byte where it stops being JSON") {
    const auto refused = [](std::string_view text) { return refusal(text); };
    CHECK(refused("") == "plan: not JSON from byte 1 on");
    CHECK(refused("{\"id\": \"p\",}") == "plan: not JSON from byte 12 on");
    CHECK(refused("{\"id\": \"p\"} x") == "plan: not JSON from byte 13 on");
    CHECK(refused(std::string_view("{}\0{}", 5)) == "plan: not JSON from byte 3 on");
    CHECK(refused("{\"id\": \"a\xff\"}") == "plan: not JSON from byte 10 on");
    CHECK(refused("{\"id\": \"\\ud800\"}").starts_with("plan: not JSON"));
    CHECK(refused("{\"id\": \"\\x\"}") == "plan: not JSON from byte 10 on");
    for (const std::string_view number : {"01", "+1", "1.", ".5", "1e", "0x1", "NaN", "Infinity", "-"}) {
        CHECK(refused(with("\"low\": " + std::string(number))).starts_with("plan: not JSON"));
    }
    CHECK(refused(with("\"low\": 1e400")) == "plan: a number is too large for a double");
    CHECK(refused(with("\"low\": 1" + std::string(400, '0'))) == "plan: a number is too large for a double");
    CHECK(refused(with("\"low\": 0." + std::string(400, '0') + "1")) == "read");
    CHECK(refused(with("\"low\": 0." + std::string(400, '0') + "1e401")) == "read");
    CHECK(refused(with("\"low\": 1e-99999999999999999999")) == "read");
    CHECK(refused(std::string(1000, '[')) == "plan: nested deeper than 32 levels");
    CHECK(refused("{\"a\":{\"b\":[" + std::string(40, '[')) == "plan: nested deeper than 32 levels");
}

TEST_CASE("texts come with their escapes, and halves of a pair together") {
    const auto plan =
        json::read_described<garden::plan>(R"({"schema": "plan\/1", "\u0069d": "\u00e9\ud83c\udf31\n\"\\"})", {"plan"});
    CHECK(plan.id == "\xC3\xA9\xF0\x9F\x8C\xB1\n\"\\");
}

TEST_CASE("objects that were put together in C++ are checked by the same rules") {
    garden::plan plan;
    plan.workers = 0;
    CHECK_THROWS_WITH_AS(description::settle(plan, "plan"), "plan.workers: 0: expected workers >= 1 (Who digs)", error);
    plan.workers = 1;
    description::settle(plan, "plan");
    plan.beds = {{1}, {-1}};
    CHECK_THROWS_WITH_AS(description::settle(plan, "plan"), "plan.beds[1].length: -1: expected length > 0 (In metres)",
                         error);
}

TEST_CASE("a method by name takes described arguments and refuses unknown ones before it computes") {
    static int calls = 0;
    description::method_list is;
    is(
        "scaled_sum",
        [](std::span<const double> values, double factor, std::span<const std::string_view> names,
           garden::season when) {
            ++calls;
            double sum = 0;
            for (const double each : values) {
                sum += std::isnan(each) ? 100 : each;
            }
            return factor * sum + static_cast<double>(names.size()) + (when == garden::season::spring ? 0.5 : 0.0);
        },
        "A sum, scaled.", description::gives("value"), description::arg("values", "What is added."),
        description::arg("factor", description::otherwise(2.0), above(0), "By what."),
        description::arg("names", description::may_be_absent, "Counted."),
        description::arg("when", description::otherwise(garden::season::summer), "A half more in spring."));
    const description::method& method = is.methods().front();
    const auto call = [&](std::string_view text) -> std::string {
        try {
            const auto arguments = method.make_arguments(method.arguments->sample);
            json::held_lists held;
            json::read_described(text, {method.name, errc::bad_record, true}, method.arguments_type, arguments.get(),
                                 &held);
            return json::write_described(*method.result, method.run(arguments.get()).get());
        } catch (const error& e) {
            return e.what();
        }
    };
    CHECK(call(R"({"values": [1, 2, null, "nan"]})") == "406");
    CHECK(call(R"({"values": [1], "factor": 3, "names": ["a", "b"], "when": "spring"})") == "5.5");
    const int before = calls;
    CHECK(call(R"({"values": [1], "factr": 3})") ==
          "scaled_sum.factr: unknown key; expected one of values, factor, names, when, limits; did you mean "
          "factor?");
    CHECK(call("{}") == "scaled_sum.values: is missing");
    CHECK(call(R"({"values": [1], "factor": 0})") == "scaled_sum.factor: 0: expected factor > 0 (By what)");
    CHECK(calls == before);
}

// What a program says and never reads: whichever of several, and what there may be although it is empty.
namespace garden {

struct harvest {
    std::variant<std::monostate, double, std::string> yield{};
    std::optional<std::optional<bed>> best{};
    std::string_view remark{};
};
void describe(const auto& is, const harvest& o) {
    using namespace scvm;
    is("yield", o.yield, "Kilograms, a word, or nothing.");
    is("best", o.best, "The best bed, where beds are compared at all.");
    is("remark", o.remark, quiet, "In words.");
}

}  // namespace garden

TEST_CASE("a choice is written as what it holds") {
    garden::harvest of;
    CHECK(scvm::json::write_described(of) == R"({"yield":null})");
    of.yield = 2.5;
    of.best = std::optional<garden::bed>();
    CHECK(scvm::json::write_described(of) == R"({"best":null,"yield":2.5})");
    of.yield = "plenty";
    of.best = garden::bed{3};
    of.remark = "rain";
    CHECK(scvm::json::write_described(of) == R"({"best":{"length":3},"remark":"rain","yield":"plenty"})");
    const auto& type = scvm::description::type_of<garden::harvest>();
    garden::harvest other = of;
    CHECK(scvm::description::equal(type, &of, &other));
    other.yield = 2.5;
    CHECK_FALSE(scvm::description::equal(type, &of, &other));
}

// What only methods take and give: moments as texts or numbers, tables that are not square, entries by their keys.
namespace garden {

struct moment {
    static constexpr std::string_view called = "a time of day, or minutes since midnight";
    double minutes = -1;

    void read_text(std::string text) {
        if (text != "noon") {
            throw scvm::misfit{"", "expected noon"};
        }
        minutes = 720;
    }
    void read_number(std::string_view digits) { minutes = std::stod(std::string(digits)); }
};

struct weather {
    scvm::description::number_rows rain{};
    std::map<std::string, std::vector<double>> by_bed{};
    std::vector<std::optional<unsigned>> gardener{};
};
void describe(const auto& is, const weather& o) {
    is("rain", o.rain, "A row a day.");
    is("by_bed", o.by_bed, "By the bed's name.");
    is("gardener", o.gardener, "Who was there, each day.");
}

}  // namespace garden

/// What a method gives for these arguments, or the error's code and text.
static std::string called(const description::method& method, std::string_view arguments_text) {
    try {
        const auto arguments = method.make_arguments(method.arguments->sample);
        json::held_lists held;
        json::read_described(arguments_text, {method.name, errc::bad_record, true}, method.arguments_type,
                             arguments.get(), &held);
        return json::write_described(*method.result, method.run(arguments.get()).get());
    } catch (const error& e) {
        return std::to_string(static_cast<int>(e.code())) + " " + e.what();
    }
}

TEST_CASE("a call takes texts or numbers, rows of equal length, keys of its own and lists with gaps") {
    description::method_list is;
    is(
        "observed",
        [](const std::vector<garden::moment>& time, garden::weather of) {
            of.by_bed["minutes"] = {time[0].minutes, time.back().minutes};
            return of;
        },
        "What it is given.", description::arg("time", "When."), description::members());
    const auto call = [&](std::string_view text) { return called(is.methods().front(), text); };
    CHECK(call(R"({"time": ["noon", 60 ], "rain": [[1, 2, 3], [4, null, "inf"]], "by_bed": {"b": [1]},
                   "gardener": [3, null]})") ==
          R"({"by_bed":{"b":[1],"minutes":[720,60]},"gardener":[3,null],"rain":[[1,2,3],[4,null,null]]})");
    CHECK(call(R"({"time": ["noon", "night"]})") == "4 observed.time[1]: expected noon");
    CHECK(call(R"({"time": [true]})") == "4 observed.time[0]: expected a time of day, or minutes since midnight");
    CHECK(call(R"({"time": ["noon"], "rain": [[1, 2], [3]]})") ==
          "2 observed.rain has 1 rows: expected 2, as the first row has");
    CHECK(call(R"({"time": ["noon"], "by_bed": {"b": [], "b": []}})").ends_with("duplicate key"));
    CHECK(call(R"({"time": ["noon"], "gardener": [-1]})") ==
          "1 observed.gardener[0] = -1: expected a whole number from 0 to 4294967295");
}

// What only a call has: absent people, flags, a number or a column of them, a text that checks itself.
namespace garden {

class bed_code {
public:
    bed_code() = default;
    explicit bed_code(std::string_view text) : text_(text) {
        if (text.size() > 2) {
            throw scvm::error(scvm::errc::domain, "bed = \"" + text_ + "\": expected two letters");
        }
    }
    [[nodiscard]] std::string_view text() const { return text_; }

private:
    std::string text_;
};

struct sprinkler {
    double reach = 1;
};
void describe(const auto& is, const sprinkler& o) {
    is("reach", o.reach, "In metres.");
}

struct rows {
    double sum = 0;
    bool odd = false;
};
void describe(const auto& is, const rows& o) {
    is("sum", o.sum, "Of the row.");
    is("odd", o.odd, "Whether it is.");
}

struct tally {
    std::variant<double, std::vector<double>> share{};
    std::vector<std::uint32_t> waterer{};
    std::vector<rows> by_row{};
    bed_code bed{};
};
void describe(const auto& is, const tally& o) {
    using namespace scvm;
    is("share", o.share, "As it was given.");
    is("waterer", o.waterer, null_is(9), "Nobody: null.");
    is("by_row", o.by_row, by_columns, "By columns.");
    is("bed", o.bed, null_when_absent, "Where.");
}

}  // namespace garden

TEST_CASE("a call may give a number or a column, null for nobody, and true for 1") {
    description::method_list is;
    is(
        "watered",
        [](const std::variant<double, std::vector<double>>& share, std::span<const std::uint32_t> waterer,
           std::span<const std::uint8_t> wet, const garden::sprinkler& by, const garden::bed_code& code) {
            garden::tally result{share, {waterer.begin(), waterer.end()}, {}, code};
            for (const std::uint8_t each : wet) {
                result.by_row.push_back({each * by.reach, each == 1});
            }
            return result;
        },
        "Who waters what.", description::arg("share", within(0, 1), "Of the water."),
        description::arg("waterer", description::may_be_absent, null_is(9), within(0, 9), "Who; null: nobody."),
        description::arg("wet", description::may_be_absent, yes_or_no, "Whether it rained."),
        description::members(garden::sprinkler{4}), description::arg("bed", description::may_be_absent, "Where."));
    const auto call = [&](std::string_view text) { return called(is.methods().front(), text); };
    CHECK(call(R"({"share": 0.5, "wet": [1]})") ==
          R"({"bed":null,"by_row":{"odd":[true],"sum":[4]},"share":0.5,"waterer":[]})");
    CHECK(call(R"({"share": [0, 1], "reach": 2, "waterer": [1, null], "wet": [true, 0, 1], "bed": "A1"})") ==
          R"({"bed":"A1","by_row":{"odd":[true,false,true],"sum":[2,0,2]},"share":[0,1],"waterer":[1,null]})");
    CHECK(call(R"({"share": [0, 2]})") == "1 watered.share[1]: 2: expected 0 <= share <= 1 (Of the water)");
    CHECK(call(R"({"share": {}})") == "4 watered.share: expected a number");
    CHECK(call(R"({"share": 1, "wet": [2]})") == "4 watered.wet[0]: expected true or false, or 1 or 0");
    CHECK(call(R"({"share": 1, "waterer": [10]})") == "1 watered.waterer[0] = 10: expected a whole number from 0 to 9");
    CHECK(call(R"({"share": 1, "bed": "A17"})") == "1 bed = \"A17\": expected two letters");
}

// What has a time of day, or is a set of signs.
namespace garden {

struct signs {
    bool wilted = false;
    bool eaten = false;
};
void describe(const auto& is, const signs& o) {
    is("wilted", o.wilted, "It hangs.");
    is("eaten", o.eaten, "By hares.");
}

struct diary {
    std::int64_t begun = 0;
    std::optional<std::int64_t> ended;
    signs seen;
};
void describe(const auto& is, const diary& o) {
    using namespace scvm;
    is("begun", scvm::moment(o.begun), "The first entry.");
    is("ended", scvm::moment(o.ended), null_when_absent, "The last one.");
    is("seen", flags(o.seen), "What was seen.");
}

}  // namespace garden

TEST_CASE("moments and flags are read and written again without loss") {
    const auto again = [](std::string_view text) -> std::string {
        try {
            return json::write_described(json::read_described<garden::diary>(text, {"diary"}));
        } catch (const error& e) {
            return e.what();
        }
    };
    CHECK(again("{}") == R"({"begun":"1970-01-01T00:00:00Z","ended":null,"seen":[]})");
    const std::string all =
        R"({"begun":"2026-11-21T14:30:00Z","ended":"2026-11-22T00:00:01Z","seen":["wilted","eaten"]})";
    CHECK(again(all) == all);
    CHECK(again(R"({"seen": ["eaten"]})") == R"({"begun":"1970-01-01T00:00:00Z","ended":null,"seen":["eaten"]})");
    CHECK(again(R"({"begun": "noon"})") ==
          "diary.begun: \"noon\": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z");
    CHECK(again(R"({"seen": ["eten"]})") ==
          "diary.seen[0]: \"eten\": expected one of wilted, eaten; did you mean eaten?");

    const auto one = json::read_described<garden::diary>(all, {"diary"});
    auto other = one;
    const auto& type = description::type_of<garden::diary>();
    CHECK(description::equal(type, &one, &other));
    other.seen.eaten = false;
    CHECK_FALSE(description::equal(type, &one, &other));
}

namespace garden {

struct mower {
    double width = 0;
};
void describe(const auto& is, const mower& o) {
    is.constant("tool", "mower");
    is("width", o.width, scvm::required);
}
struct spade {
    std::string handle{};
};
void describe(const auto& is, const spade& o) {
    is.constant("tool", "spade");
    is("handle", o.handle);
}
struct shed {
    std::vector<std::variant<mower, spade>> tools{};
};
void describe(const auto& is, const shed& o) {
    is("tools", o.tools);
}

}  // namespace garden

TEST_CASE("a choice is read by the constant that says what it is") {
    const std::string text = R"({"tools":[{"handle":"ash","tool":"spade"},{"tool":"mower","width":40}]})";
    const auto read = json::read_described<garden::shed>(text, {"shed"});
    CHECK(std::get<garden::spade>(read.tools[0]).handle == "ash");
    CHECK(json::write_described(read) == text);
    const auto refused = [](std::string_view of) -> std::string {
        try {
            (void)json::read_described<garden::shed>(of, {"shed"});
        } catch (const error& e) {
            return e.what();
        }
        return "read";
    };
    CHECK(refused(R"({"tools": [{"width": 3}]})") == "shed.tools[0].tool: is missing");
    CHECK(refused(R"({"tools": [{"tool": null}]})") == "shed.tools[0].tool: is missing");
    CHECK(refused(R"({"tools": [{"tool": "spate"}]})") ==
          "shed.tools[0].tool: \"spate\": expected one of mower, spade; did you mean spade?");
    CHECK(refused(R"({"tools": [{"tool": "spade", "width": 3}]})").starts_with("shed.tools[0].width: unknown key"));
    CHECK(refused(R"({"tools": [{"tool": "mower"}]})") == "shed.tools[0].width: is missing");
}

// What is only written, and kept as a table besides.
namespace garden {

enum class fault : int { drought = 3, frost = 7 };

struct measured {
    season when = season::spring;
    double rain = std::numeric_limits<double>::quiet_NaN();
    std::int32_t days = 0;
    double dry_until = std::numeric_limits<double>::quiet_NaN();
    double deep = 0;
    fault by = fault::frost;
    int bed = 0;
    std::optional<std::string> note{};
};
void describe(const auto& is, const measured& o) {
    using namespace scvm;
    is("rain", o.rain, left_out_when(o.when, season::summer), "In litres.");
    is("days", o.days, null_without(o.rain), column("rainy_days"), "With rain.");
    is("dry_until", date(o.dry_until), no_column, "When it rained again.");
    is("by", numbered(o.by), "What was wrong.");
    is.column("bed", o.bed, labelled, "Its place in the plan.");
    is("deep", o.deep, "The lake.");
    is("note", o.note, null_when_absent, "In words.");
}

}  // namespace garden

TEST_CASE("what hangs on another member is null or left out without it, and a column alone stands in no document") {
    garden::measured of;
    CHECK(scvm::json::write_described(of) ==
          R"({"by":7,"days":null,"deep":0,"dry_until":null,"note":null,"rain":null})");
    of.rain = 2;
    of.note = "";
    of.days = 3;
    of.dry_until = 86400;
    of.by = garden::fault::drought;
    CHECK(scvm::json::write_described(of) ==
          R"({"by":3,"days":3,"deep":0,"dry_until":"1970-01-02","note":"","rain":2})");
    of.when = garden::season::summer;
    CHECK(scvm::json::write_described(of) == R"({"by":3,"days":3,"deep":0,"dry_until":"1970-01-02","note":""})");

    const scvm::description::table& fields = scvm::description::table_of<garden::measured>();
    REQUIRE(fields.columns.size() == 1);
    CHECK(fields.columns[0].name == "bed");
    CHECK(fields.columns[0].labelled);
    CHECK(fields.find("bed") == nullptr);
    CHECK(fields.find("days")->column == "rainy_days");
    CHECK(fields.find("dry_until")->no_column);
    CHECK_THROWS_WITH_AS((void)scvm::json::read_described<garden::measured>(R"({"bed": 1})", {"measured"}),
                         doctest::Contains("measured.bed: unknown key"), scvm::error);
}
