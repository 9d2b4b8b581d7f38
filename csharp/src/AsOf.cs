using System;
using System.Globalization;

namespace Scvm;

/// <summary>Days as the core reads them: "2026-11-21", whatever the culture and its calendar.</summary>
internal static class AsOf
{
    internal static string Text(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

#if NET
    internal static DateOnly Day(double seconds) => DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(seconds));

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
#else
    internal static DateTime Day(double seconds) => new DateTime(1970, 1, 1).AddSeconds(seconds).Date;
#endif
}
