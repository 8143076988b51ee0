using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>
/// What is declared in a file, as text to compare: that of two versions is the same if nothing in any file can mean something else in one
/// than in the other. Only versions of a file that was edited are ever compared, so only these are written.
/// </summary>
/// <param name="frame">All of it but the members of types.</param>
/// <param name="types">The names of its types and their members, in the order of the file.</param>
internal sealed class FileDeclarations(string frame, List<(string Name, string Members)> types)
{
    /// <summary>Of each file, as long as it lives.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, FileDeclarations> Known = new();

    /// <summary>What is declared in a file.</summary>
    public static FileDeclarations Of(SyntaxTree file, CancellationToken cancellationToken) =>
        Known.TryGetValue(file, out FileDeclarations? known)
            ? known
            : Known.GetValue(file, file => DeclarationWriter.Write(file.GetRoot(cancellationToken)));

    /// <summary>Compares with another version of the file.</summary>
    /// <param name="other">The other version.</param>
    /// <param name="names">Takes the names of the types whose members differ, and their attributes and constructors.</param>
    /// <returns>Whether nothing else differs.</returns>
    public bool Compare(FileDeclarations other, HashSet<int> names)
    {
        if (frame != other.Frame || types.Count != other.Types.Count)
        {
            return false;
        }

        for (int i = 0; i < types.Count; i++)
        {
            if (types[i].Members != other.Types[i].Members)
            {
                FileNames.Add(names, types[i].Name);
            }
        }

        return true;
    }

    private string Frame => frame;

    private List<(string Name, string Members)> Types => types;
}
