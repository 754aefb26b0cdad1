/* Reflectances, and everything in logarithms: what is seen is
 *
 *   s ÷ light = (1 − α) · ρ · e^u + α · swatch
 *
 * where ρ is what bare faces look like (bare.h), and u how far this one is from that. Round u = 0
 * it is linear, log (s ÷ light) − log (what that would be) = H · u + noise, with the errors of a
 * reader, in coverage and in swatch, as noise; and u follows by Kalman's update, one for each
 * texel, with what is known of people as the prior. Where nothing lies H is 1 and there is no
 * noise: u is what the photo shows, to the bit. Where all is covered H is 0, and u is 0.
 *
 * Kalman, A new approach to linear filtering and prediction problems, 1960. */
#include "transfer/remove.h"

#include "base/error.h"
#include "makeup/mask.h"
#include "transfer/bare.h"
#include "transfer/change-lay.h"
#include "transfer/paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A coverage below this is none. */
#define NOTHING 0.01f
#define MOST_COVERAGE 0.99f
#define LEAST_LIGHT 1e-3f
#define LEAST_REFLECTANCE 0.005f
/* Standard deviations of a reader: of the logarithm of its swatch, of which this share is common to
 * the three channels, and of coverage, relative to it; of coverage from one texel to the next. */
#define SWATCH 0.3f
#define COMMON 0.6f
#define COVERAGE 0.25f
#define STROKE 0.12f
/* Standard deviation of the skin's own fine light and shade. */
#define DETAIL 0.2f
#define ROUNDING 1e-4f
/* Shine hides no more than this of what is seen. */
#define MOST_SHINE 0.7f
/* Gaussian that tells fine from coarse; of the side. */
#define SIGMA (1.0 / 96)
/* Texels of skin outside the parts that wear something count so much beside those inside. */
#define OUTSIDE 0.05f
/* Of what a stroke leaves of the light around it: from there on down the photo's own detail is the
 * stroke, not skin. */
#define STROKE_LIGHT 0.8f
#define STROKE_DARK 0.45f
#define LEAST_TEXTURE 0.35f
#define MOST_BARE 1.5f
/* `found`, and `confidence`, as words. */
#define SOMETHING 0.04f
#define GUESS 0.5f

/* ITU-R BT.709. */
static float
get_luminance (const float *rgb, int n, int i)
{
  return 0.2126f * rgb[i] + 0.7152f * rgb[n + i] + 0.0722f * rgb[2 * n + i];
}

typedef struct
{
  const VanityAtlas *atlas;
  const VanityTexture *texture;
  const float *layer;
  int size, n;
  float *light, *expected, *mixed; /* three planes each: light; ρ; (1 − α) ρ + α · swatch */
  float *base, *stroke;            /* luminance smoothed of the face; of `mixed` */
  float *bare;                     /* three planes: the result, linear light */
  float *lock, *seen_through;      /* [0, 1] */
  VanityMask *rest[3];             /* log (s ÷ light) − log mixed, smoothed */
  VanityMask *weight;
} Removal;

void
vanity_removal_free (VanityRemoval *removal)
{
  if (removal == NULL)
    return;
  vanity_change_free (removal->change);
  g_free (removal);
}

static float
get_coverage (const Removal *self, int i)
{
  return CLAMP (self->layer[i], 0.0f, MOST_COVERAGE);
}

/* Linear light without the shine that lies on it. */
static float
get_light (const Removal *self, int k, int i)
{
  int n = self->n;
  const float *rgb = self->texture->rgb;
  float seen = rgb[k * n + i], shine = CLAMP (self->layer[4 * n + i], 0.0f, 1.0f);
  float y = get_luminance (rgb, n, i);
  float texture = y / MAX (self->base[i], LEAST_LIGHT);

  shine = MIN (shine * self->light[k * n + i] * texture, MOST_SHINE * seen);
  return MAX (seen - MAX (shine, 0.0f), LEAST_LIGHT);
}

