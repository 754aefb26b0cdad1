#include "app/wear-clock.h"

/* Less is passing by, seconds. */
#define LEAST 3.0

struct _VanityWearClock
{
  VanityDocument *document;
  VanityShop *shop;
  gulong handler;

  VanityLook *look; /* worn now, or NULL */
  GHashTable *worn; /* uid → seconds (double), of what `look` wears */
  gint64 since;     /* monotonic; from when the seconds do not count yet */
  gboolean running;
};

/* The time since the last look at the clock goes to what is worn. */
static void
count (VanityWearClock *self)
{
  gint64 now = g_get_monotonic_time ();
  double seconds = self->running ? (double)(now - self->since) / G_USEC_PER_SEC : 0;
  GHashTableIter iter;
  gpointer worn;

  g_hash_table_iter_init (&iter, self->worn);
  while (g_hash_table_iter_next (&iter, NULL, &worn))
    *(double *)worn += seconds;
  self->since = now;
}

static void
tell (VanityWearClock *self, const char *uid, double seconds)
{
  if (seconds >= LEAST)
    vanity_shop_record_uid (self->shop, uid, VANITY_EVENT_WORN,
                            MIN (seconds, VANITY_EVENT_MAX_WORN));
}

static gboolean
wears (const VanityLook *look, const char *uid)
{
  for (guint i = 0; look != NULL && i < look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (look->layers, i);

      if (!layer->muted && g_strcmp0 (layer->product, uid) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
wear (VanityWearClock *self, VanityLook *look)
{
  GHashTableIter iter;
  gpointer uid, worn;

  if (look == self->look)
    return;

  count (self);
  g_hash_table_iter_init (&iter, self->worn);
  while (g_hash_table_iter_next (&iter, &uid, &worn))
    if (!wears (look, uid))
      {
        tell (self, uid, *(double *)worn);
        g_hash_table_iter_remove (&iter);
      }

  g_clear_pointer (&self->look, vanity_look_unref);
  self->look = look != NULL ? vanity_look_ref (look) : NULL;
  for (guint i = 0; look != NULL && i < look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (look->layers, i);

      if (*layer->product != '\0' && !layer->muted
          && !g_hash_table_contains (self->worn, layer->product))
        g_hash_table_insert (self->worn, g_strdup (layer->product), g_new0 (double, 1));
    }
}

static void
on_outfit_changed (VanityWearClock *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);

  wear (self, outfit != NULL ? vanity_outfit_get_wear (outfit).look : NULL);
}

void
vanity_wear_clock_set_running (VanityWearClock *self, gboolean running)
{
  count (self);
  self->running = running;
}

VanityWearClock *
vanity_wear_clock_new (VanityDocument *document, VanityShop *shop)
{
  VanityWearClock *self = g_new0 (VanityWearClock, 1);

  self->document = g_object_ref (document);
  self->shop = g_object_ref (shop);
  self->worn = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->since = g_get_monotonic_time ();
  self->handler
      = g_signal_connect_swapped (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self);
  on_outfit_changed (self);

  return self;
}

void
vanity_wear_clock_free (VanityWearClock *self)
{
  g_signal_handler_disconnect (self->document, self->handler);
  wear (self, NULL);
  g_hash_table_unref (self->worn);
  g_object_unref (self->document);
  g_object_unref (self->shop);
  g_free (self);
}
