using System.CommandLine;
using System.Globalization;
using System.Net;
using ClickClack.Local.Admin;

namespace ClickClack.Local;

/// <summary>The words of the stand-alone server: options to serve with, and <c>admin</c> for what an operator does to its data.</summary>
internal sealed class CommandLine(Func<LocalServerOptions, CancellationToken, Task<int>> serve, Func<string, AdminRequest, CancellationToken, Task<int>> administer)
{
    private const string DataVariable = "CLICKCLACK_DATA";

    private static readonly Option<string> Workspace = Text("--workspace", "id or slug of the workspace", required: true);
    private static readonly Option<string> CreatedBy = Text("--created-by", "id or handle of who is said to have done it; the bot's owner, or else the workspace's");
    private static readonly Option<string> Scopes = Text("--scopes", "comma-separated scopes or bundles (bot:read, bot:write, bot:admin); bot:write");
    private static readonly Option<string> TokenName = Text("--token-name", "label of the token; default");
    private static readonly Option<string> Email = Text("--email", "e-mail address");
    private static readonly Option<bool> Plain = new("--plain") { Description = "print only the token" };

    public RootCommand Build()
    {
        var port = new Option<ushort>("--port")
        {
            Description = "TCP port; 0, the default, takes a free one",
            HelpName = "N",
            CustomParser = result => ushort.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : Wrong<ushort>(result, $"--port needs a number from 0 to {ushort.MaxValue}, 0 for a free one"),
        };
        var listen = new Option<IPEndPoint>("--listen")
        {
            Description = "address to listen on, with or without a port; 127.0.0.1",
            HelpName = "ADDRESS",
            CustomParser = result => IPEndPoint.TryParse(result.Tokens[0].Value, out var address)
                ? address
                : Wrong<IPEndPoint>(result, "--listen needs an IP address, such as 127.0.0.1 or 127.0.0.1:8080"),
        };
        var data = Text("--data", "directory that keeps everything; without it all is forgotten at the end");
        data.HelpName = "DIR";
        var allowRemote = Switch("--allow-remote", "let other machines connect: everything goes unencrypted, tokens included");
        var allowLocalCallbacks = Switch("--allow-local-callbacks", "let slash commands and event subscriptions call this machine");
        var polite = Switch("--polite", "answer pings and close frames, which the real server does not");
        var testMode = Switch("--test-mode", "serve /_local/faults, by which a test makes things go wrong");
        var root = new RootCommand("A ClickClack-compatible server for developing and testing bots.")
        {
            port, listen, data, allowRemote, allowLocalCallbacks, polite, testMode, Admin(),
        };
        root.SetAction((parsed, cancellationToken) => serve(
            new()
            {
                Port = parsed.GetResult(port) is null ? parsed.GetValue(listen)?.Port ?? 0 : parsed.GetValue(port),
                ListenAddress = parsed.GetValue(listen)?.Address ?? IPAddress.Loopback,
                DataDirectory = parsed.GetValue(data),
                AllowRemote = parsed.GetValue(allowRemote),
                AllowLocalCallbacks = parsed.GetValue(allowLocalCallbacks),
                PoliteSockets = parsed.GetValue(polite),
                TestMode = parsed.GetValue(testMode),
            },
            cancellationToken));
        return root;
    }

    private Command Admin() => new("admin", "Changes a server's data, also while it runs; its sockets hear of it at once.")
    {
        new Command("bot", "Bots.")
        {
            Verb("bot create", "Creates a bot with a token.",
                Workspace,
                Text("--name", "display name", required: true),
                Text("--handle", "what it is mentioned by, without @"),
                Text("--avatar-url", "address of a picture"),
                Scopes,
                Text("--owner", "id or handle of the human the bot belongs to; without one it belongs to the workspace"),
                CreatedBy,
                TokenName,
                Plain),
            Verb("bot list", "Lists the workspace's bots with their tokens, without the secrets.", Workspace),
        },
        new Command("token", "Tokens of bots.")
        {
            Verb("token create", "Creates another token for a bot.",
                Workspace, Text("--bot", "id or handle of the bot", required: true), Scopes, CreatedBy, TokenName, Plain),
            Verb("token list", "Lists tokens, without the secrets.", Workspace, Text("--bot", "id or handle of the bot; all bots")),
            Verb("token revoke", "Revokes a token. Its next request is answered with 401; an open socket goes on.",
                Text("--token", "id of the token, btok_…", required: true)),
        },
        new Command("user", "Humans.")
        {
            Verb("user create", "Creates a human, and prints the id.",
                Text("--name", "display name; Local User"), Email, Text("--workspace", "id or slug of a workspace to join as a member")),
            Verb("user list", "Lists the workspace's humans.", Workspace),
        },
        new Command("member", "Who belongs to a workspace.")
        {
            Verb("member add", "Adds a human to a workspace.",
                Workspace, CreatedBy, Email, Text("--user", "id of the user"), Text("--role", "member or moderator; member")),
        },
        new Command("channel", "Channels.")
        {
            Verb("channel create", "Creates a channel, and prints the id. The one named guest is where guests may write.",
                Workspace, Text("--name", "name", required: true), Text("--title", "title that is shown")),
            Verb("channel list", "Lists the workspace's channels.", Workspace),
        },
        new Command("workspace", "Workspaces.") { Verb("workspace list", "Lists all workspaces.") },
        new Command("magic-link", "Ways to sign in.")
        {
            Verb("magic-link create", "Prints a token that signs a human in, once, by POST /api/auth/magic/consume.",
                Text("--email", "e-mail address", required: true), Text("--name", "display name of a human who is new")),
        },
        new Command("events", "The event log.")
        {
            Verb("events prune", "Deletes old events. Whoever comes back with a cursor that is gone is closed with 4001.",
                Workspace,
                Text("--older-than-days", "delete events older than that"),
                Text("--before", "delete events before this time (RFC 3339)"),
                Text("--keep-latest", "keep that many of the newest events in any case")),
        },
    };

    private Command Verb(string verb, string description, params Option[] options)
    {
        var data = new Option<string>("--data")
        {
            Description = $"directory of the data; {DataVariable}",
            HelpName = "DIR",
            Required = true,
        };
        // A required option may come from the environment, but only if there is something in it.
        if (Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } directory)
        {
            data.Required = false;
            data.DefaultValueFactory = _ => directory;
        }
        var command = new Command(verb[(verb.LastIndexOf(' ') + 1)..], description) { data };
        foreach (var option in options)
        {
            command.Add(option);
        }
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new AdminRequest { Verb = verb };
            foreach (var option in options)
            {
                if (option == Plain ? parsed.GetValue(Plain) : parsed.GetResult(option) is not null)
                {
                    request.Options[option.Name[2..]] = option is Option<string> text ? parsed.GetValue(text)! : "";
                }
            }
            return administer(parsed.GetValue(data)!, request, cancellationToken);
        });
        return command;
    }

    private static Option<string> Text(string name, string description, bool required = false)
    {
        var option = new Option<string>(name) { Description = description, Required = required, HelpName = name[2..].ToUpperInvariant() };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && string.IsNullOrWhiteSpace(value))
            {
                result.AddError($"{name} is empty");
            }
        });
        return option;
    }

    private static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    private static T? Wrong<T>(System.CommandLine.Parsing.ArgumentResult result, string problem)
    {
        result.AddError(problem);
        return default;
    }
}
