/* The C ABI's conventions as a C program meets them: texts, errors, handles, NULL. pipeline_test.cpp reads the shared
 * vector. */
#include <scvm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed = 0;
static int passed = 0;

#define CHECK(condition)                                                              \
    do {                                                                              \
        if (condition) {                                                              \
            ++passed;                                                                 \
        } else {                                                                      \
            ++failed;                                                                 \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
        }                                                                             \
    } while (0)

static const char model_text[] =
    "{\"schema\":\"scvm-model/1\",\"id\":\"c\",\"currency\":\"EUR\","
    "\"survey\":{\"items\":[{\"id\":\"s\",\"dimension\":\"satisfaction\",\"lowest\":1,\"highest\":5},"
    "{\"id\":\"a\",\"dimension\":\"attachment\",\"lowest\":1,\"highest\":5}]}}";

static const char base_text[] =
    "{\"schema\":\"scvm-base/1\",\"customers\":{\"id\":[\"k1\",\"k2\"]},"
    "\"answers\":{\"customer\":[\"k1\",\"k1\"],\"item\":[\"s\",\"a\"],\"value\":[5,5]}}";

static const char record_text[] =
    "{\"id\":\"k1\",\"as_of\":\"2026-11-21\",\"answers\":[{\"item\":\"s\",\"value\":5},{\"item\":\"a\",\"value\":5}]}";

static void a_customer_is_scored_in_a_save_hook(const scvm_model* model) {
    scvm_error error;
    scvm_text card;

    CHECK(scvm_score_customer(model, record_text, strlen(record_text), NULL, &error) == SCVM_CLOSED);
    CHECK(error.code == SCVM_CLOSED);
    CHECK(scvm_score_customer(model, record_text, strlen(record_text), &card, &error) == SCVM_OK);
    CHECK(error.code == SCVM_OK && error.message[0] == '\0');
    CHECK(card.size > 100 && strlen(card.data) == card.size);
    CHECK(strstr(card.data, "\"segment\":\"fan\"") != NULL);
    scvm_text_close(&card);
    CHECK(card.data == NULL && card.size == 0 && card.owner == NULL);
    scvm_text_close(&card); /* an empty one, and none */
    scvm_text_close(NULL);
    CHECK(scvm_score_customer(model, record_text, strlen(record_text), &card, NULL) == SCVM_OK);
    scvm_text_close(&card);
}

static void the_words_of_the_header_are_those_of_documents(const scvm_model* model) {
    scvm_error error;
    scvm_text card;
    char expected[64];

    CHECK(scvm_score_customer(model, record_text, strlen(record_text), &card, &error) == SCVM_OK);
    snprintf(expected, sizeof expected, "\"segment\":\"%s\"", scvm_segment_words[SCVM_SEGMENT_FAN]);
    CHECK(strstr(card.data, expected) != NULL);
    snprintf(expected, sizeof expected, "\"status\":\"%s\"", scvm_value_status_words[SCVM_VALUE_STATUS_NOT_ASKED]);
    CHECK(strstr(card.data, expected) != NULL);
    scvm_text_close(&card);
    CHECK(SCVM_TOO_COSTLY == 12 && strcmp(scvm_table_words[SCVM_TABLE_CUSTOMERS], "customers") == 0);
}

static void a_base_is_scored_and_explained(const scvm_model* model) {
    scvm_error error;
    scvm_base* base = NULL;
    scvm_table* table = NULL;
    scvm_text text;

    CHECK(scvm_base_open(base_text, strlen(base_text), &base, &error) == SCVM_OK);
    CHECK(scvm_score(model, base, "2026-11-21", &table, &error) == SCVM_OK);
    scvm_base_close(base); /* the table does not need it any more */
    CHECK(scvm_table_json(table, &text, &error) == SCVM_OK);
    CHECK(strstr(text.data, "\"customers\":[{") != NULL);
    scvm_text_close(&text);
    CHECK(scvm_table_summary(table, &text, &error) == SCVM_OK);
    CHECK(strstr(text.data, "\"classified\":1") != NULL);
    scvm_text_close(&text);
    CHECK(scvm_table_explain(table, "k1", 2, &text, &error) == SCVM_OK);
    CHECK(strstr(text.data, "The group is satisfied, closely attached") != NULL);
    scvm_text_close(&text);
    CHECK(scvm_table_explain(table, "k3", 2, &text, &error) == SCVM_UNKNOWN_ID);
    CHECK(text.data == NULL && text.owner == NULL);
    CHECK(strcmp(error.message, "customer \"k3\": not in this score table") == 0);
    scvm_table_close(table);
}

