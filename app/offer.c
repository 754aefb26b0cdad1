#include "app/offer-private.h"

#include "app/person.h"

#include <glib/gi18n.h>

/* In each group. */
#define PROPOSALS 9
/* Of them, to learn whether something else is liked. */
#define EXPLORATION 0.12

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityOffer, vanity_offer, G_TYPE_OBJECT)

static void
notify (VanityOffer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

VanityWear
vanity_offer_get_wear (VanityOffer *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);

  return outfit != NULL ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;
}

/* ---- Proposing ---- */

/* What is asked for. */
typedef struct
{
  VanityRecommender *recommender;
  VanityTaste *taste;
  VanityPerson person;
  VanityQuery query;
  VanityLook *look; /* or NULL */
  guint32 seed;
  /* Where what is worn was copied: to be worked out first. */
  VanityChanges *changes; /* or NULL */
  int face;
  VanityWear wear;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_recommender_unref (order->recommender);
  g_object_unref (order->taste);
  vanity_person_clear (&order->person);
  vanity_query_clear (&order->query);
  g_clear_pointer (&order->look, vanity_look_unref);
  g_clear_pointer (&order->changes, vanity_changes_unref);
  vanity_wear_clear (&order->wear);
  g_free (order);
}

typedef struct
{
  GPtrArray *groups;
  VanityLook *look;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->groups, g_ptr_array_unref);
  g_clear_pointer (&answer->look, vanity_look_unref);
  g_free (answer);
}

static gpointer
run_propose (VanityJob *job, gpointer data, GError **error)
{
  Order *order = data;
  GCancellable *cancellable = vanity_job_get_cancellable (job);
  VanityWish wish;
  Answer *answer;
  GPtrArray *groups;

  if (order->look == NULL && order->changes != NULL)
    {
      g_autoptr (VanityRecipe) recipe = vanity_changes_new_recipe (
          order->changes, order->face, &order->wear, cancellable, error);

      if (recipe == NULL)
        return NULL;
      order->look = vanity_look_ref (recipe->look);
    }
  if (!vanity_person_take_owned (&order->person, order->taste, error))
    return NULL;

  vanity_wish_init (&wish);
  wish.person = &order->person;
  wish.look = order->look != NULL ? vanity_look_ref (order->look) : NULL;
  vanity_query_clear (&wish.query);
  vanity_query_copy (&wish.query, &order->query);
  wish.n = PROPOSALS;
  wish.exploration = EXPLORATION;
  wish.seed = order->seed;
  groups = vanity_recommender_run (order->recommender, &wish, cancellable, error);
  vanity_wish_clear (&wish);
  if (groups == NULL)
    return NULL;

  answer = g_new0 (Answer, 1);
  answer->groups = groups;
  answer->look = order->look != NULL ? vanity_look_ref (order->look) : NULL;

  return answer;
}

/* What was copied need not be worked out again. */
static void
keep_recipe (VanityOffer *self, VanityLook *look)
{
  VanityWear wear = vanity_offer_get_wear (self);

  if (wear.mix == NULL || look == NULL || look == self->recipe)
    return;

  vanity_wear_clear (&self->copied);
  wear.strength = 1;
  vanity_wear_copy (&self->copied, &wear);
  self->copied_face = self->face;
  g_clear_pointer (&self->recipe, vanity_look_unref);
  self->recipe = vanity_look_ref (look);
  g_clear_pointer (&self->base, vanity_look_unref);
  self->base = vanity_look_ref (look);
}

static void
on_proposed (gpointer result, const GError *error, gpointer user_data)
{
  VanityOffer *self = user_data;
  Answer *answer = result;

  if (answer == NULL)
    {
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
    }
  else
    {
      g_clear_pointer (&self->groups, g_ptr_array_unref);
      g_clear_pointer (&self->look, vanity_look_unref);
      self->groups = g_steal_pointer (&answer->groups);
      self->look = g_steal_pointer (&answer->look);
      self->current = TRUE;
      keep_recipe (self, self->look);
      answer_free (answer);
    }
  notify (self);
}

/* The same all day. */
static guint32
get_seed (void)
{
  return (guint32)(g_get_real_time () / ((gint64)G_USEC_PER_SEC * 60 * 60 * 24));
}

