using System.Globalization;
using System.Text;

namespace ClickClack.EndToEnd.Driver;

/// <summary>What was measured, by scenario, metric and bot, one value a repetition; and the tables of it.</summary>
internal sealed class Results
{
    private readonly List<Scenario> scenarios = [];

    /// <summary>Begins a scenario, or goes on with it.</summary>
    public Scenario In(string title, string note)
    {
        var scenario = scenarios.Find(known => known.Title == title);
        if (scenario is null)
        {
            scenarios.Add(scenario = new(title, note));
        }
        return scenario;
    }

    /// <summary>Markdown that can be read as it stands, too.</summary>
    public override string ToString() => string.Join(Environment.NewLine, scenarios);

    internal sealed class Scenario(string title, string note)
    {
        private readonly List<string> metrics = [];
        private readonly List<string> bots = [];
        private readonly Dictionary<(string Metric, string Bot), List<double>> values = [];

        public string Title => title;

        public void Add(string bot, string metric, double value)
        {
            if (!metrics.Contains(metric))
            {
                metrics.Add(metric);
            }
            if (!bots.Contains(bot))
            {
                bots.Add(bot);
            }
            if (!values.TryGetValue((metric, bot), out var list))
            {
                values.Add((metric, bot), list = []);
            }
            list.Add(value);
        }

        public override string ToString()
        {
            var framework = bots.Contains(Scenarios.Framework) ? Scenarios.Framework : null;
            var others = framework is null ? [] : bots.Where(bot => bot != framework).ToList();
            List<string[]> rows =
            [
                ["", .. bots, .. others.Select(other => $"{Short(framework!)} / {Short(other)}")],
                .. metrics.Select(metric => (string[])
                [
                    metric,
                    .. bots.Select(bot => Cell(values.GetValueOrDefault((metric, bot)))),
                    .. others.Select(other => Cell(Ratios(metric, framework!, other))),
                ]),
            ];
            var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
            var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"### {title}").AppendLine().AppendLine(note).AppendLine();
            for (var row = 0; row < rows.Count; row++)
            {
                text.AppendLine("| " + string.Join(" | ", rows[row].Select((cell, column) => cell.PadRight(widths[column]))) + " |");
                if (row == 0)
                {
                    text.AppendLine("|" + string.Join("|", widths.Select(width => new string('-', width + 2))) + "|");
                }
            }
            return text.ToString();
        }

        private static string Short(string bot) => bot[..3];

        // Within one repetition: whatever the machine did beside it, it did to both.
        private List<double>? Ratios(string metric, string framework, string other)
        {
            if (!values.TryGetValue((metric, framework), out var ours) || !values.TryGetValue((metric, other), out var theirs))
            {
                return null;
            }
            var ratios = ours.Zip(theirs).Where(pair => pair.Second > 0).Select(pair => pair.First / pair.Second).ToList();
            return ratios.Count == 0 ? null : ratios;
        }

        private static string Cell(List<double>? measured)
        {
            if (measured is null)
            {
                return "";
            }
            var sorted = measured.Where(value => !double.IsNaN(value)).Order().ToList();
            return sorted.Count == 0 ? ""
                : sorted[0] == sorted[^1] ? Number(sorted[0])
                : $"{Number(sorted[0])} / **{Number((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2)}** / {Number(sorted[^1])}";
        }

        private static string Number(double value)
        {
            var format = Math.Abs(value) switch { 0 => "0", >= 100 => "#,0", >= 10 => "0.0", >= 0.1 => "0.00", _ => "0.0000" };
            return value == Math.Floor(value) && Math.Abs(value) < 1_000_000
                ? value.ToString("#,0", CultureInfo.InvariantCulture)
                : value.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
