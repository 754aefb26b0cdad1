#include "base/parallel.h"

#include <stdlib.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define MAX_THREADS 64
/* Pauses before a thread that waits goes to sleep: some hundred microseconds. Waking it takes about
 * as long, and a network has many short jobs with little between them. */
#define SPINS 2000

struct _VanityPool
{
  int threads;
  int limit; /* atomic: how many of them may compute */
  GThread *workers[MAX_THREADS];

  /* One job at a time: who holds the turn owns the fields of the job. */
  GMutex turn;
  VanityPoolFunc func;
  gpointer data;
  guint float_mode; /* of the caller, so that all threads round alike */
  /* Atomic: the indices that nobody has taken yet, [low, high) as low << 32 | high. Who takes one
   * by exchanging the whole can be sure that the job lasts until that index is done; a worker that
   * comes late finds none and is waited for by no one. */
  guint64 left;
  guint undone; /* atomic: indices not done yet */
  int stop;     /* atomic */

  GMutex lock; /* of the two conditions */
  GCond started;
  GCond finished;
  int sleepers; /* atomic: workers asleep or about to be */
  int waiting;  /* atomic: the caller is asleep or about to be */
};

typedef struct
{
  VanityPool *pool;
  int worker;
} WorkerStart;

/* Set while this thread is inside vanity_pool_run (). */
static _Thread_local gboolean inside;

static inline void
spin_pause (void)
{
#ifdef __x86_64__
  _mm_pause ();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static inline guint
get_float_mode (void)
{
#ifdef __x86_64__
  return _mm_getcsr () & ~_MM_EXCEPT_MASK;
#else
  return 0;
#endif
}

static inline void
set_float_mode (guint mode)
{
#ifdef __x86_64__
  _mm_setcsr (mode);
#endif
}

static gboolean
is_empty (guint64 left)
{
  return left >> 32 == (guint32)left;
}

/* Takes an index of the job there is; FALSE when all are taken. Every other worker takes from the
 * end: neighbours stay with one core, in this job and, as a rule, in the next. */
static gboolean
pool_take (VanityPool *self, int worker, int *index)
{
  guint64 left = __atomic_load_n (&self->left, __ATOMIC_ACQUIRE), rest;

  do
    {
      if (is_empty (left))
        return FALSE;
      rest = worker % 2 == 0 ? left + (G_GUINT64_CONSTANT (1) << 32) : left - 1;
    }
  while (!__atomic_compare_exchange_n (&self->left, &left, rest, TRUE, __ATOMIC_ACQ_REL,
                                       __ATOMIC_ACQUIRE));
  *index = worker % 2 == 0 ? (int)(left >> 32) : (int)(guint32)left - 1;
  return TRUE;
}

/* TRUE when that was the last index of the job. */
static gboolean
pool_finish (VanityPool *self)
{
  return __atomic_sub_fetch (&self->undone, 1, __ATOMIC_SEQ_CST) == 0;
}

static gboolean
pool_may_work (VanityPool *self, int worker)
{
  return worker < __atomic_load_n (&self->limit, __ATOMIC_RELAXED);
}

static gboolean
pool_has_work (VanityPool *self, int worker)
{
  return (pool_may_work (self, worker)
          && !is_empty (__atomic_load_n (&self->left, __ATOMIC_SEQ_CST)))
         || __atomic_load_n (&self->stop, __ATOMIC_SEQ_CST);
}

/* Who is woken for a job that the others have finished by then goes on spinning: the next one is
 * near. */
static void
pool_wait_for_work (VanityPool *self, int worker)
{
  for (;;)
    {
      for (int i = 0; i < SPINS; i++)
        {
          if (pool_has_work (self, worker))
            return;
          spin_pause ();
        }

      g_mutex_lock (&self->lock);
      __atomic_add_fetch (&self->sleepers, 1, __ATOMIC_SEQ_CST);
      if (!pool_has_work (self, worker))
        g_cond_wait (&self->started, &self->lock);
      __atomic_sub_fetch (&self->sleepers, 1, __ATOMIC_SEQ_CST);
      g_mutex_unlock (&self->lock);
    }
}

static gpointer
worker_main (gpointer data)
{
  WorkerStart *start = data;
  VanityPool *self = start->pool;
  int worker = start->worker;
  int index;

  g_free (start);
  inside = TRUE;
  for (;;)
    {
      pool_wait_for_work (self, worker);
      if (__atomic_load_n (&self->stop, __ATOMIC_SEQ_CST))
        return NULL;
      while (pool_may_work (self, worker) && pool_take (self, worker, &index))
        {
          set_float_mode (self->float_mode);
          self->func (self->data, index, worker);
          if (pool_finish (self) && __atomic_load_n (&self->waiting, __ATOMIC_SEQ_CST))
            {
              g_mutex_lock (&self->lock);
              g_cond_signal (&self->finished);
              g_mutex_unlock (&self->lock);
            }
        }
    }
}

static void
pool_wake_workers (VanityPool *self)
{
  if (__atomic_load_n (&self->sleepers, __ATOMIC_SEQ_CST) == 0)
    return;
  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->started);
  g_mutex_unlock (&self->lock);
}

