using System.Diagnostics;
using System.Globalization;
using ClickClack.EndToEnd.Bots;
using ClickClack.EndToEnd.Driver;

// The framework's echo bot beside echo loops by hand, on one server, each in a process of its own. docs/performance.md says what the
// numbers mean.
//   dotnet run -c Release --project benchmarks/EndToEnd [-- --repetitions N] [--only start,read,…] [--quick] [--accounts N] [--published DIRECTORY]
//     [--server EXECUTABLE] [--markdown FILE]
if (args is [Children.Word, ..])
{
    return await Children.RunAsync(args[1..]);
}

Settings settings;
try
{
    settings = Settings.Parse(args);
}
catch (Exception e) when (e is ArgumentException or FormatException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

if (!OperatingSystem.IsLinux())
{
    await Console.Error.WriteLineAsync("This needs Linux: what a process uses is read from /proc.");
    return 1;
}

var began = Stopwatch.GetTimestamp();
var directory = Directory.CreateTempSubdirectory("clickclack-end-to-end-").FullName;
var results = new Results();
var busy = new List<double>();
Exception? failure = null;
try
{
    await using var server = await (settings.Server is { } stock ? StockServer.StartAsync(stock, directory) : ServerProcess.StartAsync(directory));
    var scenarios = new Scenarios(settings, server, directory, results);
    await scenarios.WarmServerUpAsync();
    await IfWantedAsync("start", scenarios.StartAsync);
    await IfWantedAsync("read", () => scenarios.ReadAsync(settings.Repetitions));
    for (var i = 0; i < settings.Repetitions; i++)
    {
        busy.Add(await Machine.BusyAsync());
        await IfWantedAsync("calls", () => scenarios.CallsAsync(i), i);
        await IfWantedAsync("steady", () => scenarios.SteadyAsync(i), i);
        await IfWantedAsync("burst", () => scenarios.BurstAsync(i), i);
        await IfWantedAsync("catchup", () => scenarios.CatchUpAsync(i), i);
        await IfWantedAsync("accounts", () => new AccountScenario(settings, directory, results).RunAsync(i), i);
    }
}
#pragma warning disable CA1031 // What was measured until then took its time, and is shown.
catch (Exception error)
#pragma warning restore CA1031
{
    failure = error;
}
finally
{
    Directory.Delete(directory, recursive: true);
}

var report = string.Create(
    CultureInfo.InvariantCulture,
    $"""
    {Environment.ProcessorCount} processors; others kept them busy, looked at before each repetition: {string.Join(", ", busy.Select(part => part.ToString("P0", CultureInfo.InvariantCulture)))}.
    {settings.Repetitions} repetitions in turns; cells: least / **median** / most, ratios within one repetition.

    {results}
    """);
Console.WriteLine(report);
if (settings.Markdown is { } file)
{
    await File.WriteAllTextAsync(file, report);
}
if (failure is not null)
{
    await Console.Error.WriteLineAsync($"It ended early: {failure}");
    return 1;
}
return 0;

async Task IfWantedAsync(string name, Func<Task> measure, int? repetition = null)
{
    if (settings.Only.Contains(name))
    {
        await Console.Error.WriteLineAsync($"{Stopwatch.GetElapsedTime(began):mm\\:ss} {name}{(repetition is null ? "" : $" {repetition + 1} of {settings.Repetitions}")}");
        await measure();
    }
}
