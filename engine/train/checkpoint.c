#include "base/error.h"
#include "base/write-file.h"
#include "train/checkpoint-private.h"

#include <math.h>
#include <string.h>

static void
thing_free (gpointer data)
{
  VanityThing *self = data;

  g_free (self->name);
  g_free (self);
}

VanityCheckpoint *
vanity_checkpoint_new (void)
{
  VanityCheckpoint *self = g_new (VanityCheckpoint, 1);

  self->things = g_ptr_array_new_with_free_func (thing_free);
  return self;
}

void
vanity_checkpoint_free (VanityCheckpoint *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->things);
  g_free (self);
}

/* "NAME", or "NAME: PART". */
static VanityThing *
checkpoint_add (VanityCheckpoint *self, VanityThingKind kind, const char *name, const char *part,
                const VanityShape *shape, gpointer values)
{
  VanityThing *thing = g_new0 (VanityThing, 1);

  thing->kind = kind;
  thing->name = part == NULL ? g_strdup (name) : g_strdup_printf ("%s: %s", name, part);
  thing->shape = *shape;
  thing->values = values != NULL ? values : thing->own;
  g_ptr_array_add (self->things, thing);
  return thing;
}

static void
checkpoint_add_parameter (VanityCheckpoint *self, const char *name,
                          const VanityParameter *parameter)
{
  /* An input has no values to keep. */
  if (parameter->values != NULL)
    checkpoint_add (self, VANITY_THING_FLOATS, name, parameter->name, &parameter->shape,
                    parameter->values);
}

void
vanity_checkpoint_add_learner (VanityCheckpoint *self, const char *name, VanityLearner *learner)
{
  VanityThing *thing;

  for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
    checkpoint_add_parameter (self, name, vanity_learner_get_parameter (learner, i));
  for (int i = 0; i < vanity_learner_get_n_statistics (learner); i++)
    checkpoint_add_parameter (self, name, vanity_learner_get_statistic (learner, i));
  thing
      = checkpoint_add (self, VANITY_THING_LEARNER, name, "seed and run", &VANITY_SHAPE (2), NULL);
  thing->object = learner;
}

typedef gint64 (*GetSteps) (gpointer object);
typedef void (*SetSteps) (gpointer object, gint64 steps);
typedef float *(*GetNumbers) (gpointer object, int index, const char **part, gint64 *count);

/* All of the lists of numbers that an object has. */
static void
checkpoint_add_lists (VanityCheckpoint *self, const char *name, gpointer object, int n_lists,
                      GetNumbers get)
{
  for (int i = 0; i < n_lists; i++)
    {
      const char *part;
      gint64 count;
      float *values = get (object, i, &part, &count);

      checkpoint_add (self, VANITY_THING_FLOATS, name, part, &VANITY_SHAPE (count), values);
    }
}

static void
checkpoint_add_steps (VanityCheckpoint *self, const char *name, gpointer object, GetSteps get_steps,
                      SetSteps set_steps)
{
  VanityThing *thing
      = checkpoint_add (self, VANITY_THING_STEPS, name, "steps", &VANITY_SHAPE (1), NULL);

  thing->object = object;
  thing->get_steps = get_steps;
  thing->set_steps = set_steps;
}

void
vanity_checkpoint_add_optimizer (VanityCheckpoint *self, const char *name,
                                 VanityOptimizer *optimizer)
{
  checkpoint_add_lists (self, name, optimizer, vanity_optimizer_get_n_moments (optimizer),
                        (GetNumbers)vanity_optimizer_get_moment);
  checkpoint_add_steps (self, name, optimizer, (GetSteps)vanity_optimizer_get_steps,
                        (SetSteps)vanity_optimizer_set_steps);
}

void
vanity_checkpoint_add_average (VanityCheckpoint *self, const char *name, VanityAverage *average)
{
  checkpoint_add_lists (self, name, average, vanity_average_get_n_averages (average),
                        (GetNumbers)vanity_average_get_average);
  checkpoint_add_steps (self, name, average, (GetSteps)vanity_average_get_updates,
                        (SetSteps)vanity_average_set_updates);
}

void
vanity_checkpoint_add_spectral (VanityCheckpoint *self, const char *name, VanitySpectral *spectral)
{
  checkpoint_add_lists (self, name, spectral, vanity_spectral_get_n_vectors (spectral),
                        (GetNumbers)vanity_spectral_get_vector);
}

void
vanity_checkpoint_add_random (VanityCheckpoint *self, const char *name, VanityRandom *random)
{
  vanity_checkpoint_add_counters (self, name, random->state, G_N_ELEMENTS (random->state));
}

void
vanity_checkpoint_add_floats (VanityCheckpoint *self, const char *name, const VanityShape *shape,
                              float *values)
{
  checkpoint_add (self, VANITY_THING_FLOATS, name, NULL, shape, values);
}

