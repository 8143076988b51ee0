using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ClickClack.Framework.Tests.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClickClack.Framework.Tests.Server;

/// <summary>
/// A server on a free port of this machine that speaks as much of the protocol as a bot uses, from a small model in memory, and whose
/// every answer and frame a test can replace.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string Token = "ccb_01testtoken0secret0value0x";
    public const string BotId = "usr_echo";
    public const string WorkspaceId = "wsp_1";

    private readonly ConcurrentQueue<RecordedRequest> requests = new();
    private readonly List<(string Method, string Path, Func<RecordedRequest, Answer?> Answer)> scripts = [];
    private readonly Lock gate = new();
    private readonly List<ScriptedSocket> sockets = [];
    private readonly CancellationTokenSource stopped = new();
    private WebApplication? app;
    private int cursors;
    private int ids;

    private ScriptedServer()
    {
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The server's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public JsonArray Workspaces { get; } = [new JsonObject { ["id"] = WorkspaceId, ["slug"] = "clickclack", ["name"] = "ClickClack" }];

    /// <summary>Whose each token is that the server accepts.</summary>
    public ConcurrentDictionary<string, string> Tokens { get; } = new() { [Token] = BotId };

    public Dictionary<string, JsonObject> Users { get; } = [];

    /// <summary>Names by id.</summary>
    public Dictionary<string, string> Channels { get; } = [];

    /// <summary>Members by id.</summary>
    public Dictionary<string, string[]> Conversations { get; } = [];

    public Dictionary<string, JsonObject> Messages { get; } = [];

    /// <summary>When each conversation was made, if after the start.</summary>
    public Dictionary<string, string> MadeAt { get; } = [];

    /// <summary>Files by id: nonce, name, type and text.</summary>
    public Dictionary<string, (string Nonce, string Form)> Uploads { get; } = [];

    /// <summary>Ids of files by message, in the order they were attached.</summary>
    public List<(string Message, string Upload)> Attachments { get; } = [];

    /// <summary>The command menus by bot.</summary>
    public ConcurrentDictionary<string, JsonArray> Menus { get; } = new();

    /// <summary>The log, oldest first.</summary>
    public List<JsonObject> Events { get; } = [];

    /// <summary>What the handshake answers instead of a socket; null for a socket.</summary>
    public Func<Answer?> Handshake { get; set; } = () => null;

    /// <summary>What happens on a new socket before live events; by default what the log holds after the cursor is sent.</summary>
    public Func<ScriptedSocket, Task>? OnSocket { get; set; }

    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    public IReadOnlyList<ScriptedSocket> Sockets
    {
        get
        {
            lock (gate)
            {
                return [.. sockets];
            }
        }
    }

    /// <summary>The socket opened last.</summary>
    public ScriptedSocket Socket => Sockets[^1];

    public int OpenSockets => Sockets.Count(socket => socket.IsOpen);

    /// <summary>What the bot said, in order.</summary>
    public IReadOnlyList<JsonObject> Posted
    {
        get
        {
            lock (gate)
            {
                return [.. Messages.Values.Where(message => Text(message, "author_id") == BotId)];
            }
        }
    }

    public IReadOnlyList<string> PostedBodies => [.. Posted.Select(message => Text(message, "body")!)];

    public string Tail
    {
        get
        {
            lock (gate)
            {
                return Events.Count == 0 ? "" : Text(Events[^1], "cursor")!;
            }
        }
    }

    public static async Task<ScriptedServer> StartAsync(TimeProvider? clock = null, string prefix = "", int port = 0)
    {
        var server = new ScriptedServer { Clock = clock ?? TimeProvider.System };
        server.AddUser(BotId, "echo", kind: "bot");
        server.AddUser("usr_alice", "alice");
        server.AddUser("usr_bob", "bob");
        server.AddUser("usr_rover", "rover", kind: "bot");
        server.Channels["chn_general"] = "general";
        server.Channels["chn_ops"] = "ops";
        server.Conversations["dm_alice"] = [BotId, "usr_alice"];
        server.Conversations["dm_group"] = [BotId, "usr_alice", "usr_bob"];

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        WebApplication app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Run(context => server.ServeAsync(context, prefix));
        await app.StartAsync();
        server.app = app;
        server.Address = new Uri(app.Urls.First() + prefix);
        return server;
    }

    /// <summary>Answers every call of a path so from now on; a null falls through to what was scripted before, then to the model.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, whole, or up to a <c>*</c>.</param>
    /// <param name="answer">The answer to a request.</param>
    public void Script(string method, string path, Func<RecordedRequest, Answer?> answer)
    {
        lock (gate)
        {
            scripts.Insert(0, (method, path, answer));
        }
    }

    /// <summary>Answers so many calls of a path, then as before.</summary>
    public void ScriptOnce(string method, string path, params Answer[] answers)
    {
        var left = new ConcurrentQueue<Answer>(answers);
        Script(method, path, _ => left.TryDequeue(out Answer? answer) ? answer : null);
    }

    public void AddUser(string id, string handle, string kind = "human") => Users[id] = new JsonObject
    {
        ["id"] = id,
        ["kind"] = kind,
        ["display_name"] = handle,
        ["handle"] = handle,
        ["avatar_url"] = "",
        ["created_at"] = "2026-01-01T00:00:00Z",
    };

    public int CountRequests(string method, string path) => requests.Count(request => request.Method == method && Matches(path, request.Path));

    /// <summary>Somebody says something, in a channel unless a conversation is named.</summary>
    /// <returns>The message's id.</returns>
    public string Say(
        string body,
        string channel = "chn_general",
        string author = "usr_alice",
        string? dm = null,
        string? thread = null,
        string? kind = null,
        bool live = true)
    {
        JsonObject message, wire;
        lock (gate)
        {
            (message, wire) = Create(body, dm is null ? channel : null, dm, thread, author, nonce: null, quoted: null, kind);
        }

        if (live)
        {
            Send(wire);
        }

        return Text(message, "id")!;
    }

    /// <summary>A message appears in a channel under a nonce, without anybody's request.</summary>
    public string SayAs(string author, string body, string nonce)
    {
        lock (gate)
        {
            return Text(Create(body, "chn_general", null, null, author, nonce, quoted: null, kind: null).Message, "id")!;
        }
    }

    /// <summary>Puts an event into the log, and on the sockets.</summary>
    public JsonObject Emit(string type, JsonObject payload, string? channel = null, long? seq = null, bool live = true)
    {
        JsonObject wire;
        lock (gate)
        {
            wire = Append(type, payload, channel, seq, null);
        }

        if (live)
        {
            Send(wire);
        }

        return wire;
    }

    /// <summary>The event of a message's creation.</summary>
    public JsonObject EventOf(string message)
    {
        lock (gate)
        {
            return Events.First(wire => Text(wire["payload"]!.AsObject(), "message_id") == message);
        }
    }

    /// <summary>Sends an event on every open socket.</summary>
    public void Send(JsonObject wire)
    {
        foreach (ScriptedSocket socket in Sockets.Where(socket => socket.IsOpen))
        {
            _ = socket.SendAsync(wire);
        }
    }

    /// <summary>The oldest events are pruned.</summary>
    public void Prune(int count)
    {
        lock (gate)
        {
            Events.RemoveRange(0, count);
        }
    }

    /// <summary>An event is not in the log any more, and on no socket.</summary>
    public void Forget(string message)
    {
        lock (gate)
        {
            Events.Remove(Events.First(wire => Text(wire["payload"]!.AsObject(), "message_id") == message));
        }
    }

    /// <summary>The event of a message's creation does not tell the nonce it was made under.</summary>
    public void HideNonce(string message) => EventOf(message)["payload"]!.AsObject().Remove("nonce");

    /// <summary>The next cursors continue from here.</summary>
    public void SetCursor(int value) => cursors = value;

    public void Delete(string message)
    {
        lock (gate)
        {
            Messages[message]["body"] = "";
            Messages[message]["deleted_at"] = Now();
        }
    }

    /// <summary>The author of a message edits it.</summary>
    /// <returns>The event's trigger key.</returns>
    public string EditAs(string message, string body, bool live = true)
    {
        JsonObject wire;
        lock (gate)
        {
            wire = Change(Messages[message], body);
        }

        return Announce(wire, live);
    }

    /// <summary>Somebody who may deletes a message.</summary>
    /// <returns>The event's trigger key.</returns>
    public string DeleteAs(string message, bool live = true)
    {
        JsonObject wire;
        lock (gate)
        {
            wire = Erase(Messages[message]);
        }

        return Announce(wire, live);
    }

    /// <summary>A message changes without an edit: it gets an attachment.</summary>
    /// <returns>The event's trigger key.</returns>
    public string Touch(string message)
    {
        JsonObject wire;
        lock (gate)
        {
            wire = Changed("message.updated", Messages[message]);
        }

        return Announce(wire, live: true);
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        if (app is not null)
        {
            using var now = new CancellationTokenSource(TimeSpan.Zero);
            try
            {
                await app.StopAsync(now.Token);
            }
            catch (OperationCanceledException)
            {
            }

            await app.DisposeAsync();
        }

        stopped.Dispose();
    }

    public static string? Text(JsonObject node, string name) => (string?)node[name];

    private static bool Matches(string pattern, string path) =>
        pattern.EndsWith('*') ? path.StartsWith(pattern[..^1], StringComparison.Ordinal) : path == pattern;

    private string Now() => Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private async Task ServeAsync(HttpContext context, string prefix)
    {
        using var working = new Working(Clock as ManualTime);
        string path = context.Request.Path.Value!;
        path = path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : "/outside" + path;
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        var request = new RecordedRequest(
            context.Request.Method,
            path,
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            body,
            context.Request.Headers.Authorization)
        {
            Correlation = context.Request.Headers["X-Correlation-ID"],
        };
        requests.Enqueue(request);

        bool isSocket = path == "/api/realtime/ws" && context.WebSockets.IsWebSocketRequest;
        Answer? refusal = isSocket ? Handshake() ?? (BotOf(request) is null ? Answer.NoRows() with { Status = 401 } : null) : null;
        if (isSocket && refusal is null)
        {
            await ServeSocketAsync(context, request, working);
            return;
        }

        Answer answer = refusal ?? Find(request);
        if (answer.After is { } after)
        {
            working.Dispose();
            await after;
        }

        if (answer.Never)
        {
            working.Dispose();
            await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(stopped.Token, context.RequestAborted).Token)
                .ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        if (answer.Cut)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.Headers.Date = Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        foreach ((string name, string value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body is not null)
        {
            context.Response.ContentType = answer.ContentType;
            await context.Response.WriteAsync(answer.Body);
        }
    }

    private Answer Find(RecordedRequest request)
    {
        List<Func<RecordedRequest, Answer?>> scripted;
        lock (gate)
        {
            scripted = [.. scripts.Where(script => script.Method == request.Method && Matches(script.Path, request.Path)).Select(script => script.Answer)];
        }

        foreach (Func<RecordedRequest, Answer?> script in scripted)
        {
            if (script(request) is { } answer)
            {
                return answer;
            }
        }

        return AnswerFromModel(request);
    }

    /// <summary>What the model says; for scripts that only want to delay it or to do it twice.</summary>
    public Answer AnswerFromModel(RecordedRequest request)
    {
        if (BotOf(request) is not { } bot)
        {
            return Answer.NoRows() with { Status = 401 };
        }

        List<JsonObject> created = [];
        Answer answer;
        lock (gate)
        {
            int before = Events.Count;
            answer = (request.Method, request.Path.Trim('/').Split('/')) switch
            {
                ("GET", ["api", "me"]) => Answer.Json(new JsonObject { ["user"] = Users[bot].DeepClone() }),
                ("GET", ["api", "workspaces"]) => Answer.Json(new JsonObject { ["workspaces"] = Workspaces.DeepClone() }),
                ("GET", ["api", "workspaces", _, "channels"]) => Answer.Json(new JsonObject
                {
                    ["channels"] = new JsonArray([.. Channels.Select(pair => new JsonObject
                    {
                        ["id"] = pair.Key,
                        ["name"] = pair.Value,
                        ["last_seq"] = LastSeq("channel_id", pair.Key),
                    })]),
                }),
                ("GET", ["api", "workspaces", _, "members"]) => Members(request),
                ("GET", ["api", "workspaces", _, "bot-commands"]) => AllMenus(),
                ("PUT", ["api", "bots", "self", "commands"]) => SetMenu(bot, request),
                ("GET", ["api", "messages", "by-nonce"]) => ByNonce(request.Query["nonce"]),
                ("GET", ["api", "messages", var id]) => Messages.TryGetValue(id, out JsonObject? found)
                    ? Answer.Json(new JsonObject { ["message"] = Hydrate(found) })
                    : Answer.NoRows(),
                ("POST", ["api", "channels", var id, "messages"]) => Channels.ContainsKey(id) ? Post(request, id, null, null) : Answer.NoRows(),
                ("POST", ["api", "dms", var id, "messages"]) => Conversations.ContainsKey(id) ? Post(request, null, id, null) : Answer.NoRows(),
                ("POST", ["api", "messages", var id, "thread", "replies"]) => Messages.TryGetValue(id, out JsonObject? root)
                    ? Post(request, Text(root, "channel_id"), Text(root, "direct_conversation_id"), id)
                    : Answer.NoRows(),
                ("GET", ["api", "channels", var id, "messages"]) => Channels.ContainsKey(id) ? Roots(request, "channel_id", id) : Answer.NoRows(),
                ("GET", ["api", "dms", var id, "messages"]) => Conversations.ContainsKey(id) ? Roots(request, "direct_conversation_id", id) : Answer.NoRows(),
                ("GET", ["api", "dms"]) => Answer.Json(new JsonObject
                {
                    ["conversations"] = new JsonArray([.. Conversations.Keys.Select(id => Conversation(id)["conversation"]!.DeepClone())]),
                }),
                ("POST", ["api", "dms"]) => OpenDm(request),
                ("PATCH", ["api", "messages", var id]) => Edit(request, id),
                ("DELETE", ["api", "messages", var id]) => EraseByBot(id),
                ("POST", ["api", "messages", var id, "attachments"]) => Attach(request, id),
                ("POST", ["api", "uploads"]) => Upload(request),
                ("GET", ["api", "uploads", "by-nonce"]) => Uploads.FirstOrDefault(pair => pair.Value.Nonce == request.Query["nonce"]).Key is { } upload
                    ? Answer.Json(new JsonObject { ["upload"] = new JsonObject { ["id"] = upload } })
                    : Answer.Error(404, "sql: no rows in result set"),
                ("POST", ["api", "realtime", "ephemeral"]) => Answer.Json(
                    new JsonObject { ["event"] = new JsonObject { ["id"] = "eph_1", ["type"] = request.Json["type"]!.DeepClone(), ["created_at"] = Now() } }, 202),
                ("GET", ["api", "dms", var id]) => Conversations.ContainsKey(id) ? Answer.Json(Conversation(id)) : Answer.NoRows(),
                ("GET", ["api", "realtime", "events"]) => Page(request),
                _ => Answer.Error(404, "route not found"),
            };
            created.AddRange(Events.Skip(before));
        }

        // The echo is sent before the answer, which is what a fast socket sees.
        created.ForEach(Send);
        return answer;
    }

    private string? BotOf(RecordedRequest request) =>
        request.Authorization is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] ? Tokens.GetValueOrDefault(token) : null;

    private Answer Members(RecordedRequest request)
    {
        string contains = request.Query.GetValueOrDefault("q", "");
        var members = new JsonArray([.. Users.Values
            .Where(user => Text(user, "handle")!.Contains(contains, StringComparison.OrdinalIgnoreCase))
            .Select(user => new JsonObject { ["user"] = user.DeepClone() })]);
        return Answer.Json(new JsonObject { ["members"] = members, ["has_more"] = false });
    }

    private Answer AllMenus() => Answer.Json(new JsonObject
    {
        ["bot_commands"] = new JsonArray([.. Menus.SelectMany(menu => menu.Value.Select(entry =>
        {
            var clone = (JsonObject)entry!.DeepClone();
            clone["bot"] = Users[menu.Key].DeepClone();
            return clone;
        }))]),
    });

    private Answer SetMenu(string bot, RecordedRequest request)
    {
        Menus[bot] = new JsonArray([.. request.Json["commands"]!.AsArray().Select(entry => new JsonObject
        {
            ["command"] = "/" + Text((JsonObject)entry!, "command"),
            ["description"] = Text((JsonObject)entry!, "description"),
            ["args_hint"] = Text((JsonObject)entry!, "args_hint") ?? "",
        })]);
        return Answer.Json(new JsonObject { ["bot_commands"] = Menus[bot].DeepClone() });
    }

    private Answer ByNonce(string nonce)
    {
        JsonObject? found = Messages.Values.FirstOrDefault(message => Text(message, "author_id") == BotId && Text(message, "nonce") == nonce);
        return found is null
            ? Answer.Error(404, "sql: no rows in result set")
            : Answer.Json(new JsonObject { ["message"] = Hydrate(found) });
    }

    private JsonObject Conversation(string id) => new()
    {
        ["conversation"] = new JsonObject
        {
            ["id"] = id,
            ["created_at"] = MadeAt.GetValueOrDefault(id, "2026-01-01T00:00:00Z"),
            ["last_seq"] = LastSeq("direct_conversation_id", id),
            ["members"] = new JsonArray([.. Conversations[id].Select(user => Users[user].DeepClone())]),
        },
    };

    private IEnumerable<JsonObject> RootsOf(string home, string id) =>
        Messages.Values.Where(message => Text(message, home) == id && message["channel_seq"] is not null).OrderBy(message => (long)message["channel_seq"]!);

    private long LastSeq(string home, string id) => RootsOf(home, id).Select(message => (long)message["channel_seq"]!).LastOrDefault();

    private Answer Roots(RecordedRequest request, string home, string id)
    {
        long after = long.Parse(request.Query["after_seq"], CultureInfo.InvariantCulture);
        int limit = int.Parse(request.Query["limit"], CultureInfo.InvariantCulture);
        JsonNode[] page = [.. RootsOf(home, id).Where(message => (long)message["channel_seq"]! > after).Take(limit > 200 ? 100 : limit).Select(Hydrate)];
        return Answer.Json(new JsonObject { ["messages"] = new JsonArray(page) });
    }

    private Answer OpenDm(RecordedRequest request)
    {
        if (request.Json["member_ids"] is JsonArray { Count: > 1 } members)
        {
            string group = $"dm_group_{++ids}";
            Conversations[group] = [BotId, .. members.Select(member => (string)member!)];
            MadeAt[group] = Now();
            return Answer.Json(Conversation(group), 201);
        }

        string user = (string)request.Json["member_ids"]![0]!;
        string? known = Conversations.FirstOrDefault(pair => pair.Value.Length == 2 && pair.Value.Contains(user)).Key;
        if (known is null)
        {
            known = $"dm_new_{user}";
            Conversations[known] = [BotId, user];
        }

        return Answer.Json(Conversation(known), 201);
    }

    private Answer Edit(RecordedRequest request, string id)
    {
        if (!Messages.TryGetValue(id, out JsonObject? message))
        {
            return Answer.NoRows();
        }

        if (message["deleted_at"] is not null)
        {
            return Answer.Error(400, "deleted messages cannot be edited");
        }

        JsonObject wire = Change(message, Text(request.Json, "body")!);
        return Answer.Json(new JsonObject { ["message"] = Hydrate(message), ["event"] = wire.DeepClone() });
    }

    private Answer EraseByBot(string id)
    {
        if (!Messages.TryGetValue(id, out JsonObject? message))
        {
            return Answer.NoRows();
        }

        if (message["deleted_at"] is null)
        {
            Erase(message);
        }

        return Answer.Json(new JsonObject { ["message"] = Hydrate(message) });
    }

    private JsonObject Change(JsonObject message, string body)
    {
        message["body"] = body.Trim();
        message["edited_at"] = Now();
        return Changed("message.updated", message);
    }

    private JsonObject Erase(JsonObject message)
    {
        message["body"] = "";
        message["deleted_at"] = Now();
        Attachments.RemoveAll(attached => attached.Message == Text(message, "id"));
        return Changed("message.deleted", message);
    }

    private JsonObject Changed(string type, JsonObject message)
    {
        var payload = new JsonObject { ["message_id"] = Text(message, "id"), ["root_message_id"] = Text(message, "thread_root_id") };
        Set(payload, "direct_conversation_id", Text(message, "direct_conversation_id"));
        return Append(type, payload, Text(message, "channel_id"), (long?)message["channel_seq"], null);
    }

    private string Announce(JsonObject wire, bool live)
    {
        if (live)
        {
            Send(wire);
        }

        return "e:" + Text(wire, "id");
    }

    private Answer Attach(RecordedRequest request, string id)
    {
        string upload = Text(request.Json, "upload_id")!;
        if (!Messages.TryGetValue(id, out JsonObject? message) || !Uploads.ContainsKey(upload))
        {
            return Answer.NoRows();
        }

        if (message["deleted_at"] is not null)
        {
            return Answer.Error(400, "deleted messages cannot have attachments");
        }

        if (!Attachments.Contains((id, upload)))
        {
            Attachments.Add((id, upload));
        }

        return Answer.Json(new JsonObject { ["ok"] = true });
    }

    private Answer Upload(RecordedRequest request)
    {
        string nonce = request.Query["nonce"];
        string? known = Uploads.FirstOrDefault(pair => pair.Value.Nonce == nonce).Key;
        string id = known ?? $"upl_{++ids:D6}";
        Uploads.TryAdd(id, (nonce, request.Body));
        return Answer.Json(new JsonObject { ["upload"] = new JsonObject { ["id"] = id } }, known is null ? 201 : 200);
    }

    private Answer Page(RecordedRequest request)
    {
        string after = request.Query["after_cursor"];
        int limit = int.Parse(request.Query["limit"], CultureInfo.InvariantCulture);
        JsonNode[] page = [.. Events
            .Where(wire => string.CompareOrdinal(Text(wire, "cursor"), after) > 0)
            .Take(limit)
            .Select(wire => wire.DeepClone())];
        var body = new JsonObject { ["events"] = new JsonArray(page) };
        if (request.Query.GetValueOrDefault("include_tail") == "true")
        {
            body["tail_cursor"] = Tail;
        }

        return Answer.Json(body);
    }

    private Answer Post(RecordedRequest request, string? channel, string? dm, string? thread)
    {
        JsonObject body = request.Json;
        string text = Text(body, "body")!.Trim();
        string? nonce = Text(body, "nonce");
        string? quoted = Text(body, "quoted_message_id");
        if (text.Length == 0)
        {
            return Answer.Error(400, "message body is required");
        }

        if (Messages.Values.FirstOrDefault(message => nonce is not null && Text(message, "author_id") == BotId && Text(message, "nonce") == nonce) is { } old)
        {
            bool same = Text(old, "body") == text && Text(old, "channel_id") == channel && Text(old, "direct_conversation_id") == dm
                && Text(old, "parent_message_id") == thread && Text(old, "quoted_message_id") == quoted;
            return same
                ? Answer.Json(new JsonObject { ["message"] = Hydrate(old) })
                : Answer.Error(400, "client nonce was already used for a different message");
        }

        if (quoted is not null && (!Messages.TryGetValue(quoted, out JsonObject? original) || original["deleted_at"] is not null))
        {
            return Answer.Error(400, "quoted message is not in this channel, conversation, or thread");
        }

        (JsonObject created, JsonObject wire) = Create(text, channel, dm, thread, BotId, nonce, quoted, null);
        var answer = new JsonObject { ["message"] = Hydrate(created), ["event"] = wire.DeepClone() };
        return Answer.Json(answer, 201);
    }

    private (JsonObject Message, JsonObject Event) Create(
        string body, string? channel, string? dm, string? thread, string author, string? nonce, string? quoted, string? kind)
    {
        string id = $"msg_{++ids:D6}";
        long? seq = thread is not null
            ? null
            : 1 + Messages.Values.Count(message => message["channel_seq"] is not null
                && (dm is null ? Text(message, "channel_id") == channel : Text(message, "direct_conversation_id") == dm));
        var message = new JsonObject
        {
            ["id"] = id,
            ["workspace_id"] = WorkspaceId,
            ["author_id"] = author,
            ["thread_root_id"] = thread ?? id,
            ["body"] = body.Trim(),
            ["body_format"] = "markdown",
            ["created_at"] = Now(),
            ["kind"] = kind ?? "message",
        };
        Set(message, "channel_id", dm is null ? channel : null);
        Set(message, "direct_conversation_id", dm);
        Set(message, "parent_message_id", thread);
        Set(message, "nonce", nonce);
        Set(message, "quoted_message_id", quoted);
        if (seq is not null)
        {
            message["channel_seq"] = seq;
        }

        Messages[id] = message;

        var payload = new JsonObject { ["message_id"] = id };
        Set(payload, "author_id", thread is null ? author : null);
        Set(payload, "root_message_id", thread);
        Set(payload, "direct_conversation_id", dm);
        Set(payload, "nonce", nonce);
        Set(payload, "kind", kind);
        string[]? mentions = (dm is null || thread is not null)
            && Users.Where(user => body.Contains("@" + Text(user.Value, "handle"), StringComparison.Ordinal)).Select(user => user.Key).ToArray() is { Length: > 0 } found
                ? found
                : null;
        JsonObject wire = Append(thread is null ? "message.created" : "thread.reply_created", payload, dm is null ? channel : null, seq, mentions);
        return (message, wire);
    }

    private JsonObject Append(string type, JsonObject payload, string? channel, long? seq, string[]? mentions)
    {
        int number = ++cursors;
        var wire = new JsonObject
        {
            ["id"] = $"evt_{number:D8}",
            ["cursor"] = $"cur_{number:D8}",
            ["type"] = type,
            ["workspace_id"] = WorkspaceId,
            ["created_at"] = Now(),
            ["payload"] = payload,
        };
        Set(wire, "channel_id", channel);
        if (seq is not null)
        {
            wire["seq"] = seq;
        }

        if (mentions is not null)
        {
            wire["mentioned_user_ids"] = new JsonArray([.. mentions.Select(id => JsonValue.Create(id))]);
        }

        Events.Add(wire);
        return wire;
    }

    private JsonObject Hydrate(JsonObject message)
    {
        var clone = (JsonObject)message.DeepClone();
        clone["author"] = Users[Text(message, "author_id")!].DeepClone();
        if (Attachments.Any(attached => attached.Message == Text(message, "id")))
        {
            clone["attachments"] = new JsonArray(
                [.. Attachments.Where(attached => attached.Message == Text(message, "id")).Select(attached => new JsonObject { ["id"] = attached.Upload })]);
        }

        return clone;
    }

    private static void Set(JsonObject node, string name, string? value)
    {
        if (value is not null)
        {
            node[name] = value;
        }
    }

    private async Task ServeSocketAsync(HttpContext context, RecordedRequest request, Working working)
    {
        System.Net.WebSockets.WebSocket webSocket = await context.WebSockets.AcceptWebSocketAsync();
        var socket = new ScriptedSocket(context, webSocket, request.Query.GetValueOrDefault("after_cursor"));
        if (OnSocket is { } script)
        {
            lock (gate)
            {
                sockets.Add(socket);
            }

            await script(socket);
        }
        else
        {
            await ReplayAsync(socket);
        }

        working.Dispose();
        await Task.WhenAny(socket.Ended, Task.Delay(Timeout.Infinite, stopped.Token));
    }

    /// <summary>What the real server does first: 4001 for a cursor the log does not hold, else everything after it.</summary>
    public async Task ReplayAsync(ScriptedSocket socket)
    {
        bool known;
        List<JsonObject> missed;
        lock (gate)
        {
            known = string.IsNullOrEmpty(socket.AfterCursor) || Events.Any(wire => Text(wire, "cursor") == socket.AfterCursor);
            missed = [.. Events.Where(wire => string.CompareOrdinal(Text(wire, "cursor"), socket.AfterCursor ?? "") > 0)];
        }

        if (!known)
        {
            Add(socket);
            await socket.CloseAsync(4001, "realtime replay limit exceeded; resync required");
            return;
        }

        foreach (JsonObject wire in missed)
        {
            await socket.SendAsync(wire);
        }

        // What came meanwhile is not lost: under the lock the socket joins those that get everything from here on.
        List<JsonObject> late;
        lock (gate)
        {
            string last = missed.Count > 0 ? Text(missed[^1], "cursor")! : socket.AfterCursor ?? "";
            late = [.. Events.Where(wire => string.CompareOrdinal(Text(wire, "cursor"), last) > 0)];
            Add(socket);
        }

        foreach (JsonObject wire in late)
        {
            await socket.SendAsync(wire);
        }
    }

    private void Add(ScriptedSocket socket)
    {
        lock (gate)
        {
            if (!sockets.Contains(socket))
            {
                sockets.Add(socket);
            }
        }
    }

    /// <summary>Waits until so many sockets were opened in all, and the last is still open.</summary>
    public Task SocketsAsync(int count) => Eventually.True(() => Sockets.Count >= count, $"socket {count}");

    /// <summary>Keeps a clock that is moved by hand from running away from an answer.</summary>
    private sealed class Working : IDisposable
    {
        private ManualTime? time;

        public Working(ManualTime? time)
        {
            this.time = time;
            time?.Begin();
        }

        public void Dispose() => Interlocked.Exchange(ref time, null)?.End();
    }
}
