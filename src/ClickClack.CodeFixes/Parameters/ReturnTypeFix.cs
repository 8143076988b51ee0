using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Declares a return type that can be a reply, where what is returned leaves no choice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTypeFix)), Shared]
public sealed class ReturnTypeFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC2001"];

    private protected override async Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (file.At<MethodDeclarationSyntax>(diagnostic.Location.SourceSpan) is not { } method
            || method.ReturnType.Span != diagnostic.Location.SourceSpan
            || file.SymbolOf(method) is not IMethodSymbol { RefKind: RefKind.None } symbol
            || RouteAttributes.IsOn(symbol, "OnEvent")
            || symbol.IsBound()
            || Bodies.ReturnedBy(method) is not { Count: > 0 } returned)
        {
            return [];
        }

        if (method.ReturnType is NullableTypeSyntax nullable && IsTask(symbol.ReturnType))
        {
            return WithoutNull(file, nullable, symbol, returned);
        }

        // Of an asynchronous method what counts is in the Task.
        TypeSyntax? written = symbol.IsAsync ? ArgumentOf(method.ReturnType) : IsTask(symbol.ReturnType) ? null : method.ReturnType;
        if (written is null || await Callers.AreThereAsync(symbol, file).ConfigureAwait(false))
        {
            return [];
        }

        var edits = new Edits(file);
        ITypeSymbol? declared = file.Model.GetTypeInfo(written, file.Cancellation).Type;
        if (declared?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64)
        {
            edits.Replace(written, "string");
            foreach (ExpressionSyntax expression in returned.FindAll(static one => one is not ThrowExpressionSyntax))
            {
                Interpolate(file, edits, expression);
            }

            return [new Correction("Return the number as a text", edits, "Number")];
        }

        if (TypeOf(file, returned, edits, written.SpanStart) is not { } type)
        {
            return [];
        }

        edits.Replace(written, type);
        return [new Correction($"Declare it as '{type}'", edits)];
    }

    /// <summary>A method has to return a task, but the task may bring nothing.</summary>
    private static IReadOnlyList<Correction> WithoutNull(SourceFile file, NullableTypeSyntax nullable, IMethodSymbol symbol, List<ExpressionSyntax> returned)
    {
        bool isReply = symbol.ReturnType is INamedTypeSymbol { TypeArguments: var arguments }
            && (arguments.Length == 0 || arguments[0].SpecialType == SpecialType.System_String || arguments[0].Is("ClickClack", "Reply"));
        if (!isReply || returned.Exists(expression => IsNull(file, expression)))
        {
            return [];
        }

        var edits = new Edits(file);
        edits.Remove(nullable.QuestionToken.Span);
        return [new Correction("Return a task always", edits, "Task")];
    }

    /// <summary>The type of all that is returned, if that is a reply.</summary>
    private static string? TypeOf(SourceFile file, List<ExpressionSyntax> returned, Edits edits, int position)
    {
        bool isText = true;
        bool mayBeNull = false;
        bool isAny = false;
        foreach (ExpressionSyntax expression in returned.FindAll(static one => one is not ThrowExpressionSyntax))
        {
            mayBeNull |= IsNull(file, expression);
            ITypeSymbol? type = file.Model.GetTypeInfo(expression, file.Cancellation).Type;
            if (type is null && expression.IsKind(SyntaxKind.NullLiteralExpression))
            {
                continue;
            }

            if (type is not { SpecialType: SpecialType.System_String } && !type.Is("ClickClack", "Reply"))
            {
                return null;
            }

            isAny = true;
            isText &= type!.SpecialType == SpecialType.System_String;
        }

        bool isAnnotated = (file.Model.GetNullableContext(position) & NullableContext.AnnotationsEnabled) != 0;
        return !isAny ? null : (isText ? "string" : edits.Type("ClickClack", "Reply", position)) + (mayBeNull && isAnnotated ? "?" : "");
    }

    private static bool IsNull(SourceFile file, ExpressionSyntax expression) =>
        expression.IsKind(SyntaxKind.NullLiteralExpression)
        || expression.IsKind(SyntaxKind.DefaultLiteralExpression)
        || file.Model.GetTypeInfo(expression, file.Cancellation).Nullability.FlowState == NullableFlowState.MaybeNull;

    private static void Interpolate(SourceFile file, Edits edits, ExpressionSyntax expression)
    {
        // A colon would begin a format.
        bool needsParentheses = file.TextOf(expression).IndexOf(':') >= 0 || expression is AssignmentExpressionSyntax;
        edits.Insert(expression.SpanStart, needsParentheses ? "$\"{(" : "$\"{");
        edits.Insert(expression.Span.End, needsParentheses ? ")}\"" : "}\"");
    }

    private static TypeSyntax? ArgumentOf(TypeSyntax type) => type switch
    {
        GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } arguments } => arguments[0],
        QualifiedNameSyntax qualified => ArgumentOf(qualified.Right),
        AliasQualifiedNameSyntax alias => ArgumentOf(alias.Name),
        _ => null,
    };

    private static bool IsTask(ITypeSymbol type) =>
        type is { Name: "Task" or "ValueTask", ContainingNamespace: { } @namespace } && @namespace.ToDisplayString() == "System.Threading.Tasks";
}
