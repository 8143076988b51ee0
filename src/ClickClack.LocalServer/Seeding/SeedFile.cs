using System.Text.Json;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Seeding;

/// <summary>The seed of a data directory: written before the database knows it, so that no crash can lose a token.</summary>
internal static class SeedFile
{
    private const string Name = "seed.json";

    /// <summary>The directory's seed with every bot that <paramref name="seed"/> asks for; a new one for an empty directory.</summary>
    /// <exception cref="InvalidOperationException">There is a database but no seed.</exception>
    public static SeedDocument LoadOrCreate(string directory, string databaseFile, LocalSeed seed, TimeProvider time)
    {
        var path = Path.Combine(directory, Name);
        var ids = new Ids(time);
        if (!File.Exists(path))
        {
            if (File.Exists(databaseFile))
            {
                throw new InvalidOperationException(
                    $"{directory} holds a database but no {Name}, and without it nobody's token is known. Restore that file or take an empty directory.");
            }
            return Save(path, SeedDocument.New(seed, ids));
        }
        var stored = JsonSerializer.Deserialize(File.ReadAllBytes(path), SeedJson.Default.SeedDocument)
            ?? throw new InvalidOperationException($"{path} is empty.");
        var complete = stored.WithBotsOf(seed, ids);
        return ReferenceEquals(complete, stored) ? stored : Save(path, complete);
    }

    /// <summary>Writes the document for other programs to read.</summary>
    public static SeedDocument Save(string path, SeedDocument document)
    {
        PrivateFiles.Replace(path, JsonSerializer.SerializeToUtf8Bytes(document, SeedJson.Default.SeedDocument));
        return document;
    }
}
