#include "skin/concerns.h"

#include "skin/concern-model.h"
#include "skin/concern-network.h"
#include "skin/concern-scale.h"
#include "skin/concern-score.h"
#include "skin/signals.h"

#include <math.h>

/* Of the concerns' weights as much must be given for an overall score. */
#define ENOUGH 0.5
#define TEXELS (VANITY_CONCERN_SIZE * VANITY_CONCERN_SIZE)
/* Stubble: the chin is darker than the cheeks, and rougher than the forehead. */
#define STUBBLE_DARK 0.06
#define STUBBLE_ROUGH 1.5

/* Pixels to a texel of 256 below which the photo does not show a concern; 0: any will do. */
static const float finest[VANITY_N_CONCERNS] = {
  [VANITY_CONCERN_PORES] = 0.5f, [VANITY_CONCERN_SPOTS] = 0.2f, [VANITY_CONCERN_WRINKLES] = 0.25f
};

/* A face as the network saw it. */
typedef struct
{
  const VanityAtlas *atlas;
  float *maps;
  const float *visibility;
  float scale; /* pixels of the photo to a texel of 256 */
  const VanityIlluminant *light;
  gboolean known, stubble;
} Skin;

void
vanity_concerns_free (VanityConcerns *concerns)
{
  if (concerns == NULL)
    return;
  g_free (concerns->maps);
  g_free (concerns);
}

static double
measure_rough (const VanityAtlas *atlas, const VanitySignals *signals, VanityZone zone,
               VanitySignal signal, gboolean size, const float *visibility)
{
  gsize n = (gsize)signals->size * (gsize)signals->size;
  g_autofree float *plane = g_memdup2 (signals->planes + signal * n, n * sizeof (float));

  for (gsize i = 0; i < n; i++)
    plane[i] = 1 + (size ? fabsf (plane[i]) : plane[i]);
  return vanity_concern_measure_zone (atlas, zone, plane, visibility) - 1;
}

/* Whether there is stubble on the chin. A beard is hidden skin, by the texture. */
static gboolean
has_stubble (const VanityAtlas *atlas, const VanitySignals *signals, const float *visibility)
{
  double chin
      = measure_rough (atlas, signals, VANITY_ZONE_CHIN, VANITY_SIGNAL_SHADING, FALSE, visibility);
  double cheeks = measure_rough (atlas, signals, VANITY_ZONE_CHEEKS, VANITY_SIGNAL_SHADING, FALSE,
                                 visibility);
  double rough
      = measure_rough (atlas, signals, VANITY_ZONE_CHIN, VANITY_SIGNAL_FINE, TRUE, visibility);
  double smooth
      = measure_rough (atlas, signals, VANITY_ZONE_FOREHEAD, VANITY_SIGNAL_FINE, TRUE, visibility);

  return chin - cheeks > STUBBLE_DARK && rough > STUBBLE_ROUGH * smooth && smooth > 0;
}

static gboolean
needs_color (VanityConcern concern)
{
  return concern == VANITY_CONCERN_REDNESS || concern == VANITY_CONCERN_PIGMENT
         || concern == VANITY_CONCERN_DARK_CIRCLES;
}

static gboolean
is_fine (VanityConcern concern)
{
  return concern == VANITY_CONCERN_SPOTS || concern == VANITY_CONCERN_PORES
         || concern == VANITY_CONCERN_PIGMENT || concern == VANITY_CONCERN_WRINKLES;
}

/* Why the zone gets no score, but for what is hidden. */
static unsigned
withhold (const Skin *skin, VanityConcern concern, VanityZone zone)
{
  unsigned why = 0;

  if (!vanity_concern_is_in (concern, zone))
    why |= VANITY_WITHHELD_NOT_HERE;
  if (!skin->known)
    why |= VANITY_WITHHELD_SKIN;
  if (skin->scale < finest[concern])
    why |= VANITY_WITHHELD_COARSE;
  if (skin->light != NULL && needs_color (concern)
      && (skin->light->evidence & (VANITY_LIGHT_GREYSCALE | VANITY_LIGHT_COLOURED)))
    why |= VANITY_WITHHELD_COLOUR;
  if (skin->stubble && zone == VANITY_ZONE_CHIN && is_fine (concern))
    why |= VANITY_WITHHELD_BEARD;
  return why;
}

