#include "queue.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <unistd.h>

typedef struct
{
  VanityQueue *queue;
  VanityRequest *request;
  guint turn;     /* how many of its caller were under way before it */
  guint64 number; /* in the order of arrival */
  guint timeout;  /* source */
  gboolean late;  /* ended by the timeout */
  GVariant *answer;
  GError *error;
} Entry;

struct _VanityQueue
{
  GDBusConnection *connection;
  GThreadPool *pool;
  GPtrArray *entries;  /* under way */
  GHashTable *callers; /* unique name → GUINT_TO_POINTER (watch) */
  guint64 n_pushed;
  GSourceFunc idle;
  gpointer data;
};

static void
entry_free (Entry *entry)
{
  g_clear_handle_id (&entry->timeout, g_source_remove);
  g_clear_pointer (&entry->request, vanity_request_free);
  g_clear_pointer (&entry->answer, g_variant_unref);
  g_clear_error (&entry->error);
  g_free (entry);
}

static guint
count_entries (VanityQueue *queue, const char *caller)
{
  guint n = 0;

  for (guint i = 0; i < queue->entries->len; i++)
    n += g_str_equal (((Entry *)queue->entries->pdata[i])->request->caller, caller);
  return n;
}

static void
on_caller_left (GDBusConnection *connection, const char *caller, gpointer data)
{
  VanityQueue *queue = data;

  for (guint i = 0; i < queue->entries->len; i++)
    {
      Entry *entry = queue->entries->pdata[i];

      if (g_str_equal (entry->request->caller, caller))
        g_cancellable_cancel (entry->request->cancellable);
    }
}

static void
watch_caller (VanityQueue *queue, const char *caller)
{
  if (!g_hash_table_contains (queue->callers, caller))
    g_hash_table_insert (queue->callers, g_strdup (caller),
                         GUINT_TO_POINTER (g_bus_watch_name_on_connection (
                             queue->connection, caller, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                             on_caller_left, queue, NULL)));
}

static void
unwatch (gpointer watch)
{
  g_bus_unwatch_name (GPOINTER_TO_UINT (watch));
}

/* A session's bus lets nobody else in; whoever configures it otherwise gets no answer all the
 * same. On a worker, as it asks the bus. */
static gboolean
check_user (VanityRequest *request, GError **error)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      g_dbus_method_invocation_get_connection (request->invocation), "org.freedesktop.DBus",
      "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixUser",
      g_variant_new ("(s)", request->caller), G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, 5000,
      request->cancellable, error);
  guint32 user;

  if (!answer)
    return FALSE;
  g_variant_get (answer, "(u)", &user);
  if (user == geteuid ())
    return TRUE;
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED,
               _ ("Only the user of this session is served"));
  return FALSE;
}

static GError *
tidy_error (Entry *entry)
{
  if (entry->late)
    return g_error_new (G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT,
                        _ ("The request took longer than %d seconds"), VANITY_SERVICE_MAX_SECONDS);
  return g_steal_pointer (&entry->error);
}

static gboolean
answer (gpointer data)
{
  Entry *entry = data;
  VanityQueue *queue = entry->queue;
  const char *caller = entry->request->caller;
  GDBusMethodInvocation *invocation = g_steal_pointer (&entry->request->invocation);

  if (entry->answer)
    g_dbus_method_invocation_return_value (invocation, entry->answer);
  else
    g_dbus_method_invocation_take_error (invocation, tidy_error (entry));
  if (count_entries (queue, caller) == 1)
    g_hash_table_remove (queue->callers, caller);
  g_ptr_array_remove (queue->entries, entry);
  if (queue->entries->len == 0)
    queue->idle (queue->data);
  return G_SOURCE_REMOVE;
}

static void
serve (gpointer data, gpointer user_data)
{
  Entry *entry = data;
  VanityRequest *request = entry->request;

  if (!g_cancellable_set_error_if_cancelled (request->cancellable, &entry->error)
      && check_user (request, &entry->error))
    {
      entry->answer = request->serve (request, &entry->error);
      if (entry->answer)
        g_variant_ref_sink (entry->answer);
    }
  g_idle_add (answer, entry);
}

