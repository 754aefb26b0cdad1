/* What the network's answer in a zone rests on. */
#include "base/error.h"
#include "makeup/mask.h"
#include "nn/learner.h"
#include "skin/concern-model.h"
#include "skin/concern-network.h"
#include "skin/concern-scale.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define STEPS 6 /* along the way from an even skin to this one */
#define TEXELS (VANITY_CONCERN_SIZE * VANITY_CONCERN_SIZE)
#define SEEN 0.5f
#define SMOOTH 1.2 /* texels */
#define EVEN 0.10f /* own skin's channels in VANITY_SIGNAL_RED and after: encoded, less ½ */

/* The shipped network with one number after it: the mean of a map, as weighted by an input. */
static VanityLearner *
new_learner (GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_concern_model_load_shipped (error);
  VanityShape shape = VANITY_SHAPE (1, VANITY_CONCERN_SIZE, VANITY_CONCERN_SIZE, VANITY_N_CONCERNS);
  VanityValueId inputs[2], part, sum;

  if (graph == NULL
      || !vanity_concern_network_check (graph, "skin.onnx", VANITY_CONCERN_SIZE, error))
    return NULL;
  vanity_graph_set_trainable (graph, vanity_graph_get_input (graph, 0), TRUE);
  inputs[0] = vanity_graph_get_output (graph, 0);
  inputs[1] = vanity_graph_add_input (graph, "asked", &shape, error);
  if (inputs[1] < 0
      || !vanity_graph_add_node (graph, "Mul", "asked.part", inputs, 2, NULL, &part, 1, error)
      || !vanity_graph_add_node (graph, "ReduceSum", "asked.sum", &part, 1,
                                 vanity_attributes_parse ("keepdims=0", NULL), &sum, 1, error))
    return NULL;
  return vanity_learner_new (g_steal_pointer (&graph), &sum, 1, NULL, error);
}

/* Signals of one even skin, lit from the front, that is seen where this one is. */
static void
write_even (const VanitySignals *signals, float *values)
{
  int n = signals->size * signals->size;

  memset (values, 0, sizeof (float) * VANITY_N_SIGNALS * (gsize)n);
  for (int i = 0; i < n; i++)
    {
      for (int c = 0; c < 3; c++)
        values[VANITY_N_SIGNALS * i + c] = EVEN;
      values[VANITY_N_SIGNALS * i + VANITY_SIGNAL_SEEN]
          = signals->planes[VANITY_SIGNAL_SEEN * n + i];
    }
}

/* What is asked: the mean of one map over what is seen of the zone. */
static void
ask (VanityLearner *learner, const VanityAtlas *atlas, const VanitySignals *signals,
     VanityConcern concern, VanityZone zone)
{
  const float *mask = vanity_zone_get_mask (atlas, zone);
  const float *visibility = signals->planes + VANITY_SIGNAL_SEEN * TEXELS;
  float *asked = vanity_learner_get_input (learner, 2);
  float seen = 0;

  memset (asked, 0, sizeof (float) * VANITY_N_CONCERNS * TEXELS);
  for (int i = 0; i < TEXELS; i++)
    seen += mask[i] * (visibility[i] > SEEN);
  for (int i = 0; i < TEXELS && seen > 0; i++)
    asked[VANITY_N_CONCERNS * i + (int)concern] = mask[i] * (visibility[i] > SEEN) / seen;
}

/* Smooth, as large as the texture, and in parts of the largest. */
static void
finish (float *small, int size, float *map)
{
  VanityMask mask = { .rect = { 0, 0, VANITY_CONCERN_SIZE, VANITY_CONCERN_SIZE },
                      .step = 1,
                      .width = VANITY_CONCERN_SIZE,
                      .height = VANITY_CONCERN_SIZE,
                      .data = small };
  float most = 0;

  vanity_mask_blur (&mask, SMOOTH);
  vanity_concern_enlarge (small, 1, size, map);
  for (int i = 0; i < size * size; i++)
    most = MAX (most, map[i]);
  for (int i = 0; i < size * size && most > 0; i++)
    map[i] /= most;
}

static gboolean
integrate (VanityLearner *learner, const VanitySignals *signals, float *map)
{
  int n = signals->size * signals->size;
  gsize bytes = sizeof (float) * VANITY_N_SIGNALS * (gsize)n;
  g_autofree float *even = g_malloc (bytes);
  g_autofree float *own = g_malloc (bytes);
  float sum = 0;

  write_even (signals, even);
  vanity_signals_write (signals, own);
  memset (map, 0, sizeof (float) * (gsize)n);
  for (int k = 0; k < STEPS; k++)
    {
      float part = ((float)k + 0.5f) / STEPS, *in = vanity_learner_get_input (learner, 0);
      const float *gradient;

      for (int i = 0; i < VANITY_N_SIGNALS * n; i++)
        in[i] = even[i] + part * (own[i] - even[i]);
      vanity_learner_forward (learner, FALSE);
      vanity_learner_backward (learner, FALSE);
      gradient = vanity_learner_get_parameter (learner, 0)->gradient;
      for (int i = 0; i < n; i++)
        for (int c = 0; c < VANITY_N_SIGNALS; c++)
          map[i] += gradient[VANITY_N_SIGNALS * i + c]
                    * (own[VANITY_N_SIGNALS * i + c] - even[VANITY_N_SIGNALS * i + c]);
    }
  for (int i = 0; i < n; i++)
    {
      sum += 0 * map[i];
      map[i] = fabsf (map[i]);
    }
  return sum == 0;
}

gboolean
vanity_concerns_attribute (const VanityTexture *texture, VanityConcern concern, VanityZone zone,
                           float *map, GError **error)
{
  const VanityAtlas *atlas;
  g_autoptr (VanitySignals) signals = NULL;
  g_autoptr (VanityLearner) learner = NULL;
  g_autofree float *planes = NULL;

  g_return_val_if_fail ((int)concern >= 0 && concern < VANITY_N_CONCERNS, FALSE);
  g_return_val_if_fail ((int)zone >= 0 && zone < VANITY_N_ZONES, FALSE);
  if (!vanity_concern_check_texture (texture, error)
      || (atlas = vanity_atlas_get (VANITY_CONCERN_SIZE, error)) == NULL)
    return FALSE;
  memset (map, 0, sizeof (float) * (gsize)texture->size * (gsize)texture->size);
  planes = g_new (float, 5 * TEXELS);
  vanity_concern_reduce (texture, planes);
  signals = vanity_signals_new (atlas, planes, planes + 3 * TEXELS);
  if (!signals->known)
    return TRUE;
  learner = new_learner (error);
  if (learner == NULL)
    return FALSE;
  vanity_concern_network_write_place (atlas, vanity_learner_get_input (learner, 1));
  ask (learner, atlas, signals, concern, zone);
  if (!integrate (learner, signals, planes + 4 * TEXELS))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("%s: its output “%s” holds what is not a number"), "skin.onnx", "maps");
      return FALSE;
    }
  finish (planes + 4 * TEXELS, texture->size, map);
  return TRUE;
}
