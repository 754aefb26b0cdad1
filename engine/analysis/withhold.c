#include "analysis/withhold.h"

#include <glib/gi18n-lib.h>

/* Concerns of less weight than this, together, make no overall score. */
#define MIN_WEIGHT 0.5

/* Of a zone, texels of this atlas count. */
#define SIZE 64

gboolean
vanity_withhold_allows_skin (const VanityGate *gate)
{
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    if (gate->skin[zone] == 0)
      return TRUE;
  return FALSE;
}

double
vanity_withhold_get_zone_size (VanityZone zone)
{
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, NULL);
  const float *mask = atlas != NULL ? vanity_zone_get_mask (atlas, zone) : NULL;
  double size = 0;

  for (int i = 0; mask != NULL && i < SIZE * SIZE; i++)
    size += (double)mask[i];
  return size;
}

/* The concern's score out of the zones that are told, by their size. */
static float
find_score (const VanityConcerns *concerns, VanityConcern concern)
{
  double sum = 0, weight = 0;

  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    {
      double size = vanity_withhold_get_zone_size (zone);

      if (concerns->zone[concern][zone] < 0)
        continue;
      sum += size * (double)concerns->zone[concern][zone];
      weight += size;
    }
  return weight > 0 ? (float)(sum / weight) : -1;
}

static float
find_overall (const VanityConcerns *concerns)
{
  double sum = 0, weight = 0;

  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    if (concerns->score[concern] >= 0)
      {
        sum += vanity_concern_get_weight (concern) * (double)concerns->score[concern];
        weight += vanity_concern_get_weight (concern);
      }
  return weight >= MIN_WEIGHT ? (float)(sum / weight) : -1;
}

/* A picture of what is kept back would tell it all the same. */
static void
clear_maps (VanityConcerns *concerns, VanityZone zone)
{
  const VanityAtlas *atlas = vanity_atlas_get (concerns->size, NULL);
  const float *mask = atlas != NULL ? vanity_zone_get_mask (atlas, zone) : NULL;
  int n = concerns->size * concerns->size;

  for (int concern = 0; mask != NULL && concern < VANITY_N_CONCERNS; concern++)
    for (int i = 0; i < n; i++)
      concerns->maps[concern * n + i] *= 1 - mask[i];
}

/* Only what a zone that is kept back had a part in is made anew. */
static gboolean
withhold_concerns (const VanityGate *gate, VanityConcerns *concerns)
{
  gboolean any = FALSE, changed = FALSE;

  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    if (gate->skin[zone] != 0)
      clear_maps (concerns, zone);
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    {
      gboolean touched = FALSE;

      for (int zone = 0; zone < VANITY_N_ZONES; zone++)
        if (gate->skin[zone] != 0 && concerns->zone[concern][zone] >= 0)
          {
            concerns->zone[concern][zone] = -1;
            touched = TRUE;
          }
      if (touched)
        concerns->score[concern] = find_score (concerns, concern);
      changed = changed || touched;
      any = any || concerns->score[concern] >= 0;
    }
  if (changed)
    concerns->overall = find_overall (concerns);
  return any;
}

static gboolean
withhold_color (const VanityGate *gate, VanityGateResult result, VanityFeatureColor *color)
{
  if (gate->result[result] != 0)
    *color = (VanityFeatureColor){ 0 };
  return color->known;
}

static gboolean
withhold_colors (const VanityGate *gate, const VanitySkinColor *skin, VanityFaceColors *colors)
{
  gboolean hair = withhold_color (gate, VANITY_GATE_HAIR_COLOR, &colors->hair);
  gboolean brows = withhold_color (gate, VANITY_GATE_BROW_COLOR, &colors->brows);
  gboolean eyes = withhold_color (gate, VANITY_GATE_EYE_COLOR, &colors->eyes);
  gboolean lips = withhold_color (gate, VANITY_GATE_LIP_COLOR, &colors->lips);

  /* Contrast and season are made of the others. */
  if (!skin->known || !eyes || !(hair || brows))
    {
      colors->contrast_known = FALSE;
      colors->contrast = 0;
      colors->season_known = FALSE;
    }
  if (gate->result[VANITY_GATE_UNDERTONE] != 0)
    colors->season_known = FALSE;
  return hair || brows || eyes || lips;
}

VanityGateResult
vanity_withhold_get_shape (VanityPart part)
{
  switch (part)
    {
    case VANITY_PART_EYES:
    case VANITY_PART_BROWS:
      return VANITY_GATE_EYE_SHAPE;
    case VANITY_PART_LIPS:
      return VANITY_GATE_LIP_SHAPE;
    case VANITY_PART_FACE:
    case VANITY_PART_NOSE:
    case VANITY_N_PARTS:
    default:
      return VANITY_GATE_FACE_SHAPE;
    }
}

/* What a trait is about is what its weightiest measure is of. */
static VanityPart
get_part (VanityTraitId trait)
{
  int n;
  const VanityMeasureId *measures = vanity_trait_get_measures (trait, &n);

  return n > 0 ? vanity_measure_get_info (measures[0])->part : VANITY_PART_FACE;
}

