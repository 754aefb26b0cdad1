#include "app/look-library.h"

#include "app/user-looks.h"
#include "base/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* What a file name may be long without its extension: far below what file systems take. */
#define FILE_NAME_MAX 96

/* ---- Finding ---- */

/* Without case and accents, to be searched. */
static char *
fold (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *c = apart != NULL ? apart : ""; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_type (g_utf8_get_char (c)) != G_UNICODE_NON_SPACING_MARK)
      g_string_append_unichar (plain, g_utf8_get_char (c));

  return g_utf8_casefold (plain->str, -1);
}

static gboolean
matches (const VanityLook *look, char **words)
{
  g_autoptr (GString) all = g_string_new (vanity_look_get_label (look));
  g_autofree char *text = NULL;

  g_string_append_printf (all, "\n%s\n%s\n%s", look->name, vanity_look_get_summary (look),
                          look->summary);
  for (int i = 0; look->tags[i] != NULL; i++)
    g_string_append_printf (all, "\n%s", look->tags[i]);
  text = fold (all->str);
  for (int i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const VanityLook *one = *(const VanityLook *const *)a, *other = *(const VanityLook *const *)b;
  int order = g_utf8_collate (vanity_look_get_label (one), vanity_look_get_label (other));

  return order != 0 ? order : strcmp (one->id, other->id);
}

static void
add_matching (GPtrArray *looks, GPtrArray *from, char **words, gboolean backwards)
{
  for (guint i = 0; i < from->len; i++)
    {
      VanityLook *look = g_ptr_array_index (from, backwards ? from->len - 1 - i : i);

      if (matches (look, words))
        g_ptr_array_add (looks, vanity_look_ref (look));
    }
}

GPtrArray *
vanity_look_library_list (VanityLookOrder order, const char *words)
{
  g_autoptr (GPtrArray) own = vanity_user_looks_list ();
  g_autoptr (GPtrArray) shipped = vanity_look_list_shipped ();
  g_autofree char *folded = fold (words != NULL ? words : "");
  g_auto (GStrv) split = g_strsplit_set (folded, " \t\n", -1);
  GPtrArray *looks = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);

  add_matching (looks, own, split, order == VANITY_LOOK_ORDER_OLDEST);
  add_matching (looks, shipped, split, FALSE);
  if (order == VANITY_LOOK_ORDER_NAME)
    g_ptr_array_sort (looks, compare_names);

  return looks;
}

/* ---- Naming ---- */

char *
vanity_look_library_dup_tags (const VanityLook *look)
{
  return g_strjoinv (", ", look->tags);
}

static gboolean
check_length (const char *text, int most, const char *format, GError **error)
{
  if (g_utf8_strlen (text, -1) <= most)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, format, most);

  return FALSE;
}

/* What was typed → tags; NULL with an error. */
static char **
parse_tags (const char *text, GError **error)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto (GStrv) pieces = g_strsplit_set (lower, ", \t\n", -1);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; pieces[i] != NULL; i++)
    {
      if (*pieces[i] == '\0'
          || g_ptr_array_find_with_equal_func (tags, pieces[i], g_str_equal, NULL))
        continue;
      if (!vanity_look_check_tag (pieces[i], error))
        return NULL;
      g_ptr_array_add (tags, g_strdup (pieces[i]));
    }
  if (tags->len > VANITY_LOOK_MAX_TAGS)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, _ ("%u tags: a look has at most %d"),
                   tags->len, VANITY_LOOK_MAX_TAGS);
      return NULL;
    }
  g_ptr_array_add (tags, NULL);

  return (char **)g_ptr_array_free (g_steal_pointer (&tags), FALSE);
}

VanityLook *
vanity_look_library_edit (const VanityLook *look, const char *name, const char *summary,
                          const char *tags, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autoptr (VanityLook) edited = vanity_look_copy (look);
  char **parsed;

  if (*stripped == '\0')
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("A look needs a name"));
      return NULL;
    }
  if (!check_length (stripped, VANITY_LOOK_NAME_MAX, _ ("The name is longer than %d characters"),
                     error)
      || !check_length (summary, VANITY_LOOK_SUMMARY_MAX,
                        _ ("The description is longer than %d characters"), error))
    return NULL;
  parsed = parse_tags (tags, error);
  if (parsed == NULL)
    return NULL;
  g_strfreev (edited->tags);
  edited->tags = parsed;
  g_free (edited->name);
  edited->name = g_steal_pointer (&stripped);
  g_free (edited->summary);
  edited->summary = g_strstrip (g_strdup (summary));

  return vanity_user_looks_restore (edited, error) ? g_steal_pointer (&edited) : NULL;
}

