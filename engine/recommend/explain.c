/* Why a candidate is proposed: what its score was made of, the weightiest first. */
#include "recommend/color-word.h"
#include "recommend/recommender-private.h"

#include <math.h>

#define MOST_REASONS 4
/* With fewer, what is no reason by itself is told as well. */
#define FEW_REASONS 3
/* Shares nearer to "nothing known" than this are no reason. */
#define LEAST_SAID 0.06

static void
add (GPtrArray *reasons, VanityReasonKind kind, double value, int other, const char *name,
     double weight)
{
  g_ptr_array_add (reasons, vanity_reason_new (kind, value, other, name, weight));
}

static void
explain_harmony (const VanityContext *context, const VanityCandidate *candidate, GPtrArray *reasons)
{
  const VanityHarmony *harmony = &candidate->harmony;
  double weight = harmony->share - 0.5;
  const float *undertone = context->skin.undertone;

  if (harmony->kind == VANITY_HARMONY_SKIN)
    add (reasons, VANITY_REASON_HARMONY_SKIN, harmony->share,
         undertone[VANITY_UNDERTONE_WARM] > undertone[VANITY_UNDERTONE_COOL]
             ? VANITY_UNDERTONE_WARM
             : VANITY_UNDERTONE_COOL,
         NULL, weight);
  else if (harmony->kind == VANITY_HARMONY_EYES)
    add (reasons, VANITY_REASON_HARMONY_EYES, harmony->share,
         (int)vanity_eye_color_of (context->wish->person->colors.eyes.lab), NULL, weight);
  else if (harmony->kind == VANITY_HARMONY_HAIR)
    add (reasons, VANITY_REASON_HARMONY_HAIR, harmony->share, 0, NULL, weight);
}

static void
explain_habit (const VanityContext *context, const VanityCandidate *candidate, GPtrArray *reasons)
{
  const VanityShadeState *state
      = context->states ? g_hash_table_lookup (context->states, candidate->shade->uid) : NULL;
  g_autoptr (VanityShade) because = NULL;
  g_autofree char *name = NULL;
  VanityReasonKind learnt;
  double weight = 2 * (candidate->habit - 0.5);

  if (state && (state->bought || state->owned))
    add (reasons, VANITY_REASON_BOUGHT, 0, 0, NULL, 0.6 + fabs (weight));
  else if (state && state->liked)
    add (reasons, VANITY_REASON_LIKED, 0, 0, NULL, 0.6 + fabs (weight));
  else if (context->habit && weight > LEAST_SAID
           && vanity_habit_explain (context->habit, candidate->shade, &because))
    {
      name = vanity_shade_dup_title (because);
      add (reasons, VANITY_REASON_HABIT, candidate->habit, 0, name, weight);
    }
  g_clear_pointer (&name, g_free);
  vanity_wrong_judge (context, candidate->shade, &learnt, &name);
  if (learnt != VANITY_N_REASONS && name)
    add (reasons, learnt, 0, 0, name, 0.5);
}

static void
explain_trend (const VanityContext *context, const VanityCandidate *candidate, GPtrArray *reasons)
{
  VanityTrendReason why = VANITY_TREND_NOTHING;
  g_autofree char *text = NULL;
  double weight = candidate->trend - 0.5;

  if (!context->trend || fabs (weight) < LEAST_SAID)
    return;
  vanity_trend_score (context->trend, candidate->shade, candidate->price, &why);
  text = vanity_trend_dup_reason (context->trend, why);
  if (text)
    {
      gunichar first = g_unichar_toupper (g_utf8_get_char (text));
      char head[7] = { 0 };
      g_autofree char *sentence = NULL;

      head[g_unichar_to_utf8 (first, head)] = '\0';
      sentence = g_strconcat (head, g_utf8_next_char (text), NULL);
      add (reasons, VANITY_REASON_TREND, candidate->trend, (int)why, sentence, weight);
    }
}

static int
compare_reasons (gconstpointer one, gconstpointer other)
{
  const VanityReason *a = *(VanityReason *const *)one, *b = *(VanityReason *const *)other;
  double x = fabs (a->weight), y = fabs (b->weight);

  return x > y ? -1 : x < y ? 1 : (int)a->kind - (int)b->kind;
}

/* Of what no look asks for. */
static void
explain_freely (const VanityGroupPlan *plan, const VanityCandidate *candidate, GPtrArray *reasons)
{
  gboolean drawn = vanity_category_get_layer (candidate->shade->category) != NULL;
  double bare = candidate->layer.bare;

  if (!candidate->shade->has_color)
    add (reasons, VANITY_REASON_COLORLESS, 0, 0, NULL, -0.5);
  else if (isfinite (bare))
    add (reasons, bare < 2.5 ? VANITY_REASON_FAINT : VANITY_REASON_SHOWS, bare, 0, NULL, 0.3);
  add (reasons, VANITY_REASON_NO_LOOK, 0, !drawn ? 1 : plan->layer >= 0 ? 2 : 0, NULL, 0.05);
}

GPtrArray *
vanity_context_explain (const VanityContext *context, const VanityGroupPlan *plan,
                        const VanityCandidate *candidate, gboolean explored)
{
  const VanityShade *shade = candidate->shade;
  const VanityPerson *person = context->wish->person;
  GPtrArray *reasons = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_reason_free);

  if (plan->for_skin && shade->has_color)
    vanity_complexion_explain (&context->learnt, person ? person->owned : NULL, shade,
                               &candidate->complexion, reasons);
  else if (plan->has_target && shade->has_color)
    vanity_layer_explain (&plan->target, candidate->zone, shade, &candidate->layer, reasons);
  else
    explain_freely (plan, candidate, reasons);
  if (explored)
    add (reasons, VANITY_REASON_EXPLORED, 0, 0, NULL, 0.9);
  explain_harmony (context, candidate, reasons);
  explain_habit (context, candidate, reasons);
  explain_trend (context, candidate, reasons);
  if (reasons->len < FEW_REASONS && shade->has_color
      && shade->color_source == VANITY_COLOR_SOURCE_ESTIMATED)
    add (reasons, VANITY_REASON_ESTIMATED, 0, 0, NULL, 0.04);
  g_ptr_array_sort (reasons, compare_reasons);
  if (reasons->len > MOST_REASONS)
    g_ptr_array_set_size (reasons, MOST_REASONS);
  return reasons;
}
