namespace MailLog.Parsing;

/// <summary>What the server that wrote a Received field (RFC 5321 section 4.4) says of itself. What it says of the client is left aside: that is a stranger's text.</summary>
public sealed class ReceivedField
{
    private readonly byte[]? _by, _id;

    internal ReceivedField(byte[]? by, byte[]? id)
    {
        _by = by;
        _id = id;
    }

    /// <summary>The name of the server, behind <c>by</c>. Missing when the field has none. Valid as long as this object.</summary>
    public Utf8Text By => _by is null ? default : new Utf8Text(_by);

    /// <summary>The server's id of the mail, behind <c>id</c>; of Postfix, its queue id. Missing before the queue. Valid as long as this object.</summary>
    public Utf8Text Id => _id is null ? default : new Utf8Text(_id);
}
