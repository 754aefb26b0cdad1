#include "head/worn.h"

#include "base/error.h"
#include "face/atlas-region.h"
#include "head/worn-lens.h"
#include "head/worn-network.h"
#include "model/model.h"
#include "model/shipped.h"
#include "nn/executor.h"
#ifdef VANITY_WORN_SHIPPED
#include "head/worn-resource.h"
#endif

#include <glib/gi18n-lib.h>
#include <string.h>

#define FILE_NAME "worn.onnx"
/* Of a part's texels as many have to be seen for its makeup to be known. */
#define ENOUGH 0.25f

typedef struct
{
  const char *id;
  const char *label;
} Word;

static const Word parts[VANITY_WORN_N_PARTS] = {
  [VANITY_WORN_LIPS] = { "lips", N_ ("Lips") },
  [VANITY_WORN_EYES] = { "eyes", N_ ("Eyes") },
  [VANITY_WORN_CHEEKS] = { "cheeks", N_ ("Cheeks") },
  [VANITY_WORN_BROWS] = { "brows", N_ ("Brows") },
  [VANITY_WORN_WHOLE] = { "whole", N_ ("The whole face") },
};

static const Word levels[VANITY_WORN_N_LEVELS] = {
  [VANITY_WORN_NONE] = { "none", N_ ("no makeup to be seen") },
  [VANITY_WORN_LIGHT] = { "light", N_ ("light makeup") },
  [VANITY_WORN_CLEAR] = { "clear", N_ ("clear makeup") },
  [VANITY_WORN_STRONG] = { "strong", N_ ("strong makeup") },
};

const char *
vanity_worn_part_get_id (VanityWornPart part)
{
  g_return_val_if_fail ((int)part >= 0 && part < VANITY_WORN_N_PARTS, NULL);
  return parts[part].id;
}

const char *
vanity_worn_part_get_label (VanityWornPart part)
{
  g_return_val_if_fail ((int)part >= 0 && part < VANITY_WORN_N_PARTS, NULL);
  return _ (parts[part].label);
}

const char *
vanity_worn_level_get_id (VanityWornLevel level)
{
  g_return_val_if_fail ((int)level >= 0 && level < VANITY_WORN_N_LEVELS, NULL);
  return levels[level].id;
}

const char *
vanity_worn_level_get_label (VanityWornLevel level)
{
  g_return_val_if_fail ((int)level >= 0 && level < VANITY_WORN_N_LEVELS, NULL);
  return _ (levels[level].label);
}

VanityWornLevel
vanity_worn_get_level (const VanityWorn *worn, VanityWornPart part)
{
  float sum = 0;
  int level = 0;

  g_return_val_if_fail ((int)part >= 0 && part < VANITY_WORN_N_PARTS, VANITY_WORN_NONE);
  for (; level < VANITY_WORN_STRONG; level++)
    {
      sum += worn->makeup[part][level];
      if (sum >= 0.5f)
        break;
    }
  return (VanityWornLevel)level;
}

/* ---- The network ---- */

static VanityGraph *
load_shipped (GError **error)
{
#ifdef VANITY_WORN_SHIPPED
  static VanityShippedModel shipped
      = { FILE_NAME, vanity_worn_register_resource, vanity_worn_get_resource, 0 };

  return vanity_shipped_model_load (&shipped, error);
#else
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_MISSING,
               _ ("The model %s was not there when Vanity was built."), FILE_NAME);
  return NULL;
#endif
}

static gboolean
check_graph (VanityGraph *graph, GError **error)
{
  VanityShape view = VANITY_SHAPE (1, VANITY_WORN_SIDE, VANITY_WORN_SIDE, VANITY_WORN_CHANNELS);
  VanityShape sure = VANITY_SHAPE (1, VANITY_WORN_N_ANSWERS);

  if (vanity_graph_get_n_inputs (graph) == 1 && vanity_graph_get_n_outputs (graph) == 1
      && vanity_shape_equal (vanity_graph_get_shape (graph, vanity_graph_get_input (graph, 0)),
                             &view)
      && vanity_shape_equal (vanity_graph_get_shape (graph, vanity_graph_get_output (graph, 0)),
                             &sure))
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               "%s: its input and output are not those of head/worn-network.h", FILE_NAME);
  return FALSE;
}

