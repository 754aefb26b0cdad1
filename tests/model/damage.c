#include "damage.h"

#include "base/error.h"
#include "model/model.h"
#include "nn/executor-private.h"
#include "nn/graph-private.h"

#include <string.h>

/* What is past these is built, but not run here. */
#define MAX_ELEMENTS 300000
#define MAX_COST 3000000

static const guint8 extremes[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };

static gboolean
is_small (VanityGraph *graph)
{
  gint64 elements = 0;

  for (guint i = 0; i < graph->values->len; i++)
    elements += vanity_shape_get_elements (&vanity_graph_get_value (graph, i)->tensor.shape);
  return elements < MAX_ELEMENTS;
}

static void
assert_well_said (const char *name, const GError *error)
{
  g_autofree char *start = g_strconcat (name, ": ", NULL);

  g_assert_nonnull (error);
  g_assert_true (error->domain == VANITY_ERROR);
  g_assert_true (g_str_has_prefix (error->message, start));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
}

/* Takes `graph`. */
static void
run (VanityGraph *graph)
{
  static VanityPool *pool;
  g_autoptr (VanityExecutor) executor = NULL;
  g_autoptr (GError) error = NULL;

  if (pool == NULL)
    pool = vanity_pool_new (1);
  executor = vanity_executor_new (graph, pool, &error);
  g_assert_no_error (error);
  for (int i = 0; i < vanity_executor_get_n_inputs (executor); i++)
    {
      gint64 n = vanity_shape_get_elements (vanity_executor_get_input_shape (executor, i));
      float *input = vanity_executor_get_input (executor, i);

      for (gint64 k = 0; k < n; k++)
        input[k] = (float)(k % 5) / 5;
    }
  if (vanity_executor_get_cost (executor) < MAX_COST)
    g_assert_true (vanity_executor_run (executor, NULL, NULL));
}

gboolean
damage_try (const char *name, gconstpointer data, gsize size)
{
  /* Of exactly that size, so that a sanitizer sees any step outside. */
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_model_load_bytes (bytes, name, &error);

  if (graph == NULL)
    {
      assert_well_said (name, error);
      return FALSE;
    }
  g_assert_no_error (error);
  if (is_small (graph))
    run (g_steal_pointer (&graph));
  return TRUE;
}

void
damage_cut (const char *name, GBytes *bytes)
{
  gsize size;
  const guint8 *contents = g_bytes_get_data (bytes, &size);

  g_assert_true (damage_try (name, contents, size));
  for (gsize cut = 0; cut < size; cut++)
    damage_try (name, contents, cut);
  /* Half of it can never be enough. */
  g_assert_false (damage_try (name, contents, size / 2));
}

void
damage_flip (const char *name, GBytes *bytes, int n_rounds, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gsize size;
  const guint8 *contents = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (contents, size);
  int n_read = 0;

  for (int round = 0; round < n_rounds; round++)
    {
      int n_faults = g_rand_int_range (random, 1, 4);

      for (int i = 0; i < n_faults; i++)
        {
          gsize at = g_rand_int_range (random, 0, size);

          switch (g_rand_int_range (random, 0, 3))
            {
            case 0:
              copy[at] ^= 1 << g_rand_int_range (random, 0, 8);
              break;
            case 1:
              copy[at] = g_rand_int_range (random, 0, 256);
              break;
            default:
              copy[at] = extremes[g_rand_int_range (random, 0, G_N_ELEMENTS (extremes))];
            }
        }
      n_read += damage_try (name, copy, size);
      memcpy (copy, contents, size);
    }
  /* Many hits change a weight only; many break something. */
  if (n_rounds >= 1000)
    {
      g_assert_cmpint (n_read, >, 0);
      g_assert_cmpint (n_read, <, n_rounds);
    }
}

void
damage_extremes (const char *name, GBytes *bytes)
{
  gsize size;
  const guint8 *contents = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (contents, size);

  for (gsize at = 0; at < size; at++)
    for (gsize i = 0; i < G_N_ELEMENTS (extremes); i++)
      {
        copy[at] = extremes[i];
        damage_try (name, copy, size);
        copy[at] = contents[at];
      }
}
