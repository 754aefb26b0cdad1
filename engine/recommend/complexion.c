#include "recommend/complexion.h"

#include "recommend/match.h"
#include "recommend/reason.h"

#include <math.h>

/* What the three agreements are worth, as exponents: at most about a fifth, a tenth and a tenth. */
#define UNDERTONE_WEIGHT 0.12
#define FINISH_WEIGHT 0.05
#define COVERAGE_WEIGHT 0.05
/* Of undertone_sure: from here on the undertone counts in full. */
#define SURE 0.1
/* The weight of the reason that is told before all others. */
#define FIRST 2
/* A score of the skin at which there is something to do, and one at which there is much. */
#define MILD 60.0
#define CLEAR 25.0

/* With which undertones are named anyway (skin/undertone.c). */
static const double frequencies[VANITY_N_UNDERTONES] = { 0.211, 0.394, 0.324, 0.071 };

int
vanity_shade_get_undertone (const VanityShade *shade)
{
  static const int undertones[VANITY_N_UNDERTONE_LABELS] = {
    [VANITY_UNDERTONE_LABEL_UNKNOWN] = -1,
    [VANITY_UNDERTONE_LABEL_COOL] = VANITY_UNDERTONE_COOL,
    [VANITY_UNDERTONE_LABEL_NEUTRAL] = VANITY_UNDERTONE_NEUTRAL,
    [VANITY_UNDERTONE_LABEL_WARM] = VANITY_UNDERTONE_WARM,
    [VANITY_UNDERTONE_LABEL_OLIVE] = VANITY_UNDERTONE_OLIVE,
  };

  return undertones[shade->undertone];
}

/* How much there is to do about a concern, [0, 1]. */
static double
get_need (const float *concern, VanityConcern which)
{
  double score = (double)concern[which];

  return score < 0 ? 0 : CLAMP ((MILD - score) / (MILD - CLEAR), 0, 1);
}

/* One concern's word for or against something; the loudest one names it. */
typedef struct
{
  double sum, loudest;
  int concern;
} Advice;

static void
advise (Advice *advice, const float *concern, VanityConcern which, double good)
{
  double says = good * get_need (concern, which);

  advice->sum += says;
  if (says > advice->loudest)
    {
      advice->loudest = says;
      advice->concern = (int)which;
    }
}

/* Shine is held by what is matte; powdery finishes settle in lines and pores, wet ones show them.
 */
static Advice
judge_finish (const float *concern, VanityFinish finish)
{
  static const struct
  {
    double shine, wrinkles, pores;
  } good[VANITY_N_FINISHES] = {
    [VANITY_FINISH_MATTE] = { 1, -0.7, 0.2 },       [VANITY_FINISH_VELVET] = { 0.8, -0.3, 0.4 },
    [VANITY_FINISH_SATIN] = { 0.4, 0.5, 0.4 },      [VANITY_FINISH_SHEER] = { 0, 0.6, 0 },
    [VANITY_FINISH_DEWY] = { -1, 0.8, -0.3 },       [VANITY_FINISH_GLOSS] = { -1, 0.4, -0.5 },
    [VANITY_FINISH_SHIMMER] = { -0.8, -0.6, -0.8 }, [VANITY_FINISH_METALLIC] = { -1, -0.8, -1 },
    [VANITY_FINISH_GLITTER] = { -1, -1, -1 },
  };
  Advice advice = { 0, 0, -1 };

  advise (&advice, concern, VANITY_CONCERN_SHINE, good[finish].shine);
  advise (&advice, concern, VANITY_CONCERN_WRINKLES, good[finish].wrinkles);
  advise (&advice, concern, VANITY_CONCERN_PORES, good[finish].pores);
  advice.sum = CLAMP (advice.sum, -1, 1);
  return advice;
}

/* What is to be evened asks for coverage; heavy cover gathers in lines. */
static Advice
judge_coverage (const float *concern, VanityCategory category, VanityCoverage coverage)
{
  static const double covers[VANITY_N_COVERAGES] = {
    [VANITY_COVERAGE_UNKNOWN] = 0,  [VANITY_COVERAGE_SHEER] = -0.7, [VANITY_COVERAGE_LIGHT] = -0.2,
    [VANITY_COVERAGE_MEDIUM] = 0.7, [VANITY_COVERAGE_FULL] = 1,
  };
  Advice advice = { 0, 0, -1 };

  advise (&advice, concern, VANITY_CONCERN_REDNESS, covers[coverage]);
  advise (&advice, concern, VANITY_CONCERN_SPOTS, covers[coverage]);
  advise (&advice, concern, VANITY_CONCERN_PIGMENT, covers[coverage]);
  if (category == VANITY_CATEGORY_CONCEALER)
    advise (&advice, concern, VANITY_CONCERN_DARK_CIRCLES, covers[coverage]);
  if (coverage == VANITY_COVERAGE_FULL)
    advise (&advice, concern, VANITY_CONCERN_WRINKLES, -0.6);
  advice.sum = CLAMP (advice.sum, -1, 1);
  return advice;
}

