#include "recommend/recommender.h"

#include "recommend/match.h"
#include "recommend/recommender-private.h"
#include "recommend/taste-avoid.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A photo whose light leaves the skin's L* more open than this is no ground to be sure on. */
#define OPEN_LIGHTNESS 5.0
/* Photo and foundation farther apart than this contradict each other, CIEDE2000. */
#define CONTRADICTION 8.0

struct _VanityRecommender
{
  VanityCatalogue *catalogue;
  VanityTaste *taste; /* or NULL */
  GMutex mutex;       /* for what follows */
  VanityHabit *habit; /* learnt when first asked */
  VanityTrend *trend;
};

VanityRecommender *
vanity_recommender_new (VanityCatalogue *catalogue, VanityTaste *taste)
{
  VanityRecommender *self = g_atomic_rc_box_new0 (VanityRecommender);

  self->catalogue = vanity_catalogue_ref (catalogue);
  self->taste = taste ? vanity_taste_ref (taste) : NULL;
  g_mutex_init (&self->mutex);
  return self;
}

VanityRecommender *
vanity_recommender_ref (VanityRecommender *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
recommender_clear (gpointer data)
{
  VanityRecommender *self = data;

  g_clear_pointer (&self->habit, vanity_habit_unref);
  g_clear_pointer (&self->trend, vanity_trend_unref);
  g_clear_pointer (&self->taste, vanity_taste_unref);
  vanity_catalogue_unref (self->catalogue);
  g_mutex_clear (&self->mutex);
}

void
vanity_recommender_unref (VanityRecommender *self)
{
  g_atomic_rc_box_release_full (self, recommender_clear);
}

VanityCatalogue *
vanity_recommender_get_catalogue (VanityRecommender *self)
{
  return self->catalogue;
}

VanityTaste *
vanity_recommender_get_taste (VanityRecommender *self)
{
  return self->taste;
}

void
vanity_recommender_set_trend (VanityRecommender *self, VanityTrend *trend)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->trend, vanity_trend_unref);
  self->trend = trend ? vanity_trend_ref (trend) : NULL;
  g_mutex_unlock (&self->mutex);
}

/* References to habit and trend as they are now. */
static gboolean
take_models (VanityRecommender *self, VanityContext *context, GError **error)
{
  gboolean good = TRUE;

  g_mutex_lock (&self->mutex);
  if (!self->trend)
    self->trend = vanity_trend_new (NULL, NULL, NULL, NULL, NULL);
  context->trend = self->trend ? vanity_trend_ref (self->trend) : NULL;
  if (self->taste && !self->habit)
    good = (self->habit = vanity_habit_new (self->taste, self->catalogue, error)) != NULL;
  else if (self->habit)
    good = vanity_habit_update (self->habit, error);
  context->habit = self->habit ? vanity_habit_ref (self->habit) : NULL;
  g_mutex_unlock (&self->mutex);
  return good;
}

/* What the query avoids and what the person does. */
static char **
join_avoided (char *const *one, char *const *other)
{
  GPtrArray *all = g_ptr_array_new ();

  for (int i = 0; one && one[i]; i++)
    g_ptr_array_add (all, g_strdup (one[i]));
  for (int i = 0; other && other[i]; i++)
    g_ptr_array_add (all, g_strdup (other[i]));
  g_ptr_array_add (all, NULL);
  return (char **)g_ptr_array_free (all, FALSE);
}

