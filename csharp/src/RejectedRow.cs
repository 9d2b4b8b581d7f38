namespace Scvm;

/// <summary>One row that was not taken, and why; everything else of its batch was.</summary>
/// <param name="Table">The table of the row: "customers", "answers" or "purchases".</param>
/// <param name="Row">The row's number from 0, over all calls that added to the table.</param>
/// <param name="Code">The rule that the row broke.</param>
/// <param name="Reason">Names the offender, e.g. <c>customer "c17": not in the customers table</c>.</param>
public readonly record struct RejectedRow(string Table, long Row, ScvmErrorCode Code, string Reason);
