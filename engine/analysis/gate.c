#include "analysis/gate.h"

#include "analysis/cast.h"
#include "analysis/childlike.h"
#include "analysis/grain.h"
#include "analysis/mouth-cover.h"
#include "base/error.h"
#include "face/quality.h"

#include <math.h>
#include <string.h>

#define SEEN 0.5f
/* Of the face so much is seen, at least, where its skin has one colour to tell. */
#define LEAST_SHOWN 0.3f
/* Mean L* of the skin from which on a photo is not dark (face/quality.c). */
#define DARK_MEAN 18
/* A photo in grey or in coloured light has few tones as well: it is a drawing from here on. */
#define SURELY_DRAWN 0.98f
#define ALL_ZONES ((1u << VANITY_N_ZONES) - 1)
#define ZONE(name) (1u << VANITY_ZONE_##name)
#define RESULT(name) (1u << VANITY_GATE_##name)
#define SKIN_COLORS (RESULT (SKIN_COLOR) | RESULT (UNDERTONE))
#define COLORS                                                                                     \
  (SKIN_COLORS | RESULT (HAIR_COLOR) | RESULT (BROW_COLOR) | RESULT (EYE_COLOR)                    \
   | RESULT (LIP_COLOR))
#define SHAPES (RESULT (FACE_SHAPE) | RESULT (EYE_SHAPE) | RESULT (LIP_SHAPE))

/* What a reason keeps back. Hidden zones are kept back by themselves. */
static const struct
{
  VanityGateReason reason;
  unsigned zones, results;
} consequences[] = {
  { VANITY_GATE_DRAWING, ALL_ZONES, COLORS | SHAPES },
  { VANITY_GATE_CHILD, ALL_ZONES, 0 },
  { VANITY_GATE_GREY, ALL_ZONES, COLORS },
  { VANITY_GATE_COLOURED, ALL_ZONES, COLORS },
  { VANITY_GATE_DARK, ALL_ZONES, COLORS },
  { VANITY_GATE_BRIGHT, ALL_ZONES, COLORS },
  { VANITY_GATE_SMALL, ALL_ZONES, RESULT (EYE_COLOR) | RESULT (EYE_SHAPE) },
  { VANITY_GATE_BLURRED, ALL_ZONES, 0 },
  { VANITY_GATE_FILTERED, ALL_ZONES, 0 },
  { VANITY_GATE_MADE_UP, ALL_ZONES, RESULT (LIP_COLOR) },
  { VANITY_GATE_TURNED, 0, SHAPES },
  { VANITY_GATE_CUT, 0, RESULT (FACE_SHAPE) },
  { VANITY_GATE_MASK, ZONE (CHEEKS) | ZONE (CHIN) | ZONE (NOSE),
    RESULT (LIP_COLOR) | RESULT (LIP_SHAPE) | RESULT (FACE_SHAPE) },
  { VANITY_GATE_SUNGLASSES, ZONE (UNDER_EYES), RESULT (EYE_COLOR) | RESULT (EYE_SHAPE) },
  { VANITY_GATE_BEARD, ZONE (CHEEKS) | ZONE (CHIN), 0 },
};

/* Outside of which range what reason is set. Size, light, turning and border have the limits of
 * face/quality.h; sharpness a narrower one, for the skin's finest detail is lost before eyes and
 * brows look blurred. The others were chosen by tests/analysis/measure-gate.c. */
static const struct
{
  float low, high;
  VanityGateReason reason;
} ranges[VANITY_GATE_N_MEASURES] = {
  [VANITY_GATE_SIZE] = { 60, INFINITY, VANITY_GATE_SMALL },
  [VANITY_GATE_SHARPNESS] = { 0.7f, INFINITY, VANITY_GATE_BLURRED },
  [VANITY_GATE_LIGHTNESS] = { -INFINITY, 88, VANITY_GATE_BRIGHT },
  [VANITY_GATE_HIGHLIGHT] = { 40, INFINITY, VANITY_GATE_DARK },
  [VANITY_GATE_BLOWN] = { -INFINITY, 0.15f, VANITY_GATE_BRIGHT },
  [VANITY_GATE_YAW] = { -35, 35, VANITY_GATE_TURNED },
  [VANITY_GATE_PITCH] = { -28, 28, VANITY_GATE_TURNED },
  [VANITY_GATE_OUTSIDE] = { -INFINITY, 0.01f, VANITY_GATE_CUT },
  [VANITY_GATE_SHOWN] = { LEAST_SHOWN, INFINITY, VANITY_GATE_COVERED },
  [VANITY_GATE_COLORS] = { 1, INFINITY, VANITY_GATE_GREY },
  [VANITY_GATE_CAST] = { -INFINITY, 6, VANITY_GATE_COLOURED },
  [VANITY_GATE_SMOOTHING] = { -INFINITY, 0.95f, VANITY_GATE_FILTERED },
  [VANITY_GATE_DRAWN] = { -INFINITY, 0.92f, VANITY_GATE_DRAWING },
  [VANITY_GATE_MAKEUP] = { -INFINITY, 0.5f, VANITY_GATE_MADE_UP },
  [VANITY_GATE_CHILDLIKE] = { -INFINITY, 0.72f, VANITY_GATE_CHILD },
  [VANITY_GATE_MOUTH] = { -INFINITY, 0.7f, VANITY_GATE_MASK },
  [VANITY_GATE_DARK_LENSES] = { -INFINITY, 0.5f, VANITY_GATE_SUNGLASSES },
  [VANITY_GATE_BEARDED] = { -INFINITY, 0.5f, VANITY_GATE_BEARD },
};