static void
propose (VanityOffer *self)
{
  VanityWear wear = vanity_offer_get_wear (self);
  Order *order;

  if (!self->wanted || self->current || self->error != NULL || self->renewing || self->face < 0
      || vanity_job_slot_is_busy (&self->job))
    return;
  if (vanity_shop_get_state (self->shop) != VANITY_SHOP_OPEN)
    {
      if (vanity_shop_get_state (self->shop) == VANITY_SHOP_CLOSED)
        vanity_shop_open (self->shop);
      return;
    }

  order = g_new0 (Order, 1);
  order->recommender = vanity_recommender_ref (vanity_shop_get_recommender (self->shop));
  order->taste = g_object_ref (vanity_shop_get_taste (self->shop));
  vanity_person_init (&order->person);
  if (self->finding != NULL)
    vanity_person_take_analysis (&order->person, self->finding->analysis);
  vanity_query_copy (&order->query, &self->query);
  order->look = self->base != NULL ? vanity_look_ref (self->base) : NULL;
  order->seed = get_seed ();
  if (self->base == NULL && wear.mix != NULL)
    {
      /* The slider of strength stays where it is when the recipe is worn instead. */
      wear.strength = 1;
      order->changes = vanity_changes_ref (vanity_document_get_changes (self->document));
      order->face = self->face;
      vanity_wear_copy (&order->wear, &wear);
    }
  vanity_job_slot_start (&self->job, run_propose, order, order_free, answer_free, NULL, on_proposed,
                         self);
}

/* Something that counts is another than before. */
static void
restart (VanityOffer *self)
{
  vanity_job_slot_clear (&self->job);
  g_clear_error (&self->error);
  self->current = FALSE;
  propose (self);
  notify (self);
}

/* ---- What is watched ---- */

static void
on_outfit_changed (VanityOffer *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);
  VanityWear wear = vanity_offer_get_wear (self);
  int face = outfit != NULL && outfit->n_faces > 0 ? outfit->selected : -1;
  gboolean same_face = face == self->face;
  VanityLook *base;

  self->face = face;
  base = vanity_offer_find_base (self, &wear);
  /* The recipe of what is copied is not there yet: it is another all the same. */
  if (same_face && base == self->base && !(base == NULL && wear.mix != NULL))
    {
      notify (self); /* what is worn may be */
      return;
    }

  g_clear_pointer (&self->base, vanity_look_unref);
  self->base = base != NULL ? vanity_look_ref (base) : NULL;
  if (!same_face)
    {
      g_clear_pointer (&self->groups, g_ptr_array_unref);
      g_clear_pointer (&self->look, vanity_look_unref);
    }
  restart (self);
}

static void
on_insight_changed (VanityOffer *self)
{
  VanityFinding *finding = vanity_insight_get_finding (self->insight);

  if (finding == self->finding)
    {
      notify (self);
      return;
    }

  g_clear_pointer (&self->finding, vanity_finding_unref);
  self->finding = finding != NULL ? vanity_finding_ref (finding) : NULL;
  restart (self);
}

/* What the person avoids goes with whatever is asked. */
static void
take_avoided (VanityOffer *self, VanityQuery *query)
{
  g_strfreev (query->avoid);
  query->avoid = g_strdupv ((char **)vanity_shop_get_avoided (self->shop));
}

static void
on_shop_changed (VanityOffer *self)
{
  if (vanity_shop_get_state (self->shop) == VANITY_SHOP_OPEN)
    take_avoided (self, &self->query);
  propose (self);
  notify (self);
}

static void
on_taste_changed (VanityOffer *self)
{
  gboolean is_same
      = g_strv_equal (vanity_shop_get_avoided (self->shop), (const char *const *)self->query.avoid);

  if (vanity_shop_is_busy (self->shop) || (!self->renewing && is_same))
    return;

  self->renewing = FALSE;
  if (!is_same)
    take_avoided (self, &self->query);
  restart (self);
}

void
vanity_offer_renew (VanityOffer *self)
{
  self->renewing = TRUE;
  on_taste_changed (self);
}

void
vanity_offer_set_wanted (VanityOffer *self, gboolean wanted)
{
  if (wanted == self->wanted)
    return;

  self->wanted = wanted;
  vanity_insight_set_wanted (self->insight, wanted);
  if (wanted)
    {
      vanity_shop_refresh (self->shop);
      propose (self);
      notify (self);
    }
}

void
vanity_offer_retry (VanityOffer *self)
{
  if (vanity_shop_get_state (self->shop) == VANITY_SHOP_FAILED)
    vanity_shop_open (self->shop);
  restart (self);
}

VanityOfferState
vanity_offer_get_state (VanityOffer *self)
{
  VanityShopState shop = vanity_shop_get_state (self->shop);

  if (shop == VANITY_SHOP_FAILED || self->error != NULL)
    return VANITY_OFFER_FAILED;
  if (self->current)
    return VANITY_OFFER_READY;
  if (self->wanted && self->face >= 0)
    return VANITY_OFFER_WORKING;

  return VANITY_OFFER_IDLE;
}

