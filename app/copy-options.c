#include "copy-options.h"

#include "cli.h"
#include "transfer/wear.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const words[VANITY_N_CHANGES] = {
  [VANITY_CHANGE_LIPS] = "lips",   [VANITY_CHANGE_EYES] = "eyes", [VANITY_CHANGE_CHEEKS] = "cheeks",
  [VANITY_CHANGE_BROWS] = "brows", [VANITY_CHANGE_SKIN] = "skin",
};

static void
source_free (gpointer data)
{
  VanityCopySource *source = data;

  g_free (source->path);
  g_free (source);
}

void
vanity_copy_order_free (VanityCopyOrder *order)
{
  g_ptr_array_unref (order->sources);
  g_free (order);
}

void
vanity_copy_options_clear (VanityCopyOptions *options)
{
  g_strfreev (options->from);
  g_strfreev (options->blend);
  g_strfreev (options->from_face);
  g_free (options->regions);
  g_free (options->strength);
}

/* The part of this name, or −1. */
static int
find_part (const char *word)
{
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    if (g_str_equal (words[i], word))
      return i;
  return -1;
}

static gboolean
parse_parts (const char *option, const char *text, gboolean parts[VANITY_N_CHANGES])
{
  g_auto (GStrv) list = g_strsplit (text, ",", -1);

  memset (parts, 0, VANITY_N_CHANGES * sizeof *parts);
  for (char **word = list; *word; word++)
    {
      int part = find_part (g_strstrip (*word));

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
 * list of words is a name. Without regions all but skin are meant, and `*is_general` is set. */
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
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    parts[i] = i != VANITY_CHANGE_SKIN;
  if (*is_general)
    return TRUE;
  list = g_strndup (text, length);
  return parse_parts (option, list, parts);
}

static VanityCopySource *
add_source (VanityCopyOrder *order, const char *path, gsize length)
{
  VanityCopySource *source = g_new0 (VanityCopySource, 1);

  source->path = g_strndup (path, length);
  g_ptr_array_add (order->sources, source);
  return source;
}

/* Which reference gives what: one that is named for a region goes before the one for all. */
static gboolean
add_references (VanityCopyOrder *order, char **from, gboolean given[VANITY_N_CHANGES])
{
  VanityCopySource *named[VANITY_N_CHANGES] = { NULL }, *general = NULL;

  for (; *from; from++)
    {
      gboolean parts[VANITY_N_CHANGES], is_general;
      VanityCopySource *source;
      const char *path;

      if (!split_regions ("--from", *from, parts, &path, &is_general))
        return FALSE;
      source = add_source (order, path, strlen (path));
      if (is_general && general)
        {
          vanity_cli_usage (_ ("%s and %s would both give all regions: say which is for what, as "
                               "--from lips=%s, or --blend them"),
                            general->path, source->path, source->path);
          return FALSE;
        }
      if (is_general)
        general = source;
      for (int i = 0; i < VANITY_N_CHANGES && !is_general; i++)
        if (parts[i] && named[i])
          {
            vanity_cli_usage (_ ("%s and %s would both give %s"), named[i]->path, source->path,
                              words[i]);
            return FALSE;
          }
        else if (parts[i])
          named[i] = source;
    }
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      VanityCopySource *source = named[i] ? named[i] : general;

      /* Of the reference for all, skin counts only when it is asked for. */
      given[i] = named[i] || (general && i != VANITY_CHANGE_SKIN);
      if (source)
        source->share[i] = 1;
    }
  return TRUE;
}

/* What is blended in leaves less of what was there before. */
static gboolean
add_blends (VanityCopyOrder *order, char **blend)
{
  for (; *blend; blend++)
    {
      gboolean parts[VANITY_N_CHANGES], is_general;
      VanityCopySource *source;
      const char *path, *colon;
      double share;

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
      source = add_source (order, path, (gsize)(colon - path));
      if (is_general)
        parts[VANITY_CHANGE_SKIN] = TRUE;
      for (int i = 0; i < VANITY_N_CHANGES; i++)
        {
          double sum = 0;

          for (guint k = 0; k + 1 < order->sources->len; k++)
            {
              VanityCopySource *other = order->sources->pdata[k];

              sum += other->share[i];
              if (parts[i])
                other->share[i] *= 1 - share;
            }
          if (parts[i] && sum > 0)
            source->share[i] = share;
          else if (parts[i] && !is_general)
            {
              vanity_cli_usage (_ ("--blend of %s: no --from gives %s"), source->path, words[i]);
              return FALSE;
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
choose_parts (VanityCopyOrder *order, const VanityCopyOptions *options,
              const gboolean given[VANITY_N_CHANGES])
{
  gboolean skin = options->foundation;

  memcpy (order->worn, given, sizeof order->worn);
  if (options->regions)
    {
      if (!parse_parts ("--regions", options->regions, order->worn))
        return FALSE;
      skin = skin || order->worn[VANITY_CHANGE_SKIN];
    }
  order->worn[VANITY_CHANGE_SKIN] = skin || (!options->regions && given[VANITY_CHANGE_SKIN]);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      double sum = 0;

      for (guint k = 0; k < order->sources->len; k++)
        sum += ((VanityCopySource *)order->sources->pdata[k])->share[i];
      if (order->worn[i] && sum <= 0)
        {
          vanity_cli_usage (_ ("no --from gives %s"), words[i]);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
vanity_copy_parse_strength (const char *text, const gboolean worn[VANITY_N_CHANGES],
                            double strength[VANITY_N_CHANGES])
{
  g_auto (GStrv) list = g_strsplit (text ? text : "1", ",", -1);
  gboolean named[VANITY_N_CHANGES] = { FALSE };

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    strength[i] = worn[i] ? 1 : 0;
  if (!*list)
    return vanity_cli_parse_number ("--strength", "", 0, VANITY_WEAR_MAX_STRENGTH, FALSE, strength);
  for (char **word = list; *word; word++)
    {
      char *sign = strchr (g_strstrip (*word), '=');
      gboolean parts[VANITY_N_CHANGES];
      double number;

      if (sign)
        *sign = '\0';
      if (!vanity_cli_parse_number ("--strength", sign ? sign + 1 : *word, 0,
                                    VANITY_WEAR_MAX_STRENGTH, FALSE, &number)
          || (sign && !parse_parts ("--strength", *word, parts)))
        return FALSE;
      for (int i = 0; i < VANITY_N_CHANGES; i++)
        if (!sign && worn[i] && !named[i])
          strength[i] = number;
        else if (sign && parts[i] && !worn[i])
          {
            vanity_cli_usage (_ ("--strength names %s, which is not among the regions"), words[i]);
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
  g_autoptr (VanityCopyOrder) order = g_new0 (VanityCopyOrder, 1);
  gboolean given[VANITY_N_CHANGES];

  order->sources = g_ptr_array_new_with_free_func (source_free);
  if (!options->from || !options->from[0])
    {
      vanity_cli_usage (_ ("--from is missing: it names the photo whose makeup is copied"));
      return NULL;
    }
  if (!add_references (order, options->from, given)
      || (options->blend && !add_blends (order, options->blend))
      || (options->from_face && !set_faces (order, options->from_face))
      || !choose_parts (order, options, given)
      || !vanity_copy_parse_strength (options->strength, order->worn, order->strength))
    return NULL;
  return g_steal_pointer (&order);
}
