# Completion of vanity-cli for fish. It asks the program, so that it is never behind it.

function __vanity_cli_commands
    LC_ALL=C.UTF-8 vanity-cli --help 2>/dev/null | string match -rg '^  ([a-z][a-z-]*)(?: .*)?$' | string match -v vanity-cli
end

function __vanity_cli_options
    set -l words (commandline -opc)
    LC_ALL=C.UTF-8 vanity-cli $words[2..3] --help 2>/dev/null | string match -rg '^  (?:-[a-z], )?(--[a-z-]+)'
end

function __vanity_cli_looks
    LC_ALL=C.UTF-8 vanity-cli looks 2>/dev/null | string match -rg '^(\S+)'
end

complete -c vanity-cli -n __fish_use_subcommand -f -a '(__vanity_cli_commands)'
complete -c vanity-cli -n 'not __fish_use_subcommand' -a '(__vanity_cli_options)'
complete -c vanity-cli -n 'not __fish_use_subcommand' -s l -l look -x -a '(__vanity_cli_looks)'
complete -c vanity-cli -n '__fish_seen_subcommand_from catalogue' -f -a 'search stats import export'
complete -c vanity-cli -n '__fish_seen_subcommand_from model' -f -a 'info profile convert'
complete -c vanity-cli -n '__fish_seen_subcommand_from taste' -f -a 'show export erase'
