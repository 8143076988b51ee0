using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>Reads one value, such as the member of an enum, from a word in lower case. Implemented by generated code.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="lower">The word in lower case.</param>
/// <param name="value">The value.</param>
/// <returns>Whether the word is one.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate bool ArgumentParser<T>(ReadOnlySpan<char> lower, out T value);
