using Microsoft.Extensions.Logging;

namespace ClickClack.Replies;

/// <summary>Cuts a text that is too long for one message, and says so: a text of megabytes is rarely meant, and its readers are not asked.</summary>
/// <param name="most">How many messages one text becomes at most.</param>
/// <param name="logger">The log.</param>
internal sealed class AnswerParts(int most, ILogger logger)
{
    /// <summary>The messages of a text, which are the same each time.</summary>
    public IReadOnlyList<string> Cut(string text) => MessageText.Split(text, MessageText.Limit, most, out _);

    /// <summary>The same, with a warning if they are several or not all of it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cause">What it answers, for the log.</param>
    public IReadOnlyList<string> Cut(string text, string cause)
    {
        IReadOnlyList<string> parts = MessageText.Split(text, MessageText.Limit, most, out int left);
        if (left > 0)
        {
            logger.TextCutOff(cause, text.Length, parts.Count, left);
        }
        else if (parts.Count > 1)
        {
            logger.TextCut(cause, text.Length, parts.Count);
        }

        return parts;
    }
}