static void what_goes_wrong_is_one_code_and_one_message(const scvm_model* model) {
    scvm_error error;
    scvm_model* none = (scvm_model*)&error;
    scvm_base* base = NULL;
    scvm_table* table = NULL;
    scvm_text text;
    char* garbage = malloc(100000000);

    CHECK(scvm_model_open("no json", 7, &none, &error) == SCVM_BAD_MODEL);
    CHECK(none == NULL);
    CHECK(strncmp(error.message, "model: not JSON", 15) == 0);
    CHECK(scvm_model_open(NULL, 0, &none, &error) == SCVM_BAD_MODEL);
    CHECK(scvm_model_open(model_text, strlen(model_text), NULL, &error) == SCVM_CLOSED);
    memset(garbage, '[', 100000000);
    CHECK(scvm_model_open(garbage, 100000000, &none, &error) == SCVM_BAD_MODEL);
    CHECK(scvm_base_open(garbage, 100000000, &base, &error) == SCVM_BAD_RECORD);
    memset(garbage, 0xff, 100000000);
    CHECK(scvm_score_customer(model, garbage, 100000000, &text, &error) == SCVM_BAD_RECORD);
    free(garbage);

    CHECK(scvm_base_open("{}", 2, &base, &error) == SCVM_BAD_RECORD);
    CHECK(strcmp(error.message, "base.schema: is missing") == 0);
    CHECK(scvm_base_open(base_text, strlen(base_text), &base, NULL) == SCVM_OK);
    CHECK(scvm_score(model, base, "yesterday", &table, &error) == SCVM_DOMAIN);
    CHECK(table == NULL);
    CHECK(scvm_score(model, base, NULL, &table, &error) == SCVM_DOMAIN);
    CHECK(scvm_score(NULL, base, "2026-11-21", &table, &error) == SCVM_CLOSED);
    CHECK(scvm_score(model, NULL, "2026-11-21", &table, &error) == SCVM_CLOSED);
    CHECK(scvm_score_customer(NULL, record_text, strlen(record_text), &text, &error) == SCVM_CLOSED);
    CHECK(scvm_score_customer(model, "{\"id\":\"\",\"as_of\":\"2026-11-21\"}", 30, &text, &error) == SCVM_DOMAIN);
    CHECK(scvm_score_customer(model, "{\"id\":\"a\"}", 10, &text, &error) == SCVM_BAD_RECORD);
    CHECK(strcmp(error.message, "record.as_of: is missing") == 0);
    scvm_base_close(base);
    scvm_model_close(NULL);
    scvm_base_close(NULL);
    scvm_table_close(NULL);
}

static void a_model_is_written_as_it_is_hashed(const scvm_model* model) {
    scvm_text text;
    scvm_text again;
    scvm_text hash;
    scvm_model* copy = NULL;

    CHECK(scvm_model_json(model, &text, NULL) == SCVM_OK);
    CHECK(scvm_model_hash(model, &hash, NULL) == SCVM_OK);
    CHECK(hash.size == 64 && strlen(hash.data) == 64);
    CHECK(scvm_model_open(text.data, text.size, &copy, NULL) == SCVM_OK);
    CHECK(scvm_model_json(copy, &again, NULL) == SCVM_OK);
    CHECK(strcmp(text.data, again.data) == 0);
    scvm_text_close(&text);
    scvm_text_close(&again);
    scvm_text_close(&hash);
    scvm_model_close(copy);
}

static void what_was_asked_to_stop_has_no_result(const scvm_model* model) {
    const char* costly =
        "{\"customer\":[\"a\"],\"time\":[\"2026-01-05\"],\"start\":\"2000-03-31\",\"observation_end\":\"2026-03-31\","
        "\"days_per_period\":1}";
    scvm_error error;
    scvm_stop* stop = NULL;
    scvm_text text;
    scvm_base* base = NULL;
    scvm_table* table = NULL;
    scvm_model* fitted = NULL;
    const char* arguments = "{\"graph\":{\"source\":[0,1],\"target\":[1,0]},\"seeds\":[0]}";

    CHECK(scvm_call("cohorts", costly, strlen(costly), &text, &error) == SCVM_TOO_COSTLY);
    CHECK(scvm_stop_open(NULL, &error) == SCVM_CLOSED);
    CHECK(scvm_stop_open(&stop, &error) == SCVM_OK);
    CHECK(scvm_call_until("spread", arguments, strlen(arguments), stop, &text, &error) == SCVM_OK);
    scvm_text_close(&text);
    scvm_stop_request(stop);
    CHECK(scvm_call_until("spread", arguments, strlen(arguments), stop, &text, &error) == SCVM_STOPPED);
    CHECK(text.data == NULL);
    CHECK(scvm_call_until("spread", arguments, strlen(arguments), NULL, &text, &error) == SCVM_OK);
    scvm_text_close(&text);
    CHECK(scvm_base_open(base_text, strlen(base_text), &base, NULL) == SCVM_OK);
    CHECK(scvm_score_until(model, base, "2026-11-21", NULL, &table, &error) == SCVM_OK);
    scvm_table_close(table);
    CHECK(scvm_score_until(model, base, "2026-11-21", stop, &table, &error) == SCVM_STOPPED);
    CHECK(table == NULL);
    CHECK(scvm_fit_until(model, base, "2026-11-21", stop, &fitted, &error) != SCVM_OK);
    CHECK(fitted == NULL);
    scvm_base_close(base);
    scvm_stop_close(stop);
    scvm_stop_close(NULL);
    scvm_stop_request(NULL);
}

int main(void) {
    scvm_error error;
    scvm_model* model = NULL;

    CHECK(strchr(scvm_version(), '.') != NULL);
    CHECK(scvm_model_open(model_text, strlen(model_text), &model, &error) == SCVM_OK);
    a_customer_is_scored_in_a_save_hook(model);
    the_words_of_the_header_are_those_of_documents(model);
    a_base_is_scored_and_explained(model);
    what_goes_wrong_is_one_code_and_one_message(model);
    a_model_is_written_as_it_is_hashed(model);
    what_was_asked_to_stop_has_no_result(model);
    scvm_model_close(model);
    printf("c: %d passed, %d failed\n", passed, failed);
    return failed != 0;
}
