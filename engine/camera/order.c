#include "camera/order.h"

/* No camera takes so long to open. */
#define STUCK_SECONDS 4

typedef struct
{
  void (*func) (gpointer data);
  gpointer data;
} Task;

/* What a thread that opens and closes is at; both atomic. */
typedef struct
{
  Task *task; /* NULL while it rests */
  int since;  /* seconds */
} Line;

/* The thread of now, which the main context alone changes. */
static struct
{
  GThreadPool *pool;
  Line *line;
} current;

static void
run_task (gpointer data, gpointer user_data)
{
  Task *task = data;
  Line *line = user_data;

  g_atomic_int_set (&line->since, (int)(g_get_monotonic_time () / G_USEC_PER_SEC));
  g_atomic_pointer_set (&line->task, task);
  task->func (task->data);
  g_atomic_pointer_set (&line->task, NULL);
  g_free (task);
}

static gboolean
is_stuck (Line *line)
{
  return g_atomic_pointer_get (&line->task) != NULL
         && g_get_monotonic_time () / G_USEC_PER_SEC - g_atomic_int_get (&line->since)
                >= STUCK_SECONDS;
}

void
vanity_camera_run_in_order (void (*func) (gpointer data), gpointer data)
{
  Task *task = g_new (Task, 1);

  if (current.pool == NULL || is_stuck (current.line))
    {
      /* It ends what it was given, whenever that is. */
      if (current.pool != NULL)
        g_thread_pool_free (current.pool, FALSE, FALSE);
      current.line = g_new0 (Line, 1); /* the thread that is stuck still has the old one */
      current.pool = g_thread_pool_new (run_task, current.line, 1, FALSE, NULL);
    }

  task->func = func;
  task->data = data;
  g_thread_pool_push (current.pool, task, NULL);
  /* cppcheck-suppress memleak ; the pool has it */
}
