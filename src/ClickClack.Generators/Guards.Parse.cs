using ClickClack.Targets;
using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>What is asked before a handler is called: of its method, its type and its assembly the innermost counts.</summary>
internal static partial class Guards
{
    /// <summary>Reads the guards of a handler.</summary>
    /// <param name="method">The handler.</param>
    /// <param name="type">The type whose routes are read.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>The guards, or null if one is wrong: a handler without a guard that its author wrote would be open to everybody.</returns>
    public static GuardSet? Parse(IMethodSymbol method, INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report)
    {
        // An inherited handler brings the guards of the type where it stands.
        var around = new List<ISymbol> { compilation.Assembly };
        if (!type.IsSame(method.ContainingType))
        {
            around.Add(method.ContainingType);
        }

        around.Add(type);
        around.Add(method);
        GuardSet? guards = GuardSet.None;
        foreach (ISymbol symbol in around)
        {
            guards = guards is null ? null : Add(guards, symbol, compilation, report);
        }

        return guards;
    }

    /// <summary>Whether an attribute is a guard.</summary>
    /// <remarks>The name first: most attributes are others, and comparing namespaces costs more.</remarks>
    public static bool IsGuard(AttributeData attribute) => attribute.AttributeClass?.MetadataName
        is "AllowFromAttribute" or "AllowBotsAttribute" or "RequireMentionAttribute" or "CooldownAttribute"
            or "AccountAttribute" or "RequiresScopeAttribute" or "UseFilterAttribute`1"
        && attribute.AttributeClass.Is("ClickClack", attribute.AttributeClass.MetadataName);

    private static GuardSet? Add(GuardSet outer, ISymbol symbol, Compilation compilation, Action<Diagnostic>? report)
    {
        GuardSet guards = outer;
        string? problem = null;
        WrongUser? wrong = null;
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (!IsGuard(attribute) || attribute.AttributeConstructor is null)
            {
                continue;
            }

            switch (attribute.AttributeClass!.MetadataName)
            {
                case "AllowFromAttribute":
                    guards = guards with { AllowFrom = Texts(attribute) };
                    problem = CheckUsers(guards.AllowFrom, areBots: false, out wrong);
                    break;

                case "AllowBotsAttribute":
                    guards = guards with { AllowBots = Texts(attribute) };
                    problem = CheckUsers(guards.AllowBots, areBots: true, out wrong);
                    break;

                case "RequireMentionAttribute":
                    guards = guards with { RequireMention = attribute.ConstructorArguments[0].Value is not false };
                    break;

                case "CooldownAttribute":
                    problem = AddCooldown(ref guards, attribute);
                    break;

                case "AccountAttribute":
                    guards = guards with { Account = attribute.OnlyText()?.Trim() };
                    problem = string.IsNullOrEmpty(guards.Account) ? "the account has no name" : null;
                    break;

                case "RequiresScopeAttribute":
                    string scope = attribute.OnlyText()?.Trim() ?? "";
                    guards = guards with { Scopes = guards.Scopes.Concat(new[] { scope }.ToEquatableArray()) };
                    problem = scope.Length == 0 ? "the scope has no name" : null;
                    break;

                default:
                    if (attribute.AttributeClass!.TypeArguments[0] is not INamedTypeSymbol filter
                        || !IsFilter(filter)
                        || Filters.Parse(filter, compilation, attribute, report) is not { } read)
                    {
                        return null;
                    }

                    guards = guards with { Filters = guards.Filters.Concat(new[] { read }.ToEquatableArray()) };
                    break;
            }

            if (problem is not null)
            {
                report?.Invoke(Diagnostic.Create(
                    DiagnosticDescriptors.InvalidGuard,
                    wrong is { Index: var index } ? attribute.Argument(index) : attribute.Site(),
                    FixData.Of(FixData.Text, wrong?.Meant),
                    problem));
                return null;
            }
        }

        return guards;
    }

    private static EquatableArray<string> Texts(AttributeData attribute)
    {
        var texts = new List<string>();
        if (attribute.OnlyArgument() is { Kind: TypedConstantKind.Array, IsNull: false } array)
        {
            foreach (TypedConstant value in array.Values)
            {
                texts.Add((value.Value as string ?? "").Trim());
            }
        }

        return texts.ToEquatableArray();
    }

    private static string? CheckUsers(EquatableArray<string> users, bool areBots, out WrongUser? wrong)
    {
        wrong = null;
        if (users.Count == 0)
        {
            return areBots ? "name the bots" : "name the people, or \"*\" for everybody: nobody would be answered";
        }

        for (int i = 0; i < users.Count; i++)
        {
            string user = users[i];
            if (user == "*")
            {
                if (areBots)
                {
                    return "name the bots, not \"*\": two bots that answer every bot answer each other without end";
                }

                continue;
            }

            bool isUser = TargetGrammar.Read("dm:" + user, out TargetKind kind, out _, out _) is null
                && kind is TargetKind.DmHandle or TargetKind.DmUser;
            if (!isUser)
            {
                bool isHandle = TargetGrammar.Read("dm:@" + user, out _, out _, out _) is null;
                wrong = new WrongUser(i, isHandle ? "@" + user : null);
                return $"\"{user}\" is neither a user id (usr_…) nor a handle (@bob)" + (isHandle ? $"; did you mean \"@{user}\"?" : "");
            }
        }

        return null;
    }

    private static string? AddCooldown(ref GuardSet guards, AttributeData attribute)
    {
        double seconds = attribute.ConstructorArguments[0].Value is double value ? value : 0;
        int messages = attribute.NamedValue("Messages") is { Value: int count } ? count : 1;
        TypedConstant per = attribute.ConstructorArguments[1];
        string? member = Literals.Of(per);
        guards = guards with { Cooldown = new CooldownLimit(messages, seconds, member ?? "default") };
        return !(seconds is > 0 and <= 31_536_000) ? "a cooldown takes more than 0 seconds, and at most a year of them"
            : messages < 1 ? "a cooldown lets at least 1 message through"
            : member is null || member[0] == '(' ? "there is no such member of Per"
            : null;
    }

    /// <summary>Whether it is one at all: if not, or if it is unknown, the compiler says so.</summary>
    private static bool IsFilter(INamedTypeSymbol type)
    {
        if (type.IsUnknown())
        {
            return false;
        }

        foreach (INamedTypeSymbol @interface in type.AllInterfaces)
        {
            if (@interface.Is("ClickClack", "IMessageFilter"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is no user.</summary>
    /// <param name="Index">Which argument it is.</param>
    /// <param name="Meant">The user that was meant, or null if that is unknown.</param>
    private readonly record struct WrongUser(int Index, string? Meant);
}
