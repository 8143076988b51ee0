using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <content>The file of a type with targets.</content>
internal static partial class Targets
{
    /// <summary>Writes the file.</summary>
    public static SourceText Emit(TargetHolder holder)
    {
        var writer = new CodeWriter().Head();
        if (holder.Namespace.Length > 0)
        {
            writer.Line($"namespace {holder.Namespace};").Line();
        }

        foreach (string declaration in holder.Declarations)
        {
            writer.Open(declaration);
        }

        for (int i = 0; i < holder.Properties.Count; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            EmitProperty(writer, holder.Properties[i]);
        }

        for (int i = 0; i < holder.Declarations.Count; i++)
        {
            writer.Close();
        }

        return writer.ToSourceText();
    }

    private static void EmitProperty(CodeWriter writer, TargetProperty property)
    {
        if (property.Value is not null)
        {
            writer.Line(GeneratedCode.Attribute);
            writer.Line($"private static readonly global::ClickClack.Target __{property.Name} = {property.Value};").Line();
            writer.Line(GeneratedCode.Attribute);
            writer.Line($"{property.Declaration} => __{property.Name};");
            return;
        }

        // The analyzer reports what is wrong; the compiler is spared the missing half of the property.
        writer.Line(GeneratedCode.Attribute).Open(property.Declaration);
        foreach (string accessor in property.Accessors)
        {
            writer.Line($"{accessor} => throw new global::System.FormatException({Literals.Of(property.Problem!)});");
        }

        writer.Close();
    }
}
