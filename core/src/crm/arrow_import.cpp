#include <scvm/crm/arrow.hpp>
#include <scvm/crm/base_table.hpp>
#include <scvm/crm/incoming_rows.hpp>
#include <scvm/error.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace scvm::crm {

namespace {

/// Releases what was handed over, once.
template <class Structure>
class consumed {
public:
    explicit consumed(Structure* of) : of_(of) {}
    consumed(const consumed&) = delete;
    consumed& operator=(const consumed&) = delete;
    ~consumed() {
        if (of_ != nullptr && of_->release != nullptr) {
            of_->release(of_);
        }
    }
    [[nodiscard]] Structure& get(std::string_view what) const {
        if (of_ == nullptr || of_->release == nullptr) {
            throw error(errc::closed, std::string(what) + " is NULL, or released already");
        }
        return *of_;
    }

private:
    Structure* of_;
};

[[noreturn]] void refuse(std::string_view path, std::string_view rule) {
    throw error(errc::bad_record, std::string(path) + ": " + std::string(rule));
}

template <class T>
[[nodiscard]] T value_at(const void* buffer, std::int64_t i) {
    T result;  // buffers need not be aligned
    std::memcpy(&result, static_cast<const std::byte*>(buffer) + static_cast<std::size_t>(i) * sizeof(T), sizeof(T));
    return result;
}

[[nodiscard]] bool bit_at(const void* buffer, std::int64_t i) {
    return (static_cast<const std::uint8_t*>(buffer)[i / 8] >> (i % 8) & 1) != 0;
}

/// What a format says, in the order of the checks below.
enum class layout {
    null,
    boolean,
    integer,
    floating,
    decimal,
    text,
    view,
    date,
    timestamp,
};

struct format {
    layout is = layout::null;
    std::size_t size = 0;   ///< bytes of one value, or of one offset of texts
    bool is_signed = true;  ///< of an integer
    std::int64_t per_second = 1;
    std::int64_t seconds = 1;  ///< of one unit of a date
    std::int32_t scale = 0;    ///< of a decimal
    bool zoned = false;        ///< of a timestamp: it counts from 1970-01-01 UTC, whatever its zone is called
    std::int64_t buffers = 2;  ///< at least
};

[[nodiscard]] std::optional<format> decimal_format(std::string_view text) {
    format result{layout::decimal, 16};
    const std::size_t comma = text.find(',');
    const std::size_t second = text.find(',', comma + 1);
    if (comma == std::string_view::npos || (second != std::string_view::npos && text.substr(second + 1) != "128")) {
        return std::nullopt;
    }
    const std::string_view scale = text.substr(comma + 1, second - comma - 1);
    const auto [end, code] = std::from_chars(scale.data(), scale.data() + scale.size(), result.scale);
    const bool good = code == std::errc() && end == scale.data() + scale.size() && std::abs(result.scale) <= 38;
    return good ? std::optional(result) : std::nullopt;
}

[[nodiscard]] std::optional<format> read_format(std::string_view text) {
    if (text.starts_with("d:")) {
        return decimal_format(text.substr(2));
    }
    if (text.starts_with("ts") && text.size() >= 4 && text[3] == ':') {
        constexpr std::string_view units = "smun";
        const std::size_t unit = units.find(text[2]);
        constexpr std::int64_t per_second[] = {1, 1'000, 1'000'000, 1'000'000'000};
        return unit == std::string_view::npos
                   ? std::nullopt
                   : std::optional(format{layout::timestamp, 8, true, per_second[unit], 1, 0, text.size() > 4});
    }
    if (text == "tdD") {
        return format{layout::date, 4, true, 1, 86400};
    }
    if (text == "tdm") {
        return format{layout::date, 8, true, 1000};
    }
    if (text == "vu") {
        return format{layout::view, 16, true, 1, 1, 0, false, 3};
    }
    if (text.size() != 1) {
        return std::nullopt;
    }
    switch (text.front()) {
        case 'n':
            return format{layout::null, 0, true, 1, 1, 0, false, 0};
        case 'b':
            return format{layout::boolean};
        case 'c':
        case 'C':
            return format{layout::integer, 1, text == "c"};
        case 's':
        case 'S':
            return format{layout::integer, 2, text == "s"};
        case 'i':
        case 'I':
            return format{layout::integer, 4, text == "i"};
        case 'l':
        case 'L':
            return format{layout::integer, 8, text == "l"};
        case 'f':
            return format{layout::floating, 4};
        case 'g':
            return format{layout::floating, 8};
        case 'u':
            return format{layout::text, 4, true, 1, 1, 0, false, 3};
        case 'U':
            return format{layout::text, 8, true, 1, 1, 0, false, 3};
        default:
            return std::nullopt;
    }
}

/// One column that has been looked through: every later access is within what its structures say.
class arrow_column {
public:
    arrow_column(const ArrowSchema* schema, const ArrowArray* array, std::string path, bool of_dictionary = false)
        : path_(std::move(path)) {
        if (schema == nullptr || array == nullptr || schema->release == nullptr || array->release == nullptr) {
            refuse(path_, "expected a column, got NULL, or a released one");
        }
        if (schema->format == nullptr) {
            refuse(path_, "the schema has no format");
        }
        const auto found = read_format(schema->format);
        if (!found) {
            refuse(path_, "format \"" + std::string(std::string_view(schema->format).substr(0, 80)) +
                              "\": expected texts, numbers, booleans, dates or timestamps");
        }
        of_ = *found;
        check_structure(*schema, *array);
        array_ = array;
        if (of_.is == layout::text) {
            check_offsets();
        }
        if (schema->dictionary != nullptr) {
            if (of_dictionary || array->dictionary == nullptr || of_.is != layout::integer) {
                refuse(path_, "expected whole numbers that are places in a dictionary, and the dictionary");
            }
            dictionary_ =
                std::make_unique<arrow_column>(schema->dictionary, array->dictionary, path_ + ".dictionary", true);
        }
    }

