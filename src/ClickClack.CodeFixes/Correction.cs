namespace ClickClack.CodeFixes;

/// <summary>A change that makes a problem go away.</summary>
/// <param name="Title">What it does, as the editor offers it.</param>
/// <param name="Edits">The changes.</param>
/// <param name="Variant">Tells it from others of the same fix, for Fix All.</param>
internal sealed record Correction(string Title, Edits Edits, string Variant = "")
{
    /// <summary>No answer is right.</summary>
    public static readonly Task<IReadOnlyList<Correction>> None = Task.FromResult<IReadOnlyList<Correction>>([]);

    /// <summary>One answer is.</summary>
    public static Task<IReadOnlyList<Correction>> One(string title, Edits edits) => Task.FromResult<IReadOnlyList<Correction>>([new Correction(title, edits)]);
}
