#include "ui/alternative-search.h"

typedef struct
{
  VanityRecommender *recommender;
  VanityShade *shade;
  VanityQuery query;
  int most;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_recommender_unref (order->recommender);
  vanity_shade_unref (order->shade);
  vanity_query_clear (&order->query);
  g_free (order);
}

static gpointer
run_search (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;

  return vanity_recommender_alternatives (order->recommender, order->shade, &order->query,
                                          order->most, error);
}

void
vanity_alternative_search_start (VanityJobSlot *slot, VanityRecommender *recommender,
                                 VanityShade *shade, const VanityQuery *query, int most,
                                 VanityJobDoneFunc done, gpointer data)
{
  Order *order = g_new0 (Order, 1);

  order->recommender = vanity_recommender_ref (recommender);
  order->shade = vanity_shade_ref (shade);
  order->most = most;
  if (query != NULL)
    vanity_query_copy (&order->query, query);
  else
    vanity_query_init (&order->query);
  vanity_job_slot_start (slot, run_search, order, order_free, (GDestroyNotify)g_array_unref, NULL,
                         done, data);
}
