#include "face-change.h"

#include "copy-order.h"
#include "json-line.h"
#include "transfer/wear.h"

static void
face_change_clear (gpointer data)
{
  VanityFaceChange *change = data;

  g_clear_pointer (&change->texture, vanity_texture_free);
  g_clear_pointer (&change->change, vanity_change_free);
  g_clear_pointer (&change->more, json_node_unref);
  g_clear_pointer (&change->note, g_free);
}

static gboolean
lay (const VanityFaceChange *change, VanityImage *before, const VanityFace *face,
     VanityImage *canvas, GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityWearer) wearer = vanity_wearer_new (before, face, cancellable, error);

  if (!wearer || !vanity_wearer_set_change (wearer, change->change, cancellable, error))
    return FALSE;
  vanity_wearer_lay (wearer, change->strength, canvas, NULL);
  return TRUE;
}

/* Each face's readout may differ only where some face of the array was changed. */
static gboolean
add_readout (JsonBuilder *json, const VanityFaceChange *change, GPtrArray *faces, GArray *changes,
             VanityImage *before, VanityImage *after, GError **error)
{
  g_autofree const VanityFace **changed = g_new (const VanityFace *, changes->len);
  gboolean is_wanted = FALSE;
  VanityReadout readout;
  int n = 0;

  changed[n++] = faces->pdata[change->face];
  for (guint i = 0; i < changes->len; i++)
    {
      int face = g_array_index (changes, VanityFaceChange, i).face;

      if (face != change->face)
        changed[n++] = faces->pdata[face];
    }
  for (int i = 0; i < VANITY_N_TINTS; i++)
    is_wanted = is_wanted || change->wanted.seen[i];
  if (!vanity_readout_measure (before, after, changed, n, change->texture,
                               is_wanted ? &change->wanted : NULL, &readout, error))
    return FALSE;
  json_builder_set_member_name (json, "readout");
  json_builder_add_value (json, vanity_readout_to_json (&readout));
  return TRUE;
}

static void
add_members (JsonBuilder *json, JsonNode *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      json_builder_set_member_name (json, name);
      json_builder_add_value (json, json_node_copy (member));
    }
}

static gboolean
add_faces (JsonBuilder *json, GPtrArray *faces, GArray *changes, VanityImage *before,
           VanityImage *after, GError **error)
{
  json_builder_set_member_name (json, "faces");
  json_builder_begin_array (json);
  for (guint i = 0; i < changes->len; i++)
    {
      const VanityFaceChange *change = &g_array_index (changes, VanityFaceChange, i);

      json_builder_begin_object (json);
      json_builder_set_member_name (json, "face");
      json_builder_add_int_value (json, change->face + 1);
      if (change->more)
        add_members (json, change->more);
      if (!add_readout (json, change, faces, changes, before, after, error))
        return FALSE;
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  return TRUE;
}

/* Each sentence once, with spaces between. */
static char *
dup_notes (GArray *changes)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      char *note = g_array_index (changes, VanityFaceChange, i).note;

      if (note && !g_ptr_array_find_with_equal_func (notes, note, g_str_equal, NULL))
        g_ptr_array_add (notes, note);
    }
  g_ptr_array_add (notes, NULL);
  return notes->len > 1 ? g_strjoinv (" ", (char **)notes->pdata) : NULL;
}

VanityImage *
vanity_change_faces (VanityImage *before, GPtrArray *faces, int face, int size,
                     VanityFaceChangeFunc func, gconstpointer data, JsonBuilder *json, char **note,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (VanityFaceChange));
  g_autoptr (VanityImage) canvas = vanity_image_copy (before, error);

  g_array_set_clear_func (changes, face_change_clear);
  for (guint i = 0; canvas && i < faces->len; i++)
    {
      VanityFaceChange *change;

      if (face != 0 && (guint)face != i + 1)
        continue;
      g_array_set_size (changes, changes->len + 1);
      change = &g_array_index (changes, VanityFaceChange, changes->len - 1);
      change->face = (int)i;
      change->texture
          = vanity_texture_new (before, faces->pdata[i], size, VANITY_GLASSES_UNKNOWN, error);
      if (!change->texture || !func (change, data, cancellable, error)
          || !lay (change, before, faces->pdata[i], canvas, cancellable, error))
        return NULL;
    }
  if (!canvas || (json && !add_faces (json, faces, changes, before, canvas, error)))
    return NULL;
  *note = dup_notes (changes);
  return g_steal_pointer (&canvas);
}

void
vanity_json_add_parts (JsonBuilder *json, const char *name, const double values[VANITY_N_CHANGES],
                       const gboolean parts[VANITY_N_CHANGES])
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    if (parts[i])
      {
        json_builder_set_member_name (json, vanity_copy_get_word (i));
        vanity_json_add_tidy (json, values[i]);
      }
  json_builder_end_object (json);
}
