#include "cli.h"

#include "makeup/look.h"

#include <glib/gi18n.h>

static char *
list_looks (void)
{
  g_autoptr (GPtrArray) looks = vanity_look_list_shipped ();
  GString *text = g_string_new (NULL);
  int width = 0;

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
  return g_string_free (text, FALSE);
}

/* What a parameter may be, as look files have it, and what it is where they do not say. */
static char *
dup_range (const VanityParam *param)
{
  g_autoptr (GString) range = g_string_new (NULL);

  switch (param->type)
    {
    case VANITY_PARAM_NUMBER:
      g_string_printf (range, "%g … %g%s%s (%g)", param->minimum, param->maximum,
                       *param->unit ? " " : "", param->unit, param->fallback);
      break;
    case VANITY_PARAM_COLOR:
      g_string_printf (range, "#rrggbb (%s)", param->color);
      break;
    case VANITY_PARAM_CHOICE:
    default:
      for (int i = 0; param->choices[i]; i++)
        g_string_append_printf (range, i == 0 ? "(%s)" : ", %s", param->choices[i]);
      break;
    }
  return g_strdup (range->str);
}

static char *
list_kinds (void)
{
  int n_kinds;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);
  GString *text = g_string_new (NULL);

  for (int k = 0; k < n_kinds; k++)
    {
      g_string_append_printf (text, "%s%s  %s: %s\n", k > 0 ? "\n" : "", kinds[k]->id,
                              vanity_layer_group_get_label (kinds[k]->group), _ (kinds[k]->label));
      for (int i = 0; i < kinds[k]->n_params; i++)
        {
          g_autofree char *range = dup_range (&kinds[k]->params[i]);

          /* printf counts bytes. */
          g_string_append_printf (text, "  %-14s %s%*s %s\n", kinds[k]->params[i].id, range,
                                  MAX (0, 34 - (int)g_utf8_strlen (range, -1)), "",
                                  _ (kinds[k]->params[i].label));
        }
    }
  return g_string_free (text, FALSE);
}

VanityExit
vanity_cli_looks (int argc, char **argv)
{
  gboolean kinds = FALSE;
  const GOptionEntry entries[] = {
    { "kinds", 'k', 0, G_OPTION_ARG_NONE, &kinds,
      N_ ("List the kinds of layers that look files may have, and their parameters"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *text = NULL;
  VanityExit status;

  if (!vanity_cli_parse (&argc, &argv, NULL,
                         _ ("Lists the looks that come with Vanity: the name for --look, then "
                            "what it is."),
                         entries, NULL, &status))
    return status;
  text = kinds ? list_kinds () : list_looks ();
  return vanity_cli_print (text);
}
