using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.Generators;

/// <summary>What the emitted code depends on beyond the handlers: a few words taken out of the compilation.</summary>
internal static class ProjectFacts
{
    /// <summary>Reads a compilation.</summary>
    public static Project Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        bool usesFramework = false;
        var modules = new List<string>();
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (assembly.Name == SymbolNames.Framework)
            {
                usesFramework = true;
            }
            else if (References(assembly, SymbolNames.Framework) && RouteModuleOf(assembly) is { } module)
            {
                modules.Add(module);
            }
        }

        modules.Sort(StringComparer.Ordinal);
        return new Project(usesFramework && Reads(compilation), NamespaceOf(compilation), modules.ToEquatableArray());
    }

    /// <summary>
    /// Whether the project's language is the one of the emitted code, or a newer one. If not, nothing is emitted: the build has said why
    /// (CC0002).
    /// </summary>
    public static bool Reads(Compilation compilation) => compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 };

    /// <summary>The namespace of the emitted routes: one identifier after <c>ClickClack.Generated</c>, so that it hides nothing.</summary>
    /// <remarks>Different names make different ones: <c>My.Bot</c> and <c>My_Bot</c> may be referenced by one program.</remarks>
    public static string NamespaceOf(Compilation compilation)
    {
        var name = new StringBuilder();
        foreach (char c in compilation.AssemblyName ?? "Bot")
        {
            name.Append(c switch
            {
                '.' => "_",
                '_' => "__",
                _ when SyntaxFacts.IsIdentifierPartCharacter(c) => c.ToString(),
                _ => $"_u{(int)c:X4}",
            });
        }

        return "ClickClack.Generated." + SymbolNames.Identifier(name.ToString());
    }

    private static bool References(IAssemblySymbol assembly, string name)
    {
        foreach (IModuleSymbol module in assembly.Modules)
        {
            foreach (AssemblyIdentity referenced in module.ReferencedAssemblies)
            {
                if (referenced.Name == name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string? RouteModuleOf(IAssemblySymbol assembly)
    {
        AttributeData? attribute = assembly.Attribute("ClickClack.Dispatch", "RouteModuleAttribute");
        return attribute?.OnlyArgument() is { Value: INamedTypeSymbol module } ? module.SourceName() : null;
    }
}
