using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.Generators;

/// <summary>What is declared in the versions of one project, one after the other.</summary>
/// <remarks>
/// Each driver has its own, and with it the project it drives: projects do not get in each other's way. It keeps the files of the version
/// that was asked for last, which the driver keeps too, and no compilation.
/// </remarks>
internal sealed class DeclarationHistory
{
    private readonly ConditionalWeakTable<Compilation, Declarations> _known = new();
    private readonly object _lock = new();
    private Declarations? _last;

    /// <summary>
    /// A mark of all that the meaning of a file's declarations depends on. Whatever was read of the declarations of this very file is right
    /// in every compilation that has the same mark for it.
    /// </summary>
    public object StampOf(SyntaxTree file, Compilation compilation, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(compilation, out Declarations? declarations))
        {
            lock (_lock)
            {
                if (!_known.TryGetValue(compilation, out declarations))
                {
                    declarations = Declarations.Of((CSharpCompilation)compilation, _last, cancellation);
                    _known.Add(compilation, declarations);
                    _last = declarations;
                }
            }
        }

        return declarations.StampOf(file);
    }
}
