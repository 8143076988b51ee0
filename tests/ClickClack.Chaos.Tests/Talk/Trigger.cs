namespace ClickClack.Chaos.Tests.Talk;

/// <summary>Something a person wrote that is to be answered.</summary>
/// <param name="Number">Its number, which is in its text and in that of its answer.</param>
/// <param name="What">How it is to be answered: <c>message</c>, or the name of a command.</param>
/// <param name="Message">The message as it was posted.</param>
/// <param name="Author">Who wrote it.</param>
internal sealed record Trigger(int Number, string What, ChatMessage Message, Person Author)
{
    private int claims;

    /// <summary>Whether it was, or may have been, deleted: then it need not be answered.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>How often it was edited, of what follows edits.</summary>
    public int Version { get; private set; }

    /// <summary>How many messages answer it, of what follows edits.</summary>
    public int Parts { get; private set; }

    /// <summary>It was edited, and is to be answered so.</summary>
    public void Revise(int version, int parts) => (Version, Parts) = (version, parts);

    /// <summary>Takes it to change it, unless somebody else does so: what is deleted cannot be edited.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref claims, 1) == 0;

    public void Release() => Volatile.Write(ref claims, 0);

    public override string ToString() => $"{What} {Number} ({Message.Id}, {Message.Conversation} #{Message.Seq}{(IsDeleted ? ", deleted" : "")}{(Parts > 0 ? $", v{Version} in {Parts}" : "")})";
}
