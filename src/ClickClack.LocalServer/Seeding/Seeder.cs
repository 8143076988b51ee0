using ClickClack.Local.Auth;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Seeding;

/// <summary>Brings a seed into the database; what is there already stays as it is. Nothing of it shows in the event log.</summary>
internal static class Seeder
{
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);

    public static void Apply(Transaction db, SeedDocument seed)
    {
        var workspace = seed.Workspace;
        if (!WorkspaceStore.Exists(db, workspace.Id))
        {
            WorkspaceStore.Insert(db, new(workspace.Id, workspace.RouteId, workspace.Name, workspace.Slug, "", db.Now, null));
            foreach (var (name, id) in seed.Channels)
            {
                ChannelStore.Insert(db, new()
                {
                    Id = id,
                    RouteId = Ids.NewRouteId('C'),
                    WorkspaceId = workspace.Id,
                    Name = name,
                    Kind = "public",
                    CreatedAt = db.Now,
                });
            }
        }
        foreach (var person in seed.Users)
        {
            AddPerson(db, workspace.Id, person);
        }
        foreach (var bot in seed.Bots.Where(bot => UserStore.Find(db, bot.Id) is null))
        {
            AddBot(db, workspace.Id, bot, createdBy: seed.Users[0].Id);
        }
    }

    /// <summary>Adds the person if it is new, and makes its token work for another month.</summary>
    public static void AddPerson(Transaction db, string workspaceId, SeededPerson person)
    {
        if (UserStore.Find(db, person.Id) is null)
        {
            UserStore.Insert(db, new()
            {
                Id = person.Id,
                Kind = "human",
                DisplayName = person.DisplayName,
                Handle = person.Handle,
                AvatarUrl = HumanAccounts.GeneratedAvatar(person.Id),
                CreatedAt = db.Now,
            });
            MemberStore.Add(db, workspaceId, person.Id, person.Role);
        }
        SessionStore.Set(db, Authenticator.Hash(person.Token), person.Id, Timestamps.Format(db.Time + SessionLifetime));
    }

    private static void AddBot(Transaction db, string workspaceId, SeededBot bot, string createdBy)
    {
        UserStore.Insert(db, new()
        {
            Id = bot.Id,
            Kind = "bot",
            OwnerUserId = bot.OwnerUserId,
            DisplayName = bot.DisplayName,
            Handle = bot.Handle,
            AvatarUrl = "",
            CreatedAt = db.Now,
        });
        MemberStore.Add(db, workspaceId, bot.Id, "bot");
        var token = new BotToken
        {
            Id = bot.TokenId,
            BotUserId = bot.Id,
            WorkspaceId = workspaceId,
            Name = "default",
            Scopes = bot.Scopes,
            CreatedBy = createdBy,
            CreatedAt = db.Now,
        };
        BotTokenStore.Insert(db, token, Authenticator.Hash(bot.Token));
    }
}
