/* What the commands of vanity-cli, and of vanity-train, have in common.
 *
 * A command parses its own options, does its work and returns the program's exit status. It says
 * what went wrong in one line on standard error. Adding one touches its own file, one line in the
 * table of cli.c and its test. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_EXIT_DONE = 0,
  VANITY_EXIT_FAILED = 1, /* a photo, a model or a file stands in the way */
  VANITY_EXIT_USAGE = 2,  /* the command line itself is wrong */
} VanityExit;

/* `argv[0]` is the command's name. */
VanityExit vanity_cli_detect (int argc, char **argv);
VanityExit vanity_cli_apply (int argc, char **argv);
VanityExit vanity_cli_transfer (int argc, char **argv);
VanityExit vanity_cli_remove (int argc, char **argv);
VanityExit vanity_cli_analyse (int argc, char **argv);
VanityExit vanity_cli_export (int argc, char **argv);
VanityExit vanity_cli_looks (int argc, char **argv);
VanityExit vanity_cli_compare (int argc, char **argv);
VanityExit vanity_cli_sheet (int argc, char **argv);
VanityExit vanity_cli_run (int argc, char **argv);
VanityExit vanity_cli_model (int argc, char **argv);
VanityExit vanity_cli_classify (int argc, char **argv);
VanityExit vanity_cli_catalogue (int argc, char **argv);
VanityExit vanity_cli_taste (int argc, char **argv);
VanityExit vanity_cli_recommend (int argc, char **argv);
VanityExit vanity_cli_recommend_bench (int argc, char **argv);

/* Parses `entries` and, where `rest` is not NULL, takes what is left as file names (never NULL,
 * free with g_strfreev ()). `parameters` and `summary` are shown by --help. FALSE when the program
 * must end at once with `*status`: after --help, or after a line that says what is wrong. */
gboolean vanity_cli_parse (int *argc, char ***argv, const char *parameters, const char *summary,
                           const GOptionEntry *entries, char ***rest, VanityExit *status);

/* `text`, the value of `option`, as a number in [low, high]; whole when `whole`. FALSE after a line
 * that names option, value and range. */
gboolean vanity_cli_parse_number (const char *option, const char *text, double low, double high,
                                  gboolean whole, double *number);

/* One line on standard error; returns VANITY_EXIT_USAGE and VANITY_EXIT_FAILED. */
VanityExit vanity_cli_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);
VanityExit vanity_cli_fail (const GError *error);

/* Puts the path before a message that does not name it in full: the engine names a photo without
 * its folder, or not at all. */
void vanity_cli_name_file (GError **error, const char *path);

/* Writes to standard output and checks that it arrived. */
VanityExit vanity_cli_print (const char *text);

G_END_DECLS
