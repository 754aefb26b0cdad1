/* All that is remembered, as JSON:
 *
 *   { "vanity-taste": 1, "written": "2026-03-14T15:09:26Z",
 *     "shades": { UID: { "brand": …, "line": …, "name": …, "category": …, "color": "#a01022",
 *                        "finish": …, "liked": true, "wrong": ["too-dark"], "tries": 3,
 *                        "worn-seconds": 61.5, "last": … } },
 *     "events": [ { "time": …, "kind": "worn", "shade": UID, "amount": 61.5 } ],
 *     "bag": [ { "shade": UID, "by-hand": true, "opened": …, "expires": …, "added": … } ],
 *     "list": [ { "shade": UID, "layer": "lipstick", "quantity": 1, "added": … } ],
 *     "avoid": [ "Parfum" ] }
 *
 * Times are UTC, ISO 8601. What does not hold or is not known is left out. */
#include "base/write-file.h"
#include "recommend/bag.h"
#include "recommend/shopping.h"
#include "recommend/taste-avoid.h"
#include "recommend/taste-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define VERSION 1

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  if (*text == '\0')
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
add_time (JsonBuilder *json, const char *name, gint64 time)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) when
      = seconds != NULL ? g_date_time_add (seconds, time % G_USEC_PER_SEC) : NULL;
  g_autofree char *text = when != NULL ? g_date_time_format_iso8601 (when) : NULL;

  add_text (json, name, text != NULL ? text : "");
}

static void
add_flag (JsonBuilder *json, const char *name, gboolean flag)
{
  if (!flag)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, TRUE);
}

static void
add_state (JsonBuilder *json, const VanityShadeState *state)
{
  add_flag (json, "liked", state->liked);
  add_flag (json, "saved", state->saved);
  add_flag (json, "hidden", state->hidden);
  add_flag (json, "bought", state->bought);
  if (state->wrong)
    {
      json_builder_set_member_name (json, "wrong");
      json_builder_begin_array (json);
      for (int i = 0; i < VANITY_N_WRONG; i++)
        if ((state->wrong_how & (1U << i)) != 0)
          json_builder_add_string_value (json, vanity_wrong_get_id ((VanityWrong)(1 << i)));
      json_builder_end_array (json);
    }
  if (state->tries > 0)
    {
      json_builder_set_member_name (json, "tries");
      json_builder_add_int_value (json, state->tries);
    }
  if (state->worn > 0)
    {
      json_builder_set_member_name (json, "worn-seconds");
      json_builder_add_double_value (json, state->worn);
    }
  if (state->last > 0)
    add_time (json, "last", state->last);
}

static void
add_shade (JsonBuilder *json, const VanityShade *shade, const VanityShadeState *state)
{
  g_autofree char *hex = g_strdup_printf ("#%06x", shade->rgb);

  json_builder_set_member_name (json, shade->uid);
  json_builder_begin_object (json);
  add_text (json, "brand", shade->brand);
  add_text (json, "line", shade->line);
  add_text (json, "name", shade->name);
  add_text (json, "category", vanity_category_get_id (shade->category));
  add_text (json, "color", shade->has_color ? hex : "");
  if (shade->finish != VANITY_FINISH_UNKNOWN)
    add_text (json, "finish", vanity_finish_get_id (shade->finish));
  if (state != NULL)
    add_state (json, state);
  json_builder_end_object (json);
}

static gboolean
add_shades (JsonBuilder *json, VanityTaste *taste, GError **error)
{
  g_autoptr (GHashTable) states = vanity_taste_list_states (taste, error);
  sqlite3_stmt *statement;
  gboolean ok, row = TRUE;

  if (states == NULL)
    return FALSE;
  statement = vanity_database_prepare (taste->database,
                                       "SELECT " VANITY_TASTE_SHADE_COLUMNS
                                       " FROM shade ORDER BY brand, line, name, shade.uid",
                                       error);
  ok = statement != NULL;

  json_builder_set_member_name (json, "shades");
  json_builder_begin_object (json);
  while (ok && (ok = vanity_database_step (taste->database, statement, &row, error)) && row)
    {
      g_autoptr (VanityShade) shade = vanity_taste_get_shade (statement, 0);

      add_shade (json, shade, g_hash_table_lookup (states, shade->uid));
    }
  json_builder_end_object (json);
  return ok;
}

