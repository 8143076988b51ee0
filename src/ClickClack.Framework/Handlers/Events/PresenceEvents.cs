using System.Text.Json;

namespace ClickClack;

/// <summary>Somebody types. The server does not keep the event.</summary>
/// <param name="UserId">Who.</param>
public sealed record TypingStarted(UserId UserId) : ServerEvent;

/// <summary>Somebody stopped typing. The server does not keep the event.</summary>
/// <param name="UserId">Who.</param>
public sealed record TypingStopped(UserId UserId) : ServerEvent;

/// <summary>Somebody is there, or gone. The server does not keep the event.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Details">What their client says of it: any JSON, written by somebody else.</param>
public sealed record PresenceChanged(UserId UserId, JsonElement Details) : ServerEvent;

/// <summary>Another bot tells what it is doing. The server does not keep the event.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Details">What it tells: any JSON, written by somebody else.</param>
public sealed record AgentProgressed(UserId UserId, JsonElement Details) : ServerEvent;
