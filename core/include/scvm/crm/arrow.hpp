#pragma once

// Columns in and out through Arrow's C data interface, see scvm/arrow_c.h: no copy of a column of doubles on the way
// in, and no dependency.
#include <scvm/arrow_c.h>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/score_table.hpp>

#include <cstddef>
#include <string_view>

namespace scvm::crm {

/// Adds a record batch to a table of the base; returns how many rows were taken, the others are in rejected().
///
/// `table` is a table's name, or "attributes.territory" for an attribute. The batch is a struct ("+s") whose children
/// are named as the table's columns. A column of ids or words may be text ("u", "U", views "vu"), also as a dictionary,
/// or a whole number; a number may be an integer, a float, a decimal or a boolean where it says yes or no; a time may
/// be a timestamp of any unit (without a zone: UTC), a date, a text or whole seconds. Nulls are empty cells. Offsets of
/// slices count.
///
/// `schema` and `array` are consumed, i.e. released, whatever happens. Throws error{unknown_id} for an unknown table;
/// error{bad_record} that names the column for a type that the column does not take, an unknown, missing or repeated
/// column, and structures that contradict themselves: a negative length, a missing buffer, offsets that fall.
/// error{size_mismatch}: columns shorter than the batch. How long the buffers really are, nobody can check.
std::size_t add_arrow(customer_base& base, std::string_view table, ArrowSchema* schema, ArrowArray* array);

/// The same for every batch of a stream, which is consumed. Throws error{bad_record} with the stream's own words where
/// it fails; the batches before that stay.
std::size_t add_arrow(customer_base& base, std::string_view table, ArrowArrayStream* stream);

/// A table as one record batch: its ids, its numbers (null where a customer has no such score), its categories as
/// dictionaries of their labels. It holds copies and outlives the table. Both structures are the caller's to release.
void export_arrow(const score_table& table, ArrowSchema* schema, ArrowArray* array);

/// The same as a stream of one batch.
void export_arrow(const score_table& table, ArrowArrayStream* stream);

}  // namespace scvm::crm
