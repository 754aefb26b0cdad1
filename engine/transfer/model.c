#include "transfer/model.h"

#include "base/error.h"
#include "image/color.h"
#include "model/model.h"
#include "model/shipped.h"
#include "nn/executor.h"
#include "transfer/change-lay.h"
#include "transfer/generator.h"
#ifdef VANITY_TRANSFER_SHIPPED
#include "transfer/transfer-resource.h"
#endif

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* As the generator has it: what is darker has no texture to speak of. */
#define LEAST_BASE 1e-3f
/* A film is divided by no less of texture than this: where the photo is black there is hardly any
 * light to divide. */
#define LEAST_TEXTURE 0.02f
/* No film sends more light than this, in multiples of a white surface's. */
#define MOST_FILM 4
#define MOST_CORRECTION 0.5f

typedef enum
{
  SOURCE,
  REFERENCE,
  REGIONS,
  SEEN,
  N_INPUTS
} Input;

typedef enum
{
  LAYER,
  LAID,
  CORRECTION,
  RESULT,
  N_OUTPUTS
} Output;

/* An input or output as the contract has it. */
typedef struct
{
  const char *name;
  int channels;
} Place;

static const Place inputs[N_INPUTS] = { [SOURCE] = { "source", 3 },
                                        [REFERENCE] = { "reference", 3 },
                                        [REGIONS] = { "regions", VANITY_ATLAS_N_REGIONS },
                                        [SEEN] = { "seen", 2 } };
static const Place outputs[N_OUTPUTS]
    = { [LAYER] = { "layer", VANITY_PAINT_PLANES },
        [LAID] = { "laid", 3 },
        [CORRECTION] = { "correction", VANITY_GENERATOR_CORRECTION },
        [RESULT] = { "result", 3 } };

struct _VanityTransferModel
{
  char *name;
  int size;
  int input[N_INPUTS], output[N_OUTPUTS]; /* where the executor has them */
  float *regions;                         /* as the input, channels last */
  GMutex mutex;                           /* of the executor */
  VanityExecutor *executor;
};

static void
clear_model (gpointer data)
{
  VanityTransferModel *model = data;

  g_clear_pointer (&model->executor, vanity_executor_free);
  g_mutex_clear (&model->mutex);
  g_free (model->regions);
  g_free (model->name);
}

VanityTransferModel *
vanity_transfer_model_ref (VanityTransferModel *model)
{
  return g_atomic_rc_box_acquire (model);
}

void
vanity_transfer_model_unref (VanityTransferModel *model)
{
  if (model != NULL)
    g_atomic_rc_box_release_full (model, clear_model);
}

int
vanity_transfer_model_get_size (const VanityTransferModel *model)
{
  return model->size;
}

const char *
vanity_transfer_model_get_name (const VanityTransferModel *model)
{
  return model->name;
}

/* ---- The contract ---- */

static VanityValueId
get_value (VanityGraph *graph, gboolean input, int index)
{
  return input ? vanity_graph_get_input (graph, index) : vanity_graph_get_output (graph, index);
}

/* Where the graph has the input or output; −1 with an error where it has none. */
static int
find_place (VanityGraph *graph, const char *file, gboolean input, const char *name, GError **error)
{
  int count = input ? vanity_graph_get_n_inputs (graph) : vanity_graph_get_n_outputs (graph);

  for (int i = 0; i < count; i++)
    if (g_strcmp0 (vanity_graph_get_value_name (graph, get_value (graph, input, i)), name) == 0)
      return i;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               input ? _ ("%s: no generator of makeup transfer: it has no input “%s”")
                     : _ ("%s: no generator of makeup transfer: it has no output “%s”"),
               file, name);
  return -1;
}

static gboolean
check_place (VanityGraph *graph, const char *file, gboolean input, int index, const Place *place,
             int size, GError **error)
{
  VanityValueId id = get_value (graph, input, index);
  const VanityShape *shape = vanity_graph_get_shape (graph, id);
  VanityShape expected = VANITY_SHAPE (1, size, size, place->channels);
  g_autofree char *is = vanity_shape_to_string (shape);
  g_autofree char *should = vanity_shape_to_string (&expected);

  if (vanity_shape_equal (shape, &expected) && vanity_graph_get_type (graph, id) == VANITY_FLOAT32)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("%s: “%s” is %s of %s, and should be %s of float32"), file, place->name, is,
               vanity_graph_get_type (graph, id) == VANITY_FLOAT32 ? "float32" : "int64", should);
  return FALSE;
}

/* The side of the source, which all others follow; 0 with an error. */
static int
read_size (VanityGraph *graph, const char *file, int source, GError **error)
{
  const VanityShape *shape = vanity_graph_get_shape (graph, vanity_graph_get_input (graph, source));
  g_autofree char *is = vanity_shape_to_string (shape);
  gint64 size = shape->rank == 4 ? shape->dim[1] : 0;

  if (size >= VANITY_GENERATOR_MIN_SIZE && size <= VANITY_GENERATOR_MAX_SIZE
      && (size & (size - 1)) == 0)
    return (int)size;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("%s: “source” is %s, and should be 1×S×S×3, S a power of two from %d to %d"),
               file, is, VANITY_GENERATOR_MIN_SIZE, VANITY_GENERATOR_MAX_SIZE);
  return 0;
}

