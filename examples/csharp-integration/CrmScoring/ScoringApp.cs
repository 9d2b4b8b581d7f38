using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Scvm;

namespace CrmScoring;

/// <summary>The application: what it is made of, and where it listens.</summary>
public static class ScoringApp
{
    /// <summary>Builds it.</summary>
    /// <param name="args">Configuration like --Scoring:Model=model.json.</param>
    /// <param name="configure">What a test changes.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // appsettings.json lies beside the program, wherever it is started from.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        IServiceCollection services = builder.Services;
        services.AddOptions<ScoringSettings>().BindConfiguration("Scoring").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DataverseSettings>().BindConfiguration("Dataverse")
            .Validate(DataverseSettings.IsComplete,
                      "Dataverse: expected at least one of Items, as States of a consent granted, refused or withdrawn, and Table and "
                      + "Actor of each of Activities, another table than that of the customers")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ScoringEngine>();
        services.AddSingleton<ScoreStore>();
        services.AddSingleton<CustomerScoring>();
        services.AddSingleton<InteractionIntake>();
        services.AddHostedService<ScoringWorker>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddProblemDetails();
        services.AddExceptionHandler<Problems>();
        services.AddOpenApi();
        builder.WebHost.ConfigureKestrel((context, kestrel) => kestrel.Limits.MaxRequestBodySize =
            context.Configuration.GetValue("Scoring:MaxBodyBytes", new ScoringSettings().MaxBodyBytes));

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapOpenApi();
        app.MapGet("/health", Health).WithSummary("Whether this service can score and store.")
            .Produces<HealthReply>().Produces<HealthReply>(StatusCodes.Status503ServiceUnavailable);