    [[nodiscard]] std::int64_t length() const noexcept { return array_->length; }

    [[nodiscard]] bool is_null(std::int64_t i) const {
        return of_.is == layout::null || (validity_ != nullptr && !bit_at(validity_, array_->offset + i));
    }

    /// The doubles themselves, where they lie so that they can be lent.
    [[nodiscard]] const double* doubles(std::int64_t first) const {
        if (of_.is != layout::floating || of_.size != 8 || validity_ != nullptr) {
            return nullptr;
        }
        const auto* const data = static_cast<const std::byte*>(array_->buffers[1]) +
                                 static_cast<std::size_t>(array_->offset + first) * sizeof(double);
        return reinterpret_cast<std::uintptr_t>(data) % alignof(double) == 0 ? reinterpret_cast<const double*>(data)
                                                                             : nullptr;
    }

    /// Value i as a cell; a text of digits is kept in `rows`. Throws error{bad_record} for a place outside.
    [[nodiscard]] cell at(std::int64_t i, incoming_rows& rows) const {
        using what = cell::what;
        if (is_null(i)) {
            return {};
        }
        const std::int64_t place = array_->offset + i;
        switch (of_.is) {
            case layout::null:
                return {};
            case layout::boolean:
                return {what::boolean, {}, bit_at(array_->buffers[1], place) ? 1.0 : 0.0};
            case layout::integer:
                return dictionary_ != nullptr ? word_at(place, rows) : integer_at(place, rows);
            case layout::floating: {
                const double number = of_.size == 8 ? value_at<double>(array_->buffers[1], place)
                                                    : static_cast<double>(value_at<float>(array_->buffers[1], place));
                return std::isnan(number) ? cell{} : cell{what::number, {}, number};
            }
            case layout::decimal:
                return {what::number, {}, decimal_at(place)};
            case layout::text:
                return {what::text, text_at(place)};
            case layout::view:
                return {what::text, view_at(place)};
            case layout::date:
            case layout::timestamp:
                return {of_.zoned ? what::moment : what::clock, {}, static_cast<double>(seconds_at(place))};
        }
        return {};
    }

private:
    void check_structure(const ArrowSchema& schema, const ArrowArray& array) {
        if (array.length < 0 || array.offset < 0 || array.null_count < -1 ||
            array.length > std::numeric_limits<std::int64_t>::max() / 64 - array.offset) {
            refuse(path_, "length " + std::to_string(array.length) + ", offset " + std::to_string(array.offset) + ", " +
                              std::to_string(array.null_count) + " nulls: expected whole numbers of 0 or more");
        }
        if (schema.n_children != 0 || array.n_children != 0) {
            refuse(path_, "expected a column of single values, got one with children");
        }
        if (of_.is == layout::null) {
            return;
        }
        if (array.n_buffers < of_.buffers || (of_.is != layout::view && array.n_buffers != of_.buffers)) {
            refuse(path_, std::to_string(array.n_buffers) + " buffers: expected " + std::to_string(of_.buffers));
        }
        if (array.buffers == nullptr) {
            refuse(path_, "expected buffers, got NULL");
        }
        if (array.null_count != 0) {
            validity_ = array.buffers[0];
        }
        if (validity_ == nullptr && array.null_count > 0) {
            refuse(path_, std::to_string(array.null_count) + " nulls, but no buffer that says which");
        }
        const bool needs_data = array.length > 0;
        if (needs_data && array.buffers[1] == nullptr) {
            refuse(path_, "expected a buffer of values, got NULL");
        }
        if (of_.is == layout::view && needs_data && array.n_buffers > 3 &&
            array.buffers[array.n_buffers - 1] == nullptr) {
            refuse(path_, "expected the sizes of its buffers, got NULL");
        }
    }