static gboolean
add_events (JsonBuilder *json, VanityTaste *taste, GError **error)
{
  g_autoptr (GPtrArray) events = vanity_taste_list_events (taste, 0, 0, error);

  if (events == NULL)
    return FALSE;
  json_builder_set_member_name (json, "events");
  json_builder_begin_array (json);
  for (guint i = 0; i < events->len; i++)
    {
      const VanityEvent *event = events->pdata[i];

      json_builder_begin_object (json);
      add_time (json, "time", event->time);
      add_text (json, "kind", vanity_event_kind_get_id (event->kind));
      add_text (json, "shade", event->shade->uid);
      if (event->amount > 0)
        {
          json_builder_set_member_name (json, "amount");
          json_builder_add_double_value (json, event->amount);
        }
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  return TRUE;
}

static gboolean
add_bag (JsonBuilder *json, VanityTaste *taste, GError **error)
{
  g_autoptr (GPtrArray) items = vanity_bag_list (taste, error);

  if (items == NULL)
    return FALSE;
  json_builder_set_member_name (json, "bag");
  json_builder_begin_array (json);
  for (guint i = 0; i < items->len; i++)
    {
      const VanityBagItem *item = items->pdata[i];

      json_builder_begin_object (json);
      add_text (json, "shade", item->shade->uid);
      add_flag (json, "by-hand", item->by_hand);
      add_text (json, "opened", item->opened);
      add_text (json, "expires", item->expires);
      add_time (json, "added", item->added);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  return TRUE;
}

static gboolean
add_list (JsonBuilder *json, VanityTaste *taste, GError **error)
{
  g_autoptr (GPtrArray) items = vanity_shopping_list (taste, NULL, error);

  if (items == NULL)
    return FALSE;
  json_builder_set_member_name (json, "list");
  json_builder_begin_array (json);
  for (guint i = 0; i < items->len; i++)
    {
      const VanityShoppingItem *item = items->pdata[i];

      json_builder_begin_object (json);
      add_text (json, "shade", item->shade->uid);
      add_text (json, "layer", item->layer);
      json_builder_set_member_name (json, "quantity");
      json_builder_add_int_value (json, item->quantity);
      add_time (json, "added", item->added);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  return TRUE;
}

static gboolean
add_avoid (JsonBuilder *json, VanityTaste *taste, GError **error)
{
  g_auto (GStrv) names = vanity_taste_list_avoided (taste, error);

  if (names == NULL)
    return FALSE;
  json_builder_set_member_name (json, "avoid");
  json_builder_begin_array (json);
  for (guint i = 0; names[i] != NULL; i++)
    json_builder_add_string_value (json, names[i]);
  json_builder_end_array (json);
  return TRUE;
}

/* Under one lock, and so of one moment as far as this process goes. */
static JsonNode *
build (VanityTaste *taste, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "vanity-taste");
  json_builder_add_int_value (json, VERSION);
  add_time (json, "written", g_get_real_time ());
  if (!add_shades (json, taste, error) || !add_events (json, taste, error)
      || !add_bag (json, taste, error) || !add_list (json, taste, error)
      || !add_avoid (json, taste, error))
    return NULL;
  json_builder_end_object (json);
  return json_builder_get_root (json);
}

char *
vanity_taste_to_json (VanityTaste *taste, GError **error)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (VANITY_IS_TASTE (taste), NULL);
  root = build (taste, error);
  return root != NULL ? json_to_string (root, TRUE) : NULL;
}

gboolean
vanity_taste_export_json (VanityTaste *taste, GFile *file, GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  char *text = vanity_taste_to_json (taste, error), *whole;

  if (text == NULL)
    return FALSE;
  whole = g_strconcat (text, "\n", NULL);
  g_free (text);
  bytes = g_bytes_new_take (whole, strlen (whole));
  return vanity_write_file (file, bytes, NULL, NULL, cancellable, error);
}
