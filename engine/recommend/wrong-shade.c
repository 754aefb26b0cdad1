/* What is learnt from "too dark": the next one has to be lighter. */
#include "recommend/recommender-private.h"

#include <math.h>

/* Shades of a line are about this far apart, L* or b*: the least step to the next. */
#define STEP 2.0
/* Colours that are farther apart than this are another idea of a colour. */
#define SAME_IDEA 10.0

gboolean
vanity_category_is_complexion (VanityCategory category)
{
  return category == VANITY_CATEGORY_FOUNDATION || category == VANITY_CATEGORY_CONCEALER
         || category == VANITY_CATEGORY_POWDER;
}

static unsigned
get_how (const VanityContext *context, const VanityShade *shade)
{
  const VanityShadeState *state
      = context->states ? g_hash_table_lookup (context->states, shade->uid) : NULL;

  return state && state->wrong ? state->wrong_how : 0;
}

void
vanity_wrong_learn (const VanityContext *context, VanitySkinEstimate *skin)
{
  double least[2] = { -INFINITY, -INFINITY }, most[2] = { INFINITY, INFINITY };
  float *axes[2] = { &skin->lab.L, &skin->lab.b };

  for (guint i = 0; context->wrong && i < context->wrong->len; i++)
    {
      const VanityShade *shade = context->wrong->pdata[i];
      unsigned how = get_how (context, shade);
      const double at[2] = { (double)shade->lab.L, (double)shade->lab.b };

      if (!shade->has_color || !vanity_category_is_complexion (shade->category))
        continue;
      if (how & VANITY_WRONG_TOO_DARK)
        least[0] = MAX (least[0], at[0] + STEP);
      if (how & VANITY_WRONG_TOO_LIGHT)
        most[0] = MIN (most[0], at[0] - STEP);
      if (how & VANITY_WRONG_TOO_COOL)
        least[1] = MAX (least[1], at[1] + STEP);
      if (how & VANITY_WRONG_TOO_WARM)
        most[1] = MIN (most[1], at[1] - STEP);
    }
  for (int k = 0; k < 2; k++)
    if (least[k] > most[k])
      *axes[k] = (float)(0.5 * (least[k] + most[k]));
    else
      *axes[k] = CLAMP (*axes[k], (float)least[k], (float)most[k]);
}

/* Of two shades of one idea: whether `shade` is beside `wrong` in the direction that is wanted. */
static gboolean
is_better (const VanityShade *shade, const VanityShade *wrong, unsigned how, VanityReasonKind *kind)
{
  double light = (double)(shade->lab.L - wrong->lab.L),
         warm = (double)(shade->lab.b - wrong->lab.b);
  gboolean better = TRUE;

  *kind = VANITY_N_REASONS;
  if (how & (VANITY_WRONG_TOO_WARM | VANITY_WRONG_TOO_COOL))
    {
      gboolean cooler = (how & VANITY_WRONG_TOO_WARM) != 0;

      better = cooler ? warm < -0.5 : warm > 0.5;
      *kind = cooler ? VANITY_REASON_LEARNT_COOLER : VANITY_REASON_LEARNT_WARMER;
    }
  if (how & (VANITY_WRONG_TOO_DARK | VANITY_WRONG_TOO_LIGHT))
    {
      gboolean lighter = (how & VANITY_WRONG_TOO_DARK) != 0;

      better = better && (lighter ? light > 0.5 : light < -0.5);
      *kind = lighter ? VANITY_REASON_LEARNT_LIGHTER : VANITY_REASON_LEARNT_DEEPER;
    }
  return better;
}

double
vanity_wrong_judge (const VanityContext *context, const VanityShade *shade, VanityReasonKind *kind,
                    char **name)
{
  double against = 0, nearest = INFINITY;
  const VanityShade *named = NULL;
  VanityReasonKind best = VANITY_N_REASONS;

  for (guint i = 0; context->wrong && i < context->wrong->len; i++)
    {
      const VanityShade *wrong = context->wrong->pdata[i];
      unsigned how = get_how (context, wrong);
      VanityReasonKind why;
      double apart;

      if (!wrong->has_color || !shade->has_color
          || (vanity_category_is_complexion (shade->category)
                  ? !vanity_category_is_complexion (wrong->category)
                  : wrong->category != shade->category))
        continue;
      apart = vanity_lab_delta_e2000 (wrong->lab, shade->lab);
      if (apart > SAME_IDEA)
        continue;
      if (how == 0)
        /* Wrong, and nobody said how: the nearest to it is as wrong. */
        against = MAX (against, exp2 (-apart * apart));
      else if (!is_better (shade, wrong, how, &why))
        against = MAX (against, 0.8 * (1 - 0.5 * apart / SAME_IDEA));
      else if (apart < nearest)
        {
          nearest = apart;
          named = wrong;
          best = why;
        }
    }
  if (kind)
    *kind = best;
  if (name)
    *name = named ? vanity_shade_dup_title (named) : NULL;
  return against;
}