const GError *
vanity_offer_get_error (VanityOffer *self)
{
  return self->error != NULL ? self->error : vanity_shop_get_error (self->shop);
}

VanityShop *
vanity_offer_get_shop (VanityOffer *self)
{
  return self->shop;
}

GPtrArray *
vanity_offer_get_groups (VanityOffer *self)
{
  return self->groups;
}

VanityLook *
vanity_offer_get_look (VanityOffer *self)
{
  return self->look;
}

gboolean
vanity_offer_has_makeup (VanityOffer *self)
{
  VanityWear wear = vanity_offer_get_wear (self);

  return wear.mix != NULL || (wear.look != NULL && wear.look->layers->len > 0);
}

gboolean
vanity_offer_is_looking (VanityOffer *self)
{
  return self->finding == NULL
         && vanity_insight_get_state (self->insight) == VANITY_INSIGHT_WORKING;
}

char *
vanity_offer_dup_skin_note (VanityOffer *self)
{
  const GError *error = vanity_insight_get_error (self->insight);

  if (vanity_offer_is_looking (self))
    return NULL;
  if (self->finding != NULL)
    return vanity_analysis_dup_why (self->finding->analysis, VANITY_ANALYSIS_SKIN);
  if (error != NULL)
    return g_strdup (error->message);

  return g_strdup (_ ("The face has not been looked at."));
}

const VanityQuery *
vanity_offer_get_query (VanityOffer *self)
{
  return &self->query;
}

void
vanity_offer_set_query (VanityOffer *self, const VanityQuery *query)
{
  VanityQuery copy;

  vanity_query_copy (&copy, query);
  take_avoided (self, &copy);
  vanity_query_clear (&self->query);
  self->query = copy;
  restart (self);
}

void
vanity_offer_set_seen (VanityOffer *self, gboolean seen)
{
  vanity_wear_clock_set_running (self->clock, seen);
}

VanityOffer *
vanity_offer_new (VanityShop *shop, VanityInsight *insight)
{
  VanityOffer *self = g_object_new (VANITY_TYPE_OFFER, NULL);

  self->shop = g_object_ref (shop);
  self->insight = g_object_ref (insight);
  self->document = g_object_ref (vanity_insight_get_document (insight));
  self->clock = vanity_wear_clock_new (self->document, shop);
  g_signal_connect_object (self->document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (insight, "notify::state", G_CALLBACK (on_insight_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "notify::state", G_CALLBACK (on_shop_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "catalogue-changed", G_CALLBACK (restart), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "taste-changed", G_CALLBACK (on_taste_changed), self,
                           G_CONNECT_SWAPPED);
  on_insight_changed (self);
  on_outfit_changed (self);

  return self;
}

static void
vanity_offer_finalize (GObject *object)
{
  VanityOffer *self = VANITY_OFFER (object);

  vanity_job_slot_clear (&self->job);
  if (self->wanted)
    vanity_insight_set_wanted (self->insight, FALSE);
  g_clear_pointer (&self->clock, vanity_wear_clock_free);
  g_clear_error (&self->error);
  vanity_query_clear (&self->query);
  g_clear_pointer (&self->base, vanity_look_unref);
  g_clear_pointer (&self->finding, vanity_finding_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->look, vanity_look_unref);
  g_ptr_array_unref (self->tried);
  vanity_wear_clear (&self->copied);
  g_clear_pointer (&self->recipe, vanity_look_unref);
  g_object_unref (self->document);
  g_object_unref (self->insight);
  g_object_unref (self->shop);

  G_OBJECT_CLASS (vanity_offer_parent_class)->finalize (object);
}

static void
vanity_offer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int)vanity_offer_get_state (VANITY_OFFER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_offer_class_init (VanityOfferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vanity_offer_finalize;
  object_class->get_property = vanity_offer_get_property;

  properties[PROP_STATE] = g_param_spec_int (
      "state", NULL, NULL, VANITY_OFFER_IDLE, VANITY_OFFER_FAILED, VANITY_OFFER_IDLE,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("failed", VANITY_TYPE_OFFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
vanity_offer_init (VanityOffer *self)
{
  self->face = -1;
  self->copied_face = -1;
  self->copied = VANITY_WEAR_INIT;
  self->tried = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);
  vanity_query_init (&self->query);
  self->query.avoid = g_new0 (char *, 1);
}
