#include "cli.h"

#include "makeup/look.h"

#include <glib/gi18n.h>

VanityExit
vanity_cli_looks (int argc, char **argv)
{
  g_autoptr (GPtrArray) looks = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  VanityExit status;
  int width = 0;

  if (!vanity_cli_parse (&argc, &argv, NULL,
                         _ ("Lists the looks that come with Vanity: the name for --look, then "
                            "what it is."),
                         NULL, NULL, &status))
    return status;
  looks = vanity_look_list_shipped ();
  for (guint i = 0; i < looks->len; i++)
    {
      const VanityLook *look = looks->pdata[i];
      width = MAX (width, (int)g_utf8_strlen (look->id, -1));
    }
  for (guint i = 0; i < looks->len; i++)
    {
      const VanityLook *look = looks->pdata[i];
      g_string_append_printf (text, "%-*s  %s. %s\n", width, look->id, vanity_look_get_label (look),
                              vanity_look_get_summary (look));
    }
  return vanity_cli_print (text->str);
}