static gboolean
check_contract (VanityTransferModel *model, VanityGraph *graph, GError **error)
{
  for (int i = 0; i < N_INPUTS; i++)
    if ((model->input[i] = find_place (graph, model->name, TRUE, inputs[i].name, error)) < 0)
      return FALSE;
  for (int i = 0; i < N_OUTPUTS; i++)
    if ((model->output[i] = find_place (graph, model->name, FALSE, outputs[i].name, error)) < 0)
      return FALSE;
  if (vanity_graph_get_n_inputs (graph) != N_INPUTS)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("%s: no generator of makeup transfer: it has %d inputs, and should have %d"),
                   model->name, vanity_graph_get_n_inputs (graph), N_INPUTS);
      return FALSE;
    }
  model->size = read_size (graph, model->name, model->input[SOURCE], error);
  if (model->size == 0)
    return FALSE;
  for (int i = 0; i < N_INPUTS; i++)
    if (!check_place (graph, model->name, TRUE, model->input[i], &inputs[i], model->size, error))
      return FALSE;
  for (int i = 0; i < N_OUTPUTS; i++)
    if (!check_place (graph, model->name, FALSE, model->output[i], &outputs[i], model->size, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_regions (VanityTransferModel *model, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (model->size, error);
  gsize n = (gsize)model->size * (gsize)model->size;

  if (atlas == NULL)
    return FALSE;
  model->regions = g_new (float, VANITY_ATLAS_N_REGIONS *n);
  vanity_atlas_copy_regions (atlas, model->regions);
  return TRUE;
}

VanityTransferModel *
vanity_transfer_model_new (VanityGraph *graph, const char *name, GError **error)
{
  g_autoptr (VanityGraph) taken = graph;
  g_autoptr (VanityTransferModel) model = g_atomic_rc_box_new0 (VanityTransferModel);

  g_mutex_init (&model->mutex);
  model->name = g_strdup (name);
  if (!check_contract (model, graph, error) || !read_regions (model, error))
    return NULL;
  model->executor = vanity_executor_new (g_steal_pointer (&taken), NULL, error);
  if (model->executor == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return g_steal_pointer (&model);
}

/* ---- Where it comes from ---- */

static VanityGraph *
load_shipped (GError **error)
{
#ifdef VANITY_TRANSFER_SHIPPED
  static VanityShippedModel shipped
      = { VANITY_TRANSFER_MODEL_FILE, vanity_transfer_register_resource,
          vanity_transfer_get_resource, 0 };

  return vanity_shipped_model_load (&shipped, error);
#else
  g_set_error (
      error, VANITY_ERROR, VANITY_ERROR_MISSING,
      _ ("The model %s was not there when Vanity was built. Choose a model of your own, or "
         "build Vanity with it."),
      VANITY_TRANSFER_MODEL_FILE);
  return NULL;
#endif
}

static VanityTransferModel *
get_shipped (GError **error)
{
  static GMutex mutex;
  static VanityTransferModel *shipped = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (shipped == NULL)
    {
      VanityGraph *graph = load_shipped (error);

      if (graph != NULL)
        shipped = vanity_transfer_model_new (graph, VANITY_TRANSFER_MODEL_FILE, error);
    }
  return shipped != NULL ? vanity_transfer_model_ref (shipped) : NULL;
}

VanityTransferModel *
vanity_transfer_model_load (const char *path, GError **error)
{
  const char *chosen = g_getenv ("VANITY_MODELS");
  g_autofree char *other = NULL;
  VanityGraph *graph;

  if (path == NULL && chosen != NULL && *chosen != '\0')
    {
      other = g_build_filename (chosen, VANITY_TRANSFER_MODEL_FILE, NULL);
      if (g_file_test (other, G_FILE_TEST_EXISTS))
        path = other;
    }
  if (path == NULL)
    return get_shipped (error);
  graph = vanity_model_load (path, error);
  return graph != NULL ? vanity_transfer_model_new (graph, path, error) : NULL;
}

/* ---- Running it ---- */

/* Planes of linear light → encoded and clipped: as planes, and channels last. */
static void
write_face (const VanityTransferModel *model, const float *rgb, float *encoded, float *values)
{
  int n = model->size * model->size;

  for (int i = 0; i < 3 * n; i++)
    encoded[i] = CLAMP (rgb[i], 0, 1);
  vanity_srgb_from_linear_row (encoded, encoded, 3 * n);
  for (int k = 0; k < 3; k++)
    for (int i = 0; i < n; i++)
      values[3 * i + k] = encoded[k * n + i];
}

static gboolean
check_finite (VanityTransferModel *model, Output output, GError **error)
{
  const float *values = vanity_executor_get_output (model->executor, model->output[output]);
  gsize n = (gsize)outputs[output].channels * (gsize)model->size * (gsize)model->size;
  float sum = 0;

  /* Of what is not finite no multiple by 0 is 0. */
  for (gsize i = 0; i < n; i++)
    sum += 0 * values[i];
  if (sum == 0)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("%s: its output “%s” holds what is not a number"), model->name,
               outputs[output].name);
  return FALSE;
}

/* What is read of the reference, as planes. */
static void
read_layer (VanityTransferModel *model, float *layer)
{
  const float *values = vanity_executor_get_output (model->executor, model->output[LAYER]);
  int n = model->size * model->size;

  for (int i = 0; i < n; i++)
    for (int k = 0; k < VANITY_PAINT_PLANES; k++)
      layer[k * n + i] = CLAMP (values[VANITY_PAINT_PLANES * i + k], 0, 1);
}

/* As those who lay a change have it (change.h), but for texels that are all but black. */
static void
measure_texture (const float *rgb, int size, float *texture)
{
  int n = size * size;

  vanity_change_smooth (rgb, size, texture);
  for (int i = 0; i < n; i++)
    {
      float y = vanity_luminance (rgb[i], rgb[n + i], rgb[2 * n + i]);

      texture[i] = MAX (y / MAX (texture[i], LEAST_BASE), LEAST_TEXTURE);
    }
}

/* Channel `k` of film, gain and offset. `source` is that channel encoded, as the model saw it. */
static void
read_channel (VanityTransferModel *model, int k, const float *source, const float *visibility,
              const float *texture, VanityChange *change)
{
  const float *laid = vanity_executor_get_output (model->executor, model->output[LAID]) + k;
  const float *correction
      = vanity_executor_get_output (model->executor, model->output[CORRECTION]) + k;
  int n = model->size * model->size;
  g_autofree float *planes = g_new (float, 2 * (gsize)n);
  float *bare = planes, *worn = planes + n;

  for (int i = 0; i < n; i++)
    worn[i] = laid[3 * i];
  vanity_srgb_to_linear_row (source, bare, n);
  vanity_srgb_to_linear_row (worn, worn, n);
  for (int i = 0; i < n; i++)
    {
      const float *own = correction + VANITY_GENERATOR_CORRECTION * i;
      float film = (worn[i] - (1 - change->coverage[i]) * bare[i]) / texture[i];

      if (visibility[i] <= 0)
        continue;
      change->film[k * n + i] = CLAMP (film, -MOST_FILM, MOST_FILM);
      change->gain[k * n + i] = CLAMP (own[0], -MOST_CORRECTION, MOST_CORRECTION);
      change->offset[k * n + i] = CLAMP (own[3], -MOST_CORRECTION, MOST_CORRECTION);
    }
}

/* `source`: as the model saw it, encoded, three planes. */
static VanityChange *
read_change (VanityTransferModel *model, const float *source, const VanityTransferFace *face,
             const float *layer)
{
  int n = model->size * model->size;
  VanityChange *change = vanity_change_new (model->size);
  g_autofree float *planes = g_new (float, 4 * (gsize)n);
  float *texture = planes + 3 * n;

  vanity_srgb_to_linear_row (source, planes, 3 * n);
  measure_texture (planes, model->size, texture);
  for (int i = 0; i < n; i++)
    change->coverage[i] = face->visibility[i] > 0 ? layer[i] : 0;
  for (int k = 0; k < 3; k++)
    read_channel (model, k, source + k * n, face->visibility, texture, change);
  return change;
}

VanityChange *
vanity_transfer_model_run (VanityTransferModel *model, const VanityTransferFace *source,
                           const VanityTransferFace *reference, float *layer,
                           GCancellable *cancellable, GError **error)
{
  int n = model->size * model->size;
  g_autofree float *planes = g_new (float, (3 + VANITY_PAINT_PLANES) * (gsize)n);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&model->mutex);
  float *values[N_INPUTS];

  for (int i = 0; i < N_INPUTS; i++)
    values[i] = vanity_executor_get_input (model->executor, model->input[i]);
  write_face (model, reference->rgb, planes, values[REFERENCE]);
  write_face (model, source->rgb, planes, values[SOURCE]);
  memcpy (values[REGIONS], model->regions, sizeof (float) * VANITY_ATLAS_N_REGIONS * (gsize)n);
  for (int i = 0; i < n; i++)
    {
      values[SEEN][2 * i] = CLAMP (source->visibility[i], 0, 1);
      values[SEEN][2 * i + 1] = CLAMP (reference->visibility[i], 0, 1);
    }
  if (!vanity_executor_run (model->executor, cancellable, error))
    return NULL;
  for (int i = 0; i < RESULT; i++)
    if (!check_finite (model, (Output)i, error))
      return NULL;
  if (layer == NULL)
    layer = planes + 3 * n;
  read_layer (model, layer);
  return read_change (model, planes, source, layer);
}
