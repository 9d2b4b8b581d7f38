#include <scvm/crm/score_columns.hpp>
#include <scvm/describe/table.hpp>
#include <scvm/error.hpp>

#include <algorithm>

namespace scvm::crm {

namespace {

using description::field;
using description::kind;

struct column_lists {
    std::vector<score_column> numbers;
    std::vector<score_column> categories;

    column_lists() { add(description::table_of<customer_scores>(), 0, {}); }

private:
    void add(const description::table& of, std::size_t offset, const field& around) {
        for (const std::vector<field>* list : {&of.columns, &of.fields}) {
            for (const field& each : *list) {
                add(each, offset + each.offset, around);
            }
        }
    }

    // What is said of an array whose places have names is said of each of them.
    void add(const field& each, std::size_t offset, const field& around) {
        const kind is = each.of->is;
        if (each.no_column) {
            return;
        }
        if (is == kind::record || is == kind::flags) {
            return add(*each.of->fields(*each.of), offset, each);
        }
        if (!each.repeats.empty()) {
            const auto repeated = std::ranges::find(numbers, each.repeats, &score_column::name);
            return repeated->offsets.push_back(offset);
        }
        score_column made{
            each.column.empty() ? std::string(around.column_prefix) + std::string(each.name) : std::string(each.column),
            each.unit.empty() ? around.unit : each.unit, each.sentence.empty() ? around.sentence : each.sentence};
        made.of = each.of;
        made.plain = each.of == &description::type_of<double>();
        made.offsets = {offset};
        if (is == kind::word) {
            made.labels.assign(each.of->words.begin(), each.of->words.end());
        } else if (is == kind::boolean) {
            made.labels.assign(flag_names.begin(), flag_names.end());
        }
        if (is == kind::word || is == kind::boolean || each.labelled) {
            categories.push_back(std::move(made));
        } else if (is == kind::number || is == kind::date || (is == kind::optional && each.of->inner->get_number)) {
            numbers.push_back(std::move(made));
        }
    }
};

[[nodiscard]] const column_lists& columns_of_scores() {
    static const column_lists made;
    return made;
}

}  // namespace

double score_column::get(const customer_scores& from) const {
    const void* const member = reinterpret_cast<const std::byte*>(&from) + offsets.front();
    if (plain) {
        return *static_cast<const double*>(member);
    }
    if (of->is != kind::optional) {
        return of->get_number(member);
    }
    const void* const held = of->get(const_cast<void*>(member));  // get() only looks
    return held == nullptr ? absent : of->inner->get_number(held);
}

void score_column::set(customer_scores& to, double value) const {
    for (const std::size_t offset : offsets) {
        void* const member = reinterpret_cast<std::byte*>(&to) + offset;
        if (plain) {
            *static_cast<double*>(member) = value;
        } else if (of->is != kind::optional) {
            of->set_number(member, value);
        } else if (std::isnan(value)) {
            of->clear(member);
        } else {
            of->inner->set_number(of->make(member), value);
        }
    }
}

const std::vector<score_column>& number_columns() {
    return columns_of_scores().numbers;
}

const std::vector<score_column>& category_columns() {
    return columns_of_scores().categories;
}

}  // namespace scvm::crm
