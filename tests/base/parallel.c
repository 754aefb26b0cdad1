/* Every index once, whoever calls and however many threads there are. */
#include "base/parallel.h"

#include <string.h>

#define MAX_COUNT 300
#define JOBS 4000

typedef struct
{
  int threads;
  int done[MAX_COUNT]; /* atomic */
  int at_work[64];     /* atomic, by worker */
  VanityPool *pool;
} Work;

static void
note (gpointer data, int index, int worker)
{
  Work *work = data;

  g_assert_cmpint (worker, >=, 0);
  g_assert_cmpint (worker, <, work->threads);
  /* No two calls at once are the same worker's. */
  g_assert_cmpint (__atomic_fetch_add (&work->at_work[worker], 1, __ATOMIC_SEQ_CST), ==, 0);
  __atomic_add_fetch (&work->done[index], 1, __ATOMIC_SEQ_CST);
  g_assert_cmpint (__atomic_fetch_sub (&work->at_work[worker], 1, __ATOMIC_SEQ_CST), ==, 1);
}

static void
run_and_check (VanityPool *pool, int count)
{
  Work work = { .threads = vanity_pool_get_threads (pool) };

  vanity_pool_run (pool, note, &work, count);
  for (int i = 0; i < MAX_COUNT; i++)
    g_assert_cmpint (work.done[i], ==, i < count);
}

/* Jobs of all sizes, one upon the other and with pauses in which the workers fall asleep. */
static void
test_every_index_once (void)
{
  for (int threads = 1; threads <= 5; threads++)
    {
      g_autoptr (VanityPool) pool = vanity_pool_new (threads);

      g_assert_cmpint (vanity_pool_get_threads (pool), ==, threads);
      run_and_check (pool, 0);
      for (int i = 0; i < JOBS; i++)
        {
          run_and_check (pool, i % (i % 7 == 0 ? MAX_COUNT : 9) + 1);
          if (i % 500 == 0)
            g_usleep (2000);
        }
    }
}

static gpointer
call_often (gpointer data)
{
  for (int i = 0; i < JOBS; i++)
    run_and_check (data, i % 9 + 1);
  return NULL;
}

static void
test_several_callers (void)
{
  g_autoptr (VanityPool) pool = vanity_pool_new (3);
  GThread *callers[3];

  for (gsize i = 0; i < G_N_ELEMENTS (callers); i++)
    callers[i] = g_thread_new ("caller", call_often, pool);
  for (gsize i = 0; i < G_N_ELEMENTS (callers); i++)
    g_thread_join (callers[i]);
}

static void
call_again (gpointer data, int index, int worker)
{
  Work *work = data;
  Work inner = { .threads = 1 };

  vanity_pool_run (work->pool, note, &inner, 5);
  for (int i = 0; i < MAX_COUNT; i++)
    g_assert_cmpint (inner.done[i], ==, i < 5);
  note (data, index, worker);
}

static void
test_call_from_inside (void)
{
  g_autoptr (VanityPool) pool = vanity_pool_new (3);
  Work work = { .threads = 3, .pool = pool };

  vanity_pool_run (pool, call_again, &work, 20);
  for (int i = 0; i < MAX_COUNT; i++)
    g_assert_cmpint (work.done[i], ==, i < 20);
}

/* The call returns only when what others took is done, too. */
static void
linger (gpointer data, int index, int worker)
{
  g_usleep (3000);
  __atomic_add_fetch ((int *)data, 1, __ATOMIC_SEQ_CST);
}

static void
test_waits_for_all (void)
{
  g_autoptr (VanityPool) pool = vanity_pool_new (4);

  for (int i = 0; i < 20; i++)
    {
      int done = 0;

      vanity_pool_run (pool, linger, &done, 5);
      g_assert_cmpint (__atomic_load_n (&done, __ATOMIC_SEQ_CST), ==, 5);
    }
}

static void
note_worker (gpointer data, int index, int worker)
{
  __atomic_or_fetch ((guint *)data, 1U << worker, __ATOMIC_SEQ_CST);
  g_usleep (2000);
}

/* Fewer of them compute, and all again when they may. */
static void
test_limit (void)
{
  g_autoptr (VanityPool) pool = vanity_pool_new (4);
  guint workers = 0;

  vanity_pool_set_limit (pool, 2);
  g_assert_cmpint (vanity_pool_get_threads (pool), ==, 4);
  vanity_pool_run (pool, note_worker, &workers, 40);
  g_assert_cmpuint (workers & ~3U, ==, 0);

  workers = 0;
  vanity_pool_set_limit (pool, 1);
  vanity_pool_run (pool, note_worker, &workers, 5);
  g_assert_cmpuint (workers, ==, 1);

  workers = 0;
  vanity_pool_set_limit (pool, 99);
  for (int i = 0; i < 100 && workers != 15; i++)
    vanity_pool_run (pool, note_worker, &workers, 20);
  g_assert_cmpuint (workers, ==, 15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/parallel/every-index-once", test_every_index_once);
  g_test_add_func ("/base/parallel/several-callers", test_several_callers);
  g_test_add_func ("/base/parallel/call-from-inside", test_call_from_inside);
  g_test_add_func ("/base/parallel/waits-for-all", test_waits_for_all);
  g_test_add_func ("/base/parallel/limit", test_limit);
  return g_test_run ();
}
