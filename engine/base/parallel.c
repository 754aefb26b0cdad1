#include "base/parallel.h"

#include <stdlib.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define MAX_THREADS 64
/* Pauses before a thread that waits goes to sleep: some twenty microseconds, about what waking it
 * would take. */
#define SPINS 400

struct _VanityPool
{
  int threads;
  GThread *workers[MAX_THREADS];

  /* One job at a time: who holds the turn owns the fields of the job. */
  GMutex turn;
  VanityPoolFunc func;
  gpointer data;
  int count;
  guint float_mode; /* of the caller, so that all threads round alike */
  int next;         /* atomic: the next index to hand out */
  int busy;         /* atomic: workers that have not finished with this job */
  int generation;   /* atomic: one more with every job */
  gboolean stop;

  GMutex lock; /* of the two conditions */
  GCond started;
  GCond finished;
  int sleepers; /* atomic: workers asleep or about to be */
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

static void
pool_work (VanityPool *self, int worker)
{
  int index;

  while ((index = __atomic_fetch_add (&self->next, 1, __ATOMIC_RELAXED)) < self->count)
    self->func (self->data, index, worker);
}

static void
pool_wait_for_job (VanityPool *self, int seen)
{
  for (int i = 0; i < SPINS; i++)
    {
      if (__atomic_load_n (&self->generation, __ATOMIC_ACQUIRE) != seen)
        return;
      spin_pause ();
    }

  g_mutex_lock (&self->lock);
  __atomic_add_fetch (&self->sleepers, 1, __ATOMIC_SEQ_CST);
  while (__atomic_load_n (&self->generation, __ATOMIC_SEQ_CST) == seen)
    g_cond_wait (&self->started, &self->lock);
  __atomic_sub_fetch (&self->sleepers, 1, __ATOMIC_SEQ_CST);
  g_mutex_unlock (&self->lock);
}

static gpointer
worker_main (gpointer data)
{
  WorkerStart *start = data;
  VanityPool *self = start->pool;
  int worker = start->worker;
  int seen = 0;

  g_free (start);
  inside = TRUE;
  for (;;)
    {
      pool_wait_for_job (self, seen);
      seen++;
      if (self->stop)
        return NULL;
      set_float_mode (self->float_mode);
      pool_work (self, worker);
      if (__atomic_sub_fetch (&self->busy, 1, __ATOMIC_ACQ_REL) == 0)
        {
          /* The caller may sleep: the lock makes sure it does not miss this. */
          g_mutex_lock (&self->lock);
          g_cond_signal (&self->finished);
          g_mutex_unlock (&self->lock);
        }
    }
}

/* Everything of the job must be in place: the workers go. */
static void
pool_start (VanityPool *self)
{
  __atomic_add_fetch (&self->generation, 1, __ATOMIC_SEQ_CST);
  if (__atomic_load_n (&self->sleepers, __ATOMIC_SEQ_CST) > 0)
    {
      g_mutex_lock (&self->lock);
      g_cond_broadcast (&self->started);
      g_mutex_unlock (&self->lock);
    }
}

static void
pool_wait_for_workers (VanityPool *self)
{
  for (int i = 0; i < SPINS; i++)
    {
      if (__atomic_load_n (&self->busy, __ATOMIC_ACQUIRE) == 0)
        return;
      spin_pause ();
    }

  g_mutex_lock (&self->lock);
  while (__atomic_load_n (&self->busy, __ATOMIC_ACQUIRE) > 0)
    g_cond_wait (&self->finished, &self->lock);
  g_mutex_unlock (&self->lock);
}

VanityPool *
vanity_pool_new (int threads)
{
  VanityPool *self = g_new0 (VanityPool, 1);

  if (threads <= 0)
    threads = g_get_num_processors ();
  self->threads = CLAMP (threads, 1, MAX_THREADS);
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
  self->stop = TRUE;
  pool_start (self);
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
vanity_pool_run (VanityPool *self, VanityPoolFunc func, gpointer data, int count)
{
  if (count <= 0)
    return;

  /* Alone when there is nobody to share with, or when this is already part of a job. */
  if (count == 1 || self->threads == 1 || inside)
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
  self->count = count;
  self->float_mode = get_float_mode ();
  __atomic_store_n (&self->next, 0, __ATOMIC_RELAXED);
  __atomic_store_n (&self->busy, self->threads - 1, __ATOMIC_RELAXED);
  pool_start (self);
  pool_work (self, 0);
  pool_wait_for_workers (self);
  inside = FALSE;
  g_mutex_unlock (&self->turn);
}
