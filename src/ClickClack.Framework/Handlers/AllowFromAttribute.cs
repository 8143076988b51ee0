namespace ClickClack;

/// <summary>
/// The people whom a handler answers, of those whom the configuration admits (<c>ClickClack:AllowFrom</c>). On a method, on a class for
/// all handlers in it, or on the assembly for all its handlers; the innermost counts.
/// </summary>
/// <param name="users">User ids (<c>usr_…</c>), handles (<c>@bob</c>), or <c>*</c> for everybody; at least one.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Assembly, Inherited = false)]
public sealed class AllowFromAttribute(params string[] users) : Attribute
{
    /// <summary>User ids, handles, or <c>*</c>.</summary>
    public IReadOnlyList<string> Users { get; } = users;
}
