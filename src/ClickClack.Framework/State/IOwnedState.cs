namespace ClickClack;

/// <summary>
/// What one account remembers: named contents of bytes, mostly of a few kilobytes, and of 32 megabytes at most. Called from several threads at once, but never so
/// for one name.
/// </summary>
/// <remarks>
/// Every method may throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> for what may pass, such as a full disk: the
/// bot says so, shows it in its health, and tries again.
/// </remarks>
public interface IOwnedState : IDisposable
{
    /// <summary>Where a content is, in words for people who want to look at it, for example a path.</summary>
    /// <param name="name">Its name: ASCII letters, digits, <c>_</c>, <c>-</c>, <c>.</c>, with at most one folder before a <c>/</c>.</param>
    string Locate(string name);

    /// <summary>The names of the contents in a folder, in any order.</summary>
    /// <param name="folder">The folder, without <c>/</c>.</param>
    IReadOnlyList<string> List(string folder);

    /// <summary>Reads a content.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>
    /// Its bytes from the beginning, with their <see cref="Stream.Length"/>, as they are now; or null if there is none. The bot disposes of
    /// it before it writes.
    /// </returns>
    Stream? Read(string name);

    /// <summary>Puts a content in the place of the one before: afterwards, and after a crash at any moment, either is there whole.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="durable">
    /// Whether it must survive the machine, not only the process, once this returns.
    /// </param>
    void Write(string name, ReadOnlySpan<byte> content, bool durable);

    /// <summary>Adds to the end of a content, which begins with it if there is none. A crash may leave a part of what is added.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="addition">The bytes.</param>
    /// <param name="durable">Whether they must survive the machine, not only the process, once this returns.</param>
    void Append(string name, ReadOnlySpan<byte> addition, bool durable);

    /// <summary>Removes a content, if it is there. That may be undone by a crash.</summary>
    /// <param name="name">Its name.</param>
    void Delete(string name);
}
