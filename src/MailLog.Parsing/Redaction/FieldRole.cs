namespace MailLog.Parsing;

/// <summary>What a field names, and so what of it is replaced.</summary>
internal enum FieldRole : byte
{
    /// <summary>Nothing of it: ids, numbers, words of the program.</summary>
    None,

    /// <summary>Free text: what looks like an address in it.</summary>
    Text,

    /// <summary>A word of the program's or of its configuration: only what looks like an address, for it may be like a user's name.</summary>
    Word,

    /// <summary>An address without angle brackets: the local part, or all of it when it has no domain.</summary>
    Address,

    /// <summary>Addresses in angle brackets.</summary>
    Addresses,

    /// <summary>A user's name, which can be an address.</summary>
    User,

    /// <summary>A header with addresses and the names of people.</summary>
    People,

    /// <summary>Users and addresses in quotes.</summary>
    Quoted,

    /// <summary>Where a client comes from: name and address.</summary>
    Client,

    /// <summary>A server: only the address.</summary>
    Server,

    /// <summary>The name that a client has or gives itself.</summary>
    Host,
}

/// <summary>The roles of the fields.</summary>
internal static class FieldRoles
{
    /// <summary>The roles of a form's fields, in the order of their slots.</summary>
    public static FieldRole[] Of(LineForm form, bool facesServers)
    {
        ReadOnlySpan<Field> fields = form.Pattern.Fields;
        var roles = new FieldRole[fields.Length];
        for (int i = 0; i < roles.Length; i++)
            roles[i] = form.Pattern.WordsOf(fields[i]).Any() ? FieldRole.None : Of(fields[i], form, facesServers);
        return roles;
    }

    private static FieldRole Of(Field field, LineForm form, bool facesServers) => field switch
    {
        Field.Sender or Field.Recipient or Field.Original or Field.Target => FieldRole.Address,
        Field.FurtherRecipients => FieldRole.Addresses,
        Field.SaslUsername or Field.SaslSender or Field.User => FieldRole.User,
        Field.From or Field.To => FieldRole.People,
        Field.Client => facesServers ? FieldRole.Server : FieldRole.Client,
        Field.OriginalClient => FieldRole.Client,
        Field.Relay or Field.Server => FieldRole.Server,
        Field.Helo or Field.ClientName => FieldRole.Host,
        Field.Text when form.Name == "local.loop" => FieldRole.User,
        Field.Text when form.Name == "map.debug" => FieldRole.Quoted,
        // Any host may be looked up; beside the address of a client it is that one's.
        Field.Host => form.Pattern.SlotOf(Field.Address) >= 0 || form.Pattern.SlotOf(Field.ClientAddress) >= 0 ? FieldRole.Host : FieldRole.Text,
        Field.MessageId or Field.ResentMessageId or Field.Session or Field.MailId or Field.Fingerprint or Field.KeyFingerprint or Field.Commands => FieldRole.None,
        _ => FieldNames.Kind(field) switch
        {
            FieldKind.Id or FieldKind.Number or FieldKind.Decimal or FieldKind.Decimals or FieldKind.Dsn or FieldKind.Code => FieldRole.None,
            FieldKind.Address => FieldRole.Address,
            FieldKind.Addresses => FieldRole.Addresses,
            FieldKind.Endpoint => FieldRole.Client,
            FieldKind.Word or FieldKind.Name => FieldRole.Word,
            _ => FieldRole.Text,
        },
    };
}