static void
context_clear (VanityContext *context)
{
  g_clear_pointer (&context->trend, vanity_trend_unref);
  g_clear_pointer (&context->habit, vanity_habit_unref);
  g_clear_pointer (&context->states, g_hash_table_unref);
  g_clear_pointer (&context->wrong, g_ptr_array_unref);
  g_clear_pointer (&context->avoid, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityContext, context_clear)

static gboolean
context_init (VanityContext *context, VanityRecommender *self, const VanityWish *wish,
              GError **error)
{
  g_auto (GStrv) avoided = NULL;

  context->wish = wish;
  context->catalogue = self->catalogue;
  vanity_person_estimate_skin (wish->person, &context->skin, &context->apart);
  if (!take_models (self, context, error))
    return FALSE;
  if (self->taste)
    {
      context->states = vanity_taste_list_states (self->taste, error);
      if (!context->states)
        return FALSE;
      context->wrong = vanity_taste_list_shades (self->taste, VANITY_LISTED_WRONG, error);
      if (!context->wrong)
        return FALSE;
      avoided = vanity_taste_list_avoided (self->taste, error);
      if (!avoided)
        return FALSE;
    }
  context->avoid = join_avoided (wish->query.avoid, avoided);
  context->learnt = context->skin;
  if (context->skin.source != VANITY_SKIN_FROM_NOTHING)
    vanity_wrong_learn (context, &context->learnt);
  return TRUE;
}

static char *
dup_title (const VanityContext *context, const VanityGroupPlan *plan)
{
  const char *label = vanity_category_get_label (plan->category);

  if (plan->layer >= 0)
    {
      const VanityLayer *layer = context->wish->look->layers->pdata[plan->layer];

      return g_strdup (g_dgettext (GETTEXT_PACKAGE, layer->kind->label));
    }
  if (!plan->for_skin)
    return g_strdup (label);
  /* Translators: %s is a category: “Foundation” */
  return g_strdup_printf (_ ("%s for your skin"), label);
}

static void
add_sentence (GString *note, const char *sentence)
{
  g_string_append_printf (note, "%s%s", note->len > 0 ? " " : "", sentence);
}

/* What has to be said of the group as a whole. */
static char *
dup_note (const VanityContext *context, const VanityGroupPlan *plan, double nearest)
{
  double close = plan->for_skin ? VANITY_CLOSE_SKIN : VANITY_CLOSE_COLOR;
  double spread = sqrt (MAX (context->learnt.covariance[0][0], 0));
  GString *note = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (vanity_category_is_complexion (plan->category) && !plan->for_skin && !plan->has_target)
    add_sentence (note, _ ("The colour of your skin is not known: a photo tells it, or a "
                           "foundation that fits."));
  else if ((plan->for_skin || plan->has_target) && isnan (nearest))
    add_sentence (note, _ ("The catalogue has nothing here that the filters leave."));
  else if ((plan->for_skin || plan->has_target) && nearest > close)
    {
      text = g_strdup_printf (_ ("No close match: the nearest is ΔE %.1f away."), nearest);
      add_sentence (note, text);
      g_clear_pointer (&text, g_free);
    }
  if (plan->for_skin && context->apart > CONTRADICTION)
    {
      text = g_strdup_printf (
          _ ("Photo and foundation are ΔE %.0f apart: the foundation counts for more."),
          context->apart);
      add_sentence (note, text);
      g_clear_pointer (&text, g_free);
    }
  else if (plan->for_skin && spread > OPEN_LIGHTNESS)
    {
      text = g_strdup_printf (_ ("The light leaves open how deep the skin is, by about %.0f L*: "
                                 "try the neighbours as well."),
                              spread);
      add_sentence (note, text);
    }
  return g_string_free (note, note->len == 0);
}

static VanityProposalGroup *
make_group (const VanityContext *context, const VanityGroupPlan *plan, guint32 seed,
            GCancellable *cancellable, GError **error)
{
  VanityProposalGroup *group;
  double nearest;
  g_autoptr (GArray) candidates
      = vanity_context_gather (context, plan, &nearest, cancellable, error);

  if (!candidates)
    return NULL;
  group = g_new0 (VanityProposalGroup, 1);
  group->category = plan->category;
  group->layer = plan->layer;
  group->title = dup_title (context, plan);
  group->nearest = nearest;
  group->has_target = plan->for_skin || plan->has_target;
  if (plan->for_skin)
    group->target = vanity_rgb_pack (vanity_lab_to_linear (context->learnt.lab));
  else if (plan->has_target)
    group->target = vanity_rgb_pack (vanity_lab_to_linear (plan->target.zones[0].worn));
  group->note = dup_note (context, plan, nearest);
  group->proposals = vanity_context_choose (context, plan, candidates, nearest, seed);
  return group;
}

GPtrArray *
vanity_recommender_run (VanityRecommender *self, const VanityWish *wish, GCancellable *cancellable,
                        GError **error)
{
  g_auto (VanityContext) context = { 0 };
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (vanity_proposal_group_free);
  g_autoptr (GArray) plans = NULL;

  if (!context_init (&context, self, wish, error))
    return NULL;
  plans = vanity_context_plan (&context);
  for (guint i = 0; i < plans->len; i++)
    {
      VanityProposalGroup *group = make_group (&context, &g_array_index (plans, VanityGroupPlan, i),
                                               wish->seed + i, cancellable, error);

      if (!group)
        return NULL;
      g_ptr_array_add (groups, group);
    }
  return g_steal_pointer (&groups);
}
