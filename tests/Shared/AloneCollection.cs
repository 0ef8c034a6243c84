using Xunit;

namespace MailLog.Tests;

/// <summary>Tests that measure the process' memory: no other test may run beside them.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public class AloneCollection;
