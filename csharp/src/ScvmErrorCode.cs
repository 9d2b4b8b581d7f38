// Rendered by describe/render.py from the descriptions in core/; do not edit.
#nullable enable
using System;
using System.Collections.Generic;

namespace Scvm;

/// <summary>What went wrong. The numbers are part of the API: every binding, the C ABI and logs carry them.</summary>
public enum ScvmErrorCode
{
    /// <summary>A value lies outside its documented range, or is not finite.</summary>
    Domain = 1,

    /// <summary>The columns of one batch differ in length.</summary>
    SizeMismatch = 2,

    /// <summary>A model file is no JSON, or has an unknown, missing or mistyped key, or another version.</summary>
    BadModel = 3,

    /// <summary>A record or a table in JSON is malformed.</summary>
    BadRecord = 4,

    /// <summary>An id or a column name that is not there.</summary>
    UnknownId = 5,

    /// <summary>The model lacks the parameters that the request needs, or they could not be estimated.</summary>
    NotFitted = 6,

    /// <summary>The object was closed or disposed before the call. In C# an <see cref="ObjectDisposedException"/> says so.</summary>
    Closed = 7,

    /// <summary>The caller's buffer is too small for the result.</summary>
    BufferSize = 8,

    /// <summary>The host has no memory left. In C# an <see cref="OutOfMemoryException"/> says so.</summary>
    OutOfMemory = 9,

    /// <summary>None of the above: a defect of scvm, please report it.</summary>
    Internal = 10,

    /// <summary>The caller asked to stop: nothing was changed, there is no result. In C# an <see cref="OperationCanceledException"/> says so.</summary>
    Stopped = 11,

    /// <summary>The call would take more time or memory than its limits allow.</summary>
    TooCostly = 12,
}