        RouteGroupBuilder guarded = app.MapGroup("").AddEndpointFilter<ApiKeyGate>()
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        guarded.MapPost("/score", Score).WithSummary("Scores one customer and stores the score.")
            .WithDescription("Takes a record of scvm, or what a webhook of Dataverse posts. The same event twice changes nothing.")
            .Accepts<JsonObject>("application/json").Produces<ScoreReply>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        guarded.MapPost("/queue", Enqueue).WithSummary("Takes an event now and scores it later, in order.")
            .Accepts<JsonObject>("application/json").Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        guarded.MapPost("/interactions", Interactions).WithSummary("Stores what customers and employees did to each other's.")
            .WithDescription("Takes interactions and referrals, or what a webhook of Dataverse posts about an activity. The next night "
                             + "scores with them. The same event twice changes nothing.")
            .Accepts<InteractionsRequest>("application/json").Produces<InteractionsReply>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        guarded.MapPost("/night", Night).WithSummary("Scores everybody again soon, instead of at the next night.")
            .WithDescription("For the first import, and after a withdrawal that must not wait. /health tells when it was done.")
            .Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        guarded.MapGet("/changes", Changes).WithSummary("The scores that changed since, for whoever writes them back to the CRM.")
            .WithDescription("Ask for after=0 first, then for after=next of the answer; an empty list is the end.")
            .Produces<ChangesReply>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        guarded.MapGet("/customers/{id}", Card).WithSummary("The explained score card of a customer.")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status404NotFound);
        guarded.MapDelete("/customers/{id}", Erase).WithSummary("Removes everything that is stored of a customer.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);

        // A model that does not load, or a database that does not open, stops the start and not the first customer.
        app.Services.GetRequiredService<ScoringEngine>();
        app.Services.GetRequiredService<ScoreStore>();
        return app;
    }

    private static async Task<IResult> Score(HttpRequest request, CustomerScoring scoring, CancellationToken cancelled) =>
        await Body(request, cancelled) is { } body ? Results.Ok(scoring.Handle(body)) : NotJson();

    private static async Task<IResult> Interactions(HttpRequest request, InteractionIntake intake, CancellationToken cancelled) =>
        await Body(request, cancelled) is { } body ? Results.Ok(intake.Handle(body)) : NotJson();

    private static async Task<IResult> Enqueue(HttpRequest request, ScoreStore store, CancellationToken cancelled)
    {
        if (await Body(request, cancelled) is not { } body)
        {
            return NotJson();
        }
        JsonDocument.Parse(body).Dispose(); // what is no JSON is refused now; the rest when its turn comes
        store.Write(transaction => { transaction.Enqueue(body); return true; });
        return Results.Accepted();
    }

    private static IResult Night(ScoreStore store, TimeProvider clock)
    {
        store.Write(transaction => { transaction.WantNight(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)); return true; });
        return Results.Accepted("/health");
    }

    private static IResult Changes(ScoreStore store, long after = 0, int limit = 500)
    {
        if (after < 0 || limit is < 1 or > 1000)
        {
            throw new Refusal(ScvmErrorCode.Domain, $"after = {after}, limit = {limit}: expected after >= 0 and limit from 1 to 1000");
        }
        IReadOnlyList<ScoreChange> changes = store.Read(transaction => transaction.ChangesAfter(after, limit));
        return Results.Ok(new ChangesReply(changes.Count == 0 ? after : changes[^1].Number, changes));
    }

    private static IResult Card(string id, ScoreStore store) =>
        store.Read(transaction => transaction.Score(id)) is { } found
            ? Results.Text(found.Card, "application/json") : Results.Problem(statusCode: 404, title: "There is no such customer");

    private static IResult Erase(string id, CustomerScoring scoring) =>
        scoring.Erase(id) ? Results.NoContent() : Results.Problem(statusCode: 404, title: "There is no such customer");

    /// <summary>The answer of /health.</summary>
    /// <param name="Status">ok; stale: the last night is too long ago; unavailable: the database does not answer.</param>
    /// <param name="LastNight">The day as of which everybody was scored last.</param>
    /// <param name="LastNightFinished">When that was done.</param>
    /// <param name="LastNightAgeSeconds">How long ago that is.</param>
    /// <param name="LastNightCustomers">How many customers it scored.</param>
    public sealed record HealthReply(
        string Status, string Library, string ModelVersion, string ModelHash, string Database, long? Queued, long? Refused,
        DateOnly? LastNight, DateTimeOffset? LastNightFinished, long? LastNightAgeSeconds, long? LastNightCustomers);

    private static IResult Health(ScoringEngine engine, ScoreStore store, TimeProvider clock, IOptions<ScoringSettings> settings)
    {
        try
        {
            ((long waiting, long refused), StoredNight? night) = store.Read(t => (t.QueueLength(), t.LastNight()));
            TimeSpan? age = clock.GetUtcNow() - night?.Finished;
            return Results.Ok(new HealthReply(
                age?.TotalHours > settings.Value.StaleAfterHours ? "stale" : "ok", ScvmLibrary.Version, engine.ModelVersion,
                engine.ModelHash, "ok", waiting, refused, night?.Day, night?.Finished, (long?)age?.TotalSeconds, night?.Customers));
        }
        catch (SqliteException e)
        {
            return Results.Json(
                new HealthReply("unavailable", ScvmLibrary.Version, engine.ModelVersion, engine.ModelHash,
                                $"SQLite error {e.SqliteErrorCode}", null, null, null, null, null, null),
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    // Null: the body is not said to be JSON.
    private static async Task<string?> Body(HttpRequest request, CancellationToken cancelled)
    {
        if (!request.HasJsonContentType())
        {
            return null;
        }
        using var reader = new StreamReader(request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return await reader.ReadToEndAsync(cancelled);
        }
        catch (DecoderFallbackException e)
        {
            throw new Refusal(ScvmErrorCode.BadRecord, $"the body is no UTF-8: {e.Message}");
        }
    }

    private static IResult NotJson() => Results.Problem(
        statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Content-Type: expected application/json");
}