    [[nodiscard]] std::int64_t offset_at(std::int64_t place) const {
        return of_.size == 8 ? value_at<std::int64_t>(array_->buffers[1], place)
                             : value_at<std::int32_t>(array_->buffers[1], place);
    }

    void check_offsets() const {
        std::int64_t before = length() > 0 ? offset_at(array_->offset) : 0;
        bool good = before >= 0;
        for (std::int64_t i = 1; i <= length() && good; ++i) {
            const std::int64_t next = offset_at(array_->offset + i);
            good = next >= before;
            before = next;
        }
        if (!good) {
            refuse(path_, "expected offsets of 0 or more that do not fall");
        }
        if (length() > 0 && before > offset_at(array_->offset) && array_->buffers[2] == nullptr) {
            refuse(path_, "expected a buffer of text, got NULL");
        }
    }

    [[nodiscard]] std::string_view text_at(std::int64_t place) const {
        const std::int64_t begin = offset_at(place);
        const auto size = static_cast<std::size_t>(offset_at(place + 1) - begin);
        return size == 0 ? std::string_view()
                         : std::string_view(static_cast<const char*>(array_->buffers[2]) + begin, size);
    }

    // 4 bytes of length; then 12 bytes of text, or 4 of its beginning, and the buffer and the place that hold it.
    [[nodiscard]] std::string_view view_at(std::int64_t place) const {
        const auto* const view = static_cast<const char*>(array_->buffers[1]) + place * 16;
        const auto size = value_at<std::int32_t>(view, 0);
        if (size >= 0 && size <= 12) {
            return {view + 4, static_cast<std::size_t>(size)};
        }
        const auto buffer = value_at<std::int32_t>(view, 2);
        const auto begin = value_at<std::int32_t>(view, 3);
        const std::int64_t buffers = array_->n_buffers - 3;
        const bool known = size > 0 && buffer >= 0 && buffer < buffers && begin >= 0;
        const void* const data = known ? array_->buffers[2 + buffer] : nullptr;
        if (data == nullptr ||
            value_at<std::int64_t>(array_->buffers[array_->n_buffers - 1], buffer) < std::int64_t{begin} + size) {
            refuse(path_, "a text lies outside its buffers");
        }
        return {static_cast<const char*>(data) + begin, static_cast<std::size_t>(size)};
    }

