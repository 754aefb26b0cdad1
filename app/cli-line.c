#include "cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The program's name without that of its command. */
static char *
dup_program (void)
{
  const char *name = g_get_prgname ();

  return g_strndup (name, strcspn (name, " "));
}

gboolean
vanity_cli_parse (int *argc, char ***argv, const char *parameters, const char *summary,
                  const GOptionEntry *entries, char ***rest, VanityExit *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = dup_program ();
  g_autofree char *name = g_strdup_printf ("%s %s", program, (*argv)[0]);
  g_auto (GStrv) names = NULL;
  gboolean help = FALSE;
  const GOptionEntry common[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show this and end"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  /* GOption's own --help ends the program on the spot; ours goes through standard output's check.
   */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, common, NULL);
  g_set_prgname (name);

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *status = vanity_cli_usage ("%s", error->message);
      return FALSE;
    }
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);
      *status = vanity_cli_print (text);
      return FALSE;
    }
  if (names && !rest)
    {
      *status = vanity_cli_usage (_ ("“%s” is one argument too many"), names[0]);
      return FALSE;
    }
  if (rest)
    *rest = names ? g_steal_pointer (&names) : g_new0 (char *, 1);
  return TRUE;
}

gboolean
vanity_cli_parse_number (const char *option, const char *text, double low, double high,
                         gboolean whole, double *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(*number >= low && *number <= high)
      || (whole && *number != floor (*number)))
    {
      g_autofree char *kind = whole ? g_strdup_printf (_ ("a whole number from %g"), low)
                                    : g_strdup_printf (_ ("a number from %g to %g"), low, high);
      vanity_cli_usage (_ ("%s is “%s”; it must be %s"), option, text, kind);
      return FALSE;
    }
  return TRUE;
}

VanityExit
vanity_cli_usage (const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr (_ ("%s: %s (see --help)\n"), g_get_prgname (), message);
  return VANITY_EXIT_USAGE;
}

VanityExit
vanity_cli_fail (const GError *error)
{
  g_autofree char *program = dup_program ();
  g_autofree char *line = g_strdelimit (g_strdup (error->message), "\n\r", ' ');

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_printerr (_ ("%s: interrupted\n"), g_get_prgname ());
  else
    g_printerr ("%s: %s\n", program, line);
  return VANITY_EXIT_FAILED;
}

void
vanity_cli_name_file (GError **error, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  if (!g_str_equal (base, path) || !strstr ((*error)->message, base))
    g_prefix_error (error, "%s: ", path);
}

VanityExit
vanity_cli_print (const char *text)
{
  if (fputs (text, stdout) == EOF || fflush (stdout) == EOF)
    {
      g_autofree char *program = dup_program ();
      g_printerr (_ ("%s: cannot write to standard output: %s\n"), program, g_strerror (errno));
      return VANITY_EXIT_FAILED;
    }
  return VANITY_EXIT_DONE;
}
