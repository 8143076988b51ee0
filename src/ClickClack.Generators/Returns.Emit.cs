namespace ClickClack.Generators;

/// <content>Handing on what a handler returns.</content>
internal static partial class Returns
{
    /// <summary>Writes the call and what becomes of its result.</summary>
    public static void Emit(CodeWriter writer, ReturnForm form, bool isAsync, string call)
    {
        switch (form)
        {
            case ReturnForm.Nothing:
                writer.Line(call + ";").Line(isAsync ? "return null;" : "return default;");
                break;

            case ReturnForm.Reply:
                writer.Line(isAsync ? $"return {call};" : $"return new({call});");
                break;

            case ReturnForm.Task:
                writer.Line($"await {call};").Line("return null;");
                break;

            case ReturnForm.TaskOfReply:
                writer.Line($"return await {call};");
                break;
        }
    }
}
