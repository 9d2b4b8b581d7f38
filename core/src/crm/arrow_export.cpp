#include <scvm/crm/arrow.hpp>
#include <scvm/crm/score_columns.hpp>

#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

/// One column on its way out, with all that its structures point to.
struct column {
    std::string name;
    std::string format;
    std::int64_t length = 0;
    std::int64_t null_count = 0;
    std::vector<std::uint8_t> validity{};  ///< one bit a value; empty: no nulls
    std::vector<double> numbers{};
    std::vector<std::int32_t> codes{};  ///< or the ends of texts
    std::vector<std::int64_t> ends{};   ///< of texts that are longer than 2^31 bytes together
    std::string bytes{};
    std::unique_ptr<column> dictionary{};
    std::vector<column> children{};
};

/// What a schema's or an array's private_data is: every structure owns its own, so that a child may be moved away.
struct schema_owner {
    std::string name;
    std::string format;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema*> pointers;
    ArrowSchema dictionary{};
};
struct array_owner {
    column of;
    std::vector<const void*> buffers;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> pointers;
    ArrowArray dictionary{};
};

template <class Owner, class Structure>
void release(Structure* self) {
    auto* const owner = static_cast<Owner*>(self->private_data);
    for (Structure& child : owner->children) {
        if (child.release != nullptr) {  // else it was moved away
            child.release(&child);
        }
    }
    if (owner->dictionary.release != nullptr) {
        owner->dictionary.release(&owner->dictionary);
    }
    self->release = nullptr;
    delete owner;
}

void fill(ArrowSchema& to, const column& from);
void fill(ArrowArray& to, column&& from);

/// Makes the children's structures; where memory runs out, those that were made are given back.
template <class Owner, class Structure, class Columns>
void fill_children(Owner& owner, Columns&& from, Structure* dictionary) {
    owner.children.resize(from.children.size());
    try {
        for (std::size_t i = 0; i < from.children.size(); ++i) {
            fill(owner.children[i], std::move(from.children[i]));
            owner.pointers.push_back(&owner.children[i]);
        }
        if (from.dictionary) {
            fill(*dictionary, std::move(*from.dictionary));
        }
    } catch (...) {
        for (Structure& child : owner.children) {
            if (child.release != nullptr) {
                child.release(&child);
            }
        }
        throw;
    }
}

void fill(ArrowSchema& to, const column& from) {
    auto owner = std::make_unique<schema_owner>();
    owner->name = from.name;
    owner->format = from.format;
    owner->pointers.reserve(from.children.size());
    fill_children(*owner, from, &owner->dictionary);
    to = {};
    to.format = owner->format.c_str();
    to.name = owner->name.c_str();
    to.flags = ARROW_FLAG_NULLABLE;
    to.n_children = static_cast<std::int64_t>(owner->children.size());
    to.children = owner->pointers.data();
    to.dictionary = from.dictionary ? &owner->dictionary : nullptr;
    to.release = &release<schema_owner, ArrowSchema>;
    to.private_data = owner.release();
}

void fill(ArrowArray& to, column&& from) {
    auto owner = std::make_unique<array_owner>();
    owner->pointers.reserve(from.children.size());
    owner->buffers.reserve(3);
    fill_children(*owner, from, &owner->dictionary);
    const bool has_dictionary = from.dictionary != nullptr;
    owner->of = std::move(from);
    const column& of = owner->of;
    owner->buffers.push_back(of.validity.empty() ? nullptr : of.validity.data());
    if (of.format == "g") {
        owner->buffers.push_back(of.numbers.data());
    } else if (of.format == "i") {
        owner->buffers.push_back(of.codes.data());
    } else if (of.format == "u" || of.format == "U") {
        of.format == "u" ? owner->buffers.push_back(of.codes.data()) : owner->buffers.push_back(of.ends.data());
        owner->buffers.push_back(of.bytes.data());
    }
    to = {};
    to.length = of.length;
    to.null_count = of.null_count;
    to.n_buffers = static_cast<std::int64_t>(owner->buffers.size());
    to.buffers = owner->buffers.data();
    to.n_children = static_cast<std::int64_t>(owner->children.size());
    to.children = owner->pointers.data();
    to.dictionary = has_dictionary ? &owner->dictionary : nullptr;
    to.release = &release<array_owner, ArrowArray>;
    to.private_data = owner.release();
}

