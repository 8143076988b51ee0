using System.Text;
using System.Text.Json;
using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Realtime;

namespace ClickClack.Wire.Tests.Fuzz;

/// <summary>What reads the wire, fed with anything: it reads it, or says that it is no JSON it knows. Nothing else.</summary>
public sealed class ParserFuzzTests
{
    private static readonly string[] Members =
        ["message_id", "author_id", "root_message_id", "direct_conversation_id", "nonce", "kind", "user_id", "channel_id"];

    private static readonly Action<byte[]>[] Readers =
    [
        Read<EventsPage>, Read<MessagePage>, Read<ThreadPage>, Read<SetupClaim>, Read<UserEnvelope>, Read<WorkspacesEnvelope>, Read<WorkspaceEnvelope>,
        Read<MembersEnvelope>, Read<EventTypesEnvelope>, Read<RouteEnvelope>, Read<ChannelsEnvelope>, Read<ChannelEnvelope>, Read<PreferenceEnvelope>,
        Read<TopicsEnvelope>, Read<TopicEnvelope>, Read<MessageEnvelope>, Read<MessagesEnvelope>, Read<PinEnvelope>, Read<ReactionsEnvelope>,
        Read<ConversationEnvelope>, Read<ConversationsEnvelope>, Read<UploadEnvelope>, Read<ReceiptEnvelope>, Read<SearchEnvelope>,
        Read<BotCommandsEnvelope>, Read<EventEnvelope>, Read<Acknowledgement>, Read<ErrorEnvelope>,
    ];

    [Fact]
    public void Any_frame_is_an_event_or_no_JSON_and_an_event_can_be_asked_and_kept()
    {
        Random random = FuzzPlan.Random(1);
        var mutator = new Mutator(random);
        int read = 0;
        for (int n = 0; n < FuzzPlan.Inputs / 4; n++)
        {
            byte[] frame = mutator.Mutate(Corpus.Frames);
            try
            {
                Examine(frame);
                read++;
            }
            catch (JsonException)
            {
                // That is what it is for.
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {FuzzPlan.Seed}: {Encoding.UTF8.GetString(frame)}\n{error}");
            }
        }

        // Most mutations must get past the first look, or nothing is tried.
        Assert.InRange(read, FuzzPlan.Inputs / 20, FuzzPlan.Inputs / 4);
    }

    [Fact]
    public void Any_body_is_what_was_asked_for_or_no_JSON()
    {
        Random random = FuzzPlan.Random(2);
        var mutator = new Mutator(random);
        for (int n = 0; n < FuzzPlan.Inputs / 4; n++)
        {
            byte[] body = mutator.Mutate(Corpus.Bodies);
            try
            {
                Readers[random.Next(Readers.Length)](body);
            }
            catch (JsonException)
            {
                // That is what it is for.
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {FuzzPlan.Seed}: {Encoding.UTF8.GetString(body)}\n{error}");
            }
        }
    }

    [Fact]
    public void Any_text_of_a_server_becomes_one_line_that_is_short_and_holds_no_token()
    {
        Random random = FuzzPlan.Random(3);
        var mutator = new Mutator(random);
        for (int n = 0; n < FuzzPlan.Inputs / 20; n++)
        {
            string text = Encoding.Latin1.GetString(mutator.Mutate(Corpus.Bodies));
            int at = random.Next(text.Length + 1);
            string clean = ServerText.Clean(text[..at] + " ccb_0123456789secret" + text[at..]);
            Assert.True(clean.Length <= 202 && !clean.Any(char.IsControl) && !clean.Contains("0123456789secret", StringComparison.Ordinal), $"seed {FuzzPlan.Seed}: {clean}");
        }
    }

    private static void Read<T>(byte[] body) => JsonSerializer.Deserialize(body, WireFormat.Of<T>());

    private static void Examine(byte[] frame)
    {
        WireEvent wire = JsonSerializer.Deserialize(frame, WireFormat.Of<WireEvent>())!;
        Assert.NotNull(TriggerKey.Of(wire));
        foreach (string member in Members)
        {
            wire.PayloadText(member);
        }

        // Unfinished events are kept in the checkpoint, and read again.
        WireEvent again = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(wire, WireFormat.Of<WireEvent>()), WireFormat.Of<WireEvent>())!;
        Assert.Equal((wire.Id, wire.Cursor, wire.Seq), (again.Id, again.Cursor, again.Seq));
    }
}
