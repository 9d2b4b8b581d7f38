#include <scvm/arrow_c.h>
#include <scvm/crm/arrow.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/json/model.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

/// A batch put together by hand, as another library would; counts its releases. Deques: what is pointed to stays.
struct batch {
    ArrowSchema schema{};
    ArrowArray array{};
    std::deque<ArrowSchema> fields;
    std::deque<ArrowArray> columns;
    std::deque<std::vector<std::byte>> bytes;
    std::deque<std::vector<const void*>> buffers;
    std::deque<std::string> texts;
    std::vector<ArrowSchema*> field_pointers;
    std::vector<ArrowArray*> column_pointers;
    static inline int released = 0;

    static void release_schema(ArrowSchema* of) {
        of->release = nullptr;
        ++released;
    }
    static void release_array(ArrowArray* of) {
        of->release = nullptr;
        ++released;
    }

    template <class T>
    const void* buffer(const std::vector<T>& values) {
        auto& to = bytes.emplace_back(values.size() * sizeof(T) + 1);
        std::memcpy(to.data(), values.data(), values.size() * sizeof(T));
        return to.data();
    }

    ArrowArray& column(const std::string& name, const std::string& format, std::int64_t length,
                       std::vector<const void*> of) {
        ArrowSchema& field = fields.emplace_back();
        field.name = texts.emplace_back(name).c_str();
        field.format = texts.emplace_back(format).c_str();
        field.release = &release_schema;
        ArrowArray& made = columns.emplace_back();
        made.length = length;
        made.null_count = of.empty() || of[0] == nullptr ? 0 : -1;
        auto& held = buffers.emplace_back(std::move(of));
        made.n_buffers = static_cast<std::int64_t>(held.size());
        made.buffers = held.data();
        made.release = &release_array;
        return made;
    }

    template <class Offset = std::int32_t>
    ArrowArray& text(const std::string& name, const std::vector<std::string>& values, const void* validity = nullptr) {
        std::vector<Offset> ends = {0};
        std::string all;
        for (const std::string& each : values) {
            all += each;
            ends.push_back(static_cast<Offset>(all.size()));
        }
        return column(name, sizeof(Offset) == 8 ? "U" : "u", static_cast<std::int64_t>(values.size()),
                      {validity, buffer(ends), buffer(std::vector<char>(all.begin(), all.end()))});
    }

    template <class T>
    ArrowArray& numbers(const std::string& name, const std::string& format, const std::vector<T>& values,
                        const void* validity = nullptr) {
        return column(name, format, static_cast<std::int64_t>(values.size()), {validity, buffer(values)});
    }

    void finish() {
        field_pointers.clear();
        column_pointers.clear();
        for (ArrowSchema& each : fields) {
            field_pointers.push_back(&each);
        }
        for (ArrowArray& each : columns) {
            column_pointers.push_back(&each);
        }
        schema.format = "+s";
        schema.n_children = static_cast<std::int64_t>(fields.size());
        schema.children = field_pointers.data();
        schema.release = &release_schema;
        array.length = columns.empty() ? 0 : columns.front().length;
        array.n_buffers = 1;
        static const void* none[] = {nullptr};
        array.buffers = none;
        array.n_children = static_cast<std::int64_t>(columns.size());
        array.children = column_pointers.data();
        array.release = &release_array;
    }

    std::size_t add(crm::customer_base& base, std::string_view table) {
        return crm::add_arrow(base, table, &schema, &array);
    }
};

crm::customer_base three_customers() {
    crm::customer_base base;
    base.add_customers(std::vector<std::string_view>{"a", "b", "17"});
    return base;
}

/// A batch of three purchases, which a test then breaks.
std::unique_ptr<batch> three_purchases() {
    auto made = std::make_unique<batch>();
    made->text("customer", {"a", "b", "17"});
    made->numbers<std::int64_t>("time", "tss:UTC", {1767225600, 1767225601, 1767225602});
    made->numbers<double>("amount", "g", {10, 20, 30});
    made->finish();
    return made;
}

