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

    /// <summary>Whether an event can mean anything under these settings.</summary>
    public static bool IsComplete(DataverseSettings settings) => settings.Items.Count > 0 && settings.Consents.All(
        c => c.Attribute != "" && c.States.Count > 0 && c.States.Values.All(s => s is "granted" or "refused" or "withdrawn"));
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
