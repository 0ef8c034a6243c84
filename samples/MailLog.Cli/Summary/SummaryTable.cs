namespace MailLog.Cli;

/// <summary>A part of a summary, the same for every form of output.</summary>
/// <param name="Name">Its name in JSON and CSV.</param>
/// <param name="Item">What a row is of, in JSON.</param>
/// <param name="Title">Its heading, for people.</param>
/// <param name="Measures">What its numbers are.</param>
/// <param name="Rows">The rows as they are shown.</param>
internal sealed record SummaryTable(string Name, string Item, string Title, IReadOnlyList<Measure> Measures, IReadOnlyList<SummaryRow> Rows)
{
    /// <summary>How many rows are not shown.</summary>
    public long Others { get; init; }

    /// <summary>How much a number may be too low: 0, unless there are more values than memory is spent on.</summary>
    public long MaxMissed { get; init; }

    /// <summary>Items are sentences.</summary>
    public bool IsOfReasons { get; init; }

    /// <summary>What is to be known about it, for people.</summary>
    public string? Note { get; init; }
}

/// <summary>A column of numbers.</summary>
/// <param name="Name">Its name in JSON and CSV, and its heading.</param>
/// <param name="Unit">What it counts.</param>
internal sealed record Measure(string Name, MeasureUnit Unit = MeasureUnit.Count);

/// <summary>A row: what it is of, which strangers may have chosen, and its numbers.</summary>
internal sealed record SummaryRow(string Item, params double[] Values);
