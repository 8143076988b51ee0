using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

/// <summary><c>[Target]</c> properties in whatever type they stand: read while compiling, made once.</summary>
public sealed class TargetPropertyEmitTests
{
    private static readonly string[] Forms =
        ["ops", " cc:Channel: ops ", "chn_1", "dm:usr_1", "DM:@Alice", "dm:dm_1", "thread:msg_1"];

    [Theory]
    [InlineData("public static partial class Rooms { #Properties }", "Rooms")]
    [InlineData("public partial struct Rooms { #Properties }", "Rooms")]
    [InlineData("public ref partial struct Rooms { #Properties }", "Rooms")]
    [InlineData("public readonly partial record struct Rooms(int X) { #Properties }", "Rooms")]
    [InlineData("public abstract partial record Rooms { #Properties }", "Rooms")]
    [InlineData("public partial interface Rooms { #Properties }", "Rooms")]
    [InlineData("public partial interface Rooms<out TOut, in TIn> where TOut : class { #Properties }", "Rooms`2")]
    [InlineData("namespace A.B { public partial class Outer<T> where T : new() { public partial struct Middle { public static partial class Rooms<U> where U : T { #Properties } } } }",
        "A.B.Outer`1+Middle+Rooms`1")]
    [InlineData("public partial class Rooms { } public partial class Rooms { #Properties } public partial class Rooms<T> { #Properties }", "Rooms")]
    public void A_target_is_made_of_its_parts_and_not_of_its_text(string type, string name)
    {
        string properties = string.Concat(Forms.Select((form, i) => $"[Target(\"{form}\")] public static partial Target T{i} {{ get; }} "));
        Compilation output = Compile.Clean(Compile.Project(type.Replace("#Properties", properties, StringComparison.Ordinal)));

        Assert.DoesNotContain(output.SyntaxTrees, tree => tree.FilePath.EndsWith(".Targets.g.cs", StringComparison.Ordinal)
            && tree.ToString().Contains("Parse", StringComparison.Ordinal));
        Type rooms = Load(output).GetType(name, throwOnError: true)!;
        if (rooms.IsByRefLike)
        {
            return; // Reflection does not call it.
        }

        if (rooms.IsGenericTypeDefinition)
        {
            rooms = rooms.MakeGenericType([.. rooms.GetGenericArguments().Select(_ => typeof(object))]);
        }

        for (int i = 0; i < Forms.Length; i++)
        {
            PropertyInfo property = rooms.GetProperty($"T{i}")!;
            object? made = property.GetValue(null);
            Assert.Equal(Target.Parse(Forms[i]), made);
            Assert.Same(made, property.GetValue(null));
        }
    }

    private static Assembly Load(Compilation output)
    {
        using var stream = new MemoryStream();
        Assert.True(output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        stream.Position = 0;
        return new AssemblyLoadContext("Rooms", isCollectible: true).LoadFromStream(stream);
    }
}
