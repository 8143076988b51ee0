using System.Collections.Immutable;
using System.Text.Json;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

/// <summary>Accounts that handlers are kept to, beside those that the settings files name.</summary>
public sealed class AccountDiagnosticTests
{
    private const string Two = """{ "ClickClack": { "DefaultAccount": "service", "Accounts": { "backup": { "Token": "x" } } } }""";

    [Theory]
    [InlineData("[OnDm, Account([|\"servise\"|])] class A { public void Handle() { } }", Two,
        "No account is called \"servise\" in appsettings.json: did you mean \"service\"?")]
    [InlineData("[OnDm] class A { [Account([|\"other\"|])] public void Handle() { } }", Two,
        "No account is called \"other\" in appsettings.json: there are \"service\", \"backup\"")]
    [InlineData("[assembly: AccountAttribute([|\"default\"|])]", Two, null)]
    [InlineData("class A { const string Name = \" bakcup \"; [OnDm, ClickClack.Account([|Name|])] public void X() { } }", Two,
        "No account is called \"bakcup\" in appsettings.json: did you mean \"backup\"?")]
    [InlineData("[OnDm, Account([|\"a\"|])] class A { public void Handle() { } }", """{ "clickclack": { "defaultaccount": "Service" } }""",
        "No account is called \"a\" in appsettings.json: there is \"Service\"")]
    [InlineData("[OnDm, Account([|\"a\"|])] class A { public void Handle() { } }", """{ "ClickClack": { "Accounts": { "b": {}, } } } // the end""",
        "No account is called \"a\" in appsettings.json: there are \"b\", \"default\"")]
    [InlineData("[OnDm, Account([|\"a\"|])] class A { public void Handle() { } }", """{ "ClickClack:Accounts:b:Token": null }""",
        "No account is called \"a\" in appsettings.json: there are \"b\", \"default\"")]
    [InlineData("[OnDm, Account([|\"a\"|])] class A { public void Handle() { } }", """
        {
          // of this machine
          "Other": [1.5e3, true, [], { "a": {} }],   /* "ClickClack": { */
          "ClickClack": { "Token": "\"}\\", "DefaultAccount": "\u0062" },
        }
        """,
        "No account is called \"a\" in appsettings.json: there is \"b\"")]
    public async Task An_account_that_no_file_names_is_a_warning(string source, string settings, string? message)
    {
        string reported = await Analyzers.AssertOneAsync("CC3005", source, files: new SettingsFile("/bot/appsettings.json", settings));
        if (message is not null)
        {
            Assert.Equal(message, reported);
        }
    }

    [Theory]
    [InlineData("service", Two)]
    [InlineData("SERVICE", Two)]
    [InlineData(" Backup", Two)]
    [InlineData("default", """{ "ClickClack": { "Accounts": { "backup": {} } } }""")]
    [InlineData("x", "{ }")]
    [InlineData("x", """{ "ClickClack": { "Token": "y", "Accounts": {} }, "Accounts": { "a": {} } }""")]
    [InlineData("x", """{ "ClickClack": { "DefaultAccount": " " } }""")]
    [InlineData("x", """{ "ClickClack": { "DefaultAccount": "service" """)]
    [InlineData("x", "")]
    [InlineData("x", "[]")]
    public Task What_is_there_or_not_known_is_no_warning(string account, string settings) => Analyzers.AssertNoneAsync(
        $"[OnDm, Account(\"{account}\")] class A {{ public void Handle() {{ }} }}", files: new SettingsFile("/bot/appsettings.json", settings));

    [Fact]
    public async Task All_files_together_say_which_accounts_there_are()
    {
        const string Source = "[OnDm, Account([|\"a\"|])] class A { public void Handle() { } } [OnThread, Account(\"one\")] class B { public void Handle() { } } [OnMention, Account(\"two\")] class C { public void Handle() { } }";
        AdditionalText[] files =
        [
            new SettingsFile("appsettings.json", """{ "ClickClack": { "DefaultAccount": "one" } }"""),
            new SettingsFile("appsettings.Development.json", """{ "ClickClack": { "DefaultAccount": "two" } }"""),
            new SettingsFile("appsettings.Production.json", "{}"),
            new SettingsFile("settings.json", """{ "ClickClack": { "DefaultAccount": "a" } }"""),
        ];
        Assert.Equal(
            "No account is called \"a\" in appsettings.json and appsettings.Development.json: there are \"one\", \"two\"",
            await Analyzers.AssertOneAsync("CC3005", Source, files: files));

        // Which names the broken one would have is not known.
        await Analyzers.AssertNoneAsync(Unmarked(Source), files: [.. files, new SettingsFile("appsettings.Test.json", "{ \"ClickClack\": {")]);
        await Analyzers.AssertNoneAsync(Unmarked(Source));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"a\": 1, }")]
    [InlineData("{ \"a\": [1, -2.5e+3, true, false, null, {}, [],], \"b\": \"\\u0041\\n\\/\\\\\\\"\" }")]
    [InlineData("// x\n{ /* y */ \"a\": /* z */ [ /**/ 1 // v\n , /* u */ ] } // w")]
    [InlineData("{ \"a\" \"b\" }")]
    [InlineData("{ \"a\": }")]
    [InlineData("{ \"a\": 1 \"b\": 2 }")]
    [InlineData("{ \"a\": \"b }")]
    [InlineData("{ \"a\": \"\n\" }")]
    [InlineData("{ \"a\": \"\\x\" }")]
    [InlineData("{ \"a\": \"\\u00g0\" }")]
    [InlineData("{ \"a\": \"\\u00")]
    [InlineData("{ a: 1 }")]
    [InlineData("{ \"a\": yes }")]
    [InlineData("{} {}")]
    [InlineData("{ /* }")]
    [InlineData("{ , }")]
    [InlineData("{ \"a\": [, 1] }")]
    [InlineData("\"a\"")]
    [InlineData("{")]
    public void A_file_is_read_as_the_application_reads_it(string text)
    {
        string[]? expected;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            expected = document.RootElement.ValueKind == JsonValueKind.Object ? [.. Paths("", document.RootElement)] : null;
        }
        catch (JsonException)
        {
            expected = null;
        }

        Assert.Equal(expected, JsonSettings.Read(text)?.Select(one => $"{one.Path}={one.Text}"));
    }

    [Fact]
    public void What_nobody_writes_is_no_settings_file()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000));
        Assert.Null(JsonSettings.Read(deep));
        Assert.Null(JsonSettings.Read(deep + "1" + new string('}', 100_000)));
    }

    private static IEnumerable<string> Paths(string path, JsonElement value)
    {
        yield return $"{path}={(value.ValueKind == JsonValueKind.String ? value.GetString() : null)}";
        IEnumerable<(string, JsonElement)> inner = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(member => (member.Name, member.Value)),
            JsonValueKind.Array => value.EnumerateArray().Select((item, index) => ($"{index}", item)),
            _ => [],
        };
        foreach ((string key, JsonElement below) in inner)
        {
            foreach (string one in Paths(path.Length == 0 ? key : $"{path}:{key}", below))
            {
                yield return one;
            }
        }
    }

    private static string Unmarked(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
