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
void bind_survey(room_module& m);
#endif
#ifdef SCVM_HAS_VALUE
void bind_value(room_module& m);
#endif
#ifdef SCVM_HAS_NETWORK
void bind_network(room_module& m);
#endif
#ifdef SCVM_HAS_EQUITY
void bind_equity(room_module& m);
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

py::object refuse_copy(const py::object& self) {
    throw scvm::error(scvm::errc::domain, py::cast<std::string>(py::type::of(self).attr("__name__")) +
                                              ": cannot be pickled or copied; make another one as this one was made");
}

// What X.__new__(X) alone has made holds nothing. pybind11 would give it memory that nobody has initialised as soon as
// it is used; this is the hook that it asks for that memory. Nor is it pickled or copied, unless the Python class
// around it says how.
void refuse_unmade(const py::module_& in) {
    for (const auto& [name, value] : py::reinterpret_borrow<py::dict>(in.attr("__dict__"))) {
        if (py::isinstance<py::module_>(value)) {
            refuse_unmade(py::reinterpret_borrow<py::module_>(value));
        } else if (PyType_Check(value.ptr())) {
            if (auto* const type = py::detail::get_type_info(reinterpret_cast<PyTypeObject*>(value.ptr()))) {
                type->operator_new = [](std::size_t) -> void* {
                    throw scvm::error(scvm::errc::closed, "an object that __new__ alone has made: it holds nothing");
                };
                py::setattr(value, "__reduce__", py::cpp_function(&refuse_copy, py::is_method(value)));
            }
        }
    }
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
    const auto add = [&m](const char* room, void (*bind)(room_module&)) {
        room_module submodule(m.def_submodule(room));
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
    refuse_unmade(m);
}
