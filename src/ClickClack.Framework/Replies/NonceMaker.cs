using System.Globalization;

namespace ClickClack.Replies;

/// <summary>Makes the nonces of one account, and names the slots (delivery rule 2).</summary>
internal sealed class NonceMaker(UserId bot, WorkspaceId workspace)
{
    /// <summary>What stands in the place of a trigger for what has a name of its own.</summary>
    public const string NoTrigger = "-";

    /// <summary>The slot of a reply, or of a further part of it.</summary>
    /// <param name="reply">Which reply, from 0.</param>
    /// <param name="part">Which part, from 0.</param>
    public static string ReplySlot(int reply, int part) =>
        part == 0 ? string.Create(CultureInfo.InvariantCulture, $"r{reply}") : string.Create(CultureInfo.InvariantCulture, $"r{reply}.{part}");

    /// <summary>The slot of a file.</summary>
    /// <param name="number">Which file, from 0.</param>
    /// <param name="hash">The SHA-256 of its bytes.</param>
    public static string UploadSlot(int number, string hash) => string.Create(CultureInfo.InvariantCulture, $"u{number}/{hash}");

    /// <summary>The nonce of a slot.</summary>
    public string Of(string trigger, string slot) => Nonce.Of(bot.Value, workspace.Value, trigger, slot);
}
