#include "app/remembered.h"

#include "analysis/history.h"
#include "base/write-file.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define EVENTS_SHOWN 50

void
vanity_remembered_free (VanityRemembered *remembered)
{
  g_clear_pointer (&remembered->hidden, g_ptr_array_unref);
  g_clear_pointer (&remembered->wrong, g_ptr_array_unref);
  g_clear_pointer (&remembered->liked, g_ptr_array_unref);
  g_clear_pointer (&remembered->events, g_ptr_array_unref);
  g_free (remembered);
}

static char *
dup_trends_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "vanity", "trends.csv", NULL);
}

/* ---- Seen ---- */

static gpointer
run_read (VanityJob *job, gpointer data, GError **error)
{
  VanityTaste *taste = data;
  g_autoptr (VanityRemembered) remembered = g_new0 (VanityRemembered, 1);
  g_autoptr (GPtrArray) analyses = vanity_history_list ();
  g_autofree char *trends = dup_trends_path ();

  if (!vanity_taste_count (taste, remembered->count, error))
    return NULL;

  remembered->n_analyses = analyses->len;
  remembered->has_trends = g_file_test (trends, G_FILE_TEST_EXISTS);
  remembered->hidden = vanity_taste_list_shades (taste, VANITY_LISTED_HIDDEN, error);
  if (remembered->hidden != NULL)
    remembered->wrong = vanity_taste_list_shades (taste, VANITY_LISTED_WRONG, error);
  if (remembered->wrong != NULL)
    remembered->liked = vanity_taste_list_shades (taste, VANITY_LISTED_LIKED, error);
  if (remembered->liked != NULL)
    remembered->events = vanity_taste_list_recent (taste, EVENTS_SHOWN, error);

  return remembered->events != NULL ? g_steal_pointer (&remembered) : NULL;
}

void
vanity_remembered_start (VanityJobSlot *slot, VanityShop *shop, VanityJobDoneFunc done,
                         gpointer user_data)
{
  vanity_job_slot_start (slot, run_read, vanity_taste_ref (vanity_shop_get_taste (shop)),
                         (GDestroyNotify)vanity_taste_unref, (GDestroyNotify)vanity_remembered_free,
                         NULL, done, user_data);
}

/* ---- Erased ---- */

static gboolean
work_erase (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  return vanity_taste_erase (taste, GPOINTER_TO_UINT (data), error);
}

void
vanity_shop_erase (VanityShop *shop, unsigned what)
{
  vanity_shop_run (shop, work_erase, GUINT_TO_POINTER (what), NULL);
}

gboolean
vanity_remembered_forget_analyses (GError **error)
{
  g_autoptr (GPtrArray) analyses = vanity_history_list ();

  for (guint i = 0; i < analyses->len; i++)
    if (!vanity_history_forget (((VanityMemory *)g_ptr_array_index (analyses, i))->id, error))
      return FALSE;

  return TRUE;
}

/* ---- Written out ---- */

typedef struct
{
  VanityTaste *taste;
  VanityRecommender *recommender;
  GFile *file;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_taste_unref (order->taste);
  vanity_recommender_unref (order->recommender);
  g_object_unref (order->file);
  g_free (order);
}

static Order *
order_new (VanityShop *shop, GFile *file)
{
  Order *order = g_new (Order, 1);

  *order
      = (Order){ vanity_taste_ref (vanity_shop_get_taste (shop)),
                 vanity_recommender_ref (vanity_shop_get_recommender (shop)), g_object_ref (file) };

  return order;
}

/* What was kept of faces, as it lies in their files. */
static JsonArray *
read_analyses (void)
{
  JsonArray *array = json_array_new ();
  g_autoptr (GPtrArray) analyses = vanity_history_list ();

  for (guint i = 0; i < analyses->len; i++)
    {
      const VanityMemory *memory = g_ptr_array_index (analyses, i);
      g_autofree char *name = g_strconcat (memory->id, ".json", NULL);
      g_autofree char *path
          = g_build_filename (g_get_user_data_dir (), "vanity", "analyses", name, NULL);
      g_autoptr (JsonParser) parser = json_parser_new ();

      if (json_parser_load_from_file (parser, path, NULL))
        json_array_add_element (array, json_node_copy (json_parser_get_root (parser)));
    }

  return array;
}

static gpointer
run_export (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  g_autofree char *taste = vanity_taste_to_json (order->taste, error);
  g_autoptr (JsonNode) root = taste != NULL ? json_from_string (taste, error) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (root == NULL)
    return NULL;

  json_object_set_array_member (json_node_get_object (root), "analyses", read_analyses ());
  text = json_to_string (root, TRUE);
  bytes = g_bytes_new_take (text, strlen (text));
  if (!vanity_write_file (order->file, bytes, NULL, NULL, vanity_job_get_cancellable (job), error))
    return NULL;

  return g_object_ref (order->file);
}

void
vanity_remembered_start_export (VanityJobSlot *slot, VanityShop *shop, GFile *file,
                                VanityJobDoneFunc done, gpointer user_data)
{
  vanity_job_slot_start (slot, run_export, order_new (shop, file), order_free, g_object_unref, NULL,
                         done, user_data);
}

/* ---- What is in demand ---- */

static gpointer
run_trends (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  guint skipped = 0;
  g_autoptr (VanityTrend) trend = vanity_trend_new (NULL, NULL, order->file, &skipped, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = dup_trends_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) kept = g_file_new_for_path (path);

  if (trend == NULL)
    return NULL;

  bytes = g_file_load_bytes (order->file, vanity_job_get_cancellable (job), NULL, error);
  if (bytes == NULL)
    return NULL;
  g_mkdir_with_parents (folder, 0700);
  if (!vanity_write_file (kept, bytes, NULL, NULL, NULL, error))
    return NULL;
  vanity_recommender_set_trend (order->recommender, trend);

  return g_memdup2 (&skipped, sizeof skipped);
}

void
vanity_trends_start_import (VanityJobSlot *slot, VanityShop *shop, GFile *file,
                            VanityJobDoneFunc done, gpointer user_data)
{
  vanity_job_slot_start (slot, run_trends, order_new (shop, file), order_free, g_free, NULL, done,
                         user_data);
}

gboolean
vanity_trends_forget (VanityShop *shop, GError **error)
{
  g_autofree char *path = dup_trends_path ();
  g_autoptr (GFile) kept = g_file_new_for_path (path);

  if (!g_file_delete (kept, NULL, error))
    return FALSE;
  vanity_recommender_set_trend (vanity_shop_get_recommender (shop), NULL);

  return TRUE;
}

void
vanity_trends_apply (VanityRecommender *recommender)
{
  g_autofree char *path = dup_trends_path ();
  g_autoptr (GFile) kept = g_file_new_for_path (path);
  g_autoptr (VanityTrend) trend = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  trend = vanity_trend_new (NULL, NULL, kept, NULL, NULL);
  if (trend != NULL)
    vanity_recommender_set_trend (recommender, trend);
}
