namespace ClickClack.CodeFixTests;

public sealed class TargetFixTests
{
    [Fact]
    public Task A_target_is_declared_as_it_must_be() => Fixes.AssertAsync(
        "CC3002",
        """
        public static class Rooms
        {
            /// <summary>Operations.</summary>
            [Target("channel:ops")]
            public static Target Ops { get; set; } // all of them

            [Target("a")] public static Target A => Target.Parse("a");
            [Target("b")] internal static Target B { get; } = Target.Parse("b");

            internal sealed record Inner
            {
                [Target("d")] public required Target D { get; init; }
                [Target("e")] public static string E { get; } = "";
            }
        }
        """,
        """
        public static partial class Rooms
        {
            /// <summary>Operations.</summary>
            [Target("channel:ops")]
            public static partial Target Ops { get; } // all of them

            [Target("a")] public static partial Target A { get; }
            [Target("b")] internal static partial Target B { get; }

            internal sealed partial record Inner
            {
                [Target("d")] public static partial Target D { get; }
                [Target("e")] public static partial Target E { get; }
            }
        }
        """,
        "Declare 'Ops' as static partial");

    [Fact]
    public Task The_namespace_of_the_framework_is_used() => Fixes.AssertAsync(
        "CC3002",
        "class A { [ClickClack.Target(\"a\")] public static object? X { get; } }\n",
        "using ClickClack;\n\npartial class A { [ClickClack.Target(\"a\")] public static partial Target X { get; } }\n",
        globalUsings: false);
}
