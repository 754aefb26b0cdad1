#include "train-options.h"

#include "base/error.h"

#include <string.h>

void
vanity_train_options_clear (VanityTrainOptions *self)
{
  g_free (self->epochs_text);
  g_free (self->seed_text);
  g_free (self->out);
  g_free (self->checkpoint);
  g_free (self->log);
  g_free (self->seeds);
  g_free (self->go_on);
}

/* The command line again, with --resume. */
static char *
describe_command (int argc, char **argv)
{
  GString *text = g_string_new ("vanity-train");
  gboolean resumes = FALSE;

  for (int i = 0; i < argc; i++)
    {
      g_autofree char *word = g_shell_quote (argv[i]);

      resumes = resumes || g_str_equal (argv[i], "--resume") || g_str_equal (argv[i], "-r");
      g_string_append_printf (text, " %s", strpbrk (argv[i], " '\"\\$&|;<>()*?") ? word : argv[i]);
    }
  if (!resumes)
    g_string_append (text, " --resume");
  return g_string_free (text, FALSE);
}

static gboolean
parse_seeds (VanityTrainOptions *self, gboolean several)
{
  g_auto (GStrv) words = g_strsplit (self->seed_text ? self->seed_text : "1", ",", -1);

  gboolean sound;

  self->n_seeds = (int)g_strv_length (words);
  self->seeds = g_new0 (guint64, self->n_seeds + 1);
  sound = self->n_seeds == 1 || (several && self->n_seeds > 1);
  for (int i = 0; i < self->n_seeds && sound; i++)
    sound = g_ascii_string_to_unsigned (words[i], 10, 0, G_MAXINT64, &self->seeds[i], NULL);
  if (!sound)
    {
      vanity_cli_usage ("--seed is “%s”; it must be a whole number from 0%s", self->seed_text,
                        several ? ", or several with commas between" : "");
      return FALSE;
    }
  if (self->n_seeds == 1 || (!self->checkpoint && !self->log))
    return TRUE;
  vanity_cli_usage ("--%s keeps one training, not those of several seeds",
                    self->checkpoint ? "checkpoint" : "log");
  return FALSE;
}

/* Before hours are spent on what cannot be saved. */
static gboolean
check_output (const char *path)
{
  g_autofree char *folder = path ? g_path_get_dirname (path) : NULL;
  g_autoptr (GError) error = NULL;

  if (!path
      || (g_file_test (folder, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_DIR)))
    return TRUE;
  g_set_error (&error, VANITY_ERROR, VANITY_ERROR_FILE,
               g_file_test (path, G_FILE_TEST_IS_DIR) ? "%s is a folder"
                                                      : "%s: there is no such folder",
               path);
  vanity_cli_fail (error);
  return FALSE;
}

gboolean
vanity_train_parse (VanityTrainOptions *self, int argc, char **argv, const char *parameter,
                    const char *missing, const char *summary, const GOptionEntry *entries,
                    int epochs, gboolean several, char **path, VanityExit *status)
{
  g_autofree char *command = describe_command (argc, argv);
  g_auto (GStrv) names = NULL;
  double number = epochs;

  if (!vanity_cli_parse (&argc, &argv, parameter, summary, entries, &names, status))
    return FALSE;
  *status = VANITY_EXIT_USAGE;
  if (!names[0] || names[1])
    {
      vanity_cli_usage ("%s", missing);
      return FALSE;
    }
  if (self->resume && !self->checkpoint)
    {
      vanity_cli_usage ("--resume needs --checkpoint: it names the file to go on from");
      return FALSE;
    }
  if ((self->epochs_text
       && !vanity_cli_parse_number ("--epochs", self->epochs_text, 1, 10000, TRUE, &number))
      || !parse_seeds (self, several))
    return FALSE;
  self->epochs = (int)number;
  if (self->checkpoint)
    self->go_on = g_steal_pointer (&command);
  *status = VANITY_EXIT_FAILED;
  if (!check_output (self->out) || !check_output (self->checkpoint) || !check_output (self->log))
    return FALSE;
  *path = g_strdup (names[0]);
  *status = VANITY_EXIT_DONE;
  return TRUE;
}

VanityTrainerOptions
vanity_train_get_trainer (const VanityTrainOptions *self, VanityBatches *batches,
                          const char *const *columns, VanityCheckpoint *checkpoint)
{
  return (VanityTrainerOptions){ .epochs = self->epochs,
                                 .batches = batches,
                                 .columns = columns,
                                 .log = self->log,
                                 .checkpoint = checkpoint,
                                 .path = self->checkpoint,
                                 .go_on = self->go_on,
                                 .out = stderr };
}

int
vanity_train_end (VanityTrainerResult result, const GError *error)
{
  if (result == VANITY_TRAINER_FAILED)
    return vanity_cli_fail (error);
  return result == VANITY_TRAINER_STOPPED ? 130 : VANITY_EXIT_DONE;
}
