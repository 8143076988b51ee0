using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.GeneratorTests;

/// <summary>A settings file as the compiler sees it.</summary>
internal sealed class SettingsFile(string path, string text) : AdditionalText
{
    private readonly SourceText text = SourceText.From(text);

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}
