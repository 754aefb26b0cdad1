# Completion of vanity-cli for bash. It asks the program, so that it is never behind it.
# shellcheck shell=bash disable=SC2207

_vanity_cli_commands () {
  LC_ALL=C.UTF-8 vanity-cli --help 2>/dev/null | sed -n 's/^  \([a-z][a-z-]*\)\( .*\)\{0,1\}$/\1/p' |
    grep -v '^vanity-cli$'
}

_vanity_cli_options () {
  LC_ALL=C.UTF-8 vanity-cli "$@" --help 2>/dev/null | grep -oE '^  (-[a-z], )?--[a-z-]+=?' |
    sed 's/.*--/--/; s/=$//'
}

_vanity_cli_looks () {
  LC_ALL=C.UTF-8 vanity-cli looks 2>/dev/null | sed 's/[[:space:]].*//'
}

_vanity_cli () {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=${COMP_WORDS[1]-} part=

  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "$(_vanity_cli_commands) --help --version" -- "$current"))
    return
  fi
  case $command in
    catalogue) part='search stats import export' ;;
    model) part='info profile convert' ;;
    taste) part='show export erase' ;;
  esac
  if [ "$COMP_CWORD" -eq 2 ] && [ -n "$part" ]; then
    COMPREPLY=($(compgen -W "$part" -- "$current"))
    return
  fi
  case $previous in
    --look | -l) COMPREPLY=($(compgen -W "$(_vanity_cli_looks)" -- "$current")) ;;
  esac
  case $current in
    -*)
      # The part of a command counts only where it has one.
      [ -n "$part" ] && part=${COMP_WORDS[2]}
      COMPREPLY=($(compgen -W "$(_vanity_cli_options "$command" ${part:+"$part"})" -- "$current"))
      ;;
  esac
}

complete -o default -F _vanity_cli vanity-cli