void
vanity_gate_measure_get_range (VanityGateMeasure measure, float *low, float *high)
{
  g_return_if_fail ((int)measure >= 0 && measure < VANITY_GATE_N_MEASURES);
  *low = ranges[measure].low;
  *high = ranges[measure].high;
}

/* ---- Parts of the face ---- */

static gboolean
measure_zones (const VanityTexture *texture, const VanityAtlas *atlas, VanityGate *gate,
               GError **error)
{
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    {
      const float *mask = vanity_zone_get_mask (atlas, (VanityZone)zone);
      double seen = 0, all = 0;

      if (mask == NULL)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                       "Not enough memory to look at parts of a face");
          return FALSE;
        }
      for (int i = 0; i < texture->size * texture->size; i++)
        {
          seen += (double)(mask[i] * texture->visibility[i]);
          all += (double)mask[i];
        }
      gate->seen[zone] = all > 0 ? (float)(seen / all) : 0;
    }
  return TRUE;
}

/* The texture's statistics at the size that they are known for. */
static gboolean
measure_grain (const VanityImage *image, const VanityFace *face, const VanityTexture *texture,
               VanityGate *gate, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (VANITY_GRAIN_SIZE, error);
  int n = VANITY_GRAIN_SIZE * VANITY_GRAIN_SIZE;
  g_autofree float *own = NULL;
  const float *rgb = texture->rgb, *visibility = texture->visibility;
  float scale = texture->scale * (float)texture->size / VANITY_GRAIN_SIZE;
  float features[VANITY_GRAIN_N_FEATURES];

  if (atlas == NULL)
    return FALSE;
  if (texture->size != VANITY_GRAIN_SIZE)
    {
      own = g_new (float, 4 * (gsize)n);
      if (!vanity_atlas_unwrap (atlas, face->points, image, own, own + 3 * n, error))
        return FALSE;
      rgb = own;
      visibility = own + 3 * n;
    }
  if (!vanity_grain_measure (atlas, rgb, visibility, scale, features))
    return TRUE;
  gate->value[VANITY_GATE_SMOOTHING] = vanity_grain_judge_filter (features);
  gate->value[VANITY_GATE_DRAWN] = vanity_grain_judge_drawing (features);
  return TRUE;
}

static void
measure_worn (const VanityWorn *worn, VanityGate *gate)
{
  const float *whole = worn->makeup[VANITY_WORN_WHOLE];

  gate->value[VANITY_GATE_MAKEUP] = whole[VANITY_WORN_CLEAR] + whole[VANITY_WORN_STRONG];
  gate->value[VANITY_GATE_DARK_LENSES] = worn->sunglasses;
  gate->value[VANITY_GATE_BEARDED] = worn->beard;
}

static gboolean
measure (const VanityImage *image, const VanityFace *face, const VanityTexture *texture,
         const VanityWorn *worn, VanityGate *gate, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, error);
  g_autoptr (VanityFace) judged = vanity_face_copy (face);
  VanityQualityMeasures m;
  float *value = gate->value;

  if (atlas == NULL || !vanity_quality_assess (judged, image, &m, error)
      || !measure_zones (texture, atlas, gate, error)
      || !measure_grain (image, face, texture, gate, error))
    return FALSE;
  value[VANITY_GATE_SIZE] = m.size;
  value[VANITY_GATE_SHARPNESS] = m.sharpness;
  value[VANITY_GATE_LIGHTNESS] = m.brightness;
  value[VANITY_GATE_HIGHLIGHT] = m.highlight;
  value[VANITY_GATE_BLOWN] = m.blown;
  value[VANITY_GATE_YAW] = face->pose.yaw;
  value[VANITY_GATE_PITCH] = face->pose.pitch;
  value[VANITY_GATE_OUTSIDE] = m.outside;
  value[VANITY_GATE_SHOWN] = texture->shown;
  value[VANITY_GATE_COLORS] = vanity_cast_measure_colors (texture, atlas);
  if (texture->skin_known)
    value[VANITY_GATE_CAST] = vanity_cast_measure (&texture->skin);
  value[VANITY_GATE_CHILDLIKE] = vanity_childlike_judge (face);
  value[VANITY_GATE_MOUTH] = vanity_mouth_cover_judge (texture, atlas);
  if (worn != NULL)
    measure_worn (worn, gate);
  gate->roll = face->pose.roll;
  if (texture->skin_known)
    gate->skin_seen = texture->skin;
  return TRUE;
}

