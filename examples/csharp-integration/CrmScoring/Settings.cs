using System.ComponentModel.DataAnnotations;

namespace CrmScoring;

/// <summary>The section "Scoring" of the configuration.</summary>
public sealed class ScoringSettings
{
    /// <summary>The model file (docs/model-file.md).</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>The file with the scores; made where it is not there.</summary>
    [Required]
    public string Database { get; set; } = "";

    /// <summary>What callers send as X-Api-Key. Belongs into a secret store: Scoring__ApiKey in the environment.</summary>
    [Required, MinLength(16)]
    public string ApiKey { get; set; } = "";

    /// <summary>When everybody is scored again, in UTC.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan NightlyAt { get; set; } = new(2, 30, 0);

    /// <summary>How often the worker looks at the queue and at the clock, in seconds.</summary>
    [Range(0.05, 3600)]
    public double PollSeconds { get; set; } = 5;

    /// <summary>From which age of the last night on /health says "stale", in hours.</summary>
    [Range(1, 24 * 365)]
    public double StaleAfterHours { get; set; } = 36;

    /// <summary>The largest body that is read.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>How long a call waits for a database that another process has locked, in seconds.</summary>
    [Range(1, 300)]
    public int DatabaseSeconds { get; set; } = 10;
}

/// <summary>The section "Dataverse": which attribute of a row means what.</summary>
public sealed class DataverseSettings
{
    /// <summary>The logical name of the table whose rows are customers.</summary>
    public string Table { get; set; } = "contact";

    /// <summary>From attribute to item of the questionnaire.</summary>
    public Dictionary<string, string> Items { get; set; } = [];

    /// <summary>What the numbers of choices begin with: with 100000000, the choice 100000004 is the answer 4.</summary>
    public long ChoiceOffset { get; set; }

    /// <summary>The attribute that says when the items were answered; else the time of the event.</summary>
    public string? AnsweredOn { get; set; }

    /// <summary>The attribute with the end of the contract.</summary>
    public string? ContractEnd { get; set; }

    /// <summary>Choices that hold a consent.</summary>
    public List<ConsentSettings> Consents { get; set; } = [];

    /// <summary>The lookup that says on whose word a customer came.</summary>
    public string? ReferredBy { get; set; }

    /// <summary>The attribute that says when; else the time of the event.</summary>
    public string? ReferredOn { get; set; }

    /// <summary>Tables whose rows are interactions.</summary>
    public List<ActivitySettings> Activities { get; set; } = [];

    /// <summary>Whether an event can mean anything under these settings.</summary>
    public static bool IsComplete(DataverseSettings settings) => settings.Items.Count > 0 && settings.Consents.All(
        c => c.Attribute != "" && c.States.Count > 0 && c.States.Values.All(s => s is "granted" or "refused" or "withdrawn"))
        && settings.Activities.All(a => a.Table != "" && a.Table != settings.Table && a.Actor != "");
}

/// <summary>One choice that holds a consent.</summary>
public sealed class ConsentSettings
{
    /// <summary>The choice's logical name.</summary>
    public string Attribute { get; set; } = "";

    /// <summary>The purpose that it is for.</summary>
    public string Purpose { get; set; } = "scoring";

    /// <summary>The attribute that says since when; else the time of the event.</summary>
    public string? GivenOn { get; set; }

    /// <summary>From the choice's number to granted, refused or withdrawn.</summary>
    public Dictionary<string, string> States { get; set; } = [];
}

/// <summary>One table of activities: which attribute of a row means what.</summary>
public sealed class ActivitySettings
{
    /// <summary>The table's logical name, e.g. socialactivity.</summary>
    public string Table { get; set; } = "";

    /// <summary>The lookup, or the list of participants, that says who acted.</summary>
    public string Actor { get; set; } = "";

    /// <summary>The same for whom it was done to; a row that is no person means the brand.</summary>
    public string? Target { get; set; }

    /// <summary>What it is: post, comment, like, share, mention, answer, review, referral or follow.</summary>
    public string Kind { get; set; } = "comment";

    /// <summary>The choice that says what it is, where that differs; else Kind.</summary>
    public string? KindAttribute { get; set; }

    /// <summary>From that choice's number to a kind.</summary>
    public Dictionary<string, string> Kinds { get; set; } = [];

    /// <summary>The attribute that says when; else the time of the event.</summary>
    public string? Time { get; set; }

    /// <summary>The attribute with the sentiment, -1 to 1.</summary>
    public string? Sentiment { get; set; }

    /// <summary>The name of the network that the table stands for.</summary>
    public string? Channel { get; set; }
}
