#include <scvm/arrow_c.h>
#include <scvm/crm/arrow.hpp>
#include <scvm/crm/fit.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/json/accounts.hpp>
#include <scvm/json/analysis.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/comparison.hpp>
#include <scvm/json/matters.hpp>
#include <scvm/json/methods.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/person_data.hpp>
#include <scvm/json/record.hpp>
#include <scvm/json/table.hpp>
#include <scvm/json/treatments.hpp>
#include <scvm/version.hpp>
#include <scvm/work.hpp>

#include <scvm.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>

struct scvm_model {
    scvm::crm::scorer scorer;
};
struct scvm_base {
    scvm::crm::customer_base base;
};
struct scvm_table {
    scvm::crm::score_table table;
};
struct scvm_stop {
    scvm::stop_token token;
};

namespace {

// Copies what fits, and never cuts a UTF-8 character in two.
void set(scvm_error* error, int code, std::string_view message) noexcept {
    if (error == nullptr) {
        return;
    }
    std::size_t size = std::min(message.size(), sizeof error->message - 1);
    while (size < message.size() && size > 0 && (static_cast<unsigned char>(message[size]) & 0xC0) == 0x80) {
        --size;
    }
    error->code = code;
    std::memcpy(error->message, message.data(), size);
    error->message[size] = '\0';
}

// Runs `body` and turns whatever it throws into a code: nothing passes the border into a C host.
template <class Body>
int guarded(scvm_error* error, Body body) noexcept {
    set(error, SCVM_OK, "");
    try {
        body();
        return SCVM_OK;
    } catch (const scvm::error& e) {
        set(error, static_cast<int>(e.code()), e.what());
        return static_cast<int>(e.code());
    } catch (const std::bad_alloc&) {
        set(error, SCVM_OUT_OF_MEMORY, "out of memory");
        return SCVM_OUT_OF_MEMORY;
    } catch (const std::exception& e) {
        set(error, SCVM_INTERNAL, e.what());
        return SCVM_INTERNAL;
    } catch (...) {
        set(error, SCVM_INTERNAL, "unknown exception");
        return SCVM_INTERNAL;
    }
}

template <class Handle>
void require_handle(const Handle* handle, const char* name) {
    if (handle == nullptr) {
        throw scvm::error(scvm::errc::closed, std::string(name) + " is NULL: never opened, or closed already");
    }
}

// What is handed over is released even where there is no base to take it.
template <class... Structures>
void require_base(const scvm_base* base, Structures*... handed) {
    if (base == nullptr) {
        const auto release = [](auto* of) {
            if (of != nullptr && of->release != nullptr) {
                of->release(of);
            }
        };
        (release(handed), ...);
    }
    require_handle(base, "base");
}

std::string_view text(const char* data) {
    return data == nullptr ? std::string_view() : std::string_view(data);
}

std::string_view text(const char* data, std::size_t size) {
    return data == nullptr ? std::string_view() : std::string_view(data, size);
}

// Runs `body` and hands out the text that it returns. The result is emptied first, so that it can be closed whatever
// happens.
template <class Body>
int answered(scvm_text* result, scvm_error* error, Body body) noexcept {
    return guarded(error, [&] {
        require_handle(result, "result");
        *result = scvm_text{};
        auto owner = std::make_unique<std::string>(body());
        *result = scvm_text{owner->c_str(), owner->size(), owner.get()};
        (void)owner.release();
    });
}

scvm::stop_token token_of(const scvm_stop* stop) {
    return stop == nullptr ? scvm::stop_token() : stop->token;
}

}  // namespace

extern "C" {

const char* scvm_version(void) {
    return scvm::version;
}

void scvm_text_close(scvm_text* text) {
    if (text != nullptr) {
        delete static_cast<std::string*>(text->owner);
        *text = scvm_text{};
    }
}

int scvm_model_open(const char* json, size_t size, scvm_model** model, scvm_error* error) {
    return guarded(error, [&] {
        require_handle(model, "model");
        *model = nullptr;
        *model = new scvm_model{scvm::crm::scorer(scvm::json::read_model(text(json, size)))};
    });
}

void scvm_model_close(scvm_model* model) {
    delete model;
}

int scvm_model_json(const scvm_model* model, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(model, "model");
        return scvm::json::write_model(model->scorer.model());
    });
}

int scvm_model_hash(const scvm_model* model, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(model, "model");
        return model->scorer.model().hash;
    });
}

int scvm_base_open(const char* json, size_t size, scvm_base** base, scvm_error* error) {
    return guarded(error, [&] {
        require_handle(base, "base");
        *base = nullptr;
        *base = new scvm_base{scvm::json::read_base(text(json, size))};
    });
}

void scvm_base_close(scvm_base* base) {
    delete base;
}

int scvm_base_add_arrow(scvm_base* base, const char* table, ArrowSchema* schema, ArrowArray* array, size_t* taken,
                        scvm_error* error) {
    return guarded(error, [&] {
        require_base(base, schema, array);
        const std::size_t used = scvm::crm::add_arrow(base->base, text(table), schema, array);
        if (taken != nullptr) {
            *taken = used;
        }
    });
}

int scvm_base_add_arrow_stream(scvm_base* base, const char* table, ArrowArrayStream* stream, size_t* taken,
                               scvm_error* error) {
    return guarded(error, [&] {
        require_base(base, stream);
        const std::size_t used = scvm::crm::add_arrow(base->base, text(table), stream);
        if (taken != nullptr) {
            *taken = used;
        }
    });
}

