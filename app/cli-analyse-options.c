#include "cli-analyse.h"

#include <glib/gi18n.h>
#include <string.h>

void
vanity_analyse_order_clear (VanityAnalyseOrder *order)
{
  g_free (order->face_text);
  g_free (order->white);
  g_free (order->nudge);
  g_free (order->masks);
  g_free (order->report);
  g_free (order->compare);
  vanity_batch_options_clear (&order->batch);
}

static gboolean
parse_white (VanityAnalyseOrder *order)
{
  g_auto (GStrv) parts = g_strsplit (order->white, ",", -1);

  if (g_strv_length (parts) != 2)
    {
      vanity_cli_usage (_ ("--white is “%s”; it must be X,Y in pixels of the photo"), order->white);
      return FALSE;
    }
  order->options.has_white = TRUE;
  return vanity_cli_parse_number ("--white", parts[0], 0, VANITY_IMAGE_MAX_SIDE, FALSE,
                                  &order->options.white_x)
         && vanity_cli_parse_number ("--white", parts[1], 0, VANITY_IMAGE_MAX_SIDE, FALSE,
                                     &order->options.white_y);
}

/* "warmer=0.5", or the word alone for half of it. */
static gboolean
parse_one_nudge (const char *text, VanityColorNudge *nudge)
{
  const struct
  {
    const char *word;
    float *value;
    float sign;
  } words[] = {
    { "lighter", &nudge->lighter, 1 }, { "darker", &nudge->lighter, -1 },
    { "warmer", &nudge->warmer, 1 },   { "cooler", &nudge->warmer, -1 },
    { "muted", &nudge->muted, 1 },
  };
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  double amount = 0.5;

  if (parts[0] == NULL)
    return FALSE;
  if (parts[1] != NULL && !vanity_cli_parse_number ("--nudge", parts[1], 0, 1, FALSE, &amount))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (parts[0], words[i].word))
      {
        *words[i].value = words[i].sign * (float)amount;
        return TRUE;
      }
  vanity_cli_usage (_ ("--nudge: “%s” is none of lighter, darker, warmer, cooler and muted"),
                    parts[0]);
  return FALSE;
}

static gboolean
parse_nudge (VanityAnalyseOrder *order)
{
  g_auto (GStrv) parts = g_strsplit (order->nudge, ",", -1);

  order->options.has_nudge = TRUE;
  if (parts[0] == NULL)
    {
      vanity_cli_usage (_ ("--nudge is empty"));
      return FALSE;
    }
  for (char **part = parts; *part; part++)
    if (!parse_one_nudge (*part, &order->options.nudge))
      return FALSE;
  return TRUE;
}

static gboolean
is_named (const char *option, const char *value)
{
  if (value == NULL || *value)
    return TRUE;
  vanity_cli_usage (_ ("%s is empty"), option);
  return FALSE;
}

gboolean
vanity_analyse_order_parse (VanityAnalyseOrder *order)
{
  double face = 0;

  if (!is_named ("--masks", order->masks) || !is_named ("--report", order->report)
      || !is_named ("--compare", order->compare) || (order->white && !parse_white (order))
      || (order->nudge && !parse_nudge (order)))
    return FALSE;
  if (order->face_text
      && !vanity_cli_parse_number ("--face", order->face_text, 1, G_MAXINT, TRUE, &face))
    return FALSE;
  order->face = (int)face;
  if (order->via_service
      && (order->masks || order->report || order->compare || order->remember
          || (!order->batch.json && !order->batch.log)))
    {
      vanity_cli_usage (
          _ ("--via-service tells JSON, and does without --masks, --report, --compare "
             "and --remember"));
      return FALSE;
    }
  return vanity_batch_options_parse (&order->batch);
}
