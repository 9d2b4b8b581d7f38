using System;

namespace Scvm;

/// <summary>When something happened: made of a <see cref="DateTimeOffset"/>, a <see cref="DateTime"/>, a day, or seconds since
/// 1970-01-01 UTC, without a word more. What has no offset (a day, a DateTime that is neither UTC nor local) is as clocks show it
/// at <see cref="CustomerBase.TimeZone"/>.</summary>
public readonly record struct Moment
{
    private const long UnixEpoch = 62_135_596_800;  // in seconds since the year 1

    private readonly long seconds;
    private readonly bool shown;  // by a clock of the base's place

    private Moment(long seconds, bool shown)
    {
        this.seconds = seconds;
        this.shown = shown;
    }

    /// <summary>A moment with its offset.</summary>
    public static implicit operator Moment(DateTimeOffset time) => new(time.ToUnixTimeSeconds(), false);

    /// <summary>A moment of <see cref="DateTimeKind.Utc"/> or <see cref="DateTimeKind.Local"/>; else what a clock shows at the base's place.</summary>
    public static implicit operator Moment(DateTime time) =>
        new((time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).Ticks / TimeSpan.TicksPerSecond - UnixEpoch,
            time.Kind == DateTimeKind.Unspecified);

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    public static implicit operator Moment(long seconds) => new(seconds, false);

#if NET
    /// <summary>The first second of a day at the base's place.</summary>
    public static implicit operator Moment(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);
#endif

    /// <summary>Seconds since 1970-01-01 UTC, at the base's place.</summary>
    internal long At(CustomerBase customers) => shown ? customers.Open.Moment(seconds) : seconds;
}