void
vanity_checkpoint_add_doubles (VanityCheckpoint *self, const char *name, double *values, int count)
{
  checkpoint_add (self, VANITY_THING_DOUBLES, name, NULL, &VANITY_SHAPE (count), values);
}

void
vanity_checkpoint_add_counters (VanityCheckpoint *self, const char *name, guint64 *values,
                                int count)
{
  checkpoint_add (self, VANITY_THING_COUNTERS, name, NULL, &VANITY_SHAPE (count), values);
}

void
vanity_checkpoint_add_fixed (VanityCheckpoint *self, const char *name, guint64 value)
{
  checkpoint_add (self, VANITY_THING_FIXED, name, NULL, &VANITY_SHAPE (1), NULL)->own[0] = value;
}

void
vanity_checkpoint_forget (VanityCheckpoint *self, guint count)
{
  g_ptr_array_set_size (self->things, count);
}

const char *
vanity_thing_get_type (const VanityThing *self)
{
  return self->kind == VANITY_THING_FLOATS    ? "au"
         : self->kind == VANITY_THING_DOUBLES ? "ad"
                                              : "at";
}

gsize
vanity_thing_get_bytes (const VanityThing *self)
{
  return vanity_shape_get_elements (&self->shape) * (self->kind == VANITY_THING_FLOATS ? 4 : 8);
}

/* From what is not in memory of its own to the copy of it. */
static void
thing_read (VanityThing *self)
{
  if (self->kind == VANITY_THING_LEARNER)
    {
      self->own[0] = vanity_learner_get_seed (self->object);
      self->own[1] = vanity_learner_get_run (self->object);
    }
  else if (self->kind == VANITY_THING_STEPS)
    {
      self->own[0] = self->get_steps (self->object);
    }
}

static gboolean
are_finite (const float *values, gint64 count)
{
  for (gint64 i = 0; i < count; i++)
    if (!isfinite (values[i]))
      return FALSE;
  return TRUE;
}

/* Of the numbers where they lie: they must not change as long as it lives. */
static GVariant *
thing_to_variant (const VanityThing *self)
{
  GVariant *shape
      = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, self->shape.dim, self->shape.rank, 8);
  GVariant *values
      = g_variant_new_from_data (G_VARIANT_TYPE (vanity_thing_get_type (self)), self->values,
                                 vanity_thing_get_bytes (self), TRUE, NULL, NULL);

  return g_variant_new ("(s@axv)", self->name, shape, values);
}

GVariant *
vanity_checkpoint_swap (GVariant *variant)
{
  GVariant *swapped = NULL;

  g_variant_ref_sink (variant);
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    return variant;
  swapped = g_variant_byteswap (variant);
  g_variant_unref (variant);
  return swapped;
}

void
vanity_checkpoint_get_sum (const guint8 *data, gsize bytes, guint8 *sum)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = VANITY_CHECKPOINT_SUM_BYTES;

  for (gsize at = 0, part; at < bytes; at += part)
    {
      part = MIN (bytes - at, (gsize)G_MAXINT32);
      g_checksum_update (checksum, data + at, part);
    }
  g_checksum_get_digest (checksum, sum, &size);
}

/* The whole file. */
static GBytes *
checkpoint_pack (VanityCheckpoint *self, const char *name, GError **error)
{
  GVariantBuilder builder;
  g_autoptr (GVariant) variant = NULL;
  VanityCheckpointHead head = { .version = GUINT32_TO_LE (VANITY_CHECKPOINT_VERSION) };
  g_autofree guint8 *data = NULL;
  gsize bytes;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(saxv)"));
  for (guint i = 0; i < self->things->len; i++)
    g_variant_builder_add_value (&builder, thing_to_variant (g_ptr_array_index (self->things, i)));
  variant = vanity_checkpoint_swap (g_variant_builder_end (&builder));
  bytes = sizeof head + g_variant_get_size (variant);
  data = g_try_malloc (bytes);
  if (data == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "No memory for the %" G_GSIZE_FORMAT " bytes of “%s”", bytes, name);
      return NULL;
    }
  g_variant_store (variant, data + sizeof head);
  memcpy (head.magic, VANITY_CHECKPOINT_MAGIC, sizeof head.magic);
  vanity_checkpoint_get_sum (data + sizeof head, bytes - sizeof head, head.sum);
  memcpy (data, &head, sizeof head);
  return g_bytes_new_take (g_steal_pointer (&data), bytes);
}

gboolean
vanity_checkpoint_save (VanityCheckpoint *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < self->things->len; i++)
    {
      VanityThing *thing = g_ptr_array_index (self->things, i);

      thing_read (thing);
      if (thing->kind != VANITY_THING_FLOATS
          || are_finite (thing->values, vanity_shape_get_elements (&thing->shape)))
        continue;
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "“%s” was not written: “%s” has numbers that are not finite", name, thing->name);
      return FALSE;
    }
  bytes = checkpoint_pack (self, name, error);
  return bytes != NULL && vanity_write_file (file, bytes, NULL, NULL, NULL, error);
}