/* ---- What follows ---- */

/* What a measure says that rests on what another fault has spoilt. */
static unsigned
find_mistaken (unsigned reasons, const VanityGate *gate, const VanityIlluminant *light)
{
  unsigned mistaken = 0;

  /* A dark skin in good light has its highlights. */
  if (gate->value[VANITY_GATE_LIGHTNESS] >= DARK_MEAN)
    mistaken |= VANITY_GATE_DARK;
  reasons &= ~mistaken;
  /* Without colours there is none to be wrong; a mask's is none of the skin; what is blown out has
   * lost its own. */
  if (reasons & (VANITY_GATE_MASK | VANITY_GATE_BRIGHT)
      || (reasons & VANITY_GATE_GREY && !(light->evidence & VANITY_LIGHT_COLOURED)))
    mistaken |= VANITY_GATE_COLOURED;
  reasons &= ~mistaken;
  /* Makeup is told by colours; a filter or a drawing by tones that are all there, of skin. */
  if (reasons & (VANITY_GATE_GREY | VANITY_GATE_COLOURED | VANITY_GATE_DARK | VANITY_GATE_BRIGHT))
    mistaken |= VANITY_GATE_MADE_UP | VANITY_GATE_FILTERED;
  if (reasons & (VANITY_GATE_BLURRED | VANITY_GATE_MASK))
    mistaken |= VANITY_GATE_FILTERED;
  if (reasons & (VANITY_GATE_DARK | VANITY_GATE_BRIGHT | VANITY_GATE_MASK)
      || (reasons & (VANITY_GATE_GREY | VANITY_GATE_COLOURED)
          && gate->value[VANITY_GATE_DRAWN] < SURELY_DRAWN))
    mistaken |= VANITY_GATE_DRAWING;
  return mistaken;
}

static void
judge (const VanityTexture *texture, const VanityIlluminant *light, VanityGate *gate)
{
  unsigned reasons = 0;

  for (int i = 0; i < VANITY_GATE_N_MEASURES; i++)
    if (gate->value[i] < ranges[i].low || gate->value[i] > ranges[i].high)
      reasons |= ranges[i].reason;
  if (light->evidence & VANITY_LIGHT_GREYSCALE)
    reasons |= VANITY_GATE_GREY;
  if (light->evidence & VANITY_LIGHT_COLOURED)
    reasons |= VANITY_GATE_COLOURED;
  vanity_gate_add (gate, reasons & ~find_mistaken (reasons, gate, light));
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    if (gate->seen[zone] < VANITY_GATE_ZONE_SEEN)
      {
        gate->reasons |= VANITY_GATE_COVERED;
        gate->skin[zone] |= VANITY_GATE_COVERED;
      }
  if (!texture->skin_known || texture->shown < LEAST_SHOWN)
    {
      gate->reasons |= VANITY_GATE_COVERED;
      gate->result[VANITY_GATE_SKIN_COLOR] |= VANITY_GATE_COVERED;
      gate->result[VANITY_GATE_UNDERTONE] |= VANITY_GATE_COVERED;
    }
}

void
vanity_gate_add (VanityGate *gate, unsigned reasons)
{
  gate->reasons |= reasons;
  for (guint i = 0; i < G_N_ELEMENTS (consequences); i++)
    {
      if (!(reasons & consequences[i].reason))
        continue;
      for (int zone = 0; zone < VANITY_N_ZONES; zone++)
        if (consequences[i].zones & 1u << zone)
          gate->skin[zone] |= consequences[i].reason;
      for (int result = 0; result < VANITY_GATE_N_RESULTS; result++)
        if (consequences[i].results & 1u << result)
          gate->result[result] |= consequences[i].reason;
    }
}

gboolean
vanity_gate_assess (const VanityImage *image, const VanityFace *face, const VanityTexture *texture,
                    const VanityIlluminant *light, const VanityWorn *worn, VanityGate *gate,
                    GError **error)
{
  memset (gate, 0, sizeof *gate);
  for (int i = 0; i < VANITY_GATE_N_MEASURES; i++)
    gate->value[i] = NAN;
  memcpy (gate->light, light->rgb, sizeof gate->light);
  gate->light_confidence = light->confidence;
  if (!measure (image, face, texture, worn, gate, error))
    return FALSE;
  judge (texture, light, gate);
  return TRUE;
}
