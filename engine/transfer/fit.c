#include "transfer/fit.h"

#include "transfer/change-lay.h"
#include "transfer/fidelity.h"
#include "transfer/hold.h"
#include "transfer/paint.h"

#include <math.h>
#include <string.h>

/* As texels count in texture/tint.h: seen, and of a region, from here on. */
#define SEEN 0.5f
#define PART 0.5f
#define ENOUGH 0.1f
/* Of large regions no more texels than about so many are looked at. */
#define MANY 3000

/* A texel goes all the way from this part of that coverage on … */
#define FULL 0.6f
/* … and, at the edge of the lips, from here on: what is half skin would shine. The other parts lie
 * side by side and leave no gap. */
#define EDGE 0.4f
#define ROUNDS 8
/* How far encoded values go, as factors, and how far one round goes. */
#define LEAST_GAIN 0.25f
#define MOST_GAIN 2.2f
#define STEP 0.6f
/* Weight of the middle texel from which on a region goes so far; where fewer texels wear makeup
 * they would have to go too far. */
#define EVEN_WEIGHT 0.5f
/* Neither lighter, redder nor yellower, nor less so, than wearer and reference are, by more; makeup
 * darkens more than it lightens. */
#define BEYOND_DARK 25
#define BEYOND_LIGHT 6
#define BEYOND_HUE 8
/* How far brows go of the way to darker ones. */
#define BROW_PART 1
#define LEAST_SKIN 0.004f
/* Lips are covered more than other parts, and depend less on skin. */
#define LIPS_PART 0.2f
/* No makeup is darker or lighter than this, L* and encoded. */
#define DARKEST 6
#define LIGHTEST 95
#define LEAST_VALUE 0.01f
#define MOST_VALUE 0.99f

/* What is known of a region: the part it is dosed by, and the coverage that is read of the half of
 * it that has more. Of portraits in no makeup three in four are below the first, and of those
 * clearly made up nine in ten above the second. */
static const struct
{
  VanityChangePart part;
  float bare, made_up;
  float dark;    /* L* that it may go below what wearer and network have: more is shadow */
  float lighter; /* L* that it may go above what the wearer has: more is light */
  int passes;    /* of the mean that softens its edges: lips end, shadow and blush fade */
} tints_known[VANITY_N_TINTS] = {
  [VANITY_TINT_LIPS] = { VANITY_CHANGE_LIPS, 0.16f, 0.4f, 40, 10, 0 },
  [VANITY_TINT_LIDS] = { VANITY_CHANGE_EYES, 0.05f, 0.24f, 12, 7, 3 },
  [VANITY_TINT_CHEEKS] = { VANITY_CHANGE_CHEEKS, 0.03f, 0.16f, 8, 5, 3 },
  [VANITY_TINT_BROWS] = { VANITY_CHANGE_BROWS, 0.01f, 0.08f, 20, 0, 1 },
};

/* Texels of one region, and the change of them. */
typedef struct
{
  int n;
  float *planes;
  float *source[3], *base, *coverage, *film[3], *gain[3], *offset[3]; /* as they are */
  float *weight;                                                      /* how far each is moved */
  float *moved[6]; /* gain and offset after that */
  float *worn[3], *lab[3], *sorted;
  float middle[3]; /* the region's colour by the change as it came, encoded */
} Sample;

#define SAMPLE_PLANES 29

