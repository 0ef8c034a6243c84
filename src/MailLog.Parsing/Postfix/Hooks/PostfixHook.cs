namespace MailLog.Parsing;

/// <summary>One hook of Postfix: where in a mail's way it sits, how it is configured and spoken to, what it can do, what it logs.</summary>
public sealed class PostfixHook
{
    internal PostfixHook(string place, string component, string stages, string name, HookMethods methods, string actions, string lineForm, string configuredIn, string note = "",
        VerdictRestriction restriction = VerdictRestriction.None)
    {
        Place = place;
        Component = component;
        Stages = stages;
        Name = name;
        Methods = methods;
        Actions = actions;
        LineForm = lineForm;
        ConfiguredIn = configuredIn;
        Note = note;
        Restriction = restriction;
    }

    /// <summary>Its place on a mail's way: A postscreen, B smtpd, P before-queue filter, C cleanup, Q queue manager, D delivery, F after-queue filter.</summary>
    public string Place { get; }

    /// <summary>The program that runs it and logs.</summary>
    public string Component { get; }

    /// <summary>The SMTP stages that its lines name, separated by blanks; empty for those behind the SMTP dialogue.</summary>
    /// <remarks>With <c>smtpd_delay_reject</c>, the default, what stands in client, helo and sender restrictions runs at RCPT and is logged so.</remarks>
    public string Stages { get; }

    /// <summary>What it looks at, as far as its lines say it.</summary>
    public VerdictRestriction Restriction { get; }

    /// <summary>Its Postfix name: a restriction (<c>check_client_access</c>) or a parameter (<c>header_checks</c>).</summary>
    public string Name { get; }

    /// <summary>How it is spoken to.</summary>
    public HookMethods Methods { get; }

    /// <summary>What it can do.</summary>
    public string Actions { get; }

    /// <summary>What is logged when it acts; capitals stand for what varies. Empty: nothing.</summary>
    public string LineForm { get; }

    /// <summary>The parameters that configure it.</summary>
    public string ConfiguredIn { get; }

    /// <summary>What else there is to know; may be empty.</summary>
    public string Note { get; }

    /// <summary>Its lines name this stage.</summary>
    /// <param name="stage">For instance <c>RCPT</c>; case does not matter.</param>
    public bool IsAt(string stage)
    {
        foreach (string own in Stages.Split(' '))
            if (own.Equals(stage, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
