using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickClack.Protocol;

namespace ClickClack.Wire.Tests.Recorded;

/// <summary>Something a real server said, with plausible values where the recording has placeholders, and how it is read.</summary>
/// <param name="Where">The file and the request, for messages.</param>
/// <param name="Json">What was said.</param>
/// <param name="Shape">As what it is read.</param>
internal sealed partial record Recording(string Where, JsonNode Json, Shape Shape)
{
    /// <summary>Which request is answered by what; frames are <c>FRAME</c>.</summary>
    private static readonly (string Request, Shape Shape)[] Shapes =
    [
        ("GET /api/me", Shape.Of<UserEnvelope>()),
        ("GET /api/event-types", Shape.Of<EventTypesEnvelope>()),
        ("GET /api/routes/*/*", Shape.Of<RouteEnvelope>()),
        ("POST /api/bot-setup-codes/claim", Shape.Of<SetupClaim>()),
        ("GET /api/workspaces", Shape.Of<WorkspacesEnvelope>()),
        ("GET /api/workspaces/*", Shape.Of<WorkspaceEnvelope>()),
        ("GET /api/workspaces/*/members", Shape.Of<MembersEnvelope>()),
        ("GET /api/workspaces/*/bot-commands", Shape.Of<BotCommandsEnvelope>()),
        ("PUT /api/bots/self/commands", Shape.Of<BotCommandsEnvelope>()),
        ("GET /api/workspaces/*/channels", Shape.Of<ChannelsEnvelope>()),
        ("POST /api/workspaces/*/channels", Shape.Of<ChannelEnvelope>()),
        ("PATCH /api/channels/*", Shape.Of<ChannelEnvelope>()),
        ("GET /api/channels/*/notification-settings", Shape.Of<PreferenceEnvelope>()),
        ("PATCH /api/channels/*/notification-settings", Shape.Of<PreferenceEnvelope>()),
        ("POST /api/channels/*/read", Shape.Of<ReceiptEnvelope>()),
        ("POST /api/dms/*/read", Shape.Of<ReceiptEnvelope>()),
        ("GET /api/workspaces/*/topics", Shape.Of<TopicsEnvelope>()),
        ("POST /api/workspaces/*/topics", Shape.Of<TopicEnvelope>()),
        ("GET /api/channels/*/messages", Shape.Of<MessagePage>()),
        ("GET /api/dms/*/messages", Shape.Of<MessagePage>()),
        ("POST /api/channels/*/messages", Shape.Of<MessageEnvelope>()),
        ("POST /api/dms/*/messages", Shape.Of<MessageEnvelope>()),
        ("GET /api/messages/*", Shape.Of<MessageEnvelope>()),
        ("PATCH /api/messages/*", Shape.Of<MessageEnvelope>()),
        ("DELETE /api/messages/*", Shape.Of<MessageEnvelope>()),
        ("POST /api/messages/*/route", Shape.Of<MessageEnvelope>()),
        ("GET /api/messages/*/thread", Shape.Of<ThreadPage>()),
        ("POST /api/messages/*/thread/replies", Shape.Of<MessageEnvelope>()),
        ("POST /api/messages/*/reactions", Shape.Of<ReactionsEnvelope>()),
        ("DELETE /api/messages/*/reactions/*", Shape.Of<ReactionsEnvelope>()),
        ("POST /api/messages/*/attachments", Shape.Of<Acknowledgement>()),
        ("GET /api/channels/*/pins", Shape.Of<MessagesEnvelope>()),
        ("POST /api/channels/*/pins", Shape.Of<PinEnvelope>()),
        ("DELETE /api/channels/*/pins/*", Shape.Of<Acknowledgement>()),
        ("GET /api/dms", Shape.Of<ConversationsEnvelope>()),
        ("POST /api/dms", Shape.Of<ConversationEnvelope>()),
        ("GET /api/dms/*", Shape.Of<ConversationEnvelope>()),
        ("GET /api/search", Shape.Of<SearchEnvelope>()),
        ("GET /api/realtime/events", Shape.Of<EventsPage>()),
        ("POST /api/realtime/ephemeral", Shape.Of<EventEnvelope>()),
        ("POST /api/uploads", Shape.Of<UploadEnvelope>()),
        ("GET /api/uploads/by-nonce", Shape.Of<UploadEnvelope>()),
        ("FRAME", Shape.Of<WireEvent>()),
        ("ERROR", Shape.Of<ErrorEnvelope>()),
    ];