/* What may change: the parts, where they are seen; neither eyes nor what is between the lips. */
static void
find_lock (Removal *self)
{
  const float *eyes = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_EYES);
  const float *mouth = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_MOUTH);
  const float *skin = vanity_change_get_part (self->atlas, VANITY_CHANGE_SKIN);
  const gint16 *triangle = vanity_atlas_get_triangle (self->atlas);

  for (int i = 0; i < self->n; i++)
    {
      float lock = triangle[i] < 0 ? 0 : 1 - eyes[i] - mouth[i] - skin[i];

      self->lock[i] = CLAMP (lock * self->texture->visibility[i], 0.0f, 1.0f);
    }
}

/* What would be seen if this were a face like all. */
static void
mix (Removal *self)
{
  int n = self->n;

  for (int k = 0; k < 3; k++)
    for (int i = 0; i < n; i++)
      {
        float a = get_coverage (self, i), swatch = CLAMP (self->layer[(1 + k) * n + i], 0.0f, 1.0f);
        float *mixed = self->mixed + k * n + i;

        *mixed = MAX (self->expected[k * n + i] * (1 - a) + swatch * a, LEAST_REFLECTANCE);
      }
  vanity_change_smooth (self->mixed, self->size, self->stroke);
  for (int i = 0; i < n; i++)
    self->stroke[i] = get_luminance (self->mixed, n, i) / MAX (self->stroke[i], LEAST_LIGHT);
}

static float
get_rest (const Removal *self, int k, int i)
{
  return logf (get_light (self, k, i)
               / (self->light[k * self->n + i] * self->mixed[k * self->n + i]));
}

static gboolean
smooth_rest (Removal *self)
{
  VanityRect rect = { 0, 0, self->size, self->size };
  const float *visibility = self->texture->visibility;

  self->weight = vanity_mask_new (&rect, NULL, 1);
  for (int k = 0; k < 3; k++)
    if ((self->rest[k] = vanity_mask_new (&rect, NULL, 1)) == NULL)
      return FALSE;
  if (self->weight == NULL)
    return FALSE;
  for (int i = 0; i < self->n; i++)
    {
      self->weight->data[i] = MAX (self->lock[i], OUTSIDE * CLAMP (visibility[i], 0.0f, 1.0f));
      for (int k = 0; k < 3; k++)
        self->rest[k]->data[i] = get_rest (self, k, i);
    }
  vanity_mask_blur_weighted (self->rest, 3, self->weight, SIGMA * self->size);
  return TRUE;
}

/* What people differ in here. */
static void
get_spread (const Removal *self, int i, float spread[3][3])
{
  float left = 1;

  memset (spread, 0, sizeof (float) * 9);
  for (int r = 0; r < VANITY_N_BARE; r++)
    {
      const VanityBareSpread *own = vanity_bare_get_spread ((VanityBareRegion)r);
      float share
          = vanity_atlas_get_region (self->atlas, vanity_bare_get_region ((VanityBareRegion)r))[i];

      left -= share;
      for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++)
          spread[a][b] += share * (*own)[a][b];
    }
  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      spread[a][b] += MAX (left, 0.0f) * (*vanity_bare_get_spread (VANITY_BARE_CHEEKS))[a][b];
}

/* Inverse of a symmetric positive matrix. */
static void
invert (const double m[3][3], double inverse[3][3])
{
  double determinant = 0;

  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      inverse[b][a] = m[(a + 1) % 3][(b + 1) % 3] * m[(a + 2) % 3][(b + 2) % 3]
                      - m[(a + 1) % 3][(b + 2) % 3] * m[(a + 2) % 3][(b + 1) % 3];
  for (int b = 0; b < 3; b++)
    determinant += m[0][b] * inverse[b][0];
  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      inverse[a][b] /= determinant;
}

