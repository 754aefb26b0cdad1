#include "features/features.h"

#include "base/error.h"
#include "face/mesh.h"
#include "features/advice.h"
#include "features/symmetry.h"
#include "features/trait.h"
#include "features/usual.h"

#include <math.h>

/* Turned further, no measure is known: what such a turn adds could not be measured, as hardly any
 * of the portraits is. */
#define MAX_YAW 25 /* degrees */
#define MAX_PITCH 22
/* From here on a turn is spoken of. */
#define TURNED_YAW 12
#define TURNED_PITCH 14
/* A measure of which more than this is error, in deviations over people, tells nothing of a
 * person. */
#define MAX_ERROR 0.8f
#define OPEN_MOUTH 0.15 /* of its width */
#define CLOSED_EYE 0.13 /* height / width of the opening */
#define SMALL_WIDTH 90  /* of the face, pixels */
/* Points this far out of the photo, of the face's width, are at its border still. */
#define BORDER 0.02

static const VanityContourId contours[VANITY_N_PARTS][2] = {
  [VANITY_PART_FACE] = { VANITY_CONTOUR_FACE, VANITY_CONTOUR_FACE },
  [VANITY_PART_EYES] = { VANITY_CONTOUR_EYE_RIGHT, VANITY_CONTOUR_EYE_LEFT },
  [VANITY_PART_BROWS] = { VANITY_CONTOUR_BROW_RIGHT, VANITY_CONTOUR_BROW_LEFT },
  [VANITY_PART_NOSE] = { VANITY_CONTOUR_LIPS_OUTER, VANITY_CONTOUR_EYE_RIGHT },
  [VANITY_PART_LIPS] = { VANITY_CONTOUR_LIPS_OUTER, VANITY_CONTOUR_LIPS_INNER },
};

/* All that the settling of a measure depends on. */
typedef struct
{
  VanityFrontal frontal;
  VanityMeasured measured;
  double gap, smile;
  gboolean turned, closed;
  gboolean cut[VANITY_N_PARTS];
} Seen;