static void
score (VanityConcerns *self, const Skin *skin)
{
  double overall = 0, weights = 0;

  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      double amounts[VANITY_N_ZONES], sizes[VANITY_N_ZONES], seen_area = 0, area = 0, joined;

      for (int z = 0; z < VANITY_N_ZONES; z++)
        {
          double seen, size = vanity_concern_measure_size (skin->atlas, (VanityZone)z);
          double amount = vanity_concern_measure_amount (
              skin->atlas, (VanityZone)z, skin->maps + k * TEXELS, skin->visibility, &seen);
          unsigned why = withhold (skin, (VanityConcern)k, (VanityZone)z);

          if (amount < 0)
            why |= VANITY_WITHHELD_HIDDEN;
          self->withheld[k][z] = why;
          self->amount[k][z] = (float)MAX (amount, 0);
          self->zone[k][z]
              = why != 0 ? -1 : vanity_concern_score ((VanityConcern)k, (VanityZone)z, amount);
          amounts[z] = why != 0 ? -1 : amount;
          sizes[z] = size;
          area += why & VANITY_WITHHELD_NOT_HERE ? 0 : size;
          seen_area += why != 0 ? 0 : size * seen;
        }
      joined = vanity_concern_join_amounts (amounts, sizes);
      self->score[k]
          = joined >= 0 ? vanity_concern_score ((VanityConcern)k, VANITY_N_ZONES, joined) : -1;
      self->sure[k] = area > 0 ? (float)(seen_area / area * (double)MIN (skin->scale, 1)) : 0;
      if (joined >= 0)
        {
          overall += vanity_concern_get_weight ((VanityConcern)k) * (double)self->score[k];
          weights += vanity_concern_get_weight ((VanityConcern)k);
        }
    }
  self->overall = weights >= ENOUGH ? (float)(overall / weights) : -1;
}

VanityConcerns *
vanity_concerns_measure (const VanityTexture *texture, const VanityIlluminant *light,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityConcerns) self = NULL;
  g_autoptr (VanitySignals) signals = NULL;
  g_autofree float *planes = NULL;
  VanityConcernModel *model;
  const VanityAtlas *atlas;
  Skin skin;

  if (!vanity_concern_check_texture (texture, error)
      || (atlas = vanity_atlas_get (VANITY_CONCERN_SIZE, error)) == NULL
      || (model = vanity_concern_model_get_shipped (error)) == NULL)
    return NULL;
  planes = g_new (float, (4 + VANITY_N_CONCERNS) * TEXELS);
  vanity_concern_reduce (texture, planes);
  signals = vanity_signals_new (atlas, planes, planes + 3 * TEXELS);
  skin = (Skin){ .atlas = atlas,
                 .maps = planes + 4 * TEXELS,
                 .visibility = planes + 3 * TEXELS,
                 .scale = texture->scale * (float)texture->size / 256,
                 .light = light,
                 .known = signals->known };
  if (!vanity_concern_model_run (model, signals, skin.maps, cancellable, error))
    return NULL;
  skin.stubble = skin.known && has_stubble (atlas, signals, skin.visibility);
  self = g_new0 (VanityConcerns, 1);
  self->size = texture->size;
  self->maps = g_new (float, VANITY_N_CONCERNS *(gsize)self->size *(gsize)self->size);
  vanity_concern_enlarge (skin.maps, VANITY_N_CONCERNS, self->size, self->maps);
  score (self, &skin);
  return g_steal_pointer (&self);
}
