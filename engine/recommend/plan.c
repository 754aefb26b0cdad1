/* Which groups a wish asks for. */
#include "recommend/recommender-private.h"

#include <string.h>

static unsigned
get_categories_of (const char *kind)
{
  unsigned categories = 0;

  for (int c = 0; c < VANITY_N_CATEGORIES; c++)
    if (g_strcmp0 (vanity_category_get_layer ((VanityCategory)c), kind) == 0)
      categories |= 1u << c;
  return categories;
}

/* FALSE where nothing is left of what was asked for. */
static gboolean
set_categories (const VanityContext *context, VanityGroupPlan *plan, unsigned categories)
{
  unsigned asked = context->wish->query.categories;

  plan->categories = asked ? categories & asked : categories;
  for (int c = VANITY_N_CATEGORIES - 1; c >= 0; c--)
    if (plan->categories & 1u << c)
      plan->category = (VanityCategory)c;
  return plan->categories != 0;
}

/* What a layer could be worn as but seldom is, only where it is asked for: powder in place of a
 * foundation, false lashes unless the look's are as long as no mascara makes them. */
static unsigned
leave_seldom (const VanityContext *context, const VanityLayer *layer, unsigned categories)
{
  unsigned asked = context->wish->query.categories, seldom = 1u << VANITY_CATEGORY_POWDER;

  if (strcmp (layer->kind->id, "lashes") == 0 && vanity_layer_get_number (layer, "length") < 11)
    seldom |= 1u << VANITY_CATEGORY_LASHES;
  return categories & (~seldom | asked);
}

static void
plan_layer (const VanityContext *context, int index, GArray *plans)
{
  const VanityWish *wish = context->wish;
  const VanityLayer *layer = wish->look->layers->pdata[index];
  const char *kind = layer->kind->id;
  unsigned categories = leave_seldom (context, layer, get_categories_of (kind));
  VanityGroupPlan plan = { .layer = index };

  if ((wish->layer && wish->layer != layer)
      || (!wish->layer && (layer->muted || vanity_layer_get_number (layer, "opacity") <= 0))
      || !set_categories (context, &plan, categories))
    return;
  plan.for_skin = vanity_category_is_complexion (plan.category)
                  && context->skin.source != VANITY_SKIN_FROM_NOTHING;
  if (!plan.for_skin)
    {
      vanity_layer_target_init (&plan.target, layer, wish->person, &context->skin);
      plan.has_target = plan.target.known;
    }
  g_array_append_val (plans, plan);
}

static gboolean
is_planned (const GArray *plans, VanityCategory category)
{
  for (guint i = 0; i < plans->len; i++)
    if (g_array_index (plans, VanityGroupPlan, i).categories & 1u << category)
      return TRUE;
  return FALSE;
}

/* Contour and brows have a colour of the person's own, whether or not a look wears them. */
static void
plan_own_color (const VanityContext *context, VanityGroupPlan *plan)
{
  const char *id = vanity_category_get_layer (plan->category);
  g_autoptr (VanityLayer) layer = NULL;

  if (plan->for_skin || !id || context->skin.source == VANITY_SKIN_FROM_NOTHING)
    return;
  layer = vanity_layer_new (vanity_layer_kind_find (id));
  vanity_layer_target_init (&plan->target, layer, context->wish->person, &context->skin);
  plan->has_target = plan->target.known && (plan->target.by_shadow || plan->target.by_hair);
  if (!plan->has_target)
    {
      vanity_layer_target_clear (&plan->target);
      memset (&plan->target, 0, sizeof plan->target);
    }
}

static void
plan_category (const VanityContext *context, VanityCategory category, GArray *plans)
{
  VanityGroupPlan plan = { .layer = -1 };

  if (is_planned (plans, category) || !set_categories (context, &plan, 1u << category))
    return;
  plan.for_skin = vanity_category_is_complexion (category)
                  && context->skin.source != VANITY_SKIN_FROM_NOTHING;
  plan_own_color (context, &plan);
  g_array_append_val (plans, plan);
}

static int
compare_plans (gconstpointer one, gconstpointer other)
{
  const VanityGroupPlan *a = one, *b = other;
  gboolean skin_a = vanity_category_is_complexion (a->category);
  gboolean skin_b = vanity_category_is_complexion (b->category);

  if (skin_a != skin_b)
    return skin_a ? -1 : 1;
  return (int)a->category - (int)b->category;
}

static void
clear_plan (gpointer data)
{
  VanityGroupPlan *plan = data;

  vanity_layer_target_clear (&plan->target);
}

GArray *
vanity_context_plan (const VanityContext *context)
{
  const VanityWish *wish = context->wish;
  unsigned asked = wish->query.categories;
  GArray *plans = g_array_new (FALSE, TRUE, sizeof (VanityGroupPlan));

  g_array_set_clear_func (plans, clear_plan);
  for (guint i = 0; wish->look && i < wish->look->layers->len; i++)
    plan_layer (context, (int)i, plans);
  if (wish->layer)
    return plans;
  if (!asked)
    {
      plan_category (context, VANITY_CATEGORY_FOUNDATION, plans);
      plan_category (context, VANITY_CATEGORY_CONCEALER, plans);
    }
  /* What is asked for and no layer wears. */
  for (int c = 0; c < VANITY_N_CATEGORIES; c++)
    if (asked & 1u << c)
      plan_category (context, (VanityCategory)c, plans);
  g_array_sort (plans, compare_plans);
  return plans;
}
