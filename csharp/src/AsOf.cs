using System;
using System.Globalization;

namespace Scvm;

/// <summary>Days as the core reads them: "2026-11-21", whatever the culture and its calendar.</summary>
internal static class AsOf
{
    internal static string Text(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

#if NET
    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
#endif
}
