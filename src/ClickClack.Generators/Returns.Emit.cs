namespace ClickClack.Generators;

/// <content>Handing on what a handler returns.</content>
internal static partial class Returns
{
    /// <summary>Writes the call and what becomes of its result.</summary>
    public static void Emit(CodeWriter writer, ReturnForm form, bool isAsync, string method, List<string> arguments)
    {
        switch (form)
        {
            case ReturnForm.Nothing:
                writer.Call(method, arguments, ";").Line(isAsync ? "return null;" : "return default;");
                break;

            case ReturnForm.Reply when isAsync:
                writer.Call("return " + method, arguments, ";");
                break;

            case ReturnForm.Reply:
                writer.Call("return new(" + method, arguments, ");");
                break;

            case ReturnForm.Task:
                writer.Call("await " + method, arguments, ";").Line("return null;");
                break;

            case ReturnForm.TaskOfReply:
                writer.Call("return await " + method, arguments, ";");
                break;
        }
    }
}
