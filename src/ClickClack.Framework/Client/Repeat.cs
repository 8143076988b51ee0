namespace ClickClack.Client;

/// <summary>Whether a call may be sent a second time when nobody knows what became of the first.</summary>
internal enum Repeat
{
    /// <summary>It reads, carries a nonce, or leaves the same behind however often it is done.</summary>
    Freely,

    /// <summary>Every time makes something new.</summary>
    Never,
}
