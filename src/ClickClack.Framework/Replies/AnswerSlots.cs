using System.Globalization;

namespace ClickClack.Replies;

/// <summary>How the messages of an answer are named among all that one message can cause (delivery rule 2).</summary>
internal abstract class AnswerSlots
{
    /// <summary>The slot of the first message of an error answer.</summary>
    public const string FirstOfError = "e";

    /// <summary>The answer of a handler: <c>r&lt;n&gt;</c>, further parts <c>r&lt;n&gt;.&lt;p&gt;</c>, files <c>u&lt;n&gt;/…</c>.</summary>
    public static AnswerSlots Reply { get; } = new OfReply();

    /// <summary>The answer of an error handler: <c>e</c>, and for all that follows <c>e.&lt;p&gt;</c>; files <c>e/u&lt;n&gt;/…</c>.</summary>
    public static AnswerSlots Error { get; } = new OfError();

    /// <summary>Whether a slot is one of an error answer.</summary>
    public static bool IsOfError(string slot) => slot == FirstOfError || slot.StartsWith(FirstOfError + ".", StringComparison.Ordinal);

    /// <summary>The slot of a message.</summary>
    /// <param name="reply">Which reply, from 0.</param>
    /// <param name="part">Which part of it, from 0.</param>
    /// <param name="before">How many messages come before it in the answer.</param>
    public abstract string Of(int reply, int part, int before);

    /// <summary>The slot of a file.</summary>
    /// <param name="number">Which file of the answer, from 0.</param>
    /// <param name="hash">The SHA-256 of its bytes.</param>
    public abstract string OfUpload(int number, string hash);

    private sealed class OfReply : AnswerSlots
    {
        public override string Of(int reply, int part, int before) => NonceMaker.ReplySlot(reply, part);

        public override string OfUpload(int number, string hash) => NonceMaker.UploadSlot(number, hash);
    }

    private sealed class OfError : AnswerSlots
    {
        public override string Of(int reply, int part, int before) =>
            before == 0 ? FirstOfError : string.Create(CultureInfo.InvariantCulture, $"{FirstOfError}.{before}");

        public override string OfUpload(int number, string hash) => $"{FirstOfError}/{NonceMaker.UploadSlot(number, hash)}";
    }
}