static void
sample_clear (Sample *sample)
{
  g_free (sample->planes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

/* ---- Medians ---- */

/* The middle one of `n` values, which are put in another order: Hoare's selection. */
static float
select_middle (float *values, int n)
{
  int low = 0, high = n - 1, k = n / 2;

  while (low < high)
    {
      float pivot = values[(low + high) / 2];
      int i = low, j = high;

      while (i <= j)
        {
          while (values[i] < pivot)
            i++;
          while (values[j] > pivot)
            j--;
          if (i <= j)
            {
              float swap = values[i];

              values[i++] = values[j];
              values[j--] = swap;
            }
        }
      if (k <= j)
        high = j;
      else if (k >= i)
        low = i;
      else
        break;
    }
  return values[k];
}

static VanityLab
measure_median (Sample *sample, float *const rgb[3])
{
  float middle[3];

  vanity_lab_from_linear_planes (rgb[0], rgb[1], rgb[2], sample->lab[0], sample->lab[1],
                                 sample->lab[2], sample->n);
  for (int k = 0; k < 3; k++)
    {
      memcpy (sample->sorted, sample->lab[k], sizeof (float) * (gsize)sample->n);
      middle[k] = select_middle (sample->sorted, sample->n);
    }
  return (VanityLab){ middle[0], middle[1], middle[2] };
}

/* ---- A region ---- */

/* FALSE where too little of it is seen. */
static gboolean
take_sample (Sample *sample, const VanityChange *change, const VanityTexture *wearer,
             const float *region, const float *base, const float *weight)
{
  int n = wearer->size * wearer->size, all = 0, seen = 0, stride, count = 0, next = 0;

  for (int i = 0; i < n; i++)
    {
      all += region[i] >= PART;
      seen += region[i] >= PART && wearer->visibility[i] >= SEEN;
    }
  if (seen == 0 || seen < ENOUGH * (float)all)
    return FALSE;
  stride = MAX (seen / MANY, 1);
  sample->n = (seen + stride - 1) / stride;
  sample->planes = g_new (float, SAMPLE_PLANES *(gsize)sample->n);
  float *plane = sample->planes;
  float **const places[]
      = { &sample->base,      &sample->coverage, &sample->weight,   &sample->sorted,
          &sample->source[0], &sample->film[0],  &sample->gain[0],  &sample->offset[0],
          &sample->worn[0],   &sample->lab[0],   &sample->moved[0], &sample->moved[3] };

  for (guint k = 0; k < G_N_ELEMENTS (places); k++)
    for (int channel = 0; channel < (k < 4 ? 1 : 3); channel++)
      {
        places[k][channel] = plane;
        plane += sample->n;
      }
  for (int i = 0; i < n; i++)
    {
      if (region[i] < PART || wearer->visibility[i] < SEEN || next++ % stride != 0)
        continue;
      sample->base[count] = base[i];
      sample->coverage[count] = change->coverage[i];
      sample->weight[count] = weight != NULL ? weight[i] : 0;
      for (int k = 0; k < 3; k++)
        {
          sample->source[k][count] = wearer->rgb[k * n + i];
          sample->film[k][count] = change->film[k * n + i];
          sample->gain[k][count] = change->gain[k * n + i];
          sample->offset[k][count] = change->offset[k * n + i];
        }
      count++;
    }
  return TRUE;
}

/* A `factor` of a channel's encoded values, as far as `weight` goes. What is less is so by its
 * gain; what is more is lifted by as much as the region's middle, lest texels that are brighter
 * shine. */
static void
move_texel (float weight, float factor, float middle, float *gain, float *offset)
{
  float own = 1 + weight * (MIN (factor, 1) - 1);

  *gain = (1 + *gain) * own - 1;
  *offset = *offset * own + weight * (MAX (factor, 1) - 1) * middle;
}

/* The region's colour after a `factor` of each channel. */
static VanityLab
measure_worn (Sample *sample, const float factor[3])
{
  VanityChangeRow row = { .n = sample->n, .base = sample->base, .coverage = sample->coverage };

  for (int k = 0; k < 3; k++)
    {
      for (int i = 0; i < sample->n; i++)
        {
          sample->moved[k][i] = sample->gain[k][i];
          sample->moved[3 + k][i] = sample->offset[k][i];
          move_texel (sample->weight[i], factor[k], sample->middle[k], &sample->moved[k][i],
                      &sample->moved[3 + k][i]);
        }
      row.source[k] = sample->source[k];
      row.film[k] = sample->film[k];
      row.gain[k] = sample->moved[k];
      row.offset[k] = sample->moved[3 + k];
    }
  vanity_change_lay_row (&row, sample->worn);
  return measure_median (sample, sample->worn);
}

/* Encoded, within what makeup can look like. */
static void
encode_color (VanityLab lab, float values[3])
{
  VanityRgb linear;

  lab.L = CLAMP (lab.L, DARKEST, LIGHTEST);
  linear = vanity_lab_to_linear (lab);
  values[0] = CLAMP (vanity_srgb_from_linear (linear.r), LEAST_VALUE, MOST_VALUE);
  values[1] = CLAMP (vanity_srgb_from_linear (linear.g), LEAST_VALUE, MOST_VALUE);
  values[2] = CLAMP (vanity_srgb_from_linear (linear.b), LEAST_VALUE, MOST_VALUE);
}

static VanityLab
add (VanityLab one, VanityLab other, float factor)
{
  return (VanityLab){ one.L + factor * other.L, one.a + factor * other.a,
                      one.b + factor * other.b };
}

/* A difference to skin that is dark, or pale, can be no colour at all beside another one: what
 * lacks the yellow of a tanned skin is blue on a pale one. */
static VanityLab
keep_between (VanityLab wanted, VanityLab one, VanityLab other)
{
  return (VanityLab){
    CLAMP (wanted.L, MIN (one.L, other.L) - BEYOND_DARK, MAX (one.L, other.L) + BEYOND_LIGHT),
    CLAMP (wanted.a, MIN (one.a, other.a) - BEYOND_HUE, MAX (one.a, other.a) + BEYOND_HUE),
    CLAMP (wanted.b, MIN (one.b, other.b) - BEYOND_HUE, MAX (one.b, other.b) + BEYOND_HUE)
  };
}

/* The factors that bring the region nearest to `wanted`, of those that were tried. */
static void
find_factors (Sample *sample, VanityLab wanted, float factor[3])
{
  float tried[3] = { 1, 1, 1 }, aim[3], weight, reach;
  double best = HUGE_VAL;

  memcpy (sample->sorted, sample->weight, sizeof (float) * (gsize)sample->n);
  weight = select_middle (sample->sorted, sample->n);
  reach = MIN (weight / EVEN_WEIGHT, 1);
  weight = MAX (weight, EVEN_WEIGHT);
  encode_color (wanted, aim);
  for (int round = 0; round < ROUNDS; round++)
    {
      VanityLab reached = measure_worn (sample, tried);
      double left = vanity_tint_get_distance (reached, wanted);
      float is[3];

      if (left < best)
        memcpy (factor, tried, sizeof tried);
      best = MIN (best, left);
      encode_color (reached, is);
      for (int k = 0; k < 3; k++)
        {
          float step = CLAMP ((aim[k] / is[k] - 1) / weight, -STEP, STEP);

          tried[k] = CLAMP (tried[k] + step * tried[k], 1 + reach * (LEAST_GAIN - 1),
                            1 + reach * (MOST_GAIN - 1));
        }
    }
}

/* ---- Where it is made up ---- */

/* The layer's coverage as on a wearer seen in full, smoothed: fine lines are no edge of what is
 * moved. */
static void
measure_coverage (const VanityTexture *wearer, const float *layer, int passes, float *smooth)
{
  int size = wearer->size, n = size * size;
  g_autofree float *planes = g_new (float, 3 * (gsize)n);

  for (int i = 0; i < n; i++)
    smooth[i] = wearer->visibility[i] > 0.1f ? MIN (layer[i] / wearer->visibility[i], 1) : 0;
  for (int pass = 0; pass < passes; pass++)
    {
      for (int k = 0; k < 3; k++)
        memcpy (planes + k * n, smooth, sizeof (float) * (gsize)n);
      vanity_change_smooth (planes, size, smooth);
    }
}

/* The mean coverage of the half of the region that has more of it. */
static float
measure_made_up (const VanityTexture *wearer, const float *region, const float *smooth)
{
  int n = wearer->size * wearer->size, count = 0, above = 0;
  g_autofree float *values = g_new (float, (gsize)n);
  double sum = 0;
  float middle;

  for (int i = 0; i < n; i++)
    if (region[i] >= PART && wearer->visibility[i] >= SEEN)
      values[count++] = smooth[i];
  if (count == 0)
    return 0;
  middle = select_middle (values, count);
  for (int i = 0; i < count; i++)
    if (values[i] >= middle)
      {
        sum += (double)values[i];
        above++;
      }
  return (float)(sum / above);
}

static float
smoothstep (float low, float high, float x)
{
  x = CLAMP ((x - low) / (high - low), 0, 1);
  return x * x * (3 - 2 * x);
}

/* How far each texel is moved: not eyeballs and teeth, nor skin beside the hair of brows. */
static void
measure_weight (const VanityTexture *wearer, const VanityAtlas *atlas, VanityTint tint,
                const float *smooth, float made_up, float *weight)
{
  g_autofree float *hair = g_new (float, (gsize)wearer->size *(gsize)wearer->size);
  const float *part = vanity_change_get_part (atlas, tints_known[tint].part);
  const float *eyes = vanity_atlas_get_region (atlas, VANITY_ATLAS_EYES);
  const float *mouth = vanity_atlas_get_region (atlas, VANITY_ATLAS_MOUTH);
  int n = wearer->size * wearer->size;

  vanity_hold_measure_hair (wearer, hair);
  for (int i = 0; i < n; i++)
    {
      float own = part[i] - eyes[i] - mouth[i];

      own = tint == VANITY_TINT_LIPS ? smoothstep (EDGE, 1, own) : CLAMP (own, 0, 1);
      if (tint == VANITY_TINT_BROWS)
        own *= hair[i];
      weight[i] = own * CLAMP (wearer->visibility[i], 0, 1) * MIN (smooth[i] / (FULL * made_up), 1);
    }
}

static void
move_change (VanityChange *change, const float *weight, const float factor[3],
             const float middle[3])
{
  int n = change->size * change->size;

  for (int k = 0; k < 3; k++)
    for (int i = 0; i < n; i++)
      if (weight[i] > 0)
        move_texel (weight[i], factor[k], middle[k], &change->gain[k * n + i],
                    &change->offset[k * n + i]);
}

/* ---- All of it ---- */

static float
measure_fidelity (const VanityTintFit *fit, VanityLab reference)
{
  double start = vanity_tint_get_distance (fit->before, reference);

  return start > 0 ? (float)(1 - vanity_tint_get_distance (fit->reached, reference) / start) : 0;
}

static gboolean
is_seen (const VanityTexture *texture, VanityTint tint)
{
  const VanityLab *lab = &texture->tint[tint];

  return texture->skin_known && (lab->L != 0 || lab->a != 0 || lab->b != 0);
}

/* The reference's colour on the wearer's skin. As light as it is beside its own skin, but in hue
 * the part that it sends of what its skin does: light falls on both alike, and the yellow that a
 * tanned reference's lids lack would be blue on pale ones. */
static VanityLab
bring_over (VanityTint kind, const VanityTexture *wearer, const VanityTintAim *aim)
{
  VanityRgb from = vanity_lab_to_linear (aim->skin), to = vanity_lab_to_linear (wearer->skin);
  VanityRgb tint = vanity_lab_to_linear (add (aim->skin, aim->tint, 1));
  VanityLab wanted, plain = add (wearer->skin, aim->tint, 1);

  tint.r *= to.r / MAX (from.r, LEAST_SKIN);
  tint.g *= to.g / MAX (from.g, LEAST_SKIN);
  tint.b *= to.b / MAX (from.b, LEAST_SKIN);
  wanted = vanity_lab_from_linear (tint);
  if (kind == VANITY_TINT_LIPS)
    wanted = add (plain, add (wanted, plain, -1), LIPS_PART);
  return (VanityLab){ plain.L, wanted.a, wanted.b };
}

/* What the reference's colour is on the wearer, beside their skin. */
static VanityLab
find_wanted (const VanityTintFit *fit, VanityTint tint, const VanityTexture *wearer,
             const VanityTintAim *aim)
{
  VanityLab before = add (wearer->skin, fit->before, 1), wanted = bring_over (tint, wearer, aim);

  /* Brows are hair: they keep their hue, and no makeup makes them lighter. */
  if (tint == VANITY_TINT_BROWS)
    wanted = (VanityLab){ before.L + BROW_PART * MIN (wanted.L - before.L, 0), before.a, before.b };
  wanted = keep_between (wanted, before, add (aim->skin, aim->tint, 1));
  wanted = add (wanted, wearer->skin, -1);
  wanted = add (fit->before, add (wanted, fit->before, -1), fit->makeup);
  wanted.L = CLAMP (wanted.L, MIN (fit->before.L, fit->copied.L) - tints_known[tint].dark,
                    fit->before.L + tints_known[tint].lighter);
  return wanted;
}

static void
fit_region (VanityChange *change, VanityTint tint, const VanityTexture *wearer,
            const VanityTintAim *aim, const VanityAtlas *atlas, const float *layer,
            const float *base, double amount, VanityTintFit *fit)
{
  const float *region = vanity_atlas_get_region (atlas, vanity_tint_get_region (tint));
  gsize n = (gsize)wearer->size * (gsize)wearer->size;
  g_autofree float *planes = g_new (float, 2 * n);
  float *smooth = planes, *weight = planes + n, made_up, makeup, factor[3] = { 1, 1, 1 };
  g_auto (Sample) sample = { 0 };

  measure_coverage (wearer, layer, 1, smooth);
  made_up = measure_made_up (wearer, region, smooth);
  makeup = smoothstep (tints_known[tint].bare, tints_known[tint].made_up, made_up);
  if (makeup <= 0 || !is_seen (wearer, tint) || !aim->known)
    return;
  measure_coverage (wearer, layer, tints_known[tint].passes, smooth);
  measure_weight (wearer, atlas, tint, smooth, made_up, weight);
  if (!take_sample (&sample, change, wearer, region, base, weight))
    return;
  fit->known = TRUE;
  fit->makeup = makeup;
  fit->before = add (measure_median (&sample, sample.source), wearer->skin, -1);
  fit->copied = fit->reached = add (measure_worn (&sample, factor), wearer->skin, -1);
  encode_color (add (fit->copied, wearer->skin, 1), sample.middle);
  fit->wanted = find_wanted (fit, tint, wearer, aim);
  if (amount > 0)
    {
      VanityLab way = add (fit->wanted, fit->copied, -1);
      VanityLab there = add (fit->copied, way, (float)MIN (amount, 1));

      find_factors (&sample, add (there, wearer->skin, 1), factor);
      move_change (change, weight, factor, sample.middle);
      fit->reached = add (measure_worn (&sample, factor), wearer->skin, -1);
    }
  fit->fidelity = measure_fidelity (fit, aim->tint);
}

void
vanity_tint_get_aims (const VanityTexture *reference, VanityTintAim aims[VANITY_N_TINTS])
{
  for (int k = 0; k < VANITY_N_TINTS; k++)
    aims[k] = (VanityTintAim){ is_seen (reference, (VanityTint)k), reference->skin,
                               reference->tint[k] };
}

gboolean
vanity_tint_fit_measure_coverage (const VanityTexture *wearer, const float *layer,
                                  float coverage[VANITY_N_TINTS], GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (wearer->size, error);
  g_autofree float *smooth = NULL;

  if (atlas == NULL)
    return FALSE;
  smooth = g_new (float, (gsize)wearer->size *(gsize)wearer->size);
  measure_coverage (wearer, layer, 1, smooth);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    coverage[k] = measure_made_up (
        wearer, vanity_atlas_get_region (atlas, vanity_tint_get_region ((VanityTint)k)), smooth);
  return TRUE;
}

gboolean
vanity_tint_fit_change (VanityChange *change, const VanityTexture *wearer,
                        const VanityTintAim aims[VANITY_N_TINTS], const float *layer, double amount,
                        VanityTintFit fits[VANITY_N_TINTS], GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (wearer->size, error);
  g_autofree float *base = NULL;

  if (atlas == NULL)
    return FALSE;
  base = g_new (float, (gsize)wearer->size *(gsize)wearer->size);
  vanity_change_smooth (wearer->rgb, wearer->size, base);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    {
      VanityTintFit fit = { 0 };

      fit_region (change, (VanityTint)k, wearer, &aims[k], atlas, layer, base, amount, &fit);
      if (fits != NULL)
        fits[k] = fit;
    }
  return TRUE;
}
