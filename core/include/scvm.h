/* scvm's C ABI: JSON or Arrow columns in and out, for every stack that can call C.
 *
 * Conventions
 * - Text is UTF-8. Texts that go in are given with their length in bytes and need no NUL at the end.
 * - Texts that come out are owned: `*result` holds the bytes and their number until scvm_text_close gives them back.
 *   A function overwrites `*result` without looking at it, with an empty text where it fails.
 * - Every function returns SCVM_OK or the code of what went wrong, and fills `*error` (which may be NULL).
 *   Nothing is thrown, printed or kept across calls; no function ends the process.
 * - A handle that a function made is the caller's; its close function takes NULL too.
 * - Models and tables are immutable: any number of threads may use one at the same time. So is a base, but for
 *   scvm_base_add_arrow, scvm_base_add_arrow_stream and scvm_base_erase: while one of them runs, nobody else uses it.
 */
#ifndef SCVM_H
#define SCVM_H

#include <scvm_words.h> /* enum scvm_code, and the words of documents */
#include <stddef.h>

/* Arrow's structures: scvm/arrow_c.h has them, as has every library that speaks Arrow. */
struct ArrowSchema;
struct ArrowArray;
struct ArrowArrayStream;

#if defined(SCVM_API)
/* scvm_ffi.h: what parses declarations only wants none */
#elif defined(_WIN32)
#if defined(SCVM_BUILDING)
#define SCVM_API __declspec(dllexport)
#else
#define SCVM_API __declspec(dllimport)
#endif
#else
#define SCVM_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct scvm_error {
    int code;           /* of enum scvm_code */
    char message[1024]; /* names the offender; UTF-8, ends in NUL, cut where it would be longer */
} scvm_error;

/* A text that came out. Its bytes and what keeps them are the caller's until scvm_text_close. */
typedef struct scvm_text {
    const char* data; /* UTF-8, with a NUL after the last byte; NULL in an empty text */
    size_t size;      /* bytes, without the NUL */
    void* owner;      /* what keeps them: leave it alone */
} scvm_text;

typedef struct scvm_model scvm_model; /* rules and fitted parameters */
typedef struct scvm_base scvm_base;   /* customers, answers, purchases */
typedef struct scvm_table scvm_table; /* the scores of a base */
typedef struct scvm_stop scvm_stop;   /* a request to stop, which any thread may make while calls are under way */

/* "major.minor.patch"; static text. */
SCVM_API const char* scvm_version(void);

/* Gives a text back and empties it. Takes NULL, and a text that is empty. */
SCVM_API void scvm_text_close(scvm_text* text);

/* Reads a model file (docs/model-file.md). */
SCVM_API int scvm_model_open(const char* json, size_t size, scvm_model** model, scvm_error* error);
SCVM_API void scvm_model_close(scvm_model* model);

/* The model in its canonical form, and the SHA-256 of that form as 64 hexadecimal digits. */
SCVM_API int scvm_model_json(const scvm_model* model, scvm_text* result, scvm_error* error);
SCVM_API int scvm_model_hash(const scvm_model* model, scvm_text* result, scvm_error* error);

/* Reads a customer base by columns (docs/records.md). */
SCVM_API int scvm_base_open(const char* json, size_t size, scvm_base** base, scvm_error* error);
SCVM_API void scvm_base_close(scvm_base* base);

/* Adds a record batch, or all batches of a stream, to a table of the base: "customers", "purchases", …, or
 * "attributes.territory" (docs/reference/records.md). Children are named as the table's columns; texts, dictionaries,
 * numbers, dates, timestamps and slices are read as they are. `*taken` (which may be NULL) receives the number of rows
 * that were taken. What is handed over is released, whatever happens. */
SCVM_API int scvm_base_add_arrow(scvm_base* base, const char* table, struct ArrowSchema* schema,
                                 struct ArrowArray* array, size_t* taken, scvm_error* error);
SCVM_API int scvm_base_add_arrow_stream(scvm_base* base, const char* table, struct ArrowArrayStream* stream,
                                        size_t* taken, scvm_error* error);

/* Everything held about one person; forgetting a person; and what that would change for the
 * scores of others, while the base stays as it is (docs/records.md). */
