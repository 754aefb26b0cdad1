#include "features/usual.h"

#include "features/usual-table.h"

#include <math.h>

/* Half of what the pitch does on average is what it does unlike the average. */
#define PITCH_REST 0.5
/* Lips this far apart are at rest. */
#define RESTING_GAP 0.02
/* Below this width of the face, pixels, noise grows as pixels get fewer. */
#define SHARP_WIDTH 140

const VanityUsual *
vanity_usual_get (VanityMeasureId id)
{
  return &vanity_usual_table[id];
}

double
vanity_usual_get_floor (VanityPart part)
{
  return (double)vanity_usual_floor[part];
}

const VanitySmile *
vanity_smile_get (void)
{
  return &vanity_usual_smile;
}

double
vanity_passing_get_gap (const VanityFrontal *f)
{
  return vanity_measure_ratio (MAX (f->point[13].y - f->point[14].y, 0),
                               vanity_frontal_get_distance (f, 61, 291));
}

void
vanity_smile_get_terms (const VanityMeasured *m, double gap, double terms[VANITY_SMILE_TERMS])
{
  double (*v)[2] = (double (*)[2])m->value;

  terms[0] = (v[VANITY_MEASURE_LIP_CORNERS][0] + v[VANITY_MEASURE_LIP_CORNERS][1]) / 20;
  terms[1] = 10 * v[VANITY_MEASURE_LIP_WIDTH][0];
  terms[2] = 10 * v[VANITY_MEASURE_LIP_HEIGHT][0];
  terms[3] = 10 * MIN (gap, 0.3);
  terms[4] = 10 * v[VANITY_MEASURE_NOSE_WIDTH][0];
  terms[5] = v[VANITY_MEASURE_LIP_BOW][0];
}

double
vanity_smile_judge (const VanitySmile *smile, const VanityMeasured *measured, double gap)
{
  double terms[VANITY_SMILE_TERMS], sum = smile->constant;

  vanity_smile_get_terms (measured, gap, terms);
  for (int i = 0; i < VANITY_SMILE_TERMS; i++)
    sum += smile->weight[i] * terms[i];
  return 1 / (1 + exp (-sum));
}

double
vanity_usual_get_shift (const VanityUsual *usual, double pitch, double smile)
{
  return (double)usual->pitch * (pitch - vanity_usual_pitch) / 10 + (double)usual->smile * smile;
}

double
vanity_usual_get_error (const VanityUsual *usual, const VanityFrontal *f, double gap, double smile)
{
  double noise = (double)usual->noise * MAX (SHARP_WIDTH / f->width, 1);
  double pitch = PITCH_REST * (double)usual->pitch * (f->pitch - vanity_usual_pitch) / 10;
  double yaw = (double)usual->yaw * f->yaw / 10;
  double open = (double)usual->gap * MAX (gap - RESTING_GAP, 0) / 0.1;
  double rest = (double)usual->smile_rest * smile;

  return sqrt (noise * noise + pitch * pitch + yaw * yaw + open * open + rest * rest);
}
