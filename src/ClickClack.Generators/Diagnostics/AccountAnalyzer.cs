using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.Generators;

/// <summary>Compares the accounts that handlers are kept to with those that the settings files of the project name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AccountAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What a file says is read once for each text that it has.</summary>
    private static readonly SourceTextValueProvider<AccountSettings> Reader = new(AccountSettings.Of);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnknownAccount];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var files = new List<(string, AccountSettings)>();
            foreach (AdditionalText file in start.Options.AdditionalFiles)
            {
                if (AccountNames.IsSettings(file.Path)
                    && file.GetText(start.CancellationToken) is { } text
                    && start.TryGetValue(text, Reader, out AccountSettings? settings))
                {
                    files.Add((file.Path, settings));
                }
            }

            if (AccountNames.Of(files) is { } accounts)
            {
                start.RegisterSyntaxNodeAction(node => Analyze(node, accounts), SyntaxKind.Attribute);
            }
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, AccountNames accounts)
    {
        // The name first: what it means is asked only of the few that could be meant.
        var attribute = (AttributeSyntax)context.Node;
        SimpleNameSyntax? written = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax alias => alias.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        if (written?.Identifier.ValueText is not ("Account" or "AccountAttribute")
            || attribute.ArgumentList is not { Arguments: { Count: 1 } arguments }
            || context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol is not IMethodSymbol constructor
            || !constructor.ContainingType.Is("ClickClack", "AccountAttribute")
            || context.SemanticModel.GetConstantValue(arguments[0].Expression, context.CancellationToken).Value is not string text)
        {
            return;
        }

        // A blank one is another mistake.
        string name = text.Trim();
        if (name.Length == 0 || accounts.Contains(name))
        {
            return;
        }

        string? meant = NearMiss.Find(name.AsSpan(), accounts.Names);
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.UnknownAccount,
            arguments[0].Expression.GetLocation(),
            FixData.Of(FixData.Text, meant),
            name,
            string.Join(" and ", accounts.Files),
            meant is not null ? $"did you mean \"{meant}\"?" : $"there {(accounts.Names.Count == 1 ? "is" : "are")} \"{string.Join("\", \"", accounts.Names)}\""));
    }
}
