namespace ClickClack;

/// <summary>
/// On <c>static partial Target Name { get; }</c>: the property is written by the compiler, its literal parsed and checked
/// while compiling.
/// </summary>
/// <param name="target">For example <c>channel:ops</c>; see <see cref="ClickClack.Target"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TargetAttribute(string target) : Attribute
{
    /// <summary>The target as text.</summary>
    public string Target { get; } = target;
}
