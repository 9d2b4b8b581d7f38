#include "json/described_reader.hpp"
#include "json/described_writer.hpp"
#include "json/writer.hpp"
#include "methods/methods.hpp"

#include <algorithm>

namespace scvm::methods {

namespace {

using list = void (*)(description::method_list&);

constexpr list rooms[] = {
    survey_methods, purchasing_model_methods, other_model_methods,    purchase_methods,        forecast_methods,
    fit_methods,    network_methods,          network_people_methods, network_cascade_methods, network_event_methods,
    equity_methods, equity_people_methods,    community_methods,      treatment_methods};

struct method_table {
    description::method_list described;  // keeps the defaults alive that the methods point to
    std::vector<description::method> sorted;

    method_table() {
        for (const list room : rooms) {
            room(described);
        }
        sorted = described.methods();
        std::ranges::sort(sorted, {}, &description::method::name);
        const auto twice = std::ranges::adjacent_find(sorted, {}, &description::method::name);
        if (twice != sorted.end()) {
            throw error(errc::internal, "two methods have the name " + std::string(twice->name));
        }
    }
};

}  // namespace

const std::vector<description::method>& all_methods() {
    static const method_table made;
    return made.sorted;
}

const description::method* find(std::string_view name) {
    const auto& all = all_methods();
    const auto found = std::ranges::lower_bound(all, name, {}, &description::method::name);
    return found == all.end() || found->name != name ? nullptr : &*found;
}

work usual_limits(std::size_t request) {
    const double pages = std::max(1.0, static_cast<double>(request) / 4096);
    return {2 * pages, 512e6 + 1e3 * static_cast<double>(request)};
}

std::string run(const description::method& method, std::string_view arguments, const stop_token& stop) {
    const auto given = method.make_arguments(method.arguments->sample);
    json::held_lists held;
    json::read_described(arguments, {method.name, errc::bad_record, true}, method.arguments_type, given.get(), &held);
    work limits = usual_limits(arguments.size());
    const description::call_limits& own = method.limits(given.get());
    limits.seconds = own.seconds.value_or(limits.seconds);
    limits.bytes = own.bytes.value_or(limits.bytes);
    // Who is asked in the caller's scope is asked in this one, too.
    const detail::work_here outer = detail::current_work;
    const work_scope bounded(limits, stop, outer.opened_here ? outer.in_progress->ask : nullptr);
    const auto result = method.run(given.get());
    json::writer out;
    if (method.by_columns) {
        json::write_by_columns(out, *method.result, result.get());
    } else if (method.result_name.empty()) {
        json::write_described(out, *method.result, result.get());
    } else {
        out.begin_object();
        out.key(method.result_name);
        json::write_described(out, *method.result, result.get());
        out.end_object();
    }
    return out.take();
}

}  // namespace scvm::methods
