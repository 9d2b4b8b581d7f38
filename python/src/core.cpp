// The module scvm._core: the nouns, the rooms, and how C++ errors become Python ones.
#include "dates.hpp"
#include "noun_types.hpp"
#include "unlocked.hpp"

#include <scvm/error.hpp>
#include <scvm/version.hpp>

#include <pybind11/pybind11.h>

#include <exception>
#include <utility>

#ifdef SCVM_HAS_SURVEY
void bind_survey(py::module_& m);
#endif
#ifdef SCVM_HAS_VALUE
void bind_value(py::module_& m);
#endif
#ifdef SCVM_HAS_NETWORK
void bind_network(py::module_& m);
#endif
#ifdef SCVM_HAS_EQUITY
void bind_equity(py::module_& m);
#endif

namespace {

// scvm::error becomes scvm.Error with the same code and text. std::bad_alloc is MemoryError by pybind11's own rule.
void translate_errors() {
    py::register_exception_translator([](std::exception_ptr thrown) {
        try {
            if (thrown) {
                std::rethrow_exception(thrown);
            }
        } catch (const scvm::error& e) {
            const py::object type = py::module_::import("scvm.errors").attr("Error");
            const py::object code = py::int_(static_cast<int>(e.code()));
            PyErr_SetObject(type.ptr(), type(e.what(), code).ptr());
        }
    });
}

}  // namespace

PYBIND11_MODULE(_core, m) {
    m.doc() = "scvm's C++ core; use it through the package scvm.";
    m.attr("__version__") = scvm::version;
    translate_errors();
    m.def("limits", [] { return std::make_pair(python_limits().seconds, python_limits().bytes); });
    m.def("set_limits", [](double seconds, double bytes) {
        const auto require = [](const char* name, double limit) {
            if (!(limit >= 0)) {
                scvm::throw_domain(name, limit, "0 or more");
            }
        };
        require("seconds", seconds);
        require("bytes", bytes);
        python_limits() = {seconds, bytes};
    });
    bind_customer_base(m);
    bind_scoring(m);

    // Each room is a submodule of its own name.
    const auto add = [&m](const char* room, void (*bind)(py::module_&)) {
        py::module_ submodule = m.def_submodule(room);
        bind(submodule);
    };
    add("dates", bind_dates);
#ifdef SCVM_HAS_SURVEY
    add("survey", bind_survey);
#endif
#ifdef SCVM_HAS_VALUE
    add("value", bind_value);
#endif
#ifdef SCVM_HAS_NETWORK
    add("network", bind_network);
#endif
#ifdef SCVM_HAS_EQUITY
    add("equity", bind_equity);
#endif
}