template <class Texts>
[[nodiscard]] column texts(std::string name, std::size_t count, Texts text) {
    column result{std::move(name), "U", static_cast<std::int64_t>(count)};
    result.ends.reserve(count + 1);
    result.ends.push_back(0);
    for (std::size_t i = 0; i < count; ++i) {
        result.bytes += text(i);
        result.ends.push_back(static_cast<std::int64_t>(result.bytes.size()));
    }
    if (result.bytes.size() <= std::numeric_limits<std::int32_t>::max()) {  // what every implementation reads
        result.format = "u";
        result.codes.assign(result.ends.begin(), result.ends.end());
        result.ends.clear();
    }
    return result;
}

[[nodiscard]] column numbers(std::string_view name, std::span<const double> values) {
    column result{std::string(name), "g", static_cast<std::int64_t>(values.size())};
    result.numbers.assign(values.begin(), values.end());
    result.validity.assign((values.size() + 7) / 8, 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool there = !std::isnan(values[i]);
        result.validity[i / 8] = static_cast<std::uint8_t>(result.validity[i / 8] | (there ? 1u << (i % 8) : 0u));
        result.null_count += there ? 0 : 1;
    }
    if (result.null_count == 0) {
        result.validity.clear();
    }
    return result;
}

[[nodiscard]] column categories(std::string_view name, std::span<const std::int32_t> codes,
                                const std::vector<std::string>& labels) {
    column result{std::string(name), "i", static_cast<std::int64_t>(codes.size())};
    result.codes.assign(codes.begin(), codes.end());
    result.dictionary =
        std::make_unique<column>(texts("", labels.size(), [&](std::size_t i) { return std::string_view(labels[i]); }));
    return result;
}

[[nodiscard]] column columns_of(const score_table& table) {
    column result{"", "+s", static_cast<std::int64_t>(table.size())};
    result.children.push_back(texts("id", table.size(), [&](std::size_t row) { return table.id(row); }));
    for (const score_column& each : number_columns()) {
        result.children.push_back(numbers(each.name, table.numbers(each.name)));
    }
    for (const score_column& each : category_columns()) {
        result.children.push_back(categories(each.name, table.codes(each.name), table.labels(each.name)));
    }
    return result;
}

[[nodiscard]] column shape_of(const column& from) {
    column result{from.name, from.format};
    for (const column& child : from.children) {
        result.children.push_back(shape_of(child));
    }
    if (from.dictionary) {
        result.dictionary = std::make_unique<column>(shape_of(*from.dictionary));
    }
    return result;
}

/// A stream of one batch.
struct stream_owner {
    column shape;  ///< without its values
    column batch;
    bool given = false;
    std::string failure;
};

template <class Body>
int guarded(ArrowArrayStream* self, Body body) noexcept {
    auto& owner = *static_cast<stream_owner*>(self->private_data);
    try {
        body(owner);
        return 0;
    } catch (const std::bad_alloc&) {
        return ENOMEM;
    } catch (const std::exception& e) {
        owner.failure = e.what();
        return EINVAL;
    }
}

}  // namespace

void export_arrow(const score_table& table, ArrowSchema* schema, ArrowArray* array) {
    column whole = columns_of(table);
    fill(*schema, whole);
    try {
        fill(*array, std::move(whole));
    } catch (...) {
        schema->release(schema);
        throw;
    }
}

void export_arrow(const score_table& table, ArrowArrayStream* stream) {
    auto owner = std::make_unique<stream_owner>();
    owner->batch = columns_of(table);
    owner->shape = shape_of(owner->batch);
    *stream = {};
    stream->get_schema = [](ArrowArrayStream* self, ArrowSchema* result) {
        return guarded(self, [&](stream_owner& of) { fill(*result, of.shape); });
    };
    stream->get_next = [](ArrowArrayStream* self, ArrowArray* result) {
        return guarded(self, [&](stream_owner& of) {
            *result = {};
            if (!std::exchange(of.given, true)) {
                fill(*result, std::move(of.batch));
            }
        });
    };
    stream->get_last_error = [](ArrowArrayStream* self) {
        const auto& owner_of = *static_cast<stream_owner*>(self->private_data);
        return owner_of.failure.empty() ? nullptr : owner_of.failure.c_str();
    };
    stream->release = [](ArrowArrayStream* self) {
        delete static_cast<stream_owner*>(self->private_data);
        self->release = nullptr;
    };
    stream->private_data = owner.release();
}

}  // namespace scvm::crm
