using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CrmScoring;

/// <summary>Lets those in who send the key. Comparing takes the same time wherever two keys differ.</summary>
public sealed class ApiKeyGate(IOptions<ScoringSettings> settings) : IEndpointFilter
{
    public const string Header = "X-Api-Key";

    private readonly byte[] expected = Digest(settings.Value.ApiKey);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        string given = context.HttpContext.Request.Headers[Header].ToString();
        return CryptographicOperations.FixedTimeEquals(Digest(given), expected)
            ? await next(context)
            : Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: $"{Header}: missing or wrong");
    }

    // Of equal length whatever was sent, so that not even the length is told.
    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
