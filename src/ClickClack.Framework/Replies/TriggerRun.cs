using System.Globalization;

namespace ClickClack.Replies;

/// <summary>One attempt of a handler, as far as the messages are concerned that it sends by itself (delivery rule 2).</summary>
/// <param name="trigger">The trigger key of the cause.</param>
/// <param name="cause">The message that is handled; null for an observer.</param>
internal sealed class TriggerRun(string trigger, Message? cause)
{
    private readonly Lock gate = new();
    private Dictionary<string, int>? sent;

    /// <summary>What the slots of its sends begin with: an error handler's are not those of the handler that failed.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether what it sends needs a key: observers of one event do not know of each other, and share its trigger.</summary>
    public bool SendsOnlyWithKey { get; init; }

    /// <summary>Whether it is run again on purpose, after an edit: then what it sends may differ from what was sent.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The trigger key of the cause.</summary>
    public string Trigger { get; } = trigger;

    /// <summary>The message that is handled; null for an observer.</summary>
    public Message? Cause { get; } = cause;

    /// <summary>The slot of the next send of an expression to a target. The numbers follow the order of the calls.</summary>
    public string NextSlot(string target, string expressionHash)
    {
        string prefix = $"{Prefix}s/{target}/{expressionHash}/";
        lock (gate)
        {
            sent ??= new Dictionary<string, int>(StringComparer.Ordinal);
            int number = sent.GetValueOrDefault(prefix);
            sent[prefix] = number + 1;
            return prefix + number.ToString(CultureInfo.InvariantCulture);
        }
    }
}
