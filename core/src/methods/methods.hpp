#pragma once

// The methods by name of every room: each is described once, where its room's list is made.
#include <scvm/describe/method.hpp>
#include <scvm/work.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::methods {

void survey_methods(description::method_list& is);
void purchasing_model_methods(description::method_list& is);
void other_model_methods(description::method_list& is);
void purchase_methods(description::method_list& is);
void forecast_methods(description::method_list& is);
void fit_methods(description::method_list& is);
void network_methods(description::method_list& is);          // that measure a graph
void network_people_methods(description::method_list& is);   // that judge people: who takes part, who moves others
void network_cascade_methods(description::method_list& is);  // that let word of mouth run
void network_event_methods(description::method_list& is);    // that make sense of interactions and referrals
void equity_methods(description::method_list& is);           // that put a value on customers and their network
void equity_people_methods(description::method_list& is);    // about what customers share, how far they are, helpers
void community_methods(description::method_list& is);        // about what moves a community, and when
void treatment_methods(description::method_list& is);        // that decide what is done for whom

/// Every method, sorted by name. Built on first use; immutable and thread-safe.
[[nodiscard]] const std::vector<description::method>& all_methods();

/// The method of this name, or null.
[[nodiscard]] const description::method* find(std::string_view name);

/// What a request of so many bytes may cost, unless it says so itself in `limits`: 2 s of one core for each 4 KB, or
/// part of them, and 512 MB of memory with 1 KB more for each byte.
[[nodiscard]] work usual_limits(std::size_t request);

/// Reads the arguments, runs the method within its limits and writes what it gives, both as JSON.
///
/// Unknown, missing and mistyped arguments, and a call that costs too much, are refused before anything is computed.
/// Throws as json::call.
[[nodiscard]] std::string run(const description::method& method, std::string_view arguments, const stop_token& stop);

}  // namespace scvm::methods
