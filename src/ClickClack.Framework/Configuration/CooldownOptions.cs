namespace ClickClack;

/// <summary>How often one user is answered: so many messages in so long. Further ones are not answered.</summary>
public sealed class CooldownOptions
{
    /// <summary>How many messages, 1 to 1000. Default 1.</summary>
    public int Messages { get; set; } = 1;

    /// <summary>In how long. Required, more than zero.</summary>
    public TimeSpan Per { get; set; }
}
