using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ClickClack;

/// <summary>
/// Reads <c>appsettings.json</c> beside the program, too. The host looks in the directory in which the program is started, and finds nothing
/// after <c>dotnet run --project</c> from elsewhere, or when a service manager starts it in <c>/</c>.
/// </summary>
/// <remarks>The local server compiles this file too: both look for the same settings, whichever asks first.</remarks>
internal static class ProgramSettings
{
    /// <summary>Adds the files beside the program, behind those of the directory in which it is started: these win.</summary>
    public static void Add(IHostApplicationBuilder builder)
    {
        string program = AppContext.BaseDirectory;
        IConfigurationManager configuration = builder.Configuration;
        int first = IndexOfSettings(configuration.Sources);
        if (first < 0
            || Path.TrimEndingDirectorySeparator(builder.Environment.ContentRootPath) == Path.TrimEndingDirectorySeparator(program)
            || configuration.Sources.OfType<JsonConfigurationSource>().Any(source => source.FileProvider is PhysicalFileProvider files && files.Root == program))
        {
            // The host reads no files, or those already.
            return;
        }

        // No watching: a published program's own files do not change under it, and each watch costs a handle.
        var beside = new PhysicalFileProvider(program);
        foreach (string name in new[] { $"appsettings.{builder.Environment.EnvironmentName}.json", "appsettings.json" })
        {
            configuration.Sources.Insert(first, new JsonConfigurationSource { FileProvider = beside, Path = name, Optional = true });
        }
    }

    private static int IndexOfSettings(IList<IConfigurationSource> sources)
    {
        for (int i = 0; i < sources.Count; i++)
        {
            if (sources[i] is JsonConfigurationSource { Path: "appsettings.json" })
            {
                return i;
            }
        }

        return -1;
    }
}
