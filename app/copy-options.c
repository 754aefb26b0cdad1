#include "copy-options.h"

#include "cli.h"
#include "transfer/wear.h"

#include <glib/gi18n.h>
#include <string.h>

void
vanity_copy_options_clear (VanityCopyOptions *options)
{
  g_strfreev (options->from);
  g_strfreev (options->blend);
  g_strfreev (options->from_face);
  g_free (options->regions);
  g_free (options->strength);
}

static gboolean
parse_parts (const char *option, const char *text, gboolean parts[VANITY_N_CHANGES])
{
  g_auto (GStrv) list = g_strsplit (text, ",", -1);

  memset (parts, 0, VANITY_N_CHANGES * sizeof *parts);
  for (char **word = list; *word; word++)
    {
      int part = vanity_copy_find_part (g_strstrip (*word));

      if (part < 0)
        {
          vanity_cli_usage (_ ("%s: there is no region “%s”; there are lips, eyes, cheeks, brows "
                               "and skin"),
                            option, *word);
          return FALSE;
        }
      parts[part] = TRUE;
    }
  if (*list)
    return TRUE;
  vanity_cli_usage (_ ("%s is empty; it must be regions with commas between, as lips,eyes"),
                    option);
  return FALSE;
}

/* Takes "REGIONS=" off the front of a file's name: `*path` is what is left. Whatever could not be a
 * list of words is a name. Without regions `*is_general` is set, and `parts` is not. */
static gboolean
split_regions (const char *option, const char *text, gboolean parts[VANITY_N_CHANGES],
               const char **path, gboolean *is_general)
{
  gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz, ");
  g_autofree char *list = NULL;

  *is_general = text[length] != '=' || g_file_test (text, G_FILE_TEST_EXISTS);
  *path = *is_general ? text : text + length + 1;
  if (!**path)
    {
      vanity_cli_usage (_ ("%s “%s” names no file"), option, text);
      return FALSE;
    }
  if (*is_general)
    return TRUE;
  list = g_strndup (text, length);
  return parse_parts (option, list, parts);
}

/* The index of a new one. */
static const char *
get_path (const VanityCopyOrder *order, int source)
{
  return ((VanityCopySource *)order->sources->pdata[source])->path;
}

/* Which reference gives what: one that is named for a region goes before the one for all. */
static gboolean
add_references (VanityCopyOrder *order, char **from)
{
  int general = -1;

  for (; *from; from++)
    {
      gboolean parts[VANITY_N_CHANGES], is_general;
      const char *path;
      int source;

      if (!split_regions ("--from", *from, parts, &path, &is_general))
        return FALSE;
      source = vanity_copy_order_add_source (order, g_strndup (path, strlen (path)), 0);
      if (is_general && general >= 0)
        {
          vanity_cli_usage (_ ("%s and %s would both give all regions: say which is for what, as "
                               "--from lips=%s, or --blend them"),
                            get_path (order, general), path, path);
          return FALSE;
        }
      if (is_general)
        general = source;
      for (int i = 0; i < VANITY_N_CHANGES && !is_general; i++)
        if (parts[i] && order->parts[i].from >= 0)
          {
            vanity_cli_usage (_ ("%s and %s would both give %s"),
                              get_path (order, order->parts[i].from), path,
                              vanity_copy_get_word (i));
            return FALSE;
          }
        else if (parts[i])
          {
            order->parts[i].from = source;
            order->parts[i].worn = TRUE;
          }
    }
  for (int i = 0; general >= 0 && i < VANITY_N_CHANGES; i++)
    if (order->parts[i].from < 0)
      {
        /* Of the reference for all, skin counts only when it is asked for. */
        order->parts[i].worn = i != VANITY_CHANGE_SKIN;
        order->parts[i].from = general;
      }
  return TRUE;
}

