/* The nearest shades, against looking at each. */
#include "catalogue/nearest.h"
#include "base/error.h"
#include "catalogue/color-tree.h"
#include "fixture.h"
#include "made-shades.h"

#include "base/random.h"

#include <math.h>

static VanityLab
make_lab (VanityRandom *random)
{
  return (VanityLab){ (float)vanity_random_uniform (random) * 100.0f,
                      (float)vanity_random_uniform (random) * 200.0f - 100.0f,
                      (float)vanity_random_uniform (random) * 200.0f - 100.0f };
}

static VanityLab
mix (VanityLab low, VanityLab high, VanityRandom *random)
{
  float L = (float)vanity_random_uniform (random), a = (float)vanity_random_uniform (random);
  float b = (float)vanity_random_uniform (random);

  /* Corners too. */
  if (vanity_random_uniform (random) < 0.3)
    {
      L = roundf (L);
      a = roundf (a);
      b = roundf (b);
    }
  return (VanityLab){ low.L + L * (high.L - low.L), low.a + a * (high.a - low.a),
                      low.b + b * (high.b - low.b) };
}

/* No colour of a box is nearer than the bound says; and it says something. */
static void
test_bound (void)
{
  VanityRandom random;
  double share = 0;
  int n = 0;

  vanity_random_init (&random, 3);
  for (int turn = 0; turn < 20000; turn++)
    {
      VanityLab lab = make_lab (&random), one = make_lab (&random), other = make_lab (&random);
      double size = vanity_random_uniform (&random);

      if (turn % 2 == 0)
        lab.b = fabsf (lab.b);
      /* Boxes of all sizes, near the greys as well. */
      other = (VanityLab){ one.L + (float)size * (other.L - one.L),
                           one.a + (float)size * (other.a - one.a),
                           one.b + (float)size * (other.b - one.b) };
      VanityLab low = { MIN (one.L, other.L), MIN (one.a, other.a), MIN (one.b, other.b) };
      VanityLab high = { MAX (one.L, other.L), MAX (one.a, other.a), MAX (one.b, other.b) };
      double bound = vanity_color_bound (lab, low, high), least = G_MAXDOUBLE;

      for (int i = 0; i < 50; i++)
        least = MIN (least, vanity_lab_delta_e2000 (lab, mix (low, high, &random)));
      g_assert_cmpfloat (bound, <=, least + 1e-5);
      if (least > 1.0)
        {
          share += bound / least;
          n++;
        }
    }
  g_assert_cmpfloat (share / n, >, 0.3);
}

static int
compare_matches (gconstpointer one, gconstpointer other)
{
  const VanityColorMatch *a = one, *b = other;

  if (a->delta_e != b->delta_e)
    return a->delta_e < b->delta_e ? -1 : 1;
  return a->item < b->item ? -1 : a->item > b->item;
}

static void
test_tree (void)
{
  VanityRandom random;
  guint n = 5000;
  g_autofree VanityColorPoint *points = g_new (VanityColorPoint, n);
  g_autofree guint8 *admitted = g_new (guint8, n);

  vanity_random_init (&random, 4);
  for (guint i = 0; i < n; i++)
    {
      points[i].lab = make_lab (&random);
      /* Some colours twice, some items with several. */
      if (i % 10 == 1)
        points[i].lab = points[i - 1].lab;
      points[i].item = i % 7 == 3 ? i - 1 : i;
      admitted[i] = vanity_random_uniform (&random) < 0.3;
    }
  g_autoptr (VanityColorTree) tree = vanity_color_tree_new (points, n);
  for (int turn = 0; turn < 200; turn++)
    {
      VanityLab lab = turn % 5 == 0 ? points[turn].lab : make_lab (&random);
      const guint8 *allowed = turn % 2 == 0 ? admitted : NULL;
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (VanityColorMatch));
      g_autofree double *nearest = g_new (double, n);
      guint wanted = turn % 3 == 0 ? 1 : turn % 3 == 1 ? 12 : 100;

      for (guint i = 0; i < n; i++)
        nearest[i] = G_MAXDOUBLE;
      for (guint i = 0; i < n; i++)
        if (allowed == NULL || allowed[points[i].item])
          nearest[points[i].item]
              = MIN (nearest[points[i].item], vanity_lab_delta_e2000 (lab, points[i].lab));
      for (guint i = 0; i < n; i++)
        if (nearest[i] < G_MAXDOUBLE)
          {
            VanityColorMatch match = { i, nearest[i] };
            g_array_append_val (all, match);
          }
      g_array_sort (all, compare_matches);
      g_autoptr (GArray) found = vanity_color_tree_search (tree, lab, allowed, wanted);
      g_assert_cmpuint (found->len, ==, wanted);
      for (guint i = 0; i < wanted; i++)
        {
          const VanityColorMatch *got = &g_array_index (found, VanityColorMatch, i);
          const VanityColorMatch *right = &g_array_index (all, VanityColorMatch, i);

          g_assert_cmpuint (got->item, ==, right->item);
          g_assert_cmpfloat (got->delta_e, ==, right->delta_e);
        }
    }
}

static void
test_empty (void)
{
  g_autoptr (VanityColorTree) tree = vanity_color_tree_new (NULL, 0);
  g_autoptr (GArray) found = vanity_color_tree_search (tree, (VanityLab){ 50, 0, 0 }, NULL, 5);

  g_assert_cmpuint (found->len, ==, 0);
}

static int
compare_doubles (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;

  return a < b ? -1 : a > b;
}

/* Through the catalogue, with filters. */
static void
test_catalogue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VanityRandom random;
  const guint n = 1500;

  made_shades_add (fixture->catalogue, 9, 0, n);
  vanity_random_init (&random, 5);
  for (int turn = 0; turn < 20; turn++)
    {
      VanityLab lab = make_lab (&random);
      g_auto (VanityQuery) query;
      g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (double));

      vanity_query_init (&query);
      query.categories = turn % 2 == 0 ? 0 : 0x2ff;
      query.text = g_strdup (turn % 3 == 0 ? "rose" : NULL);
      query.limit = 1;
      query.offset = 3;
      g_autoptr (GArray) found
          = vanity_catalogue_nearest (fixture->catalogue, lab, &query, 10, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (VanityShade) shade = made_shade (9, i);
          double least = vanity_lab_delta_e2000 (lab, shade->lab);

          if (!shade->has_color || !vanity_query_admits (&query, shade))
            continue;
          for (int j = 0; j < shade->n_palette; j++)
            {
              g_autoptr (VanityShade) one = vanity_shade_copy (shade);

              vanity_shade_set_color (one, shade->palette[j], shade->color_source);
              least = MIN (least, vanity_lab_delta_e2000 (lab, one->lab));
            }
          g_array_append_val (right, least);
        }
      g_array_sort (right, compare_doubles);
      g_assert_cmpuint (found->len, ==, MIN (10, right->len));
      for (guint i = 0; i < found->len; i++)
        {
          const VanityShadeMatch *match = &g_array_index (found, VanityShadeMatch, i);

          g_assert_cmpfloat_with_epsilon (match->delta_e, g_array_index (right, double, i), 1e-9);
          g_assert_true (vanity_query_admits (&query, match->shade));
        }
    }
  g_assert_null (
      vanity_catalogue_nearest (fixture->catalogue, (VanityLab){ NAN, 0, 0 }, NULL, 3, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/nearest/bound", test_bound);
  g_test_add_func ("/catalogue/nearest/tree", test_tree);
  g_test_add_func ("/catalogue/nearest/empty", test_empty);
  fixture_test ("/catalogue/nearest/catalogue", test_catalogue);
  return g_test_run ();
}