    template <class Visit>
    auto integer(std::int64_t place, Visit visit) const {
        const void* const data = array_->buffers[1];
        switch (of_.size) {
            case 1:
                return of_.is_signed ? visit(value_at<std::int8_t>(data, place))
                                     : visit(value_at<std::uint8_t>(data, place));
            case 2:
                return of_.is_signed ? visit(value_at<std::int16_t>(data, place))
                                     : visit(value_at<std::uint16_t>(data, place));
            case 4:
                return of_.is_signed ? visit(value_at<std::int32_t>(data, place))
                                     : visit(value_at<std::uint32_t>(data, place));
            default:
                return of_.is_signed ? visit(value_at<std::int64_t>(data, place))
                                     : visit(value_at<std::uint64_t>(data, place));
        }
    }

    [[nodiscard]] cell integer_at(std::int64_t place, incoming_rows& rows) const {
        return integer(place, [&](auto number) {
            return cell{cell::what::digits, rows.hold(std::to_string(number)), static_cast<double>(number)};
        });
    }

    [[nodiscard]] cell word_at(std::int64_t place, incoming_rows& rows) const {
        const std::int64_t word = integer(place, [](auto number) {
            return number < 0 || static_cast<std::uint64_t>(number) > 0x7fffffffffffffff
                       ? std::int64_t{-1}
                       : static_cast<std::int64_t>(number);
        });
        if (word < 0 || word >= dictionary_->length()) {
            refuse(path_, "a place outside its dictionary of " + std::to_string(dictionary_->length()) + " values");
        }
        return dictionary_->at(word, rows);
    }

    [[nodiscard]] std::int64_t seconds_at(std::int64_t place) const {
        const std::int64_t count = of_.size == 4 ? value_at<std::int32_t>(array_->buffers[1], place)
                                                 : value_at<std::int64_t>(array_->buffers[1], place);
        const std::int64_t whole = count / of_.per_second - (count % of_.per_second < 0 ? 1 : 0);  // cut to the past
        return whole * of_.seconds;
    }

    [[nodiscard]] double decimal_at(std::int64_t place) const {
        const auto low = value_at<std::uint64_t>(array_->buffers[1], 2 * place);
        const auto high = value_at<std::int64_t>(array_->buffers[1], 2 * place + 1);
        // One rounding to a double for all amounts of up to 53 bits, and one of the division.
        const bool small = high == 0 ? low <= (1ull << 53) : high == -1 && low >= ~0ull - (1ull << 53);
        const double number = small ? static_cast<double>(static_cast<std::int64_t>(low))
                                    : static_cast<double>(high) * 0x1p64 + static_cast<double>(low);
        const double power = std::pow(10.0, std::abs(of_.scale));
        return of_.scale >= 0 ? number / power : number * power;
    }

