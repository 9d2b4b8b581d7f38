// Rendered by describe/render.py from the descriptions in core/; do not edit.
#nullable enable
using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;

namespace Scvm;

public sealed partial class CustomerBase
{
    /// <summary>Everybody who is scored. Row i of each column is one row.</summary>
    /// <param name="id">Opaque: UTF-8 of 1 to 1,024 bytes. Each counts once.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddCustomers(
        IReadOnlyList<string> id) =>
        native.Open.AddCustomers(id);

#if NET
    /// <summary>Everybody who is scored. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddCustomersAsync(IAsyncEnumerable<CustomerRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Everybody who is scored. From a query whose columns are called as those of the table: <c>id</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddCustomers(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "customers", 1, ["id"], TakeCustomers);

    /// <summary>Everybody who is scored. From a query whose columns are called as those of the table: <c>id</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddCustomersAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "customers", 1, ["id"], TakeCustomers, cancellation);

    private long Take(List<CustomerRow> chunk) => AddCustomers(
        Rows.Texts(chunk, row => row.Id));

    private long TakeCustomers(ReaderRows from) => AddCustomers(
        from.Texts("id"));

    /// <summary>Who takes part in interactions and is never scored. Row i of each column is one row.</summary>
    /// <param name="id">Opaque, and no customer's.</param>
    /// <param name="department">A category, say <c>service</c>; empty: not known. Optional.</param>
    /// <param name="level">Of the hierarchy: a category, say <c>2</c> or <c>management</c>; empty: not known. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddEmployees(
        IReadOnlyList<string> id,
        IReadOnlyList<string>? department = null,
        IReadOnlyList<string>? level = null) =>
        native.Open.AddEmployees(id, department ?? [], level ?? []);

    /// <summary>Who takes part in interactions and is never scored. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddEmployees(IEnumerable<EmployeeRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>Who takes part in interactions and is never scored. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddEmployeesAsync(IAsyncEnumerable<EmployeeRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Who takes part in interactions and is never scored. From a query whose columns are called as those of the table: <c>id</c>, <c>department</c>, <c>level</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddEmployees(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "employees", 1, ["id", "department", "level"], TakeEmployees);

    /// <summary>Who takes part in interactions and is never scored. From a query whose columns are called as those of the table: <c>id</c>, <c>department</c>, <c>level</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddEmployeesAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "employees", 1, ["id", "department", "level"], TakeEmployees, cancellation);

    private long Take(List<EmployeeRow> chunk) => AddEmployees(
        Rows.Texts(chunk, row => row.Id),
        Rows.Texts(chunk, row => row.Department ?? ""),
        Rows.Texts(chunk, row => row.Level ?? ""));

    private long TakeEmployees(ReaderRows from) => AddEmployees(
        from.Texts("id"),
        from.Texts("department"),
        from.Texts("level"));

    /// <summary>People outside the base, one row each: prospects, and members of a community whom nobody knows. They are reached, refer and are referred; they are never scored. Row i of each column is one row.</summary>
    /// <param name="id">Opaque, and no employee's. Whoever has a customer's id is that customer.</param>
    /// <param name="since">Since when the company knows of the person; none: not known. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="became">The customer whom the person has become: what was done under this id is that customer's. Several may have become one customer. Empty: none yet, or the id says it. Optional.</param>
    /// <param name="converted">When, not before <c>since</c>; as of earlier days the person is still outside. None: the customer's first purchase. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddProspects(
        IReadOnlyList<string> id,
        ReadOnlySpan<long> since = default,
        IReadOnlyList<string>? became = null,
        ReadOnlySpan<long> converted = default) =>
        native.Open.AddProspects(id, since, became ?? [], converted);

    /// <summary>People outside the base, one row each: prospects, and members of a community whom nobody knows. They are reached, refer and are referred; they are never scored. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddProspects(IEnumerable<ProspectRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>People outside the base, one row each: prospects, and members of a community whom nobody knows. They are reached, refer and are referred; they are never scored. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddProspectsAsync(IAsyncEnumerable<ProspectRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>People outside the base, one row each: prospects, and members of a community whom nobody knows. They are reached, refer and are referred; they are never scored. From a query whose columns are called as those of the table: <c>id</c>, <c>since</c>, <c>became</c>, <c>converted</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddProspects(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "prospects", 1, ["id", "since", "became", "converted"], TakeProspects);

    /// <summary>People outside the base, one row each: prospects, and members of a community whom nobody knows. They are reached, refer and are referred; they are never scored. From a query whose columns are called as those of the table: <c>id</c>, <c>since</c>, <c>became</c>, <c>converted</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddProspectsAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "prospects", 1, ["id", "since", "became", "converted"], TakeProspects, cancellation);

    private long Take(List<ProspectRow> chunk) => AddProspects(
        Rows.Texts(chunk, row => row.Id),
        Rows.Moments(chunk, row => row.Since, this),
        Rows.Texts(chunk, row => row.Became ?? ""),
        Rows.Moments(chunk, row => row.Converted, this));

    private long TakeProspects(ReaderRows from) => AddProspects(
        from.Texts("id"),
        from.Moments("since"),
        from.Texts("became"),
        from.Moments("converted"));

    /// <summary>Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to several on a day, the newest counts. Row i of each column is one row.</summary>
    /// <param name="member">A customer, or an account to which others belong.</param>
    /// <param name="account">To what: a customer's id where the account itself buys, else any id that is no person's.</param>
    /// <param name="since">Since when; none: since ever. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="end">The first moment without it, after <c>since</c>; none, or after 2099: never. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddMemberships(
        IReadOnlyList<string> member,
        IReadOnlyList<string> account,
        ReadOnlySpan<long> since = default,
        ReadOnlySpan<long> end = default) =>
        native.Open.AddMemberships(member, account, since, end);

    /// <summary>Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to several on a day, the newest counts. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddMemberships(IEnumerable<MembershipRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to several on a day, the newest counts. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddMembershipsAsync(IAsyncEnumerable<MembershipRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to several on a day, the newest counts. From a query whose columns are called as those of the table: <c>member</c>, <c>account</c>, <c>since</c>, <c>end</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddMemberships(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "memberships", 2, ["member", "account", "since", "end"], TakeMemberships);

    /// <summary>Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to several on a day, the newest counts. From a query whose columns are called as those of the table: <c>member</c>, <c>account</c>, <c>since</c>, <c>end</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddMembershipsAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "memberships", 2, ["member", "account", "since", "end"], TakeMemberships, cancellation);

    private long Take(List<MembershipRow> chunk) => AddMemberships(
        Rows.Texts(chunk, row => row.Member),
        Rows.Texts(chunk, row => row.Account),
        Rows.Moments(chunk, row => row.Since, this),
        Rows.Moments(chunk, row => row.End, this));

    private long TakeMemberships(ReaderRows from) => AddMemberships(
        from.Texts("member"),
        from.Texts("account"),
        from.Moments("since"),
        from.Moments("end"));

    /// <summary>What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal. Row i of each column is one row.</summary>
    /// <param name="customer">Who decided: a customer, or somebody outside the base.</param>
    /// <param name="purpose">What it is about, e.g. <c>scoring</c>; <c>*</c>: every purpose.</param>
    /// <param name="state"><c>granted</c>, <c>refused</c> or <c>withdrawn</c>, in any case; words of opt-in and opt-out forms, true and false are known, too. Any other is told, and counts as a refusal.</param>
    /// <param name="time">From when on it counts; none: a grant since ever, a refusal for ever. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="expires">The first second without it, after <c>time</c>; none, or after 2099: never. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="evidence">What proves it, e.g. a form's number. Shown in an export. Optional.</param>
    /// <param name="source">Where it was given, e.g. <c>web</c>. Shown in an export. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddConsents(
        IReadOnlyList<string> customer,
        IReadOnlyList<string> purpose,
        IReadOnlyList<string> state,
        ReadOnlySpan<long> time = default,
        ReadOnlySpan<long> expires = default,
        IReadOnlyList<string>? evidence = null,
        IReadOnlyList<string>? source = null) =>
        native.Open.AddConsents(customer, purpose, state, time, expires, evidence ?? [], source ?? []);

    /// <summary>What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddConsents(IEnumerable<ConsentRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddConsentsAsync(IAsyncEnumerable<ConsentRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal. From a query whose columns are called as those of the table: <c>customer</c>, <c>purpose</c>, <c>state</c>, <c>time</c>, <c>expires</c>, <c>evidence</c>, <c>source</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddConsents(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "consents", 3, ["customer", "purpose", "state", "time", "expires", "evidence", "source"], TakeConsents);

    /// <summary>What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal. From a query whose columns are called as those of the table: <c>customer</c>, <c>purpose</c>, <c>state</c>, <c>time</c>, <c>expires</c>, <c>evidence</c>, <c>source</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddConsentsAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "consents", 3, ["customer", "purpose", "state", "time", "expires", "evidence", "source"], TakeConsents, cancellation);

    private long Take(List<ConsentRow> chunk) => AddConsents(
        Rows.Texts(chunk, row => row.Customer),
        Rows.Texts(chunk, row => row.Purpose),
        Rows.Texts(chunk, row => row.State),
        Rows.Moments(chunk, row => row.Time, this),
        Rows.Moments(chunk, row => row.Expires, this),
        Rows.Texts(chunk, row => row.Evidence ?? ""),
        Rows.Texts(chunk, row => row.Source ?? ""));

    private long TakeConsents(ReaderRows from) => AddConsents(
        from.Texts("customer"),
        from.Texts("purpose"),
        from.Texts("state"),
        from.Moments("time"),
        from.Moments("expires"),
        from.Texts("evidence"),
        from.Texts("source"));

    /// <summary>Survey answers, one row an answer. Row i of each column is one row.</summary>
    /// <param name="customer">Who answered.</param>
    /// <param name="item">The item's id in the questionnaire of the model; others are counted, not read.</param>
    /// <param name="value">The raw answer; none: shown, but not answered.</param>
    /// <param name="time">When it was given. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="wave">Number of the survey wave; the newest answered one counts. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAnswers(
        IReadOnlyList<string> customer,
        IReadOnlyList<string> item,
        ReadOnlySpan<double> value,
        ReadOnlySpan<long> time = default,
        ReadOnlySpan<int> wave = default) =>
        native.Open.AddAnswers(customer, item, value, time, wave);

    /// <summary>Survey answers, one row an answer. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAnswers(IEnumerable<AnswerRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>Survey answers, one row an answer. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddAnswersAsync(IAsyncEnumerable<AnswerRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Survey answers, one row an answer. From a query whose columns are called as those of the table: <c>customer</c>, <c>item</c>, <c>value</c>, <c>time</c>, <c>wave</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAnswers(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "answers", 3, ["customer", "item", "value", "time", "wave"], TakeAnswers);

    /// <summary>Survey answers, one row an answer. From a query whose columns are called as those of the table: <c>customer</c>, <c>item</c>, <c>value</c>, <c>time</c>, <c>wave</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddAnswersAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "answers", 3, ["customer", "item", "value", "time", "wave"], TakeAnswers, cancellation);

    private long Take(List<AnswerRow> chunk) => AddAnswers(
        Rows.Texts(chunk, row => row.Customer),
        Rows.Texts(chunk, row => row.Item),
        Rows.Numbers(chunk, row => row.Value),
        Rows.Moments(chunk, row => row.Time, this),
        Rows.Wholes(chunk, row => row.Wave));

    private long TakeAnswers(ReaderRows from) => AddAnswers(
        from.Texts("customer"),
        from.Texts("item"),
        from.Numbers("value"),
        from.Moments("time"),
        from.Wholes("wave"));

    /// <summary>Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase. Row i of each column is one row.</summary>
    /// <param name="customer">Who bought.</param>
    /// <param name="time">When. Seconds since 1970-01-01 UTC.</param>
    /// <param name="amount">In the model's currency; negative: a refund.</param>
    /// <param name="order">The id of an order or an invoice: of a customer's rows with one order one counts, and one refund of it. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddPurchases(
        IReadOnlyList<string> customer,
        ReadOnlySpan<long> time,
        ReadOnlySpan<double> amount,
        IReadOnlyList<string>? order = null) =>
        native.Open.AddPurchases(customer, time, amount, order ?? []);

    /// <summary>Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddPurchases(IEnumerable<PurchaseRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddPurchasesAsync(IAsyncEnumerable<PurchaseRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase. From a query whose columns are called as those of the table: <c>customer</c>, <c>time</c>, <c>amount</c>, <c>order</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddPurchases(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "purchases", 3, ["customer", "time", "amount", "order"], TakePurchases);

    /// <summary>Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase. From a query whose columns are called as those of the table: <c>customer</c>, <c>time</c>, <c>amount</c>, <c>order</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddPurchasesAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "purchases", 3, ["customer", "time", "amount", "order"], TakePurchases, cancellation);

    private long Take(List<PurchaseRow> chunk) => AddPurchases(
        Rows.Texts(chunk, row => row.Customer),
        Rows.Moments(chunk, row => row.Time, this),
        Rows.Numbers(chunk, row => row.Amount),
        Rows.Texts(chunk, row => row.Order ?? ""));

    private long TakePurchases(ReaderRows from) => AddPurchases(
        from.Texts("customer"),
        from.Moments("time"),
        from.Numbers("amount"),
        from.Texts("order"));

    /// <summary>What customers are grouped by, one table an attribute, one row a customer; a second one is rejected. Row i of each column is one row.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="value">A category, say a territory; empty: none.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAttributes(
        string name,
        IReadOnlyList<string> customer,
        IReadOnlyList<string> value) =>
        native.Open.AddAttributes(name, customer, value);

    /// <summary>What customers are grouped by, one table an attribute, one row a customer; a second one is rejected. From rows.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAttributes(string name, IEnumerable<AttributeRow> rows) =>
        Rows.Add(With(name), rows, chunk => Take(name, chunk));

