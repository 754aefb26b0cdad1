#include "catalogue/ingredient.h"

#include "catalogue/text.h"

#include <string.h>

/* What is between the stars, folded. */
typedef struct
{
  GPtrArray *pieces;
  gboolean open_start, open_end; /* a star stands there */
} Pattern;

static void
pattern_clear (Pattern *pattern)
{
  g_clear_pointer (&pattern->pieces, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pattern, pattern_clear)

static void
pattern_init (Pattern *pattern, const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  g_auto (GStrv) parts = g_strsplit (trimmed, "*", -1);

  pattern->pieces = g_ptr_array_new_with_free_func (g_free);
  pattern->open_start = trimmed[0] == '*';
  pattern->open_end = g_str_has_suffix (trimmed, "*");
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *piece = vanity_text_fold (parts[i]);

      if (*piece != '\0')
        g_ptr_array_add (pattern->pieces, g_steal_pointer (&piece));
    }
}

/* Whether the pieces from `i` on follow in `text`; the first of them at its start, unless `open`.
 */
static gboolean
match_from (const Pattern *pattern, guint i, const char *text, gboolean open)
{
  const char *piece = pattern->pieces->pdata[i];
  gsize length = strlen (piece);

  for (const char *at = strstr (text, piece); at != NULL; at = strstr (at + 1, piece))
    {
      const char *after = at + length;

      if (!open && at != text)
        return FALSE;
      if (i + 1 < pattern->pieces->len)
        /* The leftmost leaves most to the pieces that follow. */
        return match_from (pattern, i + 1, after, TRUE);
      if (pattern->open_end || *after == '\0' || *after == ' ')
        return TRUE;
    }
  return FALSE;
}

static gboolean
match_name (const Pattern *pattern, const char *name, gsize length)
{
  g_autofree char *piece = g_strndup (name, length);
  g_autofree char *folded = vanity_text_fold (piece);

  return *folded != '\0' && match_from (pattern, 0, folded, pattern->open_start);
}

/* Whether the first word is anywhere in the text at all. Lists are long and mostly in ASCII, where
 * this spares the folding; in others it says yes. */
static gboolean
may_have (const Pattern *pattern, const char *ingredients)
{
  const char *piece = pattern->pieces->pdata[0];
  gsize length = strcspn (piece, " ");

  if (!g_str_is_ascii (ingredients) || !g_str_is_ascii (piece))
    return TRUE;
  for (const char *at = ingredients; *at != '\0'; at++)
    if (g_ascii_strncasecmp (at, piece, length) == 0)
      return TRUE;
  return FALSE;
}

/* The length of what parts two names at `at`, or 0. `start`: where the text begins. */
static gsize
measure_end (const char *at, const char *start)
{
  static const char *const marks[] = { " - ", "•", "·", "●", "∙" };

  /* A comma between single digits belongs to a name: "1,2-Hexanediol". */
  if (*at == ',' && at > start && g_ascii_isdigit (at[-1]) && g_ascii_isdigit (at[1])
      && !g_ascii_isdigit (at[2]) && (at < start + 2 || !g_ascii_isalnum (at[-2])))
    return 0;
  if (*at != '\0' && strchr (",;:\n()[]{}/|", *at) != NULL)
    return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (at, marks[i]))
      return strlen (marks[i]);
  return 0;
}

static gboolean
find (const Pattern *pattern, const char *ingredients)
{
  const char *from = ingredients;

  if (pattern->pieces->len == 0 || !may_have (pattern, ingredients))
    return FALSE;
  for (const char *at = from;;)
    {
      gsize end = measure_end (at, ingredients);

      if ((*at == '\0' || end > 0) && match_name (pattern, from, (gsize)(at - from)))
        return TRUE;
      if (*at == '\0')
        return FALSE;
      at += MAX (end, 1);
      if (end > 0)
        from = at;
    }
}

gboolean
vanity_ingredients_have (const char *ingredients, char *const *avoided, const char **which)
{
  if (ingredients == NULL || *ingredients == '\0')
    return FALSE;
  for (guint i = 0; avoided != NULL && avoided[i] != NULL; i++)
    {
      g_auto (Pattern) pattern = { 0 };

      pattern_init (&pattern, avoided[i]);
      if (find (&pattern, ingredients))
        {
          if (which != NULL)
            *which = avoided[i];
          return TRUE;
        }
    }
  return FALSE;
}
