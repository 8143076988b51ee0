namespace ClickClack;

/// <summary>
/// Says that a handler needs a scope of the bot's token beyond those that its places need. It is shown with the route, and looked for
/// once the bot is live, which warns if it is missing; the server decides. On a method, a class and the assembly; all of them count.
/// </summary>
/// <param name="scope">The scope as the server names it, for example <c>channels:write</c>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class RequiresScopeAttribute(string scope) : Attribute
{
    /// <summary>The scope.</summary>
    public string Scope { get; } = scope;
}
