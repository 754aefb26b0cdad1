/* The numbers of a look's layers as what a search moves. Internal to recipes. */
#pragma once

#include "makeup/look.h"

G_BEGIN_DECLS

/* A number of a layer that may be moved, within the range that its kind declares; of a colour one
 * channel of encoded sRGB, 0 … 255. */
typedef struct
{
  int layer;   /* index into the look's layers */
  int param;   /* index into the kind's parameters */
  int channel; /* of a colour 0 … 2 */
  double step; /* by which differences are taken */
} VanityKnob;

#define VANITY_MAX_KNOBS 40

void vanity_knob_get_range (const VanityLook *look, const VanityKnob *knob, double *low,
                            double *high);
double vanity_knob_get (const VanityLook *look, const VanityKnob *knob);
/* Clamped to its range; colours are whole numbers. */
void vanity_knob_set (const VanityLook *look, const VanityKnob *knob, double value);

/* Where the damped step of normal equations matrix · x = right (n × n and n) leads `n` knobs: those
 * that would leave their range are put on its end, and the others asked again. */
void vanity_knobs_step (const VanityLook *look, const VanityKnob *knobs, int n,
                        const double *matrix, const double *right, double damping, double *to);

G_END_DECLS
