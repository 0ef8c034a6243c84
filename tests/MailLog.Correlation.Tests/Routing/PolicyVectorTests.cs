using MailLog.Routing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests.Routing;

/// <summary>The table of what policies mean: tests/data/policy/vectors.tsv.</summary>
public class PolicyVectorTests
{
    public static TheoryData<string, string, string, string, string> Vectors
    {
        get
        {
            var data = new TheoryData<string, string, string, string, string>();
            foreach (string line in File.ReadLines(Repository.Path("tests/data/policy/vectors.tsv")).Where(l => l[0] != '#'))
            {
                string[] fields = line.Split('\t');
                data.Add(fields[0].Replace(" ; ", "\n", StringComparison.Ordinal), fields[1], fields[2], fields[3], fields.Length > 4 ? fields[4] : "");
            }
            return data;
        }
    }

    [Fact]
    public void All_of_them_are_there()
    {
        Assert.Equal(24, Vectors.Count);
    }

    [Theory, MemberData(nameof(Vectors))]
    public void A_policy_means_what_the_table_says(string transports, string recipient, string rule, string nextHop, string note)
    {
        RoutingPolicy policy = RoutingPolicy.Parse(new PolicySources
        {
            Transports = new PolicyText("transports", transports), TransportDefs = new PolicyText("transport-defs", "splunkmta splunk.foo.bar:2525"),
        });
        if (rule == "error")
        {
            PolicyError error = Assert.Single(policy.Errors);
            Assert.Equal(nextHop, $"line {error.Line} col {error.Column}: {error.Message}");
            return;
        }
        Assert.Empty(policy.Errors);
        RouteExplanation route = policy.Explain(recipient);
        Assert.Equal(rule, route.IsDefault ? "default" : route.Rule!.Number.ToString());
        Assert.Equal(nextHop, route.NextHop.ToString());
        if (note.Contains("lint", StringComparison.Ordinal))
            Assert.Contains("shadowed by rule 1", Assert.Single(policy.Warnings, w => w.Line == 2 && w.File == "transports").Message, StringComparison.Ordinal);
    }
}
