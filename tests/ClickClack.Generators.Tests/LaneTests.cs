using ClickClack.Dispatch;

namespace ClickClack.GeneratorTests;

public sealed class LaneTests
{
    private static RouteLane? LaneOf(string attributes, string onClass = "") =>
        Bot.Of($$"""{{onClass}} class A { [OnMessage] {{attributes}} public void Handle() { } }""").Routes.Routes.Single().Lane;

    [Fact]
    public void Rule14_without_the_attribute_a_route_has_the_default_lane() => Assert.Null(LaneOf(""));

    [Theory]
    [InlineData("[Lane]", By.Conversation, LaneMode.Queue)]
    [InlineData("[Lane(By.Thread)]", By.Thread, LaneMode.Queue)]
    [InlineData("[Lane(By.User, LaneMode.Latest)]", By.User, LaneMode.Latest)]
    [InlineData("[Lane(mode: LaneMode.Parallel)]", By.Conversation, LaneMode.Parallel)]
    public void Rule14_a_route_has_the_lane_that_its_attribute_says(string attribute, By by, LaneMode mode) =>
        Assert.Equal(new RouteLane(by, mode), LaneOf(attribute));

    [Theory]
    [InlineData("", 1)]
    [InlineData(", Seconds = 2.5", 2.5)]
    [InlineData(", Seconds = 3", 3)]
    [InlineData(", Seconds = 1e-5", 1e-5)]
    [InlineData(", Seconds = -3", 0)]
    [InlineData(", Seconds = double.NaN", 0)]
    [InlineData(", Seconds = double.PositiveInfinity", 86400)]
    public void Rule14_debounce_says_for_how_long(string seconds, double quiet) =>
        Assert.Equal(
            new RouteLane(By.User, LaneMode.Debounce) { Quiet = TimeSpan.FromSeconds(quiet) },
            LaneOf($"[Lane(By.User, LaneMode.Debounce{seconds})]"));

    [Fact]
    public void Rule14_only_debounce_has_a_time() => Assert.Equal(TimeSpan.Zero, LaneOf("[Lane(By.User, LaneMode.Latest, Seconds = 5)]")!.Quiet);

    [Fact]
    public void Rule14_priority_is_part_of_it() => Assert.True(LaneOf("[Lane(Priority = true)]")!.Priority);

    [Fact]
    public void Rule14_the_method_wins_over_the_class()
    {
        Assert.Equal(new RouteLane(By.User, LaneMode.Queue), LaneOf("", "[Lane(By.User)]"));
        Assert.Equal(new RouteLane(By.Thread, LaneMode.Latest), LaneOf("[Lane(By.Thread, LaneMode.Latest)]", "[Lane(By.User, LaneMode.Debounce)]"));
    }

    [Theory]
    [InlineData("", "[Lane(By.User)]", "", By.User)]
    [InlineData("", "", "[Lane(By.User)]", By.User)]
    [InlineData("", "[Lane(By.User)]", "[Lane(By.Thread)]", By.User)]
    [InlineData("[Lane(By.Conversation)]", "[Lane(By.User)]", "[Lane(By.Thread)]", By.Conversation)]
    public void Rule14_the_lane_of_a_class_holds_for_the_Handle_it_inherits(string onMethod, string onClass, string onBase, By by) => Assert.Equal(
        new RouteLane(by, LaneMode.Queue),
        Bot.Of($$"""{{onBase}} abstract class Base { {{onMethod}} public void Handle() { } } [OnDm] {{onClass}} class A : Base;""").Routes.Routes.Single().Lane);

    [Fact]
    public void A_value_without_a_name_is_no_lane() => Assert.Null(LaneOf("[Lane((By)7)]"));
}