    std::string path_;
    format of_;
    const ArrowArray* array_ = nullptr;
    const void* validity_ = nullptr;
    std::unique_ptr<arrow_column> dictionary_;
};

/// The table that a name means, and the attribute in "attributes.territory".
struct target {
    explicit target(std::string_view name) {
        constexpr std::string_view attributes = "attributes.";
        const bool of_attribute = name.starts_with(attributes);
        table = &base_table_named(of_attribute ? name_of(crm::table::attributes) : name);
        attribute = of_attribute ? name.substr(attributes.size()) : std::string_view();
        if (table->where == crm::table::attributes && !of_attribute) {
            throw error(errc::bad_record, "attributes: expected the name of one of them, like attributes.territory");
        }
        path = std::string(name);
    }
    const base_table* table;
    std::string_view attribute;
    std::string path;
};

[[nodiscard]] std::size_t place_of(const incoming_rows& rows, const char* name, const std::string& path) {
    std::string expected;
    for (std::size_t i = 0; i < rows.columns().size(); ++i) {
        if (name != nullptr && rows.column(i).name == name) {
            return i;
        }
        expected += (i == 0 ? "" : ", ") + std::string(rows.column(i).name);
    }
    refuse(path, name == nullptr ? std::string("a column has no name")
                                 : "unknown column \"" + std::string(std::string_view(name).substr(0, 80)) +
                                       "\"; expected one of " + expected);
}

void read_column(incoming_rows& rows, std::size_t place, const arrow_column& column, std::int64_t first,
                 std::int64_t length) {
    const description::field& to = rows.column(place);
    if (const double* const lent = column.doubles(first);
        lent != nullptr && to.of->inner->is == description::kind::number && !to.yes_or_no) {
        return rows.lend(place, std::span(lent, static_cast<std::size_t>(length)));
    }
    rows.begin(place, static_cast<std::size_t>(length));
    for (std::int64_t i = 0; i < length; ++i) {
        rows.read(place, column.at(first + i, rows));
    }
}

std::size_t add_batch(customer_base& base, const target& to, const ArrowSchema& schema, const ArrowArray& array) {
    if (schema.format == nullptr || std::string_view(schema.format) != "+s") {
        refuse(to.path, "format \"" + std::string(schema.format == nullptr ? "" : schema.format) +
                            "\": expected a record batch, a struct of columns (\"+s\")");
    }
    if (array.length < 0 || array.offset < 0 ||
        array.length > std::numeric_limits<std::int64_t>::max() / 64 - array.offset) {
        refuse(to.path, "length " + std::to_string(array.length) + ", offset " + std::to_string(array.offset) +
                            ": expected whole numbers of 0 or more");
    }
    if (array.null_count > 0) {
        refuse(to.path, "expected a record batch without null rows");
    }
    if (schema.n_children < 0 || schema.n_children != array.n_children ||
        (schema.n_children > 0 && (schema.children == nullptr || array.children == nullptr))) {
        refuse(to.path, std::to_string(schema.n_children) + " columns in the schema, " +
                            std::to_string(array.n_children) + " in the array: expected as many");
    }
    incoming_rows rows(*to.table, base.clocks());
    std::vector<bool> seen(rows.columns().size());
    std::vector<std::unique_ptr<arrow_column>> columns;
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        const ArrowSchema* const child = schema.children[i];
        const std::size_t place = place_of(rows, child == nullptr ? nullptr : child->name, to.path);
        const std::string path = to.path + "." + std::string(rows.column(place).name);
        if (seen[place]) {
            refuse(path, "there are two columns of this name");
        }
        seen[place] = true;
        const arrow_column& column =
            *columns.emplace_back(std::make_unique<arrow_column>(child, array.children[i], path));
        if (column.length() < array.offset + array.length) {
            throw error(errc::size_mismatch, path + " has " + std::to_string(column.length()) + " rows: expected " +
                                                 std::to_string(array.offset + array.length) +
                                                 ", as the record batch has");
        }
        read_column(rows, place, column, array.offset, array.length);
    }
    (void)rows.require_columns(to.path + ".");
    return rows.add_to(base, to.attribute);
}

}  // namespace

std::size_t add_arrow(customer_base& base, std::string_view table, ArrowSchema* schema, ArrowArray* array) {
    const consumed<ArrowSchema> held_schema(schema);
    const consumed<ArrowArray> held_array(array);
    return add_batch(base, target(table), held_schema.get("schema"), held_array.get("array"));
}

std::size_t add_arrow(customer_base& base, std::string_view table, ArrowArrayStream* stream) {
    const consumed<ArrowArrayStream> held(stream);
    ArrowArrayStream& from = held.get("stream");
    const target to(table);
    const auto require = [&](int code) {
        if (code != 0) {
            const char* const said = from.get_last_error == nullptr ? nullptr : from.get_last_error(&from);
            refuse(to.path, "the stream failed with code " + std::to_string(code) +
                                (said == nullptr ? std::string() : ": " + std::string(said)));
        }
    };
    if (from.get_schema == nullptr || from.get_next == nullptr) {
        refuse(to.path, "expected a stream, got one without functions");
    }
    ArrowSchema schema{};
    require(from.get_schema(&from, &schema));
    const consumed<ArrowSchema> held_schema(&schema);
    std::size_t used = 0;
    for (;;) {
        ArrowArray array{};
        require(from.get_next(&from, &array));
        if (array.release == nullptr) {
            return used;
        }
        const consumed<ArrowArray> held_array(&array);
        used += add_batch(base, to, held_schema.get("schema"), array);
    }
}

}  // namespace scvm::crm