/* Whoever calls holds the lock. */
static VanityExecutor *
get_executor (GError **error)
{
  static VanityExecutor *executor = NULL;
  g_autoptr (VanityGraph) graph = NULL;

  if (executor != NULL)
    return executor;
  graph = load_shipped (error);
  if (graph == NULL || !check_graph (graph, error))
    return NULL;
  executor = vanity_executor_new (g_steal_pointer (&graph), NULL, error);
  return executor;
}

/* ---- What it sees ---- */

/* The texture at the network's size: means of what is larger, copies of what is
 * smaller. `planes` gets three of linear light and the visibility. */
static void
resize (const VanityTexture *texture, float *planes)
{
  const int n = VANITY_WORN_SIDE * VANITY_WORN_SIDE;
  int size = texture->size, step = MAX (size / VANITY_WORN_SIDE, 1);
  gsize texels = (gsize)size * (gsize)size;

  for (int plane = 0; plane < 4; plane++)
    {
      const float *from = plane < 3 ? texture->rgb + (gsize)plane * texels : texture->visibility;

      for (int i = 0; i < n; i++)
        {
          int x = i % VANITY_WORN_SIDE * size / VANITY_WORN_SIDE;
          int y = i / VANITY_WORN_SIDE * size / VANITY_WORN_SIDE;
          double sum = 0;

          for (int k = 0; k < step * step; k++)
            sum += (double)from[(y + k / step) * size + x + k % step];
          planes[plane * n + i] = (float)(sum / (step * step));
        }
    }
}

static gboolean
is_finite (const float *values, int n)
{
  float sum = 0;

  /* Of what is not finite no multiple by 0 is 0. */
  for (int i = 0; i < n; i++)
    sum += 0 * values[i];
  return sum == 0;
}

static void
forget_hidden (const VanityAtlas *atlas, const float *visibility, VanityWorn *worn)
{
  static const VanityAtlasRegion regions[VANITY_WORN_WHOLE] = {
    [VANITY_WORN_LIPS] = VANITY_ATLAS_LIPS,
    [VANITY_WORN_EYES] = VANITY_ATLAS_LIDS,
    [VANITY_WORN_CHEEKS] = VANITY_ATLAS_CHEEKS,
    [VANITY_WORN_BROWS] = VANITY_ATLAS_BROWS,
  };

  for (int part = 0; part < VANITY_WORN_WHOLE; part++)
    {
      const float *region = vanity_atlas_get_region (atlas, regions[part]);
      double seen = 0, all = 0;

      for (int i = 0; i < VANITY_WORN_SIDE * VANITY_WORN_SIDE; i++)
        {
          seen += (double)(region[i] * visibility[i]);
          all += (double)region[i];
        }
      if (seen < (double)ENOUGH * all)
        for (int k = 0; k < VANITY_WORN_N_LEVELS; k++)
          worn->makeup[part][k] = 1.0f / VANITY_WORN_N_LEVELS;
    }
}

gboolean
vanity_worn_judge_view (const float *view, VanityWorn *worn, GError **error)
{
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  VanityExecutor *executor = get_executor (error);

  if (executor == NULL)
    return FALSE;
  memcpy (vanity_executor_get_input (executor, 0), view,
          sizeof (float) * VANITY_WORN_CHANNELS * VANITY_WORN_SIDE * VANITY_WORN_SIDE);
  vanity_executor_run (executor, NULL, NULL);
  vanity_worn_read_answers (vanity_executor_get_output (executor, 0), worn);
  return TRUE;
}

gboolean
vanity_worn_judge (const VanityTexture *texture, VanityWorn *worn, GError **error)
{
  const int n = VANITY_WORN_SIDE * VANITY_WORN_SIDE;
  const VanityAtlas *atlas = vanity_atlas_get (VANITY_WORN_SIDE, error);
  g_autofree float *planes = NULL;
  g_autofree float *view = NULL;
  float lens;

  if (atlas == NULL)
    return FALSE;
  planes = g_new (float, 4 * n);
  resize (texture, planes);
  if (!is_finite (planes, 4 * n))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "A face's texture holds what is not a number");
      return FALSE;
    }
  view = g_new (float, VANITY_WORN_CHANNELS *n);
  vanity_worn_write_view (atlas, planes, planes + 3 * n, view);
  if (!vanity_worn_judge_view (view, worn, error))
    return FALSE;
  forget_hidden (atlas, planes + 3 * n, worn);
  /* The network knows painted shades alone; real ones are at least dark. */
  lens = vanity_worn_judge_lens (vanity_worn_measure_lens (atlas, planes, planes + 3 * n));
  worn->sunglasses = MAX (worn->sunglasses, worn->glasses * lens);
  return TRUE;
}
