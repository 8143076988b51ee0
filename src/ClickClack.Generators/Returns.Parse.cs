using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>What handlers return.</summary>
internal static partial class Returns
{
    /// <summary>Reads the return type of a handler.</summary>
    /// <param name="method">The handler.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>The form, or null if it cannot be a reply.</returns>
    public static ReturnForm? Parse(IMethodSymbol method, Action<Diagnostic>? report)
    {
        ITypeSymbol type = method.ReturnType;
        ReturnForm? form = method.RefKind != RefKind.None ? null
            : method.ReturnsVoid ? ReturnForm.Nothing
            : IsReply(type) ? ReturnForm.Reply
            : IsStream(type) ? ReturnForm.Stream
            : IsReplies(type) ? ReturnForm.Replies
            : IsTask(type, "Task") || IsTask(type, "ValueTask") ? ReturnForm.Task
            : IsTask(type, "Task`1") || IsTask(type, "ValueTask`1") ? TaskOf(((INamedTypeSymbol)type).TypeArguments[0])
            : null;

        if (form is null && !HasError(type))
        {
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.UnsupportedReturn, method.ReturnType(), type.ToDisplayString()));
        }

        if (method.ReturnsVoid && method.IsAsync)
        {
            // It can be called all the same, and is: its author may have turned the rule off.
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.AsyncVoid, method.Identifier(), method.Name));
        }

        return form;
    }

    private static ReturnForm? TaskOf(ITypeSymbol result) =>
        IsReply(result) ? ReturnForm.TaskOfReply : IsReplies(result) ? ReturnForm.TaskOfReplies : null;

    private static bool IsReply(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type.Is("ClickClack", "Reply");

    /// <summary>Whether it is a sequence of texts, or of replies, however it is declared.</summary>
    private static bool IsReplies(ITypeSymbol type)
    {
        int sequences = IsSequence(type) ? 1 : 0;
        foreach (INamedTypeSymbol candidate in type.AllInterfaces)
        {
            sequences += IsSequence(candidate) ? 1 : 0;
        }

        // One that is both would have to be asked which of them it means.
        return sequences == 1;
    }

    private static bool IsSequence(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        && IsReply(((INamedTypeSymbol)type).TypeArguments[0]);

    private static bool IsStream(ITypeSymbol type) =>
        type.Is("System.Collections.Generic", "IAsyncEnumerable`1")
        && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_String;

    private static bool IsTask(ITypeSymbol type, string name) =>
        type.Is("System.Threading.Tasks", name) && type.NullableAnnotation != NullableAnnotation.Annotated;

    private static bool HasError(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Error
        || (type is INamedTypeSymbol { TypeArguments.Length: 1 } generic && HasError(generic.TypeArguments[0]))
        || (type is IArrayTypeSymbol array && HasError(array.ElementType));
}
