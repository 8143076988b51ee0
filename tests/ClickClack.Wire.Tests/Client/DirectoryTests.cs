using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Client;

/// <summary>Names are asked for once, kept while they hold, and never guessed.</summary>
public sealed class DirectoryTests : ClientTest
{
    private readonly ManualTime time = new();
    private WorkspaceDirectory directory = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        directory = new WorkspaceDirectory(Client, Workspace, time, Stop);
    }

    private int ChannelQuestions => Wire.Count($"GET /api/workspaces/{Workspace}/channels");

    [Fact]
    public async Task A_hundred_at_once_ask_one_question()
    {
        LocalConversation direct = await Owner.OpenConversationAsync(Bot.Id);

        ChannelId[] ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => directory.ChannelIdAsync("general", Stop)));
        bool[] groups = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => directory.IsGroupAsync(new(direct.Id), Stop)));

        Assert.All(ids, id => Assert.Equal(General, id));
        Assert.All(groups, Assert.False);
        Assert.Equal((1, 2), (ChannelQuestions, Wire.Requests.Count));
        Assert.Equal("general", directory.KnownChannelName(General));
        Assert.False(directory.KnownIsGroup(new(direct.Id)));
    }

    [Fact]
    public async Task An_event_about_channels_makes_it_ask_again()
    {
        await directory.ChannelIdAsync("general", Stop);
        directory.Notice(new WireEvent { Type = EventTypes.MessageCreated });
        await directory.ChannelIdAsync("general", Stop);
        Assert.Equal(1, ChannelQuestions);

        foreach (string type in (string[])[EventTypes.ChannelCreated, EventTypes.ChannelUpdated])
        {
            directory.Notice(new WireEvent { Type = type });
            Assert.Null(directory.KnownChannelName(General));
            await directory.ChannelIdAsync("general", Stop);
        }

        Assert.Equal(3, ChannelQuestions);
    }

    [Fact]
    public async Task A_channel_made_a_moment_ago_is_found()
    {
        await directory.ChannelIdAsync("general", Stop);
        LocalChannel made = await Server.AddChannelAsync("new-one");

        ChannelId[] ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => directory.ChannelIdAsync("NEW-one", Stop)));

        Assert.All(ids, id => Assert.Equal(made.Id, id.Value));
        Assert.Equal("new-one", await directory.ChannelNameAsync(new(made.Id), Stop));
        Assert.Equal(2, ChannelQuestions);
        Assert.Null(await directory.ChannelNameAsync(new("chn_none"), Stop));
        await Assert.ThrowsAsync<NotVisibleException>(() => directory.ChannelIdAsync("nowhere", Stop));
    }

    [Fact]
    public async Task A_title_that_two_have_names_both()
    {
        ClickClackClient admin = await ClientWithAsync("bot:admin");
        WireChannel one = await admin.CreateChannelAsync(Workspace, new ChannelSettings { Name = "ops-a", DisplayTitle = "Operations" }, Stop);
        WireChannel two = await admin.CreateChannelAsync(Workspace, new ChannelSettings { Name = "ops-b", DisplayTitle = "operations" }, Stop);

        AmbiguousNameException error = await Assert.ThrowsAsync<AmbiguousNameException>(() => directory.ChannelIdAsync("OPERATIONS", Stop));

        Assert.Contains($"{one.Id} (ops-a)", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{two.Id} (ops-b)", error.Message, StringComparison.Ordinal);
        Assert.Equal(one.Id, await directory.ChannelIdAsync(one.Id.Value, Stop));
        Assert.Equal(two.Id, await directory.ChannelIdAsync("ops-b", Stop));
    }

    [Fact]
    public async Task A_failure_is_everybodys_who_waits_and_is_not_kept()
    {
        Wire.Instead = (_, number) => number == 1 ? Wiretap.Error(403, "bot tokens cannot") : null;

        Task<ChannelId>[] asking = [.. Enumerable.Range(0, 10).Select(_ => directory.ChannelIdAsync("general", Stop))];

        await Assert.ThrowsAsync<AccessRefusedException>(() => asking[0]);
        Assert.Equal(General, await directory.ChannelIdAsync("general", Stop));
    }

    [Fact]
    public async Task A_handle_nobody_has_is_asked_for_again()
    {
        await Assert.ThrowsAsync<NotVisibleException>(() => directory.UserIdAsync("zoe", Stop));
        LocalPerson zoe = await Server.AddPersonAsync("Zoe", "zoe");

        Assert.Equal(zoe.Id, (await directory.UserIdAsync("ZOE", Stop)).Value);
    }

    [Fact]
    public async Task A_handle_is_asked_for_each_time_as_it_may_be_somebody_elses_by_now()
    {
        Assert.Equal(OtherBot.Id, (await directory.UserIdAsync("owned-bot", Stop)).Value);
        Assert.Equal(OtherBot.Id, (await directory.UserIdAsync("owned-bot", Stop)).Value);
        Assert.Equal(2, Wire.Requests.Count);
    }

    [Fact]
    public async Task One_who_stops_waiting_does_not_disturb_the_others()
    {
        var answer = new TaskCompletionSource<string>();
        int asked = 0;
        var shared = new SharedAnswer<string>(() =>
        {
            asked++;
            return answer.Task;
        });
        using var stop = new CancellationTokenSource();
        Task<string> impatient = shared.GetAsync(stop.Token);
        Task<string> patient = shared.GetAsync(Stop);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Null(shared.Known);
        answer.SetResult("there");
        Assert.Equal("there", await patient);
        Assert.Equal(("there", 1), (shared.Known, asked));
        Assert.Equal("there", await shared.GetAsync(Stop));
    }

    [Fact]
    public async Task A_failure_nobody_waited_for_is_nobodys()
    {
        var answers = new Queue<TaskCompletionSource<string>>([new(), new()]);
        TaskCompletionSource<string> first = answers.Peek();
        var shared = new SharedAnswer<string>(() => answers.Dequeue().Task);
        using var stop = new CancellationTokenSource();
        Task<string> impatient = shared.GetAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        first.SetException(new InvalidOperationException("late"));

        answers.Peek().SetResult("there");
        Assert.Equal("there", await shared.GetAsync(Stop));
    }

    [Fact]
    public async Task An_old_answer_is_replaced_once_for_all_who_find_it_too_old()
    {
        int asked = 0;
        var shared = new SharedAnswer<string>(() => Task.FromResult($"answer {++asked}"));
        string old = await shared.GetAsync(Stop);

        string[] newer = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shared.GetOtherThanAsync(old, Stop)));

        Assert.All(newer, one => Assert.Equal("answer 2", one));
    }

    [Fact]
    public void An_id_beats_a_name_and_a_name_beats_a_title()
    {
        (string Id, string Name, string Title)[] things = [("1", "2", "3"), ("2", "x", "2"), ("4", "y", "1")];
        Tuple<string, string, string>[] all = [.. things.Select(thing => Tuple.Create(thing.Id, thing.Name, thing.Title))];

        Assert.Equal("2", Find("2")?.Item1);
        Assert.Equal("1", Find("1")?.Item1);
        Assert.Equal("2", Find("X")?.Item1);
        Assert.Equal("1", Find("3")?.Item1);
        Assert.Null(Find(""));

        Tuple<string, string, string>? Find(string wanted) =>
            NameLookup.Find("thing", wanted, all, thing => thing.Item1, thing => thing.Item2, thing => thing.Item3);
    }
}
