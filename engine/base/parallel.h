/* A pool of threads for data-parallel loops.
 *
 * Loops here are short (microseconds to milliseconds), so workers spin briefly before they sleep
 * and the calling thread works too. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VanityPool VanityPool;

/* Called once for every index in [0, count). `worker` is in [0, vanity_pool_get_threads ()) and
 * is never the same in two calls that run at once: use it to index scratch memory. */
typedef void (*VanityPoolFunc) (gpointer data, int index, int worker);

/* A pool that computes on `threads` threads, the caller included; 0 means one per online core. */
VanityPool *vanity_pool_new (int threads);
void vanity_pool_free (VanityPool *pool);

/* The process-wide pool, one thread per online core (or VANITY_THREADS). Owned by the library. */
VanityPool *vanity_pool_get_default (void);

int vanity_pool_get_threads (VanityPool *pool);

/* Lets no more than so many of its threads compute from now on, the caller included; 0 means all.
 * What vanity_pool_get_threads () says stays, so that scratch memory still fits. A loop that runs
 * at that moment may end with those it began with. */
void vanity_pool_set_limit (VanityPool *pool, int threads);

/* Runs `func` for every index and returns when all are done. Indices are handed out dynamically.
 * May be called from several threads at once: the calls then take turns, or run alone on the
 * calling thread. A call from inside `func` runs on the calling thread alone. */
void vanity_pool_run (VanityPool *pool, VanityPoolFunc func, gpointer data, int count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityPool, vanity_pool_free)

G_END_DECLS