/* What a person reads becomes what is written: a copy of one's own is not translated. */
static VanityLook *
copy_as_read (const VanityLook *look)
{
  VanityLook *copy = vanity_look_copy (look);

  g_free (copy->name);
  copy->name = g_strdup (vanity_look_get_label (look));
  g_free (copy->summary);
  copy->summary = g_strdup (vanity_look_get_summary (look));

  return copy;
}

VanityLook *
vanity_look_library_duplicate (const VanityLook *look, GError **error)
{
  g_autoptr (VanityLook) copy = copy_as_read (look);
  /* Translators: the name of a copy of a look. */
  g_autofree char *name = g_strdup_printf (_ ("%s (copy)"), copy->name);

  return vanity_user_looks_save (copy, name, error);
}

/* ---- Files ---- */

gboolean
vanity_look_library_is_named (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return lower != NULL && g_str_has_suffix (lower, ".json");
}

VanityLook *
vanity_look_library_import (GFile *file, GError **error)
{
  g_autoptr (VanityLook) look = vanity_look_load (file, error);

  return look != NULL ? vanity_user_looks_save (look, look->name, error) : NULL;
}

VanityLook *
vanity_look_library_import_text (const char *text, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (VanityLook) look = vanity_look_load_bytes (bytes, name, error);

  return look != NULL ? vanity_user_looks_save (look, look->name, error) : NULL;
}

/* Letters of any script stay; what file systems and shells give a meaning does not. */
static char *
dup_stem (const VanityLook *look)
{
  const char *name = vanity_look_get_label (look);
  g_autoptr (GString) stem = g_string_new (NULL);

  for (const char *c = name; *c != '\0' && stem->len < FILE_NAME_MAX; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      gboolean bad = g_unichar_iscntrl (letter)
                     || (letter < 128 && strchr ("/\\:*?\"<>|", (int)letter) != NULL)
                     || (stem->len == 0 && (letter == '.' || letter == ' '));

      if (!bad && g_unichar_isdefined (letter))
        g_string_append_unichar (stem, letter);
    }
  g_strchomp (stem->str);

  return g_strdup (*stem->str != '\0' ? stem->str : look->id);
}

char *
vanity_look_library_suggest_file (const VanityLook *look)
{
  g_autofree char *stem = dup_stem (look);

  return g_strconcat (stem, ".json", NULL);
}

gboolean
vanity_look_library_export_to (const VanityLook *look, GFile *file, GError **error)
{
  g_autoptr (VanityLook) copy = copy_as_read (look);

  return vanity_look_save (copy, file, error);
}

/* "Rosy.json", or the first of "Rosy 2.json" … that is not there. */
static GFile *
find_free_file (GFile *folder, const VanityLook *look)
{
  g_autofree char *stem = dup_stem (look);

  for (int i = 1;; i++)
    {
      g_autofree char *name
          = i == 1 ? g_strconcat (stem, ".json", NULL) : g_strdup_printf ("%s %d.json", stem, i);
      GFile *file = g_file_get_child (folder, name);

      if (!g_file_query_exists (file, NULL))
        return file;
      g_object_unref (file);
    }
}

gboolean
vanity_look_library_export (GPtrArray *looks, GFile *folder, int *n_written, GError **error)
{
  int n = 0;
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < looks->len; i++)
    {
      const VanityLook *look = g_ptr_array_index (looks, i);
      g_autoptr (GFile) file = find_free_file (folder, look);

      ok = vanity_look_library_export_to (look, file, error);
      n += ok;
    }
  if (n_written != NULL)
    *n_written = n;

  return ok;
}

GFile *
vanity_look_library_share (const VanityLook *look, GError **error)
{
  g_autofree char *folder
      = g_build_filename (g_get_user_runtime_dir (), "vanity", "looks", look->id, NULL);
  g_autofree char *name = vanity_look_library_suggest_file (look);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot make this directory: %s"),
                   folder, g_strerror (errno));
      return NULL;
    }

  return vanity_look_library_export_to (look, file, error) ? g_steal_pointer (&file) : NULL;
}
