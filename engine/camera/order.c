#include "camera/order.h"

/* No camera takes so long to open. */
#define STUCK_SECONDS 4

/* What a thread that opens and closes is at; both atomic. Counted: it may be stuck for longer than
 * it is of interest. */
typedef struct
{
  int busy;
  int since; /* seconds */
} Line;

typedef struct
{
  void (*func) (gpointer data);
  gpointer data;
  Line *line;
} Task;

/* The thread of now, which the main context alone changes. */
static struct
{
  GThreadPool *pool;
  Line *line;
} current;

static void
run_task (gpointer data, gpointer unused)
{
  Task *task = data;

  g_atomic_int_set (&task->line->since, (int)(g_get_monotonic_time () / G_USEC_PER_SEC));
  g_atomic_int_set (&task->line->busy, TRUE);
  task->func (task->data);
  g_atomic_int_set (&task->line->busy, FALSE);
  g_atomic_rc_box_release (task->line);
  g_free (task);
}

static gboolean
is_stuck (Line *line)
{
  return g_atomic_int_get (&line->busy)
         && g_get_monotonic_time () / G_USEC_PER_SEC - g_atomic_int_get (&line->since)
                >= STUCK_SECONDS;
}

void
vanity_camera_run_in_order (void (*func) (gpointer data), gpointer data)
{
  Task *task = g_new (Task, 1);

  if (current.pool != NULL && is_stuck (current.line))
    {
      /* It ends what it was given, whenever that is. */
      g_thread_pool_free (g_steal_pointer (&current.pool), FALSE, FALSE);
      g_clear_pointer (&current.line, g_atomic_rc_box_release);
    }
  if (current.pool == NULL)
    {
      current.line = g_atomic_rc_box_new0 (Line);
      current.pool = g_thread_pool_new (run_task, NULL, 1, FALSE, NULL);
    }

  *task = (Task){ func, data, g_atomic_rc_box_acquire (current.line) };
  g_thread_pool_push (current.pool, task, NULL);
  /* cppcheck-suppress memleak ; the pool has it */
}
