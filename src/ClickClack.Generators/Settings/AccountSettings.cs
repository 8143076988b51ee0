using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <summary>What one settings file says of the accounts of a bot.</summary>
/// <param name="IsReadable">Whether it is JSON at all: while it is typed it is not.</param>
/// <param name="Default">The name of the default account, or null if the file has none.</param>
/// <param name="Others">The names of the accounts that are described.</param>
internal sealed record AccountSettings(bool IsReadable, string? Default, IReadOnlyList<string> Others)
{
    private const string DefaultKey = "ClickClack:DefaultAccount";
    private const string OthersKey = "ClickClack:Accounts:";

    /// <summary>Whether it says anything of accounts.</summary>
    public bool IsAboutAccounts => Default is not null || Others.Count > 0;

    /// <summary>Reads a file.</summary>
    public static AccountSettings Of(SourceText text)
    {
        if (JsonSettings.Read(text.ToString()) is not { } settings)
        {
            return new AccountSettings(IsReadable: false, null, []);
        }

        string? first = null;
        var others = new List<string>();
        foreach ((string path, string? value) in settings)
        {
            if (path.Equals(DefaultKey, StringComparison.OrdinalIgnoreCase))
            {
                first = string.IsNullOrWhiteSpace(value) ? first : value!.Trim();
            }
            else if (path.StartsWith(OthersKey, StringComparison.OrdinalIgnoreCase))
            {
                string name = path.Substring(OthersKey.Length).Split(':')[0];
                if (!others.Exists(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)))
                {
                    others.Add(name);
                }
            }
        }

        return new AccountSettings(IsReadable: true, first, others);
    }
}
