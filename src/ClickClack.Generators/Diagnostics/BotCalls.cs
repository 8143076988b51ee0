using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClickClack.Generators;

/// <summary>Calls of the bot and of the server.</summary>
internal static class BotCalls
{
    /// <summary>Whether a call sends a message: <c>IBot.SendAsync</c>.</summary>
    public static bool IsSend(this IInvocationOperation call) =>
        call.TargetMethod.Name == "SendAsync" && call.TargetMethod.IsOf("ClickClack", "IBot");

    /// <summary>Whether a call is one of <c>ClickClackClient</c>.</summary>
    public static bool IsClientCall(this IInvocationOperation call) => call.TargetMethod.IsOf("ClickClack.Client", "ClickClackClient");

    /// <summary>Whether a send has a name of its author's. One that is computed counts, though it may be null.</summary>
    public static bool HasKey(this IInvocationOperation send) => send.Given("idempotencyKey") is { } key && !key.IsConstant(null);
}
