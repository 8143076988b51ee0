using System.Text.Json;
using System.Text.Json.Nodes;
using ClickClack.Protocol;

namespace ClickClack.Wire.Tests.Recorded;

/// <summary>What a real server said is read whole; and what a server of another version might leave out, add or null is read as well.</summary>
public sealed class RecordedTrafficTests
{
    /// <summary>What the server says and a bot has no use for: echoes of events, counts of what is paged through anyway.</summary>
    private static readonly string[] NotRead =
    [
        "MessageEnvelope.event", "MessageEnvelope.events", "MessageEnvelope.thread_state", "ChannelEnvelope.event",
        "ReactionsEnvelope.event", "Acknowledgement.event", "Acknowledgement.ok", "MembersEnvelope.has_more", "MembersEnvelope.total_count",
        "MembersEnvelope.total_by_role", "WireUser.notification_settings",
    ];

    private static readonly Shape[] Brief =
    [
        Shape.Of<BriefWorkspacesEnvelope>(), Shape.Of<BriefChannelsEnvelope>(), Shape.Of<BriefConversationsEnvelope>(),
    ];

    private const string Refused = "refused";

    [Fact]
    public void Every_kind_of_answer_but_those_about_pins_was_recorded()
    {
        Assert.Equal(["MessagesEnvelope", "PinEnvelope"], Recording.ShapesWithout(Recording.All).Order());
        Assert.True(Recording.All.Count > 500, $"only {Recording.All.Count}");
    }

    [Fact]
    public void Nothing_that_was_recorded_is_lost()
    {
        var lost = new List<string>();
        foreach (Recording recording in Recording.All)
        {
            object value = recording.Shape.Read(recording.Json);
            lost.AddRange(recording.Shape.Differences(recording.Json, recording.Shape.Write(value)).Concat(recording.Shape.WrongNulls(value))
                .Select(difference => $"{recording}: {difference}"));
        }

        Assert.Empty(lost);
    }

    [Fact]
    public void Nothing_that_was_recorded_is_unknown() => Assert.Empty(
        Recording.All.SelectMany(recording => recording.Shape.Unknown(recording.Json)).Distinct().Except(NotRead));

    [Fact]
    public void What_is_left_out_null_or_new_harms_nothing_else()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        var wrong = new List<string>();
        for (int round = 0; round < 20; round++)
        {
            foreach (Recording recording in Recording.All)
            {
                JsonNode changed = recording.Json.DeepClone();
                Change(recording.Shape, changed, random);
                try
                {
                    object value = recording.Shape.Read(changed);
                    wrong.AddRange(recording.Shape.WrongNulls(value).Concat(recording.Shape.Differences(changed, recording.Shape.Write(value)))
                        .Select(difference => $"{recording}: {difference} in {changed.ToJsonString()}"));
                }
                catch (Exception error)
                {
                    wrong.Add($"{recording}: {error.Message} for {changed.ToJsonString()}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"seed {seed}: {wrong.Count} times, such as\n{string.Join('\n', wrong.Take(5))}");
    }

    [Fact]
    public void What_is_read_by_hand_is_read_as_by_its_metadata()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        var different = new List<string>();
        int refused = 0;
        for (int round = 0; round < 10; round++)
        {
            foreach (Recording recording in Recording.All)
            {
                JsonNode changed = recording.Json.DeepClone();
                Change(recording.Shape, changed, random);
                Spoil(recording.Shape, changed, random);
                foreach (Shape shape in (Shape[])[recording.Shape, .. Brief.Where(brief => brief.Name == "Brief" + recording.Shape.Name)])
                {
                    string byHand = Outcome(shape, () => shape.Read(changed));
                    string byMetadata = Outcome(shape, () => shape.ReadByMetadata(changed));
                    refused += byHand == Refused ? 1 : 0;
                    if (byHand != byMetadata)
                    {
                        different.Add($"{recording}: {shape.Name}: {byHand} and {byMetadata} for {changed.ToJsonString()}");
                    }
                }
            }
        }

        Assert.True(different.Count == 0, $"seed {seed}: {different.Count} times, such as\n{string.Join('\n', different.Take(5))}");
        Assert.NotEqual(0, refused);
    }

    private static string Outcome(Shape shape, Func<object> read)
    {
        try
        {
            return shape.Write(read()).ToJsonString();
        }
        catch (JsonException)
        {
            return Refused;
        }
    }

    /// <summary>Puts something of another kind in the place of a member, now and then.</summary>
    private static void Spoil(Shape shape, JsonNode json, Random random)
    {
        foreach ((JsonObject members, _) in shape.Levels(json).ToList())
        {
            foreach (string name in members.Select(member => member.Key).Where(_ => random.Next(60) == 0).ToList())
            {
                members[name] = random.Next(5) switch
                {
                    0 => JsonValue.Create(random.Next()),
                    1 => new JsonArray(1, "x"),
                    2 => new JsonObject { ["id"] = 1 },
                    3 => JsonValue.Create(true),
                    _ => JsonValue.Create("text"),
                };
            }
        }
    }

    private static void Change(Shape shape, JsonNode json, Random random)
    {
        foreach ((JsonObject members, var type) in shape.Levels(json).ToList())
        {
            foreach (string name in members.Select(member => member.Key).Where(name => Shape.MayBeAbsent(type, name)).ToList())
            {
                switch (random.Next(6))
                {
                    case 0:
                        members.Remove(name);
                        break;
                    case 1:
                        members[name] = null;
                        break;
                }
            }

            for (int i = random.Next(3); i > 0; i--)
            {
                members[$"new_{random.Next(1000)}"] = random.Next(4) switch
                {
                    0 => JsonValue.Create(random.Next()),
                    1 => new JsonArray(null, 1, "x"),
                    2 => new JsonObject { ["id"] = new JsonArray() },
                    _ => null,
                };
            }
        }
    }
}
