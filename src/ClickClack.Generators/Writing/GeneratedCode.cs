namespace ClickClack.Generators;

/// <summary>The mark on emitted types.</summary>
internal static class GeneratedCode
{
    /// <summary>The attribute, with the version of this generator.</summary>
    public static readonly string Attribute = $"[global::System.CodeDom.Compiler.GeneratedCode(\"ClickClack.Generators\", \"{Version}\")]";

    private static string Version => typeof(GeneratedCode).Assembly.GetName().Version.ToString(3);
}
