/* Drives the built vanity-cli in a directory of its own. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *directory; /* the program's working directory, emptied and removed at the end */
  int status;      /* of the last run: its exit status, or −1 when a signal ended it */
  char *out, *err;
} Cli;

void cli_set_up (Cli *cli, gconstpointer data);
void cli_tear_down (Cli *cli, gconstpointer data);

#define cli_add_test(path, function)                                                               \
  g_test_add (path, Cli, NULL, cli_set_up, function, cli_tear_down)

/* Runs the program; the arguments end with NULL. */
void cli_run (Cli *cli, ...) G_GNUC_NULL_TERMINATED;
void cli_run_argv (Cli *cli, const char *const *arguments);
/* The same where no file can grow past `most` bytes, as on a full disk. */
void cli_run_cramped (Cli *cli, gsize most, const char *const *arguments);

/* The last run ended with `status`; when that is a failure, standard error is one line that holds
 * every one of the words, which end with NULL. */
void cli_assert_ended (Cli *cli, int status, ...) G_GNUC_NULL_TERMINATED;

/* Runs the program with `arguments`, words with spaces between, which are wrong: it ends with 2,
 * says `word` and nothing on standard output. */
void cli_assert_misused (Cli *cli, const char *arguments, const char *word);

/* Files in the working directory. */
char *cli_path (Cli *cli, const char *name);
gboolean cli_has_file (Cli *cli, const char *name);
guint cli_count_files (Cli *cli, const char *directory);
void cli_write (Cli *cli, const char *name, gconstpointer bytes, gsize size);
void cli_read (Cli *cli, const char *name, char **bytes, gsize *size);

/* Copies NASA's portrait of an astronaut, 512 × 512, to `name`. FALSE after g_test_skip () where
 * it is not installed. */
gboolean cli_copy_portrait (Cli *cli, const char *name);
/* A grey PNG without a face. */
void cli_write_blank (Cli *cli, const char *name, int width, int height);

G_END_DECLS
