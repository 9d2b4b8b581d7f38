// Arrow's PyCapsule protocol: what objects with __arrow_c_stream__ hand to each other.
#pragma once

#include <scvm/arrow_c.h>

#include <pybind11/pybind11.h>

#include <memory>

namespace py = pybind11;

/// The stream of an object; it stays the capsule's.
[[nodiscard]] inline ArrowArrayStream* stream_in(const py::object& capsule) {
    auto* const stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream"));
    if (stream == nullptr) {
        throw py::error_already_set();
    }
    return stream;
}

/// A capsule that owns a stream, and releases it where nobody took it.
template <class Fill>
[[nodiscard]] py::object stream_of(Fill fill) {
    auto stream = std::make_unique<ArrowArrayStream>();
    fill(stream.get());
    PyObject* const capsule = PyCapsule_New(stream.get(), "arrow_array_stream", [](PyObject* self) {
        auto* const held = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(self, "arrow_array_stream"));
        if (held->release != nullptr) {
            held->release(held);
        }
        delete held;
    });
    if (capsule == nullptr) {
        stream->release(stream.get());
        throw py::error_already_set();
    }
    (void)stream.release();
    return py::reinterpret_steal<py::object>(capsule);
}
