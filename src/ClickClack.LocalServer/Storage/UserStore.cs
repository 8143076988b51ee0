using ClickClack.Local.Wire;

namespace ClickClack.Local.Storage;

/// <summary>Humans and bots.</summary>
internal static class UserStore
{
    /// <summary>How many columns <see cref="Columns"/> names.</summary>
    public const int ColumnCount = 9;

    private const string InsertSql =
        """
        INSERT INTO users (id, kind, owner_user_id, display_name, handle, avatar_url, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string UpdateSql = "UPDATE users SET display_name = $2, handle = $3, avatar_url = $4 WHERE id = $1";

    private const string OwnedSql = "SELECT id FROM users WHERE owner_user_id = $1 AND deleted_at IS NULL ORDER BY created_at, id";

    private const string HandleTakenSql = "SELECT 1 FROM users WHERE handle = $1";

    private const string RetireSql =
        "UPDATE users SET former_handle = CASE WHEN handle = '' THEN NULL ELSE handle END, handle = '', deleted_at = $2 WHERE id = $1";

    private static readonly string FindSql = $"SELECT {Columns("u")} FROM users u WHERE u.id = $1";

    public static string Columns(string alias) =>
        $"""
         {alias}.id, {alias}.kind, {alias}.owner_user_id, {alias}.display_name, {alias}.handle, {alias}.avatar_url, {alias}.created_at,
         {alias}.former_handle, {alias}.deleted_at
         """;

    public static User Read(Row row, int offset) => new()
    {
        Id = row.Text(offset),
        Kind = row.Text(offset + 1),
        OwnerUserId = row.TextOrNull(offset + 2),
        DisplayName = row.Text(offset + 3),
        Handle = row.Text(offset + 4),
        AvatarUrl = row.Text(offset + 5),
        CreatedAt = row.Text(offset + 6),
        FormerHandle = row.TextOrNull(offset + 7),
        DeletedAt = row.TextOrNull(offset + 8),
    };

    public static User? Find(Transaction db, string id) => db.One(FindSql, static row => Read(row, 0), id);

    public static void Insert(Transaction db, User user) =>
        db.Execute(InsertSql, user.Id, user.Kind, user.OwnerUserId, user.DisplayName, user.Handle, user.AvatarUrl, user.CreatedAt);

    public static void Update(Transaction db, User user) => db.Execute(UpdateSql, user.Id, user.DisplayName, user.Handle, user.AvatarUrl);

    /// <summary>The ids of the bots that belong to this human.</summary>
    public static List<string> OwnedBy(Transaction db, string userId) => db.All(OwnedSql, static row => row.Text(0), userId);

    public static bool IsHandleTaken(Transaction db, string handle) => db.Exists(HandleTakenSql, handle);

    /// <summary>Marks a deleted bot: its name stays readable in the history, its handle is free again.</summary>
    public static void Retire(Transaction db, string id, string deletedAt) => db.Execute(RetireSql, id, deletedAt);
}
