using Microsoft.Data.Sqlite;

namespace ClickClack.Local.Storage;

/// <summary>Creates the tables. Later versions add a step to <see cref="Prepare"/> and never change an earlier one.</summary>
internal static class Schema
{
    private const long Version = 1;

    public static void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var found = (long)command.ExecuteScalar()!;
        if (found > Version)
        {
            throw new InvalidOperationException(
                $"The database has version {found}, this server knows versions up to {Version}: it was written by a newer server.");
        }
        if (found == 0)
        {
            using var transaction = connection.BeginTransaction();
            using var stream = typeof(Schema).Assembly.GetManifestResourceStream("schema.sql")!;
            using var reader = new StreamReader(stream);
            command.Transaction = transaction;
            command.CommandText = reader.ReadToEnd() + $"PRAGMA user_version = {Version}";
            command.ExecuteNonQuery();
            transaction.Commit();
        }
    }
}
