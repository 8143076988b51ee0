using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ClickClack.Local.Storage;

/// <summary>
/// Brings a database to the present version, step by step. Later versions add a step, <c>Schema.N.sql</c>, and never change an earlier one.
/// </summary>
internal static class Schema
{
    private const long Version = 2;

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
        for (var next = found + 1; next <= Version; next++)
        {
            Step(connection, next);
        }
    }

    private static void Step(SqliteConnection connection, long version)
    {
        var number = version.ToString(CultureInfo.InvariantCulture);
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream($"schema.{number}.sql")!;
        using var reader = new StreamReader(stream);
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"{reader.ReadToEnd()}\nPRAGMA user_version = {number}";
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}
