/* How measures are spread over people, and what a picture does to them. Internal to
 * engine/features.
 *
 * The numbers (features/usual-table.h) come from 2,430 portraits of adults, most of them of
 * politicians and a third made by generators, by tests/features/fit-usual.c. They are no norm: they
 * say what is usual in those pictures as our mesh sees it, so that a measure can be told as high or
 * low at all. */
#pragma once

#include "features/measure.h"

G_BEGIN_DECLS

/* Of a measure, in its own unit. */
typedef struct
{
  float mean, deviation, low,
      high;                /* at rest, frontal; a tenth lie below low, a tenth above high */
  float noise;             /* of one picture, one deviation */
  float pitch;             /* what 10° more of it add */
  float yaw;               /* what 10° of it add, either way */
  float gap;               /* what lips add that are apart by 0.1 of the mouth's width */
  float smile, smile_rest; /* what a full smile adds, and how unlike people are in this */
  float side;              /* noise of one side / noise */
} VanityUsual;

#define VANITY_SMILE_TERMS 6

/* Logistic regression of a smile: 1 / (1 + exp (−constant − Σ weight · term)). */
typedef struct
{
  double constant, weight[VANITY_SMILE_TERMS];
} VanitySmile;

const VanityUsual *vanity_usual_get (VanityMeasureId id);

/* Of the mesh's parts: the mean distance between a point and its mirror image that noise alone
 * makes, face widths. */
double vanity_usual_get_floor (VanityPart part);

/* Gap between the lips / width of the mouth. */
double vanity_passing_get_gap (const VanityFrontal *frontal);

void vanity_smile_get_terms (const VanityMeasured *measured, double gap,
                             double terms[VANITY_SMILE_TERMS]);

/* [0, 1]. Learnt on 102 people who are there at rest and smiling with their teeth. */
double vanity_smile_judge (const VanitySmile *smile, const VanityMeasured *measured, double gap);
const VanitySmile *vanity_smile_get (void);

/* What to take off a measure that was made at this pitch, degrees, and with so much of a smile. */
double vanity_usual_get_shift (const VanityUsual *usual, double pitch, double smile);

/* One deviation of what is left then. */
double vanity_usual_get_error (const VanityUsual *usual, const VanityFrontal *frontal, double gap,
                               double smile);

G_END_DECLS
