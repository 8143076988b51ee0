namespace ClickClack;

/// <summary>
/// How often a handler answers, beside the limit of the configuration (<c>ClickClack:Cooldown</c>). What is too much is not answered and
/// does not count. Time is that of the messages. On a method, on a class for each handler in it, or on the assembly for each of its
/// handlers; the innermost counts, and every route counts for itself.
/// </summary>
/// <param name="seconds">In how many seconds one message is answered, more than zero.</param>
/// <param name="per">Whose messages are counted together.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Assembly, Inherited = false)]
public sealed class CooldownAttribute(double seconds, Per per = Per.User) : Attribute
{
    /// <summary>The length of the period in seconds.</summary>
    public double Seconds { get; } = seconds;

    /// <summary>Whose messages are counted together.</summary>
    public Per Per { get; } = per;

    /// <summary>How many messages are answered within the period. Default 1.</summary>
    public int Messages { get; set; } = 1;
}
