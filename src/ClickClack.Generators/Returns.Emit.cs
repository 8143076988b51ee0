namespace ClickClack.Generators;

/// <content>Handing on what a handler returns.</content>
internal static partial class Returns
{
    /// <summary>What an emitted method returns; in full, because a handler's method may be called the same.</summary>
    public const string Answer = "global::ClickClack.Handlers.Answer";

    /// <summary>Writes the call and what becomes of its result.</summary>
    public static void Emit(CodeWriter writer, ReturnForm form, bool isAsync, string method, List<string> arguments)
    {
        switch (form)
        {
            case ReturnForm.Nothing:
                writer.Call(method, arguments, ";").Line("return default;");
                break;

            case ReturnForm.Reply or ReturnForm.Replies or ReturnForm.Stream when isAsync:
                writer.Call($"return {Answer}.Of({method}", arguments, ");");
                break;

            case ReturnForm.Reply or ReturnForm.Replies or ReturnForm.Stream:
                writer.Call($"return new({Answer}.Of({method}", arguments, "));");
                break;

            case ReturnForm.Task:
                writer.Call("await " + method, arguments, ";").Line("return default;");
                break;

            case ReturnForm.TaskOfReply or ReturnForm.TaskOfReplies:
                writer.Call($"return {Answer}.Of(await {method}", arguments, ");");
                break;
        }
    }

    /// <summary>Begins a local function around the instance and the call: what it makes lives until the text is read.</summary>
    public static void OpenIterator(CodeWriter writer, bool isAsync) =>
        writer.Line(isAsync ? $"return {Answer}.Of(Stream());" : $"return new({Answer}.Of(Stream()));").Line()
            .Open("async global::System.Collections.Generic.IAsyncEnumerable<string?> Stream()");

    /// <summary>Writes the call, and ends what <see cref="OpenIterator"/> began.</summary>
    public static void CloseIterator(CodeWriter writer, string method, List<string> arguments) =>
        writer.Call($"await foreach (var chunk in {Answer}.Chunks({method}", arguments, "))")
            .Brace().Line("yield return chunk;").Close().Close();
}
