using Microsoft.Data.Sqlite;

namespace ClickClack.Local.Storage;

/// <summary>The columns of one result row, by position.</summary>
internal readonly struct Row(SqliteDataReader reader)
{
    public string Text(int column) => reader.GetString(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public long Number(int column) => reader.GetInt64(column);

    public long? NumberOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public double Real(int column) => reader.GetDouble(column);

    public bool Flag(int column) => reader.GetInt64(column) != 0;

    /// <summary>A list stored as words separated by blanks.</summary>
    public IReadOnlyList<string> Words(int column) => Text(column).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
