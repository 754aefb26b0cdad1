#include "makeup/look.h"

#include "base/error.h"
#include "base/open-file.h"
#include "makeup/look-json.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

VanityLook *
vanity_look_new (const char *id, const char *name)
{
  VanityLook *look = g_atomic_rc_box_new0 (VanityLook);

  look->id = g_strdup (id);
  look->name = g_strdup (name);
  look->summary = g_strdup ("");
  look->tags = g_new0 (char *, 1);
  look->layers = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_layer_free);
  return look;
}

VanityLook *
vanity_look_copy (const VanityLook *look)
{
  VanityLook *copy = vanity_look_new (look->id, look->name);

  g_free (copy->summary);
  g_strfreev (copy->tags);
  copy->summary = g_strdup (look->summary);
  copy->tags = g_strdupv (look->tags);
  for (guint i = 0; i < look->layers->len; i++)
    g_ptr_array_add (copy->layers, vanity_layer_copy (look->layers->pdata[i]));
  return copy;
}

VanityLook *
vanity_look_ref (VanityLook *look)
{
  return g_atomic_rc_box_acquire (look);
}

static void
look_clear (gpointer data)
{
  VanityLook *look = data;

  g_free (look->id);
  g_free (look->name);
  g_free (look->summary);
  g_strfreev (look->tags);
  g_ptr_array_unref (look->layers);
}

void
vanity_look_unref (VanityLook *look)
{
  if (look != NULL)
    g_atomic_rc_box_release_full (look, look_clear);
}

static gboolean
is_seen (const VanityLayer *layer)
{
  return !layer->muted
         && (layer->values[0].number > 0 || (layer->uneven && layer->left[0].number > 0));
}

unsigned
vanity_look_get_hints (const VanityLook *look)
{
  unsigned hints = 0;

  for (guint i = 0; i < look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (look->layers, i);

      if (is_seen (layer))
        hints |= layer->kind->hints;
    }
  return hints;
}

char *
vanity_look_get_notes (const VanityLook *look, const VanityHints *hints)
{
  g_autoptr (GString) notes = g_string_new (NULL);

  for (guint i = 0; i < look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (look->layers, i);
      g_autofree char *note = is_seen (layer) && layer->kind->get_note != NULL
                                  ? layer->kind->get_note (layer, hints)
                                  : NULL;

      if (note != NULL)
        g_string_append_printf (notes, "%s%s", notes->len > 0 ? "\n" : "", note);
    }
  return notes->len > 0 ? g_string_free (g_steal_pointer (&notes), FALSE) : NULL;
}

int
vanity_looks_find (const GPtrArray *looks, const char *id)
{
  for (guint i = 0; i < looks->len; i++)
    if (strcmp (((const VanityLook *)g_ptr_array_index (looks, i))->id, id) == 0)
      return (int)i;
  return -1;
}

/* At most one byte more than a look may have: a huge file is never held in memory. */
static GBytes *
read_limited (GFile *file, const char *name, GError **error)
{
  g_autoptr (GFileInputStream) stream = vanity_open_file (file, name, NULL, error);
  g_autofree char *data = NULL;
  GError *cause = NULL;
  gsize length = 0;

  if (stream == NULL)
    return NULL;
  data = g_malloc (VANITY_LOOK_MAX_BYTES + 1);
  if (g_input_stream_read_all (G_INPUT_STREAM (stream), data, VANITY_LOOK_MAX_BYTES + 1, &length,
                               NULL, &cause))
    return g_bytes_new_take (g_steal_pointer (&data), length);
  vanity_set_read_error (error, name, cause);
  return NULL;
}

VanityLook *
vanity_look_load (GFile *file, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr (GBytes) bytes = read_limited (file, name, error);

  return bytes == NULL ? NULL : vanity_look_load_bytes (bytes, name, error);
}

gboolean
vanity_look_save (const VanityLook *look, GFile *file, GError **error)
{
  g_autofree char *text = vanity_look_to_json (look);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr (GError) local = NULL;
  const char *path = g_file_peek_path (file);
  gboolean saved;

  if (strlen (text) > VANITY_LOOK_MAX_BYTES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("“%s” would be larger than 1 MiB, and could not be read again"), name);
      return FALSE;
    }
  /* Both write beside the file and rename; the first also asks for the disk's word. */
  if (path != NULL)
    saved = g_file_set_contents_full (
        path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &local);
  else
    saved = g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE,
                                     NULL, NULL, &local);
  if (!saved)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be written: %s"), name,
                 local->message);
  return saved;
}
