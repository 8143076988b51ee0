using System.Collections.Concurrent;

namespace ClickClack.Chaos.Tests.Talk;

/// <summary>People in channels, threads, direct conversations and a group, who write, edit, delete and react as it comes.</summary>
internal sealed class Crowd : IDisposable
{
    private const int Channels = 6;
    private const int LongestThread = 25;

    /// <summary>A server takes 64 of a bot, ever, and a run that died may have uploaded for nothing.</summary>
    private const int MostFiles = 25;

    private const int LongestPauseMilliseconds = 420;

    private const string Revise = "revise";

    private const int MostParts = 4;

    /// <summary>What is said, as often as it is listed. What fails holds its conversation for seconds, and is rare.</summary>
    private static readonly string[] Repertoire =
    [
        .. Enumerable.Repeat("message", 50), .. Enumerable.Repeat("slow", 10), .. Enumerable.Repeat("aside", 10), .. Enumerable.Repeat("elsewhere", 10),
        .. Enumerable.Repeat("stream", 8), .. Enumerable.Repeat("parts", 10), .. Enumerable.Repeat("send", 10), .. Enumerable.Repeat("file", 4),
        .. Enumerable.Repeat(Revise, 12),
        .. Enumerable.Repeat("flaky", 2), "doomed",
    ];

    private readonly ConcurrentQueue<Trigger> triggers = new();
    private readonly ConcurrentDictionary<string, (string Root, int Replies)> threads = new();
    private readonly string botHandle;
    private int number;
    private int files;
    private int edits;
    private int reactions;

    private Crowd(IReadOnlyList<Person> people, IReadOnlyList<Place> places, Place elsewhere, string botHandle)
    {
        People = people;
        Places = places;
        Elsewhere = elsewhere;
        this.botHandle = botHandle;
    }

    public IReadOnlyList<Person> People { get; }

    /// <summary>Where people write.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>Where nobody writes but the bot.</summary>
    public Place Elsewhere { get; }

    public IReadOnlyList<Trigger> Triggers => [.. triggers];

    public int Edits => edits;

    public int Reactions => reactions;

    public static async Task<Crowd> GatherAsync(World.Scene scene)
    {
        Person[] people = [.. scene.Start["users"]!.AsArray().Select(user => new Person(scene.Address, (string)user!["id"]!, (string)user["token"]!))];
        string name = $"{Guid.NewGuid():n}"[..8];
        var places = new List<Place>();
        for (int n = 1; n <= Channels; n++)
        {
            places.Add(await people[0].CreateChannelAsync(scene.Workspace, $"chaos-{name}-{n}", people));
        }

        foreach (Person person in people)
        {
            places.Add(await person.OpenConversationAsync(scene.Workspace, scene.BotId));
        }

        places.Add(await people[0].OpenConversationAsync(scene.Workspace, scene.BotId, people[1..]));
        return new Crowd(people, places, await people[0].CreateChannelAsync(scene.Workspace, scene.Elsewhere, people), scene.BotHandle);
    }

    /// <summary>One of them, until it is time to end.</summary>
    public async Task TalkAsync(Random random, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            Trigger said = await SayAsync(random);
            await ChangeMindAsync(random, said);
            await Task.Delay(random.Next(LongestPauseMilliseconds), CancellationToken.None);
        }
    }

    public async Task<IReadOnlyList<ChatMessage>> ReadAllAsync()
    {
        IReadOnlyList<ChatMessage>[] all = await Task.WhenAll(Places.Append(Elsewhere).Select(place => place.Members[0].ReadAsync(place)));
        return [.. all.SelectMany(messages => messages)];
    }

    public void Dispose()
    {
        foreach (Person person in People)
        {
            person.Dispose();
        }
    }

    private async Task<Trigger> SayAsync(Random random)
    {
        Place place = Places[random.Next(Places.Count)];
        Person author = place.Members[random.Next(place.Members.Count)];
        string what = Repertoire[random.Next(Repertoire.Length)];
        if (what == "file" && Interlocked.Increment(ref files) > MostFiles)
        {
            what = "message";
        }

        int n = Interlocked.Increment(ref number);
        bool inThread = random.Next(4) == 0;
        string text = Text(what, n, place, inThread);
        string path = place.Path;
        string? root = null;
        if (inThread && threads.TryGetValue(place.Id, out (string Root, int Replies) thread))
        {
            root = thread.Root;
            path = $"/api/messages/{root}/thread/replies";
            threads[place.Id] = (root, thread.Replies + 1);
        }
        else
        {
            text = Text(what, n, place, inThread: false);
        }

        // Unlike all of an earlier time on the same server.
        ChatMessage message = await author.PostAsync(path, text, $"{Elsewhere.Id}-{n}") with { Place = place.Id, Root = root };
        var trigger = new Trigger(n, what, message, author);
        if (what == Revise)
        {
            trigger.Revise(0, PartsAtFirst(n));
        }

        triggers.Enqueue(trigger);
        if (root is null && (!threads.TryGetValue(place.Id, out thread) || thread.Replies >= LongestThread))
        {
            threads[place.Id] = (message.Id, 0);
        }

        return trigger;
    }

    /// <summary>In a group only who mentions the bot, or gives a command, is answered.</summary>
    private string Text(string what, int n, Place place, bool inThread) =>
        what == Revise ? RevisedText(n, 0, PartsAtFirst(n))
        : what != "message" ? $"/{what} {n}" : place.Kind == PlaceKind.Group && !inThread ? $"@{botHandle} message {n}" : $"message {n}";

    private static int PartsAtFirst(int n) => 1 + (n % MostParts);

    private static string RevisedText(int n, int version, int parts) => $"/{Revise} {n} {version} {parts}";

    /// <summary>Edits, deletes, reacts: what was said just now, or long ago.</summary>
    private async Task ChangeMindAsync(Random random, Trigger said)
    {
        Trigger one = random.Next(2) == 0 ? said : triggers.ElementAt(random.Next(triggers.Count));
        int what = random.Next(one.What == Revise ? 8 : 20);
        if (what > 4 || !one.TryClaim())
        {
            return;
        }

        if (one.What == Revise && what != 2 && !one.IsDeleted)
        {
            await ReviseAsync(random, one);
        }
        else if (what is 0 or 1 && !one.IsDeleted)
        {
            await one.Author.EditAsync(one.Message.Id, $"{one.Message.Body} edited");
            Interlocked.Increment(ref edits);
        }
        else if (what == 2)
        {
            one.IsDeleted = true;
            await one.Author.DeleteAsync(one.Message.Id);
        }
        else
        {
            await one.Author.ReactAsync(one.Message.Id, random.Next(2) == 0 ? "👍" : "🚀");
            Interlocked.Increment(ref reactions);
        }

        one.Release();
    }

    /// <summary>Edits what is followed, once or several times in a row.</summary>
    private async Task ReviseAsync(Random random, Trigger one)
    {
        for (int times = random.Next(3); times >= 0; times--)
        {
            (int version, int parts) = (one.Version + 1, 1 + random.Next(MostParts));
            one.Revise(version, parts);
            await one.Author.EditAsync(one.Message.Id, RevisedText(one.Number, version, parts));
            Interlocked.Increment(ref edits);
        }
    }
}
