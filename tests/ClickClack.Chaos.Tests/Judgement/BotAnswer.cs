using System.Globalization;
using System.Text.RegularExpressions;
using ClickClack.Chaos.Tests.Talk;

namespace ClickClack.Chaos.Tests.Judgement;

/// <summary>
/// A message of the bot, read: <c>message 17 3f0c6d1b22aa</c>, a part of an answer, <c>parts 17 3f0c6d1b22aa 2/3</c>, or a text that grows by
/// the name of its run, and ends with a word: <c>stream 17 3f0c6d1b22aa 3f0c6d1b22aa 3f0c6d1b22aa end</c>.
/// </summary>
/// <param name="What">Which handler wrote it.</param>
/// <param name="Number">The number of the message it answers.</param>
/// <param name="Run">The run of the handler.</param>
/// <param name="Part">Which part it is, from 1.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Version">To which text of the message, for what follows its edits: <c>revise 17 3f0c6d1b22aa 2/3 v4</c>.</param>
/// <param name="Message">The message itself.</param>
internal sealed partial record BotAnswer(string What, int Number, string Run, int Part, int Of, int Version, ChatMessage Message)
{
    private const int Pieces = 6;

    /// <summary>Whether it has grown to its end.</summary>
    public bool IsWhole => What != "stream" || Message.Body == $"{What} {Number} {Run}{string.Concat(Enumerable.Repeat($" {Run}", Pieces))} end";

    /// <summary>Reads one; null for anything else.</summary>
    public static BotAnswer? Read(ChatMessage message)
    {
        Match match = Pattern().Match(message.Body);
        return !match.Success
            ? null
            : new(match.Groups[1].Value, Number(2, 0), match.Groups[3].Value, Number(4, 1), Number(5, 1), Number(6, 0), message);

        int Number(int group, int otherwise) =>
            match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : otherwise;
    }

    public override string ToString() => $"\"{Message.Body}\" ({Message.Id}, {Message.Conversation} #{Message.Seq})";

    [GeneratedRegex("^([a-z]+) ([0-9]+) ([0-9a-f]{12})(?: ([0-9]+)/([0-9]+)(?: v([0-9]+))?|(?: \\3)*(?: end)?)$")]
    private static partial Regex Pattern();
}
