namespace ClickClack.CodeFixTests;

public sealed class DeliveryFixTests
{
    [Fact]
    public Task An_async_void_handler_returns_Task() => Fixes.AssertAsync(
        "CC5001",
        """
        // A bot.
        namespace Bot;

        using System;
        using ClickClack;

        [OnDm]
        class A
        {
            // Waits.
            public async void Handle() => await System.Threading.Tasks.Task.Yield();
            [OnError] internal static async  void Failed() { await System.Threading.Tasks.Task.Yield(); }
        }
        """,
        """
        // A bot.
        namespace Bot;

        using System;
        using System.Threading.Tasks;
        using ClickClack;

        [OnDm]
        class A
        {
            // Waits.
            public async Task Handle() => await System.Threading.Tasks.Task.Yield();
            [OnError] internal static async  Task Failed() { await System.Threading.Tasks.Task.Yield(); }
        }
        """,
        "Return Task",
        globalUsings: false);

    [Fact]
    public Task Another_Task_is_told_apart() => Fixes.AssertAsync(
        "CC5001",
        "class Task; [OnDm] class A { public async void Handle() => await System.Threading.Tasks.Task.Yield(); }",
        "class Task; [OnDm] class A { public async global::System.Threading.Tasks.Task Handle() => await System.Threading.Tasks.Task.Yield(); }");

    [Fact]
    public Task What_a_base_class_says_stays() => Fixes.AssertNoneAsync(
        "CC5001",
        "class B { public virtual void Handle() { } } [OnDm] class A : B { public override async void Handle() => await Task.Yield(); }");
}