static gboolean
add_blends (VanityCopyOrder *order, char **blend)
{
  for (; *blend; blend++)
    {
      gboolean parts[VANITY_N_CHANGES], is_general;
      const char *path, *colon;
      double share;
      int source;

      if (!split_regions ("--blend", *blend, parts, &path, &is_general))
        return FALSE;
      colon = strrchr (path, ':');
      if (!colon || colon == path)
        {
          vanity_cli_usage (_ ("--blend is “%s”; it must be FILE:SHARE, as photo.jpg:0.5"), *blend);
          return FALSE;
        }
      if (!vanity_cli_parse_number ("--blend", colon + 1, 0, 1, FALSE, &share))
        return FALSE;
      source = vanity_copy_order_add_source (order, g_strndup (path, (gsize)(colon - path)), 0);
      for (int i = 0; i < VANITY_N_CHANGES; i++)
        {
          VanityCopyPart *part = &order->parts[i];

          if (!parts[i] && !is_general)
            continue;
          if (part->from < 0 && !is_general)
            {
              vanity_cli_usage (_ ("--blend of %s: no --from gives %s"), get_path (order, source),
                                vanity_copy_get_word (i));
              return FALSE;
            }
          if (part->to >= 0)
            {
              vanity_cli_usage (_ ("%s and %s would both be blended into %s"),
                                get_path (order, part->to), get_path (order, source),
                                vanity_copy_get_word (i));
              return FALSE;
            }
          if (part->from >= 0)
            {
              part->to = source;
              part->blend = share;
            }
        }
    }
  return TRUE;
}

static gboolean
set_faces (VanityCopyOrder *order, char **from_face)
{
  for (guint i = 0; from_face[i]; i++)
    {
      double face;

      if (i >= order->sources->len)
        {
          vanity_cli_usage (_ ("--from-face “%s” is one too many: there are no more references"),
                            from_face[i]);
          return FALSE;
        }
      if (!vanity_cli_parse_number ("--from-face", from_face[i], 1, G_MAXINT, TRUE, &face))
        return FALSE;
      ((VanityCopySource *)order->sources->pdata[i])->face = (int)face;
    }
  return TRUE;
}

/* What is worn: what references give, or, of that, what --regions names. */
static gboolean
choose_parts (VanityCopyOrder *order, const VanityCopyOptions *options)
{
  gboolean named[VANITY_N_CHANGES];

  if (options->regions && !parse_parts ("--regions", options->regions, named))
    return FALSE;
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      VanityCopyPart *part = &order->parts[i];

      if (options->regions)
        part->worn = named[i];
      if (i == VANITY_CHANGE_SKIN && options->foundation)
        part->worn = TRUE;
      if (part->worn && part->from < 0)
        {
          vanity_cli_usage (_ ("no --from gives %s"), vanity_copy_get_word (i));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
choose_strengths (VanityCopyOrder *order, const char *text)
{
  gboolean worn[VANITY_N_CHANGES];
  double strength[VANITY_N_CHANGES];

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    worn[i] = order->parts[i].worn;
  if (!vanity_copy_parse_strength (text, worn, VANITY_WEAR_MAX_STRENGTH, strength))
    return FALSE;
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    order->parts[i].strength = strength[i];
  return TRUE;
}

gboolean
vanity_copy_parse_strength (const char *text, const gboolean worn[VANITY_N_CHANGES], double most,
                            double strength[VANITY_N_CHANGES])
{
  g_auto (GStrv) list = g_strsplit (text ? text : "1", ",", -1);
  gboolean named[VANITY_N_CHANGES] = { FALSE };

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    strength[i] = worn[i] ? 1 : 0;
  if (!*list)
    return vanity_cli_parse_number ("--strength", "", 0, most, FALSE, strength);
  for (char **word = list; *word; word++)
    {
      char *sign = strchr (g_strstrip (*word), '=');
      gboolean parts[VANITY_N_CHANGES];
      double number;

      if (sign)
        *sign = '\0';
      if (!vanity_cli_parse_number ("--strength", sign ? sign + 1 : *word, 0, most, FALSE, &number)
          || (sign && !parse_parts ("--strength", *word, parts)))
        return FALSE;
      for (int i = 0; i < VANITY_N_CHANGES; i++)
        if (!sign && worn[i] && !named[i])
          strength[i] = number;
        else if (sign && parts[i] && !worn[i])
          {
            vanity_cli_usage (_ ("--strength names %s, which is not among the regions"),
                              vanity_copy_get_word (i));
            return FALSE;
          }
        else if (sign && parts[i])
          {
            strength[i] = number;
            named[i] = TRUE;
          }
    }
  return TRUE;
}

VanityCopyOrder *
vanity_copy_options_parse (const VanityCopyOptions *options)
{
  g_autoptr (VanityCopyOrder) order = vanity_copy_order_new ();

  if (!options->from || !options->from[0])
    {
      vanity_cli_usage (_ ("--from is missing: it names the photo whose makeup is copied"));
      return NULL;
    }
  if (!add_references (order, options->from)
      || (options->blend && !add_blends (order, options->blend))
      || (options->from_face && !set_faces (order, options->from_face))
      || !choose_parts (order, options) || !choose_strengths (order, options->strength))
    return NULL;
  return g_steal_pointer (&order);
}
