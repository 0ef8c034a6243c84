using System.CommandLine;
using System.Text;

namespace MailLog.Cli;

/// <summary><c>maillog completion</c>: what makes a shell complete the names of commands, options and values. The command itself knows them, so the script asks it (<c>[suggest:…]</c>).</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = new("SHELL") { Description = "bash, zsh, fish or pwsh." };

    public static Command Create()
    {
        Shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Prints a script that makes a shell complete commands, options and their values.") { Shell };
        command.SetWork((result, output) =>
        {
            output.Write(Encoding.UTF8.GetBytes(ScriptOf(result.GetValue(Shell)!) + "\n"));
            return true;
        });
        return command;
    }

    /// <remarks>Options are offered when a word begins with '-': else the names of files are wanted more often.</remarks>
    private static string ScriptOf(string shell) => shell switch
    {
        "bash" => """
            # maillog completion; 'source <(maillog completion bash)', or save as /etc/bash_completion.d/maillog
            _maillog() {
                local word="${COMP_WORDS[COMP_CWORD]}" suggestion
                COMPREPLY=()
                while IFS= read -r suggestion; do
                    [[ $suggestion == "$word"* && ( $word == -* || $suggestion != -* ) ]] && COMPREPLY+=("$suggestion")
                done < <("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
            }
            complete -o default -F _maillog maillog
            """,
        "zsh" => """
            #compdef maillog
            # maillog completion; 'source <(maillog completion zsh)' behind compinit, or save as _maillog in a folder of $fpath
            _maillog() {
                local word="$PREFIX" line="${(j: :)words[1,CURRENT]}" suggestion
                local -a found
                for suggestion in "${(@f)$(maillog "[suggest:${#line}]" "$line" 2>/dev/null)}"; do
                    [[ -n $suggestion && $suggestion == "$word"* && ( $word == -* || $suggestion != -* ) ]] && found+=("$suggestion")
                done
                if (( $#found )); then compadd -a found; else _files; fi
            }
            if [[ $funcstack[1] == _maillog ]]; then _maillog "$@"; else compdef _maillog maillog; fi
            """,
        "fish" => """
            # maillog completion; save as ~/.config/fish/completions/maillog.fish
            function __maillog_suggest
                set -l line (commandline -cp)
                set -l word (commandline -ct)
                for suggestion in (maillog "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
                    if string match -q -- '-*' "$word"; or not string match -q -- '-*' "$suggestion"
                        echo $suggestion
                    end
                end
            end
            complete -c maillog -a '(__maillog_suggest)'
            """,
        _ => """
            # maillog completion; add 'maillog completion pwsh | Out-String | Invoke-Expression' to $PROFILE
            Register-ArgumentCompleter -Native -CommandName maillog -ScriptBlock {
                param($word, $line, $cursor)
                maillog "[suggest:$cursor]" "$line" 2>$null |
                    Where-Object { $_ -like "$word*" -and ($word -like '-*' -or $_ -notlike '-*') } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
    };
}
