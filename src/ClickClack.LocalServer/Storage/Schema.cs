using Microsoft.Data.Sqlite;

namespace ClickClack.Local.Storage;

/// <summary>Creates the tables. Later versions add a step and never change an earlier one.</summary>
internal static class Schema
{
    // The step at index n brings a database from version n to n + 1.
    private static readonly string[] Steps =
        ["schema.sql", "schema.moderation.sql", "schema.callbacks.sql", "schema.magic-links.sql", "schema.content.sql", "schema.unread.sql"];

    public static void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var found = (long)command.ExecuteScalar()!;
        if (found > Steps.Length)
        {
            throw new InvalidOperationException(
                $"The database has version {found}, this server knows versions up to {Steps.Length}: it was written by a newer server.");
        }
        for (var version = found + 1; version <= Steps.Length; version++)
        {
            using var transaction = connection.BeginTransaction();
            using var stream = typeof(Schema).Assembly.GetManifestResourceStream(Steps[version - 1])!;
            using var reader = new StreamReader(stream);
            command.Transaction = transaction;
            command.CommandText = reader.ReadToEnd() + $"PRAGMA user_version = {version}";
            command.ExecuteNonQuery();
            transaction.Commit();
        }
    }
}
