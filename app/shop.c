#include "app/shop-private.h"

#include "app/remembered.h"
#include "app/settings.h"
#include "recommend/taste-avoid.h"

enum
{
  PROP_0,
  PROP_STATE,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint catalogue_changed_signal, taste_changed_signal, failed_signal;

G_DEFINE_FINAL_TYPE (VanityShop, vanity_shop, G_TYPE_OBJECT)

static void
store_clear (gpointer data)
{
  VanityShopStore *store = data;

  g_clear_pointer (&store->recommender, vanity_recommender_unref);
  g_clear_pointer (&store->taste, vanity_taste_unref);
  g_clear_pointer (&store->catalogue, vanity_catalogue_unref);
  g_free (store->catalogue_path);
  g_free (store->taste_path);
}

static void
store_unref (VanityShopStore *store)
{
  g_atomic_rc_box_release_full (store, store_clear);
}

/* ---- On the shop's thread ---- */

/* One thing to do, and what came of it. */
typedef struct
{
  GWeakRef shop;
  VanityShopStore *store;
  VanityShopWork work; /* NULL: to open it, or only to look */
  gpointer data;
  GDestroyNotify free_data;
  gboolean is_private; /* when it is opened */

  GError *error;
  guint64 catalogue_generation, taste_generation;
  GHashTable *states; /* or NULL: could not be read */
  char **avoided;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_weak_ref_clear (&task->shop);
  if (task->free_data != NULL)
    task->free_data (task->data);
  g_clear_error (&task->error);
  g_clear_pointer (&task->states, g_hash_table_unref);
  g_strfreev (task->avoided);
  store_unref (task->store);
  g_free (task);
}

static gboolean
open_store (VanityShopStore *store, gboolean is_private, GError **error)
{
  g_autoptr (VanityCatalogue) catalogue = NULL;

  if (store->catalogue != NULL)
    return TRUE;

  catalogue = vanity_catalogue_open (store->catalogue_path, error);
  if (catalogue == NULL)
    return FALSE;
  store->taste = vanity_taste_open (store->taste_path, error);
  if (store->taste == NULL)
    return FALSE;

  vanity_taste_set_private (store->taste, is_private);
  store->recommender = vanity_recommender_new (catalogue, store->taste);
  if (store->taste_path == NULL)
    vanity_trends_apply (store->recommender);
  store->catalogue = g_steal_pointer (&catalogue);

  return TRUE;
}

static void
look_around (Task *task)
{
  VanityShopStore *store = task->store;

  task->catalogue_generation = vanity_catalogue_get_generation (store->catalogue);
  task->taste_generation = vanity_taste_get_generation (store->taste);
  task->states = vanity_taste_list_states (store->taste, NULL);
  task->avoided = vanity_taste_list_avoided (store->taste, NULL);
}

static gboolean on_task_done (gpointer data);

static void
run_task (gpointer data, gpointer user_data)
{
  Task *task = data;

  if (open_store (task->store, task->is_private, &task->error))
    {
      if (task->work != NULL)
        task->work (task->store->catalogue, task->store->taste, task->data, &task->error);
      look_around (task);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, on_task_done, task, task_free);
}

/* ---- On the main thread ---- */

static void
notify (VanityShop *self, int property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_state (VanityShop *self, VanityShopState state)
{
  if (state == self->state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

void
vanity_shop_emit_taste_changed (VanityShop *self)
{
  g_signal_emit (self, taste_changed_signal, 0);
}

/* While more is to come, what was asked for last counts, not what is there yet. */
static void
adopt (VanityShop *self, Task *task)
{
  gboolean changed = task->taste_generation != self->taste_generation || task->error != NULL;

  if (self->pending > 0 || task->states == NULL)
    return;

  g_hash_table_unref (self->states);
  self->states = g_steal_pointer (&task->states);
  g_strfreev (self->avoided);
  self->avoided = task->avoided != NULL ? g_steal_pointer (&task->avoided) : g_new0 (char *, 1);
  self->taste_generation = task->taste_generation;
  if (changed)
    vanity_shop_emit_taste_changed (self);
}

static gboolean
on_task_done (gpointer data)
{
  Task *task = data;
  g_autoptr (VanityShop) self = g_weak_ref_get (&task->shop);
  gboolean was_open;

  if (self == NULL)
    return G_SOURCE_REMOVE;

  was_open = self->state == VANITY_SHOP_OPEN;
  self->pending--;
  if (task->store->catalogue == NULL)
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&task->error);
      set_state (self, VANITY_SHOP_FAILED);
      return G_SOURCE_REMOVE;
    }

  adopt (self, task);
  if (task->catalogue_generation != self->catalogue_generation)
    {
      self->catalogue_generation = task->catalogue_generation;
      if (was_open)
        g_signal_emit (self, catalogue_changed_signal, 0);
    }
  set_state (self, VANITY_SHOP_OPEN);
  if (task->error != NULL)
    g_signal_emit (self, failed_signal, 0, task->error->message);

  return G_SOURCE_REMOVE;
}

void
vanity_shop_run (VanityShop *self, VanityShopWork work, gpointer data, GDestroyNotify free_data)
{
  Task *task = g_new0 (Task, 1);

  g_weak_ref_init (&task->shop, self);
  task->store = g_atomic_rc_box_acquire (self->store);
  task->work = work;
  task->data = data;
  task->free_data = free_data;
  task->is_private = self->is_private;

  self->pending++;
  if (self->state != VANITY_SHOP_OPEN)
    {
      g_clear_error (&self->error);
      set_state (self, VANITY_SHOP_OPENING);
    }
  g_thread_pool_push (self->pool, task, NULL);
}

void
vanity_shop_open (VanityShop *self)
{
  if (self->state == VANITY_SHOP_CLOSED || self->state == VANITY_SHOP_FAILED)
    vanity_shop_run (self, NULL, NULL, NULL);
}

void
vanity_shop_refresh (VanityShop *self)
{
  if (self->state == VANITY_SHOP_OPEN)
    vanity_shop_run (self, NULL, NULL, NULL);
}

gboolean
vanity_shop_is_busy (VanityShop *self)
{
  return self->pending > 0;
}

void
vanity_shop_settle (VanityShop *self)
{
  while (self->pending > 0)
    g_main_context_iteration (NULL, TRUE);
}

VanityShopState
vanity_shop_get_state (VanityShop *self)
{
  return self->state;
}

const GError *
vanity_shop_get_error (VanityShop *self)
{
  return self->error;
}

char *
vanity_shop_dup_trouble (VanityShop *self)
{
  const char *catalogue, *taste;

  if (self->state != VANITY_SHOP_OPEN)
    return NULL;

  catalogue = vanity_catalogue_get_trouble (self->store->catalogue);
  taste = vanity_taste_get_trouble (self->store->taste);
  if (catalogue != NULL && taste != NULL)
    return g_strdup_printf ("%s\n%s", catalogue, taste);

  return g_strdup (catalogue != NULL ? catalogue : taste);
}

/* The store is filled on the other thread: before it is known to be open it is nobody's. */
VanityCatalogue *
vanity_shop_get_catalogue (VanityShop *self)
{
  return self->state == VANITY_SHOP_OPEN ? self->store->catalogue : NULL;
}

VanityTaste *
vanity_shop_get_taste (VanityShop *self)
{
  return self->state == VANITY_SHOP_OPEN ? self->store->taste : NULL;
}

VanityRecommender *
vanity_shop_get_recommender (VanityShop *self)
{
  return self->state == VANITY_SHOP_OPEN ? self->store->recommender : NULL;
}

gboolean
vanity_shop_get_private (VanityShop *self)
{
  return self->is_private;
}

static gboolean
work_private (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  vanity_taste_set_private (taste, GPOINTER_TO_INT (data));

  return TRUE;
}

void
vanity_shop_set_private (VanityShop *self, gboolean is_private)
{
  GSettings *settings = vanity_settings_get_default ();

  if (self->is_private == is_private)
    return;

  self->is_private = is_private;
  if (settings != NULL)
    g_settings_set_boolean (settings, VANITY_SETTING_PRIVATE, is_private);
  /* One that is not open yet is told when it is opened. */
  if (self->state != VANITY_SHOP_CLOSED)
    vanity_shop_run (self, work_private, GINT_TO_POINTER (is_private), NULL);
  notify (self, PROP_PRIVATE);
}

VanityShadeState
vanity_shop_get_shade_state (VanityShop *self, const char *uid)
{
  const VanityShadeState *state = g_hash_table_lookup (self->states, uid);

  return state != NULL ? *state : (VanityShadeState){ 0 };
}

VanityShadeState *
vanity_shop_edit_state (VanityShop *self, const char *uid)
{
  VanityShadeState *state = g_hash_table_lookup (self->states, uid);

  if (state == NULL)
    {
      state = g_new0 (VanityShadeState, 1);
      g_hash_table_insert (self->states, g_strdup (uid), state);
    }

  return state;
}

const char *const *
vanity_shop_get_avoided (VanityShop *self)
{
  return (const char *const *)self->avoided;
}

static VanityShop *
shop_new (const char *catalogue_path, const char *taste_path, gboolean is_private)
{
  VanityShop *self = g_object_new (VANITY_TYPE_SHOP, NULL);

  self->store->catalogue_path = g_strdup (catalogue_path);
  self->store->taste_path = g_strdup (taste_path);
  self->is_private = is_private;

  return self;
}

VanityShop *
vanity_shop_new (const char *catalogue_path, const char *taste_path)
{
  return shop_new (catalogue_path, taste_path, FALSE);
}

VanityShop *
vanity_shop_get_default (void)
{
  static VanityShop *shop; /* NULL again when nobody holds it */
  GSettings *settings = vanity_settings_get_default ();

  if (shop != NULL)
    return g_object_ref (shop);

  shop = shop_new (NULL, NULL,
                   settings != NULL && g_settings_get_boolean (settings, VANITY_SETTING_PRIVATE));
  g_object_add_weak_pointer (G_OBJECT (shop), (gpointer *)&shop);

  return shop;
}

static void
vanity_shop_finalize (GObject *object)
{
  VanityShop *self = VANITY_SHOP (object);

  /* What was asked for is done before the program ends. */
  g_thread_pool_free (self->pool, FALSE, TRUE);
  store_unref (self->store);
  g_hash_table_unref (self->states);
  g_strfreev (self->avoided);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (vanity_shop_parent_class)->finalize (object);
}

static void
vanity_shop_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VanityShop *self = VANITY_SHOP (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int)self->state);
      break;
    case PROP_PRIVATE:
      g_value_set_boolean (value, self->is_private);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_shop_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PRIVATE:
      vanity_shop_set_private (VANITY_SHOP (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_shop_class_init (VanityShopClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = vanity_shop_finalize;
  object_class->get_property = vanity_shop_get_property;
  object_class->set_property = vanity_shop_set_property;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, VANITY_SHOP_CLOSED,
                                             VANITY_SHOP_FAILED, VANITY_SHOP_CLOSED, flags);
  properties[PROP_PRIVATE]
      = g_param_spec_boolean ("private", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  catalogue_changed_signal = g_signal_new ("catalogue-changed", VANITY_TYPE_SHOP, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  taste_changed_signal = g_signal_new ("taste-changed", VANITY_TYPE_SHOP, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  failed_signal = g_signal_new ("failed", VANITY_TYPE_SHOP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vanity_shop_init (VanityShop *self)
{
  self->store = g_atomic_rc_box_new0 (VanityShopStore);
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->avoided = g_new0 (char *, 1);
  self->pool = g_thread_pool_new (run_task, NULL, 1, TRUE, NULL);
}