    /// <summary>What has to be there, if only as an empty list.</summary>
    private static readonly string[] Lists = ["conversations", "channels", "messages", "members", "workspaces", "topics", "bot_commands", "reactions", "results"];

    /// <summary>Everything that was recorded and that a client reads.</summary>
    public static IReadOnlyList<Recording> All { get; } = [.. Read()];

    public static IEnumerable<string> ShapesWithout(IEnumerable<Recording> recordings) =>
        Shapes.Select(shape => shape.Shape.Name).Except(recordings.Select(recording => recording.Shape.Name));

    public override string ToString() => Where;

    private static IEnumerable<Recording> Read()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Recorded"), "*.json").Order())
        {
            JsonNode scenario = JsonNode.Parse(File.ReadAllText(file))!;
            int step = 0;
            foreach (JsonNode? one in scenario["steps"]!.AsArray())
            {
                step++;
                (string request, JsonNode? said) = one!["http"] is { } http
                    ? (RequestOf(http, one["expect"]), one["expect"]?["json"])
                    : ("FRAME", one["ws"]?["expectFrame"] ?? one["ws"]?["skipUntil"]);
                if (said is JsonObject && Shapes.FirstOrDefault(shape => Fits(shape.Request, request)) is { Shape: { } shape })
                {
                    yield return new Recording($"{Path.GetFileName(file)} step {step}: {request}", Filled(said)!, shape);
                }
            }
        }
    }

    private static string RequestOf(JsonNode http, JsonNode? expect) =>
        (int?)expect?["status"] is >= 400 ? "ERROR" : $"{http["method"]} {((string)http["path"]!).Split('?')[0]}";

    private static bool Fits(string pattern, string request)
    {
        string[] wanted = pattern.Split('/');
        string[] parts = request.Split('/');
        return wanted.Length == parts.Length && wanted.Zip(parts).All(pair => pair.First == "*" || pair.First == pair.Second);
    }

    /// <summary>The same with values instead of placeholders; what may be anything is left out.</summary>
    private static JsonNode? Filled(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var filled = new JsonObject();
                foreach ((string name, JsonNode? value) in members)
                {
                    if (!IsOpen(value))
                    {
                        filled[name] = Filled(value);
                    }
                    else if (Lists.Contains(name))
                    {
                        filled[name] = new JsonArray();
                    }
                }

                return filled;
            case JsonArray elements:
                return new JsonArray([.. elements.Where(element => !IsOpen(element)).Select(Filled)]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return FilledText(value.GetValue<string>());
            default:
                return node?.DeepClone();
        }
    }

    private static bool IsOpen(JsonNode? node) =>
        node is JsonObject members ? members.ContainsKey("<not>") : node is JsonValue value && value.GetValueKind() == JsonValueKind.String && Open().IsMatch(value.GetValue<string>());

    private static JsonNode FilledText(string text) => text switch
    {
        "<timestamp>" => "2026-08-21T10:20:30.123456789Z",
        "<int>" => 7,
        _ => Placeholder().Replace(text, "$1-1"),
    };

    [GeneratedRegex("^<(any|more|env|array:\\d+)>$")]
    private static partial Regex Open();

    [GeneratedRegex(@"<(\w+)>|\{\{[^{}]*\}\}")]
    private static partial Regex Placeholder();
}