int scvm_base_export(const scvm_base* base, const char* id, size_t size, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(base, "base");
        return scvm::json::export_person(base->base, text(id, size));
    });
}

int scvm_base_erase(scvm_base* base, const char* id, size_t size, scvm_error* error) {
    return guarded(error, [&] {
        require_handle(base, "base");
        (void)base->base.erase_person(text(id, size));
    });
}

int scvm_erasure_effect(const scvm_model* model, const scvm_base* base, const char* id, size_t size, const char* as_of,
                        scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(model, "model");
        require_handle(base, "base");
        const auto day = scvm::crm::read_as_of(text(as_of), model->scorer.place());
        return scvm::json::erasure_effect(model->scorer, base->base, text(id, size), day);
    });
}

int scvm_stop_open(scvm_stop** stop, scvm_error* error) {
    return guarded(error, [&] {
        require_handle(stop, "stop");
        *stop = nullptr;
        *stop = new scvm_stop{};
    });
}

void scvm_stop_request(scvm_stop* stop) {
    if (stop != nullptr) {
        stop->token.stop();
    }
}

void scvm_stop_close(scvm_stop* stop) {
    delete stop;
}

int scvm_fit(const scvm_model* model, const scvm_base* base, const char* as_of, scvm_model** fitted,
             scvm_error* error) {
    return scvm_fit_until(model, base, as_of, nullptr, fitted, error);
}

int scvm_fit_until(const scvm_model* model, const scvm_base* base, const char* as_of, const scvm_stop* stop,
                   scvm_model** fitted, scvm_error* error) {
    return guarded(error, [&] {
        require_handle(fitted, "fitted");
        *fitted = nullptr;
        require_handle(model, "model");
        require_handle(base, "base");
        const scvm::work_scope stoppable(scvm::work_without_end, token_of(stop));
        scvm::checkpoint();
        auto result = scvm::crm::fit(base->base, model->scorer.model(),
                                     scvm::crm::read_as_of(text(as_of), model->scorer.place()));
        *fitted = new scvm_model{scvm::crm::scorer(scvm::json::with_hash(std::move(result)))};
    });
}

int scvm_score(const scvm_model* model, const scvm_base* base, const char* as_of, scvm_table** table,
               scvm_error* error) {
    return scvm_score_until(model, base, as_of, nullptr, table, error);
}

int scvm_score_until(const scvm_model* model, const scvm_base* base, const char* as_of, const scvm_stop* stop,
                     scvm_table** table, scvm_error* error) {
    return guarded(error, [&] {
        require_handle(table, "table");
        *table = nullptr;
        require_handle(model, "model");
        require_handle(base, "base");
        const scvm::work_scope stoppable(scvm::work_without_end, token_of(stop));
        scvm::checkpoint();
        *table =
            new scvm_table{model->scorer.score(base->base, scvm::crm::read_as_of(text(as_of), model->scorer.place()))};
    });
}

void scvm_table_close(scvm_table* table) {
    delete table;
}

int scvm_table_json(const scvm_table* table, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(table, "table");
        return scvm::json::write_table(table->table);
    });
}

int scvm_table_summary(const scvm_table* table, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(table, "table");
        return scvm::json::write_summary(table->table);
    });
}

int scvm_table_explain(const scvm_table* table, const char* id, size_t size, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(table, "table");
        return scvm::json::explain(table->table, text(id, size));
    });
}

int scvm_table_arrow(const scvm_table* table, ArrowSchema* schema, ArrowArray* array, scvm_error* error) {
    return guarded(error, [&] {
        require_handle(schema, "schema");
        require_handle(array, "array");
        *schema = ArrowSchema{};
        *array = ArrowArray{};
        require_handle(table, "table");
        scvm::crm::export_arrow(table->table, schema, array);
    });
}

int scvm_table_treatments(const scvm_table* table, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(table, "table");
        return scvm::json::write_treatments(table->table);
    });
}

int scvm_table_matters(const scvm_table* table, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(table, "table");
        return scvm::json::write_matters(table->table);
    });
}

int scvm_table_accounts(const scvm_table* table, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(table, "table");
        return scvm::json::write_accounts(table->table);
    });
}

int scvm_table_analysis(const scvm_table* table, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(table, "table");
        return scvm::json::analyse(table->table);
    });
}

int scvm_table_breakdown(const scvm_table* table, const char* attribute, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(table, "table");
        return scvm::json::breakdown(table->table, text(attribute));
    });
}

int scvm_table_migration(const scvm_table* before, const scvm_table* after, scvm_text* result, scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(before, "before");
        require_handle(after, "after");
        return scvm::json::migration(before->table, after->table);
    });
}

int scvm_call(const char* method, const char* arguments, size_t size, scvm_text* result, scvm_error* error) {
    return scvm_call_until(method, arguments, size, nullptr, result, error);
}

int scvm_call_until(const char* method, const char* arguments, size_t size, const scvm_stop* stop, scvm_text* result,
                    scvm_error* error) {
    return answered(result, error,
                    [&] { return scvm::json::call(text(method), text(arguments, size), token_of(stop)); });
}

int scvm_score_customer(const scvm_model* model, const char* record, size_t size, scvm_text* result,
                        scvm_error* error) {
    return answered(result, error, [&] {
        require_handle(model, "model");
        return scvm::json::score_customer(model->scorer, text(record, size));
    });
}

}  // extern "C"