/* The texel without makeup, and how much of it was seen. */
static void
uncover (Removal *self, int i)
{
  float a = get_coverage (self, i), through[3], swatch[3], error[3], most = 0, fine;
  float spread[3][3], gained = 0, all = 0;
  double sum[3][3], inverse[3][3];
  int n = self->n;

  get_spread (self, i, spread);
  for (int k = 0; k < 3; k++)
    {
      float mixed = self->mixed[k * n + i], expected = self->expected[k * n + i];
      float laid = CLAMP (self->layer[(1 + k) * n + i], 0.0f, 1.0f);

      through[k] = (1 - a) * expected / mixed;
      swatch[k] = a * laid / mixed;
      error[k] = a * (laid - expected) / mixed;
      most = MAX (most, fabsf (error[k]));
    }
  for (int k = 0; k < 3; k++)
    for (int j = 0; j < 3; j++)
      sum[k][j] = (double)(through[k] * spread[k][j] * through[j]
                           + SWATCH * SWATCH * (k == j ? 1 : COMMON) * swatch[k] * swatch[j]
                           + COVERAGE * COVERAGE * error[k] * error[j] + (k == j ? ROUNDING : 0));
  invert (sum, inverse);
  fine = DETAIL * DETAIL / (DETAIL * DETAIL + STROKE * STROKE * most * most);
  for (int k = 0; k < 3; k++)
    {
      float u = 0, rest = get_rest (self, k, i);

      for (int j = 0; j < 3; j++)
        {
          float gain = 0;

          for (int c = 0; c < 3; c++)
            gain += spread[k][c] * through[c] * (float)inverse[c][j];
          u += gain * self->rest[j]->data[i];
          gained += gain * through[j] * spread[j][k];
        }
      all += spread[k][k];
      u += fine * (rest - self->rest[k]->data[i]);
      self->bare[k * n + i]
          = MIN (self->light[k * n + i] * self->expected[k * n + i] * expf (u), MOST_BARE);
    }
  self->seen_through[i] = CLAMP (gained / all, 0.0f, 1.0f);
}

/* From what a stroke is, 1, to what is none. */
static float
get_stroke (const Removal *self, int i)
{
  float t = CLAMP ((STROKE_LIGHT - self->stroke[i]) / (STROKE_LIGHT - STROKE_DARK), 0.0f, 1.0f);

  return t * t * (3 - 2 * t);
}

/* Whatever film and texture cannot say, of a stroke whose texture is no skin's, is put there as it
 * is. */
static void
write_change (const Removal *self, int i, VanityChange *change)
{
  int n = self->n;
  const float *rgb = self->texture->rgb;
  float y = get_luminance (rgb, n, i);
  float texture = MAX (y / MAX (self->base[i], LEAST_LIGHT), LEAST_TEXTURE);
  float lock = self->lock[i], stroke = lock * get_stroke (self, i), a = get_coverage (self, i);

  change->coverage[i] = lock * a;
  for (int k = 0; k < 3; k++)
    {
      float bare = rgb[k * n + i] + lock * (self->bare[k * n + i] - rgb[k * n + i]);

      change->film[k * n + i] = (bare - (1 - lock * a) * rgb[k * n + i]) / texture;
      change->gain[k * n + i] = -stroke;
      change->offset[k * n + i] = stroke * vanity_srgb_from_linear (CLAMP (bare, 0.0f, 1.0f));
    }
}

static void
measure_parts (const Removal *self, VanityRemoval *removal)
{
  for (int part = 0; part < VANITY_N_CHANGES; part++)
    {
      const float *share = vanity_change_get_part (self->atlas, (VanityChangePart)part);
      double all = 0, covered = 0, known = 0;

      for (int i = 0; i < self->n; i++)
        {
          double weight = (double)(share[i] * self->lock[i]);
          double worn = weight * (double)get_coverage (self, i);

          all += weight;
          covered += worn;
          known += worn * (double)self->seen_through[i];
        }
      removal->found[part] = all > 0 ? (float)(covered / all) : 0;
      removal->confidence[part] = covered > 0 ? (float)(known / covered) : 1;
    }
}

static gboolean
take_off (Removal *self, VanityRemoval *removal)
{
  mix (self);
  if (!smooth_rest (self))
    return FALSE;
  for (int i = 0; i < self->n; i++)
    {
      self->seen_through[i] = 1;
      if (self->lock[i] <= 0
          || (get_coverage (self, i) < NOTHING && self->layer[4 * self->n + i] < NOTHING))
        continue;
      uncover (self, i);
      write_change (self, i, removal->change);
    }
  measure_parts (self, removal);
  return TRUE;
}

