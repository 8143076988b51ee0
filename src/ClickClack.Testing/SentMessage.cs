namespace ClickClack.Testing;

/// <summary>A message that was sent through a <see cref="FakeBot"/>.</summary>
/// <param name="Id">The id that the caller of <see cref="IBot.SendAsync"/> got.</param>
/// <param name="Reply">The message.</param>
/// <param name="Target">Where it went to: what <see cref="Reply.To"/> says, else the call, else <see cref="FakeBot.DefaultTo"/>.</param>
/// <param name="IdempotencyKey">The key of the call; null without one.</param>
public sealed record SentMessage(MessageId Id, Reply Reply, Target Target, string? IdempotencyKey);
