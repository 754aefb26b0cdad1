#include "skin/concern-model.h"

#include "base/error.h"
#include "face/atlas-region.h"
#include "model/model.h"
#include "model/shipped.h"
#include "nn/executor.h"
#include "skin/concern-network.h"
#include "skin/concern-paint.h"
#ifdef VANITY_SKIN_SHIPPED
#include "skin/skin-resource.h"
#endif

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FILE_NAME "skin.onnx"

/* What the network that ships says of a texel that is just clear: of what is rare it is never
 * sure. Where masks of faces that it learnt from overlap best with the truth. */
static const double clear[VANITY_N_CONCERNS]
    = { [VANITY_CONCERN_REDNESS] = 0.38,     [VANITY_CONCERN_SPOTS] = 0.33,
        [VANITY_CONCERN_WRINKLES] = 0.31,    [VANITY_CONCERN_PORES] = 0.35,
        [VANITY_CONCERN_DARK_CIRCLES] = 0.3, [VANITY_CONCERN_EYE_BAGS] = 0.27,
        [VANITY_CONCERN_SHINE] = 0.28,       [VANITY_CONCERN_PIGMENT] = 0.43 };

struct _VanityConcernModel
{
  char *name;
  const VanityAtlas *atlas;
  float *place; /* the second input, which a run may overwrite */
  GMutex mutex; /* of the executor */
  VanityExecutor *executor;
};

VanityConcernModel *
vanity_concern_model_new (VanityGraph *graph, const char *name, int size, GError **error)
{
  g_autoptr (VanityGraph) taken = graph;
  g_autoptr (VanityConcernModel) self = g_new0 (VanityConcernModel, 1);

  g_mutex_init (&self->mutex);
  self->name = g_strdup (name);
  self->atlas = vanity_atlas_get (size, error);
  if (self->atlas == NULL || !vanity_concern_network_check (graph, name, size, error))
    return NULL;
  self->executor = vanity_executor_new (g_steal_pointer (&taken), NULL, error);
  if (self->executor == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  self->place = g_new (float, VANITY_CONCERN_PLACES *(gsize)(size / 2) * (gsize)(size / 2));
  vanity_concern_network_write_place (self->atlas, self->place);
  return g_steal_pointer (&self);
}

void
vanity_concern_model_free (VanityConcernModel *self)
{
  g_clear_pointer (&self->executor, vanity_executor_free);
  g_mutex_clear (&self->mutex);
  g_free (self->place);
  g_free (self->name);
  g_free (self);
}

VanityGraph *
vanity_concern_model_load_shipped (GError **error)
{
#ifdef VANITY_SKIN_SHIPPED
  static VanityShippedModel shipped
      = { FILE_NAME, vanity_skin_register_resource, vanity_skin_get_resource, 0 };

  return vanity_shipped_model_load (&shipped, error);
#else
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_MISSING,
               _ ("The model %s was not there when Vanity was built: build Vanity with it"),
               FILE_NAME);
  return NULL;
#endif
}

VanityConcernModel *
vanity_concern_model_get_shipped (GError **error)
{
  static GMutex mutex;
  static VanityConcernModel *shipped = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (shipped == NULL)
    {
      VanityGraph *graph = vanity_concern_model_load_shipped (error);

      if (graph != NULL)
        shipped = vanity_concern_model_new (graph, FILE_NAME, VANITY_CONCERN_SIZE, error);
    }
  return shipped;
}

/* Bends what the network says to the scale of the truth: 0 and 1 stay, and what is just clear
 * becomes VANITY_CONCERN_CLEAR. */
static void
bend (float *map, int n, double just_clear)
{
  float power = (float)(log ((double)VANITY_CONCERN_CLEAR) / log (just_clear));

  for (int i = 0; i < n; i++)
    map[i] = map[i] > 0 ? powf (map[i], power) : 0;
}

/* One look at the face, or at its mirror image: half of its maps each. */
static gboolean
look (VanityConcernModel *self, const VanitySignals *signals, const gint32 *mirror, float *maps,
      GCancellable *cancellable, GError **error)
{
  int n = signals->size * signals->size;
  float *face = vanity_executor_get_input (self->executor, 0), sum = 0;
  const float *seen;

  for (int i = 0; i < n; i++)
    for (int k = 0; k < VANITY_N_SIGNALS; k++)
      face[VANITY_N_SIGNALS * i + k] = signals->planes[k * n + (mirror != NULL ? mirror[i] : i)];
  memcpy (vanity_executor_get_input (self->executor, 1), self->place,
          sizeof (float) * VANITY_CONCERN_PLACES * (gsize)(n / 4));
  if (!vanity_executor_run (self->executor, cancellable, error))
    return FALSE;
  seen = vanity_executor_get_output (self->executor, 0);
  for (int i = 0; i < n; i++)
    for (int k = 0; k < VANITY_N_CONCERNS; k++)
      {
        float value = seen[VANITY_N_CONCERNS * (mirror != NULL ? mirror[i] : i) + k];

        sum += 0 * value;
        maps[k * n + i] += value / 2;
      }
  if (sum == 0)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("%s: its output “%s” holds what is not a number"), self->name, "maps");
  return FALSE;
}

gboolean
vanity_concern_model_run (VanityConcernModel *self, const VanitySignals *signals, float *maps,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const float *skin = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_SKIN);
  const float *lids = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_LIDS);
  int n = signals->size * signals->size;
  const float *visibility = signals->planes + VANITY_SIGNAL_SEEN * n;

  g_return_val_if_fail (signals->size == vanity_atlas_get_size (self->atlas), FALSE);
  memset (maps, 0, sizeof (float) * VANITY_N_CONCERNS * (gsize)n);
  if (!signals->known)
    return TRUE;
  if (!look (self, signals, NULL, maps, cancellable, error)
      || !look (self, signals, vanity_atlas_get_mirror (self->atlas), maps, cancellable, error))
    return FALSE;
  for (int i = 0; i < VANITY_N_CONCERNS * n; i++)
    {
      int at = i % n;

      maps[i] = visibility[at] > 0 ? CLAMP (maps[i] * (skin[at] + lids[at]), 0, 1) : 0;
    }
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    bend (maps + k * n, n, clear[k]);
  return TRUE;
}
