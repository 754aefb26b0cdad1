#include "app/bag.h"

#include "app/user-looks.h"
#include "base/date.h"
#include "base/error.h"
#include "recommend/try-on.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- What is asked for ---- */

typedef struct
{
  VanityShade *shade; /* or NULL */
  char *uid;          /* or NULL */
  char *layer;        /* or NULL */
  char *opened, *expires;
  gboolean by_hand;
  int quantity;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_clear_pointer (&act->shade, vanity_shade_unref);
  g_free (act->uid);
  g_free (act->layer);
  g_free (act->opened);
  g_free (act->expires);
  g_free (act);
}

static Act *
act_new (VanityShade *shade, const char *uid, const char *layer)
{
  Act *act = g_new0 (Act, 1);

  act->shade = shade != NULL ? vanity_shade_ref (shade) : NULL;
  act->uid = g_strdup (uid);
  act->layer = layer != NULL && *layer != '\0' ? g_strdup (layer) : NULL;

  return act;
}

static gboolean
work_add (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  const Act *act = data;

  return vanity_bag_add (taste, act->shade, act->by_hand, act->opened, act->expires, error);
}

void
vanity_shop_add_to_bag (VanityShop *shop, VanityShade *shade, gboolean by_hand, const char *opened,
                        const char *expires)
{
  Act *act = act_new (shade, NULL, NULL);

  act->by_hand = by_hand;
  act->opened = g_strdup (opened);
  act->expires = g_strdup (expires);
  vanity_shop_run (shop, work_add, act, act_free);
}

static gboolean
work_take (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  return vanity_bag_remove (taste, ((const Act *)data)->uid, error);
}

void
vanity_shop_take_from_bag (VanityShop *shop, const char *uid)
{
  vanity_shop_run (shop, work_take, act_new (NULL, uid, NULL), act_free);
}

static gboolean
work_list (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  const Act *act = data;

  return vanity_shopping_add (taste, act->shade, act->layer, act->quantity, error);
}

void
vanity_shop_list_shade (VanityShop *shop, VanityShade *shade, const char *layer, int quantity)
{
  Act *act = act_new (shade, NULL, layer);

  act->quantity = quantity;
  vanity_shop_run (shop, work_list, act, act_free);
}

static gboolean
work_unlist (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  const Act *act = data;

  return vanity_shopping_remove (taste, act->uid, act->layer, error);
}

void
vanity_shop_unlist_shade (VanityShop *shop, const char *uid, const char *layer)
{
  vanity_shop_run (shop, work_unlist, act_new (NULL, uid, layer), act_free);
}

static gboolean
work_quantity (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  const Act *act = data;

  return vanity_shopping_set_quantity (taste, act->uid, act->layer, act->quantity, error);
}

void
vanity_shop_set_quantity (VanityShop *shop, const char *uid, const char *layer, int quantity)
{
  Act *act = act_new (NULL, uid, layer);

  act->quantity = quantity;
  vanity_shop_run (shop, work_quantity, act, act_free);
}

static gboolean
work_swap (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  const Act *act = data;

  return vanity_shopping_swap (taste, act->uid, act->layer, act->shade, error);
}

void
vanity_shop_swap_shade (VanityShop *shop, const char *uid, const char *layer,
                        VanityShade *alternative)
{
  vanity_shop_run (shop, work_swap, act_new (alternative, uid, layer), act_free);
}

gboolean
vanity_shop_check_dates (const char *opened, const char *expires, GError **error)
{
  const char *const dates[] = { opened, expires };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (*dates[i] != '\0' && !vanity_date_parse (dates[i], NULL))
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                     _ ("“%s” is no day: it is written as 2026-03-14"), dates[i]);
        return FALSE;
      }

  return TRUE;
}

/* ---- What is there ---- */

void
vanity_bag_view_free (VanityBagView *view)
{
  g_clear_pointer (&view->items, g_ptr_array_unref);
  g_clear_pointer (&view->looks, g_ptr_array_unref);
  g_free (view);
}

typedef struct
{
  VanityCatalogue *catalogue;
  VanityTaste *taste;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_catalogue_unref (order->catalogue);
  vanity_taste_unref (order->taste);
  g_free (order);
}

static void
start (VanityJobSlot *slot, VanityShop *shop, VanityJobFunc func, GDestroyNotify free_result,
       VanityJobDoneFunc done, gpointer user_data)
{
  Order *order = g_new (Order, 1);

  *order = (Order){ vanity_catalogue_ref (vanity_shop_get_catalogue (shop)),
                    vanity_taste_ref (vanity_shop_get_taste (shop)) };
  vanity_job_slot_start (slot, func, order, order_free, free_result, NULL, done, user_data);
}

static gpointer
run_bag (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  g_autoptr (GPtrArray) items = vanity_bag_list (order->taste, error);
  g_autoptr (GPtrArray) looks = NULL;
  g_autoptr (GPtrArray) own = NULL;
  VanityBagView *view;

  if (items == NULL)
    return NULL;

  vanity_bag_look_up (items, order->catalogue);
  looks = vanity_look_list_shipped ();
  own = vanity_user_looks_list ();
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (looks, vanity_look_ref (g_ptr_array_index (own, i)));

  view = g_new0 (VanityBagView, 1);
  view->looks = vanity_bag_find_looks (items, looks, NULL);
  view->items = g_steal_pointer (&items);

  return view;
}

void
vanity_bag_view_start (VanityJobSlot *slot, VanityShop *shop, VanityJobDoneFunc done,
                       gpointer user_data)
{
  start (slot, shop, run_bag, (GDestroyNotify)vanity_bag_view_free, done, user_data);
}

static gpointer
run_shopping (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;

  return vanity_shopping_list (order->taste, order->catalogue, error);
}

void
vanity_shopping_start (VanityJobSlot *slot, VanityShop *shop, VanityJobDoneFunc done,
                       gpointer user_data)
{
  start (slot, shop, run_shopping, (GDestroyNotify)g_ptr_array_unref, done, user_data);
}

/* ---- Worn ---- */

/* Whether a part of this layer is made. */
static gboolean
is_made (const VanityBagLook *made, const VanityLayer *layer)
{
  for (guint i = 0; i < made->parts->len; i++)
    {
      const VanityBagPart *part = &g_array_index (made->parts, VanityBagPart, i);

      if (part->layer == layer && part->shade != NULL)
        return TRUE;
    }

  return FALSE;
}

VanityLook *
vanity_bag_look_wear (const VanityBagLook *made)
{
  g_autoptr (VanityLook) look = vanity_look_copy (made->look);

  if (made->n_made == 0)
    return NULL;

  for (guint i = made->look->layers->len; i-- > 0;)
    if (!is_made (made, g_ptr_array_index (made->look->layers, i)))
      g_ptr_array_remove_index (look->layers, i);

  for (guint i = 0; i < made->parts->len; i++)
    {
      const VanityBagPart *part = &g_array_index (made->parts, VanityBagPart, i);
      VanityLook *worn;

      /* Lashes of a colour that nobody told stay as the look has them. */
      if (part->shade == NULL || !part->shade->has_color)
        continue;
      worn = vanity_try_on_zone (look, part->shade, part->zone, NULL);
      if (worn != NULL)
        {
          vanity_look_unref (look);
          look = worn;
        }
    }

  return g_steal_pointer (&look);
}