static gboolean
withhold_features (const VanityGate *gate, VanityFeatures *features)
{
  gboolean any = FALSE;
  int n = 0;

  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      VanityPart part = vanity_measure_get_info (i)->part;

      if (gate->result[vanity_withhold_get_shape (part)] != 0)
        features->measures[i] = (VanityMeasure){ 0 };
      any = any || features->measures[i].known;
    }
  for (int i = 0; i < VANITY_N_TRAITS; i++)
    if (gate->result[vanity_withhold_get_shape (get_part (i))] != 0)
      features->traits[i] = (VanityTrait){ 0 };
  for (int i = 0; i < VANITY_N_PARTS; i++)
    if (gate->result[vanity_withhold_get_shape (i)] != 0)
      features->asymmetry[i] = -1;
  for (int i = 0; i < features->n_advice; i++)
    if (features->traits[features->advice[i].trait].known)
      features->advice[n++] = features->advice[i];
  features->n_advice = n;
  return any;
}

static void
set (VanityAnalysis *analysis, VanityAnalysisPart part, gboolean is_there)
{
  if (is_there)
    analysis->parts |= 1U << part;
  else
    analysis->parts &= ~(1U << part);
}

void
vanity_withhold (VanityAnalysis *analysis)
{
  const VanityGate *gate = &analysis->gate;

  if (gate->reasons & (VANITY_GATE_DRAWING | VANITY_GATE_GREY))
    set (analysis, VANITY_ANALYSIS_LIGHT, FALSE);
  if (gate->reasons & VANITY_GATE_DRAWING)
    set (analysis, VANITY_ANALYSIS_WORN, FALSE);
  if (gate->result[VANITY_GATE_SKIN_COLOR] != 0)
    analysis->skin = (VanitySkinColor){ 0 };
  set (analysis, VANITY_ANALYSIS_SKIN, analysis->skin.known);
  set (analysis, VANITY_ANALYSIS_COLORS,
       withhold_colors (gate, &analysis->skin, &analysis->colors));
  if (vanity_analysis_has (analysis, VANITY_ANALYSIS_FEATURES))
    set (analysis, VANITY_ANALYSIS_FEATURES, withhold_features (gate, &analysis->features));
  set (analysis, VANITY_ANALYSIS_CONCERNS,
       analysis->concerns != NULL && withhold_concerns (gate, analysis->concerns));
}

/* The reasons that keep back some of the part. */
static unsigned
collect (const VanityGate *gate, VanityAnalysisPart part)
{
  unsigned reasons = 0;

  switch (part)
    {
    case VANITY_ANALYSIS_LIGHT:
      return gate->reasons & (VANITY_GATE_DRAWING | VANITY_GATE_GREY);
    case VANITY_ANALYSIS_SKIN:
      return gate->result[VANITY_GATE_SKIN_COLOR];
    case VANITY_ANALYSIS_COLORS:
      return gate->result[VANITY_GATE_HAIR_COLOR] | gate->result[VANITY_GATE_BROW_COLOR]
             | gate->result[VANITY_GATE_EYE_COLOR] | gate->result[VANITY_GATE_LIP_COLOR];
    case VANITY_ANALYSIS_CONCERNS:
      for (int zone = 0; zone < VANITY_N_ZONES; zone++)
        reasons |= gate->skin[zone];
      return reasons;
    case VANITY_ANALYSIS_FEATURES:
      return gate->result[VANITY_GATE_FACE_SHAPE] | gate->result[VANITY_GATE_EYE_SHAPE]
             | gate->result[VANITY_GATE_LIP_SHAPE];
    case VANITY_ANALYSIS_WORN:
      return gate->reasons & VANITY_GATE_DRAWING;
    case VANITY_ANALYSIS_HEAD:
    case VANITY_ANALYSIS_N_PARTS:
    default:
      return 0;
    }
}

unsigned
vanity_analysis_get_reasons (const VanityAnalysis *analysis, VanityAnalysisPart part)
{
  return vanity_analysis_has (analysis, part) ? 0 : collect (&analysis->gate, part);
}

static const char *
get_plain_why (VanityAnalysisPart part)
{
  switch (part)
    {
    case VANITY_ANALYSIS_LIGHT:
      return _ ("Nothing in the photo tells the colour of its light.");
    case VANITY_ANALYSIS_SKIN:
      return _ ("Too little bare skin is seen.");
    case VANITY_ANALYSIS_COLORS:
      return _ ("Too little of hair, brows, eyes and lips is seen.");
    case VANITY_ANALYSIS_CONCERNS:
      return _ ("Too little of the skin is seen, or too coarsely.");
    case VANITY_ANALYSIS_FEATURES:
      return _ ("The face is turned too far, or too much of it is hidden.");
    case VANITY_ANALYSIS_WORN:
    case VANITY_ANALYSIS_HEAD:
    case VANITY_ANALYSIS_N_PARTS:
    default:
      return _ ("It could not be told.");
    }
}

char *
vanity_analysis_dup_why (const VanityAnalysis *analysis, VanityAnalysisPart part)
{
  unsigned reasons = vanity_analysis_get_reasons (analysis, part);

  if (vanity_analysis_has (analysis, part))
    return NULL;
  if (reasons != 0)
    return vanity_gate_dup_text (reasons);
  if (analysis->failure[part] != NULL)
    return g_strdup_printf (_ ("It could not be measured: %s"), analysis->failure[part]);
  return g_strdup (get_plain_why (part));
}

char *
vanity_analysis_dup_zone_why (const VanityAnalysis *analysis, VanityConcern concern,
                              VanityZone zone)
{
  const VanityConcerns *concerns = analysis->concerns;

  if (analysis->gate.skin[zone] != 0)
    return vanity_gate_dup_text (analysis->gate.skin[zone]);
  if (concerns == NULL)
    return vanity_analysis_dup_why (analysis, VANITY_ANALYSIS_CONCERNS);
  return concerns->zone[concern][zone] >= 0
             ? NULL
             : g_strdup (vanity_withheld_get_label (concerns->withheld[concern][zone]));
}