static double
judge_undertone (const VanitySkinEstimate *skin, const VanityShade *shade)
{
  int undertone = vanity_shade_get_undertone (shade);
  double lift;

  if (undertone < 0)
    return 0;
  lift = log (MAX ((double)skin->undertone[undertone], 1e-3) / frequencies[undertone]);
  /* A photo seldom knows: what little it leans must not choose between shades. */
  return CLAMP ((double)skin->undertone_sure / SURE, 0, 1) * CLAMP (lift, -1, 1);
}

void
vanity_complexion_match (const VanitySkinEstimate *skin, const float *concern,
                         const VanityShade *shade, VanityComplexionMatch *match)
{
  Advice finish = judge_finish (concern, shade->finish);
  Advice coverage = judge_coverage (concern, shade->category, shade->coverage);

  match->delta_e = vanity_lab_delta_e2000 (skin->lab, shade->lab);
  match->lightness = (double)(shade->lab.L - skin->lab.L);
  match->closeness = vanity_match_soften (skin->lab, (const double (*)[3])skin->covariance,
                                          shade->lab, VANITY_CLOSE_SKIN);
  match->undertone = judge_undertone (skin, shade);
  match->finish = finish.sum;
  match->coverage = coverage.sum;
  match->finish_concern = finish.concern;
  match->coverage_concern = coverage.concern;
  match->feature
      = match->closeness
        * exp (UNDERTONE_WEIGHT * (match->undertone - 1) + FINISH_WEIGHT * (match->finish - 1)
               + COVERAGE_WEIGHT * (match->coverage - 1));
  match->match
      = vanity_match_closeness (match->delta_e, VANITY_CLOSE_SKIN)
        * exp (UNDERTONE_WEIGHT * MIN (match->undertone, 0) + FINISH_WEIGHT * MIN (match->finish, 0)
               + COVERAGE_WEIGHT * MIN (match->coverage, 0));
}

static void
add (GPtrArray *reasons, VanityReasonKind kind, double value, int other, const char *name,
     double weight)
{
  g_ptr_array_add (reasons, vanity_reason_new (kind, value, other, name, weight));
}

void
vanity_complexion_explain (const VanitySkinEstimate *skin, const VanityShade *owned,
                           const VanityShade *shade, const VanityComplexionMatch *match,
                           GPtrArray *reasons)
{
  int undertone = vanity_shade_get_undertone (shade), likeliest = 0;
  g_autofree char *title = owned ? vanity_shade_dup_title (owned) : NULL;
  gboolean by_owned = skin->source == VANITY_SKIN_FROM_OWNED;

  for (int u = 1; u < VANITY_N_UNDERTONES; u++)
    if (skin->undertone[u] > skin->undertone[likeliest])
      likeliest = u;
  add (reasons, by_owned ? VANITY_REASON_OWNED : VANITY_REASON_SKIN, match->delta_e, 0,
       by_owned ? title : NULL, FIRST);
  if (undertone >= 0 && undertone == likeliest
      && (match->undertone > 0.15 || skin->undertone[undertone] > 0.45f))
    add (reasons, VANITY_REASON_UNDERTONE, (double)skin->undertone[undertone], undertone, NULL,
         0.3 + MAX (match->undertone, 0));
  else if (undertone >= 0 && match->undertone < -0.35)
    {
      VanityReason *odd
          = vanity_reason_new (VANITY_REASON_UNDERTONE_ODD, (double)skin->undertone[likeliest],
                               likeliest, NULL, match->undertone);

      odd->finish = undertone;
      g_ptr_array_add (reasons, odd);
    }
  if (match->lightness > 0.8)
    add (reasons, VANITY_REASON_LIGHTER, match->lightness, by_owned, NULL, 0.25);
  else if (match->lightness < -0.8)
    add (reasons, VANITY_REASON_DEEPER, -match->lightness, by_owned, NULL, 0.25);
  else
    add (reasons, VANITY_REASON_AS_DEEP, match->lightness, by_owned, NULL, 0.2);
  if (match->finish_concern >= 0 && match->finish > 0.15)
    {
      VanityReason *state = vanity_reason_new (VANITY_REASON_SKIN_STATE, match->finish,
                                               match->finish_concern, NULL, match->finish);

      state->finish = (int)shade->finish;
      g_ptr_array_add (reasons, state);
    }
  if (match->coverage_concern >= 0 && match->coverage > 0.15)
    add (reasons, VANITY_REASON_COVERS, match->coverage, match->coverage_concern, NULL,
         match->coverage);
}
