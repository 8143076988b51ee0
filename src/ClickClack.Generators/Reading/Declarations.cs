using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.Generators;

/// <summary>What is declared in one version of a project, and what was read of it.</summary>
/// <remarks>It keeps the files, by which the next version is compared, but neither the compilation nor the version before.</remarks>
internal sealed class Declarations
{
    /// <summary>Nobody types in so many files at once: another branch was checked out, and comparing it is not worth it.</summary>
    private const int MostChanged = 16;

    private readonly ImmutableArray<SyntaxTree> _files;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly CSharpCompilationOptions _options;
    private readonly string? _assembly;
    private readonly bool _isScript;
    private readonly Dictionary<SyntaxTree, FileReadings> _readings;

    private Declarations(CSharpCompilation compilation)
    {
        _files = compilation.SyntaxTrees;
        _references = compilation.ExternalReferences;
        _options = compilation.Options;
        _assembly = compilation.AssemblyName;
        _isScript = compilation.ScriptCompilationInfo is not null;
        _readings = new Dictionary<SyntaxTree, FileReadings>(_files.Length);
    }

    /// <summary>The declarations of a compilation.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="before">Those of an earlier version, or null. What was read of them stays where it is still right.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Declarations Of(CSharpCompilation compilation, Declarations? before, CancellationToken cancellationToken)
    {
        var declarations = new Declarations(compilation);
        bool[]? affected = before is null ? null : declarations.FindAffected(before, cancellationToken);
        for (int i = 0; i < declarations._files.Length; i++)
        {
            SyntaxTree file = declarations._files[i];
            bool isRight = affected is not null && !affected[i] && ReferenceEquals(file, before!._files[i]);
            declarations._readings.Add(file, isRight ? before!._readings[file] : new FileReadings());
        }

        return declarations;
    }

    /// <summary>What was read of a file, and is right in this version.</summary>
    public FileReadings ReadingsOf(SyntaxTree file) => _readings[file];

    /// <summary>The files whose declarations may mean something else than before; null for all of them.</summary>
    private bool[]? FindAffected(Declarations before, CancellationToken cancellationToken)
    {
        if (_isScript || before._isScript
            || _assembly != before._assembly
            || _files.Length != before._files.Length
            || !_options.Equals(before._options)
            || !HasReferencesOf(before))
        {
            return null;
        }

        var names = new HashSet<int>();
        int changed = 0;
        for (int i = 0; i < _files.Length; i++)
        {
            if (!ReferenceEquals(_files[i], before._files[i])
                && (++changed > MostChanged || !CompareFile(before._files[i], _files[i], names, cancellationToken)))
            {
                return null;
            }
        }

        var affected = new bool[_files.Length];
        return names.Count == 0 || Spread(names, affected, cancellationToken) ? affected : null;
    }

    private bool HasReferencesOf(Declarations before)
    {
        if (_references == before._references)
        {
            return true;
        }

        if (_references.Length != before._references.Length)
        {
            return false;
        }

        for (int i = 0; i < _references.Length; i++)
        {
            // Another version of a referenced project is another reference.
            if (!ReferenceEquals(_references[i], before._references[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Compares two versions of a file.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="now">The later one.</param>
    /// <param name="names">Takes the names of the types whose members differ.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether nothing else differs.</returns>
    private bool CompareFile(SyntaxTree before, SyntaxTree now, HashSet<int> names, CancellationToken cancellationToken) =>
        before.FilePath == now.FilePath
        && IsOnlyOneOfItsPath(now)
        && now.Options.Equals(before.Options)
        && FileDeclarations.Of(before, cancellationToken).Compare(FileDeclarations.Of(now, cancellationToken), names);

    /// <summary>Within a path the first attribute is the one at the lowest position, which any edit changes.</summary>
    private bool IsOnlyOneOfItsPath(SyntaxTree file)
    {
        foreach (SyntaxTree other in _files)
        {
            if (!ReferenceEquals(other, file) && other.FilePath == file.FilePath)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Finds the files in which something may mean something else because types have other members: those in which one of the types is
    /// named, those that name a type declared in one of these, and so on.
    /// </summary>
    /// <returns>Whether that says it all: what is said for all files may name them too.</returns>
    /// <remarks>
    /// Whatever a declaration takes from the members of a type (a constant, the members of an enum, a constructor, a method that is
    /// inherited), the type is named for it, there or where the type is declared by whose members one comes to it.
    /// </remarks>
    private bool Spread(HashSet<int> names, bool[] affected, CancellationToken cancellationToken)
    {
        for (int before = 0; names.Count > before;)
        {
            before = names.Count;
            for (int i = 0; i < _files.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!affected[i] && FileNames.Of(_files[i], cancellationToken) is var file && file.Mentions(names))
                {
                    affected[i] = true;
                    names.UnionWith(file.Declared);
                }
            }
        }

        foreach (SyntaxTree file in _files)
        {
            if (FileNames.Of(file, cancellationToken).MentionsForAll(names))
            {
                return false;
            }
        }

        return true;
    }
}
