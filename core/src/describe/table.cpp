#include <scvm/describe/ranges.hpp>
#include <scvm/describe/table.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace scvm::description {

const field* table::find(std::string_view key) const {
    const auto found =
        std::lower_bound(by_name.begin(), by_name.end(), key,
                         [&](std::uint16_t place, std::string_view k) { return fields[place].name < k; });
    return found == by_name.end() || fields[*found].name != key ? nullptr : &fields[*found];
}

namespace {

[[noreturn]] void mistaken(const table& of, std::string_view what) {
    throw error(errc::internal, "description of " + std::string(of.name) + ": " + std::string(what));
}

}  // namespace

field builder::start(std::string_view name, const void* member, std::size_t size) const {
    const auto offset = static_cast<const std::byte*>(member) - sample_;
    if (offset < 0 || static_cast<std::size_t>(offset) + size > size_) {
        mistaken(result_,
                 std::string(name) + " is no member of it");  // e.g. an element of a vector: that lies elsewhere
    }
    field result;
    result.name = name;
    result.offset = static_cast<std::size_t>(offset);
    return result;
}

void builder::note(const field& of) const {
    result_.fields.push_back(of);
    if (of.of->is == kind::record) {
        result_.fields.back().null_when_absent = false;  // it is there; of places by word, each may be absent
    }
}

void builder::note_column(const field& of) const {
    result_.columns.push_back(of);
}

void builder::note(const rule& of) const {
    result_.rules.push_back(of);
}

const type& builder::constant_type() {
    static const type made = [] {
        type result;
        result.is = kind::constant;
        return result;
    }();
    return made;
}

const type* builder::places_type(const std::vector<word>& words, const type& element, std::size_t stride,
                                 const void* first, const field& with) const {
    auto places = std::make_shared<table>();
    places->name = with.name;
    places->sample = first;  // within the outer sample, which outlives it
    for (std::size_t i = 0; i < words.size(); ++i) {
        field each;
        each.name = words[i].name;
        each.sentence = words[i].sentence;
        each.of = &element;
        each.offset = i * stride;
        each.within = with.within;
        each.quiet = with.quiet;
        each.null_when_absent = with.null_when_absent;
        each.most = with.most;
        each.least = with.least;
        places->fields.push_back(each);
    }
    detail::finish(*places);
    auto made = std::make_unique<type>();
    made->is = kind::record;
    made->size = words.size() * stride;
    made->name = with.name;
    made->own = std::move(places);
    made->fields = [](const type& self) { return self.own.get(); };
    result_.own.push_back(std::move(made));
    return result_.own.back().get();
}

void detail::finish(table& made) {
    made.by_name.resize(made.fields.size());
    std::iota(made.by_name.begin(), made.by_name.end(), std::uint16_t{0});
    const auto name = [&](std::uint16_t place) { return made.fields[place].name; };
    std::sort(made.by_name.begin(), made.by_name.end(), [&](auto a, auto b) { return name(a) < name(b); });
    if (std::adjacent_find(made.by_name.begin(), made.by_name.end(),
                           [&](auto a, auto b) { return name(a) == name(b); }) != made.by_name.end()) {
        mistaken(made, "two members have the same name");
    }
    for (const field& each : made.fields) {
        made.has_constant |= each.of->is == kind::constant;
    }
}

