#!/bin/sh
# Makes a manual page out of what a program says of itself.
#
#   make-man.sh PROGRAM VERSION SUMMARY MORE.roff >PAGE
#
# PROGRAM's --help, and that of each of its commands and of theirs, become sections; MORE.roff, files
# and variables that --help does not tell, comes after them. Pages are in English.
set -eu

program=$1 version=$2 summary=$3 more=$4
name=${program##*/}
LC_ALL=C.UTF-8
export LC_ALL

# Text of --help, as GLib's GOptionContext lays it out, as roff.
to_roff () {
  awk -v quote="'" '
    function escape (text)
    {
      gsub (/\\/, "\\e", text);
      gsub (/-/, "\\-", text);
      if (text ~ /^[.]/ || substr (text, 1, 1) == quote)
        text = "\\&" text;
      return text;
    }
    # An entry of a list: two spaces, what it is, more spaces, what it does.
    function entry (line,    what, text)
    {
      sub (/^ +/, "", line);
      if (match (line, /   +/))
        {
          what = substr (line, 1, RSTART - 1);
          text = substr (line, RSTART + RLENGTH);
        }
      else
        what = line;
      printf ".TP\n\\fB%s\\fR\n", escape(what);
      if (text != "")
        print escape(text);
    }
    /^Usage:$/ { usage = 1; next }
    usage {
      sub (/^ +/, "");
      printf ".PP\n\\fB%s\\fR\n", escape($0);
      usage = 0;
      next;
    }
    /^(Help |Application )?Options:$/ { next }
    /^Usage: / { next }
    /^$/ { open = 0; next }
    # A summary on a line of its own, below what it is of.
    /^         / && listed { sub (/^ +/, ""); print escape($0); next }
    /^  / && NF > 0 { entry($0); listed = 1; next }
    {
      if (!open)
        print ".PP";
      open = 1;
      print escape($0);
    }'
}

# section TITLE COMMAND…
section () {
  title=$1
  shift
  printf '.SS %s\n' "$title"
  "$program" "$@" --help | to_roff
}

# The words that stand first in a list of commands, and what follows them.
list_commands () {
  sed -n 's/^  \([a-z][a-z-]*\)\( .*\)\{0,1\}$/\1\2/p'
}

subject=$(printf '%s' "$summary" | sed 's/-/\\-/g')
printf '.TH %s 1 "" "Vanity %s" "Vanity"\n' "$(printf '%s' "$name" | tr '[:lower:]' '[:upper:]')" \
  "$version"
printf '.SH NAME\n%s \\- %s\n' "$(printf '%s' "$name" | sed 's/-/\\-/g')" "$subject"
help=$("$program" --help)
case $help in
  'Usage: '*COMMAND*)
    printf '.SH SYNOPSIS\n.B %s\n.I COMMAND\n\\fR...\n' "$(printf '%s' "$name" | sed 's/-/\\-/g')"
    printf '.SH DESCRIPTION\n'
    printf '%s\n' "$help" | to_roff
    printf '.SH COMMANDS\n'
    printf '%s\n' "$help" | list_commands | grep -v "^$name " | while read -r command parts; do
      section "$command" "$command" </dev/null
      whole=$("$program" "$command" --help </dev/null)
      first=${parts%% *}
      case $first in
        *'|'*)
          printf '%s\n' "$first" | tr '|' '\n' | while read -r part; do
            # One that has no help of its own shows its command's.
            [ "$("$program" "$command" "$part" --help </dev/null)" = "$whole" ] ||
              section "$command $part" "$command" "$part" </dev/null
          done
          ;;
      esac
    done
    ;;
  *)
    printf '.SH DESCRIPTION\n'
    printf '%s\n' "$help" | to_roff
    ;;
esac
cat -- "$more"
