#include "json/cells.hpp"
#include "json/described_reader.hpp"
#include "json/meant.hpp"
#include "json/scanner.hpp"

#include <scvm/crm/base_table.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/crm/incoming_rows.hpp>
#include <scvm/dates/time_zone.hpp>
#include <scvm/json/base.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::json {

namespace {

[[noreturn]] void fail(const std::string& path, std::string_view rule) {
    description::refuse(errc::bad_record, path, rule);
}

[[nodiscard]] std::string below(std::string_view path, std::string_view key) {
    return std::string(path) + "." + (crm::is_utf8(key) && key.size() <= 80 ? std::string(key) : crm::quoted(key));
}

/// Reads a document table by table and column by column.
class base_reader {
public:
    explicit base_reader(std::string_view text) : in_(text, "base", errc::bad_record, max_depth) {}

    [[nodiscard]] crm::customer_base read() {
        find_tables();
        crm::customer_base base(place_);
        for (const crm::base_table& each : crm::base_tables()) {  // whatever their order in the document
            if (const auto place = places_[static_cast<std::size_t>(each.where)]) {
                in_.back_to(*place);
                each.where == crm::table::attributes ? read_attributes(each, base)
                                                     : read_table(each, "base." + std::string(each.name()), {}, base);
            }
        }
        return base;
    }

private:
    // Before anything is read: a misspelt table would lose data.
    void find_tables() {
        std::vector<std::string_view> names = {"schema", "time_zone"};
        for (const crm::base_table& each : crm::base_tables()) {
            names.push_back(each.name());
        }
        std::vector<bool> seen(names.size());
        bool schema = false;
        each_key("base", [&](std::string_view key) {
            const std::size_t found = known(key, names, seen, "base");
            if (found > 1) {
                places_[static_cast<std::size_t>(crm::base_tables()[found - 2].where)] = in_.place();
                return skip_unless_null(crm::base_tables()[found - 2].where);
            }
            if (found == 1) {
                return read_zone();
            }
            if (!in_.null()) {
                read_schema();
                schema = true;
            }
        });
        if (!schema) {
            fail("base.schema", "is missing");
        }
    }

    void skip_unless_null(crm::table where) {
        if (in_.null()) {
            places_[static_cast<std::size_t>(where)].reset();
        } else {
            in_.skip();
        }
    }

    void read_zone() {
        if (in_.null()) {
            return;
        }
        if (in_.peek() != '"') {
            fail("base.time_zone", "expected a text");
        }
        place_ = dates::clock_of(std::string(in_.text_value(spelt_)));
    }

    void read_schema() {
        if (in_.peek() != '"') {
            fail("base.schema", "expected a text");
        }
        const std::string_view schema = in_.text_value(spelt_);
        if (schema != base_schema) {
            fail("base.schema", crm::quoted(schema) + ": this version reads " + std::string(base_schema));
        }
    }

    void read_attributes(const crm::base_table& of, crm::customer_base& base) {
        if (in_.peek() != '{') {
            fail("base.attributes", "expected an object, one key an attribute");
        }
        std::vector<std::string> seen;
        each_key("base.attributes", [&](std::string_view key) {
            const std::string name(key);
            if (std::ranges::find(seen, name) != seen.end()) {
                fail(below("base.attributes", name), "duplicate key");
            }
            seen.push_back(name);
            read_table(of, below("base.attributes", name), name, base);
        });
    }

    void read_table(const crm::base_table& of, const std::string& path, std::string_view attribute,
                    crm::customer_base& base) {
        crm::incoming_rows rows(of, base.clocks());
        std::vector<std::string_view> names;
        for (const description::field& each : rows.columns()) {
            names.push_back(each.name);
        }
        std::vector<bool> seen(names.size());
        std::size_t expected = 0;
        each_key(path, [&](std::string_view key) {
            const std::size_t column = known(key, names, seen, path);
            if (in_.null()) {
                return;
            }
            if (in_.peek() != '[') {
                fail(below(path, key), "expected an array");
            }
            expected = std::max(expected, read_column(rows, column, expected));
        });
        (void)rows.require_columns(path + ".");
        rows.add_to(base, attribute);
    }

    // The number of rows. An optional column without any is as if it were not there.
    std::size_t read_column(crm::incoming_rows& rows, std::size_t column, std::size_t expected) {
        in_.enter();
        if (in_.end()) {
            if (rows.column(column).required) {
                rows.begin(column);
            }
            return 0;
        }
        rows.begin(column, expected);
        std::size_t size = 0;
        do {
            crm::cell value = read_cell(in_, spelt_);
            if (value.is == crm::cell::what::text && value.text.data() == spelt_.data()) {
                value.text = rows.hold(spelt_);
            }
            rows.read(column, value);
            ++size;
        } while (!in_.end());
        return size;
    }

    template <class Read>
    void each_key(const std::string& path, Read read) {
        if (in_.peek() != '{') {
            fail(path, "expected an object");
        }
        in_.enter();
        while (!in_.end()) {
            std::string spelt;
            read(in_.key(spelt));
        }
    }

    [[nodiscard]] static std::size_t known(std::string_view key, const std::vector<std::string_view>& names,
                                           std::vector<bool>& seen, const std::string& path) {
        const auto found = std::ranges::find(names, key);
        if (found == names.end()) {
            fail(below(path, key), "unknown key; expected one of " + listed(names) + meant(key, names));
        }
        const auto place = static_cast<std::size_t>(found - names.begin());
        if (seen[place]) {
            fail(below(path, key), "duplicate key");
        }
        seen[place] = true;
        return place;
    }

    scanner in_;
    std::string spelt_;
    dates::local_clock place_;
    std::array<std::optional<std::size_t>, crm::tables> places_{};
};

}  // namespace

crm::customer_base read_base(std::string_view text) {
    return base_reader(text).read();
}

}  // namespace scvm::json
