using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.Generators;

/// <summary>What is declared in the versions of one project, one after the other.</summary>
/// <remarks>
/// Each driver has its own, and with it the project it drives: projects do not get in each other's way. It keeps the files of the version
/// that was asked for last, which the driver keeps too, with one model for each of their nodes, and no compilation.
/// </remarks>
internal sealed class DeclarationHistory
{
    private readonly ConditionalWeakTable<Compilation, Declarations> _known = new();
    private readonly object _lock = new();
    private Declarations? _last;

    /// <summary>What was read of a file, as far as it is right in a compilation.</summary>
    public FileReadings ReadingsOf(SyntaxTree file, Compilation compilation, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(compilation, out Declarations? declarations))
        {
            lock (_lock)
            {
                if (!_known.TryGetValue(compilation, out declarations))
                {
                    declarations = Declarations.Of((CSharpCompilation)compilation, _last, cancellationToken);
                    _known.Add(compilation, declarations);
                    _last = declarations;
                }
            }
        }

        return declarations.ReadingsOf(file);
    }
}