std::string refusal(batch& of, std::string_view table = "purchases", errc code = errc::bad_record) {
    auto base = three_customers();
    batch::released = 0;
    try {
        (void)of.add(base, table);
    } catch (const error& e) {
        CHECK(e.code() == code);
        CHECK((of.schema.release == nullptr));  // released, although it was refused
        CHECK((of.array.release == nullptr));
        CHECK(batch::released == 2);
        CHECK(base.content().purchases.amount.empty());
        return e.what();
    }
    FAIL("the batch was accepted");
    return "";
}

std::string refusal_of(const std::function<void(batch&)>& damage, errc code = errc::bad_record) {
    const auto made = three_purchases();
    damage(*made);
    return refusal(*made, "purchases", code);
}

}  // namespace

TEST_CASE("a record batch adds its rows, whatever types its columns have, and is released") {
    auto base = three_customers();
    batch::released = 0;
    const auto first = three_purchases();
    CHECK(first->add(base, "purchases") == 3);
    CHECK(batch::released == 2);
    CHECK((first->array.release == nullptr));

    batch whole;  // ids as numbers, large texts, dates in days, amounts as integers, decimals and floats
    whole.numbers<std::int16_t>("customer", "s", {17, 17});
    whole.numbers<std::int32_t>("time", "tdD", {20454, 7305});
    whole.numbers<std::int32_t>("amount", "i", {-5, 7});
    whole.finish();
    CHECK(whole.add(base, "purchases") == 2);
    batch decimals;
    decimals.text<std::int64_t>("customer", {"b", "b", "b"});
    decimals.numbers<std::int64_t>("time",
                                   "tsn:", {1767225600'999999999, 1767225600'000000000 - 1, 1767225600'000000000});
    decimals.numbers<std::int64_t>("amount", "d:10,2", {48025, 0, -1, -1, 1, 0});  // low and high halves
    decimals.finish();
    CHECK(decimals.add(base, "purchases") == 3);
    batch floats;
    floats.text("customer", {"a"});
    floats.numbers<std::int64_t>("time", "tdm", {1767225600500});
    floats.numbers<float>("amount", "f", {0.5F});
    floats.finish();
    CHECK(floats.add(base, "purchases") == 1);
    CHECK(base.rejected().empty());
    CHECK(base.content().purchases.amount == std::vector<double>{10, 20, 30, -5, 7, 480.25, -0.01, 0.01, 0.5});
    CHECK(base.content().purchases.time == std::vector<std::int64_t>{1767225600, 1767225601, 1767225602, 1767225600,
                                                                     631152000, 1767225600, 1767225599, 1767225600,
                                                                     1767225600});
    CHECK(base.content().purchases.customer == std::vector<std::uint32_t>{0, 1, 2, 2, 2, 1, 1, 1, 0});
}

TEST_CASE("slices, nulls, dictionaries and views are read as they are") {
    auto base = three_customers();
    batch sliced;  // rows 1 and 2 of the batch; the customers' own slice begins one later
    sliced.text("customer", {"x", "y", "a", "b"}).offset = 1;
    sliced.columns.back().length = 3;
    sliced.numbers<std::int64_t>("time", "tss:", {1767225600, 1767225660, 1767225720});
    sliced.numbers<double>("amount", "g", {1, 2, 3});
    sliced.finish();
    sliced.array.offset = 1;
    sliced.array.length = 2;
    CHECK(sliced.add(base, "purchases") == 2);
    CHECK(base.content().purchases.customer == std::vector<std::uint32_t>{0, 1});
    CHECK(base.content().purchases.amount == std::vector<double>{2, 3});

    batch coded;  // kinds as a dictionary, channels as views, a null target, sentiment with nulls
    const std::uint8_t second_only = 0b10;
    const std::uint8_t first_only = 0b01;
    coded.text("actor", {"a", "b"});
    coded.text("target", {"", "a"}, &second_only);
    ArrowArray& kind = coded.numbers<std::uint8_t>("kind", "C", {1, 0});
    batch words;
    words.text("", {"like", "post"});
    kind.dictionary = &words.columns.front();
    coded.fields.back().dictionary = &words.fields.front();
    coded.numbers<std::int64_t>("time", "tsu:UTC", {1767225660'000'000, 1767225661'000'000});
    std::vector<std::byte> views(32);
    const std::int32_t shorter = 5;
    const std::int32_t longer[] = {21, 0, 0, 3};
    std::memcpy(views.data(), &shorter, 4);
    std::memcpy(views.data() + 4, "forum", 5);
    std::memcpy(views.data() + 16, longer, 16);
    const std::string far = "...a forum of many words";
    coded.column("channel", "vu", 2,
                 {nullptr, coded.buffer(views), coded.buffer(std::vector<char>(far.begin(), far.end())),
                  coded.buffer(std::vector<std::int64_t>{static_cast<std::int64_t>(far.size())})});
    coded.numbers<double>("sentiment", "g", {0.5, 7}, &first_only);
    coded.numbers<std::int64_t>("count", "l", {3, 1});
    coded.finish();
    CHECK(coded.add(base, "interactions") == 2);
    CHECK(base.rejected().empty());
    const crm::base_interactions& found = base.content().interactions;
    CHECK(found.target == std::vector<std::uint32_t>{crm::no_person, 0});
    CHECK(found.kind == std::vector<std::uint8_t>{0, 2});
    CHECK(found.count == std::vector<std::uint32_t>{3, 1});
    CHECK(base.content().channels[0] == "forum");
    CHECK(base.content().channels[1] == "a forum of many words");
    CHECK(found.sentiment[0] == 0.5);
    CHECK(std::isnan(found.sentiment[1]));
    words.columns.front().release = nullptr;
}

TEST_CASE("a cell that cannot be used rejects its row alone, and a consent that cannot be read is a refusal") {
    auto base = three_customers();
    batch rows;
    const std::uint8_t not_the_second = 0b101;
    rows.text("customer", {"a", "b", "zoe"}, &not_the_second);
    rows.numbers<std::int64_t>("time", "tss:", {1767225600, 1767225600, 1767225600});
    rows.numbers<double>("amount", "g", {1, 2, 3});
    rows.finish();
    CHECK(rows.add(base, "purchases") == 1);
    REQUIRE(base.rejected().size() == 2);
    CHECK(base.rejected()[0].reason == "customer: expected an id, as a text or a whole number");
    CHECK(base.rejected()[1].reason == "customer \"zoe\": not in the customers table");

    batch consents;
    const std::uint8_t bits = 0b01;
    consents.text("customer", {"a", "b"});
    consents.text("purpose", {"scoring", "scoring"});
    consents.column("state", "b", 2, {nullptr, &bits});
    consents.text("time", {"2026-01-01", "01.05.2025"});
    consents.finish();
    CHECK(consents.add(base, "consents") == 1);
    CHECK(base.content().consents[0].state == crm::consent_state::granted);
    CHECK(base.content().consents[1].state == crm::consent_state::unclear);

    batch territory;
    territory.text("customer", {"a"});
    territory.text("value", {"north"});
    territory.finish();
    CHECK(territory.add(base, "attributes.territory") == 1);
    CHECK(base.content().attributes.front().name == "territory");
}

TEST_CASE("structures that contradict themselves are refused with a clear error, and released") {
    CHECK(refusal_of([](batch& of) { of.schema.format = "g"; }) ==
          "purchases: format \"g\": expected a record batch, a struct of columns (\"+s\")");
    CHECK(refusal_of([](batch& of) { of.schema.format = nullptr; }).starts_with("purchases: format \"\""));
    CHECK(refusal_of([](batch& of) { of.array.length = -1; }).starts_with("purchases: length -1, offset 0"));
    CHECK(refusal_of([](batch& of) { of.array.offset = -3; }).starts_with("purchases: length 3, offset -3"));
    CHECK(refusal_of([](batch& of) {
              of.array.offset = std::numeric_limits<std::int64_t>::max();
          }).find("expected whole numbers") != std::string::npos);
    CHECK(refusal_of([](batch& of) { of.array.null_count = 1; }) ==
          "purchases: expected a record batch without null rows");
    CHECK(refusal_of([](batch& of) { of.array.n_children = 2; }) ==
          "purchases: 3 columns in the schema, 2 in the array: expected as many");
    CHECK(refusal_of([](batch& of) { of.schema.n_children = of.array.n_children = -1; }).find("expected as many") !=
          std::string::npos);
    CHECK(refusal_of([](batch& of) { of.array.children = nullptr; }).find("expected as many") != std::string::npos);
    CHECK(refusal_of([](batch& of) { of.column_pointers[1] = nullptr; }) ==
          "purchases.time: expected a column, got NULL, or a released one");
    CHECK(refusal_of([](batch& of) { of.field_pointers[1] = nullptr; }) == "purchases: a column has no name");
    CHECK(refusal_of([](batch& of) { of.fields[1].name = nullptr; }) == "purchases: a column has no name");
    CHECK(refusal_of([](batch& of) { of.fields[1].name = "when"; }) ==
          "purchases: unknown column \"when\"; expected one of customer, time, amount, order");
    CHECK(refusal_of([](batch& of) { of.fields[1].name = "amount"; }) ==
          "purchases.amount: there are two columns of this name");
    CHECK(refusal_of([](batch& of) { of.schema.n_children = of.array.n_children = 2; }) ==
          "purchases.amount: is missing");
    CHECK(refusal_of([](batch& of) { of.columns[1].length = 2; }, errc::size_mismatch) ==
          "purchases.time has 2 rows: expected 3, as the record batch has");
    CHECK(refusal_of([](batch& of) { of.columns[1].release = nullptr; }).find("released one") != std::string::npos);
    for (const char* const format :
         {"", "G", "tsx:", "ts", "tdX", "e", "z", "+l", "d:1", "d:10,2,256", "d:10,x", "gg"}) {
        CAPTURE(format);
        CHECK(refusal_of([&](batch& of) { of.fields[1].format = format; }) ==
              "purchases.time: format \"" + std::string(format) +
                  "\": expected texts, numbers, booleans, dates or timestamps");
    }
    CHECK(refusal_of([](batch& of) { of.fields[1].format = nullptr; }) == "purchases.time: the schema has no format");
    CHECK(refusal_of([](batch& of) { of.columns[2].length = -5; }).starts_with("purchases.amount: length -5"));
    CHECK(
        refusal_of([](batch& of) { of.columns[2].offset = -5; }).starts_with("purchases.amount: length 3, offset -5"));
    CHECK(refusal_of([](batch& of) { of.columns[2].null_count = -2; }).find("-2 nulls") != std::string::npos);
    CHECK(refusal_of([](batch& of) { of.columns[2].null_count = 2; }) ==
          "purchases.amount: 2 nulls, but no buffer that says which");
    CHECK(refusal_of([](batch& of) { of.columns[2].n_buffers = 1; }) == "purchases.amount: 1 buffers: expected 2");
    CHECK(refusal_of([](batch& of) { of.columns[2].n_buffers = 0; }) == "purchases.amount: 0 buffers: expected 2");
    CHECK(refusal_of([](batch& of) { of.columns[0].n_buffers = 2; }) == "purchases.customer: 2 buffers: expected 3");
    CHECK(refusal_of([](batch& of) { of.columns[2].buffers = nullptr; }) ==
          "purchases.amount: expected buffers, got NULL");
    CHECK(refusal_of([](batch& of) { of.columns[2].buffers[1] = nullptr; }) ==
          "purchases.amount: expected a buffer of values, got NULL");
    CHECK(refusal_of([](batch& of) { of.columns[0].buffers[2] = nullptr; }) ==
          "purchases.customer: expected a buffer of text, got NULL");
    CHECK(refusal_of([](batch& of) { of.columns[2].n_children = 1; }) ==
          "purchases.amount: expected a column of single values, got one with children");
    const std::vector<std::int32_t> falling = {0, 5, 2, 3};
    CHECK(refusal_of([&](batch& of) { of.columns[0].buffers[1] = falling.data(); }) ==
          "purchases.customer: expected offsets of 0 or more that do not fall");
    const std::vector<std::int32_t> negative = {-1, 0, 1, 2};
    CHECK(refusal_of([&](batch& of) { of.columns[0].buffers[1] = negative.data(); }).find("offsets of 0 or more") !=
          std::string::npos);
    batch words;
    words.text("", {"a"});
    const std::vector<std::int64_t> places = {0, 1, 0};
    const auto coded = [&](batch& of) {
        of.fields[0].format = "l";
        of.fields[0].dictionary = &words.fields.front();
        of.columns[0].dictionary = &words.columns.front();
        of.columns[0].n_buffers = 2;
        of.columns[0].buffers[1] = places.data();
    };
    CHECK(refusal_of(coded) == "purchases.customer: a place outside its dictionary of 1 values");
    CHECK(refusal_of([&](batch& of) {
              coded(of);
              of.columns[0].dictionary = nullptr;
          }) == "purchases.customer: expected whole numbers that are places in a dictionary, and the dictionary");
    CHECK(refusal_of([&](batch& of) {
              coded(of);
              of.fields[0].format = "g";
          }).find("places in a dictionary") != std::string::npos);
    const auto far_view = [](std::int32_t size, std::int32_t buffer, std::int32_t place) {
        return [=](batch& of) {
            const std::vector<std::int32_t> views = {size, 0, buffer, place, 0, 0, 0, 0, 0, 0, 0, 0};
            of.fields[0].format = "vu";
            of.buffers[0] = {nullptr, of.buffer(views), of.buffer(std::vector<char>(20)),
                             of.buffer(std::vector<std::int64_t>{20})};
            of.columns[0].buffers = of.buffers[0].data();
            of.columns[0].n_buffers = 4;
        };
    };
    for (const auto& [size, buffer, place] :
         {std::tuple{-1, 0, 0}, {21, 0, 0}, {20, 1, 0}, {20, -1, 0}, {20, 0, 1}, {20, 0, -1}}) {
        CHECK(refusal_of(far_view(size, buffer, place)) == "purchases.customer: a text lies outside its buffers");
    }
    const auto good = three_purchases();
    CHECK(refusal(*good, "purchase", errc::unknown_id).starts_with("table \"purchase\": expected one of"));
    const auto attributes = three_purchases();
    CHECK(refusal(*attributes, "attributes").find("attributes.territory") != std::string::npos);
    auto base = three_customers();
    CHECK_THROWS_WITH((void)crm::add_arrow(base, "purchases", nullptr, nullptr), "array is NULL, or released already");
    CHECK_THROWS_WITH((void)crm::add_arrow(base, "purchases", nullptr), "stream is NULL, or released already");
}

namespace {

crm::score_table small_table() {
    crm::customer_base base = three_customers();
    const auto bought = three_purchases();
    (void)bought->add(base, "purchases");
    base.add_customers(std::vector<std::string_view>{"Müller 💙"});
    const crm::scorer by(json::read_model(R"({"schema": "scvm-model/1", "id": "m", "value": {}})"));
    return by.score(base, 1767225600 + 86400);
}

}  // namespace

TEST_CASE("a table goes out as ids, numbers with nulls and categories as dictionaries, and outlives its maker") {
    ArrowSchema schema{};
    ArrowArray array{};
    crm::export_arrow(small_table(), &schema, &array);
    CHECK(std::string_view(schema.format) == "+s");
    CHECK(array.length == 4);
    REQUIRE(schema.n_children == array.n_children);
    bool revenue = false;
    bool status = false;
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        const ArrowSchema& field = *schema.children[i];
        const ArrowArray& of = *array.children[i];
        const std::string_view name = field.name;
        CHECK(of.length == 4);
        if (name == "id") {
            REQUIRE(std::string_view(field.format) == "u");
            const auto* const ends = static_cast<const std::int32_t*>(of.buffers[1]);
            CHECK(std::string_view(static_cast<const char*>(of.buffers[2]) + ends[3],
                                   static_cast<std::size_t>(ends[4] - ends[3])) == "Müller 💙");
        } else if (name == "revenue") {
            revenue = true;
            CHECK(static_cast<const double*>(of.buffers[1])[2] == 30);
            CHECK(static_cast<const double*>(of.buffers[1])[3] == 0);
        } else if (name == "p_alive") {
            CHECK(of.null_count == 4);
            CHECK(static_cast<const std::uint8_t*>(of.buffers[0])[0] == 0);
        } else if (name == "value_status") {
            status = true;
            REQUIRE(of.dictionary != nullptr);
            REQUIRE(field.dictionary != nullptr);
            CHECK(std::string_view(field.format) == "i");
            const std::int32_t code = static_cast<const std::int32_t*>(of.buffers[1])[3];
            const auto* const ends = static_cast<const std::int32_t*>(of.dictionary->buffers[1]);
            CHECK(std::string_view(static_cast<const char*>(of.dictionary->buffers[2]) + ends[code],
                                   static_cast<std::size_t>(ends[code + 1] - ends[code])) == "no_purchases");
        }
    }
    CHECK(revenue);
    CHECK(status);
    ArrowArray moved = *array.children[1];  // a child may be moved away, and lives on
    array.children[1]->release = nullptr;
    array.release(&array);
    CHECK((array.release == nullptr));
    CHECK(moved.length == 4);
    CHECK(moved.buffers[1] != nullptr);
    moved.release(&moved);
    schema.release(&schema);
    CHECK((schema.release == nullptr));
}

TEST_CASE("a stream tells its schema as often as asked, gives one batch, and then the end") {
    ArrowArrayStream stream{};
    crm::export_arrow(small_table(), &stream);
    for (int again = 0; again < 2; ++again) {
        ArrowSchema schema{};
        REQUIRE(stream.get_schema(&stream, &schema) == 0);
        CHECK(schema.n_children > 50);
        CHECK(std::string_view(schema.children[0]->name) == "id");
        schema.release(&schema);
        ArrowArray array{};
        REQUIRE(stream.get_next(&stream, &array) == 0);
        CHECK((array.release != nullptr) == (again == 0));
        if (array.release != nullptr) {
            array.release(&array);
        }
    }
    CHECK(stream.get_last_error(&stream) == nullptr);
    stream.release(&stream);
    CHECK((stream.release == nullptr));
}

namespace {

/// A stream of batches, of which one may fail.
struct batches {
    std::vector<std::unique_ptr<batch>> left;
    int fails_at = -1;
    int next = 0;

    ArrowArrayStream stream() {
        ArrowArrayStream result{};
        result.private_data = this;
        result.get_schema = [](ArrowArrayStream* self, ArrowSchema* to) {
            *to = static_cast<batches*>(self->private_data)->left.front()->schema;
            return 0;
        };
        result.get_next = [](ArrowArrayStream* self, ArrowArray* to) {
            auto& of = *static_cast<batches*>(self->private_data);
            const int at = of.next++;
            if (at == of.fails_at) {
                return 5;
            }
            *to = static_cast<std::size_t>(at) < of.left.size() ? of.left[static_cast<std::size_t>(at)]->array
                                                                : ArrowArray{};
            return 0;
        };
        result.get_last_error = [](ArrowArrayStream*) { return "the disk is gone"; };
        result.release = [](ArrowArrayStream* self) { self->release = nullptr; };
        return result;
    }
};

}  // namespace

TEST_CASE("all batches of a stream are added; where it fails, its own words are told and what came before stays") {
    auto base = three_customers();
    batches two;
    two.left.push_back(three_purchases());
    two.left.push_back(three_purchases());
    ArrowArrayStream stream = two.stream();
    CHECK(crm::add_arrow(base, "purchases", &stream) == 6);
    CHECK((stream.release == nullptr));

    batches failing;
    failing.left.push_back(three_purchases());
    failing.fails_at = 1;
    ArrowArrayStream broken = failing.stream();
    CHECK_THROWS_WITH((void)crm::add_arrow(base, "purchases", &broken),
                      "purchases: the stream failed with code 5: the disk is gone");
    CHECK((broken.release == nullptr));
    CHECK(base.content().purchases.amount.size() == 9);
}
