using System.Globalization;
using ClickClack.Local.Realtime;
using ClickClack.Local.Wire;
using Microsoft.Data.Sqlite;

namespace ClickClack.Local.Storage;

/// <summary>
/// The database as one piece of work sees it: prepared statements, ids, the time, and the events to publish once it is committed.
/// Used by the database's queue only, one piece of work at a time.
/// </summary>
internal sealed class Transaction(SqliteConnection connection, Ids ids, TimeProvider time) : IDisposable
{
    private const string Savepoint = "SAVEPOINT work";
    private const string Release = "RELEASE work";
    private const string Undo = "ROLLBACK TO work";

    private readonly Dictionary<string, SqliteCommand> statements = new(StringComparer.Ordinal);
    private List<Publication> publications = [];
    private bool written;

    /// <summary>What this work has published so far.</summary>
    public IReadOnlyList<Publication> Published => publications;

    public DateTimeOffset Time => time.GetUtcNow();

    public string Now => Timestamps.Format(Time);

    public string NewId(string prefix) => ids.New(prefix);

    /// <summary>Makes an event visible to open sockets as soon as this work is committed.</summary>
    public void Publish(Publication publication) => publications.Add(publication);

    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        // Reads need no savepoint, and most work only reads.
        if (!written)
        {
            written = true;
            Run(Savepoint);
        }
        return Bind(sql, values).ExecuteNonQuery();
    }

    public T? One<T>(string sql, Func<Row, T> read, params ReadOnlySpan<object?> values)
        where T : class
    {
        using var reader = Bind(sql, values).ExecuteReader();
        return reader.Read() ? read(new(reader)) : null;
    }

    public List<T> All<T>(string sql, Func<Row, T> read, params ReadOnlySpan<object?> values)
    {
        var all = new List<T>();
        using var reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
        {
            all.Add(read(new(reader)));
        }
        return all;
    }

    /// <summary>The first column of the first row; null when there is no row or it is null.</summary>
    public string? Text(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar() as string;

    /// <summary>The first column of the first row; 0 when there is no row or it is null.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar() as long? ?? 0;

    public bool Exists(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar() is not null;

    public void Begin() => Run("BEGIN");

    public void Commit() => Run("COMMIT");

    public void Rollback() => Run("ROLLBACK");

    /// <summary>Ends one piece of work; what it published belongs to the caller.</summary>
    public IReadOnlyList<Publication> Keep()
    {
        if (written)
        {
            Run(Release);
            written = false;
        }
        if (publications.Count == 0)
        {
            return [];
        }
        var kept = publications;
        publications = [];
        return kept;
    }

    /// <summary>Takes back whatever the piece of work wrote before it failed.</summary>
    public void Discard()
    {
        publications.Clear();
        if (written)
        {
            Run(Undo);
            Run(Release);
            written = false;
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }
    }

    private void Run(string sql) => Bind(sql, []).ExecuteNonQuery();

    // Values are $1, $2, … in every statement of this project.
    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statement = connection.CreateCommand();
            statement.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                statement.Parameters.Add(new() { ParameterName = "$" + i.ToString(CultureInfo.InvariantCulture) });
            }
            statements.Add(sql, statement);
        }
        for (var i = 0; i < values.Length; i++)
        {
            statement.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
        return statement;
    }
}
