#include "base/error.h"
#include "train/checkpoint-private.h"
#include "train/read-file.h"

#include <string.h>

#define MAX_BYTES (G_GINT64_CONSTANT (1) << 34)

/* Sets an error and returns FALSE. */
static gboolean
fail (GError **error, const char *name, const char *what)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, "“%s” %s", name, what);
  return FALSE;
}

/* The list of things in a whole and sound file. */
static GVariant *
open_file (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GVariant) variant = NULL;
  guint8 sum[VANITY_CHECKPOINT_SUM_BYTES];
  const guint8 *data;
  VanityCheckpointHead head;
  gsize size;

  data = g_bytes_get_data (bytes, &size);
  memset (&head, 0, sizeof head);
  if (size > 0)
    memcpy (&head, data, MIN (size, sizeof head));
  if (size < sizeof head.magic
      || memcmp (head.magic, VANITY_CHECKPOINT_MAGIC, sizeof head.magic) != 0)
    fail (error, name, "is no checkpoint");
  else if (size < sizeof head)
    fail (error, name, "is cut off");
  else if (GUINT32_FROM_LE (head.version) != VANITY_CHECKPOINT_VERSION || head.zero != 0)
    fail (error, name, "is a checkpoint of another version of Vanity");
  else
    {
      vanity_checkpoint_get_sum (data + sizeof head, size - sizeof head, sum);
      payload = g_bytes_new_from_bytes (bytes, sizeof head, size - sizeof head);
      variant = g_variant_ref_sink (
          g_variant_new_from_bytes (G_VARIANT_TYPE ("a(saxv)"), payload, FALSE));
      if (memcmp (sum, head.sum, VANITY_CHECKPOINT_SUM_BYTES) == 0
          && g_variant_is_normal_form (variant))
        return vanity_checkpoint_swap (variant);
      fail (error, name, "is damaged or cut off: its checksum is not that of what it holds");
    }
  return NULL;
}

static char *
describe_shape (GVariant *shape)
{
  gsize rank;
  const gint64 *dim = g_variant_get_fixed_array (shape, &rank, sizeof *dim);
  VanityShape copy = { .rank = MIN (rank, VANITY_MAX_RANK) };

  if (rank > 0)
    memcpy (copy.dim, dim, copy.rank * sizeof *dim);
  return vanity_shape_to_string (&copy);
}

/* Fails unless `item`, a "(saxv)", is what the thing needs. */
static gboolean
thing_check (const VanityThing *self, const char *file, GVariant *item, GError **error)
{
  g_autoptr (GVariant) shape = NULL, values = NULL;
  g_autofree char *theirs = NULL, *ours = vanity_shape_to_string (&self->shape);
  const char *name;
  gsize rank;
  const gint64 *dim;

  g_variant_get (item, "(&s@axv)", &name, &shape, &values);
  dim = g_variant_get_fixed_array (shape, &rank, sizeof *dim);
  theirs = describe_shape (shape);
  if (!g_str_equal (name, self->name) || rank != (gsize)self->shape.rank
      || (rank > 0 && memcmp (dim, self->shape.dim, rank * sizeof *dim) != 0)
      || !g_variant_is_of_type (values, G_VARIANT_TYPE (vanity_thing_get_type (self))))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "“%s” does not belong here: it has “%s” of shape %s where “%s” of shape %s is "
                   "wanted",
                   file, name, theirs, self->name, ours);
      return FALSE;
    }
  if (g_variant_get_size (values) != vanity_thing_get_bytes (self))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   "“%s” has not as many numbers in “%s” as the shape %s says", file, name, ours);
      return FALSE;
    }
  if (self->kind == VANITY_THING_FIXED
      && *(const guint64 *)g_variant_get_data (values) != self->own[0])
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "“%s” does not belong here: “%s” is %" G_GUINT64_FORMAT
                   " in it, not %" G_GUINT64_FORMAT,
                   file, name, *(const guint64 *)g_variant_get_data (values), self->own[0]);
      return FALSE;
    }
  if (self->kind == VANITY_THING_STEPS
      && *(const guint64 *)g_variant_get_data (values) > G_MAXINT64)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, "“%s”: “%s” is too large", file, name);
      return FALSE;
    }
  return TRUE;
}

static void
thing_write (const VanityThing *self)
{
  if (self->kind == VANITY_THING_LEARNER)
    {
      vanity_learner_set_seed (self->object, self->own[0]);
      vanity_learner_set_run (self->object, self->own[1]);
    }
  else if (self->kind == VANITY_THING_STEPS)
    {
      self->set_steps (self->object, self->own[0]);
    }
}

static void
thing_load (VanityThing *self, GVariant *item)
{
  g_autoptr (GVariant) values = NULL;
  gsize bytes = vanity_thing_get_bytes (self);

  g_variant_get (item, "(saxv)", NULL, NULL, &values);
  if (bytes > 0)
    memcpy (self->values, g_variant_get_data (values), bytes);
  thing_write (self);
}

/* Of what one list is longer, the name of its first thing that the other lacks. */
static gboolean
checkpoint_check_count (VanityCheckpoint *self, const char *file, GVariant *list, GError **error)
{
  gsize count = g_variant_n_children (list);

  if (count > self->things->len)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (list, self->things->len);
      const char *name;

      g_variant_get (item, "(&s@axv)", &name, NULL, NULL);
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "“%s” does not belong here: it has “%s”, which nothing here wants", file, name);
    }
  else if (count < self->things->len)
    {
      const VanityThing *thing = g_ptr_array_index (self->things, count);

      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "“%s” does not belong here: it lacks “%s”", file, thing->name);
    }
  return count == self->things->len;
}

gboolean
vanity_checkpoint_read (VanityCheckpoint *self, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (GVariant) list = open_file (bytes, name, error);
  gsize common;

  if (list == NULL)
    return FALSE;
  common = MIN (g_variant_n_children (list), self->things->len);
  for (gsize i = 0; i < common; i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (list, i);

      if (!thing_check (g_ptr_array_index (self->things, i), name, item, error))
        return FALSE;
    }
  if (!checkpoint_check_count (self, name, list, error))
    return FALSE;
  for (gsize i = 0; i < common; i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (list, i);

      thing_load (g_ptr_array_index (self->things, i), item);
    }
  return TRUE;
}

gboolean
vanity_checkpoint_load (VanityCheckpoint *self, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = vanity_read_file (path, MAX_BYTES, error);
  g_autofree char *name = g_filename_display_name (path);

  return bytes != NULL && vanity_checkpoint_read (self, bytes, name, error);
}
