#include <scvm/crm/incoming_rows.hpp>

#include <cmath>
#include <cstring>
#include <utility>

namespace scvm::crm {

namespace {

using description::field;
using description::kind;

template <class T>
void lend_span(void* columns, const field& to, const void* data, std::size_t first, std::size_t rows) {
    auto* const span = reinterpret_cast<std::span<const T>*>(static_cast<std::byte*>(columns) + to.offset);
    *span = {static_cast<const T*>(data) + first, rows};
}

void lend_part(void* columns, const field& to, const void* data, std::size_t first, std::size_t rows) {
    switch (to.of->inner->is) {
        case kind::text:
            return lend_span<std::string_view>(columns, to, data, first, rows);
        case kind::number:
            return lend_span<double>(columns, to, data, first, rows);
        case kind::moment:
            return lend_span<std::int64_t>(columns, to, data, first, rows);
        default:
            return lend_span<std::int32_t>(columns, to, data, first, rows);
    }
}

}  // namespace

incoming_rows::incoming_rows(const base_table& of, clock_reader clocks)
    : of_(&of), clocks_(std::move(clocks)), columns_(of.columns->fields.size()) {}

void incoming_rows::begin(std::size_t column, std::size_t expected_rows) {
    incoming& to = columns_[column];
    to.there = true;
    switch (this->column(column).of->inner->is) {
        case kind::text:
            return to.texts.reserve(expected_rows);
        case kind::number:
            return to.numbers.reserve(expected_rows);
        case kind::moment:
            return to.times.reserve(expected_rows);
        default:
            return to.wholes.reserve(expected_rows);
    }
}

void incoming_rows::read(std::size_t column, const cell& value) {
    try {
        append(column, &value);
    } catch (const error& e) {
        fail(column, e.code(), e.what());
    }
}

void incoming_rows::read(std::size_t column, const std::optional<dates::reading>& found) {
    if (!found) {
        read(column, cell{});
    } else if (found->good()) {
        incoming& to = columns_[column];
        to.times.push_back(found->seconds);
        ++to.rows;
        to.there = true;
    } else {
        fail(column, errc::bad_record, std::string(this->column(column).name) + " = " + found->fault);
    }
}

void incoming_rows::fail(std::size_t column, errc code, std::string reason) {
    const auto [found, fresh] = faults_.try_emplace(columns_[column].rows, fault{column, code, reason});
    if (!fresh && found->second.column > column) {
        found->second = {column, code, std::move(reason)};
    }
    append(column, nullptr);
}

// Without a value: something in its place, as its row is rejected.
void incoming_rows::append(std::size_t column, const cell* value) {
    const field& row = of_->row->fields[column];
    incoming& to = columns_[column];
    const bool nothing = value != nullptr && value->is == cell::what::nothing;
    const bool empty = value == nullptr || (nothing && !std::isnan(row.null_is));
    switch (this->column(column).of->inner->is) {
        case kind::text: {
            std::string_view text;
            if (value != nullptr && !(nothing && may_be_empty(row))) {
                read_cell(row, *value, &text, clocks_);
            }
            to.texts.push_back(text);
            break;
        }
        case kind::number: {
            double number = no_number;
            if (value != nullptr) {
                number = row.yes_or_no ? read_flag(*value, row.name) : read_number(*value, row.name);
            }
            to.numbers.push_back(number);
            break;
        }
        case kind::moment: {
            std::int64_t time = 0;
            empty ? (void)std::memcpy(&time, static_cast<const std::byte*>(of_->row->sample) + row.offset, sizeof time)
                  : read_cell(row, *value, &time, clocks_);
            to.times.push_back(time);
            break;
        }
        default: {
            std::int32_t number = 0;
            if (!empty) {
                read_cell(row, *value, &number, clocks_);
            }
            to.wholes.push_back(number);
        }
    }
    ++to.rows;
    to.there = true;
}

incoming_rows::incoming& incoming_rows::place_of(std::size_t column, const description::type& element,
                                                 std::size_t rows) {
    const description::type& expected = *this->column(column).of->inner;
    if (expected.size != element.size || (expected.is == kind::number) != (element.is == kind::number)) {
        throw error(errc::internal, std::string(this->column(column).name) + ": a column of another type was lent");
    }
    incoming& to = columns_[column];
    to.there = true;
    to.rows = rows;
    return to;
}

const void* incoming_rows::data_of(std::size_t column) const {
    const incoming& of = columns_[column];
    if (of.lent != nullptr) {
        return of.lent;
    }
    switch (this->column(column).of->inner->is) {
        case kind::text:
            return of.texts.data();
        case kind::number:
            return of.numbers.data();
        case kind::moment:
            return of.times.data();
        default:
            return of.wholes.data();
    }
}

std::string_view incoming_rows::text_at(std::size_t column, std::size_t row) const {
    return static_cast<const std::string_view*>(data_of(column))[row];
}

std::size_t incoming_rows::require_columns(std::string_view path) const {
    const std::size_t rows = columns_.front().rows;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        const std::string name = std::string(path) + std::string(column(k).name);
        if (column(k).required && !columns_[k].there) {
            throw error(errc::bad_record, name + ": is missing");
        }
        if (columns_[k].there) {
            require_size(name, columns_[k].rows, column(0).name, rows);
        }
    }
    return rows;
}

std::size_t incoming_rows::add_to(customer_base& base, std::string_view attribute) const {
    const std::size_t rows = require_columns();
    const auto columns = of_->no_columns();
    std::size_t used = 0;
    std::size_t first = 0;
    const auto add_until = [&](std::size_t end) {
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            if (columns_[k].there) {
                lend_part(columns.get(), column(k), data_of(k), first, end - first);
            }
        }
        used += of_->add(base, attribute, columns.get()).used;
        first = end;
    };
    for (const auto& [row, of] : faults_) {
        add_until(row);
        if (of_->where == table::consents) {
            base.reject_consent(text_at(0, row), text_at(1, row), of.code, of.reason);
        } else {
            base.reject(of_->where, of.code, of.reason);
        }
        first = row + 1;
    }
    add_until(rows);
    return used;
}

}  // namespace scvm::crm
