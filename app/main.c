#include "app/application.h"
#include "app/bench.h"
#include "base/arenas.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  g_autoptr (VanityApplication) application = NULL;
  const char *locale_dir = g_getenv ("VANITY_LOCALEDIR"); /* of a build that is not installed */

  vanity_arenas_limit ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : VANITY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = vanity_application_new ();
  if (vanity_bench_is_on ())
    g_application_set_flags (G_APPLICATION (application),
                             G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
