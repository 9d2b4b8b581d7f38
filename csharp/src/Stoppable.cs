using System;
using System.Threading;

namespace Scvm;

/// <summary>Native work that a <see cref="CancellationToken"/> ends.</summary>
internal static class Stoppable
{
    /// <summary>Runs the work with a native stop that the token requests.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before the work was done.</exception>
    internal static T Run<T>(CancellationToken cancellation, Func<Native.Stop, T> work)
    {
        cancellation.ThrowIfCancellationRequested();
        using var stop = new Native.Stop();
        using var registration = cancellation.Register(stop.Request);
        try
        {
            return work(stop);
        }
        catch (ScvmException e) when (e.Code == ScvmErrorCode.Stopped)
        {
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
    }
}