static gboolean
check_layer (const float *layer, int n, GError **error)
{
  for (int i = 0; i < VANITY_PAINT_PLANES * n; i++)
    if (!isfinite (layer[i]))
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                     "the layer read of the face has a value that is no number");
        return FALSE;
      }
  return TRUE;
}

VanityRemoval *
vanity_removal_new (const VanityTexture *texture, const float *layer, GError **error)
{
  g_autoptr (VanityRemoval) removal = NULL;
  g_autofree float *planes = NULL;
  Removal self = { .texture = texture, .layer = layer };
  gboolean known, done;
  VanityRgb skin;

  self.size = texture->size;
  self.n = self.size * self.size;
  self.atlas = vanity_atlas_get (self.size, error);
  if (self.atlas == NULL || !check_layer (layer, self.n, error))
    return NULL;
  removal = g_new0 (VanityRemoval, 1);
  removal->change = vanity_change_new (self.size);
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    removal->confidence[k] = 1;
  planes = g_new (float, 16 * (gsize)self.n);
  self.light = planes;
  self.expected = planes + 3 * self.n;
  self.mixed = planes + 6 * self.n;
  self.bare = planes + 9 * self.n;
  self.base = planes + 12 * self.n;
  self.stroke = planes + 13 * self.n;
  self.lock = planes + 14 * self.n;
  self.seen_through = planes + 15 * self.n;
  if (!vanity_bare_measure (self.atlas, texture->rgb, texture->visibility, self.light, &skin,
                            &known, error))
    return NULL;
  if (!known)
    return g_steal_pointer (&removal);
  vanity_bare_expect (self.atlas, skin, self.expected);
  vanity_change_smooth (texture->rgb, self.size, self.base);
  find_lock (&self);
  done = take_off (&self, removal);
  vanity_mask_free (self.weight);
  for (int k = 0; k < 3; k++)
    vanity_mask_free (self.rest[k]);
  if (!done)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "not enough memory to take makeup off a face of %d × %d texels", self.size,
                   self.size);
      return NULL;
    }
  return g_steal_pointer (&removal);
}

/* The parts of those that are a guess, or are not, with commas. */
static char *
list_parts (const VanityRemoval *removal, gboolean guessed)
{
  static const char *const words[VANITY_N_CHANGES] = {
    [VANITY_CHANGE_LIPS] = N_ ("lips"),
    [VANITY_CHANGE_EYES] = N_ ("eyes"),
    [VANITY_CHANGE_CHEEKS] = N_ ("cheeks"),
    [VANITY_CHANGE_BROWS] = N_ ("brows"),
    [VANITY_CHANGE_SKIN] = NULL,
  };
  GString *list = g_string_new (NULL);

  for (int k = 0; k < VANITY_N_CHANGES; k++)
    {
      if (words[k] == NULL || removal->found[k] < SOMETHING
          || (removal->confidence[k] < GUESS) != guessed)
        continue;
      /* Translators: between parts of the face in a list. */
      g_string_append_printf (list, "%s%s", list->len > 0 ? _ (", ") : "", _ (words[k]));
    }
  return g_string_free (list, FALSE);
}

char *
vanity_removal_get_note (const VanityRemoval *removal)
{
  g_autofree char *guessed = list_parts (removal, TRUE), *seen = list_parts (removal, FALSE);

  if (*guessed == '\0' && *seen == '\0')
    return g_strdup (_ ("Hardly any makeup was found. Foundation cannot be told from skin."));
  if (*guessed == '\0')
    return g_strdup_printf (
        _ ("Taken off: %s. The skin underneath is calculated from what shows through, and may look "
           "different. Foundation cannot be told from skin: it stays."),
        seen);
  if (*seen == '\0')
    return g_strdup_printf (
        _ ("Taken off: %s. The makeup hides the skin underneath: what you see there is a guess "
           "from "
           "how bare faces look. Foundation cannot be told from skin: it stays."),
        guessed);
  return g_strdup_printf (
      _ ("Taken off: %s, where the skin shows through; and %s, where the makeup hides it: what you "
         "see there is a guess from how bare faces look. Foundation cannot be told from skin: it "
         "stays."),
      seen, guessed);
}