SCVM_API int scvm_base_export(const scvm_base* base, const char* id, size_t size, scvm_text* result, scvm_error* error);
SCVM_API int scvm_base_erase(scvm_base* base, const char* id, size_t size, scvm_error* error);
SCVM_API int scvm_erasure_effect(const scvm_model* model, const scvm_base* base, const char* id, size_t size,
                                 const char* as_of, scvm_text* result, scvm_error* error);

/* Estimates the parameters of `model` on `base` as of a date ("2026-11-21") or time ("2026-11-21T12:00:00Z"). */
SCVM_API int scvm_fit(const scvm_model* model, const scvm_base* base, const char* as_of, scvm_model** fitted,
                      scvm_error* error);

/* Scores every customer of the base. */
SCVM_API int scvm_score(const scvm_model* model, const scvm_base* base, const char* as_of, scvm_table** table,
                        scvm_error* error);
SCVM_API void scvm_table_close(scvm_table* table);

/* The whole table, the company's summary, and one customer's explained score card (docs/score-card.md). */
SCVM_API int scvm_table_json(const scvm_table* table, scvm_text* result, scvm_error* error);
SCVM_API int scvm_table_summary(const scvm_table* table, scvm_text* result, scvm_error* error);
SCVM_API int scvm_table_explain(const scvm_table* table, const char* id, size_t size, scvm_text* result,
                                scvm_error* error);

/* The whole table as one record batch: ids, numbers (null: no such score) and categories as dictionaries. Both
 * structures are the caller's to release, hold copies and outlive the table; they are left empty where the function
 * fails. */
SCVM_API int scvm_table_arrow(const scvm_table* table, struct ArrowSchema* schema, struct ArrowArray* array,
                              scvm_error* error);

/* What is done for whom, why, and in which order (docs/score-card.md). */
SCVM_API int scvm_table_treatments(const scvm_table* table, scvm_text* result, scvm_error* error);

/* Who matters, who stands between others, and whom to win as ambassadors (docs/score-card.md). */
SCVM_API int scvm_table_matters(const scvm_table* table, scvm_text* result, scvm_error* error);

/* What accounts are worth, and how their people feel (docs/score-card.md). */
SCVM_API int scvm_table_accounts(const scvm_table* table, scvm_text* result, scvm_error* error);

/* What an analyst asks of a table (docs/analysis.md); the groups by category of an attribute of the base; and who moved
 * between two tables. */
SCVM_API int scvm_table_analysis(const scvm_table* table, scvm_text* result, scvm_error* error);
SCVM_API int scvm_table_breakdown(const scvm_table* table, const char* attribute, scvm_text* result, scvm_error* error);
SCVM_API int scvm_table_migration(const scvm_table* before, const scvm_table* after, scvm_text* result,
                                  scvm_error* error);

/* A request to stop. The functions …_until take one (NULL: none): once it is made, on whatever thread, a call that got
 * it ends within a second with SCVM_STOPPED, leaves nothing half done and gives no result. One stop may serve many
 * calls; once requested it stays so. It may be closed while calls that got it are still under way. */
SCVM_API int scvm_stop_open(scvm_stop** stop, scvm_error* error);
SCVM_API void scvm_stop_request(scvm_stop* stop);
SCVM_API void scvm_stop_close(scvm_stop* stop);
SCVM_API int scvm_fit_until(const scvm_model* model, const scvm_base* base, const char* as_of, const scvm_stop* stop,
                            scvm_model** fitted, scvm_error* error);
SCVM_API int scvm_score_until(const scvm_model* model, const scvm_base* base, const char* as_of, const scvm_stop* stop,
                              scvm_table** table, scvm_error* error);
SCVM_API int scvm_call_until(const char* method, const char* arguments, size_t size, const scvm_stop* stop,
                             scvm_text* result, scvm_error* error);

/* Calls a method of a room by name, e.g. "wilson_interval" or "pareto_nbd.p_alive", with named arguments as a JSON
 * object (docs/methods.md). */
SCVM_API int scvm_call(const char* method, const char* arguments, size_t size, scvm_text* result, scvm_error* error);

/* One customer's record in, his explained score card out: for a save hook. */
SCVM_API int scvm_score_customer(const scvm_model* model, const char* record, size_t size, scvm_text* result,
                                 scvm_error* error);

#ifdef __cplusplus
}
#endif

#endif
