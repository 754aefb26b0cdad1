/* vanity-cli: what the mirror does, for scripts. */
#include "cli.h"

#include "base/arenas.h"

#include <glib/gi18n.h>
#include <locale.h>

typedef struct
{
  const char *name;
  const char *parameters;
  const char *summary;
  VanityExit (*run) (int argc, char **argv);
} Command;

static const Command commands[] = {
  { "detect", N_ ("PHOTO… [--json]"), N_ ("tell where the faces are"), vanity_cli_detect },
  { "analyse", N_ ("PHOTO… [--json]"), N_ ("tell what photos say of skin and features"),
    vanity_cli_analyse },
  { "apply", N_ ("PHOTO… --look LOOK -o OUT"), N_ ("put a look on the faces"), vanity_cli_apply },
  { "compare", N_ ("PHOTO… --look LOOK -o OUT"), N_ ("picture the photo before and after"),
    vanity_cli_compare },
  { "sheet", N_ ("PHOTO --look A --look B … -o OUT"),
    N_ ("print a face in several looks side by side"), vanity_cli_sheet },
  { "export", N_ ("DOCUMENT -o OUT"), N_ ("write the photo of a document of the window"),
    vanity_cli_export },
  { "transfer", N_ ("PHOTO… --from FILE -o OUT"), N_ ("put on the makeup of another photo"),
    vanity_cli_transfer },
  { "remove", N_ ("PHOTO… -o OUT"), N_ ("take makeup off"), vanity_cli_remove },
  { "looks", NULL, N_ ("list the looks there are"), vanity_cli_looks },
  { "run", N_ ("MODEL [INPUT.npy …] -o DIR"), N_ ("run a network on NumPy arrays"),
    vanity_cli_run },
  { "model", N_ ("info|profile|convert MODEL"),
    N_ ("tell what a network is made of, or where its time goes; write it as ONNX"),
    vanity_cli_model },
  { "classify", N_ ("IMAGE… --model MODEL"), N_ ("tell what a picture shows"),
    vanity_cli_classify },
  { "catalogue", N_ ("search|stats|import|export"),
    N_ ("find products, count them, read and write feeds"), vanity_cli_catalogue },
  { "taste", N_ ("show|export FILE|erase [WHAT…]"),
    N_ ("show, write out or erase what is remembered of you"), vanity_cli_taste },
  { "recommend", N_ ("[PHOTO] [--look LOOK]"), N_ ("propose products, and say why"),
    vanity_cli_recommend },
  { "recommend-bench", N_ ("FILE"), N_ ("tell how well what people take next is found"),
    vanity_cli_recommend_bench },
};

static char *
describe_program (void)
{
  GString *text = g_string_new (_ ("Usage: vanity-cli COMMAND …\n\n"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *parameters = commands[i].parameters ? _ (commands[i].parameters) : "";
      g_string_append_printf (text, "  %s%s%s\n           %s\n", commands[i].name,
                              *parameters ? " " : "", parameters, _ (commands[i].summary));
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
  const char *locale_dir = g_getenv ("VANITY_LOCALEDIR"); /* of a build that is not installed */

  vanity_arenas_limit ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : VANITY_LOCALEDIR);
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
