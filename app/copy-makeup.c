#include "copy-makeup.h"

#include "base/error.h"
#include "face-change.h"
#include "transfer/recipe.h"

#include <glib/gi18n.h>

void
vanity_copy_work_init (VanityCopyWork *work, const VanityCopyOrder *order)
{
  *work = (VanityCopyWork){ .order = order };
  work->references = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_reference_unref);
}

void
vanity_copy_work_clear (VanityCopyWork *work)
{
  g_clear_pointer (&work->model, vanity_transfer_model_unref);
  g_clear_pointer (&work->references, g_ptr_array_unref);
  g_clear_object (&work->recipe);
  g_clear_pointer (&work->look_name, g_free);
}

/* Whether the source gives anything of the part. */
static gboolean
gives (const VanityCopyPart *part, int source)
{
  return part->worn
         && ((part->from == source && part->blend < 1) || (part->to == source && part->blend > 0));
}

gboolean
vanity_copy_check_reference (const VanityCopyWork *work, int index, GPtrArray *sentences,
                             GError **error)
{
  const VanityReference *reference = work->references->pdata[index];
  guint flags = reference->flags & ~(guint)VANITY_REFERENCE_COVERED;
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autofree char *list = NULL;
  int n_asked = 0, n_had = 0;

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      if (!gives (&work->order->parts[i], index))
        continue;
      n_asked++;
      n_had += reference->available[i];
      if (!reference->available[i])
        g_ptr_array_add (missing, (gpointer)vanity_reference_part_get_text (i));
    }
  g_ptr_array_add (missing, NULL);
  list = g_strjoinv (" ", (char **)missing->pdata);
  if (n_asked > 0 && n_had == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("nothing of what is asked for can be copied: %s"), list);
      return FALSE;
    }
  if (*list)
    g_ptr_array_add (sentences, g_steal_pointer (&list));
  for (int i = 0; i < VANITY_REFERENCE_N_FLAGS && n_asked > 0; i++)
    if (flags & (1u << i))
      g_ptr_array_add (sentences, g_strdup (vanity_reference_flag_get_text (1u << i)));
  return TRUE;
}

static void
make_wish (const VanityCopyWork *work, VanityTransferWish *wish)
{
  vanity_transfer_wish_init (wish, NULL);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      const VanityCopyPart *part = &work->order->parts[i];

      if (part->worn)
        wish->parts[i] = (VanityTransferPart){
          work->references->pdata[part->from],
          part->to >= 0 ? work->references->pdata[part->to] : NULL,
          part->blend,
        };
    }
  wish->foundation = work->order->parts[VANITY_CHANGE_SKIN].worn ? 1 : 0;
}

static void
add_reference (JsonBuilder *json, const VanityCopyWork *work, int index)
{
  const VanityCopySource *source = work->order->sources->pdata[index];
  const VanityReference *reference = work->references->pdata[index];
  gboolean asked[VANITY_N_CHANGES];
  double shown[VANITY_N_CHANGES];

  json_builder_begin_object (json);
  if (source->path)
    {
      g_autofree char *name = g_filename_display_name (source->path);

      json_builder_set_member_name (json, "file");
      json_builder_add_string_value (json, name);
    }
  json_builder_set_member_name (json, "face");
  json_builder_add_int_value (json, MAX (source->face, 1));
  json_builder_set_member_name (json, "regions");
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      asked[i] = gives (&work->order->parts[i], index);
      shown[i] = reference->shown[i];
      if (asked[i] && reference->available[i])
        json_builder_add_string_value (json, vanity_copy_get_word (i));
    }
  json_builder_end_array (json);
  vanity_json_add_parts (json, "shown", shown, asked);
  json_builder_set_member_name (json, "warnings");
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_REFERENCE_N_FLAGS; i++)
    if (reference->flags & (1u << i))
      json_builder_add_string_value (json, vanity_reference_flag_get_id (1u << i));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/* The look that explains the change: to its file, and to what is told of the face. */
static gboolean
explain (const VanityCopyWork *work, VanityFaceChange *change, GCancellable *cancellable,
         GError **error)
{
  g_autoptr (VanityRecipe) recipe
      = vanity_recipe_new (change->texture, change->change, change->strength, cancellable, error);
  JsonObject *more;

  if (!recipe)
    return FALSE;
  if (work->look_name)
    {
      g_free (recipe->look->name);
      recipe->look->name = g_strdup (work->look_name);
    }
  if (work->recipe && !vanity_look_save (recipe->look, work->recipe, error))
    return FALSE;
  more = json_object_new ();
  json_object_set_member (more, "recipe", vanity_recipe_to_json (recipe));
  change->more = json_node_init_object (json_node_alloc (), more);
  json_object_unref (more);
  return TRUE;
}

static gboolean
copy_makeup (VanityFaceChange *change, gconstpointer data, GCancellable *cancellable,
             GError **error)
{
  const VanityCopyWork *work = data;
  g_autoptr (VanityTransferResult) result = NULL;
  VanityTransferWish wish;

  make_wish (work, &wish);
  result = vanity_transfer_run (work->model, change->texture, &wish, cancellable, error);
  if (!result)
    return FALSE;
  change->change = g_steal_pointer (&result->change);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    change->strength[i] = work->order->parts[i].strength;
  vanity_readout_get_wanted (&wish, &change->wanted);
  if (change->texture->glasses && change->strength[VANITY_CHANGE_EYES] > 0)
    change->note = g_strdup (_ ("Eyes behind glasses stay as they are."));
  return !work->explain || explain (work, change, cancellable, error);
}

VanityImage *
vanity_copy_wear (const VanityCopyWork *work, VanityImage *before, GPtrArray *faces, int face,
                  JsonBuilder *json, char **note, GCancellable *cancellable, GError **error)
{
  if (json)
    {
      json_builder_set_member_name (json, "references");
      json_builder_begin_array (json);
      for (guint i = 0; i < work->references->len; i++)
        add_reference (json, work, (int)i);
      json_builder_end_array (json);
    }
  return vanity_change_faces (before, faces, face, vanity_transfer_model_get_size (work->model),
                              copy_makeup, work, json, note, cancellable, error);
}
