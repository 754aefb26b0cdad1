/* vanity-cli: what the mirror does, for scripts. */
#include "cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *parameters;
  const char *summary;
  VanityExit (*run) (int argc, char **argv);
} Command;

static const Command commands[] = {
  { "detect", N_ ("PHOTO… [--json]"), N_ ("tell where the faces are"), vanity_cli_detect },
  { "apply", N_ ("PHOTO… --look LOOK -o OUT"), N_ ("put a look on the faces"), vanity_cli_apply },
  { "compare", N_ ("PHOTO… --look LOOK -o OUT"), N_ ("picture the photo before and after"),
    vanity_cli_compare },
  { "looks", NULL, N_ ("list the looks there are"), vanity_cli_looks },
  { "run", N_ ("MODEL [INPUT.npy …] -o DIR"), N_ ("run a network on NumPy arrays"),
    vanity_cli_run },
  { "model", N_ ("info|profile|convert MODEL"),
    N_ ("tell what a network is made of, or where its time goes; write it as ONNX"),
    vanity_cli_model },
};

gboolean
vanity_cli_parse (int *argc, char ***argv, const char *parameters, const char *summary,
                  const GOptionEntry *entries, char ***rest, VanityExit *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("vanity-cli %s", (*argv)[0]);
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
  g_autofree char *line = g_strdelimit (g_strdup (error->message), "\n\r", ' ');

  g_printerr ("vanity-cli: %s\n", line);
  return VANITY_EXIT_FAILED;
}

VanityExit
vanity_cli_print (const char *text)
{
  if (fputs (text, stdout) == EOF || fflush (stdout) == EOF)
    {
      g_printerr (_ ("vanity-cli: cannot write to standard output: %s\n"), g_strerror (errno));
      return VANITY_EXIT_FAILED;
    }
  return VANITY_EXIT_DONE;
}

static char *
describe_program (void)
{
  GString *text = g_string_new (_ ("Usage: vanity-cli COMMAND …\n\n"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *parameters = commands[i].parameters ? _ (commands[i].parameters) : "";
      g_string_append_printf (text, "  %-8s %s\n           %s\n", commands[i].name, parameters,
                              _ (commands[i].summary));
    }
  g_string_append (text,
                   _ ("\n  vanity-cli COMMAND --help says more; --version tells the version.\n"
                      "\nEnds with 0 when all is done, 1 when something failed, 2 when the "
                      "command line is wrong.\n"));
  return g_string_free (text, FALSE);
}

int
main (int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, VANITY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("vanity-cli");

  if (!name)
    {
      g_autofree char *text = describe_program ();
      g_printerr ("%s", text);
      return VANITY_EXIT_USAGE;
    }
  if (g_str_equal (name, "--help") || g_str_equal (name, "-h"))
    {
      g_autofree char *text = describe_program ();
      return vanity_cli_print (text);
    }
  if (g_str_equal (name, "--version"))
    return vanity_cli_print ("vanity-cli " VANITY_VERSION "\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].name))
      return commands[i].run (argc - 1, argv + 1);
  return vanity_cli_usage (
      name[0] == '-' ? _ ("there is no option “%s”") : _ ("there is no command “%s”"), name);
}