static gboolean
is_cut (const VanityFace *face, VanityPart part, int width, int height, double border)
{
  for (int c = 0; c < 2; c++)
    {
      const VanityContour *contour = vanity_mesh_get_contour (contours[part][c]);

      for (int i = 0; i < contour->n; i++)
        {
          const VanityPoint *p = &face->points[contour->index[i]];
          double x = (double)p->x, y = (double)p->y;

          if (x < -border || y < -border || x > width + border || y > height + border)
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
look (const VanityFace *face, int width, int height, Seen *seen, VanityFeatures *features,
      GError **error)
{
  const double (*value)[2] = (const double (*)[2])seen->measured.value;
  double openness;

  if (!vanity_frontal_undo (face, &seen->frontal, error))
    return FALSE;
  vanity_measure_all (&seen->frontal, &seen->measured);
  seen->gap = vanity_passing_get_gap (&seen->frontal);
  seen->smile = vanity_smile_judge (vanity_smile_get (), &seen->measured, seen->gap);
  seen->turned = fabs (seen->frontal.yaw) > MAX_YAW || fabs (seen->frontal.pitch) > MAX_PITCH;
  openness = MIN (value[VANITY_MEASURE_EYE_OPENNESS][0], value[VANITY_MEASURE_EYE_OPENNESS][1]);
  seen->closed = openness < CLOSED_EYE;
  for (int i = 0; i < VANITY_N_PARTS; i++)
    {
      seen->cut[i] = is_cut (face, (VanityPart)i, width, height, BORDER * seen->frontal.width);
      features->doubts |= seen->cut[i] ? VANITY_DOUBT_CUT : 0;
    }
  if (fabs (seen->frontal.yaw) > TURNED_YAW || fabs (seen->frontal.pitch) > TURNED_PITCH)
    features->doubts |= VANITY_DOUBT_TURNED;
  if (seen->smile > 0.5)
    features->doubts |= VANITY_DOUBT_SMILE;
  if (seen->gap > OPEN_MOUTH)
    features->doubts |= VANITY_DOUBT_MOUTH;
  if (seen->closed)
    features->doubts |= VANITY_DOUBT_EYES;
  if (seen->frontal.width < SMALL_WIDTH)
    features->doubts |= VANITY_DOUBT_SMALL;
  features->yaw = (float)seen->frontal.yaw;
  features->pitch = (float)seen->frontal.pitch;
  features->roll = (float)seen->frontal.roll;
  return TRUE;
}

static gboolean
needs_open_eyes (VanityMeasureId id)
{
  return id == VANITY_MEASURE_EYE_SIZE || id == VANITY_MEASURE_EYE_OPENNESS
         || id == VANITY_MEASURE_EYE_LID || id == VANITY_MEASURE_BROW_HEIGHT;
}

static void
settle (const Seen *seen, VanityMeasureId id, VanityMeasure *measure)
{
  const VanityUsual *usual = vanity_usual_get (id);
  VanityPart part = vanity_measure_get_info (id)->part;
  double shift = vanity_usual_get_shift (usual, seen->frontal.pitch, seen->smile);
  double error = vanity_usual_get_error (usual, &seen->frontal, seen->gap, seen->smile);

  for (int s = 0; s < 2; s++)
    measure->side[s] = (float)(seen->measured.value[id][s] - shift);
  measure->value = (measure->side[0] + measure->side[1]) / 2;
  measure->error = (float)error;
  measure->side_error = (float)error * usual->side;
  measure->known = !seen->turned && !seen->cut[part] && !(seen->closed && needs_open_eyes (id))
                   && measure->error <= MAX_ERROR * usual->deviation;
  if (!measure->known)
    *measure = (VanityMeasure){ 0 };
}

/* The part of the differences between measures that is the person's and not error: reliability, as
 * tests of people have it. */
static float
get_trust (const VanityMeasure *measures)
{
  float sum = 0;

  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      float ratio = measures[i].error / vanity_usual_get ((VanityMeasureId)i)->deviation;

      sum += measures[i].known ? 1 / (1 + ratio * ratio) : 0;
    }
  return sum / VANITY_N_MEASURES;
}

static gboolean
fill_asymmetry (const Seen *seen, VanityFeatures *features, GError **error)
{
  double offset[VANITY_FACE_MESH_POINTS][2];
  /* A turn hides one half, and the mesh draws it after the other. */
  double turn = 1 + pow (seen->frontal.yaw / TURNED_YAW, 2);

  if (!vanity_symmetry_measure (&seen->frontal, offset, error))
    return FALSE;
  for (int i = 0; i < VANITY_N_PARTS; i++)
    {
      double deviation = vanity_symmetry_get_part (offset, (VanityPart)i);
      gboolean known = !seen->cut[i] && fabs (seen->frontal.yaw) <= 2 * TURNED_YAW && !seen->turned;

      features->asymmetry[i] = known ? (float)(100 * deviation) : -1;
      features->asymmetry_floor[i] = (float)(100 * turn * vanity_usual_get_floor ((VanityPart)i));
    }
  return TRUE;
}

gboolean
vanity_features_measure (const VanityFace *face, int width, int height, VanityFeatures *features,
                         GError **error)
{
  Seen seen = { 0 };

  *features = (VanityFeatures){ 0 };
  if (width <= 0 || height <= 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "the photo is %d × %d pixels; it must have some", width, height);
      return FALSE;
    }
  if (!look (face, width, height, &seen, features, error)
      || !fill_asymmetry (&seen, features, error))
    return FALSE;
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    settle (&seen, (VanityMeasureId)i, &features->measures[i]);
  for (int i = 0; i < VANITY_N_TRAITS; i++)
    vanity_trait_judge ((VanityTraitId)i, features->measures, &features->traits[i]);
  features->trust = get_trust (features->measures);
  vanity_advice_fill (features);
  return TRUE;
}
