using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;
using ClickClack.Benchmarks;
using ClickClack.Benchmarks.Compiler;

// How fast a route is found, called and answered, with BenchmarkDotNet, each of it in a process of its own.
//   dotnet run -c Release --project benchmarks/ClickClack.Benchmarks -- routing [--filter *Reaction*]
if (args is ["routing", .. var options])
{
    BenchmarkSwitcher.FromTypes([typeof(RoutingBenchmark), typeof(ReactionBenchmark)]).Run(
        options.Length == 0 ? ["--filter", "*"] : options,
        ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.Default
            .WithWarmupCount(5)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(200))));
    return;
}

// What the generator costs a compiler and an editor.
//   dotnet run -c Release --project benchmarks/ClickClack.Benchmarks -- generator [rounds]
if (args is ["generator", .. var rounds])
{
    new GeneratorBenchmark(rounds.Length == 0 ? 15 : int.Parse(rounds[0], CultureInfo.InvariantCulture)).Run();
    return;
}

// How fast messages are posted, and whether that depends on how many there are already. Times depend on the machine; the ratios to the
// smallest log should not.
//   dotnet run -c Release --project benchmarks/ClickClack.Benchmarks [-- --to N] [--posts N]
var largest = Option("--to", 1_000_000);
var posts = Option("--posts", 4_000);

Console.WriteLine("store   messages    posts/s   ratio   reply/s   ratio   page µs   ratio   tail µs   ratio");
foreach (var onDisk in new[] { false, true })
{
    var directory = onDisk ? Directory.CreateTempSubdirectory("clickclack-benchmark-").FullName : null;
    try
    {
        await using var benchmark = await PostingBenchmark.StartAsync(directory);
        await benchmark.MeasureAsync(posts);
        Measurement? first = null;
        for (var size = 1_000; size <= largest; size *= 10)
        {
            await benchmark.FillAsync(size);
            var measured = await benchmark.MeasureAsync(posts);
            first ??= measured;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(onDisk ? "disk" : "memory"),-6}{size,10}{measured.Posts,11:N0}{first.Posts / measured.Posts,8:N2}{measured.Replies,10:N0}{first.Replies / measured.Replies,8:N2}{measured.Page.TotalMicroseconds,10:N0}{measured.Page / first.Page,8:N2}{measured.Tail.TotalMicroseconds,10:N0}{measured.Tail / first.Tail,8:N2}"));
        }
    }
    finally
    {
        if (directory is not null)
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}

int Option(string name, int otherwise)
{
    var index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? int.Parse(args[index + 1], CultureInfo.InvariantCulture) : otherwise;
}