#if NET
    /// <summary>What customers are grouped by, one table an attribute, one row a customer; a second one is rejected. From rows as they come.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddAttributesAsync(string name, IAsyncEnumerable<AttributeRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(With(name), Given.NotNull(rows, nameof(rows)), chunk => Take(name, chunk), cancellation);
#endif

    /// <summary>What customers are grouped by, one table an attribute, one row a customer; a second one is rejected. From a query whose columns are called as those of the table: <c>customer</c>, <c>value</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAttributes(string name, DbDataReader rows) =>
        ReaderRows.Add(rows, With(name), "attributes", 2, ["customer", "value"], from => TakeAttributes(name, from));

    /// <summary>What customers are grouped by, one table an attribute, one row a customer; a second one is rejected. From a query whose columns are called as those of the table: <c>customer</c>, <c>value</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddAttributesAsync(string name, DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, With(name), "attributes", 2, ["customer", "value"], from => TakeAttributes(name, from), cancellation);

    private long Take(string name, List<AttributeRow> chunk) => AddAttributes(name,
        Rows.Texts(chunk, row => row.Customer),
        Rows.Texts(chunk, row => row.Value ?? ""));

    private long TakeAttributes(string name, ReaderRows from) => AddAttributes(name,
        from.Texts("customer"),
        from.Texts("value"));

    /// <summary>What holds who would leave, one row a contract. The one counts that holds longest. Row i of each column is one row.</summary>
    /// <param name="customer">Whom it holds.</param>
    /// <param name="end">The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full barrier. Seconds since 1970-01-01 UTC.</param>
    /// <param name="noticeDays">Between giving notice and leaving. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddContracts(
        IReadOnlyList<string> customer,
        ReadOnlySpan<long> end,
        ReadOnlySpan<double> noticeDays = default) =>
        native.Open.AddContracts(customer, end, noticeDays);

    /// <summary>What holds who would leave, one row a contract. The one counts that holds longest. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddContracts(IEnumerable<ContractRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>What holds who would leave, one row a contract. The one counts that holds longest. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddContractsAsync(IAsyncEnumerable<ContractRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>What holds who would leave, one row a contract. The one counts that holds longest. From a query whose columns are called as those of the table: <c>customer</c>, <c>end</c>, <c>notice_days</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddContracts(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "contracts", 2, ["customer", "end", "notice_days"], TakeContracts);

    /// <summary>What holds who would leave, one row a contract. The one counts that holds longest. From a query whose columns are called as those of the table: <c>customer</c>, <c>end</c>, <c>notice_days</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddContractsAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "contracts", 2, ["customer", "end", "notice_days"], TakeContracts, cancellation);

    private long Take(List<ContractRow> chunk) => AddContracts(
        Rows.Texts(chunk, row => row.Customer),
        Rows.Moments(chunk, row => row.End, this),
        Rows.Numbers(chunk, row => row.NoticeDays));

    private long TakeContracts(ReaderRows from) => AddContracts(
        from.Texts("customer"),
        from.Moments("end"),
        from.Numbers("notice_days"));

    /// <summary>Who did what to whom, one row an event. Row i of each column is one row.</summary>
    /// <param name="actor">Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.</param>
    /// <param name="target">To whom; empty: the brand, or nobody in particular.</param>
    /// <param name="kind">What was done. Whoever only follows carries no weight.</param>
    /// <param name="time">When. Seconds since 1970-01-01 UTC.</param>
    /// <param name="channel">The network it happened in; at most 255 different ones. Optional.</param>
    /// <param name="sentiment">-1 (against) to 1 (in favour); none: not known. Optional.</param>
    /// <param name="count">How many alike the row stands for. Optional.</param>
    /// <param name="eventId">Of rows with equal ids one counts. Optional.</param>
    /// <param name="fingerprint">The same for near-duplicate texts: of an actor's rows with one fingerprint one counts, and a post, answer or review that somebody else had posted before counts for nobody. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddInteractions(
        IReadOnlyList<string> actor,
        IReadOnlyList<string> target,
        IReadOnlyList<string> kind,
        ReadOnlySpan<long> time,
        IReadOnlyList<string>? channel = null,
        ReadOnlySpan<double> sentiment = default,
        ReadOnlySpan<double> count = default,
        IReadOnlyList<string>? eventId = null,
        IReadOnlyList<string>? fingerprint = null) =>
        native.Open.AddInteractions(actor, target, kind, time, channel ?? [], sentiment, count, eventId ?? [], fingerprint ?? []);

    /// <summary>Who did what to whom, one row an event. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddInteractions(IEnumerable<InteractionRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>Who did what to whom, one row an event. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddInteractionsAsync(IAsyncEnumerable<InteractionRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Who did what to whom, one row an event. From a query whose columns are called as those of the table: <c>actor</c>, <c>target</c>, <c>kind</c>, <c>time</c>, <c>channel</c>, <c>sentiment</c>, <c>count</c>, <c>event_id</c>, <c>fingerprint</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddInteractions(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "interactions", 4, ["actor", "target", "kind", "time", "channel", "sentiment", "count", "event_id", "fingerprint"], TakeInteractions);

    /// <summary>Who did what to whom, one row an event. From a query whose columns are called as those of the table: <c>actor</c>, <c>target</c>, <c>kind</c>, <c>time</c>, <c>channel</c>, <c>sentiment</c>, <c>count</c>, <c>event_id</c>, <c>fingerprint</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddInteractionsAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "interactions", 4, ["actor", "target", "kind", "time", "channel", "sentiment", "count", "event_id", "fingerprint"], TakeInteractions, cancellation);

    private long Take(List<InteractionRow> chunk) => AddInteractions(
        Rows.Texts(chunk, row => row.Actor),
        Rows.Texts(chunk, row => row.Target ?? ""),
        Rows.Texts(chunk, row => row.Kind.Word()),
        Rows.Moments(chunk, row => row.Time, this),
        Rows.Texts(chunk, row => row.Channel ?? ""),
        Rows.Numbers(chunk, row => row.Sentiment),
        Rows.Numbers(chunk, row => row.Count),
        Rows.Texts(chunk, row => row.EventId ?? ""),
        Rows.Texts(chunk, row => row.Fingerprint ?? ""));

    private long TakeInteractions(ReaderRows from) => AddInteractions(
        from.Texts("actor"),
        from.Texts("target"),
        from.Texts("kind"),
        from.Moments("time"),
        from.Texts("channel"),
        from.Numbers("sentiment"),
        from.Numbers("count"),
        from.Texts("event_id"),
        from.Texts("fingerprint"));

    /// <summary>Who brought whom, one row a referral. One counts for each customer. Row i of each column is one row.</summary>
    /// <param name="referrer">Who brought somebody: a customer or a prospect.</param>
    /// <param name="referred">Who was brought, likewise; nobody refers oneself.</param>
    /// <param name="time">When the referred came. Seconds since 1970-01-01 UTC.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddReferrals(
        IReadOnlyList<string> referrer,
        IReadOnlyList<string> referred,
        ReadOnlySpan<long> time) =>
        native.Open.AddReferrals(referrer, referred, time);

    /// <summary>Who brought whom, one row a referral. One counts for each customer. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddReferrals(IEnumerable<ReferralRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>Who brought whom, one row a referral. One counts for each customer. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddReferralsAsync(IAsyncEnumerable<ReferralRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Who brought whom, one row a referral. One counts for each customer. From a query whose columns are called as those of the table: <c>referrer</c>, <c>referred</c>, <c>time</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddReferrals(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "referrals", 3, ["referrer", "referred", "time"], TakeReferrals);

    /// <summary>Who brought whom, one row a referral. One counts for each customer. From a query whose columns are called as those of the table: <c>referrer</c>, <c>referred</c>, <c>time</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddReferralsAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "referrals", 3, ["referrer", "referred", "time"], TakeReferrals, cancellation);

    private long Take(List<ReferralRow> chunk) => AddReferrals(
        Rows.Texts(chunk, row => row.Referrer),
        Rows.Texts(chunk, row => row.Referred),
        Rows.Moments(chunk, row => row.Time, this));

    private long TakeReferrals(ReaderRows from) => AddReferrals(
        from.Texts("referrer"),
        from.Texts("referred"),
        from.Moments("time"));

    /// <summary>What customers shared with the company, one row a contribution. Row i of each column is one row.</summary>
    /// <param name="customer">Who shared.</param>
    /// <param name="kind">What was shared.</param>
    /// <param name="time">When. Seconds since 1970-01-01 UTC.</param>
    /// <param name="units">How much of it. Optional.</param>
    /// <param name="accepted">1: accepted, 0: not; none: not decided. Optional.</param>
    /// <param name="value">What it is worth in the model's currency, times <c>accepted</c>; none: the model's rate, else points. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddContributions(
        IReadOnlyList<string> customer,
        IReadOnlyList<string> kind,
        ReadOnlySpan<long> time,
        ReadOnlySpan<double> units = default,
        ReadOnlySpan<double> accepted = default,
        ReadOnlySpan<double> value = default) =>
        native.Open.AddContributions(customer, kind, time, units, accepted, value);

    /// <summary>What customers shared with the company, one row a contribution. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddContributions(IEnumerable<ContributionRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>What customers shared with the company, one row a contribution. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddContributionsAsync(IAsyncEnumerable<ContributionRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>What customers shared with the company, one row a contribution. From a query whose columns are called as those of the table: <c>customer</c>, <c>kind</c>, <c>time</c>, <c>units</c>, <c>accepted</c>, <c>value</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddContributions(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "contributions", 3, ["customer", "kind", "time", "units", "accepted", "value"], TakeContributions);

    /// <summary>What customers shared with the company, one row a contribution. From a query whose columns are called as those of the table: <c>customer</c>, <c>kind</c>, <c>time</c>, <c>units</c>, <c>accepted</c>, <c>value</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddContributionsAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "contributions", 3, ["customer", "kind", "time", "units", "accepted", "value"], TakeContributions, cancellation);

    private long Take(List<ContributionRow> chunk) => AddContributions(
        Rows.Texts(chunk, row => row.Customer),
        Rows.Texts(chunk, row => row.Kind.Word()),
        Rows.Moments(chunk, row => row.Time, this),
        Rows.Numbers(chunk, row => row.Units),
        Rows.Flags(chunk, row => row.Accepted),
        Rows.Numbers(chunk, row => row.Value));

    private long TakeContributions(ReaderRows from) => AddContributions(
        from.Texts("customer"),
        from.Texts("kind"),
        from.Moments("time"),
        from.Numbers("units"),
        from.Numbers("accepted"),
        from.Numbers("value"));

    /// <summary>Answers under a promise of anonymity: they count in shares, and nowhere else. Row i of each column is one row.</summary>
    /// <param name="respondent">A key that tells respondents apart, and that nobody can trace to a person.</param>
    /// <param name="item">The item's id in the questionnaire of the model.</param>
    /// <param name="value">The raw answer; none: shown, but not answered.</param>
    /// <param name="time">When it was given. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="wave">Number of the survey wave. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAnonymousAnswers(
        IReadOnlyList<string> respondent,
        IReadOnlyList<string> item,
        ReadOnlySpan<double> value,
        ReadOnlySpan<long> time = default,
        ReadOnlySpan<int> wave = default) =>
        native.Open.AddAnonymousAnswers(respondent, item, value, time, wave);

    /// <summary>Answers under a promise of anonymity: they count in shares, and nowhere else. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAnonymousAnswers(IEnumerable<AnonymousAnswerRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>Answers under a promise of anonymity: they count in shares, and nowhere else. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddAnonymousAnswersAsync(IAsyncEnumerable<AnonymousAnswerRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Answers under a promise of anonymity: they count in shares, and nowhere else. From a query whose columns are called as those of the table: <c>respondent</c>, <c>item</c>, <c>value</c>, <c>time</c>, <c>wave</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAnonymousAnswers(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "anonymous_answers", 3, ["respondent", "item", "value", "time", "wave"], TakeAnonymousAnswers);

    /// <summary>Answers under a promise of anonymity: they count in shares, and nowhere else. From a query whose columns are called as those of the table: <c>respondent</c>, <c>item</c>, <c>value</c>, <c>time</c>, <c>wave</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddAnonymousAnswersAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "anonymous_answers", 3, ["respondent", "item", "value", "time", "wave"], TakeAnonymousAnswers, cancellation);

    private long Take(List<AnonymousAnswerRow> chunk) => AddAnonymousAnswers(
        Rows.Texts(chunk, row => row.Respondent),
        Rows.Texts(chunk, row => row.Item),
        Rows.Numbers(chunk, row => row.Value),
        Rows.Moments(chunk, row => row.Time, this),
        Rows.Wholes(chunk, row => row.Wave));

    private long TakeAnonymousAnswers(ReaderRows from) => AddAnonymousAnswers(
        from.Texts("respondent"),
        from.Texts("item"),
        from.Numbers("value"),
        from.Moments("time"),
        from.Wholes("wave"));

    /// <summary>The social scores that were published before, one row each. A customer's newest up to the day of scoring counts: from it the next one moves. Row i of each column is one row.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="socialScore">What the card called <c>published_score</c>.</param>
    /// <param name="time">As of when. Seconds since 1970-01-01 UTC.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddPublishedScores(
        IReadOnlyList<string> customer,
        ReadOnlySpan<double> socialScore,
        ReadOnlySpan<long> time) =>
        native.Open.AddPublishedScores(customer, socialScore, time);

    /// <summary>The social scores that were published before, one row each. A customer's newest up to the day of scoring counts: from it the next one moves. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddPublishedScores(IEnumerable<PublishedScoreRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>The social scores that were published before, one row each. A customer's newest up to the day of scoring counts: from it the next one moves. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddPublishedScoresAsync(IAsyncEnumerable<PublishedScoreRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>The social scores that were published before, one row each. A customer's newest up to the day of scoring counts: from it the next one moves. From a query whose columns are called as those of the table: <c>customer</c>, <c>social_score</c>, <c>time</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddPublishedScores(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "published_scores", 3, ["customer", "social_score", "time"], TakePublishedScores);

    /// <summary>The social scores that were published before, one row each. A customer's newest up to the day of scoring counts: from it the next one moves. From a query whose columns are called as those of the table: <c>customer</c>, <c>social_score</c>, <c>time</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddPublishedScoresAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "published_scores", 3, ["customer", "social_score", "time"], TakePublishedScores, cancellation);

    private long Take(List<PublishedScoreRow> chunk) => AddPublishedScores(
        Rows.Texts(chunk, row => row.Customer),
        Rows.Numbers(chunk, row => row.SocialScore),
        Rows.Moments(chunk, row => row.Time, this));

    private long TakePublishedScores(ReaderRows from) => AddPublishedScores(
        from.Texts("customer"),
        from.Numbers("social_score"),
        from.Moments("time"));

    /// <summary>What customers complained about or praised, one row each, and when it was answered and closed. Row i of each column is one row.</summary>
    /// <param name="customer">Who complained or praised.</param>
    /// <param name="kind">Which of both.</param>
    /// <param name="opened">When it came in. Seconds since 1970-01-01 UTC.</param>
    /// <param name="answered">When it was first answered, not before it came in; none: not yet. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="closed">When it was settled, not before it came in; none: it is open. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="channel">How it came in: what is promised may depend on it. Optional.</param>
    /// <param name="sentiment">-1 (against) to 1 (in favour); none: not known. Optional.</param>
    /// <param name="topic">What it is about. Optional.</param>
    /// <param name="caseId">Of a customer's rows with one case, the one that came in first counts. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddComplaints(
        IReadOnlyList<string> customer,
        IReadOnlyList<string> kind,
        ReadOnlySpan<long> opened,
        ReadOnlySpan<long> answered = default,
        ReadOnlySpan<long> closed = default,
        IReadOnlyList<string>? channel = null,
        ReadOnlySpan<double> sentiment = default,
        IReadOnlyList<string>? topic = null,
        IReadOnlyList<string>? caseId = null) =>
        native.Open.AddComplaints(customer, kind, opened, answered, closed, channel ?? [], sentiment, topic ?? [], caseId ?? []);

    /// <summary>What customers complained about or praised, one row each, and when it was answered and closed. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddComplaints(IEnumerable<ComplaintRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>What customers complained about or praised, one row each, and when it was answered and closed. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddComplaintsAsync(IAsyncEnumerable<ComplaintRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>What customers complained about or praised, one row each, and when it was answered and closed. From a query whose columns are called as those of the table: <c>customer</c>, <c>kind</c>, <c>opened</c>, <c>answered</c>, <c>closed</c>, <c>channel</c>, <c>sentiment</c>, <c>topic</c>, <c>case_id</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddComplaints(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "complaints", 3, ["customer", "kind", "opened", "answered", "closed", "channel", "sentiment", "topic", "case_id"], TakeComplaints);

    /// <summary>What customers complained about or praised, one row each, and when it was answered and closed. From a query whose columns are called as those of the table: <c>customer</c>, <c>kind</c>, <c>opened</c>, <c>answered</c>, <c>closed</c>, <c>channel</c>, <c>sentiment</c>, <c>topic</c>, <c>case_id</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddComplaintsAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "complaints", 3, ["customer", "kind", "opened", "answered", "closed", "channel", "sentiment", "topic", "case_id"], TakeComplaints, cancellation);

    private long Take(List<ComplaintRow> chunk) => AddComplaints(
        Rows.Texts(chunk, row => row.Customer),
        Rows.Texts(chunk, row => row.Kind.Word()),
        Rows.Moments(chunk, row => row.Opened, this),
        Rows.Moments(chunk, row => row.Answered, this),
        Rows.Moments(chunk, row => row.Closed, this),
        Rows.Texts(chunk, row => row.Channel ?? ""),
        Rows.Numbers(chunk, row => row.Sentiment),
        Rows.Texts(chunk, row => row.Topic ?? ""),
        Rows.Texts(chunk, row => row.CaseId ?? ""));

    private long TakeComplaints(ReaderRows from) => AddComplaints(
        from.Texts("customer"),
        from.Texts("kind"),
        from.Moments("opened"),
        from.Moments("answered"),
        from.Moments("closed"),
        from.Texts("channel"),
        from.Numbers("sentiment"),
        from.Texts("topic"),
        from.Texts("case_id"));

    /// <summary>Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by the id alone. Row i of each column is one row.</summary>
    /// <param name="id">Who helps: a customer's id, or one that is no customer's and no employee's.</param>
    /// <param name="since">When the helper applied. Seconds since 1970-01-01 UTC.</param>
    /// <param name="vetted">1: checked by the company, 0: not; none: not yet. Optional.</param>
    /// <param name="price">Of a job, in the model's currency; none: not known. Optional.</param>
    /// <param name="skill">What the helper is good at. Optional.</param>
    /// <param name="latitude">Where the helper lives; none: not known. Optional.</param>
    /// <param name="longitude">The same, east of Greenwich. Optional.</param>
    /// <param name="fromHour">From when on in a day the helper comes; none: at any hour. Optional.</param>
    /// <param name="toHour">Until when; before from_hour: on the next day. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddHelpers(
        IReadOnlyList<string> id,
        ReadOnlySpan<long> since,
        ReadOnlySpan<double> vetted = default,
        ReadOnlySpan<double> price = default,
        IReadOnlyList<string>? skill = null,
        ReadOnlySpan<double> latitude = default,
        ReadOnlySpan<double> longitude = default,
        ReadOnlySpan<double> fromHour = default,
        ReadOnlySpan<double> toHour = default) =>
        native.Open.AddHelpers(id, since, vetted, price, skill ?? [], latitude, longitude, fromHour, toHour);

    /// <summary>Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by the id alone. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddHelpers(IEnumerable<HelperRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by the id alone. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddHelpersAsync(IAsyncEnumerable<HelperRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by the id alone. From a query whose columns are called as those of the table: <c>id</c>, <c>since</c>, <c>vetted</c>, <c>price</c>, <c>skill</c>, <c>latitude</c>, <c>longitude</c>, <c>from_hour</c>, <c>to_hour</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddHelpers(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "helpers", 2, ["id", "since", "vetted", "price", "skill", "latitude", "longitude", "from_hour", "to_hour"], TakeHelpers);

    /// <summary>Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by the id alone. From a query whose columns are called as those of the table: <c>id</c>, <c>since</c>, <c>vetted</c>, <c>price</c>, <c>skill</c>, <c>latitude</c>, <c>longitude</c>, <c>from_hour</c>, <c>to_hour</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddHelpersAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "helpers", 2, ["id", "since", "vetted", "price", "skill", "latitude", "longitude", "from_hour", "to_hour"], TakeHelpers, cancellation);

    private long Take(List<HelperRow> chunk) => AddHelpers(
        Rows.Texts(chunk, row => row.Id),
        Rows.Moments(chunk, row => row.Since, this),
        Rows.Flags(chunk, row => row.Vetted),
        Rows.Numbers(chunk, row => row.Price),
        Rows.Texts(chunk, row => row.Skill ?? ""),
        Rows.Numbers(chunk, row => row.Latitude),
        Rows.Numbers(chunk, row => row.Longitude),
        Rows.Numbers(chunk, row => row.FromHour),
        Rows.Numbers(chunk, row => row.ToHour));

    private long TakeHelpers(ReaderRows from) => AddHelpers(
        from.Texts("id"),
        from.Moments("since"),
        from.Numbers("vetted"),
        from.Numbers("price"),
        from.Texts("skill"),
        from.Numbers("latitude"),
        from.Numbers("longitude"),
        from.Numbers("from_hour"),
        from.Numbers("to_hour"));

    /// <summary>What helpers were asked to do, one row a job, with what both sides say of each other. Row i of each column is one row.</summary>
    /// <param name="helper">Who was to help: an id of the helpers.</param>
    /// <param name="customer">Who seeks help.</param>
    /// <param name="asked">When. Seconds since 1970-01-01 UTC.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="done">When it ended, not before it was asked for; none: not known. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="skill">What was needed. Optional.</param>
    /// <param name="price">What was paid, in the model's currency; none: not known. Optional.</param>
    /// <param name="ratingOfHelper">What the seeker says of the helper; none: nothing. Optional.</param>
    /// <param name="ratingOfSeeker">The other way round. Optional.</param>
    /// <param name="job">Of a customer's rows with one job, the one that was asked for first counts. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddJobs(
        IReadOnlyList<string> helper,
        IReadOnlyList<string> customer,
        ReadOnlySpan<long> asked,
        IReadOnlyList<string> outcome,
        ReadOnlySpan<long> done = default,
        IReadOnlyList<string>? skill = null,
        ReadOnlySpan<double> price = default,
        ReadOnlySpan<double> ratingOfHelper = default,
        ReadOnlySpan<double> ratingOfSeeker = default,
        IReadOnlyList<string>? job = null) =>
        native.Open.AddJobs(helper, customer, asked, outcome, done, skill ?? [], price, ratingOfHelper, ratingOfSeeker, job ?? []);

    /// <summary>What helpers were asked to do, one row a job, with what both sides say of each other. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddJobs(IEnumerable<JobRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>What helpers were asked to do, one row a job, with what both sides say of each other. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddJobsAsync(IAsyncEnumerable<JobRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>What helpers were asked to do, one row a job, with what both sides say of each other. From a query whose columns are called as those of the table: <c>helper</c>, <c>customer</c>, <c>asked</c>, <c>outcome</c>, <c>done</c>, <c>skill</c>, <c>price</c>, <c>rating_of_helper</c>, <c>rating_of_seeker</c>, <c>job</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddJobs(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "jobs", 4, ["helper", "customer", "asked", "outcome", "done", "skill", "price", "rating_of_helper", "rating_of_seeker", "job"], TakeJobs);

    /// <summary>What helpers were asked to do, one row a job, with what both sides say of each other. From a query whose columns are called as those of the table: <c>helper</c>, <c>customer</c>, <c>asked</c>, <c>outcome</c>, <c>done</c>, <c>skill</c>, <c>price</c>, <c>rating_of_helper</c>, <c>rating_of_seeker</c>, <c>job</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddJobsAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "jobs", 4, ["helper", "customer", "asked", "outcome", "done", "skill", "price", "rating_of_helper", "rating_of_seeker", "job"], TakeJobs, cancellation);

    private long Take(List<JobRow> chunk) => AddJobs(
        Rows.Texts(chunk, row => row.Helper),
        Rows.Texts(chunk, row => row.Customer),
        Rows.Moments(chunk, row => row.Asked, this),
        Rows.Texts(chunk, row => row.Outcome.Word()),
        Rows.Moments(chunk, row => row.Done, this),
        Rows.Texts(chunk, row => row.Skill ?? ""),
        Rows.Numbers(chunk, row => row.Price),
        Rows.Numbers(chunk, row => row.RatingOfHelper),
        Rows.Numbers(chunk, row => row.RatingOfSeeker),
        Rows.Texts(chunk, row => row.Job ?? ""));

    private long TakeJobs(ReaderRows from) => AddJobs(
        from.Texts("helper"),
        from.Texts("customer"),
        from.Moments("asked"),
        from.Texts("outcome"),
        from.Moments("done"),
        from.Texts("skill"),
        from.Numbers("price"),
        from.Numbers("rating_of_helper"),
        from.Numbers("rating_of_seeker"),
        from.Texts("job"));

    /// <summary>What customers proposed, one row an idea. Row i of each column is one row.</summary>
    /// <param name="idea">The idea's id: each counts once.</param>
    /// <param name="customer">Who proposed it.</param>
    /// <param name="state">What the company says of it.</param>
    /// <param name="time">When it was proposed. Seconds since 1970-01-01 UTC.</param>
    /// <param name="value">What it is worth once accepted, in the model's currency; none: the model's rate for ideas, else points. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddIdeas(
        IReadOnlyList<string> idea,
        IReadOnlyList<string> customer,
        IReadOnlyList<string> state,
        ReadOnlySpan<long> time,
        ReadOnlySpan<double> value = default) =>
        native.Open.AddIdeas(idea, customer, state, time, value);

    /// <summary>What customers proposed, one row an idea. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddIdeas(IEnumerable<IdeaRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>What customers proposed, one row an idea. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddIdeasAsync(IAsyncEnumerable<IdeaRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>What customers proposed, one row an idea. From a query whose columns are called as those of the table: <c>idea</c>, <c>customer</c>, <c>state</c>, <c>time</c>, <c>value</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddIdeas(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "ideas", 4, ["idea", "customer", "state", "time", "value"], TakeIdeas);

    /// <summary>What customers proposed, one row an idea. From a query whose columns are called as those of the table: <c>idea</c>, <c>customer</c>, <c>state</c>, <c>time</c>, <c>value</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddIdeasAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "ideas", 4, ["idea", "customer", "state", "time", "value"], TakeIdeas, cancellation);

    private long Take(List<IdeaRow> chunk) => AddIdeas(
        Rows.Texts(chunk, row => row.Idea),
        Rows.Texts(chunk, row => row.Customer),
        Rows.Texts(chunk, row => row.State.Word()),
        Rows.Moments(chunk, row => row.Time, this),
        Rows.Numbers(chunk, row => row.Value));

    private long TakeIdeas(ReaderRows from) => AddIdeas(
        from.Texts("idea"),
        from.Texts("customer"),
        from.Texts("state"),
        from.Moments("time"),
        from.Numbers("value"));

    /// <summary>Who voted for which idea, one row a vote. One counts for each customer and idea. Row i of each column is one row.</summary>
    /// <param name="idea">For which idea.</param>
    /// <param name="customer">Who voted.</param>
    /// <param name="time">When. Seconds since 1970-01-01 UTC.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddVotes(
        IReadOnlyList<string> idea,
        IReadOnlyList<string> customer,
        ReadOnlySpan<long> time) =>
        native.Open.AddVotes(idea, customer, time);

    /// <summary>Who voted for which idea, one row a vote. One counts for each customer and idea. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddVotes(IEnumerable<VoteRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>Who voted for which idea, one row a vote. One counts for each customer and idea. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddVotesAsync(IAsyncEnumerable<VoteRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Who voted for which idea, one row a vote. One counts for each customer and idea. From a query whose columns are called as those of the table: <c>idea</c>, <c>customer</c>, <c>time</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddVotes(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "votes", 3, ["idea", "customer", "time"], TakeVotes);

    /// <summary>Who voted for which idea, one row a vote. One counts for each customer and idea. From a query whose columns are called as those of the table: <c>idea</c>, <c>customer</c>, <c>time</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddVotesAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "votes", 3, ["idea", "customer", "time"], TakeVotes, cancellation);

    private long Take(List<VoteRow> chunk) => AddVotes(
        Rows.Texts(chunk, row => row.Idea),
        Rows.Texts(chunk, row => row.Customer),
        Rows.Moments(chunk, row => row.Time, this));

    private long TakeVotes(ReaderRows from) => AddVotes(
        from.Texts("idea"),
        from.Texts("customer"),
        from.Moments("time"));

    /// <summary>Who applied to test which product, one row an application. Row i of each column is one row.</summary>
    /// <param name="test">Of which product.</param>
    /// <param name="customer">Who applied.</param>
    /// <param name="time">When. Seconds since 1970-01-01 UTC.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddTests(
        IReadOnlyList<string> test,
        IReadOnlyList<string> customer,
        ReadOnlySpan<long> time) =>
        native.Open.AddTests(test, customer, time);

    /// <summary>Who applied to test which product, one row an application. From rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddTests(IEnumerable<TestRow> rows) =>
        Rows.Add(this, rows, Take);