bool equal(const type& of, const void* a, const void* b) {
    switch (of.is) {
        case kind::boolean:
        case kind::number:
        case kind::whole:
        case kind::word:
        case kind::date:
        case kind::moment: {
            const double x = of.get_number(a);
            const double y = of.get_number(b);
            return x == y || (std::isnan(x) && std::isnan(y));
        }
        case kind::text:
            return of.get_text(a) == of.get_text(b);
        case kind::optional: {
            // get() only looks; it takes a pointer to what may be changed because make() gives one.
            const void* x = of.get(const_cast<void*>(a));
            const void* y = of.get(const_cast<void*>(b));
            return x == nullptr || y == nullptr ? x == y : equal(*of.inner, x, y);
        }
        case kind::choice: {
            const std::size_t chosen = of.chosen(a);
            return chosen == of.chosen(b) &&
                   (of.choices[chosen] == nullptr || equal(*of.choices[chosen], of.held(a), of.held(b)));
        }
        case kind::list: {
            const std::size_t size = of.count(a);
            if (size != of.count(b)) {
                return false;
            }
            for (std::size_t i = 0; i < size; ++i) {
                if (!equal(*of.inner, of.at(a, i), of.at(b, i))) {
                    return false;
                }
            }
            return true;
        }
        case kind::map: {
            std::vector<std::pair<std::string_view, const void*>> entries;
            of.each(a, [&](std::string_view key, const void* value) { entries.emplace_back(key, value); });
            std::size_t i = 0;
            bool same = entries.size() == of.count(b);
            of.each(b, [&](std::string_view key, const void* value) {
                same = same && entries[i].first == key && equal(*of.inner, entries[i].second, value);
                ++i;
            });
            return same;
        }
        case kind::matrix: {
            bool same = of.height(a) == of.height(b);
            for (std::size_t i = 0; same && i < of.height(a); ++i) {
                const auto x = of.row(a, i);
                const auto y = of.row(b, i);
                same = std::equal(x.begin(), x.end(), y.begin(), y.end());
            }
            return same;
        }
        case kind::record:
        case kind::flags:
            return std::ranges::all_of(of.fields(of)->fields, [&](const field& each) {
                return each.of->is == kind::constant || equal(*each.of, static_cast<const std::byte*>(a) + each.offset,
                                                              static_cast<const std::byte*>(b) + each.offset);
            });
        case kind::coded:  // it is read and never written: no default of it is compared
            return false;
        case kind::constant:
            return true;
    }
    return false;
}

void refuse(errc code, std::string_view path, std::string_view rule) {
    throw error(code, std::string(path) + ": " + std::string(rule));
}

void refuse_number(errc code, std::string_view path, double value, const field& of) {
    std::string hint;
    if (!of.sentence.empty()) {
        std::string_view sentence = of.sentence;
        sentence.remove_suffix(sentence.ends_with('.') ? 1 : 0);
        hint = " (" + std::string(sentence) + ")";
    }
    refuse(code, path, number_text(value) + ": expected " + range_text(of.name, of.within) + hint);
}

namespace {

void settle_field(const field& each, void* member, const void* standard, const std::string& path, errc code) {
    const type& of = *each.of;
    switch (of.is) {
        case kind::number:
        case kind::whole: {
            const double value = of.get_number(member);
            if (!each.within.holds(value) && !(standard != nullptr && equal(of, member, standard))) {
                refuse_number(code, path, value, each);
            }
            break;
        }
        case kind::optional:
            if (void* inner = of.get(member)) {
                field same = each;
                same.of = of.inner;
                settle_field(same, inner, nullptr, path, code);
            }
            break;
        case kind::list:
            for (std::size_t i = 0; i < of.count(member); ++i) {
                field same = each;
                same.of = of.inner;
                // at() only looks; the list itself may be changed.
                settle_field(same, const_cast<void*>(of.at(member, i)), nullptr, path + "[" + std::to_string(i) + "]",
                             code);
            }
            break;
        case kind::record:
            settle(of, member, path, code);
            break;
        default:
            break;
    }
}

}  // namespace

void settle(const type& of, void* object, std::string_view path, errc code) {
    if (of.is != kind::record) {
        return;
    }
    const table& fields = *of.fields(of);
    for (const field& each : fields.fields) {
        if (each.of->is != kind::constant) {
            settle_field(each, static_cast<std::byte*>(object) + each.offset,
                         static_cast<const std::byte*>(fields.sample) + each.offset,
                         std::string(path) + "." + std::string(each.name), code);
        }
    }
    for (const rule& each : fields.rules) {
        try {
            each.check(static_cast<std::byte*>(object) + each.offset);
        } catch (const misfit& found) {
            refuse(code, std::string(path) + (found.where.empty() ? "" : "." + found.where), found.rule);
        } catch (const error& e) {
            throw error(code, std::string(path) + ": " + e.what());
        }
    }
}

}  // namespace scvm::description