static gboolean
pool_is_done (VanityPool *self)
{
  return __atomic_load_n (&self->undone, __ATOMIC_SEQ_CST) == 0;
}

/* For what others took. */
static void
pool_wait_for_others (VanityPool *self)
{
  for (int i = 0; i < SPINS; i++)
    {
      if (pool_is_done (self))
        return;
      spin_pause ();
    }

  g_mutex_lock (&self->lock);
  __atomic_store_n (&self->waiting, TRUE, __ATOMIC_SEQ_CST);
  while (!pool_is_done (self))
    g_cond_wait (&self->finished, &self->lock);
  __atomic_store_n (&self->waiting, FALSE, __ATOMIC_SEQ_CST);
  g_mutex_unlock (&self->lock);
}

VanityPool *
vanity_pool_new (int threads)
{
  VanityPool *self = g_new0 (VanityPool, 1);

  if (threads <= 0)
    threads = g_get_num_processors ();
  self->threads = CLAMP (threads, 1, MAX_THREADS);
  self->limit = self->threads;
  g_mutex_init (&self->turn);
  g_mutex_init (&self->lock);
  g_cond_init (&self->started);
  g_cond_init (&self->finished);
  for (int i = 1; i < self->threads; i++)
    {
      WorkerStart *start = g_new (WorkerStart, 1);
      GThread *thread;

      *start = (WorkerStart){ self, i };
      thread = g_thread_try_new ("vanity-pool", worker_main, start, NULL);
      if (thread == NULL)
        {
          /* The system gives no more: fewer threads do the same work. */
          g_free (start);
          self->threads = i;
          break;
        }
      self->workers[i] = thread;
    }
  return self;
}

void
vanity_pool_free (VanityPool *self)
{
  if (self == NULL)
    return;
  __atomic_store_n (&self->stop, TRUE, __ATOMIC_SEQ_CST);
  pool_wake_workers (self);
  for (int i = 1; i < self->threads; i++)
    g_thread_join (self->workers[i]);
  g_mutex_clear (&self->turn);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->started);
  g_cond_clear (&self->finished);
  g_free (self);
}

VanityPool *
vanity_pool_get_default (void)
{
  static VanityPool *pool;

  if (g_once_init_enter (&pool))
    {
      const char *wish = g_getenv ("VANITY_THREADS");

      g_once_init_leave (&pool, vanity_pool_new (wish != NULL ? atoi (wish) : 0));
    }
  return pool;
}

int
vanity_pool_get_threads (VanityPool *self)
{
  return self->threads;
}

void
vanity_pool_set_limit (VanityPool *self, int threads)
{
  int limit = threads <= 0 ? self->threads : MIN (threads, self->threads);

  __atomic_store_n (&self->limit, limit, __ATOMIC_SEQ_CST);
}

void
vanity_pool_run (VanityPool *self, VanityPoolFunc func, gpointer data, int count)
{
  int index;

  if (count <= 0)
    return;

  /* Alone when there is nobody to share with, or when this is already part of a job. */
  if (count == 1 || !pool_may_work (self, 1) || inside)
    {
      gboolean was_inside = inside;

      inside = TRUE;
      for (int i = 0; i < count; i++)
        func (data, i, 0);
      inside = was_inside;
      return;
    }

  g_mutex_lock (&self->turn);
  inside = TRUE;
  self->func = func;
  self->data = data;
  self->float_mode = get_float_mode ();
  __atomic_store_n (&self->undone, count, __ATOMIC_RELAXED);
  __atomic_store_n (&self->left, (guint64)count, __ATOMIC_SEQ_CST);
  pool_wake_workers (self);
  while (pool_take (self, 0, &index))
    {
      func (data, index, 0);
      pool_finish (self);
    }
  pool_wait_for_others (self);
  inside = FALSE;
  g_mutex_unlock (&self->turn);
}