static int
compare_entries (gconstpointer one, gconstpointer other, gpointer data)
{
  const Entry *a = one, *b = other;

  if (a->turn != b->turn)
    return a->turn < b->turn ? -1 : 1;
  return a->number < b->number ? -1 : 1;
}

static gboolean
on_timeout (gpointer data)
{
  Entry *entry = data;

  entry->timeout = 0;
  entry->late = TRUE;
  g_cancellable_cancel (entry->request->cancellable);
  return G_SOURCE_REMOVE;
}

VanityQueue *
vanity_queue_new (GDBusConnection *connection, GSourceFunc idle, gpointer data)
{
  VanityQueue *queue = g_new0 (VanityQueue, 1);

  queue->connection = g_object_ref (connection);
  /* What can be parallel within a photo is: two keep the cores busy, and memory bounded. */
  queue->pool = g_thread_pool_new (serve, queue, 2, FALSE, NULL);
  g_thread_pool_set_sort_function (queue->pool, compare_entries, NULL);
  queue->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  queue->callers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unwatch);
  queue->idle = idle;
  queue->data = data;
  return queue;
}

void
vanity_queue_free (VanityQueue *queue)
{
  for (guint i = 0; i < queue->entries->len; i++)
    g_cancellable_cancel (((Entry *)queue->entries->pdata[i])->request->cancellable);
  g_thread_pool_free (queue->pool, FALSE, TRUE);
  /* Their answers wait in the main context. */
  while (queue->entries->len > 0)
    g_main_context_iteration (NULL, TRUE);
  g_hash_table_unref (queue->callers);
  g_ptr_array_unref (queue->entries);
  g_object_unref (queue->connection);
  g_free (queue);
}

static Entry *
find_entry (VanityQueue *queue, const char *caller, const char *token)
{
  for (guint i = 0; i < queue->entries->len; i++)
    {
      Entry *entry = queue->entries->pdata[i];

      if (g_str_equal (entry->request->caller, caller)
          && g_strcmp0 (entry->request->token, token) == 0)
        return entry;
    }
  return NULL;
}

static void
refuse (VanityRequest *request, GError *error)
{
  g_dbus_method_invocation_take_error (g_steal_pointer (&request->invocation), error);
  vanity_request_free (request);
}

void
vanity_queue_push (VanityQueue *queue, VanityRequest *request)
{
  guint n = count_entries (queue, request->caller);
  Entry *entry;

  if (n >= VANITY_SERVICE_MAX_REQUESTS)
    {
      refuse (request,
              g_error_new (G_DBUS_ERROR, G_DBUS_ERROR_LIMITS_EXCEEDED,
                           _ ("%u requests of this caller are under way; wait for one"), n));
      return;
    }
  if (request->token && find_entry (queue, request->caller, request->token))
    {
      refuse (request, g_error_new (G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
                                    _ ("The token “%s” is in use"), request->token));
      return;
    }
  entry = g_new0 (Entry, 1);
  entry->queue = queue;
  entry->request = request;
  entry->turn = n;
  entry->number = queue->n_pushed++;
  entry->timeout = g_timeout_add_seconds (VANITY_SERVICE_MAX_SECONDS, on_timeout, entry);
  g_ptr_array_add (queue->entries, entry);
  watch_caller (queue, request->caller);
  g_thread_pool_push (queue->pool, entry, NULL);
}

gboolean
vanity_queue_cancel (VanityQueue *queue, const char *caller, const char *token)
{
  Entry *entry = find_entry (queue, caller, token);

  if (entry)
    g_cancellable_cancel (entry->request->cancellable);
  return entry != NULL;
}

gboolean
vanity_queue_is_idle (VanityQueue *queue)
{
  return queue->entries->len == 0;
}
