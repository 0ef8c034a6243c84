namespace MailLog.Parsing;

/// <summary>Which form is which action.</summary>
internal static class FilterActions
{
    public static FilterAction Of(string form) => form switch
    {
        "filter.accept" => FilterAction.Accept,
        "filter.block" => FilterAction.Block,
        "filter.quarantine" => FilterAction.Quarantine,
        _ => FilterAction.Other,
    };
}
