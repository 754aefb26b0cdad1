#include "torch.h"

#include <gio/gio.h>
#include <string.h>

/* Debian's, which python3-torch is installed for. */
#define PYTHON "/usr/bin/python3"

static GDataInputStream *answers;
static GOutputStream *questions;
static char *version;

static char *
read_answer (void)
{
  g_autoptr (GError) error = NULL;
  char *answer = g_data_input_stream_read_line (answers, NULL, NULL, &error);

  if (answer == NULL)
    g_error ("PyTorch gave no answer%s%s", error != NULL ? ": " : "",
             error != NULL ? error->message : "");
  return answer;
}

gboolean
torch_is_available (void)
{
  const char *script = g_getenv ("VANITY_TORCH_ROWS");
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  if (version != NULL)
    return TRUE;
  if (script == NULL || *script == '\0')
    return FALSE;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, PYTHON, script, NULL);
  if (process == NULL)
    g_error ("%s", error->message);
  /* It ends with us, when its input does. */
  questions = g_subprocess_get_stdin_pipe (process);
  answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  version = read_answer ();
  return TRUE;
}

const char *
torch_get_version (void)
{
  return version;
}

double
torch_take_turn (const NetworkRow *row, int threads, gboolean channels_last)
{
  g_autofree char *question
      = g_strdup_printf ("%d %d %d %d %d %s\n", row->channels, row->side, row->kernel, row->group,
                         threads, channels_last ? "last" : "first");
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all (questions, question, strlen (question), NULL, NULL, &error))
    g_error ("%s", error->message);
  answer = read_answer ();
  return g_ascii_strtod (answer, NULL);
}
