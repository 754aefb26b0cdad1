#include "skin/concerns.h"

#include "base/error.h"
#include "skin/concern-model.h"
#include "skin/concern-network.h"
#include "skin/concern-score.h"
#include "skin/signals.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of the concerns' weights as much must be given for an overall score. */
#define ENOUGH 0.5
/* Stubble: the chin is darker than the cheeks, and rougher than the forehead. */
#define STUBBLE_DARK 0.06
#define STUBBLE_ROUGH 1.5

/* Pixels to a texel of 256 below which the photo does not show a concern; 0: any will do. */
static const float finest[VANITY_N_CONCERNS] = {
  [VANITY_CONCERN_PORES] = 0.7f, [VANITY_CONCERN_SPOTS] = 0.3f, [VANITY_CONCERN_WRINKLES] = 0.35f
};

void
vanity_concerns_free (VanityConcerns *concerns)
{
  if (concerns == NULL)
    return;
  g_free (concerns->maps);
  g_free (concerns);
}

gboolean
vanity_concerns_check_texture (const VanityTexture *texture, GError **error)
{
  gsize n = (gsize)texture->size * (gsize)texture->size;
  float sum = 0;

  if (texture->size != VANITY_CONCERN_SIZE)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("Concerns are measured on %d² texels, not on %d²"), VANITY_CONCERN_SIZE,
                   texture->size);
      return FALSE;
    }
  /* Of what is not finite no multiple by 0 is 0. */
  for (gsize i = 0; i < 3 * n; i++)
    sum += 0 * texture->rgb[i];
  for (gsize i = 0; i < n; i++)
    sum += 0 * texture->visibility[i];
  if (sum == 0)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("The skin holds what is not a number, so that nothing is measured of it"));
  return FALSE;
}

static double
measure_rough (const VanityAtlas *atlas, const VanitySignals *signals, VanityZone zone,
               VanitySignal signal, gboolean size, const float *visibility)
{
  gsize n = (gsize)signals->size * (gsize)signals->size;
  g_autofree float *plane = g_memdup2 (signals->planes + signal * n, n * sizeof (float));

  for (gsize i = 0; i < n; i++)
    plane[i] = 1 + (size ? fabsf (plane[i]) : plane[i]);
  return vanity_concern_measure_zone (atlas, zone, plane, visibility, NULL) - 1;
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
withhold (VanityConcern concern, VanityZone zone, const VanityTexture *texture,
          const VanityIlluminant *light, gboolean stubble)
{
  unsigned why = 0;

  if (!vanity_concern_is_in (concern, zone))
    why |= VANITY_WITHHELD_NOT_HERE;
  if (texture->scale < finest[concern])
    why |= VANITY_WITHHELD_COARSE;
  if (light != NULL && needs_color (concern)
      && (light->evidence & (VANITY_LIGHT_GREYSCALE | VANITY_LIGHT_COLOURED)))
    why |= VANITY_WITHHELD_COLOUR;
  if (stubble && zone == VANITY_ZONE_CHIN && is_fine (concern))
    why |= VANITY_WITHHELD_BEARD;
  return why;
}

static double
measure_area (const VanityAtlas *atlas, VanityZone zone)
{
  const float *mask = vanity_zone_get_mask (atlas, zone);
  int size = vanity_atlas_get_size (atlas);
  double area = 0;

  for (int i = 0; i < size * size; i++)
    area += (double)mask[i];
  return area;
}

static void
score (VanityConcerns *self, const VanityAtlas *atlas, const VanityTexture *texture,
       const VanityIlluminant *light, gboolean known, gboolean stubble)
{
  gsize n = (gsize)self->size * (gsize)self->size;
  double overall = 0, weights = 0;

  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      double sum = 0, given = 0, seen_area = 0, area = 0;

      for (int z = 0; z < VANITY_N_ZONES; z++)
        {
          double seen, amount = vanity_concern_measure_zone (
                           atlas, (VanityZone)z, self->maps + k * n, texture->visibility, &seen);
          double size = measure_area (atlas, (VanityZone)z);
          unsigned why = withhold ((VanityConcern)k, (VanityZone)z, texture, light, stubble);

          if (!known)
            why |= VANITY_WITHHELD_SKIN;
          if (amount < 0)
            why |= VANITY_WITHHELD_HIDDEN;
          self->withheld[k][z] = why;
          self->amount[k][z] = (float)MAX (amount, 0);
          self->zone[k][z]
              = why != 0 ? -1 : vanity_concern_score ((VanityConcern)k, (VanityZone)z, amount);
          if (why & VANITY_WITHHELD_NOT_HERE)
            continue;
          area += size;
          if (why != 0)
            continue;
          sum += size * (double)self->zone[k][z];
          given += size;
          seen_area += size * seen;
        }
      self->score[k] = given > 0 ? (float)(sum / given) : -1;
      self->sure[k] = area > 0 ? (float)(seen_area / area * (double)MIN (texture->scale, 1)) : 0;
      if (given > 0)
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
  VanityConcernModel *model;
  const VanityAtlas *atlas;

  if (!vanity_concerns_check_texture (texture, error)
      || (atlas = vanity_atlas_get (texture->size, error)) == NULL
      || (model = vanity_concern_model_get_shipped (error)) == NULL)
    return NULL;
  self = g_new0 (VanityConcerns, 1);
  self->size = texture->size;
  self->maps = g_new (float, VANITY_N_CONCERNS *(gsize)self->size *(gsize)self->size);
  signals = vanity_signals_new (atlas, texture->rgb, texture->visibility);
  if (!vanity_concern_model_run (model, signals, self->maps, cancellable, error))
    return NULL;
  score (self, atlas, texture, light, signals->known,
         signals->known && has_stubble (atlas, signals, texture->visibility));
  return g_steal_pointer (&self);
}
