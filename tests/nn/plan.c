/* Where buffers lie in the arena, against brute force. */
#include "nn/plan.h"
#include "support.h"

static gboolean
live_together (const VanityBuffer *one, const VanityBuffer *other)
{
  for (int step = one->first; step <= one->last; step++)
    if (step >= other->first && step <= other->last)
      return TRUE;
  return FALSE;
}

/* The most bytes alive at any one step: no arena can be smaller. */
static gsize
find_least (const VanityBuffer *buffers, int n_buffers, int n_steps)
{
  gsize least = 0;

  for (int step = -1; step < n_steps; step++)
    {
      gsize alive = 0;

      for (int i = 0; i < n_buffers; i++)
        if (buffers[i].first <= step && step <= buffers[i].last)
          alive += buffers[i].bytes;
      least = MAX (least, alive);
    }
  return least;
}

static void
check (VanityBuffer *buffers, int n_buffers, gsize size)
{
  for (int i = 0; i < n_buffers; i++)
    {
      g_assert_cmpuint (buffers[i].offset % 64, ==, 0);
      g_assert_cmpuint (buffers[i].offset + buffers[i].bytes, <=, size);
      for (int k = 0; k < i; k++)
        if (live_together (&buffers[i], &buffers[k]) && buffers[i].bytes > 0
            && buffers[k].bytes > 0)
          g_assert_true (buffers[i].offset >= buffers[k].offset + buffers[k].bytes
                         || buffers[k].offset >= buffers[i].offset + buffers[i].bytes);
    }
}

static void
test_random (void)
{
  double worst = 0;

  for (int round = 0; round < 3000; round++)
    {
      int n_buffers = test_random_int (0, 40), n_steps = test_random_int (1, 30);
      VanityBuffer buffers[40];
      gsize size, sum = 0, least;

      for (int i = 0; i < n_buffers; i++)
        {
          int first = test_random_int (-1, n_steps - 1);

          buffers[i] = (VanityBuffer){ .bytes = test_random_int (1, round % 2 == 0 ? 300 : 100000),
                                       .first = first,
                                       .last = test_random_int (first, n_steps),
                                       .offset = 12345 };
          sum += (buffers[i].bytes + 63) / 64 * 64;
        }
      size = vanity_plan_buffers (buffers, n_buffers);
      check (buffers, n_buffers, size);
      least = find_least (buffers, n_buffers, n_steps + 1);
      g_assert_cmpuint (size, <=, sum);
      g_assert_cmpuint (size, >=, least);
      if (round % 2 == 1 && least > 0)
        worst = MAX (worst, (double)size / least);
    }
  g_test_message ("the worst arena is %.2f times the least possible", worst);
  g_assert_cmpfloat (worst, <, 2);
}

/* A chain, each read by the next: two buffers are enough. */
static void
test_chain (void)
{
  VanityBuffer buffers[20];

  for (int i = 0; i < 20; i++)
    buffers[i] = (VanityBuffer){ .bytes = 1024 * (20 - i), .first = i - 1, .last = i };
  g_assert_cmpuint (vanity_plan_buffers (buffers, 20), ==, 1024 * (20 + 19));
  check (buffers, 20, 1024 * 39);
}

/* As many as a file may have: a chain, and all alive at once. Either is planned in a moment; the
 * chain in two places, what is alive at once in as many as there are. */
static void
test_many (void)
{
  const int n = 100000;
  g_autofree VanityBuffer *buffers = g_new (VanityBuffer, n);
  gint64 since = g_get_monotonic_time ();

  for (int i = 0; i < n; i++)
    buffers[i] = (VanityBuffer){ .bytes = 64, .first = i - 1, .last = i };
  g_assert_cmpuint (vanity_plan_buffers (buffers, n), ==, 128);
  for (int i = 1; i < n; i++)
    g_assert_cmpuint (buffers[i].offset, !=, buffers[i - 1].offset);
  for (int i = 0; i < n; i++)
    buffers[i].last = n;
  g_assert_cmpuint (vanity_plan_buffers (buffers, n), ==, 64 * (gsize)n);
  g_test_message ("%.1f s", (g_get_monotonic_time () - since) / 1e6);
  g_assert_cmpint (g_get_monotonic_time () - since, <, 30 * G_USEC_PER_SEC);
}

static void
test_none (void)
{
  VanityBuffer empty = { .bytes = 0, .first = 0, .last = 3 };

  g_assert_cmpuint (vanity_plan_buffers (NULL, 0), ==, 0);
  g_assert_cmpuint (vanity_plan_buffers (&empty, 1), ==, 0);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/plan/random", test_random);
  test_add ("/nn/plan/chain", test_chain);
  test_add ("/nn/plan/many", test_many);
  test_add ("/nn/plan/none", test_none);
  return g_test_run ();
}
