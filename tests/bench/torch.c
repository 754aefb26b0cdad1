#include "torch.h"

#include <gio/gio.h>
#include <string.h>

/* Debian's, which python3-torch is installed for. */
#define PYTHON "/usr/bin/python3" /* with -B: nothing is written beside the scripts */

static GDataInputStream *answers;
static GOutputStream *questions;
static char *version;

static char *
find_script (const char *script)
{
  const char *folder = g_getenv ("VANITY_TORCH_SCRIPTS");

  return folder == NULL || *folder == '\0' ? NULL : g_build_filename (folder, script, NULL);
}

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
torch_start (const char *script)
{
  g_autofree char *path = find_script (script);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  if (version != NULL)
    return TRUE;
  if (path == NULL)
    return FALSE;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, PYTHON, "-B", path, NULL);
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

static char *
ask (const char *format, va_list arguments)
{
  g_autofree char *line = g_strdup_vprintf (format, arguments);
  g_autofree char *question = g_strconcat (line, "\n", NULL);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all (questions, question, strlen (question), NULL, NULL, &error))
    g_error ("%s", error->message);
  return read_answer ();
}

char *
torch_ask (const char *format, ...)
{
  va_list arguments;
  char *answer;

  va_start (arguments, format);
  answer = ask (format, arguments);
  va_end (arguments);
  return answer;
}

double
torch_ask_number (const char *format, ...)
{
  g_autofree char *answer = NULL;
  va_list arguments;

  va_start (arguments, format);
  answer = ask (format, arguments);
  va_end (arguments);
  return g_ascii_strtod (answer, NULL);
}

double
torch_ask_once (const char *script, const char *const *arguments)
{
  g_autofree char *path = find_script (script);
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  g_ptr_array_add (line, (gpointer)PYTHON);
  g_ptr_array_add (line, (gpointer) "-B");
  g_ptr_array_add (line, path);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (line, (gpointer)arguments[i]);
  g_ptr_array_add (line, NULL);
  process = g_subprocess_newv ((const char *const *)line->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  if (process == NULL
      || !g_subprocess_communicate_utf8 (process, NULL, NULL, &answer, NULL, &error))
    g_error ("%s", error->message);
  if (!g_subprocess_get_successful (process))
    g_error ("PyTorch gave no answer");
  return g_ascii_strtod (answer, NULL);
}
