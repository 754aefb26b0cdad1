/* What is behind a figure: what raised or lowered it, where, and what it cannot know. */
#pragma once

#include "analysis/analysis.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_FIGURE_LIGHT,
  VANITY_FIGURE_SKIN_COLOR, /* Lab */
  VANITY_FIGURE_ITA,
  VANITY_FIGURE_MONK,
  VANITY_FIGURE_FITZPATRICK,
  VANITY_FIGURE_UNDERTONE,
  VANITY_FIGURE_COLORS,
  VANITY_FIGURE_CONTRAST,
  VANITY_FIGURE_SEASON,
  VANITY_FIGURE_OVERALL,
  VANITY_FIGURE_CONCERN, /* any: vanity_concern_get_summary () says more of each */
  VANITY_FIGURE_FEATURES,
  VANITY_FIGURE_WORN,
  VANITY_N_FIGURES
} VanityFigure;

/* "skin-color", as in JSON; what it is called; what it cannot know, a sentence or two. The last two
 * translated. */
const char *vanity_figure_get_id (VanityFigure figure);
const char *vanity_figure_get_label (VanityFigure figure);
const char *vanity_figure_get_limits (VanityFigure figure);

/* "Nothing here is a diagnosis. …", for the head or the foot of what is shown; translated. */
const char *vanity_explain_get_notice (void);

/* The points that a zone takes off the score of a concern, and a concern off the overall score:
 * they sum to what is missing to 100. NAN where it has no score. */
double vanity_explain_zone (const VanityAnalysis *analysis, VanityConcern concern, VanityZone zone);
double vanity_explain_concern (const VanityAnalysis *analysis, VanityConcern concern);

/* The same for people: "The cheeks take 12 points, the nose 4.", the most first; NULL where there
 * is no score. Free them. */
char *vanity_explain_dup_concern (const VanityAnalysis *analysis, VanityConcern concern);
char *vanity_explain_dup_overall (const VanityAnalysis *analysis);

/* Where on the face a concern is seen most clearly. */
typedef struct
{
  VanityZone zone;
  float value; /* of the map, [0, 1] */
  double x, y; /* photo pixels */
} VanityPlace;

/* The clearest places, at least a twelfth of the atlas apart, in zones with a score: at most `most`
 * of them go to `places`, the clearest first. Returns how many. */
int vanity_explain_find_places (const VanityAnalysis *analysis, VanityConcern concern,
                                VanityPlace *places, int most);

/* How far inside its range a measure of the gate lies: 0 at its border or beyond, 1 in the middle
 * or well inside a range that is open to one side; NAN where it is not known. */
double vanity_explain_gate (const VanityGate *gate, VanityGateMeasure measure);

G_END_DECLS
