namespace MailLog.Benchmarks;

/// <summary>Process ids of one daemon: a process serves one client at a time, and is used again.</summary>
internal sealed class ProcessPool(int first)
{
    private readonly Stack<int> _free = [];
    private int _next = first;

    public int Take() => _free.TryPop(out int pid) ? pid : _next += 3;

    public void Return(int pid) => _free.Push(pid);
}
