/* Apache Arrow's C data interface and C stream interface: how columns go from one library to another in one process
 * without a copy and without either knowing the other. The layout is a promise of Arrow's that never changes
 * (https://arrow.apache.org/docs/format/CDataInterface.html and CStreamInterface.html); this header needs nothing of
 * it.
 *
 * Whoever fills a structure sets `release`; whoever has it calls release once, which sets it to NULL. A structure may
 * be moved by copying its bytes and setting the old one's release to NULL; so may each child.
 *
 * The guards are Arrow's own, so that a program may include its headers, too. */
#ifndef SCVM_ARROW_C_H
#define SCVM_ARROW_C_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/* What a column is. */
struct ArrowSchema {
    const char* format;   /* "g": double, "u": texts, "tsu:UTC": microseconds, "+s": a struct, … */
    const char* name;     /* of the column; may be NULL */
    const char* metadata; /* may be NULL */
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema** children;
    struct ArrowSchema* dictionary; /* of the values, where the column holds places in them */
    void (*release)(struct ArrowSchema*);
    void* private_data;
};

/* Its values. */
struct ArrowArray {
    int64_t length;
    int64_t null_count; /* -1: not counted */
    int64_t offset;     /* the first value's place in the buffers */
    int64_t n_buffers;
    int64_t n_children;
    const void** buffers; /* validity bits (NULL: no nulls), then what the format says */
    struct ArrowArray** children;
    struct ArrowArray* dictionary;
    void (*release)(struct ArrowArray*);
    void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

/* Batches of one schema, one after the other; the one after the last is released (its release is NULL). */
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out); /* 0, or an errno */
    int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
    const char* (*get_last_error)(struct ArrowArrayStream*);
    void (*release)(struct ArrowArrayStream*);
    void* private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

#ifdef __cplusplus
}
#endif

#endif
