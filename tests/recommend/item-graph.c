#include "recommend/item-graph.h"

#include "base/random.h"

/* Against a plain matrix, over many additions to few items. */
static void
test_matrix (void)
{
  enum
  {
    ITEMS = 40
  };
  g_autoptr (VanityItemGraph) graph = vanity_item_graph_new ();
  static float matrix[ITEMS][ITEMS];
  VanityRandom random;
  gsize entries = 0;

  vanity_random_init (&random, 5);
  for (int i = 0; i < 2000; i++)
    {
      /* Half of the pairs only, so that others stay empty. */
      guint32 from = (guint32)vanity_random_index (&random, ITEMS);
      guint32 to = (guint32)vanity_random_index (&random, ITEMS / 2) * 2;

      entries += matrix[from][to] == 0;
      matrix[from][to] += 0.25f;
      vanity_item_graph_add (graph, from, to, 0.25f);
    }
  g_assert_cmpuint (vanity_item_graph_get_entries (graph), ==, entries);
  for (guint32 from = 0; from < ITEMS; from++)
    {
      guint count, seen = 0, there = 0;
      const VanityItemEdge *row = vanity_item_graph_get_row (graph, from, &count);

      for (guint i = 0; i < count; i++)
        if (row[i].item != VANITY_NO_ITEM)
          {
            g_assert_cmpfloat (row[i].weight, ==, matrix[from][row[i].item]);
            seen++;
          }
      for (guint32 to = 0; to < ITEMS; to++)
        {
          g_assert_cmpfloat (vanity_item_graph_get (graph, from, to), ==, matrix[from][to]);
          there += matrix[from][to] != 0;
        }
      g_assert_cmpuint (seen, ==, there);
    }
}

static void
test_outside (void)
{
  g_autoptr (VanityItemGraph) graph = vanity_item_graph_new ();
  guint count = 1;

  g_assert_cmpfloat (vanity_item_graph_get (graph, 3, 4), ==, 0);
  g_assert_null (vanity_item_graph_get_row (graph, 3, &count));
  g_assert_cmpuint (count, ==, 0);
  vanity_item_graph_add (graph, 3, G_MAXINT32, 1);
  g_assert_cmpfloat (vanity_item_graph_get (graph, 3, G_MAXINT32), ==, 1);
  g_assert_cmpfloat (vanity_item_graph_get (graph, 2, G_MAXINT32), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/item-graph/matrix", test_matrix);
  g_test_add_func ("/recommend/item-graph/outside", test_outside);
  return g_test_run ();
}
