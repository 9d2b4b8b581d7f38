using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.AspNetCore.Mvc;
using Scvm;

namespace CrmScoring;

/// <summary>Turns what was thrown into a problem document (RFC 9457) with scvm's stable code.</summary>
public sealed class Problems(IProblemDetailsService documents) : IExceptionHandler
{
    /// <summary>Whether an exception means that the event itself is at fault, and sending it again is of no use.</summary>
    public static bool Refuses(Exception e) => e is Refusal or JsonException
        || e is ScvmException { Code: not (ScvmErrorCode.Internal or ScvmErrorCode.NotFitted or ScvmErrorCode.BadModel) }
        || e is ArgumentException { Source: "Scvm" };

    /// <summary>The code of an exception.</summary>
    public static ScvmErrorCode Code(Exception e) => e switch
    {
        Refusal refusal => refusal.Code,
        ScvmException scvm => scvm.Code,
        JsonException or ArgumentException => ScvmErrorCode.BadRecord,
        _ => ScvmErrorCode.Internal,
    };

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        (int status, string title) = exception switch
        {
            BadHttpRequestException bad => (bad.StatusCode, "The request was not read"),
            SqliteException => (StatusCodes.Status503ServiceUnavailable, "The database does not answer"),
            _ when Refuses(exception) => (StatusCodes.Status400BadRequest, "The record was refused"),
            _ => (StatusCodes.Status500InternalServerError, "Nothing was stored"),
        };
        var problem = new ProblemDetails { Status = status, Title = title };
        if (status == StatusCodes.Status400BadRequest)
        {
            problem.Detail = exception.Message;
            problem.Extensions["code"] = (int)Code(exception);
            problem.Extensions["codeName"] = Code(exception).ToString();
        }
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "30"; // Dataverse sends it again
        }
        context.Response.StatusCode = status;
        return await documents.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem });
    }
}