#if NET
    /// <summary>Who applied to test which product, one row an application. From rows as they come.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddTestsAsync(IAsyncEnumerable<TestRow> rows, CancellationToken cancellation = default) =>
        Rows.AddAsync(this, Given.NotNull(rows, nameof(rows)), Take, cancellation);
#endif

    /// <summary>Who applied to test which product, one row an application. From a query whose columns are called as those of the table: <c>test</c>, <c>customer</c>, <c>time</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddTests(DbDataReader rows) =>
        ReaderRows.Add(rows, this, "tests", 3, ["test", "customer", "time"], TakeTests);

    /// <summary>Who applied to test which product, one row an application. From a query whose columns are called as those of the table: <c>test</c>, <c>customer</c>, <c>time</c>; what is optional may be left out. A date, and a time without an offset, is one of <see cref="TimeZone"/>. Ten thousand rows are read at a time; after an exception, those before stay.</summary>
    /// <param name="rows">The query's result, read to its end and left open.</param>
    /// <param name="cancellation">Ends the reading; the rows before stay.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not have, a missing one, or one of a wrong type.</exception>
    /// <exception cref="ArgumentException">An argument, a row or an id is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public Task<long> AddTestsAsync(DbDataReader rows, CancellationToken cancellation = default) =>
        ReaderRows.AddAsync(rows, this, "tests", 3, ["test", "customer", "time"], TakeTests, cancellation);

    private long Take(List<TestRow> chunk) => AddTests(
        Rows.Texts(chunk, row => row.Test),
        Rows.Texts(chunk, row => row.Customer),
        Rows.Moments(chunk, row => row.Time, this));

    private long TakeTests(ReaderRows from) => AddTests(
        from.Texts("test"),
        from.Texts("customer"),
        from.Moments("time"));
}
