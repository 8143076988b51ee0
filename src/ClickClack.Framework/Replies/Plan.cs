using System.Text.Json.Serialization;

namespace ClickClack.Replies;

/// <summary>
/// Everything an answer is going to write (delivery rule 4), decided before its first write: whoever carries it out, and how often, it
/// becomes the same messages.
/// </summary>
/// <param name="Trigger">The trigger key of the cause.</param>
/// <param name="At">When it was made, by the server's clock as far as it is known, UTC.</param>
/// <param name="Messages">The messages, in the order they are written.</param>
internal sealed record Plan(string Trigger, DateTimeOffset At, IReadOnlyList<PlannedMessage> Messages)
{
    /// <summary>The version of this format.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version it was written in.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>How far it is decided.</summary>
    public PlanState State { get; init; }

    /// <summary>The trigger key of the edit it follows; null for what is not changed by an edit.</summary>
    public string? Edit { get; init; }

    /// <summary>What is deleted once the messages are written; null for nothing.</summary>
    public IReadOnlyList<PlannedDeletion>? Surplus { get; init; }

    /// <summary>The trigger key of what is answered by it: the edit, if it follows one.</summary>
    [JsonIgnore]
    public string Cause => Edit ?? Trigger;

    /// <summary>Whether it is the answer of an error handler: its trigger is in the dead letters already.</summary>
    [JsonIgnore]
    public bool IsErrorAnswer => Messages is [{ } first, ..] && AnswerSlots.IsOfError(first.Slot);
}

/// <summary>How far a plan is decided.</summary>
internal enum PlanState
{
    /// <summary>Whole: it is to be carried out as it stands.</summary>
    Ready,

    /// <summary>A text that grows was begun, and nobody knows its end yet: its handler has to say it once more (delivery rule 5).</summary>
    Open,

    /// <summary>A text that grew is at its end: its first message may be there with less, and is changed to what stands here.</summary>
    Final,

    /// <summary>What changes an answer after an edit: what is there is changed to what stands here, what is not is written.</summary>
    Change,
}

/// <summary>One message of a plan.</summary>
/// <param name="Slot">Which of the answers of its cause it is.</param>
/// <param name="Nonce">Under which it is written.</param>
/// <param name="Body">The text, as it is sent. Empty while nobody knows it.</param>
/// <param name="Place">Where it goes.</param>
internal sealed record PlannedMessage(string Slot, string Nonce, string Body, Place Place)
{
    /// <summary>The files it carries, which are on the server already; null for none.</summary>
    public IReadOnlyList<PlannedFile>? Files { get; init; }

    /// <summary>The id of the message that is there and is changed; null for one that is to be written.</summary>
    public string? Message { get; init; }
}

/// <summary>A message that a plan deletes.</summary>
/// <param name="Message">Its id.</param>
/// <param name="Slot">The slot it is under, whose name is then used up; null if nothing is written under it again.</param>
internal sealed record PlannedDeletion(string Message, string? Slot);

/// <summary>A file on the server that a planned message carries.</summary>
/// <param name="Upload">The upload's id.</param>
/// <param name="Name">Its name, for people.</param>
internal sealed record PlannedFile(string Upload, string Name);
