using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace MailLog.Cli.Tests;

/// <summary>A window of the browser: commands and their answers, and what happened in it meanwhile.</summary>
internal sealed class BrowserTab : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly CancellationTokenSource _end = new();
    private Task _reading = Task.CompletedTask;
    private int _calls;

    /// <summary>What the page's console says, and exceptions in it.</summary>
    public ConcurrentQueue<string> Messages { get; } = new();

    /// <summary>What was asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<BrowserTab> ConnectAsync(Uri address)
    {
        var tab = new BrowserTab();
        await tab._socket.ConnectAsync(address, tab._end.Token);
        tab._reading = Task.Run(tab.ReadAsync);
        return tab;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _socket.Dispose();
        _end.Dispose();
    }

    public async Task<JsonElement> CallAsync(string method, object? parameters = null)
    {
        int id = Interlocked.Increment(ref _calls);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } }), WebSocketMessageType.Text, true, _end.Token);
        JsonElement whole = await answer.Task.WaitAsync(Patience);
        return whole.TryGetProperty("error", out JsonElement error) ? throw new InvalidOperationException(method + ": " + error) : whole.GetProperty("result");
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        JsonElement result = await CallAsync("Runtime.evaluate", new { expression, returnByValue = true });
        return result.TryGetProperty("exceptionDetails", out JsonElement error) ? throw new InvalidOperationException(error.ToString())
            : result.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value.Clone() : default;
    }

    public async Task WaitAsync(string condition)
    {
        for (int i = 0; i < 300; i++)
        {
            if ((await EvaluateAsync(condition)).ValueKind == JsonValueKind.True)
                return;
            await Task.Delay(50);
        }
        throw new TimeoutException(condition);
    }

    /// <summary>Presses a key.</summary>
    public async Task PressAsync(string key, string code, int number, string? text = null)
    {
        await CallAsync("Input.dispatchKeyEvent", new { type = text is null ? "rawKeyDown" : "keyDown", key, code, windowsVirtualKeyCode = number, text = text ?? "" });
        await CallAsync("Input.dispatchKeyEvent", new { type = "keyUp", key, code, windowsVirtualKeyCode = number });
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                WebSocketReceiveResult part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), _end.Token);
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                if (message.Length > 0)
                    Take(JsonDocument.Parse(message.ToArray()).RootElement);
                message.SetLength(0);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The browser went away, or nobody listens any more: whoever still waits is told.
            foreach (TaskCompletionSource<JsonElement> waiting in _waiting.Values)
                waiting.TrySetException(error);
        }
    }

    private void Take(JsonElement message)
    {
        if (message.TryGetProperty("id", out JsonElement id))
        {
            if (_waiting.TryRemove(id.GetInt32(), out TaskCompletionSource<JsonElement>? answer))
                answer.TrySetResult(message);
            return;
        }
        switch (message.GetProperty("method").GetString())
        {
            case "Log.entryAdded" or "Runtime.exceptionThrown" or "Runtime.consoleAPICalled" or "Page.javascriptDialogOpening":
                Messages.Enqueue(message.ToString());
                break;
            case "Network.requestWillBeSent":
                Requests.Enqueue(message.GetProperty("params").GetProperty("request").GetProperty("url").GetString()!);
                break;
        }
    }
}
